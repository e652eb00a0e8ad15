"""What the store holds of an appeal, for its staff: how many have signed, from where and when, and who."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from letters.appeal.signatories import MemberType
from letters.signing.sealing import Opener
from letters.store.database import Store
from letters.store.schema import appeals, documents, domains, pending, signatures
from letters.store.signatures import NAMED_FROM

OTHERS = ""
"""Under this name domains are counted from which fewer than five have signed."""
_AT_ONCE = 1000  # rows that are held while they are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an appeal stands in the store. Of a closed one only the numbers of that day are left."""

    people: int = 0
    organisations: int = 0
    struck: int = 0
    waiting: int = 0
    ended: dt.date | None = None
    closed: dt.date | None = None
    is_entered: bool = False
    """whether the total of a closed appeal is in its file"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """How many have signed one text of an appeal; `digest` is that of signing.document."""

    digest: bytes
    first_seen: dt.date
    people: int
    organisations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Signatures that count, by the text that was signed, by day, country (code) and domain."""

    texts: tuple[Text, ...]
    days: Mapping[dt.date, int]
    countries: Mapping[str, int]
    domains: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A signature as it is kept. Where it is sealed and no key was given, only what is in the clear."""

    nonce: bytes
    number: int
    day: dt.date
    type: MemberType
    country: str
    shown: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    town: str = ""
    contact: str = ""
    is_sealed: bool = False


class Records:
    """Reads the signatures of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def standings(self) -> dict[str, Standing]:
        """How each appeal stands that the store knows, by its name."""
        with self._store.reading() as connection:
            counts: dict[str, dict[str, int]] = {}
            for slug, kind, is_struck, count in connection.execute(_SIGNED):
                of_one = counts.setdefault(slug, {})
                name = "struck" if is_struck else kind
                of_one[name] = of_one.get(name, 0) + count
            for slug, count in connection.execute(_WAITING):
                counts.setdefault(slug, {})["waiting"] = count
            rows = connection.execute(sa.select(appeals).order_by(appeals.c.slug)).all()
        return {row.slug: _standing(row, counts.get(row.slug, {})) for row in rows}

    def standing(self, slug: str) -> Standing:
        """How the appeal stands; nobody has signed one that the store doesn't know."""
        return self.standings().get(slug, Standing())

    def was_ever_signed(self, slug: str) -> bool:
        """Whether a number of the appeal was ever given here, withdrawn or not."""
        with self._store.reading() as connection:
            return bool(connection.execute(sa.select(appeals.c.given).where(appeals.c.slug == slug)).scalar())

    def spread(self, slug: str) -> Spread:
        """By what the appeal's signatures can be told apart without saying whose they are."""
        counted = (signatures.c.appeal == slug) & signatures.c.strike.is_(None)
        with self._store.reading() as connection:
            return Spread(
                texts=tuple(_texts(connection, slug)),
                days=_by(connection, signatures.c.day, counted),
                countries=_by(connection, signatures.c.country, counted),
                domains=_domains(connection, slug),
            )

    def sealed(self, slug: str) -> int:
        """How many of its signatures only the organisation's key opens."""
        query = sa.select(sa.func.count()).where(signatures.c.appeal == slug, signatures.c.sealed.is_(True))
        with self._store.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def rows(self, slug: str, opener: Opener | None = None, *, where: Any = None) -> Iterator[Row]:
        """The signatures that count, in the order of their numbers; `where` is a condition of the table.

        Raises Refused where one was sealed for another key than the opener's.
        """
        query = sa.select(signatures).where(signatures.c.appeal == slug, signatures.c.strike.is_(None))
        query = query if where is None else query.where(where)
        with self._store.reading() as connection:
            some = connection.execution_options(yield_per=_AT_ONCE)
            with some.execute(query.order_by(signatures.c.number)) as found:  # PostgreSQL's cursor is to be closed
                for row in found:
                    yield _row(row, opener)


_SIGNED = sa.select(signatures.c.appeal, signatures.c.type, signatures.c.strike.is_not(None), sa.func.count()).group_by(
    signatures.c.appeal, signatures.c.type, signatures.c.strike.is_not(None)
)
_WAITING = sa.select(pending.c.appeal, sa.func.count()).group_by(pending.c.appeal)


def _standing(row: Any, counts: Mapping[str, int]) -> Standing:
    left = {"people": row.people, "organisations": row.organisations}
    return Standing(**(left if row.closed else counts), ended=row.ended, closed=row.closed, is_entered=row.entered)


def _by(connection: sa.Connection, column: sa.Column[Any], counted: Any) -> dict[Any, int]:
    query = sa.select(column, sa.func.count()).where(counted).group_by(column).order_by(column)
    return {value: count for value, count in connection.execute(query)}


def _texts(connection: sa.Connection, slug: str) -> Iterator[Text]:
    """The latest text first."""
    query = (
        sa.select(documents.c.digest, documents.c.first_seen, *_of_each_kind())
        .join_from(documents, signatures, documents.c.id == signatures.c.document)
        .where(documents.c.appeal == slug, signatures.c.strike.is_(None))
        .group_by(documents.c.id, documents.c.digest, documents.c.first_seen)
        .order_by(documents.c.id.desc())
    )
    for digest, seen, people, organisations in connection.execute(query):
        yield Text(digest=digest, first_seen=seen, people=people, organisations=organisations)


def _of_each_kind() -> list[Any]:
    kinds = (MemberType.PEOPLE, MemberType.ORGANISATIONS)
    return [sa.func.sum(sa.case((signatures.c.type == kind.value, 1), else_=0)) for kind in kinds]


def _domains(connection: sa.Connection, slug: str) -> dict[str, int]:
    """The greatest number first; `OTHERS` at the end."""
    query = (
        sa.select(domains.c.name, sa.func.count())
        .select_from(
            signatures.outerjoin(
                domains, (domains.c.appeal == signatures.c.appeal) & (domains.c.domain == signatures.c.domain)
            )
        )
        .where(signatures.c.appeal == slug, signatures.c.strike.is_(None))
        .group_by(domains.c.name)
    )
    found = {name or OTHERS: count for name, count in connection.execute(query)}
    named = {name: count for name, count in found.items() if name and count >= NAMED_FROM}
    others = sum(found.values()) - sum(named.values())
    in_order = sorted(named.items(), key=lambda each: (-each[1], each[0]))
    return dict(in_order) | ({OTHERS: others} if others else {})


def _row(row: Any, opener: Opener | None) -> Row:
    is_closed = row.sealed and opener is None
    details = {} if is_closed else json.loads(_opened(row.details, row.sealed, opener))
    contact = "" if is_closed or row.contact is None else _opened(row.contact, row.sealed, opener).decode()
    return Row(
        nonce=row.nonce,
        number=row.number,
        day=row.day,
        type=MemberType(row.type),
        country=row.country,
        shown=row.shown,
        contact=contact,
        is_sealed=is_closed,
        **details,
    )


def _opened(content: bytes, is_sealed: bool, opener: Opener | None) -> bytes:
    return opener.open(content) if is_sealed and opener else content
