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
        _text("slug"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column("missed", sa.Date(), nullable=True),
        sa.Column("supporters", sa.Integer(), server_default="0", nullable=False),
        sa.Column("groups", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_tallies")),
    )
    _add_sums("reports", "letters", by=("source", "channel", "addressee"))
    _add_sums("reporters", "people", by=("country",))
    op.create_table(
        "packs",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("slug"),
        sa.Column("number", sa.LargeBinary(length=32), nullable=False),
        _text("channel"),
        _text("letters"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by_site", sa.Boolean(), nullable=False),
        _belongs_to_tally("packs"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packs")),
        sa.UniqueConstraint("slug", "number", name=op.f("uq_packs_slug_number")),
    )
    if op.get_bind().dialect.name == "postgresql":
        # Its planner keeps samples of what stands in a column, longer than the rows.
        op.execute("ALTER TABLE reporters ALTER COLUMN country SET STATISTICS 0")


def _add_sums(table: str, what: str, *, by: tuple[str, ...]) -> None:
    """A table of numbers by appeal, week and what else is told apart."""
    op.create_table(
        table,
        _text("slug"),
        sa.Column("week", sa.Date(), nullable=False),
        *map(_text, by),
        sa.Column(what, sa.Integer(), nullable=False),
        _belongs_to_tally(table),
        sa.PrimaryKeyConstraint("slug", "week", *by, name=op.f(f"pk_{table}")),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _belongs_to_tally(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["slug"], ["tallies.slug"], name=op.f(f"fk_{table}_slug"))
