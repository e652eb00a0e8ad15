"""What a letter asks for: at least something, and only in the list that survives all editing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from letters.appeal.body import Demands
from letters.appeal.file import Kind, Status
from letters.appeal.reported import reported
from letters.check.demanding import DEMANDING
from letters.check.quotations import own_words
from letters.check.version import Advice, Version


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
    """A warning for each demand in the words of a report. In an open appeal it is an error, and the loader's."""
    if version.appeal.facts.status is not Status.OPEN:
        for path, message, words in reported(version.texts.letter, version.language):
            yield Advice(path, "A402", message, words)


def no_demands(version: Version) -> Iterator[Advice]:
    """A warning for each addressee whose letter asks for nothing, though people were called to write it."""
    if version.appeal.facts.kind is not Kind.APPEAL or not version.is_original:
        return
    demands = [block for block in version.texts.letter.body if isinstance(block, Demands)]
    # A demand that stands elsewhere is why there is none here, and says where it belongs.
    if not demands and any(outside_demands(version)):
        return
    for key in version.appeal.to:
        if not any(block.is_for(key) for block in demands):
            message = f"the letter to {key} asks for nothing: add `demands` with the list of what should be done"
            yield Advice(("letter", "body"), "A415", message)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in DEMANDING.get(language, ()))
