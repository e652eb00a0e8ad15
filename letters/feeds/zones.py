"""Time zones as calendars write them out (VTIMEZONE, RFC 5545 3.6.5): when clocks change, and by how much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = dt.timedelta(days=1)


def time_zones(moments: Iterable[dt.datetime]) -> list[Timezone]:
    """The zones in which these moments are told, each for their years and those beside them; not UTC."""
    years: dict[str, set[int]] = {}
    zones: dict[str, ZoneInfo] = {}
    for moment in moments:
        if isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key != "UTC":
            zones[moment.tzinfo.key] = moment.tzinfo
            years.setdefault(moment.tzinfo.key, set()).update(range(moment.year - 1, moment.year + 2))
    return [_written(zones[key], sorted(told)) for key, told in sorted(years.items())]


def _written(zone: ZoneInfo, years: list[int]) -> Timezone:
    """The zone in these years; what held at the beginning of each row of them is said anew."""
    made = Timezone()
    made.add("tzid", zone.key)
    for year in (year for year in years if dt.MINYEAR < year < dt.MAXYEAR):
        begin, end = dt.datetime(year, 1, 1, tzinfo=dt.UTC), dt.datetime(year + 1, 1, 1, tzinfo=dt.UTC)
        if year - 1 not in years:
            made.add_component(_observance(zone, begin, is_first=True))
        for moment in _changes(zone, begin, end):
            made.add_component(_observance(zone, moment, is_first=False))
    return made


def _changes(zone: ZoneInfo, begin: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """The instants, to the minute, from which other clocks hold."""
    day = begin
    while day < end:
        if _clocks(zone, day) != _clocks(zone, day + _DAY):
            before, after = day, day + _DAY
            while after - before > dt.timedelta(minutes=1):
                middle = before + (after - before) // 2
                middle = middle.replace(second=0, microsecond=0)
                before, after = (middle, after) if _clocks(zone, middle) == _clocks(zone, day) else (before, middle)
            yield after
        day += _DAY


def _clocks(zone: ZoneInfo, instant: dt.datetime) -> tuple[dt.timedelta | None, str | None]:
    there = instant.astimezone(zone)
    return there.utcoffset(), there.tzname()


def _observance(zone: ZoneInfo, instant: dt.datetime, *, is_first: bool) -> TimezoneStandard | TimezoneDaylight:
    """What holds from an instant on. It is told by the clocks that held until then."""
    there = instant.astimezone(zone)
    before = there if is_first else (instant - dt.timedelta(minutes=1)).astimezone(zone)
    offset_before = before.utcoffset() or dt.timedelta()
    made = TimezoneDaylight() if there.dst() else TimezoneStandard()
    made.add("dtstart", (instant + offset_before).replace(tzinfo=None))
    made.add("tzoffsetfrom", offset_before)
    made.add("tzoffsetto", there.utcoffset() or dt.timedelta())
    made.add("tzname", there.tzname() or zone.key)
    return made
