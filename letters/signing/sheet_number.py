"""The number of a sheet that is signed at a table, under which a group reports how many signed: `P9E-J2G-3MF-02R`.

It tells the appeal, the group, the day and the page apart, and carries a check character (`checked`).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from letters.errors import Refused
from letters.signing.checked import MODULUS, check_sign, read, signs_for, strange_sign, total, typed_signs, written
from letters.typed import clean, folded

MAX_PAGE = 960
MAX_GROUP = 60
"""Characters of a group's name, which have room on the sheet beside its number."""

_FIRST_DAY = dt.date(2020, 1, 1)
_PART, _PAGE = 3, 2  # characters
_LENGTH = 3 * _PART + _PAGE + 1
_MOST_DAYS = MODULUS**_PART
_SUM = 1
_SHAPE = re.compile(r"[\s–—‑-]*".join(["[0-9A-Za-z]{3}"] * 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNumber:
    """A sheet: signs that stand for its appeal and its group, the day on which it was printed, its page from 1."""

    appeal: str
    group: str
    day: dt.date
    page: int

    def __str__(self) -> str:
        days = (self.day - _FIRST_DAY).days
        body = self.appeal + self.group + written(days, _PART) + written(self.page, _PAGE)
        whole = body + check_sign(body, _SUM)
        return "-".join(whole[at : at + _PART] for at in range(0, _LENGTH, _PART))

    def is_of(self, appeal: str) -> bool:
        """Whether it is a sheet of the appeal with that slug."""
        return self.appeal == _signs(appeal)

    def is_from(self, group: str) -> bool:
        """Whether the group with that name has it; capitals, accents and blanks make no difference."""
        return self.group == _signs(_named(group))


def sheet_number(appeal: str, group: str, day: dt.date, page: int) -> SheetNumber:
    """The number of a page of lines to sign: for the appeal with that slug, printed for the group on that day.

    The same sheet always has the same number. Raises ValueError for a page, or a day, that no number can hold.
    """
    if not 1 <= page <= MAX_PAGE:
        raise ValueError("no such page")
    if not 0 <= (day - _FIRST_DAY).days < _MOST_DAYS:
        raise ValueError("no such day")
    return SheetNumber(appeal=_signs(appeal), group=_signs(_named(group)), day=day, page=page)


def parse_sheet_number(text: str) -> SheetNumber:
    """The sheet that a typed number stands for, in small letters or capitals, with hyphens or without.

    Raises Refused for what is no number of a sheet, or has been misread.
    """
    signs = typed_signs(text)
    if len(signs) != _LENGTH:
        raise Refused(
            f"the number of a sheet has {_LENGTH} characters, such as P9E-J2G-3MF-02R; this one has {len(signs)}"
        )
    if strange := strange_sign(signs):
        raise Refused(f"no sheet has the character {strange} in its number: look at it once more")
    if total(signs) != _SUM:
        raise Refused(
            "this is no sheet's number: a character is wrong, or two have changed places; look at it once more"
        )
    appeal, group, day, page = signs[:3], signs[3:6], read(signs[6:9]), read(signs[9:11])
    if page < 1:
        raise Refused("this is no sheet's number: sheets are counted from 1")
    return SheetNumber(appeal=appeal, group=group, day=_FIRST_DAY + dt.timedelta(days=day), page=page)


def looks_like_a_sheet_number(text: str) -> bool:
    """Whether the text has the shape of such a number, and isn't one that a group has thought up itself."""
    return _SHAPE.fullmatch(text.strip()) is not None


def _named(group: str) -> str:
    return " ".join(folded(clean(group)).split())


def _signs(text: str) -> str:
    """Three characters that stand for a text."""
    return signs_for(text, _PART)
