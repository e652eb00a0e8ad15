"""The site: a form that turns what a supporter writes into letters, and keeps nothing."""

from __future__ import annotations

import datetime as dt

from flask import Flask
from jinja2 import StrictUndefined

from letters.library.live import LiveLibrary
from letters.resources import folder
from letters.settings import Settings
from letters.web import failures, security, sheets, texts, views, writing
from letters.web.desk import Desk
from letters.web.renderer import Renderer, sheet_apart
from letters.web.stock import SheetStock


def create_app(settings: Settings, renderer: Renderer | None = None, shelf: LiveLibrary | None = None) -> Flask:
    """The site with these settings. `app.config["NOW"]` is its clock: a function that gives an aware datetime.

    A `renderer` that is given makes the sheets too; else each has a process of its own.
    """
    app = failures.QuietFlask("letters", template_folder=folder("templates"), static_folder=folder("static"))
    app.jinja_options = {**app.jinja_options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.config["NOW"] = lambda: dt.datetime.now(dt.UTC)
    app.extensions["letters"] = _desk(settings, renderer, shelf)
    security.protect(app, settings)
    texts.speak(app)
    failures.explain(app)
    app.register_blueprint(views.pages)
    app.register_blueprint(writing.pages)
    app.register_blueprint(sheets.pages)
    return app


def _desk(settings: Settings, renderer: Renderer | None, shelf: LiveLibrary | None) -> Desk:
    return Desk(
        settings=settings,
        shelf=shelf or LiveLibrary(settings.appeals),
        renderer=renderer or Renderer(),
        sheets=SheetStock(lambda handout: renderer.sheet(handout) if renderer else sheet_apart(handout)),
    )
