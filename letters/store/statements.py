"""The statements that each signature takes: few, and each prepared once (`store.prepared`)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam as given

from letters.store.prepared import INSERT, Prepared
from letters.store.schema import appeals, budgets, documents, domains, outbox, pending, signatures, site

# --- An appeal and its texts ------------------------------------------------------------------------------------------

_DOCUMENT = sa.select(documents.c.id).where(
    documents.c.appeal == given("appeal"), documents.c.digest == given("digest")
)
_KEY = (appeals.c.key, appeals.c.ended, appeals.c.closed)
APPEAL = Prepared(
    sa.select(*_KEY, _DOCUMENT.scalar_subquery().label("document")).where(appeals.c.slug == given("appeal"))
)
"""An appeal, and which `document` the text with this digest is, if it has been signed before."""
NEXT_NUMBER = Prepared(
    sa.update(appeals)
    .where(appeals.c.slug == given("appeal"))
    .values(given=appeals.c.given + 1)
    .returning(appeals.c.given)
)

# --- Signatures -------------------------------------------------------------------------------------------------------

_STANDS = (signatures.c.nonce, signatures.c.appeal, signatures.c.number, signatures.c.address)
_SIGNED = sa.select(*_STANDS, signatures.c.type, signatures.c.strike)
SIGNED_BY = Prepared(_SIGNED.where(signatures.c.appeal == given("appeal"), signatures.c.who == given("who")))
SIGNED_WITH_LINK = Prepared(_SIGNED.where(signatures.c.token_hash == given("token_hash")))
SIGNED_WITH_NONCE = Prepared(_SIGNED.where(signatures.c.nonce == given("nonce")))
PLACES = Prepared(
    sa.select(signatures.c.place).where(
        signatures.c.appeal == given("appeal"), signatures.c.address == given("address")
    )
)
FROM_DOMAIN = Prepared(
    sa.select(sa.literal_column("1"))
    .where(signatures.c.appeal == given("appeal"), signatures.c.domain == given("domain"))
    .limit(given("most", type_=sa.Integer))
)
SIGN = Prepared(sa.insert(signatures))
NAME = Prepared({kind: insert(domains).on_conflict_do_nothing() for kind, insert in INSERT.items()})
"""What a domain is called."""

# --- Those that wait to be confirmed ----------------------------------------------------------------------------------

_PENDING = sa.select(pending, *_KEY).join_from(pending, appeals)
PENDING = Prepared(_PENDING.where(pending.c.nonce == given("nonce")))
"""With the key of their appeal, and since when it has ended."""
PENDING_WITH_LINK = Prepared(_PENDING.where(pending.c.token_hash == given("token_hash")))
SAME = Prepared(
    sa.select(pending.c.nonce).where(
        pending.c.appeal == given("appeal"), pending.c.who == given("who"), pending.c.content == given("content")
    )
)
KEEP = Prepared(sa.insert(pending))
TRY = Prepared(sa.update(pending).where(pending.c.nonce == given("which")).values(tries=pending.c.tries + 1))
FORGET = Prepared(
    sa.delete(pending)
    .where(pending.c.appeal == given("appeal"), pending.c.who == given("who"))
    .returning(pending.c.nonce)
)
MISS = Prepared(sa.update(site).values(misses=site.c.misses + 1))

# --- What is counted --------------------------------------------------------------------------------------------------

COUNTED = Prepared(sa.select(budgets.c.count).where(budgets.c.key == given("key"), budgets.c.ends > given("now")))


def _count(insert: Any) -> Any:
    one = insert(budgets).values(key=given("key"), count=1, ends=given("until"))
    more = {"count": budgets.c.count + 1, "ends": one.excluded.ends}
    return one.on_conflict_do_update(index_elements=["key"], set_=more).returning(budgets.c.count)


COUNT = Prepared({kind: _count(insert) for kind, insert in INSERT.items()})
"""Counts one more under `key`, `until` then; how many there are."""

# --- Mails ------------------------------------------------------------------------------------------------------------

WRITE = Prepared(sa.insert(outbox))
WAITS = Prepared(sa.select(outbox.c.id).where(outbox.c.due <= given("now")).limit(1))
FIRST_DUE = Prepared(
    sa.select(outbox, pending.c.mails.label("newest"), pending.c.coded)
    .join_from(outbox, pending, pending.c.nonce == outbox.c.nonce, isouter=True)
    .where(outbox.c.due <= given("now"))
    .order_by(outbox.c.due, outbox.c.id)
    .limit(1)
    .with_for_update(skip_locked=True, of=outbox)  # nobody else gets the row until the transaction ends
)
"""The mail that has waited longest; of what is to be confirmed, which mail is the `newest`, and when it was `coded`."""
CLAIM = Prepared(sa.update(outbox).where(outbox.c.id == given("mail")).values(state=given("state"), due=given("until")))
DELETE = Prepared(sa.delete(outbox).where(outbox.c.id == given("mail")))
DELETE_ABOUT = Prepared(sa.delete(outbox).where(outbox.c.nonce == given("about")))
ON_ITS_WAY = Prepared(
    sa.select(outbox.c.id).where(
        outbox.c.nonce == given("nonce"),
        outbox.c.kind == given("kind"),
        outbox.c.tries == 0,
        outbox.c.state == given("state"),
    )
)
