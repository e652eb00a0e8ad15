"""The mails that wait: each is taken by one sender, handed to the mail server, and forgotten.

What state a mail is in is written before and after its bytes. Before: `take` claims the row until a time; nobody else
takes it meanwhile. After: `handed` deletes it once the mail server has said that it has the mail. Who is killed in
between leaves the claim, and when that has ended, the mail is taken again: so nothing is lost. Nor is anything sent
twice, but where the process or the connection died between the last byte and the mail server's answer, as then nobody
can know whether it had the mail (RFC 5321, 4.1.1.4 and RFC 1047). The second one has the same Message-ID, by which
mail programs know it for the same.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from letters.appeal.signatories import MemberType
from letters.signing.address import canonical
from letters.signing.keys import Keys
from letters.store import statements
from letters.store.database import Store
from letters.store.schema import appeals, outbox, pending, signatures
from letters.store.signatures import CODE_LASTS, LINK_LASTS, MailKind

CLAIM = dt.timedelta(minutes=10)
"""So long a mail is its sender's, who must be done or have given up by then."""
_PAUSES = (1, 2, 5, 10, 20, 30, 60)
"""Minutes before a mail is tried again; the last goes on until it is given up."""
_TIME_TO_TYPE = dt.timedelta(minutes=5)
"""A code that ends sooner had better not be sent."""
WAITING, HANDING = "waiting", "handing"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What was typed, as the mail repeats it; `shown` is what may stand under the letter, empty for nothing."""

    type: MemberType
    name: str
    role: str
    organisation: str
    town: str
    country: str
    shown: str
    stays_in_touch: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Waiting:
    """A mail that was taken from the outbox.

    `code` is empty where it is too late for it, `token` where no link is to be sent, `number` (of the signature) 0
    where there is none. `key`: what makes its Message-ID. Times are naive UTC.
    """

    id: int
    kind: MailKind
    appeal: str
    recipient: str
    language: str
    about: About
    code: str = ""
    token: str = ""
    number: int = 0
    key: str
    written: dt.datetime
    claimed: dt.datetime

    def __repr__(self) -> str:
        return f"Waiting(id={self.id}, kind={self.kind.value!r})"  # never who, nor the code


class Outbox:
    """The mails of a site. Times are naive UTC."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store, self._keys = store, keys

    def take(self, now: dt.datetime) -> Waiting | None:
        """The next mail that is due, which belongs to the caller until `CLAIM` has passed; None where none is.

        What has become needless goes: what was confirmed or withdrawn meanwhile, what a newer mail takes the place of.
        """
        if not self.waits(now):
            return None
        return self._store.write(lambda connection: self._take(connection, now))

    def _take(self, connection: sa.Connection, now: dt.datetime) -> Waiting | None:
        while (row := statements.FIRST_DUE.first(connection, {"now": now})) is not None:
            found = self._waiting(connection, row, now)
            if found is not None:
                claim = {"mail": row.id, "state": HANDING, "until": now + CLAIM}
                statements.CLAIM.run(connection, claim)
                return found
            statements.DELETE.run(connection, {"mail": row.id})
        return None

    def waits(self, now: dt.datetime) -> bool:
        """Whether a mail is due. Nothing is locked."""
        with self._store.reading() as connection:
            return statements.WAITS.first(connection, {"now": now}) is not None

    def handed(self, mail: int) -> None:
        """The mail server has the mail: forget it, and what it said."""
        self._store.write(lambda connection: statements.DELETE.run(connection, {"mail": mail}))

    def next_after(self, mail: int, now: dt.datetime) -> Waiting | None:
        """As `handed`, and the next mail that is due, as `take` gives it: a disk is waited for once instead of twice.

        Where the next one can't be had, this one isn't forgotten either.
        """
        return self._store.write(lambda connection: self._take_after(connection, mail, now))

    def _take_after(self, connection: sa.Connection, mail: int, now: dt.datetime) -> Waiting | None:
        statements.DELETE.run(connection, {"mail": mail})
        return self._take(connection, now)

    def settle(self) -> None:
        """Leave nothing of the mails that have gone in the database's log."""
        self._store.settle()

    def later(self, mail: int, now: dt.datetime) -> None:
        """Try the mail again after a pause, each longer than the last; after 7 days it is given up as if refused."""
        with self._store.writing() as connection:
            row = connection.execute(sa.select(outbox).where(outbox.c.id == mail)).first()
            if row is None:
                return
            due = now + dt.timedelta(minutes=_PAUSES[min(row.tries, len(_PAUSES) - 1)])
            if due - row.written > LINK_LASTS:
                _give_up(connection, row)
                return
            tried = sa.update(outbox).where(outbox.c.id == mail)
            connection.execute(tried.values(state=WAITING, tries=row.tries + 1, due=due))

    def back(self, mail: int, now: dt.datetime) -> None:
        """It wasn't the mail's fault that it couldn't be handed over: it is due as it was before."""
        with self._store.writing() as connection:
            connection.execute(sa.update(outbox).where(outbox.c.id == mail).values(state=WAITING, due=now))

    def refused(self, mail: int) -> None:
        """No mail reaches this address: the mail goes, and the signature for which it asked, unless it is confirmed."""
        with self._store.writing() as connection:
            row = connection.execute(sa.select(outbox).where(outbox.c.id == mail)).first()
            if row is not None:
                _give_up(connection, row)

    def _waiting(self, connection: sa.Connection, row: Any, now: dt.datetime) -> Waiting | None:
        if now - row.written > LINK_LASTS:
            return None
        match MailKind(row.kind):
            case MailKind.CONFIRM:
                return self._to_confirm(row, now)
            case MailKind.AGAIN:
                return self._again(connection, row, now)
            case MailKind.FULL:
                return self._taken(row, now)

    def _to_confirm(self, row: Any, now: dt.datetime) -> Waiting | None:
        if row.newest != row.mails:
            return None
        is_good = now - row.coded <= CODE_LASTS - _TIME_TO_TYPE
        code = self._keys.code(row.nonce, row.mails) if is_good else ""
        return self._taken(row, now, code=code, token=self._keys.token(row.nonce))

    def _again(self, connection: sa.Connection, row: Any, now: dt.datetime) -> Waiting | None:
        """Of an organisation's signature, only the address that gave it gets the link by which it is withdrawn."""
        query = sa.select(signatures.c.number, signatures.c.address, appeals.c.key)
        query = query.join_from(signatures, appeals).where(signatures.c.nonce == row.nonce)
        signed = connection.execute(query).first()
        if signed is None or signed.key is None:
            return None
        asks = self._keys.fingerprint(signed.key, "address", canonical(row.recipient))
        token = self._keys.token(row.nonce) if asks == signed.address else ""
        return self._taken(row, now, token=token, number=signed.number)

    def _taken(self, row: Any, now: dt.datetime, *, code: str = "", token: str = "", number: int = 0) -> Waiting:
        said = json.loads(row.about)
        return Waiting(
            id=row.id,
            kind=MailKind(row.kind),
            appeal=row.appeal,
            recipient=row.recipient,
            language=row.language,
            about=About(**{**said, "type": MemberType(said["type"])}),
            code=code,
            token=token,
            number=number,
            # The time as well: who asks again and again is told again, and each is a mail of its own.
            key=self._keys.message_id(row.nonce, f"{row.kind}\0{row.mails}\0{row.written.isoformat()}"),
            written=row.written,
            claimed=now,
        )


def _give_up(connection: sa.Connection, row: Any) -> None:
    connection.execute(sa.delete(outbox).where(outbox.c.id == row.id))
    if row.kind == MailKind.CONFIRM:
        # Whoever has confirmed meanwhile stands among the signatures, and isn't touched.
        connection.execute(sa.delete(outbox).where(outbox.c.nonce == row.nonce))
        connection.execute(sa.delete(pending).where(pending.c.nonce == row.nonce))
