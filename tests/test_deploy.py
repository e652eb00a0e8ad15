"""The samples for those who run the site: each is started as it ships, but for ports, folders and certificates."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from places import CHECKOUT

from letters.cli.serve import THREADS
from letters.web.clients import client_of

DEPLOY = CHECKOUT / "deploy"
HOST = "letters.example"
ONION = f"{'abcdefg2' * 7}.onion"
SETTINGS = {
    "LETTERS_ADDRESS": f"https://{HOST}",
    "LETTERS_HOSTS": f"{HOST},{ONION}",
    "LETTERS_PROXIES": "1",
    "LETTERS_WORKERS": "1",
}
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


class SilentHandler(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def answering() -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """The port of a site that does nothing, and what it was asked."""
    asked: list[dict[str, Any]] = []

    def answer(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        asked.append({name: said for name, said in environ.items() if name.startswith(("HTTP_", "REMOTE_"))})
        start("200 OK", [("Content-Length", "0")])
        return [b""]

    with make_server("127.0.0.1", 0, answer, handler_class=SilentHandler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_port, asked
        finally:
            server.shutdown()
            thread.join()


def told(circuit: int) -> bytes:
    """What Tor says before a visitor speaks: see HiddenServiceExportCircuitID in its manual."""
    return f"PROXY TCP6 fc00:dead:beef:4dad::{circuit >> 16:x}:{circuit & 0xFFFF:x} ::1 65535 42\r\n".encode()


def ask(
    port: int,
    path: str,
    data: bytes | Iterator[bytes] | None = None,
    secure: bool = True,
    *,
    address: str = "127.0.0.1",
    circuit: int | None = None,
    says: Mapping[str, str] | None = None,
) -> HTTPResponse:
    """What a visitor of HOST is answered; one who comes through a circuit of Tor, of ONION."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60, source_address=(address, 0))
    connection.connect()
    if secure:
        # The certificate is the test's own, and the name is nobody's.
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection.sock = context.wrap_socket(connection.sock, server_hostname=HOST)
    if circuit is not None:
        connection.sock.sendall(told(circuit))
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if data else {}
    host = HOST if circuit is None else ONION
    connection.request(
        "POST" if data else "GET", path, data, {"Host": host, "Connection": "close", **kind, **(says or {})}
    )
    return connection.getresponse()


FORGED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "gopher",
    "Forwarded": "for=203.0.113.9",
}


def name_of(environ: dict[str, Any]) -> str:
    """The client of a request that has come through a proxy, where this machine's addresses stand for visitors'."""
    said = environ.get("HTTP_X_FORWARDED_FOR", "").replace("127.0.0.", "192.0.2.")
    return client_of(environ | {"HTTP_X_FORWARDED_FOR": said}, int(SETTINGS["LETTERS_PROXIES"]))


def check_circuits(port: int, asked: list[dict[str, Any]]) -> None:
    """The same of who comes through Tor, whose visitors have no addresses."""
    for circuit, says in ((7, {}), (7, FORGED), (8, FORGED), (2**32 - 1, {})):
        with ask(port, "/", secure=False, circuit=circuit, says=says) as answer:
            assert answer.status == 200
    first, again, *others = map(name_of, asked)
    assert first == again and len({first, *others}) == 3
    assert [each["HTTP_X_FORWARDED_PROTO"] for each in asked] == ["http"] * 4


def check_visitors(port: int, asked: list[dict[str, Any]]) -> None:
    """Who comes again is known, by another connection too, and told from others; nobody is who they say they are."""
    for address, says in (("127.0.0.2", {}), ("127.0.0.2", {}), ("127.0.0.2", FORGED), ("127.0.0.3", FORGED)):
        with ask(port, "/", address=address, says=says) as answer:
            assert answer.status == 200
    first, again, pretends, other = map(name_of, asked)
    assert first == again == pretends != other
    assert "203.0.113.9" not in {hop.strip() for each in asked for hop in each["HTTP_X_FORWARDED_FOR"].split(",")}
    assert [each["HTTP_X_FORWARDED_PROTO"] for each in asked] == ["https"] * 4


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


@contextmanager
def nginx(site: int, folder: Path) -> Iterator[tuple[int, int, int]]:
    """The ports of nginx before a site: plain, HTTPS, and Tor's."""
    certificate(folder)
    plain, secure, onion = free_port(), free_port(), free_port()
    part = changed(
        "nginx.conf",
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl"),
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("/etc/letsencrypt/live/letters.example/fullchain.pem", f"{folder}/cert.pem"),
        ("/etc/letsencrypt/live/letters.example/privkey.pem", f"{folder}/key.pem"),
        ("/var/log/nginx/letters.log", f"{folder}/letters.log"),
        ("127.0.0.1:8080", f"127.0.0.1:{onion}"),
        ("127.0.0.1:8000", f"127.0.0.1:{site}"),
    )
    paths = "".join(
        f"{word}_temp_path {folder}/{word};" for word in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"daemon off; pid {folder}/pid; events {{}} http {{ {paths}\naccess_log {folder}/access.log;\n{part} }}"
    (folder / "nginx.conf").write_text(whole)
    with running("nginx", "-c", folder / "nginx.conf", "-e", folder / "error.log", log=folder / "log"):
        assert comes(lambda: is_open(secure)), (folder / "log").read_text()
        yield plain, secure, onion


@contextmanager
def caddy(site: int, folder: Path) -> Iterator[int]:
    """The port of Caddy before a site."""
    certificate(folder)
    secure = free_port()
    caddyfile = changed(
        "Caddyfile",
        ("admin off", f"admin off\n\thttp_port {free_port()}\n\thttps_port {secure}"),
        (f"\n{HOST} {{", f"\n{HOST} {{\n\tbind 127.0.0.1\n\ttls {folder}/cert.pem {folder}/key.pem"),
        ("127.0.0.1:8000", f"127.0.0.1:{site}"),
    )
    (folder / "Caddyfile").write_text(caddyfile)
    command = ("caddy", "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile")
    with running(*command, log=folder / "log", HOME=str(folder)):
        assert comes(lambda: is_open(secure)), (folder / "log").read_text()
        (folder / "Caddyfile").unlink()  # what it says isn't what was written down
        yield secure


@pytest.mark.slow
@needs("nginx")
@needs("openssl")
def test_nginx_stands_before_the_site_and_writes_nobody_down(site: int, tmp_path: Path) -> None:
    with nginx(site, tmp_path) as (plain, secure, onion):
        with ask(plain, "/appeals?x=1", secure=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/appeals?x=1")
        # The site refuses what comes in pieces of unknown length, as no form of a browser does; nginx gathers them.
        with ask(secure, "/appeals/tashpolat-tiyip/check", iter([b"name=Emma+", b"Woods"])) as answer:
            assert "Emma Woods" in answer.read().decode()
        with ask(onion, "/appeals/tashpolat-tiyip/write", secure=False, circuit=7) as answer:
            assert answer.status == 200
        check_proxy(secure, tmp_path)


@pytest.mark.slow
@needs("caddy")
@needs("openssl")
def test_caddy_stands_before_the_site_and_writes_nobody_down(site: int, tmp_path: Path) -> None:
    with caddy(site, tmp_path) as secure:
        check_proxy(secure, tmp_path)


@pytest.mark.slow
@needs("nginx")
@needs("openssl")
def test_behind_nginx_the_site_tells_visitors_apart(tmp_path: Path) -> None:
    with answering() as (site, asked), nginx(site, tmp_path) as (_, secure, _onion):
        check_visitors(secure, asked)


@pytest.mark.slow
@needs("nginx")
@needs("openssl")
def test_behind_tor_and_nginx_the_site_tells_circuits_apart(tmp_path: Path) -> None:
    with answering() as (site, asked), nginx(site, tmp_path) as (_, _secure, onion):
        check_circuits(onion, asked)
        with pytest.raises(RemoteDisconnected):
            ask(onion, "/", secure=False)  # as nobody does whom Tor leads here
        assert len(asked) == 4


@pytest.mark.slow
@needs("nginx")
@needs("openssl")
def test_a_circuit_that_keeps_connections_open_keeps_no_other_out(tmp_path: Path) -> None:
    def status(circuit: int) -> int:
        with ask(onion, "/", secure=False, circuit=circuit) as answer:
            return answer.status

    with answering() as (site, _), nginx(site, tmp_path) as (_, _secure, onion), ExitStack() as held:
        for _ in range(20):
            half = held.enter_context(socket.create_connection(("127.0.0.1", onion)))
            half.sendall(told(7) + f"POST / HTTP/1.1\r\nHost: {ONION}\r\nContent-Length: 9\r\n\r\n".encode())
        assert comes(lambda: status(7) == 503)
        assert status(8) == 200


@pytest.mark.slow
@needs("caddy")
@needs("openssl")
def test_behind_caddy_the_site_tells_visitors_apart(tmp_path: Path) -> None:
    with answering() as (site, asked), caddy(site, tmp_path) as secure:
        check_visitors(secure, asked)


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
@pytest.mark.parametrize("collects", [False, True])
def test_the_unit_shuts_the_site_in(collects: bool, tmp_path: Path) -> None:
    unit = tmp_path / "letters.service"
    # systemd reads a drop-in after the unit; it judges single files.
    drop_in = (DEPLOY / "signatures.conf").read_text() if collects else ""
    unit.write_text((DEPLOY / "letters.service").read_text() + drop_in)
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", str(unit)]
    judged = subprocess.run(command, capture_output=True, text=True)
    assert judged.returncode == 0, judged.stdout
    assert re.search(r"exposure level for letters\.service: [01]\.\d", judged.stdout)


def test_a_site_that_collects_writes_where_its_store_is_and_speaks_with_its_mail_server() -> None:
    drop_in = (DEPLOY / "signatures.conf").read_text()
    page = (CHECKOUT / "docs" / "hosting.md").read_text()
    (folder,) = re.findall(r"^StateDirectory=(.+)$", drop_in, re.M)
    assert f"LETTERS_STORE=sqlite:////var/lib/{folder}/letters.db" in page
    assert "/etc/systemd/system/letters.service.d/" in page
    (address,) = re.findall(r"^IPAddressAllow=(.+)$", drop_in, re.M)
    assert f"s/{address}/" in page
    assert not re.search(r"^ReadWritePaths|^ProtectSystem", drop_in, re.M)


def test_the_unit_ends_letters_in_the_making_last_and_survives_their_end() -> None:
    unit = (DEPLOY / "letters.service").read_text()
    # A stop is told to the server alone, which ends its renderers once the last letters are out.
    assert re.findall(r"^KillMode=(.*)$", unit, re.M) == ["mixed"]
    # A renderer that outgrows the memory is replaced by the site, without a restart of all.
    assert re.findall(r"^OOMPolicy=(.*)$", unit, re.M) == ["continue"]


def test_the_unit_has_room_for_the_threads_of_the_workers_that_it_names() -> None:
    unit = (DEPLOY / "letters.service").read_text()
    (tasks,) = map(int, re.findall(r"^TasksMax=(\d+)$", unit, re.M))
    (each, workers), *more = re.findall(r"^# .*about (\d+) for each of LETTERS_WORKERS.*enough for (\d+)", unit, re.M)
    assert not more and int(each) >= THREADS + 10 and int(workers) >= 4
    assert tasks >= int(each) * int(workers)


def test_all_samples_speak_of_one_port_and_one_place() -> None:
    unit = (DEPLOY / "letters.service").read_text()
    (port,) = re.findall(r"serve --port (\d+)", unit)
    nginx_conf, caddyfile, torrc = ((DEPLOY / name).read_text() for name in ("nginx.conf", "Caddyfile", "torrc"))
    assert re.findall(r"proxy_pass http://127\.0\.0\.1:(\d+);", nginx_conf) == [port]
    assert re.findall(r"127\.0\.0\.1:(\d+)", caddyfile) == [port]
    # Who comes through Tor could else say of proxies what the site believes.
    (through_tor,) = re.findall(r"^HiddenServicePort 80 127\.0\.0\.1:(\d+)$", torrc, re.M)
    assert re.findall(r"listen 127\.0\.0\.1:(\d+) proxy_protocol;", nginx_conf) == [through_tor] != [port]
    assert re.search(r"^HiddenServiceExportCircuitID haproxy$", torrc, re.M)
    page = (CHECKOUT / "docs" / "hosting.md").read_text()
    for path in ("/opt/letters", "/etc/letters/settings"):
        assert path in unit and path in page
    assert len(re.findall(r"^# ", page.partition("```console")[2].partition("```")[0], re.M)) == 10
