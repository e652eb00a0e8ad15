"""Letters that were sent, as those say who sent them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add tables; the rows of others stay as they are."""
    op.create_table(
        "tallies",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column("missed", sa.Date(), nullable=True),
        sa.Column("supporters", sa.Integer(), server_default="0", nullable=False),
        sa.Column("groups", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_tallies")),
    )
    op.create_table(
        "reports",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["slug"], ["tallies.slug"], name=op.f("fk_reports_slug")),
        sa.PrimaryKeyConstraint("slug", "week", "source", "channel", "addressee", name=op.f("pk_reports")),
    )
    op.create_table(
        "reporters",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["slug"], ["tallies.slug"], name=op.f("fk_reporters_slug")),
        sa.PrimaryKeyConstraint("slug", "week", "country", name=op.f("pk_reporters")),
    )
    op.create_table(
        "packs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("number", sa.LargeBinary(length=32), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("letters", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by_site", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["slug"], ["tallies.slug"], name=op.f("fk_packs_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packs")),
        sa.UniqueConstraint("slug", "number", name=op.f("uq_packs_slug_number")),
    )
    if op.get_bind().dialect.name == "postgresql":
        # Its planner keeps samples of what stands in a column, longer than the rows.
        op.execute("ALTER TABLE reporters ALTER COLUMN country SET STATISTICS 0")
