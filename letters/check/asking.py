"""What a letter asks for: at least something, and only in the list that survives all editing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from textwrap import shorten

from letters.appeal.body import Demands
from letters.appeal.file import Kind
from letters.check.demanding import DEMANDING
from letters.check.quotations import own_words
from letters.check.version import Advice, Version
from letters.yamlfile.source import KeyPath

_PARTICIPLE = re.compile(r"(?:urging|calling|asking|demanding|requesting|expressing|reminding|insisting)\b", re.I)
_ASKED = re.compile(r"[^.;:!?]{1,200}?\sto\s+(\S.*)", re.DOTALL)
"""A report's demand, and behind the first `to` what is asked for."""
_SHOWN = 60


def outside_demands(version: Version) -> Iterator[Advice]:
    """A warning for each paragraph or choice that asks its reader to do something."""
    patterns = _patterns(version.language)
    for path, text in own_words(version.passages()):
        if path[-1] == "subject" or path[3:4] in (("demands",), ("items",)):
            continue
        for pattern in patterns:
            if match := pattern.search(text):
                words = " ".join(match.group().split())
                message = (
                    f'"{words}" asks for something outside of `demands`, the list that survives all editing:'
                    " put it there, or take it out"
                )
                yield Advice(path, "A414", message, words)
                break


def participles(version: Version) -> Iterator[Advice]:
    """A warning for each demand that speaks as a report does, with how it goes on from its own list's beginning."""
    for index, block in enumerate(version.texts.letter.body):
        if not isinstance(block, Demands):
            continue
        path: KeyPath = ("letter", "body", index)
        if _PARTICIPLE.match(block.demands):
            message = f'begins with {block.demands.split()[0]!r}: a letter says "I urge you to"'
            yield Advice((*path, "demands"), "A402", message)
        for number, item in enumerate(block.items):
            if _PARTICIPLE.match(item):
                yield Advice((*path, "items", number), "A402", _goes_on(block.demands, item))


def _goes_on(introduction: str, item: str) -> str:
    before = shorten(introduction, _SHOWN, placeholder=" ...")
    message = f'begins with {item.split()[0]!r}, as a report does: it goes on from "{before}", so begin with the verb'
    asked = _ASKED.match(item)
    return f'{message}: "{shorten(asked[1], _SHOWN, placeholder=" ...")}"' if asked else message


def no_demands(version: Version) -> Iterator[Advice]:
    """A warning for each addressee whose letter asks for nothing, though people were called to write it."""
    if version.appeal.facts.kind is not Kind.APPEAL or not version.is_original:
        return
    demands = [block for block in version.texts.letter.body if isinstance(block, Demands)]
    for key in version.appeal.to:
        if not any(block.is_for(key) for block in demands):
            message = f"the letter to {key} asks for nothing: add `demands` with the list of what should be done"
            yield Advice(("letter", "body"), "A415", message)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in DEMANDING.get(language, ()))
