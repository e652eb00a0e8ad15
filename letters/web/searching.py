"""What can be looked for among the appeals: words, and choices beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from werkzeug.datastructures import MultiDict

from letters.appeal.topics import TOPICS
from letters.channel import Channel
from letters.errors import gettext_noop
from letters.fields.countries import COUNTRIES
from letters.library.search import MAX_QUERY
from letters.web.texts import gettext

WAYS = {Channel.POST: gettext_noop("post"), Channel.EMAIL: gettext_noop("e-mail"), Channel.FAX: gettext_noop("fax")}
"""What the ways are called within a sentence."""
SIGNING = "sign"
"""What people choose who would rather sign an open letter than write one."""
UNTIL = {
    "7": gettext_noop("within a week"),
    "30": gettext_noop("within a month"),
    "none": gettext_noop("until further notice"),
}
"""When the last day to write is, as people choose it; numbers are days from today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for; what can't be looked for is left out."""

    query: str = ""
    country: str = ""
    topic: str = ""
    way: Channel | Literal["sign"] | None = None
    until: str = ""

    @property
    def is_filtered(self) -> bool:
        """Whether it asks for more than words."""
        return bool(self.country or self.topic or self.way or self.until)


CHOICES: Mapping[str, Any] = MappingProxyType({"country": "", "topic": "", "way": None, "until": ""})
"""What can be chosen beside the words, and what stands there when it isn't."""


def search_from(typed: MultiDict[str, str]) -> Search:
    """The search that somebody has filled in. A choice that there is not counts as none."""

    def chosen(name: str, known: Callable[[str], bool]) -> str:
        value = typed.get(name, "")
        return value if known(value) else ""

    way = chosen("way", lambda value: value in (*Channel, SIGNING))
    return Search(
        query=" ".join(typed.get("q", "")[:MAX_QUERY].split()),
        country=chosen("country", COUNTRIES.__contains__),
        topic=chosen("topic", TOPICS.__contains__),
        way="sign" if way == SIGNING else Channel(way) if way else None,
        until=chosen("until", UNTIL.__contains__),
    )


def ways_to_choose() -> list[tuple[str, str]]:
    """The ways by which a letter can travel, or that it is signed with others; and what they are called."""
    return [*((way.value, gettext(word)) for way, word in WAYS.items()), (SIGNING, gettext("sign with others"))]


def days_to_choose() -> list[tuple[str, str]]:
    """When the last day can be, and how that is said."""
    return [(value, gettext(word)) for value, word in UNTIL.items()]
