"""Who makes a pack's letters: the command itself where they are few, a process for each core, or a cluster.

A cluster may go away while it works; what happens then is said in our own words.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from letters import bounded
from letters.errors import Refused

_AT_ONCE_IN_CLUSTER = 2  # shards for each worker: one that is made and one that waits
_LOOK = 15.0  # seconds between two looks at a cluster that is working; a scheduler has as many to answer
_PATIENCE = 4  # looks in a row that may find no worker: a cluster that grows by itself has one by then
# What happens to the connection is said in our own words.
_TALKATIVE = ("distributed", "distributed.client", "distributed.comm", "tornado", "tornado.application")


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The executor of a dask.distributed cluster, and how many shards keep its workers busy."""
    try:
        from distributed import Client, KilledWorker
        from distributed.client import ClosedClientError
    except ImportError:
        raise Refused("--scheduler needs dask.distributed: pip install 'letters-toolkit[cluster]'") from None
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = Client(address, timeout=5)  # type: ignore[no-untyped-call]  # distributed has no types
    except (OSError, ValueError) as error:
        raise Refused(f"no scheduler answers at {address}: {type(error).__name__}") from None
    try:
        yield _Cluster(client), max(1, len(_workers(client))) * _AT_ONCE_IN_CLUSTER
    except (_Gone, ClosedClientError, CancelledError, KilledWorker) as error:
        raise Refused(_said(address, error)) from None
    finally:
        # A scheduler that no longer answers needn't know that we leave.
        with suppress(TimeoutError):
            client.close()


class _Gone(Exception):
    """The cluster makes no more letters; the text says how it ended."""


class _Cluster(Executor):
    """Hands work to the cluster's workers, and waits for it no longer than the cluster is there.

    distributed's own executor waits for ever where the scheduler is lost while an answer is on its way.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return _Answer(partial(_wait, self._client, self._client.submit(fn, *args, pure=False, **kwargs)))


class _Answer(Future[Any]):
    def __init__(self, wait: Callable[[], Any]) -> None:
        super().__init__()
        self._wait = wait

    def result(self, timeout: float | None = None) -> Any:
        return self._wait()


def _wait(client: Any, work: Any) -> Any:
    """What the work has made. Raises _Gone where nobody is left who could make it."""
    idle = 0
    while idle < _PATIENCE:
        try:
            return work.result(timeout=_LOOK)
        except OSError as error:
            if work.status == "error":
                raise  # The work's own, such as a full disk.
            if not isinstance(error, TimeoutError):
                raise _Gone(f"went away: {type(error).__name__}") from None
            idle = 0 if _workers(client) else idle + 1
    raise _Gone("has no workers")


def _workers(client: Any) -> Any:
    """The addresses of the cluster's workers with what they can do at once."""
    try:
        return client.sync(client.scheduler.ncores, callback_timeout=_LOOK)
    except TimeoutError:
        raise _Gone(f"has not answered for {_LOOK:.0f} seconds") from None
    except OSError as error:
        raise _Gone(f"went away: {type(error).__name__}") from None


def _said(address: str, error: Exception) -> str:
    how = str(error) if isinstance(error, _Gone) else f"stopped working: {type(error).__name__}"
    return (
        f"the scheduler at {address} {how}; what is finished is kept: "
        "run the same command again to continue, or leave out --scheduler to continue on this machine alone"
    )


_AT_ONCE_HERE = 2  # shards for each process: one that is made and one that waits


@contextmanager
def processes(shards: int, *, jobs: int | None = None) -> Iterator[tuple[Executor, int]]:
    """Processes of this machine, no more than there are shards, and how many shards keep them busy.

    `jobs`: how many processes at most; by default one for each core. A single shard is made by this process itself.
    """
    if shards <= 1:
        yield _Itself(), 1  # Nobody to share with: a process would only take a second to start.
        return
    workers = max(1, min(jobs or os.cpu_count() or 1, shards))
    executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    _start_all(executor, workers)
    try:
        yield executor, workers * _AT_ONCE_HERE
    except BrokenProcessPool:
        raise Refused(
            "a process that made letters was stopped from outside: run the same command again to continue"
        ) from None
    finally:
        executor.shutdown(cancel_futures=True)


class _Itself(Executor):
    """Does at once what it is given, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        made: Future[Any] = Future()
        made.set_result(fn(*args, **kwargs))
        return made


def _start_all(executor: Executor, workers: int) -> None:
    """Start the processes such that they leave Ctrl-C alone at once: it takes them a while to come to `_begin`."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    for _ in range(workers):
        executor.submit(os.getpid)
    signal.signal(signal.SIGINT, before)


def _begin() -> None:
    """Ctrl-C is for the command: a process that makes letters finishes its shard. Without the command, it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bounded.leave_no_core()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A command that was killed can't tell its processes to end; they would wait for work for ever.
    if parent := parent_process():
        parent.join()
        os._exit(1)
