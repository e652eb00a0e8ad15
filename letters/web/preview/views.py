"""The preview's pages: the desk with site, letter and findings; all letters at a glance; and the call to reload."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from letters.appeal import Appeal, Status
from letters.channel import Channel
from letters.errors import LettersError
from letters.handout import hand_out
from letters.layout import LAYOUTS
from letters.letter import Letter
from letters.web.desk import desk as site
from letters.web.desk import now, today
from letters.web.preview import findings
from letters.web.preview.press import Press
from letters.web.preview.proofs import proof
from letters.web.preview.shelf import PreviewShelf
from letters.web.preview.trials import Trial, all_trials, letter_of, receivers, trial_from
from letters.web.preview.watch import Watch
from letters.web.sheets import picture_of

pages = Blueprint("preview", __name__, url_prefix="/preview")

WIDE, NARROW = 900, 300
"""Pixels of a page's picture: to be read, and to be looked at among others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What the preview was started with."""

    shelf: PreviewShelf
    watch: Watch
    press: Press
    address: str
    """Where the site will be, for the sheet's QR code; or nothing."""


def bench() -> Bench:
    """The bench of the running preview."""
    return cast(Bench, current_app.extensions["preview"])


def unpublished() -> dict[str, str]:
    """What every page of the site says above all else while the appeal isn't public."""
    appeal = bench().shelf.seen().appeal
    return {"unpublished": state(appeal, now()) if appeal else ""}


def state(appeal: Appeal, instant: dt.datetime) -> str:
    """Why nobody else sees the appeal yet; nothing where everybody does."""
    if appeal.facts.status is Status.DRAFT:
        return "A draft: only you see it. Nothing on this page is public, and no letter may be sent."
    if appeal.facts.embargo and appeal.facts.embargo > instant:
        end = f"{appeal.facts.embargo:%Y-%m-%d %H:%M %Z}"
        return f"Not before {end}: until then only you see it, and no letter may be sent."
    return ""


@pages.get("")
def desk() -> str:
    """The site, one letter and the findings, side by side."""
    shelf, library = bench().shelf, bench().shelf.library()
    seen, appeal = shelf.seen(), shelf.seen().appeal
    trial = trial_from(request.args, appeal, library) if appeal else None
    return render_template(
        "preview/desk.html",
        slug=shelf.slug,
        mark=seen.mark,
        appeal=appeal,
        found=findings.of(shelf, today()),
        proof=proof(trial, appeal, library, bench().press, today()) if trial and appeal else None,
        receivers=receivers(appeal, library, trial) if trial and appeal else {},
        used=findings.addressees(shelf, today()),
        layouts=LAYOUTS,
        channels={Channel.POST: "post", Channel.EMAIL: "e-mail", Channel.FAX: "fax"},
        WIDE=WIDE,
    )


@pages.get("/letters")
def letters() -> str | BaseResponse:
    """All letters at a glance."""
    seen = bench().shelf.seen()
    appeal = seen.appeal
    if appeal is None:
        return redirect(url_for("preview.desk"))
    return render_template(
        "preview/letters.html",
        slug=appeal.slug,
        mark=seen.mark,
        appeal=appeal,
        trials=tuple(all_trials(appeal)),
        layouts=LAYOUTS,
        names={key: addressee.name_in(appeal.facts.language) for key, addressee in appeal.to.items()},
        NARROW=NARROW,
    )


@pages.get("/rendered")
def rendered() -> str:
    """What shows only when every letter is made; of the version with errors that the files hold none can be."""
    written = bench().shelf.seen().written.appeals.get(bench().shelf.slug)
    found = findings.rendered(bench().shelf, written, bench().press, today()) if written else []
    return render_template("preview/rendered.html", found=found, is_broken=written is None)


@pages.get("/page.png")
def page() -> Response:
    """A picture of one page of a letter."""
    appeal = _appeal()
    trial = trial_from(request.args, appeal, bench().shelf.library())
    width = NARROW if request.args.get("width") == str(NARROW) else WIDE
    try:
        number = int(request.args.get("page", "1")) - 1
        letter = _letter(trial, appeal)
        faxed = trial.channel is Channel.FAX
        picture = bench().press.picture(letter, trial.layout, number, width, faxed=faxed)
    except (ValueError, IndexError, LettersError):
        abort(404)
    return Response(picture, mimetype="image/png")


@pages.get("/letter.pdf")
def letter() -> Response:
    """The letter as the PDF that supporters get."""
    appeal = _appeal()
    trial = trial_from(request.args, appeal, bench().shelf.library())
    return Response(bench().press.pdf(_letter(trial, appeal), trial.layout), mimetype="application/pdf")


@pages.get("/sheet.pdf")
def sheet() -> Response:
    """The appeal as a sheet, which says on every page that it is a draft as long as it is one."""
    appeal, written = _appeal(), bench().shelf.seen().written
    language = request.args.get("language", "")
    language = language if language in appeal.languages else appeal.facts.language
    handout = hand_out(appeal, written, language, now(), address=bench().address, picture=picture_of(appeal))
    return Response(site().sheets.pdf(handout), mimetype="application/pdf")


@pages.errorhandler(LettersError)
def refused(error: LettersError) -> Response:
    """Why a letter or sheet can't be made: an appeal that has ended, say."""
    return Response(f"{error}\n", 409, mimetype="text/plain")


@pages.before_app_request
def own_sheet() -> BaseResponse | None:
    """On the previewed site the sheet leads to the one that says what it is."""
    if request.endpoint == "sheets.sheet" and (request.view_args or {}).get("slug") == bench().shelf.slug:
        return redirect(url_for("preview.sheet", language=request.args.get("language", "")))
    return None


@pages.get("/changes")
def changes() -> Response:
    """A stream of server-sent events that tells each new mark of the files."""
    response = Response(bench().watch.events(), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _appeal() -> Appeal:
    appeal = bench().shelf.seen().appeal
    return appeal if appeal else abort(404)


def _letter(trial: Trial, appeal: Appeal) -> Letter:
    return letter_of(trial, appeal, bench().shelf.library(), today())
