"""Rows of a spreadsheet (XLSX or ODS), read in a process that is bounded in memory and time.

The programs that read spreadsheets hold the whole rectangle from the first cell to the last in memory, with a copy
of the text for each cell that shares it. So a file of some kilobytes can ask for all the memory there is: with one
cell at the far corner, a cell that is repeated a million times, or a long text that many cells refer to.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from letters import bounded
from letters.errors import Refused, visible
from letters.members.beside import Beside, beside
from letters.members.shown import Place, shown_numbers
from letters.members.table import MAX_TEXT, OTHER_WAY, Row, Table, TooLarge, refuse_long, refuse_more, too_large

MAX_MEGABYTES = 512
MAX_SECONDS = 10
MAX_UNPACKED = 64 << 20
MAX_PARTS = 2_000
MAX_INDEX = 1 << 20
_KINDS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "Index/Document.iwa": "a Numbers or Pages file",
}
_NO_CELLS = ("_rels", "theme", "media", "drawings", "charts", "comments", "externalLinks", "pivotCache", "tables")
_OPEN_DOCUMENT = ("mimetype", "content.xml", "META-INF/manifest.xml")
_ENCRYPTED = 1


class Damaged(ValueError):
    """No file that a spreadsheet program writes."""


# All that zipfile and calamine raise for files that somebody has cut or changed; Damaged is a ValueError.
_UNREADABLE = (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, ParseError)


def read_workbook(path: Path) -> Table:
    """The rows of the first sheet that shows. Raises Refused for a file that is too large or can't be read."""
    try:
        with path.open("rb") as file:
            _check_parts(path, file)
    except TooLarge as error:
        raise too_large(path.name, str(error)) from None
    except _UNREADABLE:
        raise _damaged(path) from None
    lines = BytesIO(_sheet(path))
    said, hidden = json.loads(lines.readline()), json.loads(lines.readline())
    return Table(said=said, delimiter=",", rows=_rows(lines), hidden=frozenset(row + 1 for row in hidden))


def _sheet(path: Path) -> bytes:
    try:
        return bounded.run(sheet_in, str(path), seconds=MAX_SECONDS, megabytes=MAX_MEGABYTES)
    except bounded.OutOfTime:
        raise too_large(path.name, f"takes longer than {MAX_SECONDS} seconds to be read") from None
    except bounded.Unfinished:
        raise too_large(path.name, f"needs more than {MAX_MEGABYTES} MB of memory to be read") from None


def _rows(lines: BytesIO) -> Iterator[Row]:
    # Rows come from the first of the sheet, whether something stands in it or not; so they count as they show.
    for number, line in enumerate(lines, 1):
        cells, formulas = json.loads(line)
        yield Row(number=number, cells=tuple(cells), formulas=tuple(formulas))


def _damaged(path: Path) -> Refused:
    return Refused(f"{path.name} is damaged or protected, and can't be read; {OTHER_WAY}")


def _check_parts(path: Path, file: BinaryIO) -> None:
    """What the archive's list of its parts tells. Raises TooLarge, Damaged, or Refused for another kind of file."""
    _bound_index(file)
    with zipfile.ZipFile(file) as archive:
        _check_names(path, archive.namelist())
        _check_sizes(part for part in archive.infolist() if _is_read(part.filename))
        if "content.xml" in archive.namelist() and b"spreadsheet" not in _start(archive, "mimetype"):
            raise Refused(f"{path.name} is an OpenDocument text or drawing; save the list as .ods, .xlsx or CSV")


def _bound_index(file: BinaryIO) -> None:
    """Raises TooLarge where the archive's list of its parts alone would fill the memory."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - (1 << 16) - 100))
    end = file.read()
    position = end.rfind(b"PK\5\6")
    size = int.from_bytes(end[position + 12 : position + 16], "little")
    # With PK 6 7, another and larger record takes the place of this one (ZIP64).
    if position < 0 or b"PK\6\7" in end:
        raise Damaged
    if size > MAX_INDEX:
        raise TooLarge(f"has more than {MAX_PARTS:,} parts")


def _check_names(path: Path, names: list[str]) -> None:
    if kind := next((kind for name, kind in _KINDS.items() if name in names), None):
        raise Refused(
            f"{path.name} is {kind}, not a spreadsheet that can be read here; save the list as .xlsx, .ods or CSV"
        )
    if len(names) > MAX_PARTS:
        raise TooLarge(f"has more than {MAX_PARTS:,} parts")
    if len(set(names)) < len(names):
        raise Damaged
    if not {"content.xml", "[Content_Types].xml"} & set(names):
        raise Refused(f"{path.name} is an archive, not a spreadsheet; unpack it, and give the list inside")


def _check_sizes(parts: Iterator[zipfile.ZipInfo]) -> None:
    unpacked = 0
    for part in parts:
        unpacked += part.file_size
        if unpacked > MAX_UNPACKED:
            raise TooLarge(f"has more than {MAX_UNPACKED >> 20} MB when unpacked")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or part.flag_bits & _ENCRYPTED:
            raise Damaged


def _is_read(name: str) -> bool:
    folders = name.split("/")
    is_excel = folders[0] == "xl" and name.endswith(".xml") and not set(folders[1:-1]) & set(_NO_CELLS)
    return is_excel or name in _OPEN_DOCUMENT


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        raise Damaged
    with archive.open(name) as part:
        return part.read(200)


def sheet_in(name: str) -> bytes:
    """What is said about the file of this path, and its rows: a line of JSON for each. Runs bounded.

    Raises Refused for a file that is too large or can't be read.
    """
    path = Path(name)
    try:
        _refuse_entities(path)
        _refuse_blanks(path)
        with CalamineWorkbook.from_path(path) as workbook:
            sheet, others = _first_sheet(workbook)
            shown = shown_numbers(path, sheet.name)
        with zipfile.ZipFile(path) as archive:
            found = beside(archive, sheet.name)
    except TooLarge as error:
        raise too_large(path.name, str(error)) from None
    except _UNREADABLE:
        raise _damaged(path) from None
    aside = f"; {others} more in the file aren't read" if others else ""
    said = f'{path.name}: a spreadsheet, its sheet "{visible(sheet.name[:60])}"{aside}'
    try:
        rows = [said, sorted(found.hidden), *_rows_with(found, _cells(sheet, shown))]
        return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in rows)
    except TooLarge as error:
        raise too_large(path.name, str(error)) from None
    except BaseException as error:
        # A failure inside calamine, whose class can't be imported: it had no memory for a cell, or found it impossible.
        if type(error).__name__ == "PanicException":
            raise _damaged(path) from None
        raise


def _rows_with(found: Beside, rows: Iterator[list[str]]) -> Iterator[list[Any]]:
    """Each row's cells with its errors in place, and behind them the columns of its formulas."""
    formulas = defaultdict[int, list[int]](list)
    for row, column in sorted(found.formulas):
        formulas[row].append(column)
    odd = defaultdict[int, dict[int, str]](dict)
    for (row, column), text in (*found.unfinished.items(), *found.errors.items()):
        odd[row][column] = text
    for number, cells in enumerate(rows):
        for column, text in odd.get(number, {}).items():
            if column < len(cells):
                cells[column] = text
        yield [cells, formulas.get(number, [])]


def _refuse_entities(path: Path) -> None:
    """Raises Damaged where a sheet of Excel defines entities."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml") and b"<!DOCTYPE" in archive.read(name):
                raise Damaged


_BLANKS = re.compile(rb"""[\s:]c\s*=\s*["']([0-9]+)""")


def _refuse_blanks(path: Path) -> None:
    """Raises TooLarge where a sheet of OpenDocument asks for blanks by the million: each number is one short word."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml") if "content.xml" in archive.namelist() else b""
    blanks = 0
    for found in _BLANKS.finditer(content):
        # Longer numbers than any list has aren't even read.
        blanks += int(found[1]) if len(found[1]) < len(str(MAX_TEXT)) else MAX_TEXT + 1
        refuse_more(text=blanks)


def _first_sheet(workbook: CalamineWorkbook) -> tuple[CalamineSheet, int]:
    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if not shown:
        raise Damaged
    return workbook.get_sheet_by_name(shown[0]), len(shown) - 1


def _cells(sheet: CalamineSheet, shown: Mapping[Place, str]) -> Iterator[list[str]]:
    """Each row's cells, numbers as they are `shown`. Raises TooLarge for more than a list of members has."""
    rows, columns = sheet.total_height + 1, sheet.total_width + 1
    refuse_more(rows=rows, columns=columns, cells=rows * columns)
    length = 0
    for number, row in enumerate(sheet.iter_rows()):
        cells = [shown.get((number, column)) or _plain(cell) for column, cell in enumerate(row)]
        length += sum(map(len, cells))
        refuse_more(text=length)
        refuse_long(cells)
        yield cells


def _plain(cell: object) -> str:
    """What the cell shows, more or less: whole numbers without a point, dates as year-month-day."""
    match cell:
        case str():
            return cell
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer():
            return str(int(cell))
        case dt.datetime() if cell.time() == dt.time():
            return cell.date().isoformat()
        case dt.datetime():
            return cell.isoformat(" ")
        case _:
            return str(cell)
