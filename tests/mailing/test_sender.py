"""The sender, and a mail server on this machine that takes what it is sent."""

from __future__ import annotations

import datetime as dt
import re
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from mail_server import (
    KEYS,
    NOW,
    Serve,
    Taker,
    a_library,  # noqa: F401 a fixture
    a_store,  # noqa: F401 a fixture
    an_outbox,  # noqa: F401 a fixture
    asks,
    part,
    sender_for,
    serve_mail,  # noqa: F401 a fixture
    settings_for,
    some_signatures,  # noqa: F401 a fixture
)

from letters.library.library import Library
from letters.mailing.sender import Sender
from letters.mailing.smtp import Unreachable
from letters.store.database import Store, opened
from letters.store.outbox import CLAIM, Outbox
from letters.store.schema import outbox as rows
from letters.store.schema import pending
from letters.store.signatures import Result, Signatures


def left(store: Store, table: sa.Table = rows) -> int:
    with store.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def test_who_asks_to_sign_gets_a_mail_whose_code_and_link_count(
    serve: Serve, library: Library, store: Store, outbox: Outbox, signatures: Signatures
) -> None:
    server = serve()
    first = signatures.ask(asks(), NOW)
    signatures.ask(asks("Jonas Lind", "jonas@example.org"), NOW)
    assert sender_for(store, server, library).send(outbox) == 2
    assert left(store) == 0
    message, other = server.taker.messages
    code = re.search("[0-9A-Z]{4}-[0-9A-Z]{4}", part(message, "plain"))
    link = re.search(r"https://letters\.example/sign/(\S+)", part(other, "plain"))
    assert code and link
    assert signatures.confirm_with_code(first, code[0], NOW).result is Result.SIGNED
    assert signatures.confirm(link[1], NOW).number == 2
    assert [envelope.rcpt_tos for envelope in server.taker.taken] == [["maya@example.org"], ["jonas@example.org"]]


def test_a_mail_leaves_as_soon_as_it_is_written(
    serve: Serve, library: Library, store: Store, signatures: Signatures
) -> None:
    taken = threading.Event()

    def take(_: int) -> str:
        taken.set()
        return "250 OK"

    sender = sender_for(store, serve(Taker(to_data=take)), library)
    sender.start()
    try:
        signatures.ask(asks(), NOW)
        sender.wake()
        assert taken.wait(60)
    finally:
        sender.end()
    assert left(store) == 0


def test_what_the_server_takes_later_is_sent_again_after_a_pause(
    serve: Serve, library: Library, store: Store, outbox: Outbox, signatures: Signatures
) -> None:
    server = serve(Taker(to_data=lambda number: "451 4.7.1 Come again" if number == 1 else "250 OK"))
    signatures.ask(asks(), NOW)
    assert sender_for(store, server, library).send(outbox) == 0
    assert outbox.take(NOW) is None
    soon = NOW + dt.timedelta(minutes=1)
    assert sender_for(store, server, library, lambda: soon).send(outbox) == 1
    assert len(server.taker.messages) == 1


def test_an_address_that_takes_no_mail_counts_for_nothing(
    serve: Serve,
    library: Library,
    store: Store,
    outbox: Outbox,
    signatures: Signatures,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server = serve(Taker(to_address=lambda address: "550 5.1.1 No such user: maya@example.org"))
    nonce = signatures.ask(asks(), NOW)
    assert sender_for(store, server, library).send(outbox) == 0
    assert (left(store), left(store, pending)) == (0, 0)
    assert signatures.confirm_with_code(nonce, KEYS.code(nonce, 1), NOW).result is Result.WRONG
    assert "the mail server refuses the address (550 5.1.1)" in caplog.text
    assert "maya" not in caplog.text.casefold()


def test_who_has_confirmed_stays_counted_though_a_mail_comes_back(
    serve: Serve, library: Library, store: Store, outbox: Outbox, signatures: Signatures
) -> None:
    nonce = signatures.ask(asks(), NOW)
    taken = outbox.take(NOW)
    assert taken
    signatures.confirm_with_code(nonce, KEYS.code(nonce, 1), NOW)
    outbox.refused(taken.id)
    assert signatures.counted("jane-doe")[0].people == 1


def test_a_server_that_wants_a_password_costs_nobody_a_signature(
    serve: Serve, library: Library, store: Store, outbox: Outbox, signatures: Signatures
) -> None:
    server = serve(Taker(to_address=lambda address: "554 5.7.1 Relay access denied"))
    signatures.ask(asks(), NOW)
    assert sender_for(store, server, library).send(outbox) == 0
    assert (left(store), left(store, pending)) == (1, 1)


def test_a_mail_that_was_taken_is_forgotten_whatever_is_wrong_with_the_next(
    serve: Serve, library: Library, store: Store, outbox: Outbox, signatures: Signatures
) -> None:
    """Else it would be sent again and again."""
    server = serve()
    signatures.ask(asks(), NOW)
    signatures.ask(asks("Jonas Lind", "jonas@example.org"), NOW)
    with store.writing() as connection:
        connection.execute(sa.update(rows).where(rows.c.recipient == "jonas@example.org").values(about="spoilt"))
    with pytest.raises(ValueError, match="Expecting value"):
        sender_for(store, server, library).send(outbox)
    assert [envelope.rcpt_tos for envelope in server.taker.taken] == [["maya@example.org"]]
    assert left(store) == 1


def test_while_no_server_is_there_everything_waits(
    library: Library, store: Store, outbox: Outbox, signatures: Signatures
) -> None:
    signatures.ask(asks(), NOW)
    with pytest.raises(Unreachable, match="can't be reached"):
        sender_for(store, None, library).send(outbox)
    assert outbox.waits(NOW)


def test_a_mail_is_one_sender_s_until_its_claim_has_ended_and_comes_again_with_the_same_number(
    outbox: Outbox, signatures: Signatures
) -> None:
    signatures.ask(asks(), NOW)
    first = outbox.take(NOW)
    assert first and outbox.take(NOW + CLAIM - dt.timedelta(seconds=1)) is None
    again = outbox.take(NOW + CLAIM)
    assert again and again.key == first.key


def test_a_store_whose_folder_comes_later_ends_no_sender(
    serve: Serve, library: Library, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the site starts before its disk is there."""
    monkeypatch.setattr("letters.mailing.sender.LOOKS_EVERY", 0.01)
    monkeypatch.setattr("letters.mailing.sender._LONGEST_PAUSE", 0.02)
    folder, taken, tried = tmp_path / "disk", threading.Event(), threading.Event()
    folder.write_text("no folder yet", encoding="utf-8")

    def take(_: int) -> str:
        taken.set()
        return "250 OK"

    settings = replace(settings_for(store, serve(Taker(to_data=take)), library), store=f"sqlite:///{folder}/letters.db")
    sender = Sender(settings, lambda: library, lambda: NOW)
    monkeypatch.setattr(sender, "_rest", lambda _: tried.set())
    sender.start()
    try:
        assert tried.wait(10)
        folder.unlink()
        later = opened(settings.store, KEYS)
        Signatures(later, KEYS).ask(asks(), NOW)
        assert taken.wait(60)
        later.close()
    finally:
        sender.end()


def test_a_store_that_is_locked_ends_no_sender(
    serve: Serve, library: Library, store: Store, signatures: Signatures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("letters.store.database.WAITS", 0.01)
    monkeypatch.setattr("letters.mailing.sender.LOOKS_EVERY", 0.01)
    monkeypatch.setattr("letters.mailing.sender._LONGEST_PAUSE", 0.02)
    server, sender = serve(), None
    signatures.ask(asks(), NOW)
    try:
        with store.writing():
            sender = sender_for(store, server, library)
            tried = threading.Event()
            monkeypatch.setattr(sender, "_rest", lambda _: tried.set())
            sender.start()
            assert tried.wait(60)
            monkeypatch.undo()
        end = time.monotonic() + 60
        while left(store) and time.monotonic() < end:
            time.sleep(0.01)
        assert left(store) == 0 and len(server.taker.taken) == 1
    finally:
        if sender:
            sender.end()
