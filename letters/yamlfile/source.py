"""A file's data as plain values, with the line and column of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from letters.errors import Finding

MAX_LINES = 500
"""So far a word is looked for, below the place where its text begins."""

KeyPath = tuple[str | int, ...]
"""Where a value stands in a file: names of fields and indices of lists, from the top."""
Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """One file's data, with the line and column of every key and every value, both from 1."""

    file: Path
    data: Any
    keys: dict[KeyPath, Position] = field(default_factory=dict)
    values: dict[KeyPath, Position] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def finding(
        self,
        path: KeyPath,
        code: str,
        message: str,
        *,
        at_key: bool = False,
        near: KeyPath | None = None,
        word: str = "",
    ) -> Finding:
        """A finding at the value at `path`, or at the nearest thing around it that stands in the file.

        `near` is another path to point to, for a field that is missing; `word` is the part of the value that is wrong.
        """
        line, column = self._find(word, self._position(near or path, at_key=at_key))
        return Finding(self.file, line, column, field_name(path), code, message)

    def at(self, path: KeyPath) -> Any:
        """The value at a path; None where there is nothing."""
        data = self.data
        for part in path:
            try:
                data = data[part]
            except (KeyError, IndexError, TypeError):
                return None
        return data

    def texts(self) -> Iterator[tuple[KeyPath, str]]:
        """Every text of the file, in its order, with the path to it."""
        return _texts(self.data, ())

    def line(self, path: KeyPath, *, at_key: bool = False) -> int:
        """The line of the value at `path`, or of its name, or of the nearest thing around it."""
        return self._position(path, at_key=at_key)[0]

    def _find(self, word: str, start: Position) -> Position:
        """Where the words first stand from a position on, over several lines perhaps; the position where they don't."""
        line, column = start
        if not word.strip():
            return start
        rest = "\n".join(self.lines[line - 1 : line - 1 + MAX_LINES])
        match = re.compile(r"\s+".join(map(re.escape, word.split()))).search(rest, column - 1)
        if not match:
            return start
        before = rest[: match.start()].split("\n")
        return line + len(before) - 1, len(before[-1]) + 1

    def _position(self, path: KeyPath, *, at_key: bool) -> Position:
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        while path:
            found = first.get(path) or second.get(path)
            if found:
                return found
            # What isn't there at all is shown at the name of what should hold it.
            path, first, second = path[:-1], self.keys, self.values
        return 1, 1


Load = Callable[[Path], Source]
"""How a file is read: `load` itself, or one that keeps what it has read."""


def _texts(data: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for name, part in data.items():
            yield from _texts(part, (*path, name))
    elif isinstance(data, list):
        for index, part in enumerate(data):
            yield from _texts(part, (*path, index))


def field_name(path: KeyPath) -> str:
    """`letter.body[3].demands`, counted from 1 as a reader counts."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name
