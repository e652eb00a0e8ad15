"""A cluster that makes the letters of a pack, and that may go away while it does."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from letters.errors import Refused

_ENOUGH = 2  # shards for each worker: one that is made and one that waits
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
        yield _Cluster(client), max(1, len(_workers(client))) * _ENOUGH
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
        "the same command goes on, and without --scheduler on this machine alone"
    )
