"""Statements compiled once for each kind of database, and given to its driver as they are.

Most of the time that a signature took went into SQLAlchemy's `execute`, which looks up anew what it has compiled and
wraps what comes back. What each signature takes goes past it, with the same types.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
"""INSERT with ON CONFLICT, by the kind of database: both have it, and SQLAlchemy's own has not."""


class Prepared:
    """A statement that is given its values by name: `PLACES.rows(connection, {"appeal": slug, "address": mac})`.

    An INSERT gets the columns that it is given values for when it is first run. Everything raises DBAPIError, and
    KeyError where values are given for other names. It needs a transaction that has begun.
    """

    def __init__(self, statement: Any) -> None:
        """`statement`: SQLAlchemy's; or one for each kind of database, by its name."""
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, connection: sa.Connection, values: Mapping[str, Any]) -> list[Any]:
        """All its rows, their values under the names of the columns."""
        compiled = self._for(connection, values)
        return compiled.rows(compiled.run(connection, values))

    def first(self, connection: sa.Connection, values: Mapping[str, Any]) -> Any:
        """Its first row; None where it has none."""
        return next(iter(self.rows(connection, values)), None)

    def value(self, connection: sa.Connection, values: Mapping[str, Any]) -> Any:
        """The first value of its first row; None where it has none."""
        return next(iter(self.first(connection, values) or ()), None)

    def run(self, connection: sa.Connection, values: Mapping[str, Any]) -> int:
        """How many rows it has changed."""
        return int(self._for(connection, values).run(connection, values).rowcount)

    def _for(self, connection: sa.Connection, values: Mapping[str, Any]) -> _Compiled:
        name = connection.dialect.name
        if name not in self._compiled:
            statement = self._statement[name] if isinstance(self._statement, Mapping) else self._statement
            self._compiled[name] = _Compiled(statement, connection.dialect, values)
        return self._compiled[name]


class _Compiled:
    """A statement in the words of one kind of database."""

    def __init__(self, statement: Any, dialect: Dialect, values: Mapping[str, Any]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(values))
        self._sql, self._error = str(compiled), dialect.loaded_dbapi.Error
        kinds = {name: given.type.dialect_impl(dialect) for given, name in compiled.bind_names.items()}
        written = {name: kind.bind_processor(dialect) for name, kind in kinds.items()}
        self._written = [(name, written[name]) for name in compiled.positiontup or kinds]
        self._fixed = {name: given.value for given, name in compiled.bind_names.items() if not given.required}
        self._wanted = frozenset(name for given, name in compiled.bind_names.items() if given.required)
        self._is_positional = compiled.positional
        columns = list(getattr(statement, "exported_columns", ()))
        read = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        self._read = [(at, converts) for at, converts in enumerate(read) if converts]
        self._row = _row_of([column.key for column in columns])

    def run(self, connection: sa.Connection, values: Mapping[str, Any]) -> Any:
        """The driver's cursor."""
        raw: Any = connection.connection.dbapi_connection
        try:
            return raw.execute(self._sql, self._given(values))
        except self._error as error:
            raise DBAPIError(None, None, error) from None

    def rows(self, cursor: Any) -> list[Any]:
        """What the cursor has."""
        try:
            found = cursor.fetchall()
        except self._error as error:
            raise DBAPIError(None, None, error) from None
        return [self._row._make(self._converted(row)) for row in found]

    def _given(self, values: Mapping[str, Any]) -> Any:
        if values.keys() != self._wanted:
            raise KeyError(*sorted(values.keys() ^ self._wanted))
        given = []
        for name, converts in self._written:
            value = values[name] if name in values else self._fixed[name]
            given.append(converts(value) if converts and value is not None else value)
        if self._is_positional:
            return given
        return dict(zip((name for name, _ in self._written), given, strict=True))

    def _converted(self, row: tuple[Any, ...]) -> Any:
        if not self._read:
            return row
        converted = list(row)
        for at, converts in self._read:
            if converted[at] is not None:
                converted[at] = converts(converted[at])
        return converted


def _row_of(names: Sequence[str]) -> Any:
    return namedtuple("Row", names, rename=True)
