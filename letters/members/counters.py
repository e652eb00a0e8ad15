"""The counters of Excel's workbooks and of OpenDocument sheets: each follows the positions as its format sets them."""

from __future__ import annotations

from array import array

from letters.members.bounds import Attributes, Counter, bound_area, bound_rows, position, whole


class ExcelCounter(Counter):
    """Counts a workbook of Excel (ECMA-376); its shared texts must be fed before its sheets."""

    def __init__(self) -> None:
        super().__init__()
        self._shared = array("L")
        self._row = self._column = self._last_column = 0
        self._is_shared = False
        self._index = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """Follow the position; a cell counts once something stands in it."""
        match name if ":" not in name else name.rpartition(":")[2]:
            case "c":
                self._column, self._row = position(attributes.get("r", ""), self._column + 1, self._row)
                self._is_shared = attributes.get("t") == "s"
                self.errors += attributes.get("t") == "e"
            case "v" | "is" | "f":
                self.piece, self._index = 0, ""
                self.count_cell()
                self._bound()
            case "row":
                self._row, self._column = whole(attributes.get("r", str(self._row + 1))), 0
                bound_rows(self._row)
            case "si":
                self.piece = 0
                self.count_cell()
            case "sheetData":
                self._row = self._last_column = 0
            case "dimension":
                last = attributes.get("ref", "").rpartition(":")[2]
                bound_rows(position(last, 0, 0)[1])
            case _:
                pass

    def end(self, name: str) -> None:
        """Add the text that a cell holds or refers to."""
        match name if ":" not in name else name.rpartition(":")[2]:
            case "si":
                self._shared.append(self.piece)
            case "v" if self._is_shared:
                index = whole(self._index or "0")
                self.count_text(self._shared[index] if index < len(self._shared) else 0)
            case "v" | "is":
                self.count_text(self.piece)
            case _:
                pass

    def characters(self, data: str) -> None:
        """The number of a shared text, or a text itself."""
        super().characters(data)
        if self._is_shared and len(self._index) < 12:
            self._index += data

    def _bound(self) -> None:
        bound_rows(self._row)
        self._last_column = max(self._last_column, self._column)
        bound_area(self._row, self._last_column)


class OpenDocumentCounter(Counter):
    """Counts a sheet of OpenDocument 1.3, where rows and cells can be repeated.

    Empty rows at the end are no claim: LibreOffice fills every formatted sheet with a million of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows = self._repeat_row = self._width = self._last_width = 0
        self._columns = self._repeat_cell = self._row_text = 0
        self._is_filled = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Follow the repetitions; a cell counts once something stands in it."""
        match name:
            case "table:table-cell" | "table:covered-table-cell":
                self._repeat_cell = whole(attributes.get("table:number-columns-repeated", "1"))
                self._is_filled = any(not key.startswith("table:") or "formula" in key for key in attributes)
                self.piece = sum(len(value) for value in attributes.values())
            case "table:table-row":
                self._repeat_row = whole(attributes.get("table:number-rows-repeated", "1"))
                self._columns = self._width = self._row_text = 0
            case "table:table":
                self._rows = self._last_width = 0
            case _:
                pass

    def end(self, name: str) -> None:
        """Add what a cell or a row holds, as often as it is repeated."""
        match name:
            case "table:table-cell" | "table:covered-table-cell":
                self._end_cell()
            case "table:table-row":
                self._end_row()
            case _:
                pass

    def characters(self, data: str) -> None:
        """A text in a cell."""
        super().characters(data)
        self._is_filled = True

    def _end_cell(self) -> None:
        self._columns += self._repeat_cell
        if self._is_filled:
            self.count_cell()
            self._width = self._columns
            self._row_text += self.piece * self._repeat_cell
            bound_area(1, self._width)

    def _end_row(self) -> None:
        self._rows += self._repeat_row
        if self._width:
            self._last_width = max(self._last_width, self._width)
            bound_rows(self._rows)
            bound_area(self._rows, self._last_width)
            self.count_text(self._row_text * self._repeat_row)
