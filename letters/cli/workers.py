"""Who makes the letters of a pack: a process for each core of this machine, or a cluster."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from letters.errors import Refused

_ENOUGH = 2  # shards for each process: one that is made and one that waits


@contextmanager
def processes(jobs: int | None, shards: int) -> Iterator[tuple[Executor, int]]:
    """Processes of this machine, no more than there are shards, and how many shards keep them busy."""
    workers = max(1, min(jobs or os.cpu_count() or 1, shards))
    executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    _start(executor, workers)
    try:
        yield executor, workers * _ENOUGH
    except BrokenProcessPool:
        raise Refused("a process that made letters was ended from outside: the same command goes on") from None
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The executor of a dask.distributed cluster, and how many shards keep its workers busy."""
    try:
        from distributed import Client, KilledWorker
        from distributed.comm.core import CommClosedError
    except ImportError:
        raise Refused("--scheduler needs dask.distributed: pip install 'letters-toolkit[cluster]'") from None
    # What happens to the connection is said in our own words.
    for name in ("distributed", "distributed.client", "distributed.comm", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = Client(address, timeout=5)  # type: ignore[no-untyped-call]  # distributed has no types
    except (OSError, TimeoutError, ValueError) as error:
        raise Refused(f"no scheduler answers at {address}: {type(error).__name__}") from None
    try:
        yield client.get_executor(pure=False), max(1, len(client.nthreads())) * _ENOUGH
    except (CommClosedError, KilledWorker, CancelledError) as error:
        raise Refused(f"the cluster stopped working: {type(error).__name__}; the same command goes on") from None
    finally:
        client.close()


def _start(executor: Executor, workers: int) -> None:
    """Start the processes such that they leave Ctrl-C alone at once: it takes them a while to come to `_begin`."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    for _ in range(workers):
        executor.submit(os.getpid)
    signal.signal(signal.SIGINT, before)


def _begin() -> None:
    """Ctrl-C is for the command: a process that makes letters finishes its shard. Without the command, it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A command that was killed can't tell its processes to end; they would wait for work for ever.
    if parent := parent_process():
        parent.join()
        os._exit(1)
