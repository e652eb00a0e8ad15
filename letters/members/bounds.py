"""How large a spreadsheet's XML says it is, found out before anything is kept of it.

The programs that read spreadsheets hold the whole rectangle from the first cell to the last in memory, with a copy
of the text for each cell that shares it. So a file of some kilobytes can ask for all the memory there is: with one
cell at the far corner, a cell that is repeated a million times, or a long text that many cells refer to. Here the
parts are only counted, in pieces, with a parser that resolves no entities of its own.
"""

from __future__ import annotations

import re
from functools import cache
from xml.parsers import expat

MAX_ROWS = 100_000
MAX_CELLS = 1_500_000
MAX_TEXT = 32_000_000
MAX_CELL_TEXT = 100_000
# A tag or an attribute that is still not over after so many bytes is no spreadsheet's.
MAX_TOKEN = 1_000_000
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,18})")

Attributes = dict[str, str]


class TooLarge(ValueError):
    """More than a list of members can be; the message ends the sentence `it has ...`."""


class Damaged(ValueError):
    """No XML that a spreadsheet program writes."""


class Counter:
    """Counts one file's cells, their text, and those that show an error. `feed` raises TooLarge or Damaged."""

    def __init__(self) -> None:
        self.cells = self.errors = 0
        self.text = 0
        self.piece = 0

    def feed(self, parser: expat.XMLParserType, data: bytes, fed: int, *, last: bool) -> None:
        """Count some more bytes of a part, of which `fed` came before."""
        try:
            parser.Parse(data, last)
        except expat.ExpatError:
            raise Damaged from None
        if fed + len(data) - parser.CurrentByteIndex > MAX_TOKEN and not last:
            raise Damaged

    def parser(self) -> expat.XMLParserType:
        """A parser for one part of the file, which reports to this counter."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = _refuse_doctype
        return parser

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def characters(self, data: str) -> None:
        """Some text."""
        self.piece += len(data)
        if self.piece > MAX_CELL_TEXT:
            raise TooLarge(f"a cell of more than {MAX_CELL_TEXT:,} characters")

    def count_cell(self) -> None:
        """One more cell that holds something."""
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise TooLarge(f"more than {MAX_CELLS:,} cells")

    def count_text(self, length: int) -> None:
        """So many characters more."""
        self.text += length
        if self.text > MAX_TEXT:
            raise TooLarge(f"more than {MAX_TEXT:,} characters")


def _refuse_doctype(*declared: object) -> None:
    raise Damaged


def bound_rows(row: int) -> None:
    """Raises TooLarge below the last row that is read."""
    if row > MAX_ROWS:
        raise TooLarge(f"more than {MAX_ROWS:,} rows")


def bound_area(rows: int, columns: int) -> None:
    """Raises TooLarge for a rectangle that can't be held in memory."""
    if rows * columns > MAX_CELLS:
        raise TooLarge(f"more than {MAX_CELLS:,} cells")


def whole(text: str) -> int:
    """The number. Raises Damaged for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Damaged
    return int(text)


def position(reference: str, column: int, row: int) -> tuple[int, int]:
    """Column and row of a cell such as `C12`, from 1; those given, where there is no reference."""
    if not reference:
        return column, row
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise Damaged
    return _column(found[1]), int(found[2])


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
