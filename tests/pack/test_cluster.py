"""letters print --scheduler: a real dask.distributed cluster makes the letters, or goes away while it does."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster
from distributed.comm.core import CommClosedError
from evening import HANGS, MANY, Group, a_group, a_group_with_small_shards, a_large_group, found_in, wait_for_shards  # noqa: F401 three are fixtures

from letters.errors import Refused
from letters.pack import executors as module

pytestmark = pytest.mark.slow
_CLUSTER = """\
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", local_directory="."
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


class Cluster:
    """A cluster of this machine with two processes that work, in a folder of its own, and its scheduler's address."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "begin.py").write_text(_CLUSTER)
        self.process = subprocess.Popen(
            [sys.executable, "begin.py"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("tcp://127.0.0.1:")

    def kill(self) -> None:
        """Ends its scheduler and its workers at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)

    def close(self) -> None:
        self.process.communicate(timeout=HANGS)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    one = Cluster(tmp_path / "cluster")
    yield one
    one.close()


def test_a_scheduler_that_isn_t_there_is_said_to_be_away(group: Group) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        result = group.run("--scheduler", address)
    assert result.returncode == 1 and f"no scheduler answers at {address}" in result.stderr, result.stderr
    assert "Traceback" not in result.stderr and len(result.stderr.splitlines()) <= 3
    assert not (group.out / "letters.pdf").exists()


def test_a_cluster_makes_the_same_pack(few: Group, cluster: Cluster) -> None:
    words = ("--date", "2026-01-31", "--envelopes", "DL", "--numbers")
    here = few.run(*words, "--out", "here")
    assert here.returncode == 0, here.stderr
    there = few.run(*words, "--out", "there", "--scheduler", cluster.address)
    assert there.returncode == 0, there.stderr
    for name in ("letters.pdf", "envelopes.pdf", "tally.pdf"):
        made = [(few.folder / folder / name).read_bytes() for folder in ("here", "there")]
        assert made[0] == made[1] and len(made[0]) > 10_000, name


@pytest.mark.no_cover
def test_a_cluster_that_is_killed_is_named_and_the_rest_is_made_without_it(many: Group, cluster: Cluster) -> None:
    process = many.begin("--envelopes", "DL", "--scheduler", cluster.address)
    wait_for_shards(many, process)
    cluster.kill()
    _, said = process.communicate(timeout=HANGS)
    assert process.returncode == 1 and f"the scheduler at {cluster.address} " in said, said
    assert "run the same command again" in said and "Traceback" not in said and len(said.splitlines()) <= 3, said
    assert many.shards() and not (many.out / "pack.json").exists()
    again = many.run("--date", "2026-01-31", "--envelopes", "DL")
    assert again.returncode == 0, again.stderr
    assert found_in(many.out / "letters.pdf") == MANY


@pytest.fixture
def local(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler in this process, which has so many workers."""
    options = {"protocol": "tcp", "host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "local_directory": tmp_path}
    with LocalCluster(n_workers=request.param, processes=False, **options) as one:  # type: ignore[no-untyped-call]  # has no types
        yield one.scheduler_address


@pytest.mark.parametrize("local", [0], indirect=True)
def test_a_cluster_without_workers_is_not_waited_for_for_ever(local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOOK", 0.2)
    with pytest.raises(Refused, match="has no workers"), module.cluster(local) as (executor, _):
        executor.submit(os.getpid).result()


@pytest.mark.parametrize("local", [1], indirect=True)
def test_what_fails_in_a_worker_is_not_the_cluster_s_fault(local: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), module.cluster(local) as (executor, _):
        executor.submit(os.listdir, tmp_path / "none").result()


class Lost:
    """Work whose answer is lost on its way."""

    status = "finished"

    def result(self, timeout: float) -> None:
        raise CommClosedError("in the midst of an answer")


def test_an_answer_that_is_lost_on_its_way_is_not_waited_for_for_ever() -> None:
    with pytest.raises(module._Gone, match="went away"):
        module._wait(None, Lost())
