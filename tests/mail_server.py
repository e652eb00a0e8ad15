"""A site that collects signatures, and a mail server on this machine that takes what it is sent."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from letters.appeal.signatories import MemberType
from letters.library.library import Library, read
from letters.mailing.sender import Sender
from letters.settings import Settings
from letters.signing.keys import Keys
from letters.signing.signature import Shown, Signature
from letters.store.database import Store
from letters.store.outbox import About, Outbox, Waiting
from letters.store.signatures import Asked, MailKind, Signatures

NOW = dt.datetime(2026, 3, 5, 12)
KEY = "a key of forty characters, for tests only"
KEYS = Keys(KEY)
SITE = (
    "organisation: Letters for Rights\naddress: [12 Elm Row, London N1 7AA]\ncountry: GB\ntime_zone: Europe/London\n"
    "website: https://rights.example\ncontact_email: people@rights.example\n"
)

Answer = Callable[[Envelope], str]


@dataclass
class Taker:
    """What a mail server says, and the mails that it has taken. `to_data` may answer each one in its own way."""

    taken: list[Envelope] = field(default_factory=list)
    to_address: Callable[[str], str] = lambda _: "250 OK"
    to_data: Callable[[int], str] = lambda _: "250 OK"
    asked: int = 0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any) -> str:
        """Whether the address is taken."""
        answer = self.to_address(address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        """Whether the mail is taken."""
        self.asked += 1
        answer = self.to_data(self.asked)
        if answer.startswith("2"):
            self.taken.append(envelope)
        return answer

    @property
    def messages(self) -> list[EmailMessage]:
        """The mails, read."""
        return [read_mail(envelope.content) for envelope in self.taken]


def read_mail(content: Any) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(content)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """A mail server that is running."""

    taker: Taker
    port: int

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


Serve = Callable[..., Running]


@pytest.fixture(name="serve")
def serve_mail() -> Iterator[Serve]:
    """Starts mail servers on free ports of this machine; `how` are aiosmtpd's own words."""
    controllers = []

    def start(taker: Taker | None = None, *, tls: ssl.SSLContext | None = None, **how: Any) -> Running:
        taker = taker or Taker()
        port = free_port()
        controller = Controller(taker, "127.0.0.1", port, ssl_context=tls, **how)
        controller.start()
        controllers.append(controller)
        return Running(taker, port)

    yield start
    for controller in controllers:
        controller.stop(no_assert=True)


@pytest.fixture(name="library")
def a_library(make_appeals: Callable[..., Path]) -> Library:
    folder = make_appeals({"site.yaml": SITE})
    return read(folder)


@pytest.fixture(name="store")
def a_store(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path / 'letters.db'}")
    store.upgrade()
    return store


@pytest.fixture(name="outbox")
def an_outbox(store: Store) -> Outbox:
    return Outbox(store, KEYS)


@pytest.fixture(name="signatures")
def some_signatures(store: Store) -> Signatures:
    return Signatures(store, KEYS)


def asks(name: str = "Maya Lind", email: str = "maya@example.org", organisation: str = "") -> Asked:
    kind = MemberType.ORGANISATIONS if organisation else MemberType.PEOPLE
    signature = Signature(type=kind, name=name, organisation=organisation, town="Leeds", country="GB", shown=Shown.NAME)
    return Asked(
        appeal="jane-doe", digest=b"1" * 32, signature=signature, email=email, stays_in_touch=False, language="en"
    )


def settings_for(
    store: Store, server: Running | None, library: Library, sender: str = "letters@rights.example"
) -> Settings:
    return Settings(
        secret_key=KEY,
        address="https://letters.example",
        appeals=library.folder,
        store=str(store.engine.url),
        smtp=server.url if server else "smtp://127.0.0.1:9",
        sender=sender,
    )


def sender_for(
    store: Store, server: Running | None, library: Library, now: Callable[[], dt.datetime] = lambda: NOW
) -> Sender:
    return Sender(settings_for(store, server, library), lambda: library, now)


def waiting(kind: MailKind = MailKind.CONFIRM, **more: Any) -> Waiting:
    about: dict[str, Any] = {
        "type": MemberType.PEOPLE,
        "name": "Maya Lind",
        "role": "",
        "organisation": "",
        "town": "Leeds",
        "country": "GB",
        "shown": "Maya Lind",
        "stays_in_touch": False,
    }
    about |= {name: more.pop(name) for name in list(more) if name in about}
    return Waiting(
        **{
            "id": 1,
            "kind": kind,
            "appeal": "jane-doe",
            "recipient": "maya@example.org",
            "language": "en",
            "about": About(**about),
            "code": "ABCDEFGH" if kind is MailKind.CONFIRM else "",
            "token": "t" * 43 if kind is not MailKind.FULL else "",
            "number": 12 if kind is MailKind.AGAIN else 0,
            "key": "0123456789abcdef" * 2,
            "written": NOW,
            "claimed": NOW,
            **more,
        }
    )
