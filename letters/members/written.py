"""Lists that are written: an example to fill in, and the refused rows, to be mended and read again.

A workbook is the better list to mend: what opens a CSV file takes 01067 for a number, and saves 1067.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from letters.fields.cells import escaped
from letters.members.roster import MemberList

_HEADER = (
    "name", "initials", "sign as", "street", "postcode", "town", "country", "language", "email", "points", "addressees",
)  # fmt: skip
_OWN_WORDS, _WORDS = "own words", "I teach as well."
_PEOPLE = (
    ("Maya Lind", "", "", "12 Station Road", "LS1 4AB", "Leeds", "GB", "en", "maya@lind.example"),
    ("Jonas Beispiel", "", "full", "Hinterhaus\nLange Gasse 5", "01067", "Dresden", "Germany"),
    ("Élodie Exemple", "", "", "3, rue du Moulin", "69002", "Lyon", "FR", "français", "elodie@exemple.example"),
    ("", "T. B.", "initials", "", "", "Utrecht", "Nederland"),
    ("مريم المثال", "", "", "١٢ شارع الزيتون", "11118", "عمّان", "الأردن", "ar"),
    ("王小样", "", "", "中山路12号", "100", "台北市", "TW", "中文"),
)


def sample(appeals: Sequence[str] = ()) -> str:
    """The text of an example list, as CSV. The people are invented.

    With several `appeals` each has a column of own words; without any nobody has written some yet.
    """
    columns = [f"{_OWN_WORDS}: {appeal}" for appeal in appeals] if len(appeals) > 1 else [_OWN_WORDS]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*_HEADER, *columns))
    for number, person in enumerate(_PEOPLE):
        words = _WORDS if appeals and not number else ""
        rest = ("",) * (len(columns) - 1)
        writer.writerow((*person, *("",) * (len(_HEADER) - len(person)), words, *rest))
    return text.getvalue()


_REFUSED_HEADER = ("row", "reason")


def refused_list(found: MemberList) -> bytes:
    """The refused rows as CSV in UTF-8 with a mark of byte order, for Excel: row, reason, and the columns of the list.

    Its delimiter is the list's own, and every cell stands between quotation marks, as another program may part cells at
    other signs. Cells that a spreadsheet would read as formulas begin with an apostrophe, which
    is taken off when the list is read.
    """
    rows = ((str(row.row), "; ".join(row.reasons), *row.cells) for row in found.refused)
    return text_list((*_REFUSED_HEADER, *found.header), rows, delimiter=found.delimiter)


def text_list(header: Sequence[str], rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> bytes:
    """Rows as CSV in UTF-8 with a mark of byte order, every cell between quotation marks and none a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for row in (header, *rows):
        cells = [*row, *("",) * (len(header) - len(row))]
        writer.writerow([escaped(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


MOST_IN_WORKBOOK = 20_000
"""Rows: nobody mends more by hand, and a workbook is made in memory."""
_MOST_IN_CELL = 32_767  # characters, by the format (ECMA-376, 18.3.1.4)
_CUT = "(cut here; refused.csv has all of it)"
_TEXT = 49  # the number format @ (18.8.30)
_WIDTHS = (7, 60)
_WIDTH = 22


def refused_workbook(found: MemberList) -> bytes:
    """The refused rows as a workbook (XLSX): row, reason, and the columns of the list."""
    rows = ((str(row.row), "; ".join(row.reasons), *row.cells) for row in found.refused)
    return text_workbook((*_REFUSED_HEADER, *found.header), rows, widths=_WIDTHS)


def text_workbook(header: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[float] = ()) -> bytes:
    """A workbook (XLSX) whose cells are text, also those that are empty still; `widths` are of the first columns.

    So a spreadsheet program leaves 01067, 3-5 and =1+1 as they are, and as they are typed when the list is mended.
    """
    import xlsxwriter  # here, as most lists need none

    file = io.BytesIO()
    # In memory, as nothing of a list may lie in a folder for temporary files.
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})  # the same rows, the same file
        plain = {"num_format": _TEXT, "valign": "top", "text_wrap": True}
        text, quoted = workbook.add_format(plain), workbook.add_format({**plain, "quote_prefix": True})
        head = workbook.add_format({**plain, "bold": True})
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(header):
            sheet.set_column(column, column, widths[column] if column < len(widths) else _WIDTH, text)
            sheet.write_string(0, column, _short(name), head)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, _short(cell), quoted if escaped(cell) != cell else text)
    return file.getvalue()


def _short(cell: str) -> str:
    return cell if len(cell) <= _MOST_IN_CELL else cell[: _MOST_IN_CELL - len(_CUT)] + _CUT
