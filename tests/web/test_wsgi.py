"""What the server itself answers, where nothing reaches the site."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from letters.web import wsgi
from letters.web.security import HEADERS


@pytest.fixture(autouse=True)
def _each_with_its_own_environment() -> Iterator[None]:
    wsgi._of_every_page.cache_clear()
    yield
    wsgi._of_every_page.cache_clear()


def refused() -> str:
    here, there = socket.socketpair()
    with here, there:
        wsgi.refuse(here, 400, "Bad Request", "what came")
        return there.recv(10_000).decode()


@pytest.mark.parametrize(
    ("address", "is_https"), [("https://letters.example", 1), ("http://letters.example", 0), ("", 0)]
)
def test_a_refusal_carries_what_every_page_does(monkeypatch: pytest.MonkeyPatch, address: str, is_https: int) -> None:
    monkeypatch.setenv("LETTERS_ADDRESS", address)
    said = refused()
    assert said.count("Strict-Transport-Security: max-age=31536000\r\n") == is_https
    for name, value in {**HEADERS, "Cache-Control": "no-store"}.items():
        assert said.count(f"{name}: {value}\r\n") == 1
    assert "what came" not in said
