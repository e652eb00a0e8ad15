"""Runs of letters print that are ended, by whatever and whenever, and begun again."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from evening import (  # noqa: F401 three are fixtures
    FEW,
    HANGS,
    MANY,
    SMALL,
    WHOLE,
    Group,
    a_group,
    a_group_with_small_shards,
    a_large_group,
    found_in,
    wait_for_shards,
)

from letters.pack import shards

pytestmark = pytest.mark.slow
# Before which step the run is killed, and with how many processes; each run goes on with what those before have left.
# Between two steps nothing changes on the disk, so that a kill at any other moment leaves the same.
ENDS = [
    *[("1", "1 mkdir parts"), ("2", "1 open shard"), ("2", "1 rename shard")],
    *[("1", "2 open shard"), ("1", "1 rename shard"), ("1", "2 open shard"), ("1", "1 rename shard")],
    *[("1", f"1 {step} {name}") for name in ("letters.pdf", "tally.pdf", "pack.json") for step in ("open", "rename")],
    *[("1", f"{number} remove shard") for number in (1, 3)],
    ("1", "1 rmdir parts"),
]


def test_a_run_killed_before_any_of_its_steps_and_begun_again_makes_every_letter_once(
    few: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SHARD", SMALL)
    # In this process, whose copies then have the typesetter and its fonts loaded.
    assert few.print("--date", "2026-01-31", "--jobs", "1", "--out", "whole").returncode == 0
    expected = (few.folder / "whole" / "letters.pdf").read_bytes()
    assert found_in(few.folder / "whole" / "letters.pdf") == FEW
    kept = few.folder / "kept"
    for jobs, moment in ENDS:
        code, said = few.end("--jobs", jobs, end_before=moment)
        assert code == -signal.SIGKILL, f"{moment} didn't come: {said}"
        if moment.endswith("open letters.pdf"):
            shutil.copytree(few.out / "parts", kept)
        if (few.out / "pack.json").exists():
            check_whole(few, expected, moment)
            shutil.rmtree(few.out)
            shutil.copytree(kept, few.out / "parts")
    # As it is started in earnest: all that the killed runs have left is another process's.
    last = few.begin()
    _, said = last.communicate(timeout=HANGS)
    assert last.returncode == 0, said
    check_whole(few, expected, "last run")


def check_whole(group: Group, expected: bytes, where: str) -> None:
    """One run's pack is whole and nothing of the runs before it is left."""
    if (group.out / "parts").exists():
        # Killed between the record and the end: the next run says so and tidies.
        assert "already holds a pack" in group.end("--jobs", "1")[1], where
    assert {path.name for path in group.out.iterdir()} == WHOLE, where
    assert (group.out / "letters.pdf").read_bytes() == expected, where


@pytest.mark.no_cover
def test_shards_that_are_finished_are_not_made_again(many: Group) -> None:
    process = many.begin("--jobs", "1")
    finished = wait_for_shards(many, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    written = many.shards()
    assert finished <= written.keys()
    again = many.begin("--jobs", "1")
    wait_for_shards(many, again, len(written) + 1)
    now = many.shards()
    assert not now or written.items() <= now.items()
    assert again.communicate(timeout=HANGS)[1] is not None and again.returncode == 0
    assert found_in(many.out / "letters.pdf") == MANY


def test_processes_end_when_the_command_alone_is_killed(many: Group) -> None:
    process = many.begin("--jobs", "2")
    wait_for_shards(many, process)
    assert len(session(process.pid)) > 1
    process.kill()
    process.communicate()
    end = time.monotonic() + HANGS
    while (left := session(process.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not left


def session(leader: int) -> list[int]:
    """The processes that run in a session (Linux: proc(5), /proc/pid/stat)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, number = stat.read_text().rpartition(")")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(number) == leader and state != "Z":
            found.append(int(stat.parent.name))
    return found


@pytest.mark.no_cover
def test_ctrl_c_keeps_finished_shards_and_says_how_to_continue(many: Group) -> None:
    process = many.begin("--jobs", "1")
    finished = wait_for_shards(many, process)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=HANGS)
    assert process.returncode == 1
    assert "run the same command again" in said and "Traceback" not in said
    kept = many.shards()
    assert finished <= kept.keys() and not (many.out / "pack.json").exists()
    assert not [path for path in (many.out / "parts").iterdir() if path.name.startswith(".")]
    again = many.begin()
    assert again.communicate(timeout=HANGS)[1] is not None and again.returncode == 0
    assert found_in(many.out / "letters.pdf") == MANY


def test_ctrl_c_while_the_processes_start_shows_no_traceback(many: Group) -> None:
    for moment in range(3):
        shutil.rmtree(many.out, ignore_errors=True)
        process = many.begin()
        end = time.monotonic() + HANGS
        while not (many.out / "parts").is_dir() and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(0.1 + moment * 0.15)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=HANGS)
        assert process.returncode == 1 and "run the same command again" in said and "Traceback" not in said, said


def test_a_process_that_is_ended_from_outside_is_no_bug_of_ours(many: Group) -> None:
    process = many.begin("--jobs", "2")
    wait_for_shards(many, process)
    for other in session(process.pid):
        if b"spawn_main" in Path(f"/proc/{other}/cmdline").read_bytes():
            os.kill(other, signal.SIGKILL)
    _, said = process.communicate(timeout=HANGS)
    assert process.returncode == 1 and "stopped from outside: run the same command again to continue" in said, said
    assert "Traceback" not in said
