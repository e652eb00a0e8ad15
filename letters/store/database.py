"""The database: opened, brought to the newest schema, and written to by one transaction after another."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from letters.errors import LettersError, Refused
from letters.files import PRIVATE, PRIVATE_FOLDER
from letters.signing.keys import Keys
from letters.store.faults import WAITS, Unreachable, reached, wrapped
from letters.store.prepared import INSERT, Prepared
from letters.store.schema import pending, signatures, site

MIGRATIONS = Path(__file__).parent / "migrations"
_LOOKS = 0.001  # seconds between two looks whether it is its turn
_AT_ONCE = 64  # deeds in one transaction
_WRITES = 1819440242  # the number of PostgreSQL's lock for those who write
# What SQLite sorts or copies stays in memory: a temporary file would outlive what is destroyed.
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON", "temp_store=MEMORY")

_ALEMBIC = threading.Lock()

# A savepoint; SQLAlchemy's takes longer than many a deed.
_SAVE, _UNDO, _RELEASE = (
    Prepared(sa.text(f"{does} deed")) for does in ("SAVEPOINT", "ROLLBACK TO SAVEPOINT", "RELEASE SAVEPOINT")
)

T = TypeVar("T")
_Do = Callable[[sa.Connection], T]


class Store:
    """A database of signatures. Each process opens its own, after it has been forked."""

    def __init__(self, url: str) -> None:
        """Opens the store, which need not be there yet. Raises LettersError where it can't be."""
        self.engine = _engine(url)
        self._leads, self._counts, self._waiting = threading.Lock(), threading.Lock(), list[_Deed[Any]]()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this machine."""
        return self.engine.dialect.name == "sqlite"

    def upgrade(self, to: str = "head") -> None:
        """Bring its tables to the newest schema, whatever it was before. Raises LettersError."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        try:
            # Alembic keeps what it works on in one place for all threads.
            with _ALEMBIC, reached(), self._connected(writes=True) as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, to)
        except CommandError:
            raise LettersError(
                "LETTERS_STORE: a newer version of this program has made this store; update the program, or set"
                " LETTERS_STORE to the backup that you took before"
            ) from None

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one state of the store, and changes nothing. Raises Unreachable."""
        one_state = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with reached(), self._connected() as connection:
            # Prepared statements go past the connection, which begins by itself only with those that it executes.
            connection.execution_options(**one_state).begin()
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that has the store to itself among those that write, and is kept whole or not at all.

        Raises Unreachable.
        """
        with reached(), self._connected(writes=True) as connection, connection.begin():
            if not self.is_sqlite:
                # As on SQLite: whoever writes has nobody beside, who could lock the same rows in another order.
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITES})")
            yield connection

    def write(self, deed: _Do[T]) -> T:
        """What the deed gives, once it is kept; where it raises, nothing of it is. Raises Unreachable.

        A disk needs milliseconds to keep something for sure, however much it is: the deeds of threads that wait for
        each other are kept together. So a deed does nothing but on its connection.
        """
        mine = _Deed(deed)
        with self._counts:
            self._waiting.append(mine)
        with self._leads:  # whoever waited here may find it done
            while not mine.is_done:
                self._lead()
        return mine.outcome()

    def command(self, *statements: str) -> None:
        """Statements that can't stand in a transaction. Raises Unreachable."""
        with reached():
            if self.is_sqlite:
                # Not by way of SQLAlchemy, whose AUTOCOMMIT would leave the connection with another way to begin.
                with closing(self.engine.raw_connection()) as raw, wrapped():
                    for statement in statements:
                        raw.cursor().execute(statement)
                return
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for statement in statements:
                    connection.exec_driver_sql(statement)

    def settle(self, *, waits: bool = False) -> bool:
        """Leave nothing of deleted rows in SQLite's log; whether it is empty now.

        It can't be emptied while somebody reads or writes; `waits`: until nobody does, for some time.
        """
        if not self.is_sqlite:
            return True
        with reached(), closing(self.engine.raw_connection()) as raw, wrapped():
            cursor = raw.cursor()
            cursor.execute(f"PRAGMA busy_timeout={WAITS * 1000 if waits else 0:.0f}")
            is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout={WAITS * 1000:.0f}")
        return not is_busy

    def files(self) -> list[Path]:
        """The files of SQLite: the database, its log and index, and whatever copy is called like it."""
        if not self.is_sqlite:
            return []
        path = Path(str(self.engine.url.database))
        return sorted(file for file in path.parent.iterdir() if file.name.startswith(path.name) and file.is_file())

    def insert(self, table: sa.Table) -> Any:
        """INSERT with ON CONFLICT, which both databases have and SQLAlchemy's own has not."""
        return INSERT[self.engine.dialect.name](table)

    def close(self) -> None:
        """Give its connections back."""
        self.engine.dispose()

    def _connected(self, *, writes: bool = False) -> sa.Connection:
        return self.engine.connect().execution_options(writes=writes)

    def _lead(self) -> None:
        """Do the deeds that wait, those that come while the store is somebody else's included, in one transaction."""
        deeds = list[_Deed[Any]]()
        try:
            with self.writing() as connection:
                with self._counts:
                    deeds, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
                if len(deeds) == 1:
                    deeds[0].do_alone(connection)
                else:
                    for deed in deeds:
                        deed.do(connection)
            _note_kept(deeds)
        except Exception as error:
            if not deeds:
                with self._counts:
                    deeds, self._waiting = self._waiting, []
                _fail(deeds, error)
            elif len(deeds) == 1:
                _fail(deeds, error)
            else:
                self._do_alone(deeds)
        finally:
            for deed in deeds:
                deed.is_done = True

    def _do_alone(self, deeds: Sequence[_Deed[Any]]) -> None:
        """What has failed together is done one by one: only who is at fault fails."""
        for deed in deeds:
            try:
                with self.writing() as connection:
                    deed.do_alone(connection)
                _note_kept([deed])
            except Exception as error:
                _fail([deed], error)


class _Deed(Generic[T]):
    """Something to be done in a transaction, and what came of it."""

    def __init__(self, does: _Do[T]) -> None:
        self._does, self.is_done, self.is_kept = does, False, False
        self._given: list[T] = []
        self.error: Exception | None = None

    def do_alone(self, connection: sa.Connection) -> None:
        """Do it in a transaction of its own, with which it fails. Raises what it raises."""
        self._given, self.error = [], None
        self._given = [self._does(connection)]

    def do(self, connection: sa.Connection) -> None:
        """Do it, or nothing of it. Raises what the database has to say: then the transaction is broken."""
        self._given, self.error = [], None
        _SAVE.run(connection, {})
        try:
            self._given = [self._does(connection)]
        except DBAPIError:
            raise  # where the disk is full, SQLite has given up the savepoint and all
        except Exception as error:
            _UNDO.run(connection, {})
            self.error = error
        _RELEASE.run(connection, {})

    def outcome(self) -> T:
        """What it gave, if that is kept. Raises what it raised."""
        if self.error is not None:
            raise self.error
        if not self.is_kept:
            # Whoever did it was ended (SystemExit, KeyboardInterrupt) before the transaction was.
            raise Unreachable("LETTERS_STORE: the process was about to end; try again")
        return self._given[0]


def _note_kept(deeds: Sequence[_Deed[Any]]) -> None:
    for deed in deeds:
        deed.is_kept = True


def _fail(deeds: Sequence[_Deed[Any]], error: Exception) -> None:
    for deed in deeds:
        deed.error = error


def opened(url: str, keys: Keys | None) -> Store:
    """The store, in its newest schema. Raises LettersError where it can't be used, or belongs to another key."""
    store = Store(url)
    try:
        store.upgrade()
        if keys is not None:
            _recognise(store, keys.budget("site"))
    except BaseException:
        store.close()
        raise
    return store


def existing(url: str, keys: Keys | None) -> Store:
    """The store of a site that runs or has run, as `opened` gives it. Raises LettersError where there is none.

    Without keys, whoever has lost them can close an appeal still: to destroy is no reason to be recognised.
    """
    if (path := _file_of(url)) and not path.is_file():
        raise Refused(
            f"LETTERS_STORE: there is no {path}; set it to the store of the site, which makes it at its start"
        )
    return opened(url, keys)


def _recognise(store: Store, check: bytes) -> None:
    """Raises Refused for a key that isn't that of the store's rows."""
    with store.reading() as connection:
        is_known = connection.execute(sa.select(site.c.key_check)).scalar_one_or_none() == check
    if not is_known:
        store.write(lambda connection: _take_over(connection, store, check))


def _take_over(connection: sa.Connection, store: Store, check: bytes) -> None:
    connection.execute(store.insert(site).values(id=1, key_check=check).on_conflict_do_nothing())
    known = connection.execute(sa.select(site.c.key_check)).scalar_one()
    if known == check:
        return
    if any(connection.execute(sa.select(table.c.nonce).limit(1)).first() for table in (signatures, pending)):
        raise Refused(
            "LETTERS_SECRET_KEY isn't the one with which this store was begun: the links in everybody's mail would be"
            " dead, and who has signed could sign again. Set it to the earlier key (or LETTERS_STORE to a new store)"
        )
    connection.execute(sa.update(site).values(key_check=check))


def _file_of(url: str) -> Path | None:
    try:
        parsed = sa.make_url(url)
    except ArgumentError:
        return None
    return Path(parsed.database) if parsed.drivername == "sqlite" and parsed.database else None


def _engine(url: str) -> sa.Engine:
    try:
        parsed = sa.make_url(url)
        _refuse_unknown(parsed)
        if parsed.get_backend_name() != "sqlite":
            return _postgresql(parsed)
        return _sqlite(parsed)
    except (ArgumentError, NoSuchModuleError, ImportError):
        raise Refused(
            "LETTERS_STORE must be sqlite:////folder/letters.db or postgresql+psycopg://user@host/database"
            " (the latter needs: pip install 'letters-toolkit[postgresql]')"
        ) from None


def _refuse_unknown(url: sa.URL) -> None:
    if url.drivername not in ("sqlite", "postgresql+psycopg") or url.database in (None, "", ":memory:"):
        raise ArgumentError("neither SQLite nor PostgreSQL, or nothing that lasts")


def _postgresql(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(url, pool_pre_ping=True, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {WAITS * 1000:.0f}")
        connection.commit()

    return engine


def _sqlite(url: sa.URL) -> sa.Engine:
    _private(Path(str(url.database)))
    engine = sa.create_engine(url, connect_args={"timeout": WAITS}, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        # Transactions begin where `writing` says so, not where the driver guesses.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A transaction that first reads and then writes is answered "locked" at once, whatever the timeout.
        if connection.get_execution_options().get("writes"):
            with wrapped():
                _take_turn(connection.connection.dbapi_connection)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _take_turn(raw: Any) -> None:
    """Begin to write as soon as nobody else does.

    SQLite itself looks ever more rarely, up to ten times a second: a process that comes back at once would be let in
    again and again before another one that waits. Looking costs microseconds.
    """
    end = time.monotonic() + WAITS
    raw.execute("PRAGMA busy_timeout=0")
    try:
        while not _has_begun(raw, time.monotonic() > end):
            time.sleep(_LOOKS)
    finally:
        raw.execute(f"PRAGMA busy_timeout={WAITS * 1000:.0f}")


def _has_begun(raw: Any, is_late: bool) -> bool:
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if is_late or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _private(path: Path) -> None:
    """The file, made for its owner alone: SQLite gives its log and its index the same permissions."""
    try:
        path.parent.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        path.touch(PRIVATE, exist_ok=True)
    except OSError as error:
        raise Unreachable(f"LETTERS_STORE: can't write {path}: {error.strerror}") from None
