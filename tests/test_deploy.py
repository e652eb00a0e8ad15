"""The samples for those who run the site: each is started as it ships, but for ports, folders and certificates."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from places import CHECKOUT

DEPLOY = CHECKOUT / "deploy"
HOST = "letters.example"
SETTINGS = {"LETTERS_ADDRESS": f"https://{HOST}", "LETTERS_PROXIES": "1", "LETTERS_WORKERS": "1"}
TYPED = "Emma+Woods+teaches+in+Leeds"
CERTIFICATE = (
    "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=letters.example -keyout key.pem -out cert.pem"
)
pytestmark = pytest.mark.xdist_group("deploy")  # one site for all


def needs(program: str) -> pytest.MarkDecorator:
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    return pytest.mark.skipif(found is None, reason=f"no {program} here; CI=true script/bootstrap test installs it")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def comes(true: Callable[[], bool]) -> bool:
    """Whether it becomes true soon."""
    end = time.monotonic() + 60
    while not true() and time.monotonic() < end:
        time.sleep(0.1)
    return true()


def is_open(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@contextmanager
def running(*command: str | Path, log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
        process = subprocess.Popen(
            [*map(str, command)],
            stdout=out,
            stderr=out,
            cwd=log.parent,
            env={**os.environ, "PATH": path, **environment},
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of the site, started as the unit starts it, with the settings of docs/hosting.md."""
    port = free_port()
    folder = tmp_path_factory.mktemp("site")
    program = Path(sys.executable).with_name("letters")
    with running(program, "serve", "--port", str(port), log=folder / "log", **SETTINGS):
        assert comes(lambda: is_open(port)), (folder / "log").read_text()
        yield port


def ask(port: int, path: str, data: bytes | Iterator[bytes] | None = None, secure: bool = True) -> HTTPResponse:
    """What a visitor of HOST is answered."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.connect()
    if secure:
        # The certificate is the test's own, and the name is nobody's.
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection.sock = context.wrap_socket(connection.sock, server_hostname=HOST)
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if data else {}
    connection.request("POST" if data else "GET", path, data, {"Host": HOST, "Connection": "close", **kind})
    return connection.getresponse()


def check_proxy(port: int, folder: Path) -> None:
    """A form comes with HTTPS' headers, a letter can be made, too much is refused, and nothing is written down."""
    with ask(port, "/appeals/tashpolat-tiyip/write") as form:
        assert form.status == 200 and "Strict-Transport-Security" in form.headers
        assert "nginx/" not in form.headers.get("Server", "")
    typed = f"language=en&name={TYPED}&street=1+Elm+Row&town=Leeds&country=GB".encode()
    with ask(port, "/appeals/tashpolat-tiyip/check", typed) as answer:
        assert TYPED.replace("+", " ") in answer.read().decode()
    with ask(port, "/appeals/tashpolat-tiyip/check?leaked", b"x" * 200_000) as answer:
        assert answer.status == 413
    written = [file for file in folder.rglob("*") if file.is_file() and file.suffix not in (".pem", ".conf")]
    found = "".join(file.read_text("utf-8", "replace") for file in written)
    assert written and not re.search(r"127\.0\.0\.1:\d+.*GET|leaked|tashpolat|Emma", found), found


def certificate(folder: Path) -> None:
    subprocess.run(CERTIFICATE.split(), cwd=folder, check=True, capture_output=True)


def changed(name: str, *changes: tuple[str, str]) -> str:
    """A sample with each of the texts replaced, all of which it must hold."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{name} has no {old}"
        text = text.replace(old, new)
    return text


@pytest.mark.slow
@needs("nginx")
@needs("openssl")
def test_nginx_stands_before_the_site_and_writes_nobody_down(site: int, tmp_path: Path) -> None:
    certificate(tmp_path)
    plain, secure = free_port(), free_port()
    part = changed(
        "nginx.conf",
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl"),
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("/etc/letsencrypt/live/letters.example/fullchain.pem", f"{tmp_path}/cert.pem"),
        ("/etc/letsencrypt/live/letters.example/privkey.pem", f"{tmp_path}/key.pem"),
        ("/var/log/nginx/letters.log", f"{tmp_path}/letters.log"),
        ("127.0.0.1:8000", f"127.0.0.1:{site}"),
    )
    paths = "".join(
        f"{word}_temp_path {tmp_path}/{word};" for word in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"daemon off; pid {tmp_path}/pid; events {{}} http {{ {paths}\naccess_log {tmp_path}/access.log;\n{part} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    with running("nginx", "-c", tmp_path / "nginx.conf", "-e", tmp_path / "error.log", log=tmp_path / "log"):
        assert comes(lambda: is_open(secure)), (tmp_path / "log").read_text()
        with ask(plain, "/appeals?x=1", secure=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/appeals?x=1")
        # The site refuses what comes in pieces of unknown length, as no form of a browser does; nginx gathers them.
        with ask(secure, "/appeals/tashpolat-tiyip/check", iter([b"name=Emma+", b"Woods"])) as answer:
            assert "Emma Woods" in answer.read().decode()
        check_proxy(secure, tmp_path)


@pytest.mark.slow
@needs("caddy")
@needs("openssl")
def test_caddy_stands_before_the_site_and_writes_nobody_down(site: int, tmp_path: Path) -> None:
    certificate(tmp_path)
    secure = free_port()
    caddyfile = changed(
        "Caddyfile",
        ("admin off", f"admin off\n\thttp_port {free_port()}\n\thttps_port {secure}"),
        (f"\n{HOST} {{", f"\n{HOST} {{\n\tbind 127.0.0.1\n\ttls {tmp_path}/cert.pem {tmp_path}/key.pem"),
        ("127.0.0.1:8000", f"127.0.0.1:{site}"),
    )
    (tmp_path / "Caddyfile").write_text(caddyfile)
    command = ("caddy", "run", "--adapter", "caddyfile", "--config", tmp_path / "Caddyfile")
    with running(*command, log=tmp_path / "log", HOME=str(tmp_path)):
        assert comes(lambda: is_open(secure)), (tmp_path / "log").read_text()
        (tmp_path / "Caddyfile").unlink()  # what it says isn't what was written down
        check_proxy(secure, tmp_path)


@needs("tor")
def test_tor_makes_an_address_for_the_site(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    lines = changed("torrc", ("/var/lib/tor/letters/", f"{folder}/"))
    (tmp_path / "torrc").write_text(f"DataDirectory {tmp_path}/data\nDisableNetwork 1\n{lines}")
    (tmp_path / "data").mkdir(mode=0o700)
    with running("tor", "-f", tmp_path / "torrc", "--defaults-torrc", tmp_path / "none", log=tmp_path / "log"):
        assert comes((folder / "hostname").exists), (tmp_path / "log").read_text()
    assert re.fullmatch(r"[a-z2-7]{56}\.onion", (folder / "hostname").read_text().strip())
    warned = re.findall(r"\[(?:warn|err)\] (.*)", (tmp_path / "log").read_text())
    assert [words for words in warned if "as root" not in words] == []


@needs("systemd-analyze")
def test_the_unit_shuts_the_site_in() -> None:
    command = [
        "systemd-analyze",
        "security",
        "--offline=true",
        "--threshold=20",
        "--no-pager",
        "deploy/letters.service",
    ]
    judged = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    assert judged.returncode == 0, judged.stdout
    assert re.search(r"exposure level for letters\.service: [01]\.\d", judged.stdout)


def test_all_samples_speak_of_one_port_and_one_place() -> None:
    unit = (DEPLOY / "letters.service").read_text()
    (port,) = re.findall(r"serve --port (\d+)", unit)
    for name in ("nginx.conf", "Caddyfile", "torrc"):
        assert set(re.findall(r"127\.0\.0\.1:(\d+)", (DEPLOY / name).read_text())) == {port}, name
    page = (CHECKOUT / "docs" / "hosting.md").read_text()
    for path in ("/opt/letters", "/etc/letters/settings"):
        assert path in unit and path in page
    assert len(re.findall(r"^# ", page.partition("```console")[2].partition("```")[0], re.M)) == 10
