"""The author's preview: the real site with one appeal, beside it its letters and findings, anew at each save.

`shelf` shows the appeal whatever its status, `watch` knows when a file has changed, `trials` are the letters to
look at, `press` makes them, `views` are the pages and `papers` the files; `bench` is what all of them need at hand.
`door` lets nobody else in.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from letters.settings import LOCAL_HOSTS, Settings
from letters.web import create_app
from letters.web.preview.bench import Bench, unpublished
from letters.web.preview.door import Door
from letters.web.preview.papers import papers
from letters.web.preview.press import Press
from letters.web.preview.shelf import PreviewShelf
from letters.web.preview.views import pages
from letters.web.preview.watch import Watch
from letters.web.renderer import Renderer
from letters.web.security import HEADERS

# Only here may a page of the site stand in a frame, and only in one of our own.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# The pictures of an overview are asked for together.
_QUEUE = 64


def create_preview(settings: Settings, slug: str, renderer: Renderer | None = None) -> Flask:
    """The site with these settings and the preview of one appeal at `/preview`.

    It shows what isn't public, so it answers to this machine's own names alone, whatever the settings say, and shows
    nothing to who hasn't come in by its door.
    """
    watch, renderer = Watch(settings.appeals), renderer or Renderer(queue=_QUEUE)
    shelf, press = PreviewShelf(settings.appeals, slug, lambda: watch.mark), Press(renderer)
    own = replace(settings, address="", allowed_hosts=LOCAL_HOSTS, proxy_headers=0)
    app = create_app(own, renderer, shelf)
    app.config["HEADERS"] = {**HEADERS, "Content-Security-Policy": POLICY}
    door = Door(app.wsgi_app, app.config["HEADERS"])
    app.wsgi_app = door  # type: ignore[method-assign]  # the way that Flask's documentation gives
    app.extensions["preview"] = Bench(shelf=shelf, watch=watch, press=press, door=door, address=settings.address)
    app.context_processor(unpublished)
    app.register_blueprint(pages)
    app.register_blueprint(papers)
    return app
