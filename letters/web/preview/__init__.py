"""The author's preview: the real site with one appeal, beside it its letters and findings, anew at each save.

`previewed` shows the appeal whatever its status, `watch` knows when a file has changed, `samples` are the letters to
look at and `page_images` what they look like, `pages` are the pages and `downloads` the files; `state` is what all of
them ask first, and `access` lets nobody else in. This room may import `web`, and nobody imports it but its own start.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from letters.settings import LOCAL_HOSTS, Settings
from letters.web import create_app
from letters.web.preview.access import Access
from letters.web.preview.downloads import downloads
from letters.web.preview.page_images import PageImages
from letters.web.preview.pages import pages
from letters.web.preview.previewed import PreviewedLibrary
from letters.web.preview.state import PreviewContext, unpublished
from letters.web.preview.watch import Watch
from letters.web.renderer import Renderer
from letters.web.security import HEADERS

# Only here may a page of the site stand in a frame, and only in one of our own.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# The pictures of an overview are asked for together; seconds that the last may wait for its turn.
_QUEUE, _PATIENCE = 64, 120


def create_preview(settings: Settings, slug: str, renderer: Renderer | None = None) -> Flask:
    """The site with these settings and the preview of one appeal at `/preview`.

    It shows what isn't public, so it answers to this machine's own names alone, whatever the settings say, and shows
    nothing to who hasn't come in by its access.
    """
    watch, renderer = Watch(settings.appeals), renderer or Renderer(queue=_QUEUE, patience=_PATIENCE)
    live, images = PreviewedLibrary(settings.appeals, slug, lambda: watch.fingerprint), PageImages(renderer)
    own = replace(settings, address="", allowed_hosts=LOCAL_HOSTS, proxy_headers=0)
    app = create_app(own, renderer, live)
    app.config["HEADERS"] = {**HEADERS, "Content-Security-Policy": POLICY, "X-Frame-Options": "SAMEORIGIN"}
    access = Access(app.wsgi_app, app.config["HEADERS"])
    app.wsgi_app = access  # type: ignore[method-assign]  # the way that Flask's documentation gives
    app.extensions["preview"] = PreviewContext(
        live=live, watch=watch, images=images, access=access, address=settings.address
    )
    app.context_processor(unpublished)
    app.register_blueprint(pages)
    app.register_blueprint(downloads)
    return app
