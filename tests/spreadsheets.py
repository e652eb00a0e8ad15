"""Spreadsheets written part by part, as no program would write them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


PACKAGE = "http://schemas.openxmlformats.org/package/2006"


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


EXCEL = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
    '<sheet name="Members" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    "</styleSheet>",
}


NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


OPEN_DOCUMENT = (
    f'<office:document-content xmlns:office="{NAMESPACE}:office:1.0" xmlns:table="{NAMESPACE}:table:1.0" '
    f'xmlns:text="{NAMESPACE}:text:1.0" xmlns:calcext="{CALC}">'
    '<office:body><office:spreadsheet><table:table table:name="Members">'
)


@pytest.fixture(name="here")
def read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read in the test's own process, where the lines that it takes are counted."""
    monkeypatch.setattr("letters.bounded.run", lambda job, *arguments, seconds, megabytes: job(*arguments))


def excel(path: Path, rows: Iterable[str], *, shared: Iterable[str] = (), before: str = "") -> Path:
    """A workbook with one sheet, written in pieces."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in EXCEL.items():
            file.writestr(name, text)
        with file.open("xl/sharedStrings.xml", "w") as part:
            part.write(f'<sst xmlns="{MAIN}">'.encode())
            for text in shared:
                part.write(f"<si><t>{escape(text)}</t></si>".encode())
            part.write(b"</sst>")
        with file.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{MAIN}">{before}<sheetData>'.encode())
            for row in rows:
                part.write(row.encode())
            part.write(b"</sheetData></worksheet>")
    return path


def excel_row(*cells: str, number: int = 0) -> str:
    texts = "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{texts}</row>' if number else f"<row>{texts}</row>"


def open_document(path: Path, *rows: str, kind: str = "spreadsheet") -> Path:
    """A spreadsheet of OpenDocument with one table."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        file.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{NAMESPACE}:manifest:1.0"/>')
        ends = "</table:table></office:spreadsheet></office:body></office:document-content>"
        file.writestr("content.xml", OPEN_DOCUMENT + "".join(rows) + ends)
    return path


def open_spaces(count: int) -> str:
    """A row with one cell, in which so many spaces stand as one element."""
    text = f'<text:p>a<text:s text:c="{count}"/>b</text:p>'
    return f'<table:table-row><table:table-cell office:value-type="string">{text}</table:table-cell></table:table-row>'


def open_row(*cells: str, more: str = "", repeat: int = 1) -> str:
    texts = "".join(
        '<table:table-cell office:value-type="string">'
        + "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
        + "</table:table-cell>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeat}">{texts}{more}</table:table-row>'
