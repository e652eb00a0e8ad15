"""How long things take, for `script/bench`: in milliseconds, and what is compared in alternation.

So whatever else the machine does weighs on both sides.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable

ROUNDS = 30


def milliseconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


def paired(*actions: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The median of each action, all measured in turn, after two turns to warm up."""
    turns = [[milliseconds(action) for action in actions] for _ in range(rounds + 2)][2:]
    return [statistics.median(column) for column in zip(*turns, strict=True)]


def best(action: Callable[[], object]) -> float:
    """The shortest of five calls: the one that the machine's other work disturbed least."""
    return min(milliseconds(action) for _ in range(5))


def percentile(values: list[float], share: float) -> float:
    """The smallest value that this share of all values does not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]
