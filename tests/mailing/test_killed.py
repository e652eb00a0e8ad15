"""The sending process, killed at any moment: nothing is lost, and what is sent twice can't be helped."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import random
import threading
from collections import Counter

import pytest
import sqlalchemy as sa
from mail_server import (
    NOW,
    Serve,
    Taker,
    a_library,  # noqa: F401 a fixture
    a_store,  # noqa: F401 a fixture
    asks,
    send_all,
    serve_mail,  # noqa: F401 a fixture
    some_signatures,  # noqa: F401 a fixture
)

from letters.library.library import Library
from letters.store.database import Store
from letters.store.outbox import CLAIM, HANDING
from letters.store.schema import outbox
from letters.store.signatures import Signatures

MAILS = 30


@pytest.mark.slow
def test_killed_again_and_again_it_loses_nothing_and_doubles_only_what_was_under_way(
    serve: Serve, library: Library, store: Store, signatures: Signatures
) -> None:
    for number in range(MAILS):
        signatures.ask(asks(email=f"maya{number}@example.org"), NOW)
    begun, chance = threading.Event(), random.Random(13)

    def begin(_: str) -> str:
        begun.set()
        return "250 OK"

    server = serve(Taker(to_address=begin))
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["mail_server"])
    under_way, kills, now = set[str](), 0, NOW
    while left(store):
        begun.clear()
        now += CLAIM
        child = processes.Process(target=send_all, args=(str(store.engine.url), server.url, library.folder, now))
        child.start()
        begun.wait(60)
        child.join(chance.uniform(0, 0.03))
        child.kill()
        child.join()
        kills += child.exitcode != 0
        under_way |= set(left(store, HANDING))
        assert now < NOW + dt.timedelta(days=7)
    counts = Counter(envelope.rcpt_tos[0] for envelope in server.taker.taken)
    assert set(counts) == {f"maya{number}@example.org" for number in range(MAILS)}
    assert {address for address, number in counts.items() if number > 1} <= under_way
    keys = {
        (envelope.rcpt_tos[0], message["Message-ID"])
        for envelope, message in zip(server.taker.taken, server.taker.messages, strict=True)
    }
    assert len(keys) == MAILS
    assert kills > 5, "it was killed too seldom for this to say anything"


def left(store: Store, state: str = "") -> list[str]:
    query = sa.select(outbox.c.recipient)
    with store.reading() as connection:
        return list(connection.execute(query.where(outbox.c.state == state) if state else query).scalars())
