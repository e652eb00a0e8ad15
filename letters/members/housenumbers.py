"""House numbers in a column of their own, and on which side of the street's name they go."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A number beside its street means the house; in other places it may count the members.
_BESIDE_A_STREET = frozenset("number no nr num nummer numero n 号 號 رقم".split())
# Languages that write 12 Elm Row: English, French, Arabic.
_NUMBER_FIRST = frozenset(
    """housenumber houseno housenr streetnumber streetno buildingnumber number numeroderue numerodevoie numerodemaison
    رقمالمنزل رقمالبيت رقمالمبنى رقم""".split()
)
_STREET_AFTER_NUMBER = frozenset("street streetaddress road address rue voie الشارع شارع".split())
_UNCLEAR = frozenset("no num n numero".split())
_HAN = re.compile("[\u3400-\u9fff]")

HOUSE_NUMBER, STREET = "house_number", "street"


def with_house_number(meanings: Sequence[str], plain: Sequence[str]) -> list[str]:
    """The meanings, and which column holds house numbers: one whose name says so or `No.` beside the street.

    `plain` are the columns' names, folded. Without a column to which the numbers can be joined there is none.
    """
    found = list(meanings)
    if STREET in found and HOUSE_NUMBER not in found:
        street = found.index(STREET)
        for place in (street + 1, street - 1):
            if 0 <= place < len(found) and not found[place] and plain[place] in _BESIDE_A_STREET:
                found[place] = HOUSE_NUMBER
                break
    is_joined = STREET in found or ("town" in found and {"address", "address1"} & set(found))
    return found if is_joined else ["" if word == HOUSE_NUMBER else word for word in found]


def is_number_first(number: str, street: str) -> bool:
    """Whether the number goes before the street, by the language of the columns' folded names."""
    return street in _STREET_AFTER_NUMBER if number in _UNCLEAR else number in _NUMBER_FIRST


def joined(street: str, number: str, *, number_first: bool) -> str:
    """The street with its number, on the last of its lines: 12 Elm Row, or Lange Gasse 12. Nothing without a street."""
    if not (street and number):
        return street
    above, _, last = street.rpartition("\n")
    space = "" if _HAN.search(last[-1:]) else " "
    line = f"{number} {last}" if number_first else f"{last}{space}{number}"
    return "\n".join(filter(None, (above, line)))
