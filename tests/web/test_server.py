"""The site as it is started: what strangers reach of the server that the program itself never sees."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from letters.cli.serve import THREADS
from letters.web.security import HEADERS

FORM = "/appeals/tashpolat-tiyip/write"
BEGUN = b"GET / HTTP/1.1\r\nHost: localhost\r\nX"
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("server")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[int]:
    """The port of the site, with one process that answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LETTERS_", "XDG_"))}
    # What the one who starts it may have set for other servers changes nothing.
    clean |= {"HOME": str(home), "LETTERS_WORKERS": "1", "FORWARDED_ALLOW_IPS": "*"}
    command = [str(Path(sys.executable).with_name("letters")), "serve", "--port", str(port)]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, env=clean, stdout=log, stderr=log)
        for _ in range(600):
            assert server.poll() is None, (home / "log").read_text()
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
        server.terminate()
        assert server.wait(60) == 0


def ask(port: int, path: str = FORM, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": "localhost", **headers})
    with connection.getresponse() as answer:
        said = answer.status, answer.read().decode()
    connection.close()
    return said


def say(port: int, words: bytes) -> str:
    with socket.create_connection(("127.0.0.1", port), 60) as client:
        client.sendall(words)
        got = b""
        while part := client.recv(65536):
            got += part
    return got.decode()


@pytest.mark.parametrize(
    "begun", [BEGUN, b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\nname="], ids=["head", "body"]
)
def test_more_slow_clients_than_threads_delay_nobody(site: int, begun: bytes) -> None:
    slow = [socket.create_connection(("127.0.0.1", site), 60) for _ in range(3 * THREADS)]
    for client in slow:
        client.sendall(begun)
    for _ in range(5):
        assert ask(site)[0] == 200
        for client in slow:
            client.sendall(b"x")
    for client in slow:
        client.close()


LIES = {
    "SCRIPT_NAME": ["//evil.example", "zz", "/appeals"],
    "PATH_INFO": ["/privacy"],
    "X-Script-Name": ["//evil.example"],
    "X-Forwarded-Prefix": ["/evil"],
    "X-Forwarded-Host": ["evil.example"],
    "X-Forwarded-Proto": ["https", "gopher"],
    "X-Forwarded-Ssl": ["on"],
    "X-Forwarded-Port": ["1", "x"],
    "X-Forwarded-For": ["192.0.2.1"],
    "Forwarded": ["for=192.0.2.1;host=evil.example;proto=https"],
    "X-Original-Url": ["/privacy"],
    "X-Rewrite-Url": ["/privacy"],
    "X-Http-Method-Override": ["POST"],
    "REMOTE_USER": ["evil"],
    "HTTP_HOST": ["evil.example"],
    "wsgi.url_scheme": ["gopher"],
    "Script-Name": ["zz"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in LIES.items() for value in values])
def test_what_a_request_says_of_proxies_changes_nothing(site: int, name: str, value: str) -> None:
    usual = ask(site)
    assert usual[0] == 200 and "site.css" in usual[1]
    assert ask(site, **{name: value}) == usual
    assert ask(site, **{name.replace("_", "-"): value}) == usual
    assert ask(site) == usual, "nothing of it is remembered"


def test_two_headers_of_proxies_that_disagree_are_as_good_as_none(site: int) -> None:
    assert ask(site, **{"X-Forwarded-Proto": "http", "X-Forwarded-Ssl": "on"})[0] == 200


def test_files_are_served_whole(site: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", site, timeout=60)
    for path in ("/static/site.css", "/static/icon.png", "/static/site.css"):
        connection.request("GET", path, headers={"Host": "localhost"})
        shipped = Path(__file__).parents[2] / path.removeprefix("/")
        assert connection.getresponse().read() == shipped.read_bytes()
    connection.close()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close, Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
         b"HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n", 200),
        (b"PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"zz\r\n\r\n", 400),
        (b"GET zz HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400),
        (b"CONNECT evil.example:80 HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (BEGUN + b":" + b"x" * 40_000 + b"\r\n\r\n", 431),
        (b"POST " + FORM.encode() + b" HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000\r\n\r\n", 413),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000\r\n\r\n", 200),
    ],
)  # fmt: skip
def test_another_language_than_plain_http_is_not_spoken(site: int, words: bytes, status: int) -> None:
    said = say(site, words)
    assert said.startswith(f"HTTP/1.1 {status} "), said[:200]
    assert all(re.search(f"^{name}: ", said, re.MULTILINE) for name in HEADERS), said


def test_nothing_is_left_in_the_home_folder_and_nothing_in_the_log(site: int, home: Path) -> None:
    assert ask(site)[0] == 200
    assert [path.name for path in home.iterdir()] == ["log"]
    assert not re.search(r"evil|zz|127\.0\.0\.1:\d{5}.*GET|tashpolat", (home / "log").read_text())
