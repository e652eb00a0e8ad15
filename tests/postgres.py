"""A PostgreSQL server of the tests' own, where Debian's package is installed."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

import pytest

KEY = "a key of forty characters, for tests only"
HANGS = 120.0  # seconds after which a test gives up on what never comes; nothing is measured by it
_LOOK = 0.02
_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of Debian's PostgreSQL; its URL, without a database. It ends with the tests, however they end."""
    if programs() is None:
        pytest.skip("no PostgreSQL here; CI=true script/bootstrap test installs it")
    with server(tmp_path_factory.mktemp("postgresql") / "log", "-c", "fsync=off") as url:
        yield url


@contextmanager
def server(log: Path, *options: str) -> Iterator[str]:
    """A server with these options, and the URL of its databases."""
    where = programs()
    # Not in the tests' own folder: a socket's path has room for 107 characters, and its owner is another.
    folder = Path(tempfile.mkdtemp(prefix="letters-pg-"))
    user = _unprivileged(folder)
    try:
        initdb = [*user, f"{where}/initdb", "-D", f"{folder}/data", "-U", "letters", "--no-sync", "-E", "UTF8"]
        subprocess.run([*initdb, "--locale=C", "-A", "trust"], check=True, capture_output=True, cwd=folder)
        # Nobody connects but through a socket in that folder: no port that somebody else could have taken.
        serves = ["-k", str(folder), "-c", "listen_addresses=", "-c", "max_connections=200", *options]
        command = [*user, f"{where}/postgres", "-D", f"{folder}/data", *serves]
        with log.open("wb") as said, subprocess.Popen(command, stdout=said, stderr=said, cwd=folder) as process:
            try:
                _wait_for([f"{where}/pg_isready", "-q", "-h", str(folder)], process)
                yield f"postgresql+psycopg://letters@/{{database}}?host={folder}"
            finally:
                process.send_signal(signal.SIGINT)  # whoever is connected still is turned out
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: str) -> str:
    """The URL of a database that has been brought to the newest schema."""
    # Here, so that tests without a store needn't load what keeps one.
    from letters.signing.keys import Keys
    from letters.store.database import opened

    url = made_database(postgresql_server)
    opened(url, Keys(KEY)).close()
    return url


def made_database(server: str) -> str:
    """The URL of a new database."""
    import sqlalchemy as sa

    name = f"test{next(_numbers)}"
    engine = sa.create_engine(server.format(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return server.format(database=name)


def programs() -> str | None:
    """Where PostgreSQL's programs are: Debian has a folder for each version, off the path."""
    found = sorted(glob("/usr/lib/postgresql/*/bin/postgres"), key=lambda path: int(path.split("/")[4]))
    return str(Path(found[-1]).parent) if found else None


def _unprivileged(folder: Path) -> list[str]:
    """How to begin as somebody who isn't root, whom PostgreSQL refuses; and so that it ends with its parent."""
    begin = ["setpriv", "--pdeathsig", "INT"]
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
        begin += ["--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
    return begin


def _wait_for(asks: list[str], server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + HANGS
    while subprocess.run(asks, check=False).returncode:
        assert server.poll() is None and time.monotonic() < end, "PostgreSQL doesn't start"
        time.sleep(_LOOK)
