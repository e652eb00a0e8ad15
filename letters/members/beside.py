"""What calamine doesn't tell of a sheet: cells that show an error, formulas, and rows that don't show.

It reads only what the sheet's XML says of them, and runs in the same bounded process.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from posixpath import normpath
from xml.parsers import expat

from letters.members.table import MAX_COLUMNS, MAX_ROWS

Place = tuple[int, int]
"""A row and a column, both from 0."""

_MOST_ROWS, _MOST_COLUMNS = MAX_ROWS + 1, MAX_COLUMNS + 1  # beyond them no list is read
_SAYS_SOMETHING = re.compile(rb"""hidden|<(?:\w+:)?f[\s>/]|\st\s*=\s*["']e|visibility|formula|error|Err:""")
_NAME = re.compile("([A-Z]{1,3})([0-9]+)")


@dataclass
class Beside:
    """Errors as the sheet shows them, formulas (those without a result as they are written), and hidden rows."""

    errors: dict[Place, str] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)
    unfinished: dict[Place, str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


def beside(archive: zipfile.ZipFile, sheet: str) -> Beside:
    """What is beside the values of the sheet of this name. Raises ValueError where its XML can't be read."""
    found = Beside()
    if "content.xml" in archive.namelist():
        _read(archive, "content.xml", _OpenDocument(found, sheet))
    elif part := _part_of(archive, sheet):
        _read(archive, part, _Excel(found))
    return found


def _read(archive: zipfile.ZipFile, part: str, reader: _Reader) -> None:
    content = archive.read(part)
    if _SAYS_SOMETHING.search(content):
        _parse(content, reader)


def _parse(content: bytes, reader: _Reader) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: reader.begin(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: reader.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_entities
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None


def _refuse_entities(*_: object) -> None:
    raise ValueError("a document type, which could define entities")


class _Reader:
    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """What stands in it."""


class _Excel(_Reader):
    """Source: ECMA-376, part 1, 18.3.1: row, c, f, v."""

    def __init__(self, found: Beside) -> None:
        self._found = found
        self._row = self._column = -1
        self._kind = ""
        self._in = ""
        self._texts: dict[str, str] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true") and self._row < _MOST_ROWS:
                self._found.hidden.add(self._row)
        elif name == "c":
            named = _NAME.fullmatch(attributes.get("r", ""))
            self._column = _column(named[1]) if named else self._column + 1
            self._kind, self._texts = attributes.get("t", ""), {}
        elif name in ("f", "v"):
            self._in = name
            self._texts.setdefault(name, "")

    def end(self, name: str) -> None:
        if name in ("f", "v"):
            self._in = ""
        elif name == "c":
            place = (self._row, self._column)
            if self._kind == "e":
                self._found.errors[place] = self._texts.get("v") or "#N/A"
            elif "f" in self._texts:
                self._found.formulas.add(place)
                if "v" not in self._texts:
                    self._found.unfinished[place] = f"={self._texts['f']}"

    def text(self, text: str) -> None:
        if self._in:
            self._texts[self._in] += text


class _OpenDocument(_Reader):
    """Source: OpenDocument 1.3, part 3, 9.1: table, table-row, table-cell."""

    def __init__(self, found: Beside, sheet: str) -> None:
        self._found, self._sheet = found, sheet
        self._inside = False
        self._row = self._column = self._rows = self._columns = 0
        self._kind = self._formula = ""
        self._paragraphs: list[str] | None = None
        self._made: list[tuple[int, str, bool, str]] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "table":
            self._inside, self._row = plain.get("name") == self._sheet, 0
        if not self._inside:
            return
        if name == "table-row":
            self._rows, self._column = _repeated(plain, "number-rows-repeated", _MOST_ROWS), 0
            self._made = []
            if plain.get("visibility") in ("filter", "collapse"):
                self._found.hidden.update(range(self._row, min(self._row + self._rows, _MOST_ROWS)))
        elif name in ("table-cell", "covered-table-cell"):
            self._columns = _repeated(plain, "number-columns-repeated", _MOST_COLUMNS)
            # LibreOffice says `error` in an attribute of its own, which stands beside that of the standard.
            self._kind = attributes.get("calcext:value-type", "")
            self._formula, self._paragraphs = plain.get("formula", ""), []
        elif name == "p" and self._paragraphs is not None:
            self._paragraphs.append("")

    def end(self, name: str) -> None:
        if not self._inside:
            return
        if name in ("table-cell", "covered-table-cell"):
            text = "\n".join(self._paragraphs or ())
            is_error = self._kind == "error" or (self._formula and looks_like_error(text))
            if self._formula or is_error:
                columns = range(self._column, min(self._column + self._columns, _MOST_COLUMNS))
                self._made += [(column, text, bool(is_error), self._formula) for column in columns]
            self._column, self._paragraphs = self._column + self._columns, None
        elif name == "table-row":
            for row in range(self._row, min(self._row + self._rows, _MOST_ROWS)) if self._made else ():
                self._note(row)
            self._row += self._rows

    def text(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1] += text

    def _note(self, row: int) -> None:
        for column, text, is_error, formula in self._made:
            if is_error:
                self._found.errors[row, column] = text or "#N/A"
            if formula:
                self._found.formulas.add((row, column))


def looks_like_error(text: str) -> bool:
    """Whether a spreadsheet shows this in place of a value, in whatever language: #DIV/0!, #WERT!, #Н/Д, Err:502."""
    core = text[1:].rstrip("!?").replace("/", "").replace("0", "").replace("_", "").lstrip("¡¿")
    return bool(
        (text[:1] == "#" and len(core) > 1 and core.isalpha() and core.isupper())
        or re.fullmatch(r"[^\W\d_]{3,6}:\d{3}", text)
    )


def _repeated(attributes: dict[str, str], name: str, most: int) -> int:
    return max(1, min(int(attributes.get(name, "1")), most))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of a workbook that holds the sheet, as its relationships say."""
    names = archive.namelist()
    sheets = _attributes(archive, "xl/workbook.xml", "sheet", "name", "id")
    targets = _attributes(archive, "xl/_rels/workbook.xml.rels", "Relationship", "Id", "Target")
    target = targets.get(sheets.get(sheet, ""), "")
    part = normpath(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    return part if part in names else ""


def _attributes(archive: zipfile.ZipFile, part: str, element: str, key: str, value: str) -> dict[str, str]:
    """The values by keys, as the elements of this name in the part have them."""
    found: dict[str, str] = {}

    class Reader(_Reader):
        def begin(self, name: str, attributes: dict[str, str]) -> None:
            if name == element:
                plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
                found.setdefault(plain.get(key, ""), plain.get(value, ""))

    if part in archive.namelist():
        _parse(archive.read(part), Reader())
    return found
