"""Ways to find an appeal: a country's page, a topic's, and a search with filters, which keeps no word of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from flask import Blueprint, render_template, request

from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind
from letters.appeal.notice import NewsFile, Notice
from letters.appeal.topics import topic_named
from letters.channel import Channel
from letters.web.context import context, library, public_appeals, public_notices, today
from letters.web.following import Followed, of_country, of_topic
from letters.web.searching import CHOICES, SIGNING, Search, days_to_choose, search_from, ways_to_choose
from letters.web.texts import language
from letters.web.views import by_urgency, choices, coming, newest, ways_of, words_for

pages = Blueprint("finding", __name__)
pages.add_app_template_global(ways_to_choose)
pages.add_app_template_global(days_to_choose)

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


def part_of(items: Sequence[ItemT]) -> Part[ItemT]:
    """The part of a list that is asked for by `?page=`, or the nearest that there is."""
    pages = max(1, -(-len(items) // PER_PAGE))
    asked = request.args.get("page", "")
    page = min(int(asked) if re.fullmatch("[1-9][0-9]{0,5}", asked) else 1, pages)
    return Part(items[(page - 1) * PER_PAGE : page * PER_PAGE], page, pages)


def _page(followed: Followed, place: str, where: dict[str, str]) -> str:
    ahead = coming(followed.notices)
    part = part_of(_merged(followed))
    return render_template(
        "web/finding/page.html",
        followed=followed,
        coming=ahead if part.page == 1 else [],
        feeds=(place, where),
        part=part,
        **words_for(item for item in part.items if isinstance(item, Appeal)),
    )


def _merged(followed: Followed) -> list[Appeal | Notice]:
    """Appeals and news in one list, the newest first. An event that is over keeps its page, but has left the list."""
    news = [notice for notice in followed.notices if isinstance(notice.facts, NewsFile)]
    dated: list[tuple[tuple[int, str], Appeal | Notice]] = [(newest(appeal), appeal) for appeal in followed.appeals]
    dated += [((-notice.day.toordinal(), notice.slug), notice) for notice in news]
    return [item for _, item in sorted(dated, key=lambda pair: pair[0])]


@pages.get("/search")
def search() -> str:
    """The appeals that have all that is looked for: those that need letters first."""
    asked, shown = search_from(request.args), public_appeals()
    rank = {slug: place for place, slug in enumerate(context().index.find(library(), asked.query))}
    with_words = _by_words(asked.query, rank, shown)
    found = [appeal for appeal in with_words if _matches(appeal, asked)]
    part = part_of(found)
    notices = [notice for notice in public_notices() if notice.slug in rank and _suits(notice, asked)]
    return render_template(
        "web/finding/search.html",
        asked=asked,
        number=len(found),
        part=part,
        notices=sorted(notices, key=lambda notice: rank[notice.slug])[:PER_PAGE],
        kept=_kept(asked),
        wider=() if found or notices else tuple(_wider(asked, with_words)),
        **choices(shown),
        **words_for(part.items),
    )


def _kept(asked: Search) -> dict[str, str]:
    """The search as links go on with it."""
    fields = {"q": asked.query, **{name: getattr(asked, name) or "" for name in CHOICES}}
    return {name: str(value) for name, value in fields.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider:
    """The same search without one of its choices: which of them, the rest of the address, and what it would find."""

    choice: str
    kept: dict[str, str]
    number: int


def _wider(asked: Search, with_words: list[Appeal]) -> Iterator[Wider]:
    """For somebody who has found nothing: each choice without which there is something, and all of them."""
    without: dict[str, Search] = {name: replace(asked, **{name: none}) for name, none in CHOICES.items()}
    without[""] = Search(query=asked.query)
    chosen = [name for name in CHOICES if getattr(asked, name)]
    for name in (*chosen, *([""] if len(chosen) > 1 else ())):
        if number := sum(_matches(appeal, without[name]) for appeal in with_words):
            yield Wider(choice=name, kept=_kept(without[name]), number=number)


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
        and (asked.way is None or _goes(appeal, asked.way))
        and (not asked.until or _ends_within(appeal, asked.until))
    )


def _goes(appeal: Appeal, way: Channel | str) -> bool:
    """Whether it can be done that way: an open letter can be signed, whichever ways it travels."""
    return appeal.facts.kind is Kind.OPEN_LETTER if way == SIGNING else way in ways_of(appeal)


def _ends_within(appeal: Appeal, until: str) -> bool:
    if not appeal.is_open(today()):
        return False
    last = appeal.facts.deadline
    if until == "none" or last is None:
        return until == "none" and last is None
    return (last - today()).days <= int(until)


@pages.app_template_global()
def topic_called(key: str) -> str:
    """A topic's name in the reader's language."""
    return topic_named(key, language())[0]
