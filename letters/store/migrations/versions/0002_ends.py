"""What closing needs, and the check of the site's secret key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add a table, columns and indexes; the rows stay as they are."""
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key_check", sa.LargeBinary(length=32), nullable=False),
        sa.Column("misses", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.add_column("appeals", sa.Column("missed", sa.Date(), nullable=True))
    op.add_column("appeals", sa.Column("entered", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("appeals", sa.Column("scrubbed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index("ix_outbox_nonce", "outbox", ["nonce"], unique=False)
    op.create_index("ix_signatures_counted", "signatures", ["appeal", "document", "type", "strike"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        _take_no_samples()


def _take_no_samples() -> None:
    """PostgreSQL's planner keeps samples of what stands in a column, longer than the rows."""
    personal = {
        "pending": ("domain", "country", "shown", "details", "contact"),
        "signatures": ("country", "shown", "details", "contact"),
        "outbox": ("recipient", "about"),
        "domains": ("name",),
        "strikes": ("condition", "reason"),
    }
    for table, columns in personal.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
