"""A change of one file: told in words before it is made, checked with the real loader, made whole or not at all."""

from __future__ import annotations

import os
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from letters.errors import InvalidFiles, Refused
from letters.files import put, refuse_outside
from letters.library.library import read
from letters.yamlfile.loader import load
from letters.yamlfile.source import Source

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Change:
    """A file's text as it was and as it shall be; no `before`: the file is new."""

    path: Path
    before: str | None
    after: str

    def said(self) -> str:
        """What would change, field by field, in words. Raises InvalidFiles for a text that can't be read."""
        before = source_of(self.path, self.before).data if self.before else {}
        after = source_of(self.path, self.after).data
        return "\n".join([f"{self.path}:", *difference(before, after)])


def text_of(path: Path) -> str:
    """The file's text with its line ends as they are. It has been loaded before, so it is UTF-8."""
    return path.read_bytes().decode("utf-8")


def edited(before: str, after: str) -> str:
    """The edited text, with the invisible mark at the beginning that some editors write, if there was one."""
    return _BOM + after if before.startswith(_BOM) else after


def bare(text: str) -> str:
    """The text without that mark."""
    return text.removeprefix(_BOM)


def source_of(path: Path, text: str) -> Source:
    """What the loader makes of a text that isn't in its file yet. Raises InvalidFiles."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_bytes(text.encode())
        try:
            return replace(load(trial), file=path)
        except InvalidFiles as error:
            raise InvalidFiles([replace(finding, file=path) for finding in error.findings]) from None


def verify(change: Change, expected: Mapping[str, Any]) -> None:
    """Raises LettersError unless the change says what is expected, no more, and the folder of appeals accepts it."""
    source = source_of(change.path, change.after)
    if _trimmed(source.data) != _trimmed(expected):
        raise Refused(
            f"{change.path} is written in a way that the program can't change without touching more than was meant;"
            " please change it by hand. Nothing was changed"
        )

    def changed(path: Path) -> Source:
        return source if path.resolve() == change.path.resolve() else load(path)

    library = read(change.path.parent.parent, changed)
    # A translation with errors is left out; it must not keep a case from being ended, say.
    found = [finding for finding in library.findings if finding.file == change.path]
    if found:
        raise InvalidFiles(found)


def _trimmed(data: Any) -> Any:
    """The data without the line break that ends some blocks."""
    if isinstance(data, Mapping):
        return {name: _trimmed(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_trimmed(value) for value in data]
    return data.strip() if isinstance(data, str) else data


def save(change: Change) -> None:
    """Write the file, whole or not at all.

    Raises Refused where somebody else has changed it meanwhile, or a link leads out of its folder.
    """
    refuse_outside(change.path)
    path = Path(os.path.realpath(change.path))
    now = text_of(path) if path.exists() else None
    if now != change.before:
        raise Refused(f"{change.path} has been changed by somebody else in the meantime; run the command again")
    put(path, change.after)


_WIDTH, _INDENT = 96, "    "


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """A line or more for each field of a file that changes, in the order of the file after the change."""
    for name, now in after.items():
        if name not in before:
            yield from _said(name, "is new:", _spoken(now))
        elif now != before[name]:
            yield from _told(name, before[name], now)
    for name, was in before.items():
        if name not in after:
            yield from _said(name, "is removed:", _spoken(was))


def _told(name: str, was: Any, now: Any) -> Iterator[str]:
    if isinstance(was, list) and isinstance(now, list) and now[: len(was)] == was:
        for entry in now[len(was) :]:
            yield from _said(name, "gets a new entry:", _spoken(entry))
        return
    yield from _said(name, "becomes:", _spoken(now), f"; it was: {_spoken(was)}")


def _said(name: str, what: str, text: str, was: str = "") -> list[str]:
    line = f"{_INDENT}{name} {what} {text}{was}"
    if len(line) <= _WIDTH and "\n" not in line:
        return [line]
    parts = [f"{text}{was}"] if "\n" not in text else [*text.split("\n"), was.removeprefix("; ")]
    wrapped = [textwrap.wrap(part, _WIDTH, initial_indent=_INDENT * 2, subsequent_indent=_INDENT * 2) for part in parts]
    return [f"{_INDENT}{name} {what}", *(line for lines in wrapped for line in lines)]


def _spoken(value: Any) -> str:
    """A value as one would say it: `First UA, 2020-01-01, Issued when the trial began.`"""
    if isinstance(value, Mapping):
        return ", ".join(_spoken(part) for part in value.values())
    return ", ".join(map(_spoken, value)) if isinstance(value, list) else str(value)
