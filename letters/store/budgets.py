"""How often something may be done: counted in the transaction of the deed, by fingerprints that nobody can read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from letters.errors import Refused
from letters.signing.keys import Keys
from letters.store import statements


class Full(Refused):
    """The site or the appeal takes no more in this hour."""


def count(connection: sa.Connection, key: bytes, ends: dt.datetime) -> int:
    """Count one more under the key, until then; how many there are."""
    return int(statements.COUNT.value(connection, {"key": key, "until": ends}))


def spend(
    connection: sa.Connection, keys: Keys, limits: Mapping[tuple[str, ...], int], now: dt.datetime, why: str
) -> None:
    """Count one more in this hour for each of what is limited. Raises Full, which says why, above a limit."""
    hour, ends = now.strftime("%Y-%m-%dT%H"), now + dt.timedelta(hours=1)
    for parts, limit in limits.items():
        if count(connection, keys.budget(*parts, hour), ends) > limit:
            raise Full(why)
