"""Last days to write as calendars (RFC 5545): to subscribe to, or one to keep, with reminders."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vDuration

from letters.appeal.appeal import Appeal
from letters.appeal.file import Status
from letters.appeal.notice import EventFile, EventStatus, Notice
from letters.feeds.entry import document_number, identity, updated
from letters.feeds.zones import time_zones
from letters.typed import squeezed

TYPE = "text/calendar"
PRODUCT = "-//letters-toolkit//letters//EN"
_AGAIN = dt.timedelta(hours=6)
_ALARMS = (dt.timedelta(hours=-39), dt.timedelta(hours=9))
"""From the beginning of the day: at nine in the morning two days before, and on the day itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDay:
    """The last day to write for one appeal. `stamp` is when this was so; `has_ended` takes it back."""

    uid: uuid.UUID
    day: dt.date
    title: str
    url: str
    stamp: dt.datetime
    number: int
    has_ended: bool = False


def last_days(
    appeals: Iterable[Appeal],
    title: Callable[[Appeal], str],
    url: Callable[[Appeal], str],
    address: str,
    now: dt.datetime,
) -> list[LastDay]:
    """One for each case that has a last day. A case that is over keeps its own, and says so."""
    return [last_day(appeal, uid, title(appeal), url(appeal), now) for appeal, uid in _with_uids(appeals, address)]


def last_day(appeal: Appeal, uid: uuid.UUID, title: str, url: str, stamp: dt.datetime) -> LastDay:
    """The last day of an appeal that has one."""
    has_ended = appeal.facts.status is Status.STOPPED
    return LastDay(
        uid=uid,
        day=appeal.facts.deadline or dt.date.max,
        title=title,
        url=url,
        stamp=updated(appeal, stamp),
        # The end comes behind the last document, so that calendars take it for newer.
        number=document_number(appeal) + has_ended,
        has_ended=has_ended,
    )


def uid_of(appeal: Appeal, address: str) -> uuid.UUID:
    """The number of an appeal's case in calendars, whatever its documents are called."""
    case = appeal.facts.case
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{address}/cases/{squeezed(case)}") if case else identity(address, appeal)


def _with_uids(appeals: Iterable[Appeal], address: str) -> Iterator[tuple[Appeal, uuid.UUID]]:
    """Of two appeals of one case the later takes the case's place in the calendar, and the other one of its own."""
    taken: set[uuid.UUID] = set()
    for appeal in sorted(appeals, key=_newest, reverse=True):
        uid = uid_of(appeal, address)
        if appeal.facts.deadline:
            yield appeal, identity(address, appeal) if uid in taken else uid
            taken.add(uid)


def _newest(appeal: Appeal) -> tuple[bool, dt.date, str]:
    return appeal.facts.status is Status.OPEN, appeal.facts.deadline or dt.date.min, appeal.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """An event to come to. `place` holds its name and address; `begins` and `ends` know their time zone."""

    uid: uuid.UUID
    begins: dt.datetime
    ends: dt.datetime | None
    title: str
    place: str
    text: str
    url: str
    stamp: dt.datetime
    is_cancelled: bool


def gathering(
    notice: Notice, zone: ZoneInfo, url: str, address: str, now: dt.datetime, language: str = ""
) -> Gathering:
    """The event of a notice, in a language where it is translated; `zone` is where it is if it doesn't say so."""
    facts, said = notice.facts, notice.texts_in(language)
    if not isinstance(facts, EventFile):
        raise TypeError("news has no place in a calendar")
    begins, ends = facts.times(zone)
    return Gathering(
        uid=uuid.uuid5(uuid.NAMESPACE_URL, f"{address}/events/{notice.slug}"),
        begins=begins,
        ends=ends,
        title=said.title,
        place=", ".join((said.place, *facts.address)),
        text="\n\n".join(
            filter(
                None, (", ".join(said.speakers), *said.paragraphs(notice.language_of("text", language)), facts.online)
            )
        ),
        url=url,
        stamp=notice.updated(now),
        is_cancelled=facts.status is EventStatus.CANCELLED,
    )


def calendar(
    name: str, days: Sequence[LastDay], gatherings: Sequence[Gathering] = (), *, reminds: bool = False
) -> bytes:
    """The calendar of that name, in UTF-8, with lines of at most 75 octets."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    if name:
        made.add("name", name)
        made.add("x-wr-calname", name)
        made.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
        # The same for programs that are older than RFC 7986.
        made.add("x-published-ttl", vDuration(_AGAIN))
    for zone in time_zones(moment for event in gatherings for moment in (event.begins, event.ends) if moment):
        made.add_component(zone)
    for day in days:
        made.add_component(_event(day, reminds))
    for event in gatherings:
        made.add_component(_gathered(event))
    return bytes(made.to_ical())


def _event(day: LastDay, reminds: bool) -> Event:
    event = Event()
    event.add("uid", str(day.uid))
    event.add("dtstamp", day.stamp)
    event.add("last-modified", day.stamp)
    event.add("dtstart", day.day)
    event.add("sequence", day.number)
    event.add("status", "CANCELLED" if day.has_ended else "CONFIRMED")
    event.add("summary", " ".join(day.title.split()))
    if day.url:
        event.add("url", day.url)
    event.add("transp", "TRANSPARENT")
    for trigger in _ALARMS if reminds else ():
        event.add_component(_alarm(day, trigger))
    return event


def _gathered(shown: Gathering) -> Event:
    """The event by the clocks of its place, so that it stays at its hour there, whatever becomes of summer time."""
    event = Event()
    event.add("uid", str(shown.uid))
    event.add("dtstamp", shown.stamp)
    event.add("last-modified", shown.stamp)
    event.add("dtstart", _told(shown.begins))
    if shown.ends:
        event.add("dtend", _told(shown.ends))
    # It grows with the time of the file, as RFC 5545 wants of what is changed.
    event.add("sequence", int(shown.stamp.timestamp()) % 2**31)
    event.add("status", "CANCELLED" if shown.is_cancelled else "CONFIRMED")
    event.add("summary", " ".join(shown.title.split()))
    event.add("location", shown.place)
    if shown.text:
        event.add("description", shown.text)
    event.add("url", shown.url)
    return event


def _told(moment: dt.datetime) -> dt.datetime:
    """The moment in its zone, or in UTC where it has no name that other programs know."""
    zone = moment.tzinfo
    return moment if isinstance(zone, ZoneInfo) and zone.key != "UTC" else moment.astimezone(dt.UTC)


def _alarm(day: LastDay, trigger: dt.timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", " ".join(day.title.split()))
    alarm.add("trigger", trigger)
    return alarm
