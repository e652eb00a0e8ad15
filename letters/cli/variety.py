"""`letters variety`: how much the letters of many people to an appeal are alike."""

from __future__ import annotations

from letters.appeal.file import Kind
from letters.check.rendered import TRIAL
from letters.cli.request import appeal_named, language_of
from letters.cli.terminal import echo
from letters.errors import Refused
from letters.library.library import read
from letters.measures.variety import TOO_ALIKE, likeness
from letters.settings import appeals_folder


def variety(appeals: str, appeal: str, language: str | None, number: int, seed: int) -> None:
    """Print the mean likeness for each addressee. Raises Refused for an open letter, which everybody signs as it is."""
    found = appeal_named(read(appeals_folder(appeals)), appeal)
    if found.facts.kind is Kind.OPEN_LETTER:
        raise Refused(f"{found.slug} is an open letter: everybody signs the same text, so there is nothing to measure")
    spoken = language_of(found, language)
    choices = found.texts_in(spoken).letter.choices
    echo(f"{number:,} letters, of {len(choices)} points each ticked in half of them, and nothing of anybody's own:")
    width = max(map(len, found.to))
    for key in found.to:
        alike = likeness(found, key, TRIAL, language=spoken, seed=seed, number=number)
        remark = f" (over {TOO_ALIKE:.0%}: letters that look like copies)" if alike > TOO_ALIKE else ""
        echo(f"  {key.ljust(width)}  two are on average {alike:.0%} alike{remark}")
