"""How Alembic changes the tables of a store: on the connection that `Store.upgrade` gives it."""

from __future__ import annotations

from alembic import context

from letters.store.schema import metadata

connection = context.config.attributes["connection"]
with connection.begin():
    if connection.dialect.name == "postgresql":
        # Several machines may begin at once; the lock goes with the transaction.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1819440243)")
    # In the transaction already: else Alembic ends it after each step on SQLite, and two who begin both take the next.
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
