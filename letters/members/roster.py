"""A group's list of members: each row a member, or a row that is refused with its reasons.

Nothing is lost: the rows that aren't blank are as many as members and refused rows together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from letters.errors import InvalidFields, Refused
from letters.exposure import exposed_in
from letters.fields.cells import unescaped
from letters.fields.countries import country_called
from letters.language.language import LANGUAGES
from letters.members.columns import Appeals, Columns, columns_from, meaning_of
from letters.members.delimited import read_delimited
from letters.members.entries import Entry, entry_from
from letters.members.table import Row, Table, bounded
from letters.members.workbook import read_workbook
from letters.supporter import Supporter, supporter_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Who writes. `row` is the number that a spreadsheet shows; empty are `language`, where the list names none, and
    `appeals` and `addressees`, where the member writes to all. `own_words_for` are those for one appeal, by its name;
    `own_words` stand in a column that names none."""

    row: int
    supporter: Supporter
    language: str = ""
    own_words: tuple[str, ...] = ()
    own_words_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    appeals: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    exposed: tuple[str, ...] = ()
    """what the own words of somebody who signs with initials say of her: name, street"""


# What is counted of the rows: attributes of an entry.
_ASSUMED, _NO_REGION = "assumes_country", "leaves_out_region"

Against = Callable[[Member], tuple[str, ...]]
"""Gives the reasons for which a member's row is refused all the same."""
Judge = Callable[[Sequence[Member]], Against]
"""Hears who is on the list, before any of their rows is judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row of which no letter is made, the reasons in plain words, and its cells as they were."""

    row: int
    reasons: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberList:
    """All that a file holds. `rows` are the members and the refused; `said` is what its reader should know.

    `header` and `delimiter` are the file's own, for the list of refused rows.
    """

    members: tuple[Member, ...]
    refused: tuple[RefusedRow, ...]
    rows: int
    said: tuple[str, ...]
    header: tuple[str, ...]
    delimiter: str


def read_members(
    path: Path,
    *,
    country: str = "",
    language: str = "",
    encoding: str = "",
    appeals: Appeals | None = None,
    judge: Judge | None = None,
) -> MemberList:
    """The list in a CSV, XLSX or ODS file. `country` and `language` are for members whose rows name none; `encoding` is
    what a CSV file's characters are written in, where that can't be told.

    `appeals` are those that columns and rows may name. `judge` may refuse rows that are sound by themselves.
    Raises Refused before the first member is read, where the file or its header can't be used.
    """
    sheet = read_table(path, lambda name: bool(meaning_of(unescaped(name))), encoding)
    # All of them first: a file that is no list of members is told before any row takes its time.
    rows = iter([row for row in sheet.rows if not row.is_blank])
    code = country_called(country.strip()) or ""
    if country and not code:
        raise Refused(f"{country!r} isn't a country that we know; use its two-letter code, such as GB")
    columns = _columns(path, next(rows, None), code, appeals)
    heard = Counter[str]()
    read = [_read(row, columns, heard, country=code, language=language, appeals=appeals) for row in rows]
    members, refused = _divided(read, judge or _nobody_judges)
    if not members and not refused:
        raise Refused(f"{path.name} has no members: there is no row below the one with the column names")
    return MemberList(
        members=tuple(members),
        refused=tuple(refused),
        rows=len(members) + len(refused),
        said=(
            sheet.said,
            *columns.unused,
            *_hidden(sheet.hidden, [each.row for each in read]),
            *_heard(heard, columns, code),
            *_exposed(members),
        ),
        header=columns.header[columns.ignored :],
        delimiter=sheet.delimiter,
    )


def _heard(heard: Counter[str], columns: Columns, country: str) -> Iterator[str]:
    """What the rows have in common that their reader should know before anything is printed."""
    if country and (rows := heard[_ASSUMED]):
        name = LANGUAGES["en"].country(country)
        yield (
            f"{rows} {'row names' if rows == 1 else 'rows name'} no country: read as {name} ({country}); "
            "where that is wrong, add a column for the country, or use --country"
        )
    if rows := heard[_NO_REGION]:
        yield (
            f'the column "{columns.name_of("region")}" is not printed for {rows} {"row" if rows == 1 else "rows"}: '
            "addresses in these countries have no region"
        )


def _columns(path: Path, header: Row | None, country: str, appeals: Appeals | None) -> Columns:
    if header is None:
        raise Refused(
            f"{path.name} is empty; the first row should name the columns, and each row below it should be a member"
        )
    if header.problem:
        raise Refused(f"{path.name}: in row {header.number}, which names the columns, {header.problem}")
    try:
        return columns_from([unescaped(name) for name in header.cells], country=country, appeals=appeals)
    except Refused as refused:
        raise Refused("\n".join(f"{path.name}: {problem}" for problem in str(refused).splitlines())) from None


def _hidden(hidden: Collection[int], rows: Sequence[int]) -> Iterator[str]:
    """A sentence on the rows that count although nobody sees them."""
    if found := [row for row in rows if row in hidden]:
        are, count, them = ("is", "counts", "it") if len(found) == 1 else ("are", "count", "them")
        yield (
            f"{rows_named(found)} {are} hidden in the spreadsheet, by a filter perhaps, and {count} like the others; "
            f"to leave {them} out, copy the rows that you see into a new file"
        )


def rows_named(rows: Iterable[int]) -> str:
    """`row 2`, `rows 2, 5 and 7`, `rows 2, 3, 4, 5, 6 and 20 more`."""
    numbers = [str(row) for row in rows]
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    shown, rest = (numbers[:5], f"{len(numbers) - 5} more") if len(numbers) > 6 else (numbers[:-1], numbers[-1])
    return f"rows {', '.join(shown)} and {rest}"


def _nobody_judges(members: Sequence[Member]) -> Against:
    return lambda member: ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A row that was read: its member with a number that is the same for the same person, or reasons against it."""

    row: int
    cells: tuple[str, ...]
    member: Member | None = None
    person: int = 0
    reasons: tuple[str, ...] = ()


def _read(
    row: Row, columns: Columns, heard: Counter[str], *, country: str, language: str, appeals: Appeals | None
) -> _Read:
    cells = row.cells[columns.ignored :]
    try:
        member, person = _member(row, columns, heard, country=country, language=language, appeals=appeals)
    except ValueError as error:
        return _Read(row.number, cells, reasons=tuple(map(str, error.args)))
    return _Read(row.number, cells, member, person)


def _divided(read: Sequence[_Read], judge: Judge) -> tuple[list[Member], list[RefusedRow]]:
    """Who writes, and the rows that are refused; of two rows of the same person the second is."""
    against = judge([each.member for each in read if each.member])
    seen: dict[int, int] = {}
    members: list[Member] = []
    refused: list[RefusedRow] = []
    for each in read:
        reasons = each.reasons
        if each.member and each.person in seen:
            reasons = (f"the same person as row {seen[each.person]}",)
        elif each.member and not (reasons := against(each.member)):
            seen[each.person] = each.row
            members.append(each.member)
        if reasons:
            refused.append(RefusedRow(row=each.row, reasons=reasons, cells=each.cells))
    return members, refused


def _member(
    row: Row, columns: Columns, heard: Counter[str], *, country: str, language: str, appeals: Appeals | None
) -> tuple[Member, int]:
    """The member, and a number that is the same for the same person. Raises ValueError with every reason."""
    cells = row.cells
    if row.problem:
        raise ValueError(row.problem)
    if len(cells) > len(columns.header):
        ours = columns.ignored
        raise ValueError(f"{len(cells) - ours} cells, but only {len(columns.header) - ours} columns have names")
    entry = entry_from(cells, columns, country, appeals, row.formulas)
    heard.update(what for what in (_ASSUMED, _NO_REGION) if getattr(entry, what))
    reasons = list(entry.problems)
    try:
        supporter = supporter_from(entry.fields)
    except InvalidFields as error:
        # What is odd about a column was said already.
        reasons += [reason for reason in map(entry.explain, error.problems) if reason]
    if reasons:
        raise ValueError(*dict.fromkeys(reasons))
    return _from_entry(row.number, supporter, entry, language), hash(entry.person)


def _exposed(members: list[Member]) -> Iterator[str]:
    for member in members:
        if member.exposed:
            told = ", ".join(member.exposed)
            yield f"row {member.row} signs with initials, but its own words say who writes: {told}"


def _from_entry(number: int, supporter: Supporter, entry: Entry, language: str) -> Member:
    return Member(
        row=number,
        supporter=supporter,
        language=entry.language or language,
        own_words=entry.own_words,
        own_words_for=entry.own_words_for,
        appeals=entry.appeals,
        points=entry.points,
        addressees=entry.addressees,
        exposed=tuple(dict.fromkeys(place.detail.value for place in exposed_in(entry.fields, _own(entry)))),
    )


def _own(entry: Entry) -> dict[str, str]:
    words = [*entry.own_words, *(part for parts in entry.own_words_for.values() for part in parts)]
    return {str(number): part for number, part in enumerate(words)}


MAX_FILE = 64 << 20
_SAVE_AS = "open it, and save the list as CSV UTF-8, .xlsx or .ods"
_OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": f"an old Excel or Word file (.xls, .doc), or has a password; {_SAVE_AS}, without a password",
    b"%PDF": "a PDF; give the file from which it was made, as CSV UTF-8, .xlsx or .ods",
    b"{\\rtf": f"a formatted document; {_SAVE_AS}",
    b"<": "a web page or XML; open it in the spreadsheet program, and save it as CSV UTF-8, .xlsx or .ods",
}


def read_table(path: Path, known: Callable[[str], bool], encoding: str = "") -> Table:
    """The file's rows: CSV, XLSX or ODS. `known` tells whether a text is the name of a column.

    Raises Refused, with what to do, for every other kind of file.
    """
    start = _first_bytes(path)
    for magic, kind in _OTHER_KINDS.items():
        if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(magic):
            raise Refused(f"{path.name} is {kind}")
    table = read_workbook(path) if start.startswith(b"PK") else read_delimited(path, known, encoding)
    return replace(table, rows=bounded(path.name, table.rows))


def _first_bytes(path: Path) -> bytes:
    try:
        # A pipe would keep the program waiting, and is empty when it is read a second time.
        if path.exists() and not path.is_file():
            raise Refused(f"{path} is not a file; save the list as CSV UTF-8, .xlsx or .ods, and give that")
        with path.open("rb") as file:
            start = file.read(100)
        size = path.stat().st_size
    except OSError as error:
        raise Refused(f"{path} can't be read: {error.strerror}") from None
    if not start.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise Refused(
            f"{path.name} is empty; the first row should name the columns, and each row below it should be a member"
        )
    if size > MAX_FILE:
        raise Refused(f"{path.name} has more than {MAX_FILE >> 20} MB; lists of members are smaller")
    return start
