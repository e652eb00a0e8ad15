"""An appeal's sheet, to be downloaded by whoever wants to hand it out."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, abort, make_response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from letters.appeal.appeal import Appeal
from letters.errors import Refused, gettext_noop
from letters.handout import hand_out
from letters.library.picture import PRINTED, MadeLater, jpeg, logo_to_print
from letters.web.context import context, library, now
from letters.web.renderer import Busy
from letters.web.texts import explained, gettext
from letters.web.writing import open_appeal

pages = Blueprint("sheets", __name__)

NO_SHEET = gettext_noop("This sheet can't be made now")
MOMENT = gettext_noop("Many letters and sheets are being made. Please try again in a moment.")
# Minutes, not hours: a case can end on any day, and its sheet with it.
CACHED = "public, max-age=300"


@pages.get("/appeals/<slug>/sheet.pdf")
def sheet(slug: str) -> BaseResponse:
    """The appeal as a sheet, in its own language or another one that it has."""
    appeal = open_appeal(slug)
    language = request.args.get("language", appeal.facts.language)
    if language not in appeal.languages:
        abort(404)
    try:
        handout = hand_out(
            appeal,
            library(),
            language,
            now(),
            address=context().settings.address,
            picture=picture_of(appeal),
            logo=logo_to_print(library().folder, library().site.logo),
        )
        content = context().sheets.pdf(handout)
    except (Refused, Busy, MadeLater) as error:
        return _not_now(error)
    response = Response(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{handout.stem}.pdf"'
    response.headers["Cache-Control"] = CACHED
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    return response.make_conditional(request)


def picture_of(appeal: Appeal) -> bytes:
    """The appeal's first photo; where it can't be shown, the sheet goes without, as the appeal's page does."""
    if not appeal.facts.pictures:
        return b""
    try:
        return jpeg(appeal.folder, appeal.facts.pictures[0].file, PRINTED)
    except Refused:
        return b""


def _not_now(error: Refused | Busy | MadeLater) -> Response:
    busy = not isinstance(error, Refused)
    advice = gettext(MOMENT) if busy else explained(error)
    response = make_response(
        render_template("web/failure.html", title=gettext(NO_SHEET), advice=advice), 503 if busy else 404
    )
    if busy:
        response.headers["Retry-After"] = "30"
    return response
