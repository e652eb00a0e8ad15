"""Pages by which an appeal is found: a country's, and a topic's."""

from __future__ import annotations

from flask import Blueprint, render_template

from letters.web.following import Followed, of_country, of_topic

pages = Blueprint("finding", __name__)


@pages.get("/countries/<code>")
def country_page(code: str) -> str:
    """All that is public about a country, the newest first, with how it ended."""
    return _page(of_country(code), feeds=("countries", {"code": code}))


@pages.get("/topics/<key>")
def topic_page(key: str) -> str:
    """All that is public about a topic, the newest first, with how it ended."""
    return _page(of_topic(key), feeds=("topics", {"key": key}))


def _page(followed: Followed, feeds: tuple[str, dict[str, str]]) -> str:
    return render_template("web/finding/page.html", followed=followed, feeds=feeds)
