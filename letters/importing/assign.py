"""The roles of all blocks chosen together: the likeliest sequence, and how certain each choice is.

A chain of roles with points for what each block shows and for what follows what: its best path is Viterbi's, and the
share of all paths that agree with it at a block (forward and backward sums) is how certain that block is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from letters.importing.blocks import Block, Kind
from letters.importing.features import Shown, features_of
from letters.importing.roles import BIAS, FOLLOWS, OTHER, POINTS, SAME, Role

_ROLES = tuple(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block, what it is, and how certain that is, from 0 to 1. A label has no role."""

    block: Block
    role: Role | None
    certainty: float


def assigned(blocks: Sequence[Block]) -> tuple[Placed, ...]:
    """What each of the blocks is."""
    shown = features_of(blocks)
    content = [(block, seen) for block, seen in zip(blocks, shown, strict=True) if block.kind is not Kind.LABEL]
    points = [_points(seen) for _, seen in content]
    roles = iter(_best_path(points))
    sure = iter(_certainties(points))
    return tuple(
        Placed(block=block, role=None, certainty=1.0)
        if block.kind is Kind.LABEL
        else Placed(block=block, role=(place := next(roles)), certainty=next(sure)[_ROLES.index(place)])
        for block in blocks
    )


def _points(shown: Shown) -> list[float]:
    """The points of each role for what a block shows."""
    return [
        BIAS[role] + sum(weight * shown[name] for name, weight in POINTS[role].items() if name in shown)
        for role in _ROLES
    ]


@cache
def _steps() -> tuple[tuple[float, ...], ...]:
    """The points of each role behind each other."""
    return tuple(
        tuple(FOLLOWS.get((one, other), SAME if one is other else OTHER) for other in _ROLES) for one in _ROLES
    )


def _best_path(points: Sequence[list[float]]) -> list[Role]:
    if not points:
        return []
    steps, size = _steps(), range(len(_ROLES))
    best, back = points[0], []
    for own in points[1:]:
        came = [max((best[one] + steps[one][to], -one) for one in size)[1] * -1 for to in size]
        best = [best[came[to]] + steps[came[to]][to] + own[to] for to in size]
        back.append(came)
    place = max(size, key=lambda to: best[to])
    path = [place]
    for came in reversed(back):
        place = came[place]
        path.append(place)
    return [_ROLES[place] for place in reversed(path)]


def _certainties(points: Sequence[list[float]]) -> list[list[float]]:
    """For each block, the share of each role."""
    if not points:
        return []
    steps, size = _steps(), range(len(_ROLES))
    forward, backward = [points[0]], [[0.0] * len(_ROLES)]
    for own in points[1:]:
        forward.append([own[to] + _sum([forward[-1][one] + steps[one][to] for one in size]) for to in size])
    for own in reversed(points[1:]):
        after = backward[-1]
        backward.append([_sum([steps[one][to] + own[to] + after[to] for to in size]) for one in size])
    backward.reverse()
    total = _sum(forward[-1])
    return [
        [math.exp(min(0.0, there + behind - total)) for there, behind in zip(one, other, strict=True)]
        for one, other in zip(forward, backward, strict=True)
    ]


def _sum(logs: Sequence[float]) -> float:
    most = max(logs)
    return most + math.log(sum(math.exp(one - most) for one in logs))
