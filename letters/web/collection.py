"""The signatures that the site keeps, as its pages need them: opened in each process, counted for everybody."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from letters.appeal.appeal import Appeal
from letters.errors import LettersError, Refused, gettext_noop
from letters.reporting.report import Shown, shown
from letters.settings import Settings
from letters.signing.document import digest
from letters.signing.keys import Keys

if TYPE_CHECKING:
    from letters.store.additions import Addition
    from letters.store.database import Store
    from letters.store.reports import Reports
    from letters.store.signatures import Counted, Signatures

FULL = gettext_noop(
    "So many people are signing that no more signatures can be taken in this hour. Please come back in an hour."
    " Everything that you typed stays on this page for as long as you leave it open."
)
AWAY = gettext_noop(
    "Signatures can't be taken at this moment. It is our fault, not yours. Please press the button again in a few"
    " minutes; everything that you typed is still here."
)
REPORTS_FULL = gettext_noop(
    "So many people say now that they have sent letters that no more can be counted in this hour. Please press the"
    " button again in an hour, as long as this page is open. Your letter counts in any case."
)
REPORTS_AWAY = gettext_noop(
    "This can't be counted at this moment. It is our fault, not yours. Please press the button again in a few minutes."
)
REPORTS_ENDED = gettext_noop("Letters to this appeal aren’t counted any more. Thank you for yours.")
FRESH_FOR = dt.timedelta(seconds=20)
"""So long a count that has been shown is shown again: counting 70,000 signatures takes a while."""


class NotNow(Refused):
    """What can't be done with signatures at this moment, and can later: in so many `seconds`."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class NoMore(LettersError):
    """A letter that nobody signs any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSigned:
    """How many have signed one text of a letter. `until`: the day since when there is another text; none for now's."""

    is_current: bool
    people: int
    organisations: int
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """How many have signed a letter: on the site, by text, and elsewhere, apart."""

    texts: tuple[TextSigned, ...] = ()
    elsewhere: tuple[Addition, ...] = ()
    is_over: bool = False
    """whether the organisation has closed it, whatever its file says"""


class Collection:
    """The store as one process has it: opened when it is first needed, which is after the fork, and then kept."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opening = threading.Lock()
        self._reported: dict[str, tuple[dt.datetime, dt.date, Shown]] = {}
        self._counts: dict[str, tuple[dt.datetime, Sequence[Counted], Sequence[Addition], dt.date | None]] = {}

    @cached_property
    def _store(self) -> Store:
        # Without a store nobody needs SQLAlchemy, which takes its time and its room.
        from letters.store.database import opened

        return opened(self._settings.store, Keys(self._settings.secret_key))

    @contextmanager
    def signatures(self, recipient: str) -> Iterator[Signatures]:
        """What may be done with signatures, sealed for an age key if one is given. Raises NotNow and NoMore."""
        from letters.store.signatures import Signatures

        with self._used(FULL, AWAY) as store:
            yield Signatures(store, Keys(self._settings.secret_key), recipient=recipient)

    @contextmanager
    def reports(self) -> Iterator[Reports]:
        """What may be done with reports of letters that were sent. Raises NotNow and NoMore."""
        from letters.store.reports import Reports

        with self._used(REPORTS_FULL, REPORTS_AWAY) as store:
            yield Reports(store, Keys(self._settings.secret_key))

    @contextmanager
    def _used(self, full: str, away: str) -> Iterator[Store]:
        from letters.store.budgets import Full
        from letters.store.faults import Unreachable
        from letters.store.signatures import Ended

        try:
            yield self._opened(away)
        except Ended:
            raise NoMore("it has ended") from None
        except Full:
            raise NotNow(full, 3600) from None
        except Unreachable:
            raise NotNow(away, 120) from None

    def _opened(self, away: str = AWAY) -> Store:
        with self._opening:
            try:
                return self._store
            except LettersError:
                raise NotNow(away, 120) from None

    def counted(self, appeal: Appeal, now: dt.datetime) -> Signed:
        """How many have signed each text of the appeal, the one of today first; at most some seconds old.

        Raises NotNow.
        """
        known = self._counts.get(appeal.slug)
        if known is None or not dt.timedelta() <= now - known[0] < FRESH_FOR:
            known = self._counts[appeal.slug] = now, *self._count(appeal.slug)
        _, counts, added, ended = known
        return Signed(
            texts=texts_signed(counts, digest(appeal)),
            elsewhere=tuple(_not_below(appeal, added)),
            is_over=ended is not None,  # on whichever day, as the store takes no more from then on
        )

    def _count(self, slug: str) -> tuple[Sequence[Counted], Sequence[Addition], dt.date | None]:
        from letters.store.additions import Additions

        with self.signatures("") as signatures:
            return signatures.counted(slug), Additions(self._opened()).of(slug), signatures.ended(slug)

    def reported(self, slug: str, today: dt.date, now: dt.datetime) -> Shown:
        """How many letters were reported, as everybody may see it that day; at most some seconds old. Raises NotNow."""
        known = self._reported.get(slug)
        if known is None or not dt.timedelta() <= now - known[0] < FRESH_FOR or known[1] != today:
            with self.reports() as reports:
                tally = reports.tally(slug)
            known = self._reported[slug] = now, today, shown(tally.totals, tally.counted, tally.people, today)
        return known[2]

    def recount(self, slug: str) -> None:
        """Count anew when next asked: this process knows of one more or one less."""
        self._counts.pop(slug, None)

    def close(self) -> None:
        """Give the store's connections back."""
        if "_store" in self.__dict__:
            self._store.close()


def _not_below(appeal: Appeal, added: Sequence[Addition]) -> Sequence[Addition]:
    """What was added and doesn't stand among the groups below the letter, which are on the same page."""
    there = {(group.source, str(group.date), group.size) for group in appeal.facts.signatories if group.collected}
    return [each for each in added if (each.source, each.date.isoformat(), each.count) not in there]


def texts_signed(counts: Sequence[Counted], today: bytes) -> tuple[TextSigned, ...]:
    """The counts, newest text first, as they are told: `today` is the digest of the text that is signed now.

    An earlier text was signed until the next one was first seen; nobody may have asked for today's yet.
    """
    told, newer = [], None
    for counted in counts:
        is_current = counted.digest == today
        told.append(
            TextSigned(
                is_current=is_current,
                people=counted.people,
                organisations=counted.organisations,
                until=None if is_current else newer,
            )
        )
        newer = counted.first_seen
    return tuple(sorted(told, key=lambda text: not text.is_current))
