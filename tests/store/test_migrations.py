"""A store comes to its newest schema from an empty database and from every earlier schema, with what is in it."""

from __future__ import annotations

import multiprocessing
import os
import threading
import warnings

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from databases import KEYS, NOW, an_empty_database, asks, rows  # noqa: F401 a fixture

from letters.errors import LettersError, Refused
from letters.signing.keys import Keys, token_hash
from letters.store.database import Store, opened
from letters.store.schema import metadata
from letters.store.signatures import Result, Signatures

OLD_ROWS = (
    "INSERT INTO appeals (slug, key, given) VALUES ('liu-xia', :key, 1)",
    "INSERT INTO documents (appeal, digest, first_seen) VALUES ('liu-xia', :key, '2026-01-31')",
    "INSERT INTO signatures (nonce, token_hash, appeal, number, document, who, address, place, domain, type, country,"
    " shown, details, sealed, day) VALUES (:nonce, :hash, 'liu-xia', 1, 1, :key, :key, 0, :key, 'people', 'GB',"
    " 'Maya Lind', :key, false, '2026-01-31')",
)


def test_the_migrations_make_what_the_schema_says(empty_url: str) -> None:
    store = opened(empty_url, KEYS)
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        assert sa.inspect(connection).get_table_names()
    store.close()


@pytest.mark.slow
def test_an_upgrade_from_the_previous_schema_keeps_who_has_signed(empty_url: str) -> None:
    store = Store(empty_url)
    store.upgrade("0001")
    token = KEYS.token(b"n" * 16)
    with store.writing() as connection:
        for statement in OLD_ROWS:
            connection.execute(sa.text(statement), {"key": b"k" * 32, "nonce": b"n" * 16, "hash": token_hash(token)})
    store.close()
    store = opened(empty_url, KEYS)
    signatures = Signatures(store, KEYS)
    assert [counted.people for counted in signatures.counted("liu-xia")] == [1]
    nonce = signatures.ask(asks("Jonas Beispiel", "jonas@example.org"), NOW)
    assert signatures.confirm(KEYS.token(nonce), NOW).number == 2
    assert signatures.withdraw(token).result is Result.WITHDRAWN
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    store.close()


def test_upgrading_again_changes_nothing(empty_url: str) -> None:
    first, second = opened(empty_url, KEYS), opened(empty_url, KEYS)
    assert rows(first, "site") == rows(second, "site") == 1
    first.close()
    second.close()


def test_a_store_of_a_newer_program_is_refused(empty_url: str) -> None:
    store = opened(empty_url, KEYS)
    with store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(LettersError, match="newer version of this program has made this store; update the program"):
        opened(empty_url, KEYS)


@pytest.mark.slow
def test_machines_that_begin_at_once_upgrade_once(empty_url: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of threads, which hold nothing here
        machines = [multiprocessing.get_context("fork").Process(target=_begin, args=(empty_url,)) for _ in range(4)]
        for machine in machines:
            machine.start()
    for machine in machines:
        machine.join()
    assert [machine.exitcode for machine in machines] == [0] * 4
    store = opened(empty_url, KEYS)
    assert rows(store, "site") == 1
    store.close()


def _begin(url: str) -> None:
    """A machine begins, with two threads that open the store."""
    threads = [threading.Thread(target=lambda: opened(url, KEYS).close()) for _ in range(2)]
    threading.excepthook = lambda _: os._exit(1)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.slow
def test_another_secret_key_is_refused_while_somebody_s_link_depends_on_it(empty_url: str) -> None:
    other = Keys("another key of forty characters, for tests")
    opened(empty_url, KEYS).close()
    # Nobody has signed yet.
    opened(empty_url, other).close()
    store = opened(empty_url, KEYS)
    Signatures(store, KEYS).ask(asks(), NOW)
    store.close()
    with pytest.raises(Refused, match="LETTERS_SECRET_KEY isn't the one with which this store was begun"):
        opened(empty_url, other)
    opened(empty_url, KEYS).close()
