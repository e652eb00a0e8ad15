"""The parser's events into plain data that knows its lines, without any coercion."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import StringMark
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from letters.errors import Finding, InvalidFiles
from letters.yamlfile.slips import NO_SPACE, cut_short
from letters.yamlfile.source import KeyPath, Position, Source, lines_of

MAX_DEPTH = 20
_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
_SIGN = "a text that begins with {sign} is {name} in YAML, which can't be used here; put the text between double quotes"


class Reader:
    """Builds the data from the parser's events, noting positions on the way."""

    def __init__(self, path: Path, text: str, *, exact: bool = True) -> None:
        """Events come from the parser in Python, or from libyaml where `exact` is not asked for (and it is there)."""
        self._path = path
        self._source = Source(path, None, lines=lines_of(text))
        self.findings: list[Finding] = []
        self.has_gaps = False
        """Whether a list has an item that isn't there, which each parser places elsewhere."""
        # The plain scanner: the round-trip one takes more than twice as long, for comments not needed here.
        self._events: Iterator[Event] = iter(YAML(typ="safe", pure=exact).parse(text))

    def read(self) -> Source:
        data: Any = {}
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(
                        event, "A113", "a second document begins with ---; a file holds one: remove this line"
                    )
            elif isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)):
                data = self._node(event, ())
        if self.findings:
            raise InvalidFiles(self.findings)
        return replace(self._source, data=data)

    def _node(self, event: Event, path: KeyPath) -> Any:
        self._check(event, path)
        self._source.values[path] = _position(event)
        if isinstance(event, ScalarEvent):
            self._check_plain(event, next((part for part in reversed(path) if isinstance(part, str)), ""))
            empty = not event.style and event.value in ("", "~", "null")
            if empty and not event.value:
                self._place_gap(path)
            return None if empty else event.value
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path) if isinstance(event, MappingStartEvent) else None

    def _place_gap(self, path: KeyPath) -> None:
        """Put a value that isn't there to its name: a parser places it before the next thing that is."""
        if path in self._source.keys:
            self._source.values[path] = self._source.keys[path]
        else:
            self.has_gaps = True

    def _sequence(self, path: KeyPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise self._refuse(
                    event, "A114", "a name must be plain text; put a text with braces between double quotes"
                )
            self._check(event, path)
            self._check_name(event)
            key = (*path, event.value)
            if event.value in mapping:
                first = self._source.keys[key][0]
                self._note(
                    event,
                    "A115",
                    f"`{event.value}` is here a second time (first in line {first}); keep one of the two",
                )
                self._node(next(self._events), key)
                continue
            self._source.keys[key] = _position(event)
            mapping[event.value] = self._node(next(self._events), key)
        return mapping

    def _check(self, event: Event, path: KeyPath) -> None:
        if isinstance(event, AliasEvent):
            self._note(event, "A116", _SIGN.format(sign="*", name="an alias"))
        elif getattr(event, "anchor", None):
            self._note(event, "A116", _SIGN.format(sign="&", name="an anchor"))
        # A tag of None is an untagged node; "!" is how some scanners mark a quoted one.
        if getattr(event, "tag", None) not in (None, "!"):
            self._note(event, "A116", _SIGN.format(sign="!", name="a tag"))
        if len(path) > MAX_DEPTH:
            raise self._refuse(event, "A117", f"is nested more than {MAX_DEPTH} levels deep")

    def _check_plain(self, event: ScalarEvent, field: str) -> None:
        """Note what would be lost or printed unseen where a text stands without quotation marks."""
        if not event.style and event.value and (found := cut_short(self._source.lines, event, field)):
            place, code, message = found
            self.findings.append(Finding(self._path, place[0] + 1, place[1] + 1, "", code, message))

    def _check_name(self, event: ScalarEvent) -> None:
        """Note a sign in a name that nobody sees: the name would look right, and be none that is known."""
        if event.value.isascii() and event.value.isprintable():
            return
        hidden = next((sign for sign in event.value if sign != " " and unicodedata.category(sign) in _HIDDEN), "")
        if hidden and event.value.startswith(hidden) and unicodedata.category(hidden) == "Zs":
            self._note(event, "A106", NO_SPACE.format(sign=ord(hidden)))
        elif hidden:
            message = (
                f"there is an invisible character in this name (U+{ord(hidden):04X}); delete the name and type it again"
            )
            self._note(event, "A105", message)

    def _note(self, event: Event, code: str, message: str) -> None:
        """Keep a finding that doesn't hinder reading on."""
        self.findings.append(Finding(self._path, *_position(event), "", code, message))

    def _refuse(self, event: Event, code: str, message: str) -> InvalidFiles:
        line, column = _position(event)
        return InvalidFiles([*self.findings, Finding(self._path, line, column, "", code, message)])


def _position(event: Event) -> Position:
    mark: StringMark = event.start_mark
    return mark.line + 1, mark.column + 1
