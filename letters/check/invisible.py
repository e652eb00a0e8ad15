"""Characters that nobody sees, and where a script or a picture needs them.

Source: Unicode's Default_Ignorable_Code_Point, UAX 9 (direction), UAX 14 (breaks), UTS 51 (pictures).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

TURNING = "\u202a-\u202e\u2066-\u2069"
"""What turns the direction of reading."""
_JOINERS, _MARKS, _TAGS = "\u200c\u200d", "\u061c\u200e\u200f", "\U000e0000-\U000e007f"
_VARIANTS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN = re.compile(
    f"[\u00ad\u034f\u200b\u2028\u2029\u2060-\u2064\u206a-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
    f"{TURNING}{_JOINERS}{_MARKS}{_TAGS}{_VARIANTS}]"
)
_FLAG = re.compile(f"\U0001f3f4[{_TAGS}]+")
_RIGHT_TO_LEFT = ("R", "AL")
# Scripts without spaces between words: Thai, Lao, Tibetan, Burmese, Khmer.
_SPACELESS = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")


def first_unseen(text: str, *, is_name: bool) -> re.Match[str] | None:
    """The first character of a text that nobody sees and nothing needs. In a name no soft hyphen is needed."""
    if text.isascii() or not _UNSEEN.search(text):
        return None
    flags = {place for flag in _FLAG.finditer(text) for place in range(*flag.span())}
    runs_left = any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text if sign not in _MARKS)
    for match in _UNSEEN.finditer(text):
        sign, before, after = match.group(), text[: match.start()][-1:], text[match.end() :][:1]
        if sign in _MARKS and runs_left:
            continue
        if sign == "\u00ad" and is_name:
            return match
        if match.start() not in flags and not _is_needed(sign, before, after):
            return match
    return None


def _is_needed(sign: str, before: str, after: str) -> bool:
    needs = next((needs for signs, needs in _NEEDED.items() if re.match(f"[{signs}]", sign)), None)
    return needs is not None and needs(before, after)


def _joins(before: str, after: str) -> bool:
    """Behind letters of scripts without capitals, their marks, and pictures."""
    return _category(before) in ("Lo", "Mn", "Mc", "Me", "So", "Sk")


def _varies(before: str, after: str) -> bool:
    """Behind pictures and characters that have several shapes; a digit is a key of a telephone."""
    return _category(before) in ("Lo", "So", "Sm", "Sk") or before in "\u2139\u203c\u2049" or after == "\u20e3"


def _hyphenates(before: str, after: str) -> bool:
    return before.isalpha() and after.isalpha()


def _parts(before: str, after: str) -> bool:
    return bool(_SPACELESS.match(before) and _SPACELESS.match(after))


def _category(sign: str) -> str:
    return unicodedata.category(sign) if sign else ""


_NEEDED: Mapping[str, Callable[[str, str], bool]] = {
    _JOINERS: _joins,
    _VARIANTS: _varies,
    "\u00ad": _hyphenates,
    "\u200b": _parts,
}
