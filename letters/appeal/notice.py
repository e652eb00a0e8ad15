"""What happens around a case and asks for no letter: news, and events to come to. A file for each, like an appeal's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, ValidationInfo, field_validator

from letters.appeal.file import known_language
from letters.appeal.topics import Topic
from letters.appeal.translation import misnamed
from letters.errors import Finding, InvalidFiles, Mistake
from letters.fields import shapes
from letters.fields.countries import CountryCode
from letters.fields.dates import Instant, LocalTime, PartialDate, TimeZone, Year
from letters.fields.languages import LanguageCode
from letters.fields.text import Text, Website
from letters.language.language import LANGUAGES
from letters.yamlfile.source import Source
from letters.yamlfile.validation import Frozen, problem, validate


class NewsKind(StrEnum):
    """What a news.yaml may say that it is."""

    NEWS = "news"


class EventKind(StrEnum):
    """What an event.yaml may say that it is."""

    EVENT = "event"


class NewsStatus(StrEnum):
    """Who sees the news."""

    DRAFT = "draft"
    OPEN = "open"


class EventStatus(StrEnum):
    """Who sees the event, and whether it takes place."""

    DRAFT = "draft"
    OPEN = "open"
    CANCELLED = "cancelled"


class NoticeFile(Frozen):
    """What news and events have in common."""

    title: Text
    """the headline"""
    language: Annotated[LanguageCode, AfterValidator(known_language), shapes.one_of("LanguageOfLetters", LANGUAGES)]
    """the language of this file: `en`"""
    country: CountryCode | None = None
    """the country it is about, two letters in capitals; without it, the case's"""
    topics: tuple[Topic, ...] = ()
    """what it is about, from the list of topics; without them, the case's"""
    case: Text | None = None
    """the case it belongs to: the name of its appeal's folder, or the number of the case"""
    link: Website | None = None
    """where there is more to read"""
    embargo: Instant | None = None
    """nobody else can see it before this time: `2020-04-19T23:01Z`"""
    example: Year | None = None
    """for examples, which happen nowhere or happened long ago: the year they come from"""

    @field_validator("topics", mode="before")
    @classmethod
    def _lists_topics(cls, value: Any) -> Any:
        if isinstance(value, str):
            raise Mistake("A205", f"must be a list of topics: write [{value.strip('[] ')}]")
        return value


class NewsFile(NoticeFile):
    """What stands in a news.yaml."""

    kind: NewsKind = NewsKind.NEWS
    """`news`"""
    date: PartialDate
    """of the news: `2020-04-20`; `2020-04` or `2020` if you know no more"""
    status: NewsStatus = NewsStatus.OPEN
    """`draft` (only you see it) or `open` (the default)"""
    text: Text
    """what happened; an empty line between paragraphs"""


class EventFile(NoticeFile):
    """What stands in an event.yaml."""

    kind: EventKind = EventKind.EVENT
    """`event`"""
    status: EventStatus = EventStatus.OPEN
    """`draft` (only you see it), `open` (the default) or `cancelled`"""
    begins: LocalTime
    """the time on a clock there: `2026-12-10 18:30`"""
    ends: LocalTime | None = None
    """likewise, if it is known"""
    time_zone: TimeZone | None = None
    """of these times: `Europe/London`; without it, the site's"""
    place: Text
    """what the place is called; `online`, if it is nowhere else"""
    address: tuple[Text, ...] = ()
    """the lines of its postal address"""
    online: Website | None = None
    """where one can take part from elsewhere"""
    speakers: tuple[Text, ...] = ()
    """who speaks, each with a role if that helps"""
    text: Text | None = None
    """what it is about; an empty line between paragraphs"""

    @property
    def is_online(self) -> bool:
        """Whether it takes place nowhere else."""
        return self.place.casefold() == "online"

    def times(self, site_zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime | None]:
        """When it begins and ends, by the clocks there; `site_zone` is where it is if the file doesn't say."""
        there = ZoneInfo(self.time_zone) if self.time_zone else site_zone
        return self.begins.replace(tzinfo=there), self.ends.replace(tzinfo=there) if self.ends else None

    def is_over(self, now: dt.datetime, site_zone: ZoneInfo) -> bool:
        """Whether it has ended; without an end, whether its day is over there."""
        begins, ends = self.times(site_zone)
        if ends:
            return ends <= now
        return begins.date() < now.astimezone(begins.tzinfo).date()

    @field_validator("ends")
    @classmethod
    def _not_before_it_begins(cls, value: dt.datetime | None, info: ValidationInfo) -> dt.datetime | None:
        begins = info.data.get("begins")
        if value and begins and value < begins:
            raise problem("A302", "is earlier than `begins`: correct one of the two")
        return value


class TranslatedNotice(Frozen):
    """What news or an event says in another language, and no facts."""

    BEGINS = "`letters translate` starts a translation"

    title: Text
    """the headline"""
    text: Text | None = None
    """what happened, or what the event is about; news needs it"""
    place: Text | None = None
    """what an event's place is called, if that differs"""
    speakers: tuple[Text, ...] = ()
    """who speaks at an event, in the same order"""


def translation_of(source: Source, facts: NewsFile | EventFile | None) -> TranslatedNotice:
    """What a translation's file says.

    Raises InvalidFiles, also where it says what the notice doesn't. No facts: the two can't be compared.
    """
    own, stem = facts.language if facts else "", source.file.stem
    if stem not in LANGUAGES or stem == own:
        raise InvalidFiles([source.finding((), "A316", misnamed(stem, own, "the file's"))])
    translation = validate(TranslatedNotice, source)
    if facts and (findings := list(_unlike(source, facts, translation))):
        raise InvalidFiles(findings)
    return translation


def _unlike(source: Source, facts: NewsFile | EventFile, translation: TranslatedNotice) -> Iterator[Finding]:
    event = facts if isinstance(facts, EventFile) else None
    if event is None and not translation.text:
        yield source.finding((), "A201", "text is missing: news without its text says nothing")
    if translation.text and not facts.text:
        yield source.finding(("text",), "A317", "the event has no text: delete it here, or write it there too")
    for name in ("place", "speakers"):
        if event is None and getattr(translation, name):
            yield source.finding((name,), "A317", f"news has no {name}: delete it")
    if event and translation.speakers and len(translation.speakers) != len(event.speakers):
        number = len(event.speakers)
        yield source.finding(("speakers",), "A317", f"must be as many as in event.yaml, which has {number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTexts:
    """All that news or an event says in one language; `untranslated` names what is said in the file's own instead."""

    title: str
    text: str
    place: str = ""
    speakers: tuple[str, ...] = ()
    untranslated: frozenset[str] = frozenset()

    def paragraphs(self, language: str) -> tuple[str, ...]:
        """The text in paragraphs of one line, joined as its language does: how an author breaks lines says nothing."""
        space, parts = LANGUAGES[language].space, re.split(r"\n\s*\n", self.text.strip())
        return tuple(space.join(map(str.strip, part.split("\n"))) for part in parts if part)


def texts_of(facts: NewsFile | EventFile) -> NoticeTexts:
    """What it says in its own language."""
    event = facts if isinstance(facts, EventFile) else None
    return NoticeTexts(
        title=facts.title,
        text=facts.text or "",
        place=event.place if event else "",
        speakers=event.speakers if event else (),
    )


def translated(translation: TranslatedNotice, facts: NewsFile | EventFile) -> NoticeTexts:
    """What the translation says, and in the file's own language what it does not say."""
    own = texts_of(facts)
    pairs = {
        "text": (translation.text or "", own.text),
        "place": (translation.place or "", own.place),
        "speakers": (translation.speakers, own.speakers),
    }
    return NoticeTexts(
        title=translation.title,
        text=translation.text or own.text,
        place=translation.place or own.place,
        speakers=translation.speakers or own.speakers,
        untranslated=frozenset(name for name, (ours, theirs) in pairs.items() if theirs and not ours),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """News or an event as it was loaded. `appeals` are the slugs of the appeals of its case; nothing: of no case.

    Country and topics are the case's where the file gives none; `texts` are by language, its own first. `changed` is
    when one of its files was last saved.
    """

    slug: str
    facts: NewsFile | EventFile
    texts: Mapping[str, NoticeTexts]
    appeals: tuple[str, ...]
    country: str | None
    topics: tuple[str, ...]
    changed: dt.datetime

    def texts_in(self, language: str) -> NoticeTexts:
        """The texts in a language, or else in the file's own."""
        return self.texts.get(language) or self.texts[self.facts.language]

    def language_of(self, name: str, language: str) -> str:
        """The language in which `title`, `text`, `place` or `speakers` is said where that one is asked for."""
        own = self.facts.language
        return own if language not in self.texts or name in self.texts[language].untranslated else language

    def is_public(self, now: dt.datetime) -> bool:
        """Whether anybody may see it at this instant."""
        embargo = self.facts.embargo
        return self.facts.status not in (NewsStatus.DRAFT, EventStatus.DRAFT) and (embargo is None or embargo <= now)

    def updated(self, now: dt.datetime) -> dt.datetime:
        """When what anybody can see of it last changed: when its file did, or the embargo ended."""
        moment = max(self.changed, self.facts.embargo or self.changed).astimezone(dt.UTC)
        return min(moment, now).replace(microsecond=0)

    @property
    def day(self) -> dt.date:
        """The day by which it stands in lists: the first that the news' date can mean, or on which the event begins."""
        return self.facts.date.first_day if isinstance(self.facts, NewsFile) else self.facts.begins.date()
