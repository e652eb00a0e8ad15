"""The order of the alphabet, as a group's language has it: Ärzen stands before Zittau, in Swedish Åre behind it.

Source: the Unicode Collation Algorithm (UTS 10) in its default order, and CLDR's tailorings for letters that a language
puts elsewhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

# Letters of their own, behind the one that stands before the colon.
_LETTERS = {
    "sv": "z:åäö",
    "fi": "z:åäö",
    "da": "z:æøå",
    "nb": "z:æøå",
    "nn": "z:æøå",
    "no": "z:æøå",
    "et": "z:õäöü",
    "es": "n:ñ",
    "pl": "a:ą c:ć e:ę l:ł n:ń o:ó s:ś z:źż",
    "tr": "c:ç g:ğ h:ı o:ö s:ş u:ü",
    "cs": "c:č r:ř s:š z:ž",
    "sk": "a:ä c:č o:ô s:š z:ž",
}
_BEHIND_ALL = 0xE000  # the algorithm puts signs for private use behind all letters


def alphabet(language: str) -> Callable[[str], Any]:
    """Gives a key for a name, by which names come in the language's order."""
    table = _table(language)

    def key(name: str) -> Any:
        text = unicodedata.normalize("NFC", name).strip()
        text = text.replace("İ", "i").replace("I", "ı") if language == "tr" else text
        return _collator().sort_key(text.lower().translate(table))

    return key


@cache
def _table(language: str) -> dict[int, str]:
    table = {}
    for part in _LETTERS.get(language, "").split():
        base, _, letters = part.partition(":")
        for number, letter in enumerate(letters):
            table[ord(letter)] = base + chr(_BEHIND_ALL + number)
    return table


@cache
def _collator() -> Any:
    from pyuca import Collator  # here, as it reads 33,000 lines

    return Collator()
