"""Texts and sentences that are longer than people read, and letters that are longer than a link can hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from letters.appeal.file import Status
from letters.channel import Channel
from letters.check.rendered import TRIAL
from letters.check.version import Advice, Version
from letters.compose import Words, compose
from letters.mail import mailto, refusal
from letters.readability import MAX_SIGNS, MAX_WORDS, too_long, unit
from letters.sentences import counts_signs, length

MAX_SUMMARY_WORDS = 90
MAX_BACKGROUND_WORDS = 400
_OTHER_WAYS = (
    "the site then offers a draft file or the text to copy, so do nothing unless most people will write by e-mail"
)


def lengths(version: Version) -> Iterator[Advice]:
    """A warning for a long summary or background."""
    for field, text, limit in (
        ("summary", version.texts.summary, MAX_SUMMARY_WORDS),
        ("background", version.texts.background or "", MAX_BACKGROUND_WORDS),
    ):
        if (words := len(text.split())) > limit:
            yield Advice((field,), "A401", f"has {words} words; people rarely read more than {limit}")


def long_mailto(version: Version, today: dt.date) -> Iterator[Advice]:
    """A warning for each addressee with e-mail whose letter doesn't fit into a mailto link, while it is written."""
    if version.appeal.facts.status is Status.STOPPED:
        return
    for key, addressee in version.appeal.to.items():
        if Channel.EMAIL not in addressee.channels:
            continue
        plain = compose(version.appeal, key, TRIAL, Words(), language=version.language, date=today)
        # What no e-mail can carry is said where it stands.
        if not refusal(plain) and mailto(plain) is None:
            message = (
                f"the letter to {addressee.name} is too long for the link that opens a mail program; {_OTHER_WAYS}"
            )
            yield Advice(("letter", "body"), "A404", message)


def long_sentences(version: Version) -> Iterator[Advice]:
    """A warning for each sentence of the letter that is over the limit."""
    limit = MAX_SIGNS if counts_signs(version.language) else MAX_WORDS
    for path, text in version.passages():
        # The quick way out: most texts are shorter than one long sentence.
        if length(text, version.language) <= limit:
            continue
        for sentence, size in too_long(text, version.language):
            start = " ".join(sentence.split()[:5])[:30]
            words = f"{size} {unit(version.language)}"
            message = f'the sentence "{start} ..." has {words}; people lose the thread after {limit}: split it in two'
            yield Advice(path, "A409", message, start)
