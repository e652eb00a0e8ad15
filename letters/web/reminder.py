"""The last day to write, for one's own calendar."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator

from flask import Blueprint, Response, abort, url_for

from letters.appeal.appeal import Appeal
from letters.web.context import context, now
from letters.web.texts import colon, day, gettext, language, typeset
from letters.web.views import text_language
from letters.web.writing import open_appeal

pages = Blueprint("reminder", __name__, url_prefix="/appeals/<slug>")

# Octets of a line, without its end (RFC 5545, section 3.1).
_LINE = 75
# From the beginning of the day: at nine in the morning two days before, and on the day itself.
_ALARMS = ("-PT39H", "PT9H")


@pages.get("/reminder.ics")
def calendar(slug: str) -> Response:
    """The last day to write, as an entry for a calendar. It is the same for everybody, and asks nobody anything."""
    appeal = open_appeal(slug)
    if appeal.facts.deadline is None:
        abort(404)
    response = Response(entry(appeal, appeal.facts.deadline), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-reminder.ics"'
    return response


def entry(appeal: Appeal, deadline: dt.date) -> str:
    """The calendar with that one entry, in the reader's language (RFC 5545)."""
    spoken = text_language(appeal)
    title = typeset(appeal.texts_in(language()).title, spoken)
    said = f"{gettext('Write by %(day)s') % {'day': day(deadline)}}{colon()}{title}"
    address = f"{context().settings.address}{url_for('pages.appeal', slug=appeal.slug)}"
    return "".join(f"{_folded(line)}\r\n" for line in _lines(said, deadline, address))


def _lines(said: str, deadline: dt.date, address: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//letters-toolkit//letters//EN", "BEGIN:VEVENT")
    # The same at every download, so that a calendar moves the entry when the day is moved.
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, address)}"
    yield f"DTSTAMP:{now():%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{deadline:%Y%m%d}"
    yield f"SUMMARY:{_escaped(said)}"
    if "://" in address:
        yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    for trigger in _ALARMS:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(said)}", f"TRIGGER:{trigger}")
        yield "END:VALARM"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _escaped(text: str) -> str:
    """The text as a value of the type TEXT (section 3.3.11)."""
    return re.sub(r"([\\;,])", r"\\\1", " ".join(text.split()))


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which cuts a character in two."""
    pieces = [""]
    for sign in line:
        if len((pieces[-1] + sign).encode()) > _LINE:
            pieces.append(" ")
        pieces[-1] += sign
    return "\r\n".join(pieces)
