"""The whole site as `letters serve` starts it: its processes send what waits, and end with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from doors import as_process
from mail_server import (
    KEY,
    SITE,
    Serve,
    Taker,
    a_store,  # noqa: F401 a fixture
    asks,
    free_port,
    serve_mail,  # noqa: F401 a fixture
    some_signatures,  # noqa: F401 a fixture
)

from letters.mailing.sender import utc
from letters.signing.keys import Keys
from letters.store.database import Store
from letters.store.outbox import Outbox
from letters.store.signatures import Signatures


@pytest.mark.slow
def test_the_site_s_processes_send_each_mail_once_and_finish_the_one_in_hand(
    serve: Serve, make_appeals: Callable[..., Path], store: Store, signatures: Signatures, tmp_path: Path
) -> None:
    for number in range(8):
        signatures.ask(asks(email=f"maya{number}@example.org"), utc())
    stopped: list[float] = []

    def take(number: int) -> str:
        # The mail is in hand when the site is told to stop, and the answer comes afterwards.
        if number == 5:
            site.terminate()
            stopped.append(time.monotonic())
            time.sleep(0.5)
        return "250 OK"

    server = serve(Taker(to_data=take))
    environment = {
        **os.environ,
        "LETTERS_SECRET_KEY": KEY,
        "LETTERS_ADDRESS": "https://letters.example",
        "LETTERS_STORE": str(store.engine.url),
        "LETTERS_SMTP": server.url,
        "LETTERS_WORKERS": "2",
    }
    folder = make_appeals({"site.yaml": SITE})
    words = [sys.executable, "-m", "letters", "serve", "--appeals", str(folder), "--port", str(free_port())]
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(words, env=environment, stdout=log, stderr=log) as site:
        code = site.wait(120)
    said = (tmp_path / "log").read_text()
    assert code == 0 and stopped, said
    to = [envelope.rcpt_tos[0] for envelope in server.taker.taken]
    assert len(to) == len(set(to)) >= 5
    assert "maya" not in said
    # What has left is gone, and what hasn't isn't claimed by anybody.
    outbox, left = Outbox(store, Keys(KEY)), 0
    while outbox.take(utc()) is not None:
        left += 1
    assert left == 8 - len(to)


@pytest.mark.slow
def test_a_site_that_collects_does_not_start_without_an_address_to_send_from(
    make_appeals: Callable[..., Path], tmp_path: Path
) -> None:
    folder = make_appeals({"site.yaml": SITE.replace("contact_email: people@rights.example\n", "")})
    settings = {
        "LETTERS_SECRET_KEY": KEY,
        "LETTERS_ADDRESS": "https://letters.example",
        "LETTERS_STORE": f"sqlite:///{tmp_path / 'kept' / 'letters.db'}",
        "LETTERS_SMTP": "smtp://localhost",
        "LETTERS_SENDER": "",
    }
    said = as_process("serve", "--appeals", folder, "--port", str(free_port()), cwd=tmp_path, **settings)
    assert said.returncode == 1
    assert "set LETTERS_SENDER, or contact_email in site.yaml" in said.stderr
    assert not (tmp_path / "kept").exists()
