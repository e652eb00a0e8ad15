"""What happens around a case and asks for no letter: news, and events to come to. A file for each, like an appeal's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, ValidationInfo, field_validator

from letters.appeal.file import known_language
from letters.appeal.topics import Topic
from letters.errors import Mistake
from letters.fields import shapes
from letters.fields.countries import CountryCode
from letters.fields.dates import Instant, LocalTime, PartialDate, TimeZone
from letters.fields.languages import LanguageCode
from letters.fields.text import Text, Website
from letters.language.language import LANGUAGES
from letters.yamlfile.validation import Frozen, problem


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

    @field_validator("ends")
    @classmethod
    def _not_before_it_begins(cls, value: dt.datetime | None, info: ValidationInfo) -> dt.datetime | None:
        begins = info.data.get("begins")
        if value and begins and value < begins:
            raise problem("A302", "is earlier than `begins`: correct one of the two")
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """News or an event as it was loaded. `appeals` are the slugs of the appeals of its case; nothing: of no case.

    Country and topics are the case's where the file gives none. `changed` is when the file was last saved.
    """

    slug: str
    facts: NewsFile | EventFile
    appeals: tuple[str, ...]
    country: str | None
    topics: tuple[str, ...]
    changed: dt.datetime

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
