"""The database: opened, brought to the newest schema, and written to by one transaction after another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from letters.errors import LettersError, Refused
from letters.files import PRIVATE, PRIVATE_FOLDER

MIGRATIONS = Path(__file__).parent / "migrations"
_WAITS = 30.0  # seconds that a writer waits for those before it
# What SQLite sorts or copies stays in memory: a temporary file would outlive what is destroyed.
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON", "temp_store=MEMORY")


class Store:
    """A database of signatures. Each process opens its own, after it has been forked."""

    def __init__(self, url: str) -> None:
        """Opens the store, which need not be there yet. Raises LettersError where it can't be."""
        self.engine = _engine(url)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this machine."""
        return self.engine.dialect.name == "sqlite"

    def upgrade(self) -> None:
        """Bring its tables to the newest schema, whatever it was before. Raises LettersError."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        try:
            with self.engine.connect().execution_options(writes=True) as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except OperationalError as error:
            raise LettersError(f"LETTERS_STORE can't be opened: {error.orig}") from None

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one state of the store."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, lock: int = 0) -> Iterator[sa.Connection]:
        """A transaction that has the store to itself on SQLite, and is kept whole or not at all.

        `lock`: on PostgreSQL, there is one with this number at a time.
        """
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if lock and not self.is_sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(lock)))
            yield connection

    def command(self, *statements: str) -> None:
        """Statements that can't stand in a transaction."""
        if self.is_sqlite:
            # Not by way of SQLAlchemy, whose AUTOCOMMIT would leave the connection with another way to begin.
            with closing(self.engine.raw_connection()) as raw:
                for statement in statements:
                    raw.cursor().execute(statement)
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def files(self) -> list[Path]:
        """The files of SQLite: the database, its log and index, and whatever copy is called like it."""
        if not self.is_sqlite:
            return []
        path = Path(str(self.engine.url.database))
        return sorted(file for file in path.parent.iterdir() if file.name.startswith(path.name) and file.is_file())

    def insert(self, table: sa.Table) -> Any:
        """INSERT with ON CONFLICT, which both databases have and SQLAlchemy's own has not."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def close(self) -> None:
        """Give its connections back."""
        self.engine.dispose()


def _engine(url: str) -> sa.Engine:
    try:
        parsed = sa.make_url(url)
        _refuse_unknown(parsed)
        if parsed.get_backend_name() != "sqlite":
            return sa.create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
        return _sqlite(parsed)
    except (ArgumentError, NoSuchModuleError, ImportError):
        raise Refused(
            "LETTERS_STORE must be sqlite:////folder/letters.db or postgresql+psycopg://user@host/database"
            " (the latter needs: pip install 'letters-toolkit[postgresql]')"
        ) from None


def _refuse_unknown(url: sa.URL) -> None:
    if url.drivername not in ("sqlite", "postgresql+psycopg") or not url.database:
        raise ArgumentError("neither SQLite nor PostgreSQL")


def _sqlite(url: sa.URL) -> sa.Engine:
    _private(Path(str(url.database)))
    engine = sa.create_engine(url, connect_args={"timeout": _WAITS}, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        # Transactions begin where `writing` says so, not where the driver guesses.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A transaction that first reads and then writes is answered "locked" at once, whatever the timeout.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _private(path: Path) -> None:
    """The file, made for its owner alone: SQLite gives its log and its index the same permissions."""
    try:
        path.parent.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        path.touch(PRIVATE, exist_ok=True)
    except OSError as error:
        raise LettersError(f"LETTERS_STORE: can't write {path}: {error.strerror}") from None
