"""A sheet's blocks by what they are, and which of them are taken for a field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from letters.importing.assign import Placed
from letters.importing.pieces import Line
from letters.importing.roles import Role


class Sheet:
    """The blocks of a sheet by their roles; what is taken for a field is no longer left."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self.placed = placed
        self._taken: set[int] = set()
        self.certainty: dict[str, float] = {}
        self.named: list[str] = []
        """Lines that only name somebody whose address stands elsewhere."""

    def of(self, *roles: Role) -> list[Placed]:
        """The blocks of these roles, in reading order."""
        return [one for one in self.placed if one.role in roles]

    def take(self, name: str, found: Iterable[Placed]) -> None:
        """Say that these blocks are the field; the least certain of them says how certain that is."""
        certainties = []
        for one in found:
            self._taken.add(id(one))
            certainties.append(one.certainty)
        if certainties and name:
            self.certainty[name] = min(self.certainty.get(name, 1.0), sum(certainties) / len(certainties))

    def left(self) -> list[Placed]:
        """What no field has taken."""
        return [one for one in self.placed if id(one) not in self._taken]


def lines_of(found: Iterable[Placed]) -> tuple[Line, ...]:
    """The lines of some blocks, each block apart from the one before it."""
    return tuple(
        replace(line, gap=True) if number == 0 else line for one in found for number, line in enumerate(one.block.lines)
    )
