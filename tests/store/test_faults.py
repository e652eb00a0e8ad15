"""What can be wrong with a store is said in words that tell what to do, and nothing of anybody's data."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from databases import KEYS, NOW, a_store, an_empty_store, asks, rows, signs  # noqa: F401 two are fixtures

from letters.errors import LettersError, Refused
from letters.store import database
from letters.store.database import Store, opened
from letters.store.faults import Unreachable
from letters.store.schema import pending
from letters.store.signatures import Signatures


@pytest.fixture(name="file")
def a_store_s_file(tmp_path: Path) -> Path:
    opened(f"sqlite:///{tmp_path / 'letters.db'}", KEYS).close()
    return tmp_path / "letters.db"


@pytest.mark.parametrize(
    "url",
    ["mysql://letters", "sqlite://", "sqlite:///:memory:", "letters.db", "postgresql://letters@host/letters", ""],
)
def test_a_url_that_names_no_lasting_database_is_refused(url: str) -> None:
    with pytest.raises(Refused, match=r"LETTERS_STORE must be sqlite:////folder/letters\.db or postgresql"):
        Store(url)


def test_a_full_disk_is_said_and_keeps_what_was_there(file: Path) -> None:
    store = opened(f"sqlite:///{file}", KEYS)
    signs(Signatures(store, KEYS), asks())
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    @sa.event.listens_for(store.engine, "begin")
    def fill(connection: sa.Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with pytest.raises(Unreachable, match="LETTERS_STORE: there is no room left on its disk; make room there"):
        for number in range(100):
            Signatures(store, KEYS).ask(asks(f"Name {number}", f"name{number}@example.org"), NOW)
    sa.event.remove(store.engine, "begin", fill)
    assert rows(store, "signatures") == 1
    store.close()


def test_a_store_that_another_program_holds_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAITS", 0.05)
    store = Store(f"sqlite:///{file}")
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unreachable, match="another process has kept it locked"):
        Signatures(store, KEYS).ask(asks(), NOW)
    assert Signatures(store, KEYS).counted("liu-xia") == []  # whoever only reads isn't held up
    holder.close()
    Signatures(store, KEYS).ask(asks(), NOW)
    store.close()


def test_a_store_that_may_only_be_read_is_said(file: Path) -> None:
    store = Store(f"sqlite:///{file}")

    @sa.event.listens_for(store.engine, "begin")
    def forbid(connection: sa.Connection) -> None:
        connection.exec_driver_sql("PRAGMA query_only=ON")

    with pytest.raises(Unreachable, match="it may only be read; let the user who runs this write"):
        Signatures(store, KEYS).ask(asks(), NOW)
    store.close()


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "letters.db"
    file.write_bytes(b"This is a letter and no database. " * 100)
    with pytest.raises(Unreachable, match="the file is no database of SQLite"):
        opened(f"sqlite:///{file}", KEYS)
    assert file.read_bytes().startswith(b"This is a letter")


def test_a_folder_that_can_not_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LettersError, match=r"LETTERS_STORE: can't write .*letters.db: "):
        Store(f"sqlite:///{tmp_path}/file/letters.db")


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=r"LETTERS_STORE: its server doesn't answer .*; look whether it runs"):
        opened(f"postgresql+psycopg://letters:secret-of-ours@/letters?host={tmp_path}", KEYS)


def test_no_message_and_no_traceback_repeats_what_was_typed(store: Store) -> None:
    with pytest.raises(RuntimeError) as caught, store.writing() as connection:
        connection.execute(sa.insert(pending).values(nonce=b"1" * 16, shown="Maya Lind", domain="maya.example"))
    assert caught.value.__cause__ is None and caught.value.__suppress_context__
    assert ("Maya" not in str(caught.value) and "Violation" in str(caught.value)) or "CONSTRAINT" in str(caught.value)


def test_the_files_are_their_owner_s_alone(file: Path) -> None:
    store = opened(f"sqlite:///{file}", KEYS)
    Signatures(store, KEYS).ask(asks(), NOW)
    modes = {path.name: path.stat().st_mode & 0o777 for path in store.files()}
    assert modes == dict.fromkeys(("letters.db", "letters.db-shm", "letters.db-wal"), 0o600)
    store.close()
