"""Processes that take over from each other."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import bounded_jobs as jobs
import pytest
from places import TESTS

from letters import bounded
from letters.web import relay
from letters.web.relay import Closed, Relay

pytestmark = pytest.mark.slow
SECONDS = 60


@pytest.fixture
def two_jobs_each(monkeypatch: pytest.MonkeyPatch) -> Iterator[Relay]:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    one = Relay(megabytes=200, most_jobs=2)
    yield one
    one.close()


def worker(one: Relay) -> int:
    return int(one.do(jobs.process, seconds=SECONDS))


def test_one_that_was_ended_is_replaced_before_it_is_asked(two_jobs_each: Relay) -> None:
    first = worker(two_jobs_each)
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert worker(two_jobs_each) not in (first, 0)


def test_one_that_ends_while_it_works_is_replaced_and_the_job_done_once_more(
    two_jobs_each: Relay, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mark = tmp_path_factory.mktemp("jobs") / "mark"
    assert two_jobs_each.do(jobs.end_badly_once, str(mark), seconds=SECONDS) == b"had to be asked twice"
    with pytest.raises(bounded.Ended):
        two_jobs_each.do(jobs.end_badly, seconds=SECONDS)
    assert worker(two_jobs_each)


def test_one_without_memory_is_replaced(two_jobs_each: Relay) -> None:
    first = worker(two_jobs_each)
    with pytest.raises(bounded.OutOfMemory):
        two_jobs_each.do(jobs.take_memory, seconds=SECONDS)
    assert worker(two_jobs_each) != first


def test_after_its_share_of_jobs_the_next_takes_over_once_it_is_ready(two_jobs_each: Relay) -> None:
    first, second = worker(two_jobs_each), worker(two_jobs_each)
    assert first == second
    assert two_jobs_each._starts
    two_jobs_each._starts.join(SECONDS)
    assert worker(two_jobs_each) != first
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_one_that_has_grown_is_replaced(two_jobs_each: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "_MOST_MEGABYTES", 1)
    monkeypatch.setattr(relay, "_LOOKED_AFTER", 1)
    first = worker(two_jobs_each)
    assert two_jobs_each._starts
    two_jobs_each._starts.join(SECONDS)
    assert worker(two_jobs_each) != first


def test_where_memory_is_short_the_old_one_ends_first(two_jobs_each: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "_has_spare", lambda: False)
    first, second, third = (worker(two_jobs_each) for _ in range(3))
    assert first == second != third and two_jobs_each._starts is None


def test_once_closed_it_does_nothing_more_and_leaves_no_process(two_jobs_each: Relay) -> None:
    worker(two_jobs_each)
    last = worker(two_jobs_each)
    starts = two_jobs_each._starts
    two_jobs_each.close()
    assert starts
    starts.join(SECONDS)
    with pytest.raises(ProcessLookupError):
        os.kill(last, 0)
    assert two_jobs_each._next is None or two_jobs_each._next.has_ended
    with pytest.raises(Closed):
        worker(two_jobs_each)
