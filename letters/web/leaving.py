"""A quick way out of the pages on which something is written: to a month's calendar, which says nothing of them."""

from __future__ import annotations

import calendar

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from letters.web import form_token
from letters.web.context import today
from letters.web.texts import month_named, week

pages = Blueprint("leaving", __name__)

CLEARED = '"cache", "storage"'
"""What the browser is to forget of this site (W3C, Clear-Site-Data).

Not its cookies, as others of this host may have set some; our only one is taken away by its name.
"""


@pages.get("/leave")
def leave() -> BaseResponse:
    """On to the calendar, so that neither the address bar nor the browser's history says what this was."""
    answer = redirect(url_for("leaving.calendar_page"), 303)
    if _is_meant():
        answer.headers["Clear-Site-Data"] = CLEARED
        form_token.forget(answer)
    return answer


def _is_meant() -> bool:
    """Whether somebody has gone here, from a page of ours or by hand; not where another site shows it as a picture."""
    asked_from, asked_for = (request.headers.get(f"Sec-Fetch-{name}") for name in ("Site", "Dest"))
    return asked_from in ("same-origin", "none", None) and asked_for in ("document", None)


@pages.get("/calendar")
def calendar_page() -> str:
    """This month, and nothing else."""
    day = today()
    days = week()
    weeks = calendar.Calendar(days[0][0]).monthdatescalendar(day.year, day.month)
    return render_template("web/calendar.html", month=month_named(day), days=days, weeks=weeks, today=day)
