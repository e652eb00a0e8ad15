"""The end of an open letter's signatures: the total goes into its file, and of those who signed nothing is left.

The store keeps the total in the same transaction in which it destroys the rest, and goes on keeping it: whatever ends
the program, and whenever, the next run writes it into the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from letters.appeal.appeal import Appeal
from letters.authoring.collected import enter, still_signed, totals_of
from letters.errors import LettersError
from letters.library.library import Library, read
from letters.store.additions import Additions
from letters.store.closing import Closed, Closing, ends_of
from letters.store.database import Store
from letters.store.records import Records
from letters.store.reports import tidy as tidy_reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A closed appeal's total, and why it couldn't be written into its file; nothing where it was."""

    closed: Closed
    problem: str = ""


def close(store: Store, appeal: Appeal, day: dt.date) -> Entered:
    """Let nobody sign any more, destroy who has signed, and write how many there were into the appeal's file.

    Run again it goes on where it was ended. Raises LettersError where names of those who have withdrawn can't be taken
    out of the file, before anything is destroyed.
    """
    closing = Closing(store)
    closing.end(appeal.slug, day)
    take_off(store, appeal)
    return enter_total(store, appeal, closing.close(appeal.slug, day))


def enter_total(store: Store, appeal: Appeal, closed: Closed) -> Entered:
    """Write a closed appeal's total into its file, in place of what was collected, and note that it is there."""
    try:
        appeal = _as_it_is(appeal)
        added = Additions(store).of(appeal.slug)
        groups = totals_of(appeal, closed.people, closed.organisations, added, closed.day)
        if groups != [group for group in appeal.facts.signatories if group.collected]:
            enter(appeal, groups).save()
    except LettersError as error:
        return Entered(closed=closed, problem=str(error))
    Closing(store).note_entered(appeal.slug)
    return Entered(closed=closed)


def take_off(store: Store, appeal: Appeal) -> int:
    """Take the names of those who have withdrawn or are struck from below the letter; how many. Raises LettersError."""
    appeal = _as_it_is(appeal)
    records, there = Records(store), [group for group in appeal.facts.signatories if group.collected]
    if not any(group.names for group in there) or records.standing(appeal.slug).closed:
        return 0
    if not records.was_ever_signed(appeal.slug):
        return 0  # another store has collected these, and nobody can have withdrawn here
    left = still_signed(appeal, Records(store).rows(appeal.slug))
    gone = sum(len(group.names) for group in there) - sum(len(group.names) for group in left)
    if gone:
        enter(appeal, left).save()
    return gone


def tidy(store: Store, library: Library, now: dt.datetime) -> Iterator[str]:
    """What the site does each hour: delete what is past its time, close what ended a month ago, keep files in step.

    `now` knows its time zone. Gives the names of appeals whose file had to be changed and can't be.
    """
    today = now.astimezone(library.site.zone).date()
    for appeal in library.appeals.values():
        try:
            take_off(store, appeal)
        except LettersError:
            yield appeal.slug
    ends = ends_of(library.appeals.values(), today)
    tidy_reports(store, ends, today=today)
    Closing(store).tidy(ends, today=today, now=now.astimezone(dt.UTC).replace(tzinfo=None))
    for closed in Closing(store).closed():
        if not closed.is_entered and closed.appeal in library.appeals:
            entered = enter_total(store, library.appeals[closed.appeal], closed)
            yield from [closed.appeal] if entered.problem else []


def _as_it_is(appeal: Appeal) -> Appeal:
    """The appeal as its file is at this moment. Raises LettersError where it can't be used."""
    library = read(appeal.folder.parent)
    if appeal.slug not in library.appeals:
        raise LettersError(f"{appeal.folder / 'appeal.yaml'} has errors; `letters check` names them")
    return library.appeals[appeal.slug]
