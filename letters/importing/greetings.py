"""How letters begin and end: how surely a line greets somebody, or closes a letter."""

from __future__ import annotations

import re

from letters.importing.clues import READERS
from letters.importing.phrases import ANY_CLOSING, ANY_SALUTATION
from letters.typed import folded

_LONGEST_GREETING = 120
_LONGEST_CLOSING = 260
_MOST_WORDS = 14
# Words with which somebody is greeted and nothing else begins.
_SURE = re.compile(
    r"dear\b|to whom it may concern|estimad[oa]s?\b|sehr (?:geehrte|verehrte)|your (?:royal )?(?:excellenc"
    r"|majest|highness|honou?r)|respected\b|esteemed\b"
    r"|distinguid[oa]s?\b|excelentisim|chere?s? (?:monsieur|madame)|尊敬的|敬爱的|سيادة|معالي|فخامة|السيد"
)
_ENDS = (",", ":", "!", "，", "：", "،", ";")


def greets(text: str) -> float:
    """How surely the line greets somebody to whom a letter goes, from 0 to 1."""
    plain = folded(text).strip(" *_\"'“”«»[(")
    if len(text) > _LONGEST_GREETING or not ANY_SALUTATION.match(plain) or READERS.match(plain):
        return 0.0
    if len(plain.split()) > _MOST_WORDS or plain.rstrip(" *_)]\"”'»").endswith((".", "?")):
        return 0.0
    ends = plain.rstrip(" *_\"”'»])").endswith(_ENDS)
    is_sure = _SURE.match(plain) is not None
    if not ends and len(plain.split()) > 8:
        return 0.0
    return 1.0 if is_sure and ends else 0.8 if is_sure else 0.7 if ends else 0.3


def is_greeting(text: str) -> bool:
    """Whether the line may greet the one to whom the letter goes."""
    return greets(text) > 0


def greets_readers(text: str) -> bool:
    """Whether the line greets the sheet's own readers."""
    return READERS.match(folded(text).strip()) is not None and len(text) < _LONGEST_GREETING


def closes(text: str) -> bool:
    """Whether a letter ends with this line."""
    return len(text) < _LONGEST_CLOSING and ANY_CLOSING.match(folded(text).strip(" *_\"'“”-–—")) is not None
