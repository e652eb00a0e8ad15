"""Cells of lists that spreadsheets open: nothing in them is a formula, and what was escaped reads back as it was."""

from __future__ import annotations

import re

# The wide and small ones count in spreadsheets set to Chinese or Japanese.
_FORMULA_SIGNS = "=+@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−-"
# What one program or another drops at the beginning of a cell: controls, blanks of every kind, and what doesn't show.
_NOTHING_SHOWS = (
    "\0-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_FORMULA = re.compile(f"[{_NOTHING_SHOWS}]*[\t\r\n{_FORMULA_SIGNS}]")
_ESCAPED = re.compile(f"'(?={_FORMULA.pattern})")


def unescaped(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from reading a formula."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def escaped(cell: str) -> str:
    """The cell such that no spreadsheet reads it as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and cell.strip() else cell
