"""Pictures on the pages: an appeal's photos, each as small as the screen allows, and what is drawn without one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from letters.appeal.appeal import Appeal
from letters.drawing.picture import COLOUR, TYPE, picture
from letters.errors import Refused
from letters.library.picture import JPEG, WEBP, WIDTHS, MadeLater, shown, size_of
from letters.web.context import library, public_appeal

pages = Blueprint("pictures", __name__)

_CACHED = "public, max-age=3600"
"""Not for longer: whoever is shown may ask us to take a photo down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPhoto:
    """A photo on a page, by its addresses. `width` and `height` are 0 where they aren't known yet."""

    index: int
    small: str
    src: str
    large: str
    srcset: str
    width: int
    height: int


@pages.get("/appeals/<slug>/photo")
def photo(slug: str) -> BaseResponse:
    """The appeal's first photo, as others show it beside a link: a JPEG, or the drawing that it is."""
    return _answer(public_appeal(slug), 1, 1200, JPEG)


@pages.get("/appeals/<slug>/photos/<int:number>-<int:width>")
def sized(slug: str, number: int, width: int) -> BaseResponse:
    """One of the appeal's photos, so many pixels wide or high at most, in what the browser reads of two forms."""
    if width not in WIDTHS:
        abort(404)
    response = _answer(public_appeal(slug), number, width, _form())
    response.headers["Vary"] = "Accept"
    return response


@pages.get("/appeals/<slug>/drawing.svg")
def drawing(slug: str) -> BaseResponse:
    """The picture that stands for an appeal without a photo."""
    return _kept(drawn_for(public_appeal(slug)), TYPE)


def drawn_for(appeal: Appeal) -> bytes:
    """The picture that is drawn for it, in the colour of the site."""
    own = library().site.colour
    return picture(appeal.facts.kind, appeal.facts.topics, appeal.slug, (own and own.light) or COLOUR)


def _form() -> str:
    """What the browser says that it reads; that it takes anything is no such word: old ones say so of all pictures."""
    return WEBP if "image/webp" in request.headers.get("Accept", "") else JPEG


def _answer(appeal: Appeal, number: int, widest: int, form: str) -> BaseResponse:
    photos = appeal.facts.pictures
    if not 1 <= number <= len(photos):
        abort(404)
    try:
        made = shown(appeal.folder, photos[number - 1].file, widest, form)
    except Refused:
        abort(404)
    except MadeLater:
        return Response(status=503, headers={"Retry-After": "5"})
    return _kept(made, TYPE if made.startswith(b"<svg") else f"image/{form.lower()}")


def _kept(content: bytes, kind: str) -> BaseResponse:
    response = Response(content, mimetype=kind)
    response.headers["Cache-Control"] = _CACHED
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    return response.make_conditional(request)


@pages.app_template_global()
def face_of(appeal: Appeal) -> str:
    """The address of the small picture beside an appeal in a list: its first photo, or what is drawn for it."""
    if appeal.facts.pictures:
        return url_for("pictures.sized", slug=appeal.slug, number=1, width=WIDTHS[0])
    return url_for("pictures.drawing", slug=appeal.slug)


def photos_of(appeal: Appeal) -> list[list[ShownPhoto]]:
    """The photos that can be shown, in their order; those that follow each other under one credit in one list."""
    found = [photo for index in range(len(appeal.facts.pictures)) if (photo := _shown(appeal, index))]
    credits = [photo.credit.casefold().split() for photo in appeal.facts.pictures]
    return [list(same) for _, same in groupby(found, key=lambda photo: credits[photo.index])]


def _shown(appeal: Appeal, index: int) -> ShownPhoto | None:
    photo = appeal.facts.pictures[index]
    try:
        width, height = size_of(appeal.folder, photo.file)
    except Refused:
        return None
    except MadeLater:
        width, height = 0.0, 0.0
    addresses = {at: url_for("pictures.sized", slug=appeal.slug, number=index + 1, width=at) for at in WIDTHS}
    srcset = ", ".join(f"{address} {_wide(at, width, height)}w" for at, address in addresses.items())
    shrunk = min(1.0, WIDTHS[-1] / max(width, height)) if width and height and not photo.is_drawing else 1.0
    return ShownPhoto(
        index=index,
        small=addresses[WIDTHS[0]],
        src=addresses[WIDTHS[1]],
        large=addresses[WIDTHS[-1]],
        srcset="" if photo.is_drawing or not width else srcset,
        width=round(width * shrunk),
        height=round(height * shrunk),
    )


def _wide(longer: int, width: float, height: float) -> int:
    """How wide a picture is of which the longer side has so many pixels at most; it is never made larger."""
    return round(width * min(1.0, longer / max(width, height)))
