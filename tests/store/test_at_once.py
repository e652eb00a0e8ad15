"""Many who sign at once, from threads and from processes, some of which are killed: each is counted once."""

from __future__ import annotations

import functools
import json
import multiprocessing
import os
import random
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest
import sqlalchemy as sa
from databases import KEYS, NOW, TODAY, a_store, an_empty_store, asks, rows, signs  # noqa: F401 two are fixtures
from postgres import HANGS

from letters.store.closing import KEPT_AFTER_END, Closing
from letters.store.database import Store
from letters.store.faults import Unreachable
from letters.store.schema import outbox, pending, signatures, site
from letters.store.signatures import Ended, Outcome, Result, Signatures

TWINS, PROCESSES = 100, 4
KILLS = 100


@contextmanager
def begun(processes: int, work: Callable[[int], None]) -> Iterator[list[ForkProcess]]:
    """So many processes that do the work, each with its number; they are over at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of threads, which hold nothing here
        fork = multiprocessing.get_context("fork")
        begun = [fork.Process(target=work, args=(number,)) for number in range(processes)]
        for process in begun:
            process.start()
    try:
        yield begun
    except BaseException:
        for process in begun:
            process.kill()
        raise
    for process in begun:
        process.join()


def all_of(threads: int, work: Callable[[int], None]) -> None:
    """Do the work in so many threads that begin together."""
    together = threading.Barrier(threads)

    def begin(number: int) -> None:
        together.wait()
        work(number)

    started = [threading.Thread(target=begin, args=(number,)) for number in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()


@pytest.mark.slow
def test_a_hundred_twins_make_one_row(store: Store, url: str, tmp_path: Path) -> None:
    """Threads of several processes ask the same; then all confirm it."""
    store.close()

    def ask(process: int) -> None:
        mine = Store(url)
        asked = list[str]()
        all_of(TWINS // PROCESSES, lambda _: asked.append(Signatures(mine, KEYS).ask(asks(), NOW).hex()))
        (tmp_path / f"{process}.json").write_text(json.dumps(asked))
        mine.close()

    with begun(PROCESSES, ask):
        pass
    nonces = [nonce for path in tmp_path.glob("*.json") for nonce in json.loads(path.read_text())]
    assert len(nonces) == TWINS and len(set(nonces)) == 1
    assert rows(store, "pending") == rows(store, "outbox") == 1
    nonce, outcomes = bytes.fromhex(nonces[0]), list[Outcome]()
    token, code = KEYS.token(nonce), KEYS.code(nonce, 1)

    def confirm(number: int) -> None:
        page = Signatures(store, KEYS)
        outcomes.append(page.confirm(token, NOW) if number % 2 else page.confirm_with_code(nonce, code, NOW))

    all_of(20, confirm)
    assert sorted(outcome.result for outcome in outcomes if outcome.result is not Result.ALREADY) in (
        [Result.SIGNED],
        [Result.SIGNED, *[Result.WRONG] * 10],  # by the link, before any code was good
    )
    assert {outcome.number for outcome in outcomes if outcome.number} == {1}
    assert rows(store, "signatures") == 1 and rows(store, "pending") == rows(store, "outbox") == 0


@pytest.mark.slow
def test_a_third_person_at_an_address_has_no_place_however_close_they_come(store: Store) -> None:
    """All three may ask while nobody has confirmed; then all confirm at once."""
    names, nonces, outcomes = ("Maya Lind", "Jonas Lind", "Elodie Lind"), list[bytes](), list[Outcome]()
    for day, name in enumerate(names):
        nonces.append(Signatures(store, KEYS).ask(asks(name), NOW.replace(day=5 + day)))
    later = NOW.replace(day=8)
    all_of(3, lambda number: outcomes.append(Signatures(store, KEYS).confirm(KEYS.token(nonces[number]), later)))
    assert sorted(outcome.result for outcome in outcomes) == [Result.FULL, Result.SIGNED, Result.SIGNED]
    assert rows(store, "signatures") == 2


@pytest.mark.slow
def test_what_fails_in_company_fails_alone(store: Store) -> None:
    """Deeds of waiting threads are kept together; one that is refused, or at fault, takes no other along."""
    Closing(store).end("over", NOW.date())
    results = dict[int, str]()

    def work(number: int) -> None:
        try:
            if number % 5 == 1:
                Signatures(store, KEYS).ask(asks(appeal="over"), NOW)
            elif number % 5 == 2:
                store.write(lambda connection: connection.execute(sa.text("INSERT INTO nowhere VALUES (1)")))
            else:
                signs(Signatures(store, KEYS), asks(f"Name {number}", f"name{number}@example.org"))
        except (Ended, RuntimeError) as error:
            results[number] = type(error).__name__

    all_of(20, work)
    assert results == {
        number: "Ended" if number % 5 == 1 else "RuntimeError" for number in range(20) if number % 5 in (1, 2)
    }
    assert rows(store, "signatures") == 12


@pytest.mark.slow
def test_whoever_was_told_that_they_signed_has_signed_though_processes_are_killed(
    store: Store, url: str, tmp_path: Path
) -> None:
    """A hundred processes, each killed at some moment while it asks, confirms and withdraws."""
    chance = random.Random(13)  # noqa: S311 no secret
    store.close()  # the copies connect by themselves

    def work(number: int) -> None:
        book = Signatures(Store(url), KEYS)
        told = os.open(tmp_path / f"told-{number}", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for turn in range(1000):
            outcome = signs(book, asks(f"Name {number} {turn}", f"name{number}.{turn}@example.org"))
            os.write(told, f"signed {outcome.token} {outcome.number}\n".encode())
            if turn % 2:
                os.write(told, f"withdraws {outcome.token}\n".encode())
                book.withdraw(outcome.token)
                os.write(told, f"withdrew {outcome.token}\n".encode())

    # What differs between the databases is tried by a few.
    for first in range(0, KILLS if store.is_sqlite else KILLS // 5, PROCESSES):
        with begun(PROCESSES, functools.partial(lambda first, number: work(first + number), first)) as processes:
            for number, process in enumerate(processes, first):
                _wait_for_lines(tmp_path / f"told-{number}", chance.randint(0, 4))
                time.sleep(chance.uniform(0, 0.03))
                process.kill()
    _compare(store, _told(tmp_path))


def _wait_for_lines(file: Path, number: int) -> None:
    end = time.monotonic() + HANGS
    while not file.exists() or file.read_bytes().count(b"\n") < number:
        assert time.monotonic() < end, "the process doesn't begin"
        time.sleep(0.001)


def _told(folder: Path) -> dict[str, set[str]]:
    """What the killed had said, by what they said of it."""
    told: dict[str, set[str]] = {"signed": set(), "withdraws": set(), "withdrew": set()}
    for file in folder.glob("told-*"):
        for line in file.read_text().splitlines():
            what, _, rest = line.partition(" ")
            told[what].add(rest)
    return told


def _compare(store: Store, told: dict[str, set[str]]) -> None:
    numbers = {token: int(number) for token, number in (line.split() for line in told["signed"])}
    assert len(numbers) > KILLS // 5 / 2 and told["withdrew"]
    assert len(set(numbers.values())) == len(numbers)
    book = Signatures(store, KEYS)
    for token, number in numbers.items():
        found = book.find(token, NOW)
        if token in told["withdrew"]:
            assert found is None
        elif token not in told["withdraws"]:
            assert found is not None and found.number == number
    with store.reading() as connection:
        kept = connection.execute(sa.select(signatures.c.who)).scalars().all()
        mails = sa.select(outbox.c.id).where(outbox.c.nonce.not_in(sa.select(pending.c.nonce)))
        assert connection.execute(mails).all() == []  # a mail without a row has a dead link
        if store.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    assert len(set(kept)) == len(kept)
    # Of each process at most one was kept and not told of.
    assert len(numbers) - len(told["withdraws"]) <= len(kept) <= len(numbers) - len(told["withdrew"]) + KILLS


@pytest.mark.slow
def test_closing_is_done_whole_or_not_at_all_when_it_is_killed(store: Store, url: str) -> None:
    chance, slugs = random.Random(13), [f"letter-{number}" for number in range(8)]  # noqa: S311 no secret
    for slug in slugs:
        assert [signs(Signatures(store, KEYS), asks(name, f"{name}@{slug}.example", slug)).number for name in "AB"]
    store.close()

    def close(slug: str, _: int) -> None:
        Closing(Store(url)).close(slug, TODAY)

    for slug in slugs:
        with begun(1, functools.partial(close, slug)) as processes:
            time.sleep(chance.uniform(0, 0.06))
            processes[0].kill()
        left = Closing(store).left(slug)
        assert (left.has_key, left.rows["signatures"]) == ((True, 2) if left.closed is None else (False, 0))
        assert Closing(store).close(slug, TODAY).people == 2
        assert Closing(store).left(slug).is_gone


@pytest.mark.slow
def test_an_appeal_is_closed_once_however_many_tidy(store: Store, url: str, tmp_path: Path) -> None:
    for slug in ("one", "two"):
        signs(Signatures(store, KEYS), asks(appeal=slug))
        Closing(store).end(slug, TODAY)
    store.close()
    month = TODAY + KEPT_AFTER_END

    def tidy(number: int) -> None:
        mine = Store(url)
        done = Closing(mine).tidy({"one": TODAY, "two": TODAY}, today=month, now=NOW)
        (tmp_path / f"done-{number}").write_text(" ".join(closed.appeal for closed in done))
        mine.close()

    with begun(PROCESSES, tidy) as processes:
        pass
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    done = " ".join(path.read_text() for path in tmp_path.glob("done-*")).split()
    assert sorted(done) == ["one", "two"]
    assert all(Closing(store).left(slug).is_gone for slug in done)


@pytest.mark.slow
@pytest.mark.parametrize("is_repeated", [False, True], ids=["in company", "when it is repeated alone"])
def test_nobody_is_told_to_have_done_what_went_down_with_the_thread_that_did_it(
    store: Store, is_repeated: bool
) -> None:
    """One thread does what others wait for, and is ended before any of it is kept."""
    told, is_held, may_go, turns = dict[str, str](), threading.Event(), threading.Event(), list[str]()

    def hold(_: sa.Connection) -> None:
        is_held.set()
        may_go.wait()

    def count(connection: sa.Connection) -> None:
        connection.execute(sa.update(site).values(misses=site.c.misses + 1))

    def end(_: sa.Connection) -> None:
        turns.append("a turn")
        if len(turns) > is_repeated:
            raise SystemExit

    def spoil(connection: sa.Connection) -> None:
        connection.execute(sa.text("INSERT INTO nowhere VALUES (1)"))

    def keep(name: str, deed: Callable[[sa.Connection], None]) -> None:
        try:
            store.write(deed)
        except (Unreachable, RuntimeError, SystemExit) as error:
            told[name] = type(error).__name__
        else:
            told[name] = "kept"

    counting = {"first": count, "second": count}
    waiting = {"ends": end, **counting, "spoils": spoil} if is_repeated else {**counting, "ends": end}
    threads = [threading.Thread(target=keep, args=deed) for deed in {"holds": hold, **waiting}.items()]
    for place, thread in enumerate(threads):
        thread.start()
        is_held.wait()
        while len(store._waiting) < place:
            time.sleep(0.001)
    may_go.set()
    for thread in threads:
        thread.join()
    with store.reading() as connection:
        counted = connection.execute(sa.select(site.c.misses)).scalar_one()
    assert told.keys() == {"holds", *waiting} and told["holds"] == "kept"
    assert [told["first"], told["second"]].count("kept") == counted == 0
