"""Reports of letters that were sent: who says so, in which week, and which numbers are fit to be shown.

A number that changed with each report would tell who looks at it often when somebody has reported; so everybody sees
what had been reported by the end of last week, rounded down. A country with few people might tell who they are, so
those with fewer than ten are counted together.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from letters.channel import Channel

FEW = 10
"""Fewer people of a country aren't told apart; fewer letters aren't shown."""


BY_CHANNEL = {Channel.POST: "by post", Channel.EMAIL: "by e-mail", Channel.FAX: "by fax"}
"""How letters went, in the middle of an English sentence."""


class Source(StrEnum):
    """Who says that letters were sent. What comes from one is never added to what comes from the other."""

    SUPPORTERS = "supporters"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """So many letters to an addressee, by a channel, that a source has reported in the week that begins on a Monday.

    A correction of an earlier week's report is counted in the week in which it came, and may be below 0.
    """

    week: dt.date
    source: Source
    channel: Channel
    addressee: str
    letters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """So many people have said in a week that they wrote from a country (ISO 3166)."""

    week: dt.date
    country: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Letters by source, without anything else: what is kept once an appeal is over."""

    supporters: int = 0
    groups: int = 0

    def of(self, source: Source) -> int:
        """How many letters the source has reported."""
        return self.supporters if source is Source.SUPPORTERS else self.groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What everybody may see: letters by source, rounded down; and people by country, most first.

    `others`: people of countries with fewer than ten.
    """

    supporters: int = 0
    groups: int = 0
    countries: Mapping[str, int] = field(default_factory=dict)
    others: int = 0


def week_of(day: dt.date) -> dt.date:
    """The Monday of the day's week (ISO 8601)."""
    return day - dt.timedelta(days=day.weekday())


def about(number: int) -> int:
    """The number as one says it: 437 is about 400. Rounded down, so that it is never more than was reported.

    Below 10 nothing is said; below 100 tens, below 1,000 fifties, above two digits.
    """
    if number < FEW:
        return 0
    step = 10 if number < 100 else 50 if number < 1000 else 10 ** (len(str(number)) - 2)
    return number - number % step


def shown(totals: Totals, counted: Iterable[Counted], people: Iterable[People], today: dt.date) -> Shown:
    """What everybody may see on that day, of all that is kept."""
    monday = week_of(today)
    past = [each for each in counted if each.week < monday]
    letters = {source: about(totals.of(source) + summed(past, source)) for source in Source}
    countries = by_country(each for each in people if each.week < monday)
    many = {country: about(number) for country, number in countries.items() if number >= FEW}
    return Shown(
        supporters=letters[Source.SUPPORTERS],
        groups=letters[Source.GROUPS],
        countries=_most_first(many),  # of the rounded numbers: the order tells nothing more
        others=about(sum(number for number in countries.values() if number < FEW)),
    )


def by_country(people: Iterable[People]) -> dict[str, int]:
    """How many people of each country there are, most first."""
    countries = Counter[str]()
    for each in people:
        countries[each.country] += each.people
    return _most_first(countries)


def _most_first(countries: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(countries.items(), key=lambda pair: (-pair[1], pair[0])))


def summed(counted: Iterable[Counted], source: Source) -> int:
    """All letters of one source."""
    return sum(each.letters for each in counted if each.source is source)


def shared_out(total: int, like: Mapping[str, int]) -> dict[str, int]:
    """The total in parts that are to each other as those of `like`, by the largest remainder; they add up to it.

    Of a pack of which only the number of posted letters is known it is taken that as many of each were left over.
    """
    whole = sum(like.values())
    if not whole:
        return dict.fromkeys(like, 0)
    parts = {key: total * part // whole for key, part in like.items()}
    by_remainder = sorted(like, key=lambda key: (-(total * like[key] % whole), list(like).index(key)))
    for key in by_remainder[: total - sum(parts.values())]:
        parts[key] += 1
    return parts
