"""Ways to find an appeal: a country's page, a topic's, and a search with filters, which keeps no word of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import Blueprint, render_template, request

from letters.appeal.appeal import Appeal
from letters.appeal.notice import Notice
from letters.appeal.topics import topic_named
from letters.web.context import context, library, public_appeals, public_notices, today
from letters.web.following import Followed, of_country, of_topic
from letters.web.searching import Search, search_from
from letters.web.texts import language
from letters.web.views import by_urgency, choices, newest, ways_of, words_for

pages = Blueprint("finding", __name__)

ItemT = TypeVar("ItemT")
PER_PAGE = 25
"""Of a list on one page: it stays under 50 kB."""


@pages.get("/countries/<code>")
def country_page(code: str) -> str:
    """All that is public about a country, the newest first, with how it ended."""
    return _page(of_country(code), "countries", {"code": code})


@pages.get("/topics/<key>")
def topic_page(key: str) -> str:
    """All that is public about a topic, the newest first, with how it ended."""
    return _page(of_topic(key), "topics", {"key": key})


@dataclass(frozen=True, slots=True)
class Part(Generic[ItemT]):
    """One page of a list that may be long, which of them, and how many there are."""

    items: Sequence[ItemT]
    page: int
    pages: int


def _part(items: Sequence[ItemT]) -> Part[ItemT]:
    """The part of a list that is asked for by `?page=`, or the nearest that there is."""
    pages = max(1, -(-len(items) // PER_PAGE))
    asked = request.args.get("page", "")
    page = min(int(asked) if re.fullmatch("[1-9][0-9]{0,5}", asked) else 1, pages)
    return Part(items[(page - 1) * PER_PAGE : page * PER_PAGE], page, pages)


def _page(followed: Followed, place: str, where: dict[str, str]) -> str:
    part = _part(_merged(followed))
    return render_template(
        "web/finding/page.html",
        followed=followed,
        feeds=(place, where),
        part=part,
        **words_for(item for item in part.items if isinstance(item, Appeal)),
    )


def _merged(followed: Followed) -> list[Appeal | Notice]:
    """Appeals and notices in one list, the newest first."""
    dated: list[tuple[tuple[int, str], Appeal | Notice]] = [(newest(appeal), appeal) for appeal in followed.appeals]
    dated += [((-notice.day.toordinal(), notice.slug), notice) for notice in followed.notices]
    return [item for _, item in sorted(dated, key=lambda pair: pair[0])]


@pages.get("/search")
def search() -> str:
    """The appeals that have all that is looked for: those that need letters first."""
    asked, shown = search_from(request.args), public_appeals()
    rank = {slug: place for place, slug in enumerate(context().index.find(library(), asked.query))}
    found = [appeal for appeal in _by_words(asked.query, rank, shown) if _matches(appeal, asked)]
    part = _part(found)
    notices = [notice for notice in public_notices() if notice.slug in rank and _suits(notice, asked)]
    return render_template(
        "web/finding/search.html",
        asked=asked,
        number=len(found),
        part=part,
        notices=sorted(notices, key=lambda notice: rank[notice.slug])[:PER_PAGE],
        kept={name: value for name, value in request.args.items() if name != "page" and value},
        **choices(shown),
        **words_for(part.items),
    )


def _by_words(query: str, rank: dict[str, int], appeals: tuple[Appeal, ...]) -> list[Appeal]:
    """Those that have the words, open ones first and the best on top; without words all, the most urgent first."""
    if not query:
        return sorted(appeals, key=by_urgency)
    found = [appeal for appeal in appeals if appeal.slug in rank]
    return sorted(found, key=lambda appeal: (not appeal.is_open(today()), rank[appeal.slug]))


def _suits(notice: Notice, asked: Search) -> bool:
    """Whether news or an event can be what is looked for: no letter travels anywhere."""
    fits = asked.country in ("", notice.country) and (not asked.topic or asked.topic in notice.topics)
    return fits and asked.way is None and not asked.until


def _matches(appeal: Appeal, asked: Search) -> bool:
    facts = appeal.facts
    return (
        asked.country in ("", facts.country)
        and (not asked.topic or asked.topic in facts.topics)
        and (asked.way is None or asked.way in ways_of(appeal))
        and (not asked.until or _ends_within(appeal, asked.until))
    )


def _ends_within(appeal: Appeal, until: str) -> bool:
    if not appeal.is_open(today()):
        return False
    last = appeal.facts.deadline
    if until == "none" or last is None:
        return until == "none" and last is None
    return (last - today()).days <= int(until)


def topic_called(key: str) -> str:
    """A topic's name in the reader's language."""
    return topic_named(key, language())[0]
