"""Who has signed an open letter, as it is printed: names, numbers with the day on which they were true, the total."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from letters.appeal.signatories import Bound, MemberType, Signatory, SignatoryGroup, totals
from letters.fields.dates import PartialDate
from letters.language.bidi import beside
from letters.language.language import Language
from letters.language.signing import SIGNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A group that signed an open letter: names, or how many."""

    group: str
    members: tuple[str, ...]
    number: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The names, or how many they are."""
        return self.members or (self.number,)


def signed_groups(groups: Sequence[SignatoryGroup], tongue: Language, country: str) -> tuple[Signed, ...]:
    """The groups in the language; days as the country of the organisation writes them."""
    return tuple(_signed(group, tongue, country) for group in groups)


def signed_in_all(groups: Sequence[SignatoryGroup], tongue: Language) -> str:
    """How many signed in all: computed from the groups, and nothing where one has said it already."""
    if len(groups) < 2:
        return ""
    words = SIGNING[tongue.code]
    kinds = {MemberType.ORGANISATIONS: words.organisations, MemberType.PEOPLE: words.people}
    counted = [f"{_number(total.number, total.bound, tongue)} ({kinds[total.type]})" for total in totals(groups)]
    return f"{words.together}{tongue.colon}{tongue.space}{tongue.separator.join(counted)}"


def day_said(value: dt.date | PartialDate, tongue: Language, country: str) -> str:
    """A day, or a month or year where no more is known, as the country writes it in the language."""
    if isinstance(value, PartialDate):
        if value.month is None:
            return tongue.year(value.year)
        if value.day is None:
            return tongue.month(value.first_day)
        value = value.first_day
    return tongue.date(value, country)


def _signed(group: SignatoryGroup, tongue: Language, country: str) -> Signed:
    number = ""
    if group.count is not None and group.date:
        number = f"{_number(group.size, group.bound, tongue)} ({day_said(group.date, tongue, country)})"
    members = tuple(_member(member, tongue) for member in group.members)
    return Signed(group=tongue.typographic(group.group), members=members, number=number)


def _member(member: Signatory, tongue: Language) -> str:
    parts = filter(None, (member.name, member.role, member.organisation))
    return beside(map(tongue.typographic, parts), tongue.direction, mark=", ")


def _number(value: int, bound: Bound | None, tongue: Language) -> str:
    """The number; one that isn't exact is never printed as if it were."""
    number, words = tongue.number(value), SIGNING[tongue.code]
    match bound:
        case Bound.ABOUT:
            return words.about.format(number=number)
        case Bound.AT_LEAST:
            return words.at_least.format(number=number)
        case Bound.MORE_THAN:
            return words.more_than.format(number=number)
        case Bound.ALMOST:
            return words.almost.format(number=number)
        case None:
            return number
