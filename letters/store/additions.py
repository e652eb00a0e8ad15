"""Signatures from elsewhere: paper sheets and other platforms, each with its day and source, apart from our own."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from letters.appeal.signatories import Bound, MemberType
from letters.errors import Refused
from letters.signing.keys import new_key
from letters.store.database import Store
from letters.store.schema import additions, appeals


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """So many signed elsewhere; `id` once it is kept, and `sheet` where it was counted on a numbered one."""

    type: MemberType
    count: int
    bound: Bound | None = None
    date: dt.date
    source: str
    sheet: str | None = None
    id: int = 0


class Additions:
    """What was added in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, slug: str, addition: Addition) -> int:
        """Keep it; its number. Raises Refused where its sheet was counted before, and for an appeal that is closed."""
        with self._store.writing() as connection:
            connection.execute(self._store.insert(appeals).values(slug=slug, key=new_key()).on_conflict_do_nothing())
            # Locked until the end, so that a sheet is looked up and counted by one at a time.
            row = connection.execute(sa.select(appeals).where(appeals.c.slug == slug).with_for_update()).one()
            if row.closed:
                raise Refused(f"{slug} was closed on {row.closed}; write the number into its appeal.yaml, as a group")
            _refuse_counted(connection, slug, addition.sheet)
            kept = {name: value for name, value in asdict(addition).items() if name != "id"}
            done = connection.execute(sa.insert(additions).values(appeal=slug, **kept).returning(additions.c.id))
            return int(done.scalar_one())

    def remove(self, number: int) -> tuple[str, Addition]:
        """Take it out; of which appeal it was, and what. Raises Refused where there is none."""
        with self._store.writing() as connection:
            done = sa.delete(additions).where(additions.c.id == number).returning(additions)
            row = connection.execute(done).first()
        if row is None:
            raise Refused(f"there is no addition {number}; `letters signatures list APPEAL` shows them")
        return row.appeal, _addition(row)

    def of(self, slug: str) -> list[Addition]:
        """Those of an appeal, in the order in which they came."""
        query = sa.select(additions).where(additions.c.appeal == slug).order_by(additions.c.id)
        with self._store.reading() as connection:
            return [_addition(row) for row in connection.execute(query)]


def _refuse_counted(connection: sa.Connection, slug: str, sheet: str | None) -> None:
    query = sa.select(additions).where(additions.c.appeal == slug, additions.c.sheet == sheet)
    if sheet is not None and (row := connection.execute(query).first()):
        raise Refused(
            f"sheet {sheet} is counted already: {row.count} {row.type}, {row.source}, {row.date};"
            f" if that was wrong, take it out with `letters signatures remove-addition {row.id}`"
        )


def _addition(row: Any) -> Addition:
    return Addition(
        id=row.id,
        type=MemberType(row.type),
        count=row.count,
        bound=Bound(row.bound) if row.bound else None,
        date=row.date,
        source=row.source,
        sheet=row.sheet,
    )
