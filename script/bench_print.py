"""`letters print` as a whole, for a hundred members and for many thousands. Part of `script/bench`.

What counts is the command and all processes that it starts, from the beginning to the end.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench_people import SLUG, person
from bench_table import Row, below

SIZES, LARGE = (100, 1_000, 10_000), 50_000
MEGABYTES = 400
BYTES = 1000
PAUSE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Seconds by the clock and on the processors, bytes of the file, and memory in MB: all processes, the largest."""

    members: int
    wall: float
    processor: float
    size: int
    memory: float
    largest: float


def printed(members: int) -> Run:
    """The command with so many members."""
    with tempfile.TemporaryDirectory() as name:
        workshop = Path(name)
        write_list(workshop / "members.csv", members)
        program = str(Path(sys.executable).with_name("letters"))
        out = workshop / "out"
        command = [program, "print", SLUG, "--members", str(workshop / "members.csv"), "--out", str(out)]
        before, begin = os.times(), time.perf_counter()
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:  # noqa: S603 - our own program
            memory, largest = _watched(process)
        wall, after = time.perf_counter() - begin, os.times()
        if process.returncode:
            raise RuntimeError(f"letters print ended with {process.returncode}")
        return Run(
            members=members,
            wall=wall,
            processor=after.children_user + after.children_system - before.children_user - before.children_system,
            size=(out / "letters.pdf").stat().st_size,
            memory=memory,
            largest=largest,
        )


def write_list(path: Path, members: int) -> None:
    """A list of invented people."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(person(0)))
        writer.writeheader()
        writer.writerows(person(number) for number in range(members))


def _watched(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """The most memory that the process and its descendants had together, and the most that one of them had."""
    memory = largest = 0.0
    while process.poll() is None:
        each = [_megabytes(number) for number in _family(process.pid)]
        memory, largest = max(memory, sum(each)), max(largest, *each)
        time.sleep(PAUSE)
    return memory, largest


def _family(number: int) -> Iterator[int]:
    yield number
    try:
        threads = [path.read_text() for path in Path(f"/proc/{number}/task").glob("*/children")]
    except OSError:
        return
    for child in " ".join(threads).split():
        yield from _family(int(child))


def _megabytes(number: int) -> float:
    """A process's memory, its part of what it shares with others (proc_pid_smaps(5): Pss)."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def measured(large: bool) -> list[Row]:
    """All rows of the command: under a minute, and one more with 50,000 members."""
    runs = [printed(members) for members in (*SIZES, *((LARGE,) if large else ()))]
    rows = [_plain(run) for run in runs]
    for run in runs[2:]:
        rows.append(
            below(
                f"{run.members:,} members: peak memory of all processes",
                run.memory,
                MEGABYTES,
                "MB",
                f"the largest {run.largest:.0f} MB, together ",
            )
        )
        rows.append(below(f"{run.members:,} members: the file", run.size / run.members, BYTES, "bytes a letter"))
    first, *others = runs
    return rows + [_growth(first, other) for other in others]


def _plain(run: Run) -> Row:
    rate = f"{run.members / run.processor:,.0f} letters/s and core"
    each = f"{run.processor / run.members * 1000:.2f} ms a letter"
    value = f"{run.wall:.1f} s, on the processors {run.processor:.1f} s: {each}, {rate}; peak {run.memory:.0f} MB"
    return Row(what=f"letters print, {run.members:,} members", value=value)


def _growth(one: Run, other: Run) -> Row:
    times = f"{other.wall / one.wall:.1f} x the time, {other.processor / one.processor:.1f} x on the processors"
    value = f"{times}, {other.memory / one.memory:.2f} x the memory"
    return Row(what=f"from {one.members:,} to {other.members:,} members, {other.members // one.members} x", value=value)
