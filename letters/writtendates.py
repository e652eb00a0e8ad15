"""Dates as people write them, in four languages; one that can be read in two ways is read in none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from letters.folding import folded

LANGUAGES = ("en", "fr", "es", "de")
_DAY = r"(?P<day>[0-3]?\d)(?:\s*(?:st|nd|rd|th|er|º|\.))?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMERIC = re.compile(rf"\b(?P<one>\d{{1,2}})\s?[./-]\s?(?P<two>\d{{1,2}})\s?[./-]\s?{_YEAR}\b")
_YEAR_FIRST = re.compile(rf"\b{_YEAR}(?P<between>[-/.])(?P<month>\d{{1,2}})(?P=between)(?P<day>\d{{1,2}})\b")


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
    return min(_dates(text), key=lambda found: found.start, default=None)


def readings(text: str) -> str:
    """The question which day the text means, with the days that it can mean."""
    found = first_date(text)
    return f"{' or '.join(found.days)}?" if found else "which day is that?"


def _dates(text: str) -> Iterator[FoundDate]:
    plain = folded(text)
    for pattern in (*_named(), _YEAR_FIRST, _NUMERIC):
        for match in pattern.finditer(plain):
            if days := _days(match):
                yield FoundDate(days=days, words=text[slice(*match.span())], start=match.start(), end=match.end())


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    """`23 December 2019`, `23. Dezember 2019`, `23 de diciembre de 2019`, and `December 23, 2019`."""
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<month>{names})\b\.?"
    return (
        re.compile(rf"\b{_DAY}\s*(?:of|de|-)?\s*{month}(?:\s*,?\s*|\s+(?:de|del)\s+){_YEAR}\b"),
        re.compile(rf"\b{month}\s+{_DAY}\s*,?\s*{_YEAR}\b"),
    )


@cache
def _months() -> dict[str, int]:
    """The names of the months, long and short, in all the languages."""
    names: dict[str, int] = {"janner": 1, "sept": 9, "setiembre": 9}
    for language in LANGUAGES:
        for forms in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                names |= {folded(name).rstrip("."): number for number, name in forms[width].items()}
    return names


def _days(match: re.Match[str]) -> tuple[str, ...]:
    """The days that it can be, as ISO 8601 writes them; the first has the day before the month."""
    parts = match.groupdict()
    year = int(parts["year"])
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        return tuple(dict.fromkeys(day for day in (_day(year, two, one), _day(year, one, two)) if day))
    month = _months()[parts["month"]] if not parts["month"].isdigit() else int(parts["month"])
    day = _day(year, month, int(parts["day"]))
    return (day,) if day else ()


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
