"""A file's data as plain values, with the line and column of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from letters.errors import Finding

MAX_LINES = 500
"""So far a word is looked for, below the place where its text begins; and within so many signs."""
MAX_SIGNS = 20_000
MAX_WORDS = 200
"""So much of the word is looked for, in signs."""

KeyPath = tuple[str | int, ...]
"""Where a value stands in a file: names of fields and indices of lists, from the top."""
Position = tuple[int, int]


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a file, as editors count them."""
    return tuple(re.split("\r\n?|\n", text))


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
        line, column = self._find(word, self.position(near or path, at_key=at_key))
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
        return self.position(path, at_key=at_key)[0]

    def position(self, path: KeyPath, *, at_key: bool = False) -> Position:
        """Line and column of the value at `path`, or of its name, or of the nearest thing around it."""
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        while path:
            found = first.get(path) or second.get(path)
            if found:
                return found
            # What isn't there at all is shown at the name of what should hold it.
            path, first, second = path[:-1], self.keys, self.values
        return 1, 1

    def _find(self, word: str, start: Position) -> Position:
        """Where the words first stand from a position on, over several lines perhaps; the position where they don't."""
        words = word[:MAX_WORDS].split()
        if not words:
            return start
        rest = self._from(start)
        match = re.search(r"\s+".join(map(re.escape, words)), rest)
        if not match:
            return start
        before = rest[: match.start()].split("\n")
        column = len(before[-1]) + (start[1] if len(before) == 1 else 1)
        return start[0] + len(before) - 1, column

    def _from(self, start: Position) -> str:
        """What stands from a position on, as far as it is looked at."""
        line, column = start
        parts: list[str] = []
        size = 0
        for each in self.lines[line - 1 : line - 1 + MAX_LINES]:
            begin = 0 if parts else column - 1
            parts.append(each[begin : begin + MAX_SIGNS - size])
            size += len(parts[-1])
            if size >= MAX_SIGNS:
                break
        return "\n".join(parts)


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
