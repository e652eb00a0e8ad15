"""An appeal: one document of a case, frozen after loading, with its texts in every language that it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from letters.addressee import Addressee
from letters.appeal.body import LetterText
from letters.appeal.file import AppealFile, Kind, Status, says_what_it_is
from letters.appeal.translation import Translation
from letters.channel import Channel

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoTexts:
    """What is said of a photo: what it shows, what stands below it, and who took it."""

    alt: str
    caption: str | None
    credit: str

    @property
    def says_what_it_is(self) -> bool:
        """Whether the credit stands by itself, without "Photo" before it."""
        return says_what_it_is(self.credit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All that is said in one language.

    `untranslated` names what nobody has translated and is said in the appeal's own language instead: `background`,
    `rules`, `outcome`, and by their index `people[0]`, `earlier[0]`, `photos[0]` and `captions[0]`.
    """

    title: str
    summary: str
    about: tuple[str | None, ...]
    letter: LetterText
    background: str | None
    rules: tuple[str, ...]
    outcome: str | None
    photos: tuple[PhotoTexts, ...]
    news: tuple[str | None, ...]
    untranslated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """A loaded appeal with its addressees found and its texts by language, its own language first."""

    slug: str
    folder: Path
    facts: AppealFile
    to: Mapping[str, Addressee]
    copies: Mapping[str, Addressee]
    copies_to_embassy: bool
    texts: Mapping[str, Texts]
    changed: dt.datetime
    """when one of its files was last saved"""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which letters can be written."""
        return tuple(self.texts)

    def texts_in(self, language: str) -> Texts:
        """The texts in a language, or else in the appeal's own."""
        return self.texts.get(language) or self.texts[self.facts.language]

    def language_of(self, name: str, language: str) -> str:
        """The language in which a text is said there: that one, or the appeal's own where nobody has translated it."""
        own = self.facts.language
        return own if language not in self.texts or name in self.texts[language].untranslated else language

    def channels_for(self, key: str) -> tuple[Channel, ...]:
        """How a letter to that addressee can travel now, in the order of `Channel`; nothing where it can't.

        A letter of solidarity can always be printed, to be handed over by somebody who may know the way, unless post is
        marked as unavailable. Who gets a copy has only the channels of the address book. Raises KeyError for a key
        that isn't in `to`.
        """
        addressee = self.to[key]
        handed_over = self.facts.kind is Kind.SOLIDARITY and Channel.POST not in addressee.unavailable
        usable = (*addressee.channels, *((Channel.POST,) if handed_over else ()))
        return tuple(channel for channel in Channel if channel in usable)

    def is_public(self, now: dt.datetime) -> bool:
        """Whether anybody may see it at this instant."""
        embargo = self.facts.embargo
        return self.facts.status is not Status.DRAFT and (embargo is None or embargo <= now)

    def is_late(self, today: dt.date) -> bool:
        """Whether the last day to write is over."""
        return self.facts.deadline is not None and today > self.facts.deadline

    def is_open(self, today: dt.date) -> bool:
        """Whether letters may be made on this day."""
        return self.facts.status is Status.OPEN and not self.is_late(today)

    def urgency(self, today: dt.date) -> tuple[bool, dt.date]:
        """By which lists begin with the most urgent: open before all others, then by the last day to write.

        Appeals without a last day come behind those that have one.
        """
        return not self.is_open(today), self.facts.deadline or dt.date.max


def own_texts(facts: AppealFile) -> Texts:
    """What the appeal says in its own language."""
    return Texts(
        title=facts.title,
        summary=facts.summary,
        about=tuple(person.about for person in facts.people),
        letter=facts.letter,
        background=facts.background,
        rules=facts.rules,
        outcome=facts.outcome,
        photos=tuple(PhotoTexts(alt=each.alt, caption=each.caption, credit=each.credit) for each in facts.pictures),
        news=tuple(document.news for document in facts.earlier),
    )


def translated(translation: Translation, facts: AppealFile) -> Texts:
    """What the translation says, and in the appeal's own language what it does not say."""
    own = own_texts(facts)
    about = _in_order([person.about for person in translation.people], len(own.about))
    news = _in_order([document.news for document in translation.earlier], len(own.news))
    said = _in_order(translation.pictures, len(own.photos))
    alts = [photo.alt if photo else None for photo in said]
    captions = [photo.caption if photo else None for photo in said]
    credits = [
        (photo.credit if photo else None) or theirs.credit for photo, theirs in zip(said, own.photos, strict=True)
    ]
    pairs = {
        "background": (translation.background, own.background),
        "rules": (translation.rules, own.rules),
        "outcome": (translation.outcome, own.outcome),
        **{f"people[{index}]": pair for index, pair in enumerate(zip(about, own.about, strict=True))},
        **{f"photos[{index}]": (alt, own.photos[index].alt) for index, alt in enumerate(alts)},
        **{f"captions[{index}]": (caption, own.photos[index].caption) for index, caption in enumerate(captions)},
        **{f"earlier[{index}]": pair for index, pair in enumerate(zip(news, own.news, strict=True))},
    }
    return Texts(
        title=translation.title,
        summary=translation.summary,
        about=tuple(_filled(about, own.about)),
        letter=translation.letter,
        background=translation.background or own.background,
        rules=translation.rules or own.rules,
        outcome=translation.outcome or own.outcome,
        photos=tuple(
            PhotoTexts(alt=alt or theirs.alt, caption=caption or theirs.caption, credit=credit)
            for alt, caption, credit, theirs in zip(alts, captions, credits, own.photos, strict=True)
        ),
        news=tuple(_filled(news, own.news)),
        untranslated=frozenset(name for name, (ours, theirs) in pairs.items() if theirs and not ours),
    )


def _in_order(texts: Sequence[ItemT | None], number: int) -> list[ItemT | None]:
    """As many texts as the appeal has, with gaps at the end where the translation has fewer."""
    return [*texts, *[None] * number][:number]


def _filled(ours: Sequence[str | None], own: Sequence[str | None]) -> Iterator[str | None]:
    yield from (text or theirs for text, theirs in zip(ours, own, strict=True))
