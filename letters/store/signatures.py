"""Signatures: asked for, confirmed by whoever reads the mail, counted once, and gone at once when withdrawn.

Each deed is one transaction, and what limits it is counted in the same one. Nothing here tells whether an address is
known: whoever asks gets the same answer, and the rest stands in the mail.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from letters.appeal.signatories import MemberType
from letters.errors import Refused
from letters.signing.address import canonical, domain_of
from letters.signing.keys import Keys, new_key, new_nonce, token_hash
from letters.signing.sealing import seal
from letters.signing.signature import Signature
from letters.store.database import Store
from letters.store.schema import appeals, budgets, documents, domains, outbox, pending, signatures
from letters.typed import squeezed

CODE_LASTS = dt.timedelta(hours=1)
LINK_LASTS = dt.timedelta(days=7)
MAX_TRIES = 5
MAILS_A_DAY = 2
PEOPLE_AN_ADDRESS = 2
NAMED_FROM = 5
"""Domains from which so many have signed are named in counts; of rarer ones no name is kept."""
UNTROUBLED = dt.timedelta(days=30)
"""So long an address whose owner said "this wasn't me" gets no mail."""


class Full(Refused):
    """The site or the appeal takes no more signatures in this hour."""


class Ended(Refused):
    """Nobody signs this letter any more."""


class MailKind(StrEnum):
    """What a mail about a signature says."""

    CONFIRM = "confirm"
    AGAIN = "again"
    FULL = "full"


class Result(StrEnum):
    """What came of a deed."""

    SIGNED = "signed"
    ALREADY = "already"
    FULL = "full"
    ENDED = "ended"
    WRONG = "wrong"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many may ask to sign in an hour: of one appeal and of the whole site."""

    appeal: int = 10_000
    site: int = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody who asks to sign a text, and the address that is to say so.

    `digest`: of the text (signing.document). `stays_in_touch`: the address may be kept, to write about the case.
    """

    appeal: str
    digest: bytes
    signature: Signature
    email: str
    stays_in_touch: bool
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a deed; `number` and `token` of the signature, where there is one and it is theirs."""

    result: Result
    appeal: str = ""
    number: int = 0
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a link stands for: a signature, or with number 0 one that isn't confirmed yet."""

    appeal: str
    type: MemberType
    shown: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many have signed one text of an appeal, by kind."""

    digest: bytes
    first_seen: dt.date
    people: int
    organisations: int


class Signatures:
    """The signatures of a site. `recipient`: the organisation's age key, where it has one. Times are naive UTC."""

    def __init__(self, store: Store, keys: Keys, *, recipient: str = "", limits: Limits | None = None) -> None:
        self._store, self._keys, self._recipient, self._limits = store, keys, recipient, limits or Limits()

    def ask(self, asked: Asked, now: dt.datetime) -> bytes:
        """Keep a signature until it is confirmed, and write the mail that asks for it; the number for the page's code.

        Who has signed already, or whose address has signed twice, gets another mail and the same answer. Raises
        Full and Ended.
        """
        with self._store.writing() as connection:
            key = self._key(connection, asked.appeal, now)
            self._spend(connection, now, asked.appeal)
            row = self._row(connection, asked, key, now)
            kind, nonce = self._standing(connection, row)
            self._mail(connection, asked, kind, nonce, now)
        return nonce if kind is MailKind.CONFIRM else new_nonce()

    def confirm_with_code(self, nonce: bytes, code: str, now: dt.datetime) -> Outcome:
        """Count the signature, if that is its code; each wrong one is a try."""
        with self._store.writing() as connection:
            row = _one(connection, sa.select(pending).where(pending.c.nonce == nonce))
            if row is None or row.tries >= MAX_TRIES or row.coded is None or now - row.coded > CODE_LASTS:
                return Outcome(result=Result.WRONG)
            connection.execute(sa.update(pending).where(pending.c.nonce == nonce).values(tries=pending.c.tries + 1))
            if not self._keys.is_code(code, nonce, row.mails):
                return Outcome(result=Result.WRONG, appeal=row.appeal)
            return self._confirm(connection, row, now)

    def confirm(self, token: str, now: dt.datetime) -> Outcome:
        """Count the signature to which the link belongs; whoever is counted already is told the number."""
        with self._store.writing() as connection:
            row = _one(connection, sa.select(pending).where(pending.c.token_hash == token_hash(token)))
            if row is not None and now - row.asked <= LINK_LASTS:
                return self._confirm(connection, row, now)
            signed = _one(connection, sa.select(signatures).where(signatures.c.token_hash == token_hash(token)))
            return self._already(signed) if signed is not None else Outcome(result=Result.WRONG)

    def find(self, token: str, now: dt.datetime) -> Found | None:
        """What a link stands for, if it is still good. Nothing is changed."""
        hashed = token_hash(token)
        with self._store.reading() as connection:
            row = _one(connection, sa.select(pending).where(pending.c.token_hash == hashed))
            if row is not None and now - row.asked <= LINK_LASTS:
                return Found(appeal=row.appeal, type=MemberType(row.type), shown=row.shown)
            row = _one(connection, sa.select(signatures).where(signatures.c.token_hash == hashed))
        return Found(appeal=row.appeal, type=MemberType(row.type), shown=row.shown, number=row.number) if row else None

    def withdraw(self, token: str) -> Outcome:
        """Take a signature away, confirmed or not, with all that is kept of it."""
        hashed = token_hash(token)
        with self._store.writing() as connection:
            for table in (signatures, pending):
                row = _one(connection, sa.select(table.c.appeal, table.c.nonce).where(table.c.token_hash == hashed))
                if row is not None:
                    connection.execute(sa.delete(outbox).where(outbox.c.nonce == row.nonce))
                    connection.execute(sa.delete(table).where(table.c.nonce == row.nonce))
                    return Outcome(result=Result.WITHDRAWN, appeal=row.appeal)
        return Outcome(result=Result.WRONG)

    def disown(self, token: str, now: dt.datetime) -> Outcome:
        """The owner of the address says "this wasn't me": what isn't confirmed goes, and no mail comes for a while."""
        with self._store.writing() as connection:
            row = _one(connection, sa.select(pending).where(pending.c.token_hash == token_hash(token)))
            if row is None:
                return Outcome(result=Result.WRONG)
            theirs = (pending.c.appeal == row.appeal) & (pending.c.address == row.address)
            nonces = sa.select(pending.c.nonce).where(theirs).scalar_subquery()
            connection.execute(sa.delete(outbox).where(outbox.c.nonce.in_(nonces)))
            connection.execute(sa.delete(pending).where(theirs))
            key = self._keys.budget("untroubled", row.appeal, row.address.hex())
            self._count(connection, key, now + UNTROUBLED)
            return Outcome(result=Result.WITHDRAWN, appeal=row.appeal)

    def counted(self, appeal: str) -> list[Counted]:
        """How many have signed each text of an appeal, the latest text first."""
        number = sa.func.count()
        query = (
            sa.select(documents.c.digest, documents.c.first_seen, signatures.c.type, number)
            .join_from(documents, signatures, documents.c.id == signatures.c.document)
            .where(documents.c.appeal == appeal, signatures.c.strike.is_(None))
            .group_by(documents.c.id, documents.c.digest, documents.c.first_seen, signatures.c.type)
            .order_by(documents.c.id.desc())
        )
        found: dict[tuple[bytes, dt.date], dict[str, int]] = {}
        with self._store.reading() as connection:
            for digest, seen, kind, count in connection.execute(query):
                found.setdefault((digest, seen), {})[kind] = count
        return [
            Counted(
                digest=digest,
                first_seen=seen,
                people=kinds.get(MemberType.PEOPLE, 0),
                organisations=kinds.get(MemberType.ORGANISATIONS, 0),
            )
            for (digest, seen), kinds in found.items()
        ]

    def _key(self, connection: sa.Connection, slug: str, now: dt.datetime) -> bytes:
        """The appeal's key; the appeal is locked until the transaction ends. Raises Ended."""
        connection.execute(self._store.insert(appeals).values(slug=slug, key=new_key()).on_conflict_do_nothing())
        row = connection.execute(sa.select(appeals).where(appeals.c.slug == slug).with_for_update()).one()
        if row.key is None or row.ended is not None:
            raise Ended("this letter isn't signed any more")
        return bytes(row.key)

    def _row(self, connection: sa.Connection, asked: Asked, key: bytes, now: dt.datetime) -> dict[str, Any]:
        """What is kept of a signature that isn't confirmed yet."""
        signature, owner, nonce = asked.signature, canonical(asked.email), new_nonce()
        who = _who(owner, signature)
        details = {name: getattr(signature, name) for name in ("name", "role", "organisation", "town")}
        plain = json.dumps(details, ensure_ascii=False)
        typed = json.dumps([asdict(signature), asked.email if asked.stays_in_touch else "", asked.digest.hex()])
        fingerprint = self._keys.fingerprint
        return {
            "nonce": nonce,
            "token_hash": token_hash(self._keys.token(nonce)),
            "appeal": asked.appeal,
            "document": self._document(connection, asked, now),
            "who": fingerprint(key, signature.type, who),
            "address": fingerprint(key, "address", owner),
            "content": fingerprint(key, "content", typed),
            "domain": domain_of(owner),
            "type": signature.type.value,
            "country": signature.country,
            "shown": signature.shown_as,
            "details": self._sealed(plain),
            "sealed": bool(self._recipient),
            "contact": self._sealed(asked.email) if asked.stays_in_touch else None,
            "asked": now,
        }

    def _sealed(self, plain: str) -> bytes:
        return seal(plain.encode(), self._recipient) if self._recipient else plain.encode()

    def _document(self, connection: sa.Connection, asked: Asked, now: dt.datetime) -> int:
        values = {"appeal": asked.appeal, "digest": asked.digest, "first_seen": now.date()}
        connection.execute(self._store.insert(documents).values(values).on_conflict_do_nothing())
        query = sa.select(documents.c.id).where(documents.c.appeal == asked.appeal, documents.c.digest == asked.digest)
        return int(connection.execute(query).scalar_one())

    def _standing(self, connection: sa.Connection, row: Mapping[str, Any]) -> tuple[MailKind, bytes]:
        """What the mail has to say, and the row of which it speaks, which is kept if it is new."""
        signed = _signed_by(connection, row["appeal"], row["who"])
        if signed is not None:
            return MailKind.AGAIN, signed.nonce
        if len(_places(connection, row["appeal"], row["address"])) >= PEOPLE_AN_ADDRESS:
            return MailKind.FULL, row["nonce"]
        connection.execute(self._store.insert(pending).values(**row).on_conflict_do_nothing())
        same = (
            (pending.c.appeal == row["appeal"]) & (pending.c.who == row["who"]) & (pending.c.content == row["content"])
        )
        return MailKind.CONFIRM, connection.execute(sa.select(pending.c.nonce).where(same)).scalar_one()

    def _mail(self, connection: sa.Connection, asked: Asked, kind: MailKind, nonce: bytes, now: dt.datetime) -> None:
        """Put the mail into the outbox, if the address may get one more today; a new one has a new code."""
        key = _key_of(connection, asked.appeal)
        address = self._keys.fingerprint(key, "address", canonical(asked.email)).hex()
        if _is_counted(connection, self._keys.budget("untroubled", asked.appeal, address), now):
            return
        # Over all appeals: who wants to flood a mailbox doesn't mind in whose name.
        day = self._keys.budget("mail", canonical(asked.email), now.date().isoformat())
        if self._count(connection, day, now + dt.timedelta(days=1)) > MAILS_A_DAY:
            return
        mails = 0
        if kind is MailKind.CONFIRM:
            renewed = sa.update(pending).where(pending.c.nonce == nonce)
            renewed = renewed.values(mails=pending.c.mails + 1, coded=now, asked=now, tries=0)
            mails = connection.execute(renewed.returning(pending.c.mails)).scalar_one()
        connection.execute(
            sa.insert(outbox).values(
                kind=kind.value,
                nonce=nonce,
                mails=mails,
                appeal=asked.appeal,
                recipient=asked.email,
                language=asked.language,
                about=json.dumps(_about(asked), ensure_ascii=False),
                state="waiting",
                due=now,
                written=now,
            )
        )

    def _confirm(self, connection: sa.Connection, row: Any, now: dt.datetime) -> Outcome:
        try:
            key = self._key(connection, row.appeal, now)
        except Ended:
            return Outcome(result=Result.ENDED, appeal=row.appeal)
        connection.execute(sa.delete(outbox).where(outbox.c.nonce == row.nonce))
        # Those that say the same of the same person in other words go with it.
        connection.execute(sa.delete(pending).where(pending.c.appeal == row.appeal, pending.c.who == row.who))
        signed = _signed_by(connection, row.appeal, row.who)
        if signed is not None:
            return self._already(signed, asks=row.address)
        free = set(range(PEOPLE_AN_ADDRESS)) - _places(connection, row.appeal, row.address)
        if not free:
            return Outcome(result=Result.FULL, appeal=row.appeal)
        domain = self._keys.fingerprint(key, "domain", row.domain)
        number = _next_number(connection, row.appeal)
        values = {column.name: getattr(row, column.name) for column in signatures.c if column.name in pending.c}
        values |= {"domain": domain, "number": number, "place": min(free), "day": now.date()}
        connection.execute(sa.insert(signatures).values(values))
        self._name_domain(connection, row.appeal, domain, row.domain)
        return Outcome(result=Result.SIGNED, appeal=row.appeal, number=number, token=self._keys.token(row.nonce))

    def _already(self, signed: Any, asks: bytes | None = None) -> Outcome:
        """Of an organisation's signature, only the address that gave it gets the link by which it is withdrawn."""
        theirs = asks is None or signed.address == asks
        token = self._keys.token(signed.nonce) if theirs else ""
        return Outcome(result=Result.ALREADY, appeal=signed.appeal, number=signed.number, token=token)

    def _name_domain(self, connection: sa.Connection, appeal: str, domain: bytes, name: str) -> None:
        some = sa.select(sa.literal(1)).where(signatures.c.appeal == appeal, signatures.c.domain == domain)
        if len(connection.execute(some.limit(NAMED_FROM)).all()) == NAMED_FROM:
            values = {"appeal": appeal, "domain": domain, "name": name}
            connection.execute(self._store.insert(domains).values(values).on_conflict_do_nothing())

    def _spend(self, connection: sa.Connection, now: dt.datetime, appeal: str) -> None:
        hour, ends = now.strftime("%Y-%m-%dT%H"), now + dt.timedelta(hours=1)
        for parts, limit in ((("appeal", appeal), self._limits.appeal), (("site",), self._limits.site)):
            if self._count(connection, self._keys.budget(*parts, hour), ends) > limit:
                raise Full("too many people sign in this hour")

    def _count(self, connection: sa.Connection, key: bytes, ends: dt.datetime) -> int:
        """Count one more under the key; how many there are."""
        insert = self._store.insert(budgets).values(key=key, count=1, ends=ends)
        insert = insert.on_conflict_do_update(index_elements=["key"], set_={"count": budgets.c.count + 1})
        return int(connection.execute(insert.returning(budgets.c.count)).scalar_one())


def _who(owner: str, signature: Signature) -> str:
    """Who must not be counted twice: a person at an address, or an organisation, whoever signs for it."""
    if signature.type is MemberType.ORGANISATIONS:
        return squeezed(signature.organisation)
    return f"{owner}\0{squeezed(signature.name)}"


def _about(asked: Asked) -> dict[str, Any]:
    """What the mail repeats of what was typed, so that whoever reads it knows what is confirmed."""
    signature = asked.signature
    said = {name: getattr(signature, name) for name in ("type", "name", "role", "organisation", "town", "country")}
    return {**said, "shown": signature.shown_as, "stays_in_touch": asked.stays_in_touch}


def _key_of(connection: sa.Connection, slug: str) -> bytes:
    return bytes(connection.execute(sa.select(appeals.c.key).where(appeals.c.slug == slug)).scalar_one())


def _next_number(connection: sa.Connection, slug: str) -> int:
    given = sa.update(appeals).where(appeals.c.slug == slug).values(given=appeals.c.given + 1)
    return int(connection.execute(given.returning(appeals.c.given)).scalar_one())


def _signed_by(connection: sa.Connection, appeal: str, who: bytes) -> Any:
    return _one(connection, sa.select(signatures).where(signatures.c.appeal == appeal, signatures.c.who == who))


def _places(connection: sa.Connection, appeal: str, address: bytes) -> set[int]:
    """Which of an address's places are taken."""
    query = sa.select(signatures.c.place).where(signatures.c.appeal == appeal, signatures.c.address == address)
    return set(connection.execute(query).scalars())


def _is_counted(connection: sa.Connection, key: bytes, now: dt.datetime) -> bool:
    query = sa.select(budgets.c.count).where(budgets.c.key == key, budgets.c.ends > now)
    return connection.execute(query).first() is not None


def _one(connection: sa.Connection, query: Any) -> Any:
    return connection.execute(query).first()
