"""Numbers as a spreadsheet shows them: 02108 for a cell that holds 2108 in the format `00000`.

The program that reads spreadsheets gives bare numbers; what a format of digits makes of them stands here. Runs in the
bounded process that reads the sheet. Sources: ECMA-376, 18.8.30 (number formats); OpenDocument 1.3, 19.385.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import Element, iterparse

Place = tuple[int, int]
"""A cell's row and column, both from 0."""

_LONGEST = 100
_SECTION = re.compile(r"""(?:[^;"\\]|\\.|"[^"]*")+""")
_CONDITION = re.compile(r"\[(<=|<|>=|>|=)([0-9]+)\]")
_TOKEN = re.compile(r"""\[[^\]]*\]|"([^"]*)"|\\(.)|_.|\*.|(.)""")
_DIGITS = re.compile("[0-9][0-9 \u00a0\u2010-\u2013-]*")


def shown_numbers(path: Path, sheet: str) -> dict[Place, str]:
    """What the sheet shows for numbers in formats that add to their digits. Nothing for files that have none."""
    with zipfile.ZipFile(path) as archive:
        found = _excel if "xl/workbook.xml" in archive.namelist() else _open_document
        return dict(found(archive, sheet))


def in_format(value: float, code: str) -> str:
    """The number in a format that is made of digits and signs between them; nothing where the format is another."""
    if value < 0 or not float(value).is_integer() or len(code) > _LONGEST:
        return ""
    section = next((part for part in _SECTION.findall(code) if _is_meant(part, value)), "")
    tokens = [(quoted or escaped, plain) for quoted, escaped, plain in _TOKEN.findall(section)]
    plain = "".join(sign for _, sign in tokens)
    # One zero shows the number as it is; points, dates, percents and texts are no digits.
    if plain.count("0") < 2 or not re.fullmatch("[0#? ()/-]*", plain):
        return ""
    return _filled(str(int(value)), [(literal or ("" if sign in "0#?" else sign), sign) for literal, sign in tokens])


def _is_meant(section: str, value: float) -> bool:
    """Whether the section is for this number: `[<=99999]00000;00000-0000` has two."""
    condition = _CONDITION.search(section)
    if not condition:
        return True
    limit = int(condition[2])
    return {
        "<=": value <= limit, "<": value < limit, ">=": value >= limit, ">": value > limit, "=": value == limit
    }[condition[1]]  # fmt: skip


def _filled(digits: str, tokens: list[tuple[str, str]]) -> str:
    """The digits in their places, from the right."""
    places = [index for index, (literal, sign) in enumerate(tokens) if not literal and sign in ("0", "#", "?")]
    text, left = "", digits
    for index in range(len(tokens) - 1, -1, -1):
        literal, sign = tokens[index]
        if index not in places:
            text = literal + text
        elif left:
            text, left = left[-1] + text, left[:-1]
            if index == places[0]:
                text, left = left + text, ""
        elif sign == "0":
            text = "0" + text
    return text


def _excel(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[Place, str]]:
    formats = _excel_formats(archive)
    part = _excel_part(archive, sheet)
    if not formats or not part:
        return
    for row, column, cell in _excel_cells(archive, part):
        code = formats.get(cell.get("s", ""))
        value = next((each.text for each in cell if each.tag.endswith("}v")), None)
        if code and value and cell.get("t", "n") == "n" and (text := in_format(float(value), code)):
            yield (row, column), text


def _excel_formats(archive: zipfile.ZipFile) -> dict[str, str]:
    """By the number of a style, the format of its numbers: those that have more than one zero."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    codes: dict[str, str] = {}
    styles: list[str] = []
    in_cells = False
    for event, element in _elements(archive, "xl/styles.xml", ("start", "end")):
        name = element.tag.rpartition("}")[2]
        if name == "cellXfs":
            in_cells = event == "start"
        elif event == "start" and name == "numFmt":
            codes[element.get("numFmtId", "")] = element.get("formatCode", "")
        elif event == "start" and name == "xf" and in_cells:
            styles.append(element.get("numFmtId", ""))
    named = {str(number): codes.get(style, "") for number, style in enumerate(styles)}
    return {number: code for number, code in named.items() if code.count("0") > 1}


def _excel_part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name of the sheet's part."""
    identity = ""
    for _, element in _elements(archive, "xl/workbook.xml"):
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            identity = next((value for name, value in element.items() if name.endswith("}id")), "")
    for _, element in _elements(archive, "xl/_rels/workbook.xml.rels"):
        if identity and element.get("Id") == identity:
            target = element.get("Target", "").lstrip("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            return part if part in archive.namelist() else ""
    return ""


def _excel_cells(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int, Element]]:
    row = column = -1
    for event, element in _elements(archive, part, ("start", "end")):
        name = element.tag.rpartition("}")[2]
        if name == "row" and event == "start":
            row, column = int(element.get("r", row + 2)) - 1, -1
        elif name == "row":
            element.clear()
        elif name == "c" and event == "start":
            column = _column(element.get("r", "")) if element.get("r") else column + 1
        elif name == "c":
            yield row, column, element


def _column(reference: str) -> int:
    """2 for C5."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter.upper()) - 64
    return number - 1


def _open_document(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[Place, str]]:
    inside = False
    row = column = 0
    for event, element in _elements(archive, "content.xml", ("start", "end")):
        name = element.tag.rpartition("}")[2]
        if name == "table":
            inside = event == "start" and _attribute(element, "name") == sheet
            row = 0
        elif not inside:
            continue
        elif name == "table-row" and event == "start":
            column = 0
        elif name == "table-row":
            row += int(_attribute(element, "number-rows-repeated") or 1)
            element.clear()
        elif name in ("table-cell", "covered-table-cell") and event == "end":
            text = "".join(next((each for each in element if each.tag.endswith("}p")), Element("p")).itertext())
            if _attribute(element, "value-type") == "float" and _DIGITS.fullmatch(text):
                yield (row, column), text
            column += int(_attribute(element, "number-columns-repeated") or 1)


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.endswith(f"}}{name}")), "")


def _elements(
    archive: zipfile.ZipFile, part: str, events: Sequence[Literal["start", "end"]] = ("end",)
) -> Iterator[tuple[str, Element]]:
    if part not in archive.namelist():
        return
    with archive.open(part) as file:
        yield from iterparse(file, events)  # noqa: S314 a bomb meets the bounds of the process that reads it
