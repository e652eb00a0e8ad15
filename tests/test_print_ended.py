"""Runs of letters print that are ended, by whatever and whenever, and begun again."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

from evening import HANGS, MANY, WHOLE, Group, a_group, a_large_group, found_in, wait_for_shards  # noqa: F401 two are fixtures

KILLS = 20


def test_a_run_killed_at_any_moment_and_begun_again_makes_every_letter_once(many: Group) -> None:
    seed = int(os.environ.get("KILL_SEED", time.time_ns() % 2**32))
    chance = random.Random(seed)  # noqa: S311  # moments, no secrets
    began = time.monotonic()
    whole = many.begin("--out", "whole")
    assert whole.communicate(timeout=HANGS)[1] is not None and whole.returncode == 0
    lasts = time.monotonic() - began
    expected = (many.folder / "whole" / "letters.pdf").read_bytes()
    assert found_in(many.folder / "whole" / "letters.pdf") == MANY
    killed = 0
    for moment in range(KILLS):
        where = f"seed {seed}, moment {moment}"
        process = many.begin("--jobs", chance.choice("12"))
        try:
            process.communicate(timeout=chance.uniform(0.3, lasts))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            killed += 1
        if process.returncode == 0 or (many.out / "pack.json").exists():
            check_whole(many, expected, where)
            for path in many.out.iterdir():
                path.unlink()
    last = many.begin()
    _, said = last.communicate(timeout=HANGS)
    assert last.returncode == 0, f"seed {seed}: {said}"
    check_whole(many, expected, f"seed {seed}, last run")
    assert killed >= 5, f"seed {seed}: too few were killed"


def check_whole(group: Group, expected: bytes, where: str) -> None:
    """One run's pack is whole and nothing of the runs before it is left."""
    if (group.out / "parts").exists():
        # Killed between the record and the end: the next run says so and tidies.
        assert "holds a pack already" in group.begin().communicate()[1], where
    assert {path.name for path in group.out.iterdir()} == WHOLE, where
    assert (group.out / "letters.pdf").read_bytes() == expected, where


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


def test_ctrl_c_keeps_finished_shards_and_says_how_to_continue(many: Group) -> None:
    process = many.begin("--jobs", "1")
    finished = wait_for_shards(many, process)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=HANGS)
    assert process.returncode == 1
    assert "the same command goes on" in said and "Traceback" not in said
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
        assert process.returncode == 1 and "the same command goes on" in said and "Traceback" not in said, said


def test_a_process_that_is_ended_from_outside_is_no_bug_of_ours(many: Group) -> None:
    process = many.begin("--jobs", "2")
    wait_for_shards(many, process)
    for other in session(process.pid):
        if b"spawn_main" in Path(f"/proc/{other}/cmdline").read_bytes():
            os.kill(other, signal.SIGKILL)
    _, said = process.communicate(timeout=HANGS)
    assert process.returncode == 1 and "ended from outside: the same command goes on" in said, said
    assert "Traceback" not in said
