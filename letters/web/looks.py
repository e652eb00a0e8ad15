"""What a site looks like: the organisation's colour, as a style sheet that comes after the site's own."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from letters.fields.colours import DARK, LIGHT
from letters.library.site import SiteColour
from letters.web.context import library

pages = Blueprint("looks", __name__)

_UNCHANGED = "public, max-age=31536000, immutable"
_ASKED_AGAIN = "no-cache"


@pages.get("/site-colours.css")
def colours() -> BaseResponse:
    """The organisation's colour in the place of the site's; nothing where it has none."""
    style = _style(library().site.colour)
    response = Response(style, mimetype="text/css")
    # Under an address with another version somebody asks for what is no longer, or not yet, so.
    response.headers["Cache-Control"] = _UNCHANGED if request.args.get("v") == _version(style) else _ASKED_AGAIN
    response.set_etag(_version(style))
    return response.make_conditional(request)


def site_colours() -> str:
    """The address of the style sheet, another one when the colour changes."""
    return url_for("looks.colours", v=_version(_style(library().site.colour)))


def _style(colour: SiteColour | None) -> str:
    if colour is None:
        return ""
    # Beside theirs our own second colour has nothing to say.
    light = f":root {{ --act: {colour.light}; --on-act: {LIGHT[0]}; --stamp: var(--ink); }}"
    dark = f":root {{ --act: {colour.dark}; --on-act: {DARK[0]}; }}"
    return f"{light}\n\n@media (prefers-color-scheme: dark) {{\n  {dark}\n}}\n"


def _version(style: str) -> str:
    return hashlib.sha256(style.encode()).hexdigest()[:16]
