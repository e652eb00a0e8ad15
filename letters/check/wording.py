"""How a letter speaks: to its reader, politely, in words that everybody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letters.check.version import Version
from letters.errors import Finding

_PARTICIPLE = re.compile(r"^(?:urging|calling|asking|demanding|requesting|expressing|reminding|insisting)\b", re.I)


def participles(version: Version) -> Iterator[Finding]:
    """A warning for each demand that speaks as a report does."""
    for path, text in version.passages():
        if path[3:4] in (("demands",), ("items",)) and _PARTICIPLE.match(text):
            message = f'begins with {text.split()[0]!r}: a letter says "I urge you to ..."'
            yield version.warning(path, "A402", message)
