"""The last day to write, for one's own calendar."""

from __future__ import annotations

from flask import Blueprint, Response, abort, url_for

from letters.feeds import calendar as calendars
from letters.web.context import context, now
from letters.web.following import day_named
from letters.web.writing import open_appeal

pages = Blueprint("reminder", __name__, url_prefix="/appeals/<slug>")


@pages.get("/reminder.ics")
def calendar(slug: str) -> Response:
    """The last day to write, as an entry for a calendar. It is the same for everybody, and asks nobody anything."""
    appeal = open_appeal(slug)
    if appeal.facts.deadline is None:
        abort(404)
    address = context().settings.address
    # The same at every download, so that a calendar moves the entry when the day is moved.
    uid = calendars.uid_of(appeal, address)
    page = f"{address}{url_for('pages.appeal', slug=slug)}" if address else ""
    day = calendars.last_day(appeal, uid, day_named(appeal), page, now())
    response = Response(calendars.calendar("", [day], reminds=True), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-reminder.ics"'
    return response
