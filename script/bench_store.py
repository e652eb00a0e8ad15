"""How many can sign at once, on SQLite and PostgreSQL: two processes with four threads each, as the site has them."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import resource
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

import sqlalchemy as sa
from bench_clock import percentile
from bench_signing import CLIENTS, through_the_site
from bench_table import Row, at_least, below
from bench_visitors import WORKERS, Client, served

from letters.appeal.signatories import MemberType
from letters.signing.keys import KEY_BYTES, NONCE_BYTES, Keys
from letters.signing.signature import Shown, Signature
from letters.store.database import Store, opened
from letters.store.outbox import Outbox
from letters.store.schema import appeals, documents, signatures
from letters.store.signatures import Asked, Limits, Result, Signatures

THREADS = 4
SECONDS = 6.0
ALREADY = 70_000
"""So many have signed before."""
APPEAL = "vancouver-street-checks"
PAGE = f"/appeals/{APPEAL}"
KEYS = Keys("a key of forty characters, for the bench only")
_TESTS = Path(__file__).parent.parent / "tests"


def measured() -> list[Row]:
    """A row for each database and what it must reach."""
    rows = list[Row]()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        peer = _bare(Path(name) / "bare.db")
        rows.append(Row(what="bare sqlite3, one row and one fsync after the other", value=f"{peer:.0f} a second"))
        for kind, url in _databases(Path(name), stack):
            rows += _of(kind, url, peer)
    return rows


def _databases(folder: Path, stack: ExitStack) -> Iterator[tuple[str, str]]:
    yield "SQLite", f"sqlite:///{folder / 'letters.db'}"
    sys.path.append(str(_TESTS))  # they know how to begin Debian's PostgreSQL
    import postgres

    if postgres.programs():
        server = stack.enter_context(postgres.server(folder / "log"))
        yield "PostgreSQL", postgres.made_database(server)


def _of(kind: str, url: str, peer: float) -> Iterator[Row]:
    opened(url, KEYS).close()
    asked, spent, _ = _signing(url, confirms=False)
    value = f"{asked:.0f} a second, {asked / peer:.1f} x bare, {spent:.1f} ms of a processor each"
    yield Row(what=f"{kind}: asked to sign, {WORKERS} processes with {THREADS} threads", value=value)
    _fill(url)
    # Nobody takes the mails: they wait.
    with served(**_settings(url), LETTERS_SMTP="smtp://127.0.0.1:9") as (port, _):
        quiet = _page(port, SECONDS)
        found = list[tuple[float, float, float]]()
        signing = threading.Thread(target=lambda: found.append(_signing(url, confirms=True)))
        signing.start()
        busy = _page(port, SECONDS)
        signing.join()
    confirmed, spent, memory = found[0]
    yield at_least(f"{kind}: asked, mail taken, confirmed, while {ALREADY:,} have signed", confirmed, 300, "a second")
    value = f"{confirmed / peer:.2f} x bare sqlite3, {spent:.1f} ms of a processor each"
    yield Row(what=f"{kind}: the same, without whoever else is at work", value=value)
    yield below(f"{kind}: p95 of the letter's page meanwhile, quiet {quiet:.0f} ms", busy / quiet, 3, "x quiet")
    yield below(f"{kind}: memory of a process that signs, at its peak", memory, 400, "MB")
    cost = through_the_site(_settings(url), PAGE, SECONDS)
    value = (
        f"{cost.a_second:.0f} a second, {cost.of_site:.0f} ms of a processor each ({cost.of_clients:.1f} more to ask)"
    )
    yield Row(what=f"{kind}: asked and confirmed on the pages, mail sent, {CLIENTS} people at once", value=value)


def _bare(file: Path) -> float:
    """How many rows a second SQLite keeps for sure, each by itself, and nothing else: what the disk allows."""
    connection = sqlite3.connect(file, isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE one (row BLOB)"):
        connection.execute(statement)
    number, end = 0, time.perf_counter() + SECONDS / 2
    while time.perf_counter() < end:
        connection.execute("INSERT INTO one VALUES (?)", (os.urandom(500),))
        number += 1
    connection.close()
    return number / (SECONDS / 2)


def _signing(url: str, *, confirms: bool) -> tuple[float, float, float]:
    """How many sign in a second, how long (ms) a processor has with each, and the most memory (MB) of a process."""
    context = multiprocessing.get_context("spawn")
    processes, ends = [], []
    for number in range(WORKERS):
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(url, number, confirms, theirs))
        process.start()
        processes.append(process)
        ends.append(ours)
    found = [end.recv() for end in ends]
    for process in processes:
        process.join()
    signed, spent, memory = zip(*found, strict=True)
    return sum(signed) / SECONDS, sum(spent) / sum(signed) * 1000, max(memory)


def _work(url: str, number: int, confirms: bool, end: Connection) -> None:
    store = Store(url)
    book, outbox = Signatures(store, KEYS, limits=Limits(appeal=10**9, site=10**9)), Outbox(store, KEYS)
    done = [0] * THREADS
    until, before = time.perf_counter() + SECONDS, time.process_time()

    def sign(thread: int) -> None:
        mail = None
        while time.perf_counter() < until:
            name = f"{number}.{thread}.{done[thread]}.{confirms}"
            nonce = book.ask(_asked(name), _now())
            if confirms:
                # As the sender does it: one mail's end is the next one's beginning.
                mail = outbox.next_after(mail.id, _now()) if mail else outbox.take(_now())
                if book.confirm_with_code(nonce, KEYS.code(nonce, 1), _now()).result is not Result.SIGNED:
                    raise RuntimeError("somebody who typed the right code hasn't signed")
            done[thread] += 1

    threads = [threading.Thread(target=sign, args=(thread,)) for thread in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.process_time() - before
    store.close()
    end.send((sum(done), spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def _asked(name: str) -> Asked:
    signature = Signature(type=MemberType.PEOPLE, name=f"Maya {name}", town="Leeds", country="GB", shown=Shown.NAME)
    email = f"maya.{name}@example.org"
    return Asked(appeal=APPEAL, digest=b"1" * 32, signature=signature, email=email, stays_in_touch=False, language="en")


def _fill(url: str) -> None:
    """Let so many have signed."""
    store, random = Store(url), os.urandom
    with store.writing() as connection:
        document = connection.execute(sa.select(documents.c.id)).scalars().first()
        row = {"appeal": APPEAL, "document": document, "place": 0, "type": "people", "country": "GB", "sealed": True}
        row |= {"shown": "Maya Lind", "day": _now().date(), "domain": random(32)}
        for first in range(0, ALREADY, 1000):
            numbers = range(first + 1, min(first + 1000, ALREADY) + 1)
            many = [
                {**row, "number": number, "nonce": random(NONCE_BYTES), "details": random(260)}
                | {name: random(KEY_BYTES) for name in ("token_hash", "who", "address")}
                for number in numbers
            ]
            connection.execute(sa.insert(signatures), many)
        connection.execute(sa.update(appeals).values(given=ALREADY))
    store.close()


def _settings(url: str) -> dict[str, str]:
    return {
        "LETTERS_STORE": url,
        "LETTERS_SECRET_KEY": KEYS.secret,
        "LETTERS_ADDRESS": "http://127.0.0.1",
        "LETTERS_SENDER": "letters@organisation.example",
    }


def _page(port: int, seconds: float) -> float:
    """The page's p95 in milliseconds."""
    client, times = Client(port), list[float]()
    client.get(PAGE)
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        begin = time.perf_counter()
        client.get(PAGE)
        times.append((time.perf_counter() - begin) * 1000)
        time.sleep(0.02)
    client.close()
    return percentile(times, 0.95)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
