"""A row of a list of members, as its file holds it, and the list that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

NOT_CLOSED = "a quotation mark isn't closed"


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
