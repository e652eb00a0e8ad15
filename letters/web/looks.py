"""What a site looks like: the organisation's colour, in a style sheet that comes after the site's own, and its logo."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from letters.errors import Refused
from letters.fields.colours import DARK, LIGHT
from letters.library.picture import PNG, MadeLater, shown, size_of
from letters.library.site import SiteColour
from letters.web.context import library

pages = Blueprint("looks", __name__)

_UNCHANGED = "public, max-age=31536000, immutable"
_ASKED_AGAIN = "no-cache"


@pages.get("/site-colours.css")
def colours() -> BaseResponse:
    """The organisation's colour in the place of the site's; nothing where it has none."""
    return _answer(_style(library().site.colour).encode(), "text/css")


@pages.app_template_global()
def site_colours() -> str:
    """The address of the style sheet, another one when the colour changes."""
    return url_for("looks.colours", v=_version(_style(library().site.colour).encode()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """The logo as it stands on a page, with the room that it takes, in pixels of a style sheet."""

    src: str
    width: int
    height: int


@pages.get("/logo")
def logo_itself() -> BaseResponse:
    """The organisation's logo, made anew from its shapes or its pixels."""
    try:
        made = _made()
    except Refused:
        abort(404)
    except MadeLater:
        return Response(status=503, headers={"Retry-After": "5"})
    return _answer(made, "image/svg+xml" if made.startswith(b"<svg") else "image/png")


@pages.app_template_global()
def logo() -> Logo | None:
    """The organisation's logo, if it has one that can be shown just now."""
    site = library().site
    if site.logo is None:
        return None
    try:
        version, (width, height) = _version(_made()), size_of(library().folder, site.logo)
    except (Refused, MadeLater):
        return None
    shrunk = min(_ROOM[0] / width, _ROOM[1] / height)
    src = url_for("looks.logo_itself", v=version)
    return Logo(src=src, width=round(width * shrunk), height=round(height * shrunk))


_ROOM = 240, 56
_SHARP = 2 * _ROOM[0]
"""Pixels of the longer side, for screens that have two where others have one."""


def _made() -> bytes:
    site = library().site
    if site.logo is None:
        raise Refused("There is no logo.")
    return shown(library().folder, site.logo, _SHARP, PNG)


def _answer(content: bytes, kind: str) -> BaseResponse:
    response = Response(content, mimetype=kind)
    # Under an address with another version somebody asks for what is no longer, or not yet, so.
    response.headers["Cache-Control"] = _UNCHANGED if request.args.get("v") == _version(content) else _ASKED_AGAIN
    response.set_etag(_version(content))
    return response.make_conditional(request)


def _style(colour: SiteColour | None) -> str:
    if colour is None:
        return ""
    # Beside theirs our own second colour has nothing to say.
    light = f":root {{ --act: {colour.light}; --on-act: {LIGHT[0]}; --stamp: var(--ink); }}"
    dark = f":root {{ --act: {colour.dark}; --on-act: {DARK[0]}; }}"
    return f"{light}\n\n@media (prefers-color-scheme: dark) {{\n  {dark}\n}}\n"


# A page names the version of the logo: of what stays in memory it is reckoned once.
@lru_cache(maxsize=8)
def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
