"""The preview's files: pictures of pages, letters and the sheet as PDF; marked while the appeal isn't public."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.errors import LettersError
from letters.handout import hand_out
from letters.letter import Letter
from letters.library.picture import logo_to_print
from letters.pdf.watermark import watermarked
from letters.web.context import context as site
from letters.web.context import library, now, today
from letters.web.handouts import picture_of
from letters.web.preview.previewed import as_draft
from letters.web.preview.samples import Sample, letter_of, sample_from
from letters.web.preview.state import open_appeal, preview, shown_appeal, watermark
from letters.web.renderer import Busy

downloads = Blueprint("downloads", __name__, url_prefix="/preview")

WIDE, NARROW = 900, 300
"""Pixels of a page's picture: to be read, and to be looked at among others."""


@downloads.get("/page.png")
def page() -> Response:
    """A picture of one page of a letter."""
    appeal = open_appeal()
    sample = sample_from(request.args, appeal, library())
    width = NARROW if request.args.get("width") == str(NARROW) else WIDE
    faxed = sample.channel is Channel.FAX
    try:
        number = int(request.args.get("page", "1")) - 1
        picture = preview().images.picture(
            _letter(sample, appeal), sample.layout, number, width, faxed=faxed, watermark=watermark()
        )
    except (ValueError, IndexError):
        raise NotFound from None
    return Response(picture, mimetype="image/png")


@downloads.get("/letter.pdf")
def letter() -> Response:
    """The letter as the PDF that supporters get, under a watermark if there is one."""
    appeal = open_appeal()
    sample = sample_from(request.args, appeal, library())
    made = _letter(sample, appeal)
    return _pdf(preview().images.watermarked(made, sample.layout, watermark()), made.stem)


@downloads.get("/sheet.pdf")
def sheet() -> Response:
    """The appeal as a sheet, which says on every page that it is a draft as long as it is one."""
    appeal, seen = shown_appeal(), preview().live.seen()
    language = request.args.get("language", "")
    language = language if language in appeal.languages else appeal.facts.language
    shown = as_draft(appeal) if seen.is_broken else appeal
    made = {"picture": picture_of(appeal), "logo": logo_to_print(seen.written.folder, seen.written.site.logo)}
    handout = hand_out(shown, seen.written, language, now(), address=preview().address, **made)
    return _pdf(site().sheets.pdf(handout), handout.stem)


@downloads.before_app_request
def own_files() -> BaseResponse | None:
    """On the previewed site the sheet leads to the one that says what it is, and nothing is made that could be sent."""
    values = request.view_args or {}
    if values.get("slug") != preview().live.slug:
        return None
    if request.endpoint == "sheets.sheet":
        return redirect(url_for("downloads.sheet", language=request.args.get("language", "")))
    is_letter = request.endpoint == "writing.letter" and values["extension"] != "pdf"
    if (is_letter or request.blueprint == "taking") and watermark():
        title, advice = (
            "Not before it may be sent",
            "Until the appeal is public, its letters are only made as marked PDFs.",
        )
        return make_response(render_template("web/failure.html", title=title, advice=advice), 409)
    return None


@downloads.after_app_request
def mark_own_letters(response: Response) -> Response:
    """A PDF that the previewed site makes from the appeal says on every page and in its name what it is."""
    is_own = (request.view_args or {}).get("slug") == preview().live.slug
    is_letter = request.endpoint in ("writing.letter", "writing.letters") and response.mimetype == "application/pdf"
    if is_own and is_letter and (words := watermark()):
        response.set_data(watermarked(response.get_data(), words))
        name = response.headers["Content-Disposition"].replace('filename="', 'filename="draft-')
        response.headers["Content-Disposition"] = name
    return response


@downloads.errorhandler(LettersError)
def refused(error: LettersError) -> Response:
    """Why a letter or sheet can't be made: an appeal that has ended, say."""
    page = render_template(
        "preview/refused.html", slug=preview().live.slug, fingerprint=preview().live.seen().fingerprint, why=error
    )
    return make_response(page, 503 if isinstance(error, Busy) else 409)


def _letter(sample: Sample, appeal: Appeal) -> Letter:
    return letter_of(sample, appeal, library(), today())


def _pdf(content: bytes, stem: str) -> Response:
    response = Response(content, mimetype="application/pdf")
    name = f"draft-{stem}" if watermark() else stem
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
