"""Who makes a pack's letters on this machine: a process for each core, or the command itself where they are few."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
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
    if shards <= 1:
        yield _Itself(), 1  # Nobody to share with: a process would only take a second to start.
        return
    workers = max(1, min(jobs or os.cpu_count() or 1, shards))
    executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    _start(executor, workers)
    try:
        yield executor, workers * _ENOUGH
    except BrokenProcessPool:
        raise Refused("a process that made letters was ended from outside: the same command goes on") from None
    finally:
        executor.shutdown(cancel_futures=True)


class _Itself(Executor):
    """Does at once what it is given, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        made: Future[Any] = Future()
        made.set_result(fn(*args, **kwargs))
        return made


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
