"""The sending process, killed at any moment: nothing is lost, and what is sent twice can't be helped."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import threading
import time
from collections import Counter

import pytest
import sqlalchemy as sa
from mail_server import (
    KEYS,
    NOW,
    Serve,
    Taker,
    a_library,  # noqa: F401 a fixture
    a_store,  # noqa: F401 a fixture
    asks,
    sender_for,
    serve_mail,  # noqa: F401 a fixture
    some_signatures,  # noqa: F401 a fixture
)

from letters.library.library import Library
from letters.mailing.sender import Sender
from letters.store.database import Store
from letters.store.outbox import CLAIM, HANDING, Outbox
from letters.store.schema import outbox
from letters.store.signatures import Signatures

MAILS = 24


def sending(sender: Sender, url: str) -> int:
    """A process that sends until nothing is due, forked as the site's workers are."""
    child = os.fork()
    if child == 0:
        try:
            sender.send(Outbox(Store(url), KEYS))
        finally:
            os._exit(0)
    return child


@pytest.mark.slow
def test_killed_again_and_again_it_loses_nothing_and_doubles_only_what_was_under_way(
    serve: Serve, library: Library, store: Store, signatures: Signatures
) -> None:
    signatures.ask(asks("Who comes first"), NOW)
    # What takes long the first time is there when the others are forked.
    assert sender_for(store, serve(), library).send(Outbox(store, KEYS)) == 1
    for number in range(MAILS):
        signatures.ask(asks(email=f"maya{number}@example.org"), NOW)
    begun, chance = threading.Event(), random.Random(13)  # noqa: S311 any moment will do

    def begin(_: str) -> str:
        begun.set()
        return "250 OK"

    server, url = serve(Taker(to_address=begin)), str(store.engine.url)
    under_way, kills, now = set[str](), 0, NOW
    while left(store):
        begun.clear()
        now += CLAIM
        child = sending(sender_for(store, server, library, lambda now=now: now), url)  # type: ignore[misc]  # bound now
        assert begun.wait(60)
        time.sleep(chance.uniform(0, 0.08))
        os.kill(child, signal.SIGKILL)
        kills += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        under_way |= set(left(store, HANDING))
        assert now < NOW + dt.timedelta(days=7)
    counts = Counter(envelope.rcpt_tos[0] for envelope in server.taker.taken)
    assert set(counts) == {f"maya{number}@example.org" for number in range(MAILS)}
    assert {address for address, number in counts.items() if number > 1} <= under_way
    ids = {message["To"]: message["Message-ID"] for message in server.taker.messages}
    assert all(message["Message-ID"] == ids[message["To"]] for message in server.taker.messages)
    assert kills > 5, "it was killed too seldom for this to say anything"


def left(store: Store, state: str = "") -> list[str]:
    query = sa.select(outbox.c.recipient)
    with store.reading() as connection:
        return list(connection.execute(query.where(outbox.c.state == state) if state else query).scalars())
