"""Days as files write them (ISO 8601) and as people do, in four languages; and what to write instead of another form.

A date that can be read in two ways is read in none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, total_ordering
from typing import Annotated, Any
from zoneinfo import available_timezones

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from letters.errors import Mistake, did_you_mean
from letters.fields import shapes
from letters.typed import folded

_LONGEST = 60
"""Signs of a date in words."""
_EXAMPLE = "year-month-day, such as 2026-12-31"


def day(value: str) -> dt.date:
    """The day that `2026-12-31` means. Raises Mistake, which says what to write instead."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise Mistake("A212", _no_such_day(value)) from None
    if re.fullmatch(shapes.PLACE_PATTERN, value):
        raise Mistake("A212", f"replace {value} by {_EXAMPLE}")
    raise Mistake("A212", f"{value!r} isn't a date; write {meant(value) or _EXAMPLE}")


def meant(value: str) -> str:
    """How to write what must be a day, where it can't be another one; else empty."""
    found = first_date(value) if len(value) <= _LONGEST else None
    # Nothing but the date: what more is said may change it.
    if found is None or found.words != value.strip():
        return ""
    days = found.days
    return " or ".join(f"{iso} for {dt.date.fromisoformat(iso):%-d %B}" for iso in days) if len(days) > 1 else days[0]


def _no_such_day(value: str) -> str:
    year, month, number = (int(part) for part in value.split("-"))
    if not 1 <= month <= 12:
        turned = meant(f"{month}.{number}.{year}")
        return f"{value!r} isn't a date: there is no month {month}{_perhaps(turned)}; write year-month-day"
    if year == 0:
        return f"{value!r} isn't a date: there is no year 0"
    return f"{value!r} isn't a date: {calendar.month_name[month]} {year} has {calendar.monthrange(year, month)[1]} days"


def _perhaps(iso: str) -> str:
    return f" (did you mean {iso}?)" if iso else ""


def _day(value: Any) -> Any:
    return value if isinstance(value, dt.date) else day(str(value))


def _deadline(value: Any) -> Any:
    if value == "none":
        return None
    try:
        return _day(value)
    except Mistake as error:
        if str(value).casefold() == "none":
            raise Mistake("A212", "must be in small letters: none") from None
        raise Mistake("A212", str(error).replace(_EXAMPLE, f"{_EXAMPLE}, or `none`")) from None


def _instant(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value
    try:
        instant = dt.datetime.fromisoformat(str(value))
    except ValueError:
        raise Mistake("A213", f"{value!r} isn't a date and time; write it as 2026-04-19T23:01Z") from None
    if instant.tzinfo is None:
        raise Mistake("A213", "needs a time zone: end it with Z for UTC, or with an offset such as +02:00")
    if not re.fullmatch(shapes.INSTANT_PATTERN, str(value)):
        raise Mistake("A213", f"{value!r} isn't a date and time; write it as 2026-04-19T23:01Z")
    return instant


def _local_time(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value
    try:
        moment = dt.datetime.fromisoformat(str(value))
    except ValueError:
        raise Mistake("A213", f"{value!r} isn't a date and time; write it as 2026-12-10 18:30") from None
    if moment.tzinfo is not None:
        raise Mistake("A213", "must be the time on a clock there, such as 2026-12-10 18:30; `time_zone` says where")
    if not re.fullmatch(shapes.LOCAL_TIME_PATTERN, str(value)):
        raise Mistake("A213", f"{value!r} isn't a date and time; write it as 2026-12-10 18:30")
    return moment


@cache
def time_zones() -> frozenset[str]:
    """The names of all time zones, looked up once: each is a file of the system, and there are hundreds."""
    return frozenset(available_timezones())


def _time_zone(value: str) -> str:
    if value not in time_zones():
        raise Mistake("A220", f"{value!r} isn't a time zone{did_you_mean(value, time_zones())}")
    return value


def _year(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not re.fullmatch("[1-9][0-9]{3}", str(value)):
        raise Mistake("A212", f"{value!r} isn't a year; write four digits, such as 2019")
    return int(value)


Year = Annotated[int, BeforeValidator(_year), shapes.YEAR]
Day = Annotated[dt.date, BeforeValidator(_day), shapes.DAY]
Deadline = Annotated[dt.date | None, BeforeValidator(_deadline), shapes.DEADLINE]
LocalTime = Annotated[dt.datetime, BeforeValidator(_local_time), shapes.LOCAL_TIME]
TimeZone = Annotated[str, AfterValidator(_time_zone), shapes.TIME_ZONE]
Instant = Annotated[dt.datetime, BeforeValidator(_instant), shapes.INSTANT]


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which perhaps only the year, or year and month, are known (ISO 8601 reduced precision)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, value: str) -> PartialDate:
        """From `2019`, `2019-09` or `2019-09-10`. Raises ValueError."""
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", value)
        if not match:
            write = meant(value) or "2019-09-10, or 2019-09 or 2019 if you know no more"
            raise Mistake("A212", f"{value!r} isn't a date; write {write}")
        year, month, number = (int(part) if part else None for part in match.groups())
        # Which year it was or will be; 0755 is a slip, and no year of an appeal.
        if year is None or not year >= 1000:
            raise Mistake("A212", f"there is no year {match[1]} here; write it with four digits, such as 2019")
        if number is None and not 1 <= (month or 1) <= 12:
            raise Mistake("A212", f"{value!r} isn't a date: there is no month {month}; write year-month")
        day(f"{year}-{month or 1:02}-{number or 1:02}")
        return cls(year, month, number)

    def __str__(self) -> str:
        return "-".join([f"{self.year}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)])

    @property
    def first_day(self) -> dt.date:
        """The earliest day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The latest day it can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __lt__(self, other: PartialDate) -> bool:
        return self.first_day < other.first_day

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(str(value))
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(shapes.PARTIAL_DATE.json_schema or {})


WRITTEN_IN = ("en", "fr", "es", "de")
_DAY_OF_MONTH = r"(?P<day>[0-3]?\d)(?:\s*(?:st|nd|rd|th|er|º|\.))?"
_WRITTEN_YEAR = r"(?P<year>(?:19|20)\d\d)"
_IN_NUMBERS = re.compile(rf"\b(?P<one>\d{{1,2}})\s?[./-]\s?(?P<two>\d{{1,2}})\s?[./-]\s?{_WRITTEN_YEAR}\b")
_YEAR_FIRST = re.compile(rf"\b{_WRITTEN_YEAR}(?P<between>[-/.])(?P<month>\d{{1,2}})(?P=between)(?P<day>\d{{1,2}})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a text: the days that it can mean, and the words that say it, from `start` to `end`."""

    days: tuple[str, ...]
    words: str
    start: int
    end: int

    @property
    def iso(self) -> str:
        """The day, empty where it can be one of two."""
        return self.days[0] if len(self.days) == 1 else ""


def first_date(text: str) -> FoundDate | None:
    """The first date in the text."""
    return min(_all_dates(text), key=lambda found: found.start, default=None)


def readings(text: str) -> str:
    """The question which day the text means, with the days that it can mean."""
    found = first_date(text)
    return f"{' or '.join(found.days)}?" if found else "which day is that?"


def _all_dates(text: str) -> Iterator[FoundDate]:
    plain = folded(text)
    for pattern in (*_named(), _YEAR_FIRST, _IN_NUMBERS):
        for match in pattern.finditer(plain):
            if days := _possible_days(match):
                yield FoundDate(days=days, words=text[slice(*match.span())], start=match.start(), end=match.end())


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    """`23 December 2019`, `23. Dezember 2019`, `23 de diciembre de 2019`, and `December 23, 2019`."""
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<month>{names})\b\.?"
    return (
        re.compile(rf"\b{_DAY_OF_MONTH}\s*(?:of|de|-)?\s*{month}(?:\s*,?\s*|\s+(?:de|del)\s+){_WRITTEN_YEAR}\b"),
        re.compile(rf"\b{month}\s+{_DAY_OF_MONTH}\s*,?\s*{_WRITTEN_YEAR}\b"),
    )


@cache
def _months() -> dict[str, int]:
    """The names of the months, long and short, in all the languages."""
    names: dict[str, int] = {"janner": 1, "sept": 9, "setiembre": 9}
    for language in WRITTEN_IN:
        for forms in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                names |= {folded(name).rstrip("."): number for number, name in forms[width].items()}
    return names


def _possible_days(match: re.Match[str]) -> tuple[str, ...]:
    """The days that it can be, as ISO 8601 writes them; the first has the day before the month."""
    parts = match.groupdict()
    year = int(parts["year"])
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        return tuple(dict.fromkeys(day for day in (_iso(year, two, one), _iso(year, one, two)) if day))
    month = _months()[parts["month"]] if not parts["month"].isdigit() else int(parts["month"])
    day = _iso(year, month, int(parts["day"]))
    return (day,) if day else ()


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
