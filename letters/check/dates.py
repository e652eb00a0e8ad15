"""A date until which to write, where the appeal says that there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letters.appeal import Status
from letters.check.version import Passage, Version
from letters.errors import Finding

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SETS_A_DATE = re.compile(
    r"\b(?:before|by|until|no later than) (?:the )?"
    rf"(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}\b|\d{{4}}-\d\d-\d\d)"
)


def deadline_beside_date(version: Version) -> Iterator[Finding]:
    """An error for each text that gives its readers a last day while `deadline` is none."""
    facts = version.appeal.facts
    if facts.deadline is not None or facts.status is Status.STOPPED or not version.is_original:
        return
    texts: list[Passage] = [(("summary",), facts.summary)]
    texts += [(("rules", index), rule) for index, rule in enumerate(facts.rules)]
    for path, text in texts:
        if match := _SETS_A_DATE.search(text):
            message = f"says {match.group()!r}, but deadline is none: give one date for both"
            yield version.source.finding(path, "A319", message, word=match.group())
