"""Letters that are too much alike: its reader takes a hundred copies of one letter for one."""

from __future__ import annotations

from collections.abc import Iterator

from letters.appeal.body import OwnWords
from letters.appeal.file import Kind, Status
from letters.check.rendered import TRIAL
from letters.check.version import Advice, Version
from letters.measures.variety import TOO_ALIKE, is_short, likeness


def too_alike(version: Version) -> Iterator[Advice]:
    """A warning where letters to which nothing was added hardly differ, for the first addressee who gets such.

    A translation follows its original; and where little is prepared, the own words make the letter.
    """
    appeal = version.appeal
    if appeal.facts.kind is Kind.OPEN_LETTER or appeal.facts.status is Status.STOPPED or not version.is_original:
        return
    asks_for_words = any(isinstance(block, OwnWords) for block in version.texts.letter.body)
    for key in appeal.to:
        if asks_for_words and is_short(appeal, key, TRIAL, version.language):
            continue
        alike = likeness(appeal, key, TRIAL, language=version.language)
        if alike > TOO_ALIKE:
            message = (
                f"two letters to {key} are on average {alike:.0%} alike, however points are ticked, unless people add"
                " words of their own: add points to choose from, or say less in the paragraphs that every letter has"
            )
            yield Advice(("letter", "body"), "A455", message)
            return
