"""What a sheet asks for, as the demands of a letter; what can't safely be put into a letter's words stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from letters.importing.phrases import ANY_PARTICIPLE, PHRASES
from letters.language.sentences import sentences
from letters.typed import folded

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÞÉ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One thing that is asked for.

    `beginning` is what the sheet says before it, where that was left out; `must_change`: a letter can't say it so.
    """

    text: str
    beginning: str = ""
    must_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandList:
    """An introduction and its items. `is_ours`: the sheet has no introduction."""

    introduction: str
    items: tuple[Demand, ...]
    is_ours: bool = False


def demand_list(introduction: str, items: Iterable[str], language: str) -> DemandList:
    """The items as demands, below their introduction or else the language's usual one."""
    return DemandList(
        introduction=introduction or PHRASES[language].introduction,
        items=tuple(_demand(item if introduction else _led(item, language), language) for item in items),
        is_ours=not introduction,
    )


_LEDS = {"en": r"to\s+(?=\w)", "fr": r"(?:de\s+|d['’]|à\s+)(?=\w)", "es": r"a\s+(?=\w+r\b)"}


def _led(item: str, language: str) -> str:
    """The item without the word that our introduction ends with."""
    return re.sub(rf"^{_LEDS[language]}", "", item) if language in _LEDS else item


def sentence_of_demand(text: str, language: str) -> DemandList | None:
    """A paragraph that is one sentence which asks for one thing, or for several behind a colon."""
    if len(sentences(text, language)) != 1:
        return None
    match = re.match(PHRASES[language].asking, folded(text))
    rest = text[match.end() :].strip() if match else ""
    items = clauses(rest[1:]) if rest.startswith(":") else (rest.strip(" ,"),)
    if not match or not all(items):
        return None
    return DemandList(introduction=text[: match.end()].strip(), items=tuple(Demand(text=item) for item in items))


def clauses(text: str) -> tuple[str, ...]:
    """The items of a list whose marks are lost: they end with semicolons."""
    return tuple(re.split(r"(?<=;)\s+", text.strip()))


def introduction_of(text: str) -> tuple[str, str]:
    """A paragraph that leads to a list: what comes before its last sentence, and that sentence without the colon."""
    parts = _SENTENCE_END.split(text)
    return " ".join(parts[:-1]), parts[-1].rstrip(" :,…\u00a0")


def _demand(item: str, language: str) -> Demand:
    plain = folded(item)
    phrases = PHRASES[language]
    match = re.fullmatch(phrases.safe, plain) if phrases.safe else None
    start = match.start("what") if match else 0
    # Names are written with capitals: `Su Heng` is no pronoun.
    if match and not re.search(phrases.unsafe, item[start:]):
        return Demand(text=item[start:], beginning=item[:start].strip())
    return Demand(text=item, must_change=bool(ANY_PARTICIPLE.match(plain)))
