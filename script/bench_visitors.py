"""The site that `script/bench` measures, on 127.0.0.1, and those who visit it."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

SLUG, ADDRESSEE = "tashpolat-tiyip", "xi-jinping"
PAGE = f"/appeals/{SLUG}"
LETTER = f"{PAGE}/letters/{ADDRESSEE}"
WORKERS = 2

OWN_WORDS = "I teach geography in Leeds, and my students ask me what became of him."
SENDER = {
    "sign_as": "full",
    "name": "Maya Lind",
    "street": "12 Station Road",
    "postcode": "LS1 4AB",
    "town": "Leeds",
    "country": "GB",
}
Fields = list[tuple[str, str]]


class Form(HTMLParser):
    """What the page's form would send as it stands, without anything that is typed or chosen from a list."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: Fields = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = values.get("action", "").endswith("/check")
        ticked = values.get("type") == "hidden" or "checked" in values
        if self._inside and tag == "input" and ticked and "name" in values:
            self.fields.append((values["name"], values.get("value", "on")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


class Client:
    """A browser as far as speed is concerned: one connection that is kept, and its cookies.

    `address` is where it comes from, as a proxy would say it.
    """

    def __init__(self, port: int, address: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._address = address
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> bytes:
        """The page. Raises RuntimeError for any answer but 200."""
        return self._good("GET", path)

    def post(self, path: str, fields: Fields) -> bytes:
        """What the form leads to. Raises RuntimeError for any answer but 200."""
        return self._good("POST", path, fields)

    def ask(self, method: str, path: str, fields: Fields | None = None) -> tuple[int, bytes]:
        """Status and content."""
        try:
            return self._once(method, path, fields)
        except (http.client.RemoteDisconnected, ConnectionError):
            # The server ends connections that were idle for two seconds.
            self._connection.close()
            return self._once(method, path, fields)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _good(self, method: str, path: str, fields: Fields | None = None) -> bytes:
        status, content = self.ask(method, path, fields)
        if status != 200:
            raise RuntimeError(f"{method} {path} was answered with {status}")
        return content

    def _once(self, method: str, path: str, fields: Fields | None) -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self._address:
            headers["X-Forwarded-For"] = self._address
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
        answer = self._connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read()


@contextmanager
def site() -> Iterator[int]:
    """The port of a site that runs as long as the block does."""
    with served() as (port, _):
        yield port


@contextmanager
def served(**settings: str) -> Iterator[tuple[int, int]]:
    """The port of a site with these settings that runs as long as the block does, and the number of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    others = {name: value for name, value in os.environ.items() if not name.startswith("LETTERS_")}
    command = [str(Path(sys.executable).with_name("letters")), "serve", "--port", str(port)]
    environment = {**others, "LETTERS_WORKERS": str(WORKERS), **settings}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    try:
        _wait_for(port, server)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError):
            Client(port).get("/")
            return
        time.sleep(0.05)
    raise RuntimeError("the site did not start")


def filled_form(client: Client) -> Fields:
    """The form as the page gives it, token included, with a sender and own words."""
    page = client.get(f"{PAGE}/write").decode()
    own = next(part for part in ("own_words-0", "own_words-1", "own_words-2") if f'name="{part}"' in page)
    typed = {**SENDER, own: OWN_WORDS}
    fields = [(name, value) for name, value in Form(page).fields if name not in typed]
    known = {name for name, _ in fields}
    language = [] if "language" in known else [("language", "en")]
    return [*fields, *language, *typed.items()]


def visitor(port: int, address: str = "") -> tuple[Client, Fields]:
    """Somebody who has filled in the form."""
    client = Client(port, address)
    return client, filled_form(client)


@contextmanager
def busy(port: int, clients: int, path: str | None) -> Iterator[Counter[int]]:
    """Clients that ask without a pause during the block, for a letter or else the form; their answers by status."""
    answers: Counter[int] = Counter()
    over = threading.Event()
    visitors = [visitor(port) for _ in range(clients)]
    work = [threading.Thread(target=_ask_until, args=(over, *one, path, answers)) for one in visitors]
    for thread in work:
        thread.start()
    try:
        yield answers
    finally:
        over.set()
        for thread in work:
            thread.join()
    if set(answers) - {200, 503}:
        raise RuntimeError(f"unexpected answers: {dict(answers)}")


def _ask_until(over: threading.Event, client: Client, fields: Fields, path: str | None, answers: Counter[int]) -> None:
    while not over.is_set():
        status, _ = client.ask("POST", path, fields) if path else client.ask("GET", f"{PAGE}/write")
        if not over.is_set():
            answers[status] += 1
    client.close()
