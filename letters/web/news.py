"""News and events, each on a page of its own; and a case with all that has been said of it, as one chain."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from letters.appeal.appeal import Appeal
from letters.appeal.file import EarlierDocument
from letters.appeal.notice import EventKind, NewsKind, Notice
from letters.feeds import calendar as calendars
from letters.fields.dates import PartialDate
from letters.library.notices import appeals_of, numbered
from letters.web.context import library, now, public_appeals, public_notices
from letters.web.finding import part_of
from letters.web.following import answer, gathering
from letters.web.views import coming, issued_about, newest, words_for

pages = Blueprint("news", __name__)


@pages.get("/news/<slug>")
def news(slug: str) -> str:
    """What has happened."""
    return _page(_public(slug, NewsKind.NEWS))


@pages.get("/events/<slug>")
def event(slug: str) -> str:
    """Where to come to, and when."""
    return _page(_public(slug, EventKind.EVENT))


@pages.get("/events/<slug>/event.ics")
def event_calendar(slug: str) -> BaseResponse:
    """The event as an entry for a calendar."""
    notice = _public(slug, EventKind.EVENT)
    response = answer(calendars.calendar("", [], [gathering(notice)]), calendars.TYPE, [], [notice])
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response


@pages.get("/news")
def all_news() -> str:
    """All events that are coming, then all news and what has taken place, the newest first."""
    shown = public_notices()
    ahead = coming(shown)
    part = part_of([notice for notice in shown if notice not in ahead])
    return render_template("web/news/all.html", coming=ahead if part.page == 1 else [], part=part)


@pages.get("/events")
def events() -> BaseResponse:
    """Somebody who has shortened an address: events stand with the news."""
    return redirect(url_for("news.all_news"), 301)


def _page(notice: Notice) -> str:
    appeals = [appeal for appeal in public_appeals() if appeal.slug in notice.appeals]
    return render_template("web/news/page.html", notice=notice, appeals=appeals, **words_for(appeals))


def _public(slug: str, kind: NewsKind | EventKind) -> Notice:
    notice = library().notices.get(slug)
    if notice is None or notice.facts.kind is not kind or not notice.is_public(now()):
        abort(404)
    return notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One thing in the chain of a case: an appeal, a document that came before it, news or an event.

    `place` is where an earlier document stands among its appeal's.
    """

    date: PartialDate | None
    appeal: Appeal | None = None
    earlier: EarlierDocument | None = None
    place: int = 0
    notice: Notice | None = None


@pages.get("/cases/<key>")
def case(key: str) -> str:
    """All of a case, the newest first: its appeals, the documents before them, news, events.

    `key` is the number of the case, in small letters and digits, or the name of an appeal that has none.
    """
    known = {numbered(appeal.facts.case or ""): appeal.facts.case for appeal in public_appeals()} | {"": None}
    public = {appeal.slug: appeal for appeal in public_appeals()}
    shown = list(appeals_of(known.get(key) or key, public).values())
    if not shown:
        abort(404)
    shown.sort(key=newest)
    named = next((appeal.facts.case for appeal in shown if appeal.facts.case), None)
    return render_template("web/news/case.html", case=named, chain=_chain(shown), appeals=shown, **words_for(shown))


def _chain(appeals: list[Appeal]) -> list[Link]:
    slugs = {appeal.slug for appeal in appeals}
    links = [Link(date=issued_about(appeal), appeal=appeal) for appeal in appeals]
    for appeal in appeals:
        placed = reversed(list(enumerate(appeal.facts.earlier)))
        links += [Link(date=was.issued, earlier=was, place=place, appeal=appeal) for place, was in placed]
    dated = (notice for notice in public_notices() if slugs & set(notice.appeals))
    links += [Link(date=_partial(notice.day), notice=notice) for notice in dated]
    # What has no date stays behind what it stood behind.
    last = dt.date.max
    keyed = []
    for link in links:
        last = link.date.first_day if link.date else last
        keyed.append((last, link))
    return [link for _, link in sorted(keyed, key=lambda pair: pair[0], reverse=True)]


def _partial(day: dt.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


@pages.app_template_global()
def case_key(appeal: Appeal) -> str:
    """What stands for an appeal's case in the address of its page."""
    return numbered(appeal.facts.case) if appeal.facts.case else appeal.slug


def cases_to_show(appeals: Iterable[Appeal]) -> list[str]:
    """The cases of these appeals of which there is more to see than one appeal, as their addresses name them."""
    known = Counter(case_key(appeal) for appeal in appeals)
    told = {slug for notice in public_notices() for slug in notice.appeals}
    longer = {case_key(appeal) for appeal in appeals if appeal.facts.earlier or appeal.slug in told}
    return sorted(key for key in known if known[key] > 1 or key in longer)


@pages.app_template_global("case_has_more")
def has_more(appeal: Appeal) -> bool:
    """Whether there is more to see of an appeal's case than the appeal itself."""
    if appeal.facts.earlier or any(appeal.slug in notice.appeals for notice in public_notices()):
        return True
    return any(other.slug != appeal.slug and case_key(other) == case_key(appeal) for other in public_appeals())
