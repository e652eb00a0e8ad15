"""How people and search engines find the pages: what robots read, the icon, and addresses that are almost right."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from letters.fields.languages import language_called
from letters.web.addresses import in_language, language_named, spoken, this_page
from letters.web.context import context, public_appeals, public_notices
from letters.web.news import cases_to_show

pages = Blueprint("wayfinding", __name__)

CACHED = "public, max-age=3600"


@pages.get("/appeals")
def appeals() -> BaseResponse:
    """Somebody who has shortened an address: all appeals are on the first page."""
    return redirect(in_language(language_named(), "pages.home"), 301)


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
    told = public_notices()
    about: list[tuple[str | None, tuple[str, ...]]] = [(each.country, each.topics) for each in told]
    about += [(each.facts.country, each.facts.topics) for each in public]
    countries = sorted({country.lower() for country, _ in about if country})
    topics = sorted({topic for _, topics in about for topic in topics})
    listed: list[dict[str, str]] = [
        _addresses("pages.home"),
        *(_addresses("pages.appeal", slug=appeal.slug) for appeal in public),
        *(_addresses("finding.country_page", code=code) for code in countries),
        *(_addresses("finding.topic_page", key=key) for key in topics),
        *(_addresses("news.case", key=key) for key in cases_to_show(public)),
        *([_addresses("news.all_news")] if told else []),
        *(_addresses(f"news.{notice.facts.kind}", slug=notice.slug) for notice in told),
        _addresses("pages.privacy"),
    ]
    pages = listed if context().settings.address else []
    response = Response(render_template("web/sitemap.xml", pages=pages), mimetype="application/xml")
    response.headers["Cache-Control"] = CACHED
    return response


def _addresses(endpoint: str, **values: str) -> dict[str, str]:
    """A page's addresses by their language; `x-default` is the one without, which is there for every reader."""
    site, offered = context().settings.address, spoken().offered
    names = {"x-default": "", **({code: code for code in offered} if len(offered) > 1 else {})}
    return {name: site + in_language(code, endpoint, **values) for name, code in names.items()}


def elsewhere() -> tuple[str, dict[str, str]] | None:
    """A language that the site doesn't have, where the address names one; and the same page in those that it has.

    None where there would be no such page in any of them.
    """
    first, _, rest = request.path[1:].partition("/")
    code = first.partition("-")[0].lower()
    unknown = None if spoken().is_named or len(code) > 3 else language_called(code)
    found = _page_at(rest.strip("/").lower()) if unknown and unknown not in spoken().offered else None
    if found is None or unknown is None:
        return None
    endpoint, values = found
    return unknown, {code: in_language(code, endpoint, **values) for code in spoken().offered}


def meant() -> str | None:
    """The address that was meant by one with a slash at its end or with capitals, if there is such a page."""
    said, bare = spoken(), request.path.strip("/").lower()
    first, _, rest = bare.partition("/")
    code = first.partition("-")[0]  # Swiss French is French
    language = code if code in said.offered and not said.is_named else ""
    found = _page_at(rest if language else bare)
    if found is None:
        return None
    # Built from the page's rule: what was asked for might be another site's address, such as //letters.example.
    path = in_language(language or language_named(), found[0], **found[1])
    query = request.query_string.decode("ascii", "replace")
    return None if unquote(path) == unquote(this_page()) else f"{path}?{query}" if query else path


def _page_at(path: str) -> tuple[str, dict[str, Any]] | None:
    """The page that can be read at a path, by its endpoint and values."""
    try:
        endpoint, values = current_app.url_map.bind("").match(f"/{path}", method="GET")
    except HTTPException:
        return None
    return str(endpoint), dict(values)
