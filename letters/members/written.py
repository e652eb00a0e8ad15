"""Lists that are written: an example to fill in, and the refused rows, to be mended and read again."""

from __future__ import annotations

import csv
import io

from letters.members.cells import escaped
from letters.members.roster import MemberList

_HEADER = (
    "name", "initials", "sign as", "street", "postcode", "town", "country", "language", "email", "own words", "points",
    "addressees",
)  # fmt: skip
_PEOPLE = (
    ("Maya Lind", "", "", "12 Station Road", "LS1 4AB", "Leeds", "GB", "en", "maya@lind.example", "I teach as well."),
    ("Jonas Beispiel", "", "full", "Hinterhaus\nLange Gasse 5", "01067", "Dresden", "Germany", "", "", ""),
    ("Élodie Exemple", "", "", "3, rue du Moulin", "69002", "Lyon", "FR", "français", "elodie@exemple.example", ""),
    ("", "T. B.", "initials", "", "", "Utrecht", "Nederland", "", "", ""),
    ("مريم المثال", "", "", "١٢ شارع الزيتون", "11118", "عمّان", "الأردن", "ar", "", ""),
    ("王小样", "", "", "中山路12号", "100", "台北市", "TW", "中文", "", ""),
)


def sample() -> str:
    """The text of an example list, as CSV. The people are invented."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for person in _PEOPLE:
        writer.writerow(person + ("",) * (len(_HEADER) - len(person)))
    return text.getvalue()


_REFUSED_HEADER = ("row", "reason")


def refused_list(found: MemberList) -> bytes:
    """The refused rows as CSV in UTF-8 with a mark of byte order, for Excel: row, reason, and the columns of the list.

    Its delimiter is the list's own. Cells that a spreadsheet would read as formulas begin with an apostrophe, which
    is taken off when the list is read.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=found.delimiter, lineterminator="\r\n")
    writer.writerow([*_REFUSED_HEADER, *map(escaped, found.header)])
    for row in found.refused:
        rest = ("",) * (len(found.header) - len(row.cells))
        writer.writerow([str(row.row), escaped("; ".join(row.reasons)), *map(escaped, row.cells + rest)])
    return text.getvalue().encode("utf-8-sig")
