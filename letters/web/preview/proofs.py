"""A letter as its channel carries it, or why that can't be; and how it reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from letters import mail
from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.errors import LettersError
from letters.fax.text_pages import fits_text
from letters.letter import Letter
from letters.library.library import Library
from letters.measures.readability import Reading, reading
from letters.web.preview.page_images import PageImages
from letters.web.preview.samples import Sample, letter_of, recipient_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What an author looks at: a number of pages, or an e-mail's heads and text, or a problem."""

    sample: Sample
    reading: Reading
    pages: int = 0
    heads: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    note: str = ""
    problem: str = ""


def proof(sample: Sample, appeal: Appeal, library: Library, images: PageImages, date: dt.date) -> Proof:
    """The letter that was asked for, made for its channel."""
    who, letter = recipient_of(sample, appeal, library), letter_of(sample, appeal, library, date)
    read = reading(letter)
    if sample.channel not in (who.channels if sample.copy else appeal.channels_for(sample.to)):
        why = who.unavailable.get(
            sample.channel, "The address book has no address for this channel, so it isn't offered."
        )
        return Proof(sample=sample, reading=read, problem=f"Not by this channel: {why}")
    try:
        if sample.channel is Channel.EMAIL:
            return _mail(sample, letter, read)
        pages = images.page_count(letter, sample.layout)
        return Proof(
            sample=sample, reading=read, pages=pages, note=_faxed(letter) if sample.channel is Channel.FAX else ""
        )
    except LettersError as error:
        return Proof(sample=sample, reading=read, problem=str(error))


def _mail(sample: Sample, letter: Letter, read: Reading) -> Proof:
    heads = {"To": letter.emails, "Cc": letter.copy_emails, "Subject": (letter.subject,)}
    fits = mail.mailto(letter) is not None
    return Proof(
        sample=sample,
        reading=read,
        heads={name: ", ".join(values) for name, values in heads.items() if any(values)},
        text=mail.plain_text(letter).strip(),
        note="A link can open it in a mail program."
        if fits
        else "Too long for a link: the draft or the text is used instead.",
    )


def _faxed(letter: Letter) -> str:
    return (
        "It can also go as text." if fits_text(letter) else "Only as an image: a fax as text can't carry this script."
    )
