"""A change of a file in words, for those who read no diffs: each field that becomes another, is new, or goes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

_LINE, _INDENT = 96, "    "


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """A line or more for each field of a file that changes, in the order of the file after the change."""
    for name, now in after.items():
        if name not in before:
            yield from _said(name, "is new:", _text(now))
        elif now != before[name]:
            yield from _changed(name, before[name], now)
    for name, was in before.items():
        if name not in after:
            yield from _said(name, "goes:", _text(was))


def _changed(name: str, was: Any, now: Any) -> Iterator[str]:
    if isinstance(was, list) and isinstance(now, list) and now[: len(was)] == was:
        for entry in now[len(was) :]:
            yield from _said(name, "gets one more:", _text(entry))
        return
    yield from _said(name, "becomes:", _text(now), f"; it was: {_text(was)}")


def _said(name: str, what: str, text: str, was: str = "") -> list[str]:
    line = f"{_INDENT}{name} {what} {text}{was}"
    if len(line) <= _LINE and "\n" not in line:
        return [line]
    parts = [f"{text}{was}"] if "\n" not in text else [*text.split("\n"), was.removeprefix("; ")]
    wrapped = [textwrap.wrap(part, _LINE, initial_indent=_INDENT * 2, subsequent_indent=_INDENT * 2) for part in parts]
    return [f"{_INDENT}{name} {what}", *(line for lines in wrapped for line in lines)]


def _text(value: Any) -> str:
    """A value as one would say it: `First UA, 2020-01-01, Issued when the trial began.`"""
    if isinstance(value, Mapping):
        return ", ".join(_text(part) for part in value.values())
    return ", ".join(map(_text, value)) if isinstance(value, list) else str(value)
