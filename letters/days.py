"""Days as files write them (ISO 8601), and for one that is written otherwise, what to write instead."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from letters import shapes
from letters.errors import Mistake
from letters.writtendates import first_date

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
    raise Mistake("A212", f"{value!r} is no date; write {meant(value) or _EXAMPLE}")


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
        return f"{value!r} is no date: there is no month {month}{_perhaps(turned)}; write year-month-day"
    if year == 0:
        return f"{value!r} is no date: there is no year 0"
    return f"{value!r} is no date: {calendar.month_name[month]} {year} has {calendar.monthrange(year, month)[1]} days"


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
        raise Mistake("A213", f"{value!r} is no instant; write it as 2026-04-19T23:01Z") from None
    if instant.tzinfo is None:
        raise Mistake("A213", "needs a time zone: end it with Z for UTC, or with an offset such as +02:00")
    if not re.fullmatch(shapes.INSTANT_PATTERN, str(value)):
        raise Mistake("A213", f"{value!r} is no instant; write it as 2026-04-19T23:01Z")
    return instant


def _year(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not re.fullmatch("[1-9][0-9]{3}", str(value)):
        raise Mistake("A212", f"{value!r} is no year; write four digits, such as 2019")
    return int(value)


Year = Annotated[int, BeforeValidator(_year), shapes.YEAR]
Day = Annotated[dt.date, BeforeValidator(_day), shapes.DAY]
Deadline = Annotated[dt.date | None, BeforeValidator(_deadline), shapes.DEADLINE]
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
            raise Mistake("A212", f"{value!r} is no date; write {write}")
        year, month, number = (int(part) if part else None for part in match.groups())
        # Which year it was or will be; 0755 is a slip, and no year of an appeal.
        if year is None or not year >= 1000:
            raise Mistake("A212", f"there is no year {match[1]} here; write it with four digits, such as 2019")
        if number is None and not 1 <= (month or 1) <= 12:
            raise Mistake("A212", f"{value!r} is no date: there is no month {month}; write year-month")
        day(f"{year}-{month or 1:02}-{number or 1:02}")
        return cls(year, month, number)

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
