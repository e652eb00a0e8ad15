"""Texts and sentences that are longer than people read, and letters that are longer than a link can hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from letters.appeal.file import Status
from letters.channel import Channel
from letters.check.rendered import TRIAL
from letters.check.version import Advice, Passage, Version
from letters.compose import Words, compose
from letters.language.sentences import counts_signs, length
from letters.mail import mailto, refusal
from letters.measures.readability import MAX_SIGNS, MAX_WORDS, too_long, unit

MAX_SUMMARY_WORDS = 90
MAX_BACKGROUND_WORDS = 400
MAX_HEAD_SIGNS = 120
"""Of a title or a subject."""
_OTHER_WAYS = "the site then offers a draft file or the text to copy: shorten it, or leave it"


def lengths(version: Version) -> Iterator[Advice]:
    """A warning for a long title, subject, summary or background."""
    for field, text, limit in (
        ("summary", version.texts.summary, MAX_SUMMARY_WORDS),
        # What isn't translated is counted in the appeal's own file.
        ("background", (version.says("background") and version.texts.background) or "", MAX_BACKGROUND_WORDS),
    ):
        if (words := len(text.split())) > limit:
            yield Advice((field,), "A401", f"has {words} words; people rarely read more than {limit}")
    heads: list[Passage] = [
        (("title",), version.texts.title),
        (("letter", "subject"), version.texts.letter.subject or ""),
    ]
    for path, text in heads:
        if len(text) > MAX_HEAD_SIGNS:
            message = f"has {len(text)} characters; lists and inboxes cut what is over {MAX_HEAD_SIGNS}: shorten it"
            yield Advice(path, "A401", message)


def long_mailto(version: Version, today: dt.date) -> Iterator[Advice]:
    """A warning for each letter that doesn't fit into a mailto link, while it is written and has no other way.

    Where it can also be printed or faxed, or is a translation, there is nothing to be done: the site offers a draft.
    """
    if version.appeal.facts.status is Status.STOPPED or not version.is_original:
        return
    for key, addressee in version.appeal.to.items():
        if version.appeal.channels_for(key) != (Channel.EMAIL,):
            continue
        plain = compose(version.appeal, key, TRIAL, Words(), language=version.language, date=today)
        # What no e-mail can carry is said where it stands.
        if not refusal(plain) and mailto(plain) is None:
            message = (
                f"the letter to {addressee.name} is too long for the link that opens a mail program, and can only go by"
                f" e-mail; {_OTHER_WAYS}"
            )
            yield Advice(("letter", "body"), "A404", message)


def long_sentences(version: Version) -> Iterator[Advice]:
    """A warning for each sentence of the letter that is over the limit."""
    limit = MAX_SIGNS if counts_signs(version.language) else MAX_WORDS
    for path, text in version.passages():
        # The quick way out: most texts are shorter than one long sentence.
        if length(text, version.language) <= limit or path[-1] == "subject":
            continue
        for sentence, size in too_long(text, version.language):
            start = " ".join(sentence.split()[:5])[:30]
            words = f"{size} {unit(version.language)}"
            message = f'the sentence "{start} ..." has {words}; people lose the thread after {limit}: split it in two'
            yield Advice(path, "A409", message, start)
