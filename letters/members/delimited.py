"""Rows of a CSV file, as spreadsheets write it, and as people damage it.

Source: RFC 4180. Python's csv reads on to the end of the file where a quotation mark isn't closed, and the rows that
it swallows are gone without a word; here they are rows again.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from letters.errors import Refused
from letters.members.codepages import CODE_PAGES, code_page_of
from letters.members.table import MAX_COLUMNS, NOT_CLOSED, Row, Table

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
# A spreadsheet's cell holds 32,767 characters, so no line and no quoted cell of one is longer than this.
MAX_LINE = 500_000
MAX_LINES = 2_000
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NAMES = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", **CODE_PAGES}

_OPENING = re.compile(' *"')
_QUOTED = re.compile('[^"]*(?:""[^"]*)*')

Known = Callable[[str], bool]


def read_delimited(path: Path, known: Known, encoding: str = "") -> Table:
    """The rows of a CSV file. `known` tells whether a text is the name of a column: that finds the delimiter.

    `encoding` is what its characters are written in, where somebody knows; else that is found out. Raises Refused
    where it can't be.
    """
    encoding = _asked(path, encoding) if encoding else _encoding(path)
    delimiter, skipped = _delimiter(path, encoding, known)
    said = f"{path.name}: {_NAMES.get(encoding, encoding)}, separated by {DELIMITERS[delimiter]}"
    if encoding in CODE_PAGES:
        said += "; if its letters look wrong, add --encoding"
    return Table(said=said, delimiter=delimiter, rows=_rows(path, encoding, delimiter, skipped))


def _asked(path: Path, encoding: str) -> str:
    try:
        "".encode(encoding)
    except (LookupError, UnicodeError):
        raise Refused(f"--encoding: there is no {encoding!r}; {_TO_ASK}") from None
    try:
        return _checked(path, encoding)
    except Refused:
        raise Refused(f"{path.name} isn't written in {encoding}; {_TO_ASK}") from None


_TO_ASK = (
    "such are utf-8, cp1252 (Windows, Western Europe), cp1250 (Windows, Central Europe), cp1251 (Windows, Cyrillic), "
    "iso8859-2 and mac-roman"
)


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
        for bom, encoding in _BOMS.items():
            if start.startswith(bom):
                return _checked(path, encoding)
    try:
        return _checked(path, "utf-8-sig")
    except Refused:
        found = code_page_of(path.read_bytes())
    if found:
        return _checked(path, found)
    _checked(path, "latin-1")  # what isn't even a text
    raise Refused(
        f"{path.name}: its characters can't be told apart; in the spreadsheet program save it as CSV UTF-8, .xlsx or "
        f".ods, or add --encoding with what it is written in: {_TO_ASK}"
    )


def _checked(path: Path, encoding: str) -> str:
    """The encoding itself. Raises Refused where the file can't be read with it."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            while text := file.read(1 << 16):
                if "\0" in text:
                    raise UnicodeError
    except UnicodeError:
        raise Refused(
            f"{path.name} isn't a table, or its characters can't be read; open it in the spreadsheet program and "
            "save it as CSV UTF-8, .xlsx or .ods"
        ) from None
    return encoding


def _delimiter(path: Path, encoding: str, known: Known) -> tuple[str, int]:
    """The delimiter, and how many lines at the top are no part of the table."""
    with path.open(encoding=encoding, newline="") as file:
        declared = re.fullmatch(r'"?sep=([,;\t])"?', file.readline(100).strip("\r\n"))
    if declared:
        return declared[1], 1

    def likely(delimiter: str) -> tuple[int, int]:
        rows = islice(_rows(path, encoding, delimiter, 0), 100)
        header = next((row.cells for row in rows if not row.is_blank), ())
        return sum(map(known, header[:MAX_COLUMNS])), len(header)

    return max(DELIMITERS, key=likely), 0


def _rows(path: Path, encoding: str, delimiter: str, skipped: int) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as file:
        lines = _Lines(_bounded(path, file.readline))
        for _ in range(skipped):
            lines.take()
        parser, number = _Parser(delimiter), 0
        while not lines.is_over():
            number += 1
            cells, is_closed = parser.record(lines)
            yield Row(number=number, cells=cells, problem="" if is_closed else NOT_CLOSED)


def _bounded(path: Path, readline: Callable[[int], str]) -> Iterator[str]:
    number = 0
    while line := readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE and line[-1] not in "\r\n":
            raise Refused(
                f"{path.name}: line {number} has more than {MAX_LINE:,} characters; this isn't a list of members"
            )
        yield line


class _Lines:
    """Lines that can be looked at before they are taken."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._ahead: list[str] = []

    def peek(self, index: int) -> str:
        """The line after so many others; nothing behind the end."""
        while len(self._ahead) <= index and (line := next(self._lines, "")):
            self._ahead.append(line)
        return self._ahead[index] if index < len(self._ahead) else ""

    def take(self, count: int = 1) -> None:
        """These are done."""
        self.peek(count - 1)
        del self._ahead[:count]

    def is_over(self) -> bool:
        """Whether no line is left."""
        return not self.peek(0)


class _Parser:
    """Takes records from lines; the first one is the header."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter
        self._width = 0
        self._plain = re.compile(f"[^{delimiter}]*")
        self._end_of_cell = re.compile(f" *({delimiter}|$)")

    def record(self, lines: _Lines) -> tuple[tuple[str, ...], bool]:
        """The cells of the next record; and False where it is a single line with a mark that isn't closed."""
        first = lines.peek(0).rstrip("\r\n")
        cells = first.split(self._delimiter) if '"' not in first else None
        count, is_closed = 1, True
        if cells is None:
            count, cells = self._quoted(lines)
            if not cells:
                count, cells, is_closed = 1, first.split(self._delimiter), False
        lines.take(count)
        self._width = self._width or len(cells)
        return tuple(cells), is_closed

    def _quoted(self, lines: _Lines) -> tuple[int, list[str]]:
        """How many lines the record takes, and its cells: none, where a mark isn't closed or stands amiss."""
        cells: list[str] = []
        inside: list[str] | None = None
        length = alone = 0
        for count in range(MAX_LINES):
            line = lines.peek(count)
            length += len(line)
            if not line or length > MAX_LINE:
                break
            try:
                inside = self._feed(line, cells, inside)
            except ValueError:
                break
            if inside is None:
                return (1, []) if count and self._swallows(lines, count, alone, len(cells)) else (count + 1, cells)
            alone = alone or len(cells) + 1 + inside[0].count(self._delimiter)
        return 1, []

    def _feed(self, line: str, cells: list[str], inside: list[str] | None) -> list[str] | None:
        """One more line; what a quoted cell holds so far, where it goes on in the next. Raises ValueError."""
        end = len(line.rstrip("\r\n"))
        position = 0
        while position <= end:
            if inside is None and (opening := _OPENING.match(line, position)):
                inside, position = [], opening.end()
            if inside is None:
                plain = self._plain.match(line, position, end)
                cells.append(plain[0] if plain else "")
                position += len(cells[-1]) + 1
                continue
            quoted = _QUOTED.match(line, position)
            inside.append(quoted[0].replace('""', '"') if quoted else "")
            position = quoted.end() + 1 if quoted else position
            if position > len(line):
                return inside
            closing = self._end_of_cell.match(line, position, end)
            if not closing:
                raise ValueError(NOT_CLOSED)
            cells.append("".join(inside))
            inside, position = None, closing.end() + (not closing[1])
        return inside

    def _swallows(self, lines: _Lines, count: int, alone: int, cells: int) -> bool:
        """Whether a mark was not closed and a later row's mark closed it: the lines are whole rows by themselves.

        The first line, `alone`, would have so many cells, together with the `count` that follow it has `cells`.
        """
        if alone != self._width:
            return False
        widths = {lines.peek(index).count(self._delimiter) + 1 for index in range(1, count + 1)}
        return cells < self._width or (self._width > 2 and widths == {self._width})
