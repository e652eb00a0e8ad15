"""The last day on which a letter may leave, in the sense of the sheet's words: until that day, or before it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from letters.fields.dates import FoundDate, first_date
from letters.importing import clues
from letters.importing.facts import Fact
from letters.importing.roles import Role
from letters.importing.sheet import Sheet
from letters.importing.signs import words_of
from letters.typed import folded

_NEAR = 60
_LONGEST = 4_000
_MOST = 6
"""Dates of one text are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """The day, `none`, or nothing, with the words for it; `others` are days that the sheet says, too."""

    day: Fact | None = None
    others: tuple[Fact, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What the sheet says of all of them."""
        return tuple(one.words for one in (self.day, *self.others) if one)


def deadlines_on(sheet: Sheet) -> Deadlines:
    """The last day, from what says so by itself, by a label, or among what is said to writers."""
    own = sheet.of(Role.DEADLINE)
    others = [
        one for one in sheet.placed if one.role in (Role.INSTRUCTION, Role.LEAD, Role.BANNER, Role.LANGUAGE, Role.FOOT)
    ]
    labels = [one for one in sheet.placed if one.role is None]
    found = deadlines_in(
        [(one.block.text, one.block.label) for one in own],
        [one.block.text for one in labels],
        [one.block.text for one in others],
    )
    used = [one for one in own if one.block.text in found.words or not _more_than(one.block.text, found)]
    sheet.take("deadline", used)
    return found


def _more_than(text: str, found: Deadlines) -> bool:
    """Whether the text says more than the deadline."""
    return not set(words_of(text)) <= {word for said in found.words for word in words_of(said)}


def deadlines_in(own: Sequence[tuple[str, str]], labels: Iterable[str], others: Iterable[str]) -> Deadlines:
    """From texts on the deadline, each with its label; from labels that hold one; and from what is said to writers.

    Where two of them name different days, neither is taken, and both are shown.
    """
    found = [fact for text, label in own for fact in _days(text, label)]
    found += [fact for text in labels for fact in _days(text, "", only_said=True)]
    if not any(fact.value for fact in found):
        found += [fact for text in others for fact in _days(text, "", only_said=True)]
    days = {fact.value: fact for fact in reversed(found) if fact.value}
    if len(days) > 1:
        every = list(reversed(days.values()))
        return Deadlines(day=Fact(value="", words=" / ".join(fact.words for fact in every)), others=tuple(every))
    if days:
        return Deadlines(day=next(iter(days.values())))
    return _without_day(found, own, labels)


def _without_day(found: Sequence[Fact], own: Sequence[tuple[str, str]], labels: Iterable[str]) -> Deadlines:
    """A date that may be two days, that there is none, or only words such as `as soon as possible`."""
    if found:
        return Deadlines(day=found[0])
    for text, _ in own:
        if len(text) < _NEAR and clues.NO_DEADLINE.search(folded(text)):
            return Deadlines(day=Fact(value="none", words=text))
    return Deadlines(day=Fact(value="", words=own[0][0])) if own else Deadlines()


def _days(text: str, label: str, *, only_said: bool = False) -> Iterator[Fact]:
    """Each day that the text names as a deadline. Behind a label for it, the first date is one."""
    said = text[:_LONGEST]
    start = 0
    for number in range(_MOST):
        found = first_date(said[start:])
        if found is None:
            return
        before = folded(said[max(0, start + found.start - _NEAR) : start + found.start])
        if clues.DEADLINE.search(before) or (not only_said and number == 0):
            sense = before if before.strip(" :") else f"{folded(label)} "
            sense = sense if clues.DEADLINE.search(sense) else f"{folded(label)} "
            yield Fact(value=_last_day(found, sense), words=_words(said, start + found.start, start + found.end))
        start += found.end


def _last_day(found: FoundDate, before: str) -> str:
    """Before a day means the day before; until it, by it and the end on it mean that day."""
    if not found.iso or not clues.BEFORE.search(before.rstrip(" :") + " "):
        return found.iso
    return (dt.date.fromisoformat(found.iso) - dt.timedelta(days=1)).isoformat()


def _words(text: str, start: int, end: int) -> str:
    """The date with the words before it that say what it means."""
    before = re.split(r"[.;:!?\n]\s", text[max(0, start - 40) : start])[-1]
    match = clues.DEADLINE.search(folded(before))
    return f"{before[match.start() :] if match else ''}{text[start:end]}".strip()
