"""Somebody who visits the site with a browser that runs no scripts: what the tests of the web share."""

from __future__ import annotations

import atexit
import datetime as dt
import html
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.test import TestResponse

from letters.library.live import LiveLibrary
from letters.settings import Settings
from letters.web import create_app
from letters.web.renderer import BUSY, Busy, Renderer

NOON = dt.datetime(2020, 5, 1, 12, tzinfo=dt.UTC)
KEY = "a key for tests, of more than 32 signs"
JANE = "/appeals/jane-doe"
TYPED = {
    "to": "mayor",
    "language": "en",
    "points": "colleague",
    "own_words-0": "I teach, {{7*7}} <b>too</b>.",
    "sign_as": "full",
    "name": "Emma Woods",
    "street": "12 Elm Row",
    "postcode": "N1 7AA",
    "town": "London",
    "country": "GB",
    "email": "emma@woods.example",
}


class Visitor:
    """A client that sends forms as browsers do that tell nothing of where a form was."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, buffered=True, **options)

    def post(self, path: str, fields: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        data = TYPED if fields is None else fields
        return self.client.post(path, data=data, content_type="multipart/form-data", **options)


class Broken(Renderer):
    """A renderer with a mistake in it, whose exception quotes the letter. It starts no process."""

    def __init__(self) -> None:
        """Nothing to start."""

    def pdf(self, letters: Any, *_: Any) -> bytes:
        raise RuntimeError(f"can't set {letters[0].plain_body()}")

    def breaks(self, *_: Any) -> bytes:
        raise Busy(BUSY)


Visit = Callable[..., Visitor]


def fields_of(page: str) -> dict[str, str]:
    """The values of a page's hidden fields, text fields, text areas and chosen options, by name."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", page):
        if re.search(r'type="(checkbox|radio)"', tag) and " checked" not in tag:
            continue
        name, value = re.search(r'\bname="([^"]*)"', tag), re.search(r'\bvalue="([^"]*)"', tag)
        if name and value:
            found[name[1]] = html.unescape(value[1])
    for name, value in re.findall(r'<textarea[^>]*\bname="([^"]*)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL):
        found[name] = html.unescape(value)
    for name, options in re.findall(r'<select[^>]*\bname="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


class Compiled(BytecodeCache):
    """The templates as they were compiled for the first site: each test opens one of its own."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = Compiled()


@cache
def _renderer() -> Renderer:
    one = Renderer(timeout=120)
    atexit.register(one.close)
    return one


@pytest.fixture(scope="session", name="renderer")
def one_renderer() -> Renderer:
    """One process that makes the PDFs of all tests, whichever modules they stand in."""
    return _renderer()


@pytest.fixture(name="visit")
def open_sites(make_appeals: Callable[..., Path], renderer: Renderer) -> Visit:
    """Opens a site with the test's own appeals, settings and clock."""

    def open_site(
        files: dict[str, str | bytes | None] | None = None, now: dt.datetime = NOON, makes: Any = None, **settings: Any
    ) -> Visitor:
        chosen = Settings(secret_key=KEY, appeals=make_appeals(files), **settings)
        # Hundreds of sites are opened: each would start a process to read its files.
        app = create_app(chosen, makes or renderer, LiveLibrary(chosen.appeals))
        app.jinja_env.bytecode_cache = _COMPILED
        app.config["NOW"] = lambda: now
        return Visitor(app)

    return open_site
