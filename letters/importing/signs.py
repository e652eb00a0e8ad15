"""The signs of a sheet's text: what copying and typesetting leave behind is taken out, and words are compared."""

from __future__ import annotations

import re
import unicodedata

from letters.typed import SPACES, folded

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# Hyphens that no author types: soft ones, and the typographic one that typesetting puts at line ends.
SOFT_HYPHENS = "\u00ad\u2010"
_BULLETS = "•■▪●◦·‣∙◾◼○◘□❑❒☐◆◇♦➢➣➤➔➜→►▸▶▷❖✓✔✗√☞⁃★☆✦\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf06e\uf02d\uf0e0"
_DASHES = "-–—*+»›"
_MONTHS = "Jan|Jän|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez"
# A sign, a number or a letter with a bracket, a number with a point. German dates have the point too: `1. Juni`.
BULLET = re.compile(
    rf"^\s*(?:[{_BULLETS}]\s*|[{_DASHES}o]\s+|\(?(?:[1-9]\d?|[a-h]|i{{1,3}}|iv|vi{{0,3}}|ix|x)\)\s+|(?:i{{1,3}}|iv|vi{{0,3}}|ix|x|[a-h])\.\s+(?=\S\S)"
    rf"|[1-9]\d?\.\s+(?!{_MONTHS}))"
)
_RARE_SPACES = re.compile("[\u1680\u2000-\u200a\u205f\u3000]")
_KEPT_SPACE = re.compile("(?<=«)[\u00a0\u202f]|[\u00a0\u202f](?=[»:;!?])")
# Private signs stand for bullets; they are read before the rest of their kind goes.
_DROPPED = frozenset(("Cc", "Cs", "Co", "Cn"))
_BIDI = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


def cleaned(text: str) -> str:
    """The text in NFC, its ligatures taken apart, without signs that nobody can see but `\\n` and `\\f`.

    Soft hyphens stay: they tell how lines are joined. Of spaces there are the plain one and those that don't break.
    """
    text = _RARE_SPACES.sub(" ", _LINE_ENDS.sub("\n", text)).expandtabs(8).translate(_LIGATURES)
    return "".join(filter(_is_kept, unicodedata.normalize("NFC", text)))


def _is_kept(sign: str) -> bool:
    return sign in "\n\f" or sign in _BULLETS or (sign not in _BIDI and unicodedata.category(sign) not in _DROPPED)


def spaced(text: str) -> str:
    """The text with one plain space between words; French keeps the ones before its marks."""
    kept = _KEPT_SPACE.sub("\x00", text)
    return re.sub(" +", " ", SPACES.sub(" ", kept)).replace("\x00", "\u00a0").strip(" ")


def is_capitals(text: str) -> bool:
    """Whether the text is written in capitals throughout."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 1 and text == text.upper() and text != text.lower()


def words_of(text: str) -> list[str]:
    """The words of a text without case, accents and marks."""
    return re.findall(r"\w+", folded(text))
