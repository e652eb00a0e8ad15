"""The tables. Their newest form is here; how a store comes to it is in `migrations`."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_MAC = sa.LargeBinary(32)
_NONCE = sa.LargeBinary(16)

site = sa.Table(
    "site",  # one row
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("key_check", _MAC, nullable=False),  # an HMAC by which the site's secret key is known again
    sa.Column("misses", sa.Integer, nullable=False, server_default="0"),  # codes for nothing, which take as long
)
appeals = sa.Table(
    "appeals",
    metadata,
    sa.Column("slug", sa.Text, primary_key=True),
    sa.Column("key", sa.LargeBinary(32)),  # none any more once it is closed
    sa.Column("given", sa.Integer, nullable=False, server_default="0"),  # the last number that was given
    sa.Column("ended", sa.Date),  # since when nobody signs any more
    sa.Column("missed", sa.Date),  # since when the library has no such appeal any more
    sa.Column("closed", sa.Date),  # when its signatures and its key were destroyed
    sa.Column("scrubbed", sa.Boolean, nullable=False, server_default=sa.false()),  # whether its files were cleaned then
    sa.Column("entered", sa.Boolean, nullable=False, server_default=sa.false()),  # whether its file has the total
    sa.Column("people", sa.Integer, nullable=False, server_default="0"),  # how many, on that day
    sa.Column("organisations", sa.Integer, nullable=False, server_default="0"),
)
documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("appeal", sa.ForeignKey("appeals.slug"), nullable=False),
    sa.Column("digest", _MAC, nullable=False),  # SHA-256 of the text
    sa.Column("first_seen", sa.Date, nullable=False),
    sa.UniqueConstraint("appeal", "digest"),
)
_SIGNED = (
    ("type", sa.Text, False),  # people or organisations
    ("country", sa.Text, False),
    ("shown", sa.Text, False),  # what may stand under the letter, in the clear; empty: only counted
    ("details", sa.LargeBinary, False),  # name, role, organisation, town as JSON
    ("sealed", sa.Boolean, False),  # whether they are encrypted for the organisation's key
    ("contact", sa.LargeBinary, True),  # the address of those who asked to be written to, sealed likewise
)


def _signed() -> list[sa.Column[object]]:
    return [sa.Column(name, kind, nullable=nullable) for name, kind, nullable in _SIGNED]


pending = sa.Table(
    "pending",
    metadata,
    sa.Column("nonce", _NONCE, primary_key=True),
    sa.Column("token_hash", _MAC, nullable=False, unique=True),
    sa.Column("appeal", sa.ForeignKey("appeals.slug"), nullable=False),
    sa.Column("document", sa.ForeignKey("documents.id"), nullable=False),
    sa.Column("who", _MAC, nullable=False),  # HMAC: a person at an address, or an organisation
    sa.Column("address", _MAC, nullable=False),  # HMAC
    sa.Column("content", _MAC, nullable=False),  # HMAC of all that was typed: twins are one
    sa.Column("domain", sa.Text, nullable=False),
    *_signed(),
    sa.Column("asked", sa.DateTime, nullable=False),  # UTC
    sa.Column("mails", sa.Integer, nullable=False, server_default="0"),  # each has a code of its own
    sa.Column("coded", sa.DateTime),  # when the last code was made
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.UniqueConstraint("appeal", "who", "content"),
)
signatures = sa.Table(
    "signatures",
    metadata,
    sa.Column("nonce", _NONCE, primary_key=True),
    sa.Column("token_hash", _MAC, nullable=False, unique=True),
    sa.Column("appeal", sa.ForeignKey("appeals.slug"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),  # in the appeal's order; of what is withdrawn, a gap stays
    sa.Column("document", sa.ForeignKey("documents.id"), nullable=False),
    sa.Column("who", _MAC, nullable=False),
    sa.Column("address", _MAC, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),  # the first or the second at this address
    sa.Column("domain", _MAC, nullable=False),
    *_signed(),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("strike", sa.ForeignKey("strikes.id")),
    sa.UniqueConstraint("appeal", "number"),
    sa.UniqueConstraint("appeal", "who"),
    sa.UniqueConstraint("appeal", "address", "place"),
    sa.Index("ix_signatures_appeal_domain", "appeal", "domain"),
    # The page of a letter counts them, and need not read what they hold.
    sa.Index("ix_signatures_counted", "appeal", "document", "type", "strike"),
)
domains = sa.Table(
    "domains",  # those from which five and more have signed; of rarer ones no name is kept
    metadata,
    sa.Column("appeal", sa.ForeignKey("appeals.slug"), primary_key=True),
    sa.Column("domain", _MAC, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
)
strikes = sa.Table(
    "strikes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("appeal", sa.ForeignKey("appeals.slug"), nullable=False),
    sa.Column("condition", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("undone", sa.Date),
)
additions = sa.Table(
    "additions",  # paper sheets and other platforms
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("appeal", sa.ForeignKey("appeals.slug"), nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("bound", sa.Text),  # about, at_least, more_than, almost; none: exact
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("sheet", sa.Text),
    sa.UniqueConstraint("appeal", "sheet"),
)
tallies = sa.Table(
    "tallies",  # of letters that were sent, as those say who sent them
    metadata,
    sa.Column("slug", sa.Text, primary_key=True),  # the appeal's
    sa.Column("since", sa.Date, nullable=False),  # the day of the first report
    sa.Column("ended", sa.Date),  # since when no letter is written any more
    sa.Column("missed", sa.Date),  # since when the library has no such appeal any more
    # What is left of reports whose rows are gone, by source.
    sa.Column("supporters", sa.Integer, nullable=False, server_default="0"),
    sa.Column("groups", sa.Integer, nullable=False, server_default="0"),
)
reports = sa.Table(
    "reports",  # numbers of letters, and nothing of any one of them
    metadata,
    sa.Column("slug", sa.ForeignKey("tallies.slug"), primary_key=True),
    sa.Column("week", sa.Date, primary_key=True),  # its Monday
    sa.Column("source", sa.Text, primary_key=True),  # supporters or groups
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("addressee", sa.Text, primary_key=True),
    sa.Column("letters", sa.Integer, nullable=False),
)
reporters = sa.Table(
    "reporters",  # apart from the letters: nobody sees from where which of them came
    metadata,
    sa.Column("slug", sa.ForeignKey("tallies.slug"), primary_key=True),
    sa.Column("week", sa.Date, primary_key=True),
    sa.Column("country", sa.Text, primary_key=True),
    sa.Column("people", sa.Integer, nullable=False),
)
packs = sa.Table(
    "packs",  # those that groups have reported, so that each counts once
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("slug", sa.ForeignKey("tallies.slug"), nullable=False),
    sa.Column("number", _MAC, nullable=False),  # HMAC of the number on the tally
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("letters", sa.Text, nullable=False),  # by addressee, as JSON
    sa.Column("day", sa.Date, nullable=False),  # of the last report
    sa.Column("by_site", sa.Boolean, nullable=False),  # typed on the site, and not entered by staff
    sa.UniqueConstraint("slug", "number"),
)
budgets = sa.Table(
    "budgets",
    metadata,
    sa.Column("key", _MAC, primary_key=True),  # HMAC of what is counted and in which hour or day
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("ends", sa.DateTime, nullable=False),
)
outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),  # confirm, again or full
    sa.Column("nonce", _NONCE, nullable=False),  # of the pending row or the signature
    sa.Column("mails", sa.Integer, nullable=False),
    sa.Column("appeal", sa.ForeignKey("appeals.slug"), nullable=False),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),  # what is being confirmed, as JSON
    sa.Column("state", sa.Text, nullable=False),  # waiting, or handing while the bytes travel
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("due", sa.DateTime, nullable=False),  # not before; of one that travels, when it is given up
    sa.Column("written", sa.DateTime, nullable=False),
    sa.Index("ix_outbox_due", "due"),
    sa.Index("ix_outbox_nonce", "nonce"),
)
