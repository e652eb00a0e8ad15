"""The site: a form that turns what a supporter writes into letters, and keeps nothing but signatures, where it may.

This room alone knows Flask, and may import everything but `cli`; of `pdf` only what needs no typesetter, as PDFs are
made in a process of their own (`renderer`).
"""

from __future__ import annotations

import datetime as dt

from flask import Flask, request
from jinja2 import StrictUndefined

from letters.library.apart import ReaderApart
from letters.library.live import LiveLibrary
from letters.library.search import LiveIndex
from letters.resources import folder
from letters.settings import Settings
from letters.web import (
    addresses,
    collecting,
    failures,
    finding,
    following,
    form_token,
    groups,
    leaving,
    looks,
    news,
    pictures,
    reminder,
    reporting,
    security,
    sent,
    taking,
    texts,
    views,
    wayfinding,
    writing,
)
from letters.web import handouts as sheets
from letters.web.clients import client_of, is_there
from letters.web.collection import Collection
from letters.web.context import Context
from letters.web.handout_cache import HandoutCache
from letters.web.page_cache import PageCache
from letters.web.renderer import Renderer, sheet_apart

_PAGES = (
    *(views.pages, pictures.pages, looks.pages, writing.pages, sheets.pages, wayfinding.pages, taking.pages),
    *(reminder.pages, sent.pages, leaving.pages, following.pages, finding.pages, news.pages),
)
_KEEPING = (collecting.pages, reporting.pages, groups.pages)
"""What only a site with a store has."""


def create_app(settings: Settings, renderer: Renderer | None = None, live: LiveLibrary | None = None) -> Flask:
    """The site with these settings. `app.config["NOW"]` is its clock: a function that gives an aware datetime.

    A `renderer` that is given makes the sheets too; else each has a process of its own.
    """
    app = failures.QuietFlask("letters", template_folder=folder("templates"), static_folder=folder("static"))
    app.jinja_options = {
        **app.jinja_options,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,  # a page's parts, each a file, end their last line themselves
    }
    app.config["NOW"] = lambda: dt.datetime.now(dt.UTC)
    held = app.extensions["letters"] = _context(settings, renderer, live)
    spoken = addresses.LanguageInAddress(app.wsgi_app, lambda: texts.offered(held.live.library()))
    app.wsgi_app = spoken  # type: ignore[method-assign]  # the way that Flask's documentation gives
    security.protect(app, settings)
    addresses.lead(app)
    texts.speak(app)
    failures.explain(app)
    if settings.collects:
        form_token.prepare(app, settings)
    for pages in (*_PAGES, *(_KEEPING if settings.collects else ())):
        app.register_blueprint(pages)
    return app


def _context(settings: Settings, renderer: Renderer | None, live: LiveLibrary | None) -> Context:
    return Context(
        settings=settings,
        live=live or LiveLibrary(settings.appeals, ReaderApart()),
        renderer=renderer
        or Renderer(
            asks=lambda: client_of(request.environ, settings.proxy_headers), is_there=lambda: is_there(request.environ)
        ),
        sheets=HandoutCache(lambda handout: renderer.sheet(handout) if renderer else sheet_apart(handout)),
        pages=PageCache(),
        collection=Collection(settings) if settings.collects else None,
        index=LiveIndex(),
    )
