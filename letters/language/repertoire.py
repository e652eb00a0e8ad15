"""The characters that letters can be printed with: the same on every machine, whatever other fonts it has.

They are those of the face that ships, and those that the fonts installed by script/bootstrap have of the scripts in
use today. script/repertoire writes the list. Forms, checks and PDFs all ask here, so that none accepts what another
refuses.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from letters.resources import PACKAGE

_INVISIBLE = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))


def unprintable(text: str) -> str:
    """The characters of a text, in small letters or capitals, that no letter can hold, each once, in their order."""
    if text.isascii():
        return ""
    have = _printable()
    text = unicodedata.normalize("NFC", text)
    wanted = dict.fromkeys(sign for sign in text + text.upper() if ord(sign) not in have)
    return "".join(sign for sign in wanted if unicodedata.category(sign) not in _INVISIBLE and not _is_selector(sign))


def _is_selector(sign: str) -> bool:
    """Variation selectors choose between glyphs and have none of their own (Unicode 23.4)."""
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


@cache
def _printable() -> frozenset[int]:
    spans = (PACKAGE / "language" / "repertoire.txt").read_text(encoding="ascii").split()
    return frozenset(code for span in spans for code in span_of(span))


def span_of(text: str) -> range:
    """The codes of a span as lists of characters write it, in hexadecimal digits: `4e00-9fff` or `20ac`."""
    first, _, last = text.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)
