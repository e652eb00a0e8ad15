"""Processes of this machine that make the letters of a pack: one for each core."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread

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
