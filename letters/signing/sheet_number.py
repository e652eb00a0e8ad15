"""The number of a sheet that is signed at a table, under which a group reports how many signed: `P9E-J2G-3MF-02R`.

It tells the appeal, the group, the day and the page apart, and carries a check character of a pure system of ISO 7064
(2003, 6), with the modulus 31 and the radix 3: both are prime and the radix isn't 1, so every single wrong character
and every swap of two neighbours is found, in whatever place. Its 31 characters leave out what is easily misread: 1, I,
L, O and U.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from letters.errors import Refused
from letters.typed import clean, folded

MAX_PAGE = 960
MAX_GROUP = 60
"""Characters of a group's name, which have room on the sheet beside its number."""

_ALPHABET = "023456789ABCDEFGHJKMNPQRSTVWXYZ"
_MODULUS, _RADIX = len(_ALPHABET), 3
_FIRST_DAY = dt.date(2020, 1, 1)
_PART, _PAGE = 3, 2  # characters
_LENGTH = 3 * _PART + _PAGE + 1
_MOST_DAYS = _MODULUS**_PART
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
        body = self.appeal + self.group + _written(days, _PART) + _written(self.page, _PAGE)
        whole = body + _check(body)
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
    signs = re.sub(r"[\s–—‑-]+", "", text).upper().replace("O", "0")
    if len(signs) != _LENGTH:
        raise Refused(
            f"the number of a sheet has {_LENGTH} characters, such as P9E-J2G-3MF-02R; this one has {len(signs)}"
        )
    if strange := [sign for sign in signs if sign not in _ALPHABET]:
        raise Refused(f"no sheet has the character {strange[0]} in its number: look at it once more")
    if _sum(signs) != 1:
        raise Refused(
            "this is no sheet's number: a character is wrong, or two have changed places; look at it once more"
        )
    appeal, group, day, page = signs[:3], signs[3:6], _read(signs[6:9]), _read(signs[9:11])
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
    digest = hashlib.sha256(text.encode()).digest()
    return _written(int.from_bytes(digest[:8], "big") % _MODULUS**_PART, _PART)


def _written(number: int, length: int) -> str:
    signs = ""
    for _ in range(length):
        number, sign = divmod(number, _MODULUS)
        signs = _ALPHABET[sign] + signs
    return signs


def _read(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number * _MODULUS + _ALPHABET.index(sign)
    return number


def _sum(signs: str) -> int:
    """What is 1 for a whole number: each character's value by a power of the radix, the last one's by 1."""
    total = 0
    for sign in signs:
        total = (total * _RADIX + _ALPHABET.index(sign)) % _MODULUS
    return total


def _check(body: str) -> str:
    """The character that makes the sum 1."""
    return _ALPHABET[(1 - _sum(body) * _RADIX) % _MODULUS]
