"""Signatures struck by a condition, with a reason: they count nowhere, and come back when the strike is undone."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from letters.appeal.signatories import MemberType
from letters.errors import Refused, did_you_mean
from letters.fields import dates as days
from letters.fields.countries import country_called
from letters.signing.address import canonical, domain_of
from letters.signing.keys import Keys
from letters.signing.sealing import Opener
from letters.store.database import Store
from letters.store.records import Records, Row
from letters.store.schema import appeals, signatures, strikes
from letters.store.signatures import given_up
from letters.typed import folded

_IN_THE_CLEAR = ("number", "day", "country", "domain", "type")
_TOLD = ("name", "role", "organisation", "town")
"""What people have said of themselves, which may be sealed: a condition says what it contains."""
FIELDS = (*_IN_THE_CLEAR, *_TOLD)
Ordered = TypeVar("Ordered", int, dt.date)
_AT_ONCE = 500  # values in a statement; SQLite takes 32,766


@dataclass(frozen=True, slots=True)
class Condition:
    """What signatures have in common: a field, and the value or, of numbers and days, the first and the last one."""

    field: str
    first: Any
    last: Any

    def __str__(self) -> str:
        between = "-" if self.field == "number" else ".."
        return f"{self.field}={self.first}" + (f"{between}{self.last}" if self.last != self.first else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """A strike that was made: how many are struck by it now, and since when it is undone.

    `stay`: how many stay struck although it is undone, as the organisation has signed itself meanwhile.
    """

    id: int
    appeal: str
    condition: str
    reason: str
    day: dt.date
    undone: dt.date | None
    count: int
    stay: int = 0


def condition_from(text: str) -> Condition:
    """`day=2026-03-05`, `number=12-40`, `name=lind` and so on, as it was meant. Raises Refused."""
    field, sign, value = (part.strip() for part in text.partition("="))
    if field not in FIELDS:
        raise Refused(f"--where {text}: {field!r} isn't known{did_you_mean(field, FIELDS)}; write {', '.join(FIELDS)}")
    if not sign or not value:
        raise Refused(f"--where {text}: write {field}=, and then a value")
    if field in _TOLD:
        return Condition(field, value, value)
    try:
        return Condition(field, *_READ[field](value))
    except ValueError as error:
        raise Refused(f"--where {text}: {error}") from None


def _numbers(value: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{1,9})(?:\s*(?:-|\.\.)\s*([0-9]{1,9}))?", value)
    if not match:
        raise ValueError("write a number, or the first and the last one: 12-40")
    return _in_order(int(match[1]), int(match[2] or match[1]))


def _days(value: str) -> tuple[dt.date, dt.date]:
    first, _, last = value.partition("..")
    return _in_order(days.day(first.strip()), days.day(last.strip() or first.strip()))


def _in_order(first: Ordered, last: Ordered) -> tuple[Ordered, Ordered]:
    if last < first:
        raise ValueError(f"{last} comes before {first}; write the first one first")
    return first, last


def _country(value: str) -> tuple[str, str]:
    code = country_called(value)
    if code is None:
        raise ValueError("there is no such country; write its name, or its two letters")
    return code, code


def _domain(value: str) -> tuple[str, str]:
    # As the store knows it: another name of the same provider is the same.
    domain = domain_of(canonical(f"x@{value.rpartition('@')[2]}"))
    return domain, domain


def _type(value: str) -> tuple[str, str]:
    if value not in tuple(MemberType):
        raise ValueError(f"write {' or '.join(MemberType)}")
    return value, value


_READ = {"number": _numbers, "day": _days, "country": _country, "domain": _domain, "type": _type}


class Strikes:
    """The strikes of a store."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store, self._keys = store, keys

    def matching(self, slug: str, conditions: Sequence[Condition], opener: Opener | None = None) -> list[Row]:
        """The signatures that meet all conditions and count. Raises Refused where sealed ones need a key."""
        records = Records(self._store)
        told = [condition for condition in conditions if condition.field in _TOLD]
        if told and opener is None and (sealed := records.sealed(slug)):
            raise Refused(
                f"{sealed} signatures are sealed, so nobody can say which of them have {told[0]};"
                " add --identity with the organisation's key file"
            )
        clauses = [self._clause(slug, condition) for condition in conditions if condition not in told]
        found = records.rows(slug, opener if told else None, where=sa.and_(sa.true(), *clauses))
        return [row for row in found if all(_says(row, condition) for condition in told)]

    def strike(
        self, slug: str, rows: Sequence[Row], conditions: Sequence[Condition], reason: str, day: dt.date
    ) -> Strike:
        """Strike these signatures; those that are withdrawn or struck meanwhile are left alone."""
        condition = " and ".join(map(str, conditions))
        values: dict[str, Any] = {"appeal": slug, "condition": condition, "reason": reason, "day": day}
        count = 0
        with self._store.writing() as connection:
            number = connection.execute(sa.insert(strikes).values(values).returning(strikes.c.id)).scalar_one()
            for start in range(0, len(rows), _AT_ONCE):
                nonces = [row.nonce for row in rows[start : start + _AT_ONCE]]
                these = signatures.c.nonce.in_(nonces) & signatures.c.strike.is_(None)
                count += connection.execute(sa.update(signatures).where(these).values(strike=number)).rowcount
        return Strike(id=number, undone=None, count=count, **values)

    def undo(self, number: int, day: dt.date) -> Strike:
        """Let those count again that the strike has struck; what it was. Raises Refused where there is none."""
        with self._store.writing() as connection:
            row = connection.execute(sa.select(strikes).where(strikes.c.id == number)).first()
            if row is None:
                raise Refused(f"there is no strike {number}; `letters signatures list APPEAL` shows them")
            if row.undone:
                raise Refused(f"strike {number} was undone on {row.undone} already")
            stay = self._given_up(connection, row)
            these = (signatures.c.strike == number) & signatures.c.nonce.not_in(stay)
            count = connection.execute(sa.update(signatures).where(these).values(strike=None)).rowcount
            connection.execute(sa.update(strikes).where(strikes.c.id == number).values(undone=day))
        return Strike(**{**row._mapping, "undone": day, "count": count, "stay": len(stay)})

    def of(self, slug: str) -> list[Strike]:
        """Those of an appeal, undone ones too, in the order in which they were made."""
        query = (
            sa.select(strikes, sa.func.count(signatures.c.nonce).label("count"))
            .select_from(strikes.outerjoin(signatures, signatures.c.strike == strikes.c.id))
            .where(strikes.c.appeal == slug)
            .group_by(strikes.c.id)
            .order_by(strikes.c.id)
        )
        with self._store.reading() as connection:
            return [Strike(**row._mapping) for row in connection.execute(query)]

    def _given_up(self, connection: sa.Connection, strike: Any) -> list[bytes]:
        """Signatures in the name of organisations that have signed themselves since: they would count twice."""
        key = connection.execute(sa.select(appeals.c.key).where(appeals.c.slug == strike.appeal)).scalar()
        query = sa.select(signatures.c.nonce, signatures.c.who).where(signatures.c.strike == strike.id)
        found = connection.execute(query.where(signatures.c.type == MemberType.ORGANISATIONS.value)).all()
        return [nonce for nonce, who in found if key and who == given_up(self._keys, key, nonce)]

    def _clause(self, slug: str, condition: Condition) -> Any:
        if condition.field == "domain":
            return signatures.c.domain == self._fingerprint(slug, condition.first)
        column = signatures.c[condition.field]
        return (column >= condition.first) & (column <= condition.last)

    def _fingerprint(self, slug: str, domain: str) -> bytes:
        with self._store.reading() as connection:
            key = connection.execute(sa.select(appeals.c.key).where(appeals.c.slug == slug)).scalar()
        return self._keys.fingerprint(key, "domain", domain) if key else b""


def _says(row: Row, condition: Condition) -> bool:
    return folded(unicodedata.normalize("NFC", condition.first)) in folded(getattr(row, condition.field))
