"""What can be wrong with a store, by what its database says, and what to do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from letters.errors import LettersError

WAITS = 30.0
"""Seconds that a writer waits for those before it."""


class Unreachable(LettersError):
    """The store can't be read or written to just now: it is locked, its disk is full, or its server is away."""


_SQLITE = {
    "FULL": "there is no room left on its disk; make room there",
    "BUSY": f"another process has kept it locked for {WAITS:.0f} seconds; look for one that hangs, and try again",
    "LOCKED": "it is locked; try again",
    "READONLY": "it may only be read; let the user who runs this write the file and its folder",
    "PERM": "it may not be written; let the user who runs this write the file and its folder",
    "CANTOPEN": "it can't be opened; look whether its folder is there, and whose it is",
    "IOERR": "its disk is full or out of order; look at the disk",
    "NOTADB": "the file is no database of SQLite; look whether it is the right one",
    "CORRUPT": "the file is damaged; take the last backup",
}
_POSTGRESQL = {
    "08": "the connection to its server broke; try again",
    "25006": "its server only lets it be read now; name the one that can be written to",
    "28": "its server doesn't know this user or password; look at the URL",
    "3D": "its server has no database of that name; make it with createdb",
    "42501": "this user may not write there; make it the owner of the database",
    "53": "its server has no room or connection left; make room there",
    "55P03": f"somebody has kept it locked for {WAITS:.0f} seconds; look for what hangs, and try again",
    "57": "its server stops or is just starting; try again",
}


@contextmanager
def reached() -> Iterator[None]:
    """Unreachable, saying what to do, for what isn't the program's fault; else the fault, without anybody's data."""
    try:
        yield
    except NoConnectionLeft:
        raise Unreachable("LETTERS_STORE: too many people ask at once; try again") from None
    except DBAPIError as error:
        if said := _said(error):
            raise Unreachable(f"LETTERS_STORE: {said}") from None
        orig: Any = error.orig
        which = getattr(orig, "sqlite_errorname", None) or getattr(orig, "sqlstate", None)
        # What PostgreSQL says of a row that it doesn't take holds the row.
        message = str(orig) if hasattr(orig, "sqlite_errorname") else ""
        raise RuntimeError(f"{type(orig).__name__} {which} {message}".strip()) from None


def _said(error: DBAPIError) -> str:
    orig: Any = error.orig
    if name := getattr(orig, "sqlite_errorname", ""):
        return _SQLITE.get(name.split("_")[1], "")
    state = getattr(orig, "sqlstate", None) or ""
    if not state and type(orig).__name__ == "OperationalError":
        return f"its server doesn't answer ({str(orig).splitlines()[0]}); look whether it runs, and at the URL"
    return next((said for begin, said in _POSTGRESQL.items() if state.startswith(begin)), "")


@contextmanager
def wrapped() -> Iterator[None]:
    """The driver's own errors as SQLAlchemy's."""
    try:
        yield
    except sqlite3.Error as error:
        raise DBAPIError(None, None, error) from None
