"""The processes that make a pack's letters: as many as there is work for."""

from __future__ import annotations

import os

import pytest

from letters.pack.executors import processes


def test_a_single_shard_is_made_by_the_command_itself() -> None:
    with processes(1) as (executor, at_once):
        assert executor.submit(os.getpid).result() == os.getpid() and at_once == 1
        with pytest.raises(FileNotFoundError):
            executor.submit(os.listdir, "/there is no such folder").result()


@pytest.mark.slow
def test_several_shards_are_made_by_processes_of_their_own() -> None:
    with processes(2, jobs=8) as (executor, at_once):
        assert executor.submit(os.getpid).result() != os.getpid() and at_once == 4
        with pytest.raises(FileNotFoundError):
            executor.submit(os.listdir, "/there is no such folder").result()


def test_one_job_alone_is_still_a_process() -> None:
    with processes(2, jobs=1) as (executor, at_once):
        assert executor.submit(os.getpid).result() != os.getpid() and at_once == 2
