"""Rows of a spreadsheet (XLSX or ODS), which is counted before it is opened."""

from __future__ import annotations

import datetime as dt
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from letters.errors import Refused
from letters.members.bounds import Counter, Damaged, TooLarge
from letters.members.counters import ExcelCounter, OpenDocumentCounter
from letters.members.table import Row, Table

MAX_UNPACKED = 64 << 20
# All that isn't cells: styles, names of sheets, and which part is what.
MAX_OTHER = 8 << 20
MAX_PARTS = 2_000
MAX_INDEX = 1 << 20
_PIECE = 1 << 16
_OTHER_WAY = "save the list alone as CSV UTF-8, or copy its cells into a new file"
_KINDS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "Index/Document.iwa": "a Numbers or Pages file",
}
_NO_CELLS = ("_rels", "theme", "media", "drawings", "charts", "comments", "externalLinks", "pivotCache", "tables")
_OPEN_DOCUMENT = ("mimetype", "content.xml", "META-INF/manifest.xml")


def read_workbook(path: Path) -> Table:
    """The rows of the first sheet that shows. Raises Refused for a file that is too large or can't be read."""
    try:
        copy, counter = _counted_copy(path)
        with copy, CalamineWorkbook.from_filelike(copy) as workbook:
            sheet, others = _first_sheet(workbook)
    except TooLarge as error:
        raise Refused(f"{path.name} is too large for a list of members: it has {error}; {_OTHER_WAY}") from None
    except (CalamineError, Damaged, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        raise Refused(f"{path.name} is damaged or protected, and can't be read; {_OTHER_WAY}") from None
    aside = f"; {others} more in the file aren't read" if others else ""
    if counter.errors:
        aside += f"; cells that show an error count as empty: {counter.errors}"
    said = f'{path.name}: a spreadsheet, its sheet "{sheet.name[:60]}"{aside}'
    return Table(said=said, delimiter=",", rows=_rows(sheet))


def _first_sheet(workbook: CalamineWorkbook) -> tuple[CalamineSheet, int]:
    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if not shown:
        raise Damaged
    return workbook.get_sheet_by_name(shown[0]), len(shown) - 1


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    # Rows come from the first of the sheet, whether something stands in it or not; so they count as they show.
    for number, cells in enumerate(sheet.iter_rows(), 1):
        yield Row(number=number, cells=tuple(map(_plain, cells)))


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


def _counted_copy(path: Path) -> tuple[BytesIO, Counter]:
    """The parts that hold cells, packed anew while they are counted, and the counts.

    What is read afterwards is what was counted, whatever else the archive may hold or pretend.
    """
    copy = BytesIO()
    with path.open("rb") as file:
        _bound_index(file)
        with (
            zipfile.ZipFile(file) as source,
            zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
        ):
            counter = _copy_parts(path, source, target)
    copy.seek(0)
    return copy, counter


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
        raise TooLarge(f"more than {MAX_PARTS:,} parts")


def _copy_parts(path: Path, source: zipfile.ZipFile, target: zipfile.ZipFile) -> Counter:
    names = source.namelist()
    if kind := next((kind for name, kind in _KINDS.items() if name in names), None):
        raise Refused(
            f"{path.name} is {kind}, not a spreadsheet that can be read here; save the list as .xlsx, .ods or CSV"
        )
    if len(names) > MAX_PARTS:
        raise TooLarge(f"more than {MAX_PARTS:,} parts")
    if len(set(names)) < len(names):
        raise Damaged
    is_excel = "content.xml" not in names
    if not is_excel and b"spreadsheet" not in _start(source, "mimetype"):
        raise Refused(f"{path.name} is an OpenDocument text or drawing; save the list as .ods, .xlsx or CSV")
    if is_excel and "[Content_Types].xml" not in names:
        raise Refused(f"{path.name} is an archive, not a spreadsheet; unpack it, and give the list inside")
    counter: Counter = ExcelCounter() if is_excel else OpenDocumentCounter()
    parts = [
        part
        for part in source.infolist()
        if (_is_excel_part(part.filename) if is_excel else part.filename in _OPEN_DOCUMENT)
    ]
    _Copy(source, target, counter).take(parts)
    return counter


def _start(source: zipfile.ZipFile, name: str) -> bytes:
    if name not in source.namelist():
        raise Damaged
    with source.open(name) as part:
        return part.read(200)


def _is_excel_part(name: str) -> bool:
    folders = name.split("/")
    is_wanted = name in ("[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels")
    return is_wanted or (folders[0] == "xl" and name.endswith(".xml") and not set(folders[1:-1]) & set(_NO_CELLS))


class _Copy:
    """Copies parts and counts them on the way. Raises TooLarge or Damaged."""

    def __init__(self, source: zipfile.ZipFile, target: zipfile.ZipFile, counter: Counter) -> None:
        self._source, self._target, self._counter = source, target, counter
        self._unpacked = self._other = 0

    def take(self, parts: list[zipfile.ZipInfo]) -> None:
        """The parts, the shared texts before the sheets that refer to them."""
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise TooLarge(f"more than {MAX_UNPACKED >> 20} MB when unpacked")
        for part in sorted(parts, key=lambda part: "sharedstrings" not in part.filename.casefold()):
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Damaged
            self._take(part)

    def _take(self, part: zipfile.ZipInfo) -> None:
        holds_cells = any(word in part.filename.casefold() for word in ("sharedstrings", "sheet", "content.xml"))
        parser, fed = self._counter.parser(), 0
        with self._source.open(part) as packed, self._target.open(part.filename, "w") as copy:
            while data := packed.read(_PIECE):
                self._bound(len(data), holds_cells=holds_cells)
                if part.filename != "mimetype":
                    self._counter.feed(parser, data, fed, last=False)
                fed += len(data)
                copy.write(data)

    def _bound(self, size: int, *, holds_cells: bool) -> None:
        # The size that an archive declares may be a lie, so what really comes out is counted.
        self._unpacked += size
        self._other += 0 if holds_cells else size
        if self._unpacked > MAX_UNPACKED or self._other > MAX_OTHER:
            raise TooLarge(f"more than {MAX_UNPACKED >> 20} MB when unpacked")
