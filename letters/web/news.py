"""News and events, each on a page of its own; and a case with all that has been said of it, as one chain."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template

from letters.appeal.appeal import Appeal
from letters.appeal.file import EarlierDocument
from letters.appeal.notice import EventFile, EventKind, NewsKind, Notice
from letters.feeds import calendar as calendars
from letters.fields.dates import PartialDate
from letters.library.notices import appeals_of
from letters.typed import squeezed
from letters.web.context import library, now, public_appeals, public_notices
from letters.web.following import gathering
from letters.web.texts import when
from letters.web.views import newest, words_for

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
def event_calendar(slug: str) -> Response:
    """The event as an entry for a calendar."""
    notice = _public(slug, EventKind.EVENT)
    response = Response(calendars.calendar("", [], [gathering(notice)]), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response


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
    numbered = {squeezed(appeal.facts.case or ""): appeal.facts.case for appeal in public_appeals()} | {"": None}
    public = {appeal.slug: appeal for appeal in public_appeals()}
    shown = list(appeals_of(numbered.get(key) or key, public).values())
    if not shown:
        abort(404)
    shown.sort(key=newest)
    named = next((appeal.facts.case for appeal in shown if appeal.facts.case), None)
    return render_template("web/news/case.html", case=named, chain=_chain(shown), appeals=shown, **words_for(shown))


def _chain(appeals: list[Appeal]) -> list[Link]:
    slugs = {appeal.slug for appeal in appeals}
    links = [Link(date=appeal.facts.issued, appeal=appeal) for appeal in appeals]
    for appeal in appeals:
        numbered = reversed(list(enumerate(appeal.facts.earlier)))
        links += [Link(date=was.issued, earlier=was, place=place, appeal=appeal) for place, was in numbered]
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


def case_key(appeal: Appeal) -> str:
    """What stands for an appeal's case in the address of its page."""
    return squeezed(appeal.facts.case) if appeal.facts.case else appeal.slug


def when_of(facts: EventFile) -> str:
    """When an event is, in the reader's language."""
    return when(facts, library().site.zone)
