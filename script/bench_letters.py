"""Many letters, and the peers side by side with them. Part of `script/bench`.

Each measurement is a process of its own, so that nothing is remembered from one to the next, and they take turns.
What counts is the time on the processor from the first letter to the last, without the imports.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench_table import Row, at_least

PROGRAM = Path(__file__).with_name("bench_peers.py")
ROUNDS = 5
# How many letters each peer makes in a process. The loop makes each alone, so that few suffice.
SHARED = {"batch": 500, "loop": 20, "kept": 20, "typst": 500, "typst alone": 1}
OWN = {"batch": 100, "loop": 20, "kept": 20, "typst": 100}
NAMES = {
    "batch": "letters.pdf.batch",
    "loop": "WeasyPrint, a loop that shares nothing",
    "kept": "WeasyPrint, a loop that keeps fonts and style sheet",
    "typst": "Typst, all in one document",
    "typst alone": "Typst, a letter compiled alone",
}


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds a letter, on the processor and by the clock, and bytes a letter."""

    processor: float
    wall: float
    size: float


def spent(peer: str, *, own: bool, count: int) -> Spent:
    """What the peer takes for so many letters, in a process of its own."""
    with tempfile.TemporaryDirectory() as workshop:
        command = [sys.executable, str(PROGRAM), peer, "OWN" if own else "SHARED", str(count), workshop]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own program
    return Spent(*json.loads(done.stdout))


def taking_turns(counts: dict[str, int], *, own: bool) -> dict[str, Spent]:
    """Each peer's medians."""
    rounds = [{peer: spent(peer, own=own, count=count) for peer, count in counts.items()} for _ in range(ROUNDS)]
    return {peer: _median([turn[peer] for turn in rounds]) for peer in counts}


def _median(all_of_it: Sequence[Spent]) -> Spent:
    columns = zip(*((one.processor, one.wall, one.size) for one in all_of_it), strict=True)
    return Spent(*map(statistics.median, columns))


def measured() -> list[Row]:
    """All rows of many letters: about three minutes."""
    shared, own = taking_turns(SHARED, own=False), taking_turns(OWN, own=True)
    rows = [_plain(peer, took, "shared text", SHARED[peer]) for peer, took in shared.items()]
    rows += [
        _times(shared, "loop", "shared text", 15),
        _times(shared, "kept", "shared text"),
        _times(shared, "typst", "shared text", 1.2),
        _times(shared, "typst alone", "shared text"),
    ]
    rows += [_plain(peer, took, "own words", OWN[peer]) for peer, took in own.items()]
    rows += [
        _times(own, "loop", "own words", 1.3),
        _times(own, "kept", "own words"),
        _times(own, "typst", "own words"),
    ]
    return rows


def _plain(peer: str, took: Spent, what: str, count: int) -> Row:
    rate = f"{1000 / took.processor:.0f} letters/s and core"
    value = f"{took.processor:.2f} ms ({took.wall:.2f} by the clock), {rate}, {took.size:,.0f} bytes"
    return Row(what=f"{what}: {NAMES[peer]}, {count}", value=value)


def _times(took: dict[str, Spent], peer: str, what: str, target: float | None = None) -> Row:
    ratio = took[peer].processor / took["batch"].processor
    label = f"{what}: faster than {NAMES[peer]}"
    return at_least(label, ratio, target, "x") if target else Row(what=label, value=f"{ratio:.2f} x")
