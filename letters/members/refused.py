"""The rows that were refused, as a list that can be mended and read again."""

from __future__ import annotations

import csv
import io

from letters.members.cells import escaped
from letters.members.roster import MemberList

HEADER = ("row", "reason")


def refused_list(found: MemberList) -> bytes:
    """The refused rows as CSV in UTF-8 with a mark of byte order, for Excel: row, reason, and the columns of the list.

    Its delimiter is the list's own. Cells that a spreadsheet would read as formulas begin with an apostrophe, which
    is taken off when the list is read.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=found.delimiter, lineterminator="\r\n")
    writer.writerow([*HEADER, *map(escaped, found.header)])
    for row in found.refused:
        rest = ("",) * (len(found.header) - len(row.cells))
        writer.writerow([str(row.row), escaped("; ".join(row.reasons)), *map(escaped, row.cells + rest)])
    return text.getvalue().encode("utf-8-sig")
