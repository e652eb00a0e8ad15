"""Letters that were sent, as those say who sent them: counted as soon as they are reported, and never kept one by one.

Of a supporter's report only sums grow: of letters by week, channel and addressee, and, apart from these, of people by
week and country. That her ticket was used is known by a fingerprint until it expires. A group's pack is kept by the
fingerprint of its number, so that it counts once and can be corrected; what a correction changes is counted in the week
in which it comes, so that no sum of an earlier week ever changes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from letters.channel import Channel
from letters.errors import Refused
from letters.reporting.report import Counted, People, Source, Totals, week_of
from letters.signing.keys import Keys
from letters.store.budgets import count, spend
from letters.store.closing import KEPT_AFTER_END
from letters.store.database import Store
from letters.store.schema import packs, reporters, reports, tallies
from letters.store.signatures import Ended


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLimits:
    """How many may report in an hour: letters that they wrote, and on the site packs, of one appeal and of all."""

    appeal: int = 2000
    site: int = 6000
    packs_appeal: int = 60
    packs_site: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What lets somebody report once: a number that nobody guesses, and until when (naive UTC) it is good."""

    number: bytes
    ends: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A letter that somebody says she has sent."""

    addressee: str
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A group's letters to one appeal, as it has reported them: by addressee. `id` is for staff to name it by."""

    id: int
    channel: Channel
    letters: Mapping[str, int]
    day: dt.date
    by_site: bool

    @property
    def total(self) -> int:
        """All its letters."""
        return sum(self.letters.values())


_NONE = Totals()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """All that is kept of an appeal's reports. `totals`: what is left of those whose rows are gone."""

    since: dt.date | None = None
    ended: dt.date | None = None
    totals: Totals = _NONE
    counted: tuple[Counted, ...] = ()
    people: tuple[People, ...] = ()
    packs: tuple[Pack, ...] = ()


class Reports:
    """The reports of a site. `today` is the day where the organisation is, `now` naive UTC.

    `ended`: since when no letter is written for the appeal any more (`closing.ends_of`), as far as its caller knows.
    """

    def __init__(self, store: Store, keys: Keys, *, limits: ReportLimits | None = None) -> None:
        self._store, self._keys, self._limits = store, keys, limits or ReportLimits()

    def report(
        self,
        slug: str,
        letters: Iterable[Reported],
        country: str,
        ticket: Ticket,
        *,
        now: dt.datetime,
        today: dt.date,
        ended: dt.date | None = None,
    ) -> bool:
        """Count what a supporter has sent; false where her ticket has been used, and nothing is counted again.

        `country` is empty where she doesn't say. Raises Full and Ended.
        """
        sent = {each.addressee: each.channel for each in letters}

        def do(connection: sa.Connection) -> bool:
            if count(connection, self._keys.budget("ticket", ticket.number.hex()), ticket.ends) > 1:
                return False
            self._spend(connection, now, slug, "reports", (self._limits.appeal, self._limits.site))
            self._open(connection, slug, today, ended)
            for addressee, channel in sent.items():
                self._add(connection, slug, today, Source.SUPPORTERS, channel, addressee, 1)
            if country:
                key = {"slug": slug, "week": week_of(today), "country": country}
                self._sum(connection, reporters, key, "people", 1)
            return True

        return self._store.write(do)

    def report_pack(
        self,
        slug: str,
        number: str,
        channel: Channel,
        letters: Mapping[str, int],
        *,
        now: dt.datetime,
        today: dt.date,
        by_site: bool = False,
        ended: dt.date | None = None,
    ) -> Mapping[str, int] | None:
        """Count how many of a pack's letters were posted, by addressee, in place of what its number counted before.

        Gives that, or nothing where it is new. Raises Full, only for what comes by the site, and Ended.
        """

        def do(connection: sa.Connection) -> Mapping[str, int] | None:
            if by_site:
                self._spend(connection, now, slug, "packs", (self._limits.packs_appeal, self._limits.packs_site))
            self._open(connection, slug, today, ended)
            known = self._pack(connection, slug, number)
            before: Mapping[str, int] = json.loads(known.letters) if known else {}
            self._differ(connection, slug, today, channel, before, letters)
            said = json.dumps(dict(letters))
            self._keep(connection, known, {"slug": slug, "number": self._fingerprint(number), "channel": channel.value,
                                           "letters": said, "day": today, "by_site": by_site})  # fmt: skip
            return before if known else None

        return self._store.write(do)

    def pack(self, slug: str, number: str) -> Pack | None:
        """What the number counts now, if it was reported."""
        with self._store.reading() as connection:
            row = self._pack(connection, slug, number)
        return _pack(row) if row else None

    def remove_pack(self, slug: str, id_: int, *, today: dt.date) -> Pack:
        """Let a pack count no more. Raises Refused where there is none of that number."""

        def do(connection: sa.Connection) -> Pack:
            row = connection.execute(sa.select(packs).where(packs.c.slug == slug, packs.c.id == id_)).first()
            if row is None:
                raise Refused(f"{slug} has no pack {id_}; `letters tally {slug}` lists them")
            pack = _pack(row)
            self._differ(connection, slug, today, pack.channel, pack.letters, {})
            connection.execute(sa.delete(packs).where(packs.c.id == id_))
            return pack

        return self._store.write(do)

    def tally(self, slug: str) -> Tally:
        """All that is kept of the appeal's reports."""
        with self._store.reading() as connection:
            row = connection.execute(sa.select(tallies).where(tallies.c.slug == slug)).first()
            if row is None:
                return Tally()
            by_week = (reports.c.week, reports.c.source, reports.c.channel, reports.c.addressee)
            counted = connection.execute(sa.select(reports).where(reports.c.slug == slug).order_by(*by_week)).all()
            people = connection.execute(sa.select(reporters).where(reporters.c.slug == slug)).all()
            kept = connection.execute(sa.select(packs).where(packs.c.slug == slug).order_by(packs.c.id)).all()
        return Tally(
            since=row.since,
            ended=row.ended,
            totals=Totals(supporters=row.supporters, groups=row.groups),
            counted=tuple(map(_counted, counted)),
            people=tuple(People(week=each.week, country=each.country, people=each.people) for each in people),
            packs=tuple(map(_pack, kept)),
        )

    def _open(self, connection: sa.Connection, slug: str, today: dt.date, ended: dt.date | None) -> None:
        """The appeal's row. Raises Ended where what was reported is gone, or about to go."""
        row = connection.execute(sa.select(tallies.c.ended).where(tallies.c.slug == slug)).first()
        if _is_over(ended, today) or (row and ended is not None and _is_over(row.ended, today)):
            raise Ended(f"letters to {slug} aren't counted any more: it ended more than {KEPT_AFTER_END.days} days ago")
        if row is None:
            connection.execute(self._store.insert(tallies).values(slug=slug, since=today).on_conflict_do_nothing())

    def _differ(
        self,
        connection: sa.Connection,
        slug: str,
        today: dt.date,
        channel: Channel,
        before: Mapping[str, int],
        after: Mapping[str, int],
    ) -> None:
        """Count in this week by how much a pack's letters are more or fewer than before."""
        for addressee in dict.fromkeys((*before, *after)):
            if more := after.get(addressee, 0) - before.get(addressee, 0):
                self._add(connection, slug, today, Source.GROUPS, channel, addressee, more)

    def _add(
        self,
        connection: sa.Connection,
        slug: str,
        today: dt.date,
        source: Source,
        channel: Channel,
        addressee: str,
        letters: int,
    ) -> None:
        key = {"slug": slug, "week": week_of(today), "source": source.value}
        key |= {"channel": channel.value, "addressee": addressee}
        self._sum(connection, reports, key, "letters", letters)

    def _sum(self, connection: sa.Connection, table: sa.Table, key: Mapping[str, Any], name: str, more: int) -> None:
        """Add to the number in the row of that key, which is made where there is none."""
        insert = self._store.insert(table).values({**key, name: more})
        sums = {name: table.c[name] + insert.excluded[name]}
        connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=sums))

    def _keep(self, connection: sa.Connection, known: Any, row: Mapping[str, Any]) -> None:
        if known is None:
            connection.execute(sa.insert(packs).values(row))
        else:
            connection.execute(sa.update(packs).where(packs.c.id == known.id).values(row))

    def _pack(self, connection: sa.Connection, slug: str, number: str) -> Any:
        query = sa.select(packs).where(packs.c.slug == slug, packs.c.number == self._fingerprint(number))
        return connection.execute(query).first()

    def _spend(
        self, connection: sa.Connection, now: dt.datetime, slug: str, what: str, limits: tuple[int, int]
    ) -> None:
        of = dict(zip(((what, "appeal", slug), (what, "site")), limits, strict=True))
        spend(connection, self._keys, of, now, "too many report in this hour")

    def _fingerprint(self, number: str) -> bytes:
        return self._keys.budget("pack", number)


def tidy(store: Store, ends: Mapping[str, dt.date | None], *, today: dt.date) -> list[str]:
    """Keep but the sums of what ended a month ago; of which appeals rows were deleted.

    `ends`: of all appeals that there are. One whose end was moved is reported again; one that isn't there any more ends
    a month after it was first missed.
    """
    return store.write(lambda connection: list(_tidied(connection, ends, today)))


def _tidied(connection: sa.Connection, ends: Mapping[str, dt.date | None], today: dt.date) -> Iterator[str]:
    for row in connection.execute(sa.select(tallies).order_by(tallies.c.slug)).all():
        end = ends.get(row.slug)
        # Not seeing an appeal doesn't end it: somebody may only have named another folder.
        ended = (row.ended or end if end else None) if row.slug in ends else row.ended
        missed = None if row.slug in ends else row.missed or today
        if (ended, missed) != (row.ended, row.missed):
            values = {"ended": ended, "missed": missed}
            connection.execute(sa.update(tallies).where(tallies.c.slug == row.slug).values(values))
        if (_is_over(ended, today) or _is_over(missed, today)) and _fold(connection, row.slug):
            yield row.slug


def _is_over(end: dt.date | None, today: dt.date) -> bool:
    return end is not None and end <= today - KEPT_AFTER_END


def _fold(connection: sa.Connection, slug: str) -> bool:
    """Add the appeal's letters to its totals, and delete the rows; whether there were any."""
    query = sa.select(reports.c.source, sa.func.sum(reports.c.letters)).where(reports.c.slug == slug)
    sums = {source: int(number) for source, number in connection.execute(query.group_by(reports.c.source))}
    totals = {source.value: tallies.c[source.value] + sums[source.value] for source in Source if sums.get(source.value)}
    if totals:
        connection.execute(sa.update(tallies).where(tallies.c.slug == slug).values(totals))
    gone = [connection.execute(sa.delete(table).where(table.c.slug == slug)) for table in (reports, reporters, packs)]
    return any(done.rowcount for done in gone)


def _counted(row: Any) -> Counted:
    return Counted(
        week=row.week,
        source=Source(row.source),
        channel=Channel(row.channel),
        addressee=row.addressee,
        letters=row.letters,
    )


def _pack(row: Any) -> Pack:
    letters = json.loads(row.letters)
    return Pack(id=row.id, channel=Channel(row.channel), letters=letters, day=row.day, by_site=row.by_site)
