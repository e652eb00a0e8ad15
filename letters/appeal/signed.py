"""Who has signed an open letter, as it is printed: names, numbers with the day on which they were true, the total."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import overload

from letters.appeal.signatories import Bound, MemberType, Signatory, SignatoryGroup, totals
from letters.fields.dates import PartialDate
from letters.language.bidi import beside
from letters.language.language import Language
from letters.language.signing import SIGNING

MOST_NAMED = 200
"""So many names at most where a longer list would help nobody: in a mail, in a fax, on a page of the site."""
_LEAST_NAMED = 10  # of a group, whatever stands before it
_LEFT = 50  # fewer than these are named too


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A group that signed an open letter: names, or how many. `more` says how many aren't named, where not all are."""

    group: str
    members: Sequence[str]
    number: str
    more: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The names, or how many they are."""
        return (*self.members, *filter(None, (self.more,))) if self.members else (self.number,)


class Names(Sequence[str]):
    """The names of a group as they are printed, each made when it is asked for: seventy thousand take no memory."""

    def __init__(self, members: Sequence[Signatory], tongue: Language) -> None:
        self._members, self._tongue = members, tongue

    def __len__(self) -> int:
        return len(self._members)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        if isinstance(index, slice):
            return tuple(_member(member, self._tongue) for member in self._members[index])
        return _member(self._members[index], self._tongue)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Names):
            return self._tongue.code == other._tongue.code and self._members == other._members
        return isinstance(other, tuple) and tuple(self) == other

    def __hash__(self) -> int:
        return hash((len(self), *self[:_LEAST_NAMED]))


def in_short(
    groups: Sequence[Signed], tongue: Language, most: int = MOST_NAMED, *, in_pdf: bool = False
) -> tuple[Signed, ...]:
    """The groups with about so many names in all, the first ones, and how many more there are; `in_pdf` says where."""
    words = SIGNING[tongue.code]
    more = words.more_in_pdf if in_pdf else words.more
    sizes = [len(group.members) for group in groups]
    return tuple(
        replace(group, members=tuple(group.members[:shown]), more=more.format(number=tongue.number(size - shown)))
        if shown < size
        else group
        for group, size, shown in zip(groups, sizes, shown_of(sizes, most), strict=True)
    )


def shown_of(sizes: Iterable[int], most: int = MOST_NAMED) -> list[int]:
    """How many names of each group are shown where `most` are in all: a few of each, and never all but some."""
    left, found = most, list[int]()
    for size in sizes:
        shown = max(left, _LEAST_NAMED)
        found.append(size if size <= shown + _LEFT else shown)
        left -= found[-1]
    return found


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
    members = Names(group.names, tongue) if group.names else ()
    return Signed(group=tongue.typographic(group.group), members=members, number=number)


def _member(member: Signatory, tongue: Language) -> str:
    parts = filter(None, (member.name, member.role, member.organisation, member.town))
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
