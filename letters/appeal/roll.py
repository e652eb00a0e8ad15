"""The names of a long group of signatories, from a file beside the appeal: `name;role;organisation;town`, a row each.

Seventy thousand rows are kept as the texts that they are, and become signatories one by one when somebody asks.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from letters import typed
from letters.appeal.signatories import Signatory
from letters.errors import quoted
from letters.fields.cells import unescaped

MAX_ROWS = 100_000
MAX_BYTES = 8 * 1024 * 1024
MAX_CELL = 200
COLUMNS = ("name", "role", "organisation", "town")

_BETWEEN = "\x1f"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a line, which counts from 1."""

    line: int
    message: str


class Roll(Sequence[Signatory]):
    """The signatories of a file, in its order."""

    def __init__(self, rows: Sequence[str]) -> None:
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Signatory: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Signatory, ...]: ...
    def __getitem__(self, index: int | slice) -> Signatory | tuple[Signatory, ...]:
        if isinstance(index, slice):
            return tuple(map(_signatory, self._rows[index]))
        return _signatory(self._rows[index])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Roll) and (self._rows is other._rows or self._rows == other._rows)

    def __hash__(self) -> int:
        return hash((len(self._rows), self._rows[:10]))


def read_roll(content: bytes) -> tuple[Roll, list[RowProblem]]:
    """The signatories in a file's bytes, and all that is wrong with it; then there may be fewer of them.

    UTF-8, a row for each signatory, its cells between semicolons and perhaps in quotation marks (RFC 4180). A first
    row with the columns' names puts them in another order. Empty rows count for nothing.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Roll(()), [RowProblem(line, "isn't UTF-8 here: save the list as CSV UTF-8")]
    rows, problems = list[str](), list[RowProblem]()
    for row, problem in _read(text):
        if problem:
            problems.append(problem)
        elif len(rows) == MAX_ROWS:
            problems.append(RowProblem(row.line, f"a list has at most {MAX_ROWS:,} rows: make two groups of it"))
            break
        else:
            rows.append(_BETWEEN.join(row.cells))
    if not rows and not problems:
        problems.append(RowProblem(1, "there is nobody in this list: write a name in each row"))
    return Roll(rows), problems


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: tuple[str, ...]


def _read(text: str) -> Iterator[tuple[_Row, RowProblem | None]]:
    order: tuple[str, ...] = COLUMNS
    for number, line in enumerate(re.split("\r\n?|\n", text), 1):
        if not line.strip(" ;\t"):
            continue
        row, problem = _row(number, line)
        names = tuple(cell.casefold() for cell in row.cells)
        if number == 1 and "name" in names and set(names) <= set(COLUMNS) and len(set(names)) == len(names):
            order = names
            continue
        if len(row.cells) > len(order):
            columns = ";".join(order)
            problem = RowProblem(number, f"has {len(row.cells)} cells, and at most {columns} are read")
        elif not problem:
            said = dict(zip(order, row.cells, strict=False))
            row = _Row(number, tuple(said.get(column, "") for column in COLUMNS))
            problem = _problem(row)
        yield row, problem


def _row(number: int, line: str) -> tuple[_Row, RowProblem | None]:
    if '"' not in line:
        return _Row(number, tuple(map(_clean, line.split(";")))), None
    try:
        (cells,) = csv.reader([line], delimiter=";", strict=True)
    except csv.Error:
        return _Row(number, ()), RowProblem(
            number, "a quotation mark isn't closed in this row, or stands within a cell"
        )
    return _Row(number, tuple(map(_clean, cells))), None


def _clean(cell: str) -> str:
    cell = cell.strip() if cell.isascii() else typed.clean(cell)
    return unescaped(cell) if cell.startswith("'") else cell


def _problem(row: _Row) -> RowProblem | None:
    if not row.cells[0]:
        return RowProblem(row.line, "has no name")
    for column, cell in zip(COLUMNS, row.cells, strict=True):
        if len(cell) > MAX_CELL:
            return RowProblem(row.line, f"the {column} has {len(cell)} characters; at most {MAX_CELL} can be printed")
        if (not cell.isascii() or _CONTROL.search(cell)) and (problem := typed.problem(column, cell, limit=MAX_CELL)):
            said = problem.message.format(**dict(problem.values))
            return RowProblem(row.line, f"the {column}, {quoted(cell)}: {said}")
    return None


def _signatory(row: str) -> Signatory:
    name, role, organisation, town = row.split(_BETWEEN)
    return Signatory.model_construct(name=name, role=role or None, organisation=organisation or None, town=town or None)
