"""Stores of signatures for tests, on SQLite and on PostgreSQL; and who signs."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from postgres import KEY, made_database

from letters.appeal.signatories import MemberType
from letters.signing.keys import Keys
from letters.signing.signature import Shown, Signature
from letters.store.database import Store, opened
from letters.store.schema import metadata
from letters.store.signatures import Asked, Outcome, Signatures

NOW = dt.datetime(2026, 3, 5, 12)
TODAY = NOW.date()
KEYS = Keys(KEY)
# The server is Debian's, as the samples for hosting are.
DATABASES = ["sqlite", "postgresql"] if shutil.which("apt-get") else ["sqlite"]


@pytest.fixture(params=DATABASES, name="empty_url")
def an_empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database of the test's own in which nothing is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'letters.db'}"
    return made_database(request.getfixturevalue("postgresql_server"))


@pytest.fixture(params=DATABASES, name="url")
def an_empty_store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a store in which nobody has signed."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'letters.db'}"
    url: str = request.getfixturevalue("postgresql_database")
    store = Store(url)
    with store.writing() as connection:
        # To make a database for each test would take most of its time.
        connection.exec_driver_sql(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")
    store.close()
    return url


@pytest.fixture(name="store")
def a_store(url: str) -> Iterator[Store]:
    """A store in which nobody has signed."""
    store = opened(url, KEYS)
    yield store
    store.close()


def asks(
    name: str = "Maya Lind",
    email: str = "maya@example.org",
    appeal: str = "liu-xia",
    text: bytes = b"1" * 32,
    organisation: str = "",
    stays_in_touch: bool = False,
) -> Asked:
    """Somebody who asks to sign."""
    kind = MemberType.ORGANISATIONS if organisation else MemberType.PEOPLE
    signature = Signature(type=kind, name=name, organisation=organisation, town="Leeds", country="GB", shown=Shown.NAME)
    return Asked(
        appeal=appeal, digest=text, signature=signature, email=email, stays_in_touch=stays_in_touch, language="en"
    )


def signs(signatures: Signatures, asked: Asked, now: dt.datetime = NOW) -> Outcome:
    """Asked for, and confirmed with the code of the first mail."""
    nonce = signatures.ask(asked, now)
    return signatures.confirm_with_code(nonce, KEYS.code(nonce, 1), now)


def rows(store: Store, table: str) -> int:
    """How many rows a table has."""
    with store.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(metadata.tables[table])).scalar_one())
