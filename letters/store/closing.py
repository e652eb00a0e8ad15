"""How signatures end: nobody signs any more, then the total is kept and all that led to it is destroyed.

What is deleted is overwritten in SQLite's file, its log is emptied and its free pages are given back. PostgreSQL writes
the tables anew; what its own log and its backups still hold ends with them, and whoever runs it says when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from letters.appeal.appeal import Appeal
from letters.appeal.file import Status
from letters.appeal.signatories import MemberType
from letters.store.database import Store
from letters.store.schema import appeals, budgets, domains, metadata, outbox, pending, signatures, strikes
from letters.store.signatures import LINK_LASTS, NAMED_FROM

KEPT_AFTER_END = dt.timedelta(days=30)
"""So long signatures are kept after the last day on which the letter could be signed, to hand them over."""

_DESTROYED = (signatures, pending, outbox, domains, strikes)  # in an order that foreign keys allow


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What is kept of a closed appeal's signatures: how many there were, without those that were struck."""

    appeal: str
    day: dt.date
    people: int
    organisations: int
    is_entered: bool = False
    """whether the appeal's own file has the total"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A text that was looked for and is still somewhere: its place among those looked for (from 0), and in which file
    or table."""

    index: int
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the store still holds of an appeal: rows by table, and traces of the texts that were looked for.

    `log_bytes` and `free_pages` are those of SQLite's file, 0 elsewhere.
    """

    appeal: str
    rows: Mapping[str, int]
    has_key: bool
    is_scrubbed: bool
    """whether the files were cleaned after the rows were destroyed"""
    ended: dt.date | None
    closed: dt.date | None
    log_bytes: int
    free_pages: int
    traces: tuple[Trace, ...]

    @property
    def is_gone(self) -> bool:
        """Whether nothing is left by which anybody could be found."""
        personal = [table.name for table in _DESTROYED]
        return self.is_scrubbed and not (self.has_key or any(self.rows[name] for name in personal) or self.traces)


def ends_of(library: Iterable[Appeal], today: dt.date) -> dict[str, dt.date | None]:
    """Since when each appeal isn't signed any more, by slug; none while it can be.

    A stopped appeal doesn't say since when: since today, and the store remembers the first day on which it heard so.
    """
    return {appeal.slug: _end_of(appeal, today) for appeal in library}


def _end_of(appeal: Appeal, today: dt.date) -> dt.date | None:
    deadline = appeal.facts.deadline
    if deadline is not None and today > deadline:
        return deadline + dt.timedelta(days=1)
    return today if appeal.facts.status is Status.STOPPED else None


class Closing:
    """Ends and closes the signatures of a store. Days are those of the site's time zone, times naive UTC."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def end(self, appeal: str, day: dt.date) -> dt.date:
        """Let nobody sign any more; since which day, which is the first that was given."""
        with self._store.writing() as connection:
            row = self._row(connection, appeal)
            since: dt.date = row.ended or row.closed or day
            connection.execute(sa.update(appeals).where(appeals.c.slug == appeal).values(ended=since))
        return since

    def close(self, appeal: str, day: dt.date) -> Closed:
        """Keep how many have signed, and destroy signatures, mails and the appeal's key for good.

        Closing again changes nothing and says the same. What can't be scrubbed from the file now because somebody
        reads it is scrubbed by the next `tidy`.
        """
        with self._store.writing() as connection:
            self._destroy(connection, appeal, day)
        self._scrub()
        return next(closed for closed in self.closed() if closed.appeal == appeal)

    def closed(self) -> list[Closed]:
        """All appeals that are closed, with their totals, by day."""
        columns = (appeals.c.slug, appeals.c.closed, appeals.c.people, appeals.c.organisations, appeals.c.entered)
        query = sa.select(*columns).where(appeals.c.closed.is_not(None)).order_by(appeals.c.closed, appeals.c.slug)
        with self._store.reading() as connection:
            rows = connection.execute(query).all()
        return [
            Closed(appeal=slug, day=day, people=people, organisations=bodies, is_entered=is_entered)
            for slug, day, people, bodies, is_entered in rows
        ]

    def note_entered(self, appeal: str) -> None:
        """From now on the closed appeal's total is known to be in its file."""
        with self._store.writing() as connection:
            connection.execute(sa.update(appeals).where(appeals.c.slug == appeal).values(entered=True))
        self._scrub()

    def tidy(self, ends: Mapping[str, dt.date | None], *, today: dt.date, now: dt.datetime) -> list[Closed]:
        """Delete what is past its time, and close what ended a month ago; what was closed by this call.

        `ends`: of all appeals that there are (`ends_of`). One whose end was moved is signed again; one that isn't
        there any more is closed after a month too. Any number of processes may do this, as often as they like.
        """
        with self._store.writing() as connection:
            self._sweep(connection, now)
            _remember(connection, ends, today)
            due = _due(connection, today)
        done = [slug for slug in due if self._is_closed_now(slug, today)]
        self._scrub()
        return [closed for closed in self.closed() if closed.appeal in done]

    def left(self, appeal: str, strings: Sequence[str] = ()) -> Left:
        """What the store still holds of an appeal, and where the texts are found in its files or tables.

        Call it only while nobody else in this process uses the store: it opens SQLite's file beside SQLite.
        """
        with self._store.reading() as connection:
            row = connection.execute(sa.select(appeals).where(appeals.c.slug == appeal)).first()
            rows = {table.name: _number(connection, table, appeal) for table in _of_appeals()}
            free = _pages(connection, "freelist_count") if self._store.is_sqlite else 0
        log_bytes = sum(path.stat().st_size for path in self._store.files() if path.name.endswith("-wal"))
        return Left(
            appeal=appeal,
            rows=rows,
            has_key=row is not None and row.key is not None,
            is_scrubbed=row is not None and row.scrubbed,
            ended=row.ended if row else None,
            closed=row.closed if row else None,
            log_bytes=log_bytes,
            free_pages=free,
            traces=tuple(self._traces([text.encode() for text in strings])) if strings else (),
        )

    def _row(self, connection: sa.Connection, appeal: str) -> Any:
        """The appeal's row; one without a key where nobody has signed yet."""
        connection.execute(self._store.insert(appeals).values(slug=appeal).on_conflict_do_nothing())
        return connection.execute(sa.select(appeals).where(appeals.c.slug == appeal)).one()

    def _destroy(self, connection: sa.Connection, appeal: str, day: dt.date) -> bool:
        row = self._row(connection, appeal)
        if row.closed is not None:
            return False
        values = {"closed": day, "ended": row.ended or day, "key": None, **_totals(connection, appeal)}
        connection.execute(sa.update(appeals).where(appeals.c.slug == appeal).values(values))
        for table in _DESTROYED:
            connection.execute(sa.delete(table).where(table.c.appeal == appeal))
        return True

    def _is_closed_now(self, slug: str, today: dt.date) -> bool:
        """Whether this call closed it, and not another process in the meantime."""
        with self._store.writing() as connection:
            return slug in _due(connection, today) and self._destroy(connection, slug, today)

    def _sweep(self, connection: sa.Connection, now: dt.datetime) -> None:
        """Delete what is past its time, and the names of domains from which few are left."""
        for old in (outbox.c.written < now - LINK_LASTS, pending.c.asked < now - LINK_LASTS, budgets.c.ends <= now):
            connection.execute(sa.delete(old.left.table).where(old))
        same = (signatures.c.appeal == domains.c.appeal) & (signatures.c.domain == domains.c.domain)
        number = sa.select(sa.func.count()).select_from(signatures).where(same).scalar_subquery()
        connection.execute(sa.delete(domains).where(number < NAMED_FROM))

    def _scrub(self) -> None:
        """Leave nothing of deleted rows in the files, and give the room of closed appeals back."""
        waits = (appeals.c.closed.is_not(None)) & (appeals.c.scrubbed.is_(False))
        with self._store.reading() as connection:
            slugs = list(connection.execute(sa.select(appeals.c.slug).where(waits)).scalars())
        if slugs and self._store.is_sqlite:
            self._store.command("VACUUM")
        elif slugs:
            self._store.command(*(f"VACUUM (FULL, ANALYZE) {table.name}" for table in (*_DESTROYED, appeals)))
        # SQLite's shrinking writes the whole file into the log once more.
        if self._store.settle(waits=True) and slugs:
            values = {"scrubbed": True}
            done = sa.update(appeals).where(appeals.c.slug.in_(slugs)).values(values)
            self._store.write(lambda connection: connection.execute(done).rowcount)

    def _traces(self, texts: Sequence[bytes]) -> Iterator[Trace]:
        if not self._store.is_sqlite:
            with self._store.reading() as connection:
                yield from _traces_in_tables(connection, texts)
            return
        # A process that closes a file loses all locks that it has on it (POSIX), SQLite's own too.
        self._store.close()
        for path in self._store.files():
            yield from (Trace(index=index, where=path.name) for index in sorted(_found(path, texts)))


def _pages(connection: sa.Connection, which: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {which}").scalar_one())


def _remember(connection: sa.Connection, ends: Mapping[str, dt.date | None], today: dt.date) -> None:
    """Since when each appeal isn't signed any more, or isn't there any more."""
    query = sa.select(appeals.c.slug, appeals.c.ended, appeals.c.missed).where(appeals.c.closed.is_(None))
    for row in connection.execute(query).all():
        end = ends.get(row.slug)
        # Not seeing an appeal doesn't end it: somebody may only have named another folder.
        ended = (row.ended or end if end else None) if row.slug in ends else row.ended
        missed = None if row.slug in ends else row.missed or today
        if (ended, missed) != (row.ended, row.missed):
            values = {"ended": ended, "missed": missed}
            connection.execute(sa.update(appeals).where(appeals.c.slug == row.slug).values(values))


def _due(connection: sa.Connection, today: dt.date) -> list[str]:
    """Which appeals are to be closed."""
    last = today - KEPT_AFTER_END
    over = (appeals.c.ended <= last) | (appeals.c.missed <= last)
    query = sa.select(appeals.c.slug).where(appeals.c.closed.is_(None), over).order_by(appeals.c.slug)
    return list(connection.execute(query).scalars())


def _totals(connection: sa.Connection, appeal: str) -> dict[str, int]:
    query = sa.select(signatures.c.type, sa.func.count()).group_by(signatures.c.type)
    rows = connection.execute(query.where(signatures.c.appeal == appeal, signatures.c.strike.is_(None))).all()
    found = {kind: number for kind, number in rows}
    return {
        "people": found.get(MemberType.PEOPLE, 0),
        "organisations": found.get(MemberType.ORGANISATIONS, 0),
    }


def _of_appeals() -> list[sa.Table]:
    return [table for table in metadata.sorted_tables if "appeal" in table.c]


def _number(connection: sa.Connection, table: sa.Table, appeal: str) -> int:
    query = sa.select(sa.func.count()).select_from(table).where(table.c.appeal == appeal)
    return int(connection.execute(query).scalar_one())


def _traces_in_tables(connection: sa.Connection, texts: Sequence[bytes]) -> Iterator[Trace]:
    for table in metadata.sorted_tables:
        found: set[int] = set()
        for row in connection.execute(sa.select(table)).yield_per(1000):
            cells = [cell.encode() if isinstance(cell, str) else cell for cell in row]
            found |= {index for index, text in enumerate(texts) if _is_in(text, cells)}
        yield from (Trace(index=index, where=table.name) for index in sorted(found))


def _is_in(text: bytes, cells: Iterable[Any]) -> bool:
    return any(text in cell for cell in cells if isinstance(cell, bytes))


def _found(path: Path, texts: Sequence[bytes]) -> set[int]:
    """Which of the texts are in the file, in part of a MiB at a time."""
    longest, rest, found = max(map(len, texts)), b"", set[int]()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            seen = rest + piece
            found |= {index for index, text in enumerate(texts) if text in seen}
            rest = seen[-longest:]
    return found
