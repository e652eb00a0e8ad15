"""Words in capitals, which read like shouting; acronyms and names are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten

from letters.check.quotations import own_words
from letters.check.version import Advice, Version

_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_RUN = re.compile(rf"{_WORD}(?:[ \t\n]+{_WORD})*")
_TWO_CAPITALS = re.compile(r"[^\W\d_a-zß-ÿ]{2}")
_ACRONYM_LETTERS = 7
"""So many letters an acronym may have: UNESCO, EUROPOL. A single word in capitals that isn't longer is one."""
_LONG_ACRONYMS = frozenset({"INTERPOL", "EUROJUST", "AFRIPOL", "MERCOSUR"})
# Short enough for an acronym, and yet none.
_SHOUTED = frozenset(
    "URGENT PLEASE NEVER TORTURE ALWAYS FREEDOM JUSTICE JAMAIS URGENTE NUNCA TORTURA SOFORT NIEMALS FOLTER".split()
)
_SHOWN = 60


def capitals(version: Version) -> Iterator[Advice]:
    """A warning for each run of words in capitals, where it stands first. Scripts that know no capitals have none."""
    names, told = _words_of_names(version), set[str]()
    for path, text in own_words((*version.headlines(), *version.passages())):
        for shouted in _shouted(text, names):
            # What recurs, as a name does, is said once.
            if shouted in told:
                continue
            told.add(shouted)
            shown = shorten(shouted, _SHOWN, placeholder=" ...")
            message = f'"{shown}" in capitals reads like shouting; write it like other words'
            yield Advice(path, "A412", message, shouted)


def _shouted(text: str, names: frozenset[str]) -> Iterator[str]:
    # Most texts have no two capitals in a row.
    for run in _RUN.finditer(text) if _TWO_CAPITALS.search(text) else ():
        words: list[str] = []
        for word in (*run.group().split(), ""):
            if word.isupper() and word not in names:
                words.append(word)
                continue
            if _is_loud(words):
                yield " ".join(words)
            words = []


def _is_loud(words: list[str]) -> bool:
    """Two words or more of which one is no short acronym, or a single long word. One letter is no word: I, A."""
    while words and len(words[-1]) == 1:
        words.pop()
    while words and len(words[0]) == 1:
        words.pop(0)
    if len(words) == 1:
        letters = sum(sign.isalpha() for sign in words[0])
        return words[0] in _SHOUTED or (letters > _ACRONYM_LETTERS and words[0] not in _LONG_ACRONYMS)
    return any(len(word) >= 4 for word in words)


def _words_of_names(version: Version) -> frozenset[str]:
    """Some write family names in capitals."""
    people = [name for person in version.appeal.facts.people for name in (person.name, person.native_name) if name]
    return frozenset(word for name in people for word in re.findall(_WORD, name))
