"""YAML files as plain data that knows its lines: strict, bounded and without any coercion.

Every value stays the text that the author wrote; the schema decides what it means. So `country: NO` is
Norway, `12:30` is no number and `0755` keeps its zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
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

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20

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

    def finding(self, path: KeyPath, message: str, *, at_key: bool = False) -> Finding:
        """A finding at the value at `path`, or at the nearest thing around it that stands in the file."""
        line, column = self._position(path, at_key=at_key)
        return Finding(self.file, line, column, field_name(path), message)

    def _position(self, path: KeyPath, *, at_key: bool) -> Position:
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        while path:
            found = first.get(path) or second.get(path)
            if found:
                return found
            path = path[:-1]
        return 1, 1


def field_name(path: KeyPath) -> str:
    """`letter.body[3].demands`, counted from 1 as a reader counts."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def load(path: Path) -> Source:
    """The file's data with its positions. Raises InvalidFiles, with the line, for anything but plain YAML."""
    text = _text(path)
    source = Source(path, None)
    try:
        return _Reader(path, text, source).read()
    except MarkedYAMLError as error:
        raise InvalidFiles([_syntax_finding(path, error)]) from None
    except YAMLError as error:
        raise InvalidFiles([Finding(path, 1, 1, "", str(error).splitlines()[0])]) from None


def _text(path: Path) -> str:
    def refuse(message: str, line: int = 1) -> InvalidFiles:
        return InvalidFiles([Finding(path, line, 1, "", message)])

    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refuse(f"can't be read: {error.strerror}") from None
    if len(content) > MAX_BYTES:
        raise refuse(f"is larger than {MAX_BYTES // 1024} kB; an appeal is a short text")
    if content.startswith(b"PK\x03\x04") or b"\0" in content[:1024]:
        raise refuse("is not a text file; save it as plain text in UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse("is not UTF-8 here; save the file as UTF-8", line) from None


def _syntax_finding(path: Path, error: MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = error.problem or "is not YAML"
    return Finding(path, line, column, "", _plain_words(problem))


def _plain_words(problem: str) -> str:
    """The parser's message in words for people who don't know YAML."""
    if "character '\\t'" in problem or "tab" in problem:
        return "there is a tab here; indent with spaces"
    if "mapping values are not allowed" in problem:
        return "a colon follows where none can stand; put a text that contains ': ' between double quotes"
    if "could not find expected ':'" in problem:
        return "this line has no ': ' after its name, or is indented wrongly"
    if "expected <block end>" in problem or "did not find expected" in problem:
        return "this line is indented differently from the lines it belongs to, or a quote is not closed"
    if "found unexpected end of stream" in problem:
        return "a quote that opens here or above is never closed"
    return f"can't be read as YAML: {problem}"


class _Reader:
    """Builds the data from the parser's events, noting positions on the way."""

    def __init__(self, path: Path, text: str, source: Source) -> None:
        self._path = path
        self._source = source
        # The plain scanner: the round-trip one takes more than twice as long, for comments not needed here.
        self._events: Iterator[Event] = iter(YAML(typ="safe", pure=True).parse(text))

    def read(self) -> Source:
        data: Any = {}
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(event, "a second document begins with ---; a file holds one")
            elif isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)):
                data = self._node(event, ())
        return Source(self._path, data, self._source.keys, self._source.values)

    def _node(self, event: Event, path: KeyPath) -> Any:
        self._check(event, path)
        self._source.values[path] = _position(event)
        if isinstance(event, ScalarEvent):
            empty = event.style is None and event.value in ("", "~", "null")
            return None if empty else event.value
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: KeyPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise self._refuse(event, "a name must be plain text")
            self._check(event, path)
            key = (*path, event.value)
            if event.value in mapping:
                first = self._source.keys[key][0]
                raise self._refuse(event, f"`{event.value}` stands here a second time (first in line {first})")
            self._source.keys[key] = _position(event)
            mapping[event.value] = self._node(next(self._events), key)
        return mapping

    def _check(self, event: Event, path: KeyPath) -> None:
        if isinstance(event, AliasEvent):
            raise self._refuse(event, "an alias (*name) can't be used here; put the text between double quotes")
        if getattr(event, "anchor", None):
            raise self._refuse(event, "an anchor (&name) can't be used here; put the text between double quotes")
        # A tag of None is an untagged node; "!" is how some scanners mark a quoted one.
        if getattr(event, "tag", None) not in (None, "!"):
            raise self._refuse(event, "a tag (!name) can't be used here; put the text between double quotes")
        if len(path) > MAX_DEPTH:
            raise self._refuse(event, f"is nested more than {MAX_DEPTH} levels deep")

    def _refuse(self, event: Event, message: str) -> InvalidFiles:
        line, column = _position(event)
        return InvalidFiles([Finding(self._path, line, column, "", message)])


def _position(event: Event) -> Position:
    mark: StringMark = event.start_mark
    return mark.line + 1, mark.column + 1
