"""The statements that each signature takes, built once: to build one anew takes longer than the database needs for it.

Each is given its values by name: `connection.execute(PLACES, {"appeal": slug, "address": mac})`.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam as given
from sqlalchemy.dialects import postgresql, sqlite

from letters.store.schema import appeals, budgets, documents, outbox, pending, signatures

APPEAL = sa.select(appeals.c.key, appeals.c.ended, appeals.c.closed).where(appeals.c.slug == given("slug"))
NEXT_NUMBER = (
    sa.update(appeals)
    .where(appeals.c.slug == given("appeal"))
    .values(given=appeals.c.given + 1)
    .returning(appeals.c.given)
)
DOCUMENT = sa.select(documents.c.id).where(documents.c.appeal == given("appeal"), documents.c.digest == given("digest"))

_STANDS = (signatures.c.nonce, signatures.c.appeal, signatures.c.number, signatures.c.address)
_SIGNED = sa.select(*_STANDS, signatures.c.type, signatures.c.strike)
SIGNED_BY = _SIGNED.where(signatures.c.appeal == given("appeal"), signatures.c.who == given("who"))
SIGNED_WITH_LINK = _SIGNED.where(signatures.c.token_hash == given("token_hash"))
SIGNED_WITH_NONCE = _SIGNED.where(signatures.c.nonce == given("nonce"))
PLACES = sa.select(signatures.c.place).where(
    signatures.c.appeal == given("appeal"), signatures.c.address == given("address")
)
FROM_DOMAIN: sa.Select[Any] = (
    sa.select(sa.literal_column("1"))
    .where(signatures.c.appeal == given("appeal"), signatures.c.domain == given("domain"))
    .limit(given("most", type_=sa.Integer))
)
SIGN = sa.insert(signatures)

PENDING = sa.select(pending).where(pending.c.nonce == given("nonce"))
PENDING_WITH_LINK = sa.select(pending).where(pending.c.token_hash == given("token_hash"))
SAME = sa.select(pending.c.nonce).where(
    pending.c.appeal == given("appeal"), pending.c.who == given("who"), pending.c.content == given("content")
)
KEEP = sa.insert(pending)
TRY = sa.update(pending).where(pending.c.nonce == given("which")).values(tries=pending.c.tries + 1)
_THEIRS = (pending.c.appeal == given("appeal")) & (pending.c.who == given("who"))
FORGET_MAILS = sa.delete(outbox).where(outbox.c.nonce.in_(sa.select(pending.c.nonce).where(_THEIRS).scalar_subquery()))
FORGET = sa.delete(pending).where(_THEIRS)

COUNTED = sa.select(budgets.c.count).where(budgets.c.key == given("key"), budgets.c.ends > given("now"))


def _count(insert: Any) -> Any:
    """Counts one more under `key`, until `ends`; gives how many there are. `count` is 1."""
    one = insert(budgets)
    more = {"count": budgets.c.count + 1, "ends": one.excluded.ends}
    return one.on_conflict_do_update(index_elements=["key"], set_=more).returning(budgets.c.count)


COUNT = {"sqlite": _count(sqlite.insert), "postgresql": _count(postgresql.insert)}
"""By the database's dialect."""

WRITE = sa.insert(outbox)
WAITS = sa.select(outbox.c.id).where(outbox.c.due <= given("now")).limit(1)
FIRST_DUE = (
    sa.select(outbox)
    .where(outbox.c.due <= given("now"))
    .order_by(outbox.c.due, outbox.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)  # nobody else gets the row until the transaction ends
)
CLAIM = sa.update(outbox).where(outbox.c.id == given("mail")).values(state=given("state"), due=given("until"))
DELETE = sa.delete(outbox).where(outbox.c.id == given("mail"))
ON_ITS_WAY = sa.select(outbox.c.id).where(
    outbox.c.nonce == given("nonce"),
    outbox.c.kind == given("kind"),
    outbox.c.tries == 0,
    outbox.c.state == given("state"),
)
CODED = sa.select(pending.c.mails, pending.c.coded).where(pending.c.nonce == given("nonce"))
