"""How people and search engines find the pages: what robots read, the icon, and addresses that are almost right."""

from __future__ import annotations

from urllib.parse import unquote

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from letters.web.context import context, public_appeals, public_notices

pages = Blueprint("wayfinding", __name__)

CACHED = "public, max-age=3600"


@pages.get("/appeals")
def appeals() -> BaseResponse:
    """Somebody who has shortened an address: all appeals are on the first page."""
    return redirect(url_for("pages.home"), 301)


@pages.get("/favicon.ico")
def icon() -> Response:
    """The icon, where browsers look for it without being told."""
    response = current_app.send_static_file("favicon.ico")
    response.headers["Cache-Control"] = CACHED
    return response


@pages.get("/robots.txt")
def robots() -> Response:
    """That everything may be read, and where the list of pages is (RFC 9309)."""
    address = context().settings.address
    lines = ["User-agent: *", "Disallow:", *([f"Sitemap: {address}{url_for('wayfinding.sitemap')}"] if address else [])]
    response = Response("\n".join(lines) + "\n", mimetype="text/plain")
    response.headers["Cache-Control"] = CACHED
    return response


@pages.get("/sitemap.xml")
def sitemap() -> Response:
    """Every page that anybody may see (sitemaps.org); empty where the settings don't say at which address."""
    public = public_appeals()
    countries = sorted({appeal.facts.country.lower() for appeal in public})
    topics = sorted({topic for appeal in public for topic in appeal.facts.topics})
    paths = [
        url_for("pages.home"),
        *(url_for("pages.appeal", slug=appeal.slug) for appeal in public),
        *(url_for("finding.country_page", code=code) for code in countries),
        *(url_for("finding.topic_page", key=key) for key in topics),
        *(url_for(f"news.{notice.facts.kind}", slug=notice.slug) for notice in public_notices()),
        url_for("pages.privacy"),
    ]
    address = context().settings.address
    listed = [address + path for path in paths] if address else []
    return Response(render_template("web/sitemap.xml", addresses=listed), mimetype="application/xml")


def meant() -> str | None:
    """The address that was meant by one with a slash at its end or with capitals, if there is such a page."""
    tidy = f"/{request.path.strip('/').lower()}"
    try:
        endpoint, values = current_app.url_map.bind("").match(tidy, method="GET")
    except HTTPException:
        return None
    # Built from the page's rule: what was asked for might be another site's address, such as //letters.example.
    path = url_for(endpoint, **values).partition("?")[0]
    query = request.query_string.decode("ascii", "replace")
    return None if unquote(path) == request.path else f"{path}?{query}" if query else path
