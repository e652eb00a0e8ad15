"""Texts without what wordings differ in, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Every space of Unicode but the plain one."""
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʹ´`′"), "'")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012–—−"), "-")


@cache
def _base(sign: str) -> str:
    lower = unicodedata.normalize("NFD", sign)[0].lower()
    return lower if len(lower) == 1 else sign


def folded(text: str) -> str:
    """The text, as long as it was, without what wordings differ in: case, accents, kinds of spaces and dashes."""
    text = SPACES.sub(" ", text).translate(_APOSTROPHES).translate(_HYPHENS)
    return "".join(map(_base, text))
