"""The letters that an author looks at: to each recipient, in each language, on each layout, by each channel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from letters.addressee import EMBASSY, Addressee
from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.compose import Words, compose, copy_of
from letters.layout import LayoutName
from letters.letter import Letter, name_of
from letters.library.library import Library
from letters.supporter import Supporter
from letters.web.forms import MOST_PRINTED
from letters.web.preview.senders import layout_at, sender

ChoiceT = TypeVar("ChoiceT", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One letter to look at: to an addressee of the appeal, or the copy of it to somebody else."""

    language: str
    to: str
    copy: str = ""
    layout: LayoutName
    channel: Channel
    short: bool = False
    """Without any of the points; else with every one ticked."""

    @property
    def receiver(self) -> str:
        """Addressee and copy in one word, as links carry it."""
        return name_of(self.to, self.copy)

    def query(self) -> dict[str, str]:
        """The sample as the fields of a link."""
        fields = {"language": self.language, "to": self.receiver, "layout": self.layout, "channel": self.channel}
        return {name: str(value) for name, value in fields.items()} | ({"short": "1"} if self.short else {})


def sample_from(fields: Mapping[str, str], appeal: Appeal, library: Library) -> Sample:
    """The sample that a link asks for; what doesn't exist (any more) gives way to the first that does."""
    layout = _one_of(fields.get("layout", ""), tuple(LayoutName), layout_at(library.site.country))
    to, copy = _letters(appeal).get(fields.get("to", ""), (next(iter(appeal.to)), ""))
    copies = library.copies(appeal, sender(layout, library.site.country).country)
    return Sample(
        language=_one_of(fields.get("language", ""), appeal.languages, appeal.facts.language),
        to=to,
        # From another country, such as another layout's, the embassy may be unknown.
        copy=copy if copy in copies else "",
        layout=layout,
        channel=_one_of(fields.get("channel", ""), tuple(Channel), Channel.POST),
        short=bool(fields.get("short")),
    )


def receivers(appeal: Appeal, library: Library, sample: Sample) -> dict[str, str]:
    """Who can be chosen on this layout, by the word that links carry: each addressee, and behind it its copies."""
    copies = library.copies(appeal, sender_of(sample, library).country)
    names: dict[str, str] = {}
    for key, addressee in appeal.to.items():
        names[key] = addressee.name_in(sample.language)
        names |= {name_of(key, name): f"Copy to {copy.name_in(sample.language)}" for name, copy in copies.items()}
    return names


def _letters(appeal: Appeal) -> dict[str, tuple[str, str]]:
    """Addressee and copy by the word that links carry, from whatever country the letter may come."""
    copies = ("", *appeal.copies, EMBASSY)
    return {name_of(key, copy): (key, copy) for copy in reversed(copies) for key in appeal.to}


def all_samples(appeal: Appeal, library: Library) -> Iterator[Sample]:
    """Every letter in every language, by every channel on which it can travel, on every layout where that matters."""
    for language in appeal.languages:
        for key in appeal.to:
            for channel in appeal.channels_for(key):
                layouts = tuple(LayoutName) if channel is Channel.POST else (layout_at(library.site.country),)
                for layout in layouts:
                    yield Sample(language=language, to=key, layout=layout, channel=channel)


def sender_of(sample: Sample, library: Library) -> Supporter:
    """The invented supporter who signs it."""
    return sender(sample.layout, library.site.country)


def letter_of(sample: Sample, appeal: Appeal, library: Library, date: dt.date) -> Letter:
    """The letter as its invented supporter would send it."""
    supporter = sender_of(sample, library)
    copies = library.copies(appeal, supporter.country)
    words = Words(points=frozenset(() if sample.short else appeal.texts_in(sample.language).letter.choices))
    letter = compose(appeal, sample.to, supporter, words, language=sample.language, date=date, copies=copies)
    letter = letter.in_short(MOST_PRINTED)
    return copy_of(letter, sample.copy, copies[sample.copy]) if sample.copy else letter


def recipient_of(sample: Sample, appeal: Appeal, library: Library) -> Addressee:
    """Who gets this letter or copy."""
    copies = library.copies(appeal, sender_of(sample, library).country)
    return copies[sample.copy] if sample.copy else appeal.to[sample.to]


def _one_of(value: str, known: tuple[ChoiceT, ...], other: ChoiceT) -> ChoiceT:
    return next((choice for choice in known if choice == value), other)
