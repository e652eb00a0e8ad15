"""The first schema: signatures, those that aren't confirmed yet, and the mail that waits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of an empty store."""
    op.create_table(
        "appeals",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=True),
        sa.Column("given", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("people", sa.Integer(), server_default="0", nullable=False),
        sa.Column("organisations", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_appeals")),
    )
    op.create_table(
        "budgets",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_budgets")),
    )
    op.create_table(
        "additions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("bound", sa.Text(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["appeal"], ["appeals.slug"], name=op.f("fk_additions_appeal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_additions")),
        sa.UniqueConstraint("appeal", "sheet", name=op.f("uq_additions_appeal_sheet")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["appeal"], ["appeals.slug"], name=op.f("fk_documents_appeal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("appeal", "digest", name=op.f("uq_documents_appeal_digest")),
    )
    op.create_table(
        "domains",
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("domain", sa.LargeBinary(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appeal"], ["appeals.slug"], name=op.f("fk_domains_appeal")),
        sa.PrimaryKeyConstraint("appeal", "domain", name=op.f("pk_domains")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(length=16), nullable=False),
        sa.Column("mails", sa.Integer(), nullable=False),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due", sa.DateTime(), nullable=False),
        sa.Column("written", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["appeal"], ["appeals.slug"], name=op.f("fk_outbox_appeal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_due", "outbox", ["due"], unique=False)
    op.create_table(
        "strikes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("undone", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["appeal"], ["appeals.slug"], name=op.f("fk_strikes_appeal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strikes")),
    )
    op.create_table(
        "pending",
        sa.Column("nonce", sa.LargeBinary(length=16), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("who", sa.LargeBinary(length=32), nullable=False),
        sa.Column("address", sa.LargeBinary(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(length=32), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("asked", sa.DateTime(), nullable=False),
        sa.Column("mails", sa.Integer(), server_default="0", nullable=False),
        sa.Column("coded", sa.DateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["appeal"], ["appeals.slug"], name=op.f("fk_pending_appeal")),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_pending_document")),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_pending")),
        sa.UniqueConstraint("appeal", "who", "content", name=op.f("uq_pending_appeal_who_content")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_pending_token_hash")),
    )
    op.create_table(
        "signatures",
        sa.Column("nonce", sa.LargeBinary(length=16), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("who", sa.LargeBinary(length=32), nullable=False),
        sa.Column("address", sa.LargeBinary(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("domain", sa.LargeBinary(length=32), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("strike", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["appeal"], ["appeals.slug"], name=op.f("fk_signatures_appeal")),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_signatures_document")),
        sa.ForeignKeyConstraint(["strike"], ["strikes.id"], name=op.f("fk_signatures_strike")),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_signatures")),
        sa.UniqueConstraint("appeal", "address", "place", name=op.f("uq_signatures_appeal_address_place")),
        sa.UniqueConstraint("appeal", "number", name=op.f("uq_signatures_appeal_number")),
        sa.UniqueConstraint("appeal", "who", name=op.f("uq_signatures_appeal_who")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_signatures_token_hash")),
    )
    op.create_index("ix_signatures_appeal_domain", "signatures", ["appeal", "domain"], unique=False)
