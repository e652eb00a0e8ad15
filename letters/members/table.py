"""A row of a list of members, as its file holds it, and the list that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from letters.errors import Refused

NOT_CLOSED = "a quotation mark isn't closed"

MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
_WIDEST = 1 << 14  # as spreadsheets are, where somebody has formatted all of their columns
MAX_CELLS = 1_500_000
MAX_TEXT = 16_000_000
MAX_CELL_TEXT = 100_000
OTHER_WAY = "save the list alone as CSV UTF-8, or copy its cells into a new file"


class TooLarge(ValueError):
    """More than a list of members can be; the message ends the sentence `it ...`."""


def too_large(name: str, why: str) -> Refused:
    """The refusal of the file of that name, with what to do."""
    return Refused(f"{name} is too large for a list of members: it {why}; {OTHER_WAY}")


def bounded(name: str, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows without empty cells at their ends, while they are no more than a list of members has.

    Raises Refused for the file of that name where there are more.
    """
    cells = length = 0
    try:
        for count, row in enumerate(rows, 1):
            # Before anybody looks at each of them.
            refuse_more(columns=len(row.cells) - (_WIDEST - MAX_COLUMNS))
            row = replace(row, cells=trimmed(row.cells))
            cells += len(row.cells)
            length += sum(map(len, row.cells))
            refuse_more(rows=count, columns=len(row.cells), cells=cells, text=length)
            refuse_long(row.cells)
            yield row
    except TooLarge as error:
        raise too_large(name, str(error)) from None


def refuse_more(*, rows: int = 0, columns: int = 0, cells: int = 0, text: int = 0) -> None:
    """Raises TooLarge for more of anything than a list of members has."""
    if rows > MAX_ROWS:
        raise TooLarge(f"has more than {MAX_ROWS:,} rows")
    if columns > MAX_COLUMNS:
        raise TooLarge(f"has more than {MAX_COLUMNS:,} columns")
    if cells > MAX_CELLS:
        raise TooLarge(f"has more than {MAX_CELLS:,} cells")
    if text > MAX_TEXT:
        raise TooLarge(f"has more than {MAX_TEXT:,} characters")


def refuse_long(cells: Iterable[str]) -> None:
    """Raises TooLarge where one of the cells holds more than any cell of a list."""
    if any(len(cell) > MAX_CELL_TEXT for cell in cells):
        raise TooLarge(f"has a cell of more than {MAX_CELL_TEXT:,} characters")


def trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty cells at the end."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with the number that a spreadsheet shows beside it; `problem` says why its cells can't be told apart.

    In the columns `formulas`, counted from 0, the cells are what a formula has given.
    """

    number: int
    cells: tuple[str, ...]
    problem: str = ""
    formulas: tuple[int, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file's rows, read while they are asked for. `said` is what was found out about the file, `hidden` are the
    numbers of rows that the spreadsheet doesn't show."""

    said: str
    delimiter: str
    rows: Iterator[Row]
    hidden: frozenset[int] = frozenset()
