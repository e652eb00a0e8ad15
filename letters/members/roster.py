"""A group's list of members: each row a member, or a row that is refused with its reasons.

Nothing is lost: the rows that aren't blank are as many as members and refused rows together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from letters.errors import InvalidFields, Refused
from letters.exposure import exposed_in
from letters.fields.countries import country_called
from letters.language import LANGUAGES
from letters.members.cells import unescaped
from letters.members.columns import Columns, columns_from, meaning_of
from letters.members.delimited import read_delimited
from letters.members.entries import Entry, entry_from
from letters.members.table import Row, Table
from letters.members.workbook import read_workbook
from letters.supporter import Supporter, supporter_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Who writes. `row` is the number that a spreadsheet shows; empty are `language`, where the list names none, and
    `addressees`, where the member writes to all."""

    row: int
    supporter: Supporter
    language: str = ""
    own_words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    exposed: tuple[str, ...] = ()
    """what the own words of somebody who signs with initials say of her: name, street"""


# What is counted of the rows: attributes of an entry.
_ASSUMED, _NO_REGION = "assumes_country", "leaves_out_region"

Against = Callable[[Member], tuple[str, ...]]


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
    path: Path, *, country: str = "", language: str = "", encoding: str = "", against: Against | None = None
) -> MemberList:
    """The list in a CSV, XLSX or ODS file. `country` and `language` are for members whose rows name none; `encoding` is
    what a CSV file's characters are written in, where that can't be told.

    `against` gives the reasons for which a member's row is refused all the same.
    Raises Refused before the first member is read, where the file or its header can't be used.
    """
    sheet = read_table(path, lambda name: bool(meaning_of(unescaped(name))), encoding)
    rows = (row for row in sheet.rows if not row.is_blank)
    code = country_called(country.strip()) or ""
    if country and not code:
        raise Refused(f"{country!r} isn't a country that we know; use its two-letter code, such as GB")
    columns = _columns(path, next(rows, None), code)
    members: list[Member] = []
    refused: list[RefusedRow] = []
    heard = Counter[str]()
    for read in _read(rows, columns, against or _nothing, heard, country=code, language=language):
        if isinstance(read, Member):
            members.append(read)
        else:
            refused.append(read)
    if not members and not refused:
        raise Refused(f"{path.name} has no members: there is no row below the one with the column names")
    return MemberList(
        members=tuple(members),
        refused=tuple(refused),
        rows=len(members) + len(refused),
        said=(sheet.said, *columns.unused, *_heard(heard, columns, code), *_exposed(members)),
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


def _columns(path: Path, header: Row | None, country: str) -> Columns:
    if header is None:
        raise Refused(
            f"{path.name} is empty; the first row should name the columns, and each row below it should be a member"
        )
    if header.problem:
        raise Refused(f"{path.name}: in row {header.number}, which names the columns, {header.problem}")
    try:
        return columns_from([unescaped(name) for name in _trimmed(header.cells)], country=country)
    except Refused as refused:
        raise Refused("\n".join(f"{path.name}: {problem}" for problem in str(refused).splitlines())) from None


def _nothing(member: Member) -> tuple[str, ...]:
    return ()


def _read(
    rows: Iterator[Row], columns: Columns, against: Against, heard: Counter[str], *, country: str, language: str
) -> Iterator[Member | RefusedRow]:
    seen: dict[int, int] = {}
    for row in rows:
        cells = _trimmed(row.cells)[columns.ignored :]
        try:
            member, person = _member(row, columns, heard, country=country, language=language)
            if first := seen.get(person):
                raise ValueError(f"the same person as row {first}")
            if reasons := against(member):
                raise ValueError(*reasons)
        except ValueError as error:
            yield RefusedRow(row=row.number, reasons=tuple(map(str, error.args)), cells=cells)
        else:
            seen[person] = row.number
            yield member


def _member(row: Row, columns: Columns, heard: Counter[str], *, country: str, language: str) -> tuple[Member, int]:
    """The member, and a number that is the same for the same person. Raises ValueError with every reason."""
    cells = _trimmed(row.cells)
    if row.problem:
        raise ValueError(row.problem)
    if len(cells) > len(columns.header):
        ours = columns.ignored
        raise ValueError(f"{len(cells) - ours} cells, but only {len(columns.header) - ours} columns have names")
    entry = entry_from(cells, columns, country)
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
        points=entry.points,
        addressees=entry.addressees,
        exposed=tuple(dict.fromkeys(place.detail.value for place in exposed_in(entry.fields, _own(entry)))),
    )


def _own(entry: Entry) -> dict[str, str]:
    return {str(number): words for number, words in enumerate(entry.own_words)}


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty cells at the end."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


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
    if start.startswith(b"PK"):
        return read_workbook(path)
    return read_delimited(path, known, encoding)


def _first_bytes(path: Path) -> bytes:
    try:
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
