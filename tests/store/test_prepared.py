"""Statements that go past SQLAlchemy give what it would give, on both databases."""

from __future__ import annotations

import datetime as dt
import os

import pytest
import sqlalchemy as sa
from databases import NOW, a_store, an_empty_store  # noqa: F401 fixtures
from sqlalchemy import bindparam as given
from sqlalchemy.exc import DBAPIError

from letters.store.database import Store
from letters.store.prepared import Prepared
from letters.store.schema import appeals, budgets

ENDS = NOW + dt.timedelta(hours=1, microseconds=7)
KEY = os.urandom(32)


def test_what_is_written_and_read_has_the_types_of_the_tables(store: Store) -> None:
    columns = [appeals.c.key, appeals.c.ended, appeals.c.closed, appeals.c.scrubbed, appeals.c.given]
    query = sa.select(*columns).where(appeals.c.slug == given("slug"))
    row = {"slug": "liu-xia", "key": KEY, "ended": NOW.date(), "closed": None, "scrubbed": True, "given": 3}
    with store.writing() as connection:
        assert Prepared(sa.insert(appeals)).run(connection, row) == 1
        assert Prepared(sa.insert(budgets)).run(connection, {"key": KEY, "count": 1, "ends": ENDS}) == 1
        found = Prepared(query).first(connection, {"slug": "liu-xia"})
        assert connection.execute(query, {"slug": "liu-xia"}).one() == found
        assert (found.key, found.ended, found.closed, found.scrubbed, found.given) == (KEY, NOW.date(), None, True, 3)
        assert Prepared(sa.select(budgets.c.ends)).value(connection, {}) == ENDS
        assert Prepared(query).rows(connection, {"slug": "another"}) == []
        assert Prepared(query).first(connection, {"slug": "another"}) is None
        assert Prepared(query).value(connection, {"slug": "another"}) is None


def test_a_transaction_that_fails_keeps_nothing_of_them(store: Store) -> None:
    def fail(connection: sa.Connection) -> None:
        Prepared(sa.insert(appeals)).run(connection, {"slug": "liu-xia"})
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match=r"^no$"):
        store.write(fail)
    with store.reading() as connection:
        assert Prepared(sa.select(appeals.c.slug)).rows(connection, {}) == []


def test_what_the_database_has_to_say_comes_as_from_sqlalchemy_without_the_row(store: Store) -> None:
    insert = Prepared(sa.insert(appeals))
    with store.reading() as connection:
        insert.run(connection, {"slug": "canary"})
        with pytest.raises(DBAPIError) as error:
            insert.run(connection, {"slug": "canary"})
        assert error.value.params is None and error.value.statement is None


def test_whoever_reads_sees_one_state_of_the_store(store: Store) -> None:
    known, insert = Prepared(sa.select(appeals.c.slug)), Prepared(sa.insert(appeals))
    with store.reading() as connection:
        assert known.rows(connection, {}) == []
        store.write(lambda other: insert.run(other, {"slug": "liu-xia"}))
        assert known.rows(connection, {}) == [] == connection.execute(sa.select(appeals.c.slug)).all()
    with store.reading() as connection:
        assert known.value(connection, {}) == "liu-xia"


@pytest.mark.parametrize("values", [{}, {"slug": "liu-xia"}, {"slug": "liu-xia", "given": 2, "people": 1}])
def test_values_for_other_names_than_it_has_are_a_mistake(store: Store, values: dict[str, object]) -> None:
    insert = Prepared(sa.insert(appeals))
    with store.reading() as connection:
        insert.run(connection, {"slug": "jane-doe", "given": 1})
        with pytest.raises(KeyError):
            insert.run(connection, values)
