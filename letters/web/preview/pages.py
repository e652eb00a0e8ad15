"""The preview's pages: one with site, letter and findings; all letters at a glance; and the call to reload."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from letters.channel import Channel
from letters.errors import LettersError
from letters.layout import LAYOUTS
from letters.web.context import library, today
from letters.web.preview import findings
from letters.web.preview.downloads import NARROW, WIDE, refused
from letters.web.preview.proofs import proof
from letters.web.preview.samples import all_samples, receivers, sample_from
from letters.web.preview.senders import choices
from letters.web.preview.state import ended, open_appeal, preview

pages = Blueprint("preview", __name__, url_prefix="/preview")
pages.register_error_handler(LettersError, refused)


@pages.get("")
def home() -> str:
    """The site, one letter and the findings, side by side."""
    live, books = preview().live, library()
    seen, appeal = live.seen(), live.seen().appeal
    ending = ended(appeal) if appeal else ""
    sample = sample_from(request.args, appeal, books) if appeal and not ending else None
    return render_template(
        "preview/home.html",
        slug=live.slug,
        fingerprint=seen.fingerprint,
        appeal=appeal,
        notice=None if appeal else seen.notice,
        ending=ending,
        found=findings.of(live, today()),
        proof=proof(sample, appeal, books, preview().images, today()) if sample and appeal else None,
        receivers=receivers(appeal, books, sample) if sample and appeal else {},
        used=findings.addressees(live, today()),
        layouts=choices(books.site.country),
        channels={Channel.POST: "post", Channel.EMAIL: "e-mail", Channel.FAX: "fax"},
        WIDE=WIDE,
    )


@pages.get("/letters")
def letters() -> str | BaseResponse:
    """All letters at a glance."""
    seen = preview().live.seen()
    if seen.appeal is None:
        return redirect(url_for("preview.home"))
    appeal = open_appeal()
    return render_template(
        "preview/letters.html",
        slug=appeal.slug,
        fingerprint=seen.fingerprint,
        appeal=appeal,
        samples=tuple(all_samples(appeal, library())),
        layouts=LAYOUTS,
        names={key: addressee.name_in(appeal.facts.language) for key, addressee in appeal.to.items()},
        NARROW=NARROW,
    )


@pages.get("/rendered")
def rendered() -> str:
    """What shows only when every letter is made; of the version with errors that the files hold none can be."""
    live = preview().live
    is_broken = live.slug not in live.seen().written.appeals
    found = [] if is_broken else findings.rendered(live, open_appeal(), preview().images, today())
    return render_template("preview/rendered.html", found=found, is_broken=is_broken)


@pages.get("/changes")
def changes() -> Response:
    """A stream of server-sent events that tells each new fingerprint of the files."""
    leave = preview().watch.take_place()
    if leave is None:
        return Response("Too many pages of the preview are open, so this one won't show changes by itself.\n", 503)
    response = Response(preview().watch.events(), mimetype="text/event-stream")
    # Not in the stream: one that nobody has begun to read has no end either.
    response.call_on_close(leave)
    response.headers["X-Accel-Buffering"] = "no"
    return response
