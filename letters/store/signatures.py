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
from letters.signing.address import canonical, mailbox
from letters.signing.keys import Keys, meant, new_key, new_nonce, token_hash
from letters.signing.sealing import seal
from letters.signing.signature import Signature
from letters.store import statements
from letters.store.budgets import count, spend
from letters.store.database import Store
from letters.store.schema import appeals, documents, outbox, pending, signatures

CODE_LASTS = dt.timedelta(hours=1)
LINK_LASTS = dt.timedelta(days=7)
MAX_TRIES = 5
MAILS_A_DAY = 2
PEOPLE_AN_ADDRESS = 2
NAMED_FROM = 5
"""Domains from which so many have signed are named in counts; of rarer ones no name is kept."""
UNTROUBLED = dt.timedelta(days=30)
"""So long an address whose owner said "this wasn't me" gets no mail."""


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

        Who has signed already, whose address has signed twice or has had its mails of the day gets the same answer, and
        nothing is kept. Raises Full and Ended.
        """
        kept = _Kept(nonce=new_nonce(), owner=canonical(asked.email), **self._sealed(asked))
        return self._store.write(lambda connection: self._ask(connection, asked, kept, now))

    def confirm_with_code(self, nonce: bytes, code: str, now: dt.datetime) -> Outcome:
        """Count the signature, if that is its code; each wrong one is a try. Whoever does it again is told the same."""
        return self._store.write(lambda connection: self._confirm_with_code(connection, nonce, meant(code), now))

    def confirm(self, token: str, now: dt.datetime) -> Outcome:
        """Count the signature to which the link belongs; whoever is counted already is told the number."""
        return self._store.write(lambda connection: self._confirm_with_link(connection, token_hash(token), now))

    def find(self, token: str, now: dt.datetime) -> Found | None:
        """What a link stands for, if it is still good. Nothing is changed."""
        hashed = token_hash(token)
        with self._store.reading() as connection:
            row = statements.PENDING_WITH_LINK.first(connection, {"token_hash": hashed})
            if row is not None and now - row.asked <= LINK_LASTS:
                return Found(appeal=row.appeal, type=MemberType(row.type), shown=row.shown)
            query = sa.select(signatures.c.appeal, signatures.c.type, signatures.c.shown, signatures.c.number)
            row = connection.execute(query.where(signatures.c.token_hash == hashed)).first()
        return Found(appeal=row.appeal, type=MemberType(row.type), shown=row.shown, number=row.number) if row else None

    def withdraw(self, token: str) -> Outcome:
        """Take a signature away, confirmed or not, with all that is kept of it."""
        outcome = self._store.write(lambda connection: _withdraw(connection, token_hash(token)))
        self._store.settle()
        return outcome

    def disown(self, token: str, now: dt.datetime) -> Outcome:
        """The owner of the address says "this wasn't me": what isn't confirmed goes, and no mail comes for a while."""
        outcome = self._store.write(lambda connection: self._disown(connection, token_hash(token), now))
        self._store.settle()
        return outcome

    def ended(self, appeal: str) -> dt.date | None:
        """Since when nobody signs an appeal any more; nothing while it can be signed."""
        with self._store.reading() as connection:
            return connection.execute(sa.select(appeals.c.ended).where(appeals.c.slug == appeal)).scalar()

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

    def _ask(self, connection: sa.Connection, asked: Asked, kept: _Kept, now: dt.datetime) -> bytes:
        key, document = self._text(connection, asked, now)
        self._spend(connection, now, asked.appeal)
        row = self._row(asked, kept, key, document, now)
        kind, nonce = _standing(connection, row)
        is_on_its_way = nonce != row["nonce"] and _is_on_its_way(connection, kind, nonce)
        if not is_on_its_way and self._may_have_mail(connection, row, kept.owner, now):
            mails = self._coded(connection, row, nonce, now) if kind is MailKind.CONFIRM else 0
            statements.WRITE.run(connection, _mail(asked, kind, nonce, mails, now))
        return nonce if kind is MailKind.CONFIRM else new_nonce()

    def _confirm_with_code(self, connection: sa.Connection, nonce: bytes, code: str, now: dt.datetime) -> Outcome:
        key = self._keys.budget("code", nonce.hex(), code)
        row = statements.PENDING.first(connection, {"nonce": nonce})
        if row is None or row.tries >= MAX_TRIES or row.coded is None or now - row.coded > CODE_LASTS:
            # To say so takes as long as with a row: nobody measures whether somebody has signed already.
            statements.MISS.run(connection, {})
            signed = statements.SIGNED_WITH_NONCE.first(connection, {"nonce": nonce})
            has_done_it = signed is not None and _is_counted(connection, key, now)
            return self._already(signed) if has_done_it else Outcome(result=Result.WRONG)
        if not self._keys.is_code(code, nonce, row.mails):
            statements.TRY.run(connection, {"which": nonce})
            return Outcome(result=Result.WRONG)
        # The button may be pressed twice.
        count(connection, key, now + CODE_LASTS)
        return self._confirm(connection, row, now)

    def _confirm_with_link(self, connection: sa.Connection, hashed: bytes, now: dt.datetime) -> Outcome:
        row = statements.PENDING_WITH_LINK.first(connection, {"token_hash": hashed})
        if row is not None and now - row.asked <= LINK_LASTS:
            return self._confirm(connection, row, now)
        signed = statements.SIGNED_WITH_LINK.first(connection, {"token_hash": hashed})
        return self._already(signed) if signed is not None else Outcome(result=Result.WRONG)

    def _disown(self, connection: sa.Connection, hashed: bytes, now: dt.datetime) -> Outcome:
        row = statements.PENDING_WITH_LINK.first(connection, {"token_hash": hashed})
        if row is None:
            return Outcome(result=Result.WRONG)
        _forget(connection, (pending.c.appeal == row.appeal) & (pending.c.address == row.address))
        count(connection, self._untroubled(row.appeal, row.address), now + UNTROUBLED)
        return Outcome(result=Result.WITHDRAWN, appeal=row.appeal)

    def _text(self, connection: sa.Connection, asked: Asked, now: dt.datetime) -> tuple[bytes, int]:
        """The appeal's key, and which of its documents the text is; made for the first who signs. Raises Ended."""
        known = statements.APPEAL.first(connection, {"appeal": asked.appeal, "digest": asked.digest})
        if known is not None and _has_ended(known):
            raise Ended("this letter isn't signed any more")
        key = known.key if known is not None and known.key is not None else self._new_key(connection, asked.appeal)
        if known is not None and known.document is not None:
            return key, known.document
        values = {"appeal": asked.appeal, "digest": asked.digest, "first_seen": now.date()}
        new = sa.insert(documents).values(values).returning(documents.c.id)
        return key, int(connection.execute(new).scalar_one())

    def _new_key(self, connection: sa.Connection, slug: str) -> bytes:
        # There may be a row without one: an end was noted before anybody had signed, and was moved.
        insert = self._store.insert(appeals).values(slug=slug, key=new_key())
        insert = insert.on_conflict_do_update(index_elements=["slug"], set_={"key": insert.excluded.key})
        return bytes(connection.execute(insert.returning(appeals.c.key)).scalar_one())

    def _row(self, asked: Asked, kept: _Kept, key: bytes, document: int, now: dt.datetime) -> dict[str, Any]:
        """What is kept of a signature that isn't confirmed yet."""
        signature, fingerprint = asked.signature, self._keys.fingerprint
        typed = json.dumps([asdict(signature), asked.email if asked.stays_in_touch else "", asked.digest.hex()])
        return {
            "nonce": kept.nonce,
            "token_hash": token_hash(self._keys.token(kept.nonce)),
            "appeal": asked.appeal,
            "document": document,
            "who": fingerprint(key, signature.type, signature.identity(kept.owner)),
            "address": fingerprint(key, "address", kept.owner),
            "content": fingerprint(key, "content", typed),
            "domain": kept.owner.rpartition("@")[2],
            "type": signature.type.value,
            "country": signature.country,
            "shown": signature.shown_as,
            "details": kept.details,
            "sealed": bool(self._recipient),
            "contact": kept.contact,
            "asked": now,
        }

    def _sealed(self, asked: Asked) -> dict[str, Any]:
        """Details and contact. It takes its time, so it is done before the store is anybody's."""
        said = {name: getattr(asked.signature, name) for name in ("name", "role", "organisation", "town")}
        details = self._seal(json.dumps(said, ensure_ascii=False))
        return {"details": details, "contact": self._seal(asked.email) if asked.stays_in_touch else None}

    def _seal(self, plain: str) -> bytes:
        return seal(plain.encode(), self._recipient) if self._recipient else plain.encode()

    def _may_have_mail(self, connection: sa.Connection, row: Mapping[str, Any], owner: str, now: dt.datetime) -> bool:
        """Whether the address may get one more mail today; then it is counted."""
        if _is_counted(connection, self._untroubled(row["appeal"], row["address"]), now):
            return False
        # Over all appeals: who wants to flood a mailbox doesn't mind in whose name.
        day = self._keys.budget("mail", mailbox(owner), now.date().isoformat())
        return count(connection, day, now + dt.timedelta(days=1)) <= MAILS_A_DAY

    def _untroubled(self, appeal: str, address: bytes) -> bytes:
        return self._keys.budget("untroubled", appeal, address.hex())

    def _coded(self, connection: sa.Connection, row: Mapping[str, Any], nonce: bytes, now: dt.datetime) -> int:
        """Keep the row, which has a code now, for another week; which of its codes that is.

        One that is good stays good: people type the code of the mail that comes first.
        """
        if nonce == row["nonce"]:
            statements.KEEP.run(connection, {**row, "mails": 1, "coded": now})
            return 1
        known = statements.PENDING.first(connection, {"nonce": nonce})
        is_good = known.tries < MAX_TRIES and now - known.coded <= CODE_LASTS
        values = {"mails": known.mails, "tries": known.tries} if is_good else {"mails": known.mails + 1, "tries": 0}
        connection.execute(sa.update(pending).where(pending.c.nonce == nonce).values(**values, coded=now, asked=now))
        return int(values["mails"])

    def _confirm(self, connection: sa.Connection, row: Any, now: dt.datetime) -> Outcome:
        if _has_ended(row, row.asked):
            return Outcome(result=Result.ENDED, appeal=row.appeal)
        # Those that say the same of the same person in other words go with it.
        theirs = {"appeal": row.appeal, "who": row.who}
        for same in statements.FORGET.rows(connection, theirs):
            statements.DELETE_ABOUT.run(connection, {"about": same.nonce})
        signed = _signed_by(connection, row.appeal, row.who)
        if signed is not None and not _is_struck_impostor(signed, row.address):
            return self._already(signed, asks=row.address)
        free = set(range(PEOPLE_AN_ADDRESS)) - _places(connection, row.appeal, row.address)
        if not free:
            return Outcome(result=Result.FULL, appeal=row.appeal)
        if signed is not None:
            other = given_up(self._keys, row.key, signed.nonce)
            connection.execute(sa.update(signatures).where(signatures.c.nonce == signed.nonce).values(who=other))
        return self._sign(connection, row, min(free), now)

    def _sign(self, connection: sa.Connection, row: Any, place: int, now: dt.datetime) -> Outcome:
        domain = self._keys.fingerprint(row.key, "domain", row.domain)
        number = _next_number(connection, row.appeal)
        values = {name: getattr(row, name) for name in _TAKEN_OVER}
        values |= {"domain": domain, "number": number, "place": place, "day": now.date()}
        statements.SIGN.run(connection, values)
        self._name_domain(connection, row.appeal, domain, row.domain)
        return Outcome(result=Result.SIGNED, appeal=row.appeal, number=number, token=self._keys.token(row.nonce))

    def _already(self, signed: Any, asks: bytes | None = None) -> Outcome:
        """Of an organisation's signature, only the address that gave it gets the link by which it is withdrawn."""
        theirs = asks is None or signed.address == asks
        token = self._keys.token(signed.nonce) if theirs else ""
        return Outcome(result=Result.ALREADY, appeal=signed.appeal, number=signed.number, token=token)

    def _name_domain(self, connection: sa.Connection, appeal: str, domain: bytes, name: str) -> None:
        some = {"appeal": appeal, "domain": domain, "most": NAMED_FROM}
        if len(statements.FROM_DOMAIN.rows(connection, some)) == NAMED_FROM:
            statements.NAME.run(connection, {"appeal": appeal, "domain": domain, "name": name})

    def _spend(self, connection: sa.Connection, now: dt.datetime, appeal: str) -> None:
        limits = {("appeal", appeal): self._limits.appeal, ("site",): self._limits.site}
        spend(connection, self._keys, limits, now, "too many people sign in this hour")


_TAKEN_OVER = tuple(column.name for column in signatures.c if column.name in pending.c)
"""What a signature has of the row that waited to be confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What is made of a signature before the store is asked."""

    nonce: bytes
    owner: str
    details: bytes
    contact: bytes | None


def _has_ended(appeal: Any, asked: dt.datetime | None = None) -> bool:
    """Whether nobody signs the appeal any more; `asked`: when a signature was, which may have been in time."""
    is_in_time = asked is not None and appeal.ended is not None and asked.date() <= appeal.ended
    return bool(appeal.closed or (appeal.ended and not is_in_time))


def _standing(connection: sa.Connection, row: Mapping[str, Any]) -> tuple[MailKind, bytes]:
    """What the mail has to say, and the row of which it speaks: one that is kept already, or that which isn't yet."""
    signed = _signed_by(connection, row["appeal"], row["who"])
    if signed is not None and not _is_struck_impostor(signed, row["address"]):
        return MailKind.AGAIN, signed.nonce
    if len(_places(connection, row["appeal"], row["address"])) >= PEOPLE_AN_ADDRESS:
        return MailKind.FULL, row["nonce"]
    same = {name: row[name] for name in ("appeal", "who", "content")}
    known = statements.SAME.value(connection, same)
    return MailKind.CONFIRM, known or row["nonce"]


def _is_on_its_way(connection: sa.Connection, kind: MailKind, nonce: bytes) -> bool:
    """Whether a mail that says the same still waits to be sent: the button was pressed twice."""
    waiting = {"nonce": nonce, "kind": kind.value, "state": "waiting"}
    return statements.ON_ITS_WAY.first(connection, waiting) is not None


def _mail(asked: Asked, kind: MailKind, nonce: bytes, mails: int, now: dt.datetime) -> dict[str, Any]:
    return {
        "kind": kind.value,
        "nonce": nonce,
        "mails": mails,
        "appeal": asked.appeal,
        "recipient": asked.email,
        "language": asked.language,
        "about": json.dumps(_about(asked), ensure_ascii=False),
        "state": "waiting",
        "due": now,
        "written": now,
    }


def _withdraw(connection: sa.Connection, hashed: bytes) -> Outcome:
    for table in (signatures, pending):
        query = sa.select(table.c.appeal, table.c.nonce).where(table.c.token_hash == hashed)
        row = connection.execute(query).first()
        if row is not None:
            connection.execute(sa.delete(outbox).where(outbox.c.nonce == row.nonce))
            connection.execute(sa.delete(table).where(table.c.nonce == row.nonce))
            return Outcome(result=Result.WITHDRAWN, appeal=row.appeal)
    return Outcome(result=Result.WRONG)


def _forget(connection: sa.Connection, which: Any) -> None:
    """Delete rows that wait to be confirmed, and their mails."""
    nonces = sa.select(pending.c.nonce).where(which).scalar_subquery()
    connection.execute(sa.delete(outbox).where(outbox.c.nonce.in_(nonces)))
    connection.execute(sa.delete(pending).where(which))


def _is_struck_impostor(signed: Any, address: bytes) -> bool:
    """Whether an organisation's signature was struck, and somebody else signs for it now: that may be itself."""
    is_of_organisation = signed.type == MemberType.ORGANISATIONS
    return bool(is_of_organisation and signed.strike is not None and signed.address != address)


def given_up(keys: Keys, appeal_key: bytes, nonce: bytes) -> bytes:
    """Who a struck signature is of, once the organisation in whose name it was given has signed itself."""
    return keys.fingerprint(appeal_key, "struck", nonce.hex())


def _about(asked: Asked) -> dict[str, Any]:
    """What the mail repeats of what was typed, so that whoever reads it knows what is confirmed."""
    signature = asked.signature
    said = {name: getattr(signature, name) for name in ("type", "name", "role", "organisation", "town", "country")}
    return {**said, "shown": signature.shown_as, "stays_in_touch": asked.stays_in_touch}


def _next_number(connection: sa.Connection, slug: str) -> int:
    return int(statements.NEXT_NUMBER.value(connection, {"appeal": slug}))


def _signed_by(connection: sa.Connection, appeal: str, who: bytes) -> Any:
    return statements.SIGNED_BY.first(connection, {"appeal": appeal, "who": who})


def _places(connection: sa.Connection, appeal: str, address: bytes) -> set[int]:
    """Which of an address's places are taken."""
    return {row.place for row in statements.PLACES.rows(connection, {"appeal": appeal, "address": address})}


def _is_counted(connection: sa.Connection, key: bytes, now: dt.datetime) -> bool:
    return statements.COUNTED.first(connection, {"key": key, "now": now}) is not None
