"""Mail servers as they are: with and without encryption and passwords, in a bad mood, or gone in the middle."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from mail_server import Serve, Taker, serve_mail  # noqa: F401 a fixture

from letters.mailing import smtp
from letters.mailing.messages import Mail
from letters.mailing.smtp import Postponed, Rejected, Unreachable, connected
from letters.settings import MailServer, mail_server

WORD, WRONG = "pass/word", "wrong"
LONG = time.monotonic() + 10**6


def mail(recipient: str = "maya@example.org", **more: Any) -> Mail:
    content = b"Subject: A letter\r\n\r\nHello\r\n.hidden\r\n"
    values = {"sender": "letters@rights.example", "content": content, "needs_unicode": False, **more}
    return Mail(recipient=recipient, **values)


def hand(server: MailServer, *mails: Mail) -> None:
    with connected(server, "rights.example") as line:
        for each in mails or (mail(),):
            line.hand(each, until=LONG)


@pytest.fixture(scope="module", name="certificate")
def a_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificate")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run([*command.split(), *names], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(name="tls")
def encryption(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    return context


@pytest.fixture(name="trusted")
def trusted_certificate(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))


def asks_for_password(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    is_right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"letters", WORD.encode())
    return AuthResult(success=is_right, handled=False)


def test_a_mail_arrives_as_it_was_written_also_at_lines_with_a_dot(serve: Serve) -> None:
    server = serve()
    hand(mail_server(server.url))
    (taken,) = server.taker.taken
    assert taken.content == mail().content
    assert (taken.mail_from, taken.rcpt_tos) == ("letters@rights.example", ["maya@example.org"])


def test_elsewhere_user_and_password_travel_encrypted_only(serve: Serve, tls: ssl.SSLContext, trusted: None) -> None:
    server = serve(tls_context=tls, require_starttls=True, authenticator=asks_for_password, auth_required=True)
    hand(MailServer(host="localhost", port=server.port, user="letters", password=WORD))
    assert len(server.taker.taken) == 1
    with pytest.raises(Unreachable, match=r"user or password of LETTERS_SMTP are wrong \(535\)") as error:
        hand(MailServer(host="localhost", port=server.port, user="letters", password=WRONG))
    assert "wrong" not in str(error.value).replace("are wrong", "")


def test_a_server_that_cannot_encrypt_gets_neither_password_nor_mail(serve: Serve) -> None:
    seen: list[Any] = []

    def watch(*words: Any) -> AuthResult:
        seen.append(words)
        return AuthResult(success=True)

    server = serve(authenticator=watch, auth_require_tls=False)
    with pytest.raises(Unreachable, match="offers no STARTTLS"):
        hand(MailServer(host="localhost", port=server.port, user="letters", password=WORD))
    assert (seen, server.taker.taken) == ([], [])


@pytest.mark.parametrize("is_tls", [True, False])
def test_a_certificate_that_nobody_vouches_for_is_not_believed(serve: Serve, tls: ssl.SSLContext, is_tls: bool) -> None:
    server = serve(tls=tls) if is_tls else serve(tls_context=tls)
    with pytest.raises(Unreachable, match="certificate isn't valid: self-signed"):
        hand(MailServer(host="localhost", port=server.port, is_tls=is_tls, must_start_tls=not is_tls))
    assert server.taker.taken == []


def test_a_server_may_be_encrypted_from_the_first_byte(serve: Serve, tls: ssl.SSLContext, trusted: None) -> None:
    server = serve(tls=tls)
    hand(mail_server(f"smtps://localhost:{server.port}"))
    assert len(server.taker.taken) == 1


def test_after_one_that_is_refused_the_next_goes_over_the_same_line(serve: Serve) -> None:
    server = serve(Taker(to_address=lambda address: "250 OK" if "maya" in address else "550 No such user"))
    with connected(mail_server(server.url), "rights.example") as line:
        with pytest.raises(Rejected, match=r"refuses the address \(550\)"):
            line.hand(mail("nobody@example.org"), until=LONG)
        assert line.is_open
        line.hand(mail(), until=LONG)
    assert [taken.rcpt_tos for taken in server.taker.taken] == [["maya@example.org"]]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("450 4.2.0 Greylisted", Postponed),
        ("452 Full", Postponed),
        ("550 5.7.1 Relaying denied", Postponed),
        ("530 Authentication required", Postponed),
        ("550 5.1.1 No such user", Rejected),
        ("553 Not like that", Rejected),
    ],
)
def test_what_an_answer_means_for_the_mail(serve: Serve, answer: str, error: type[Exception]) -> None:
    for taker in (Taker(to_address=lambda _: answer), Taker(to_data=lambda _: answer)):
        with pytest.raises(error, match=answer[:3]):
            hand(mail_server(serve(taker).url))


def test_an_address_beyond_ascii_goes_to_a_server_that_takes_it(serve: Serve) -> None:
    umlaut = mail("zoë@example.org", needs_unicode=True)
    able, unable = serve(enable_SMTPUTF8=True), serve(enable_SMTPUTF8=False)
    hand(mail_server(able.url), umlaut)
    assert able.taker.taken[0].rcpt_tos == ["zoë@example.org"]
    with pytest.raises(Rejected, match="takes no addresses beyond ASCII"):
        hand(mail_server(unable.url), umlaut)


@contextmanager
def speaking(script: Callable[[Any], None]) -> Iterator[MailServer]:
    """A server that greets, says yes to all before the mail itself, and then does what the script says."""

    def serve(listener: socket.socket) -> None:
        client, _ = listener.accept()
        with client, client.makefile("rwb") as wire:
            wire.write(b"220 here\r\n")
            wire.flush()
            while (line := wire.readline()) and not line.upper().startswith(b"DATA"):
                wire.write(b"250 yes\r\n")
                wire.flush()
            wire.write(b"354 go on\r\n")
            wire.flush()
            script(wire)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        yield MailServer(host="127.0.0.1", port=listener.getsockname()[1], must_start_tls=False)
        thread.join()


def test_a_line_that_breaks_in_the_middle_of_a_mail_leaves_it_for_later() -> None:
    def leaves(wire: Any) -> None:
        wire.read(100)

    with (
        speaking(leaves) as server,
        connected(server, "rights.example") as line,
        pytest.raises(Postponed, match="went away before it said that it has the mail"),
    ):
        line.hand(mail(content=b"x" * 10**6), until=LONG)
    assert not line.is_open


def test_a_server_that_says_nothing_at_the_end_leaves_the_mail_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    is_over = threading.Event()
    monkeypatch.setattr(smtp, "LAST_SECONDS", 0.05)

    def listens(_wire: Any) -> None:
        is_over.wait(60)

    with speaking(listens) as server:
        try:
            with pytest.raises(Postponed, match="went away before"):
                hand(server)
        finally:
            is_over.set()


def test_nothing_is_sent_when_somebody_else_might_take_the_mail_before_we_know(serve: Serve) -> None:
    server = serve()
    with connected(mail_server(server.url), "rights.example") as line, pytest.raises(Postponed, match="too slow"):
        line.hand(mail(), until=time.monotonic() + smtp.LAST_SECONDS)
    assert server.taker.taken == []


def test_where_nobody_listens_nothing_can_be_reached() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"smtp://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(Unreachable, match="can't be reached: Connection refused"):
            hand(mail_server(url))
