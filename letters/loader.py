"""YAML files as plain data that knows its lines: strict, bounded and without any coercion.

Every value stays the text that the author wrote; the schema decides what it means. So `country: NO` is
Norway, `12:30` is no number and `0755` keeps its zero.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
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
from ruamel.yaml.reader import ReaderError

from letters.errors import Finding, InvalidFiles
from letters.plainscalars import cut_short
from letters.plaintext import NoText, text_of
from letters.slips import NO_SPACE
from letters.syntax import explained

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
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


def field_name(path: KeyPath) -> str:
    """`letter.body[3].demands`, counted from 1 as a reader counts."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def load(path: Path) -> Source:
    """The file's data with its positions. Raises InvalidFiles, with the line, for anything but plain YAML."""
    text = _text(path)
    reader = _Reader(path, text)
    try:
        return reader.read()
    except MarkedYAMLError as error:
        found = Finding(path, *explained(text.split("\n"), error))
        # What a line was noted for already is why it can't be read.
        more = [] if any(noted.line == found.line for noted in reader.findings) else [found]
        raise InvalidFiles([*reader.findings, *more]) from None
    except ReaderError as error:
        raise InvalidFiles([*reader.findings, _control_finding(path, text, error)]) from None
    except YAMLError as error:
        raise InvalidFiles([*reader.findings, Finding(path, 1, 1, "", "A112", str(error).splitlines()[0])]) from None


def is_inside(path: Path, folder: Path) -> bool:
    """Whether the path is in the folder, wherever links lead; one that leads in a circle stays where it is."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def load_inside(path: Path, folder: Path, load: Load) -> Source:
    """The data of a file that really stands in the appeal's folder, or below it. Raises InvalidFiles."""
    if not is_inside(path, folder):
        raise InvalidFiles([Finding(path, 1, 1, "", "A309", "is a link to a file outside of the appeal's own folder")])
    return load(path)


def _text(path: Path) -> str:
    def refuse(code: str, message: str, line: int = 1, column: int = 1) -> InvalidFiles:
        return InvalidFiles([Finding(path, line, column, "", code, message)])

    # A pipe would keep the program waiting for ever.
    if path.exists() and not path.is_file():
        raise refuse("A101", "is not a file")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refuse("A101", f"can't be read: {error.strerror}") from None
    if len(content) > MAX_BYTES:
        raise refuse(
            "A102",
            f"is larger than {MAX_BYTES // 1024} kB; an appeal is a short text, and pictures are files of their own",
        )
    try:
        return text_of(content)
    except NoText as error:
        raise refuse(error.code, error.message, error.line, error.column) from None


def _control_finding(path: Path, text: str, error: ReaderError) -> Finding:
    sign = error.character if isinstance(error.character, str) else chr(error.character)
    before = text[: max(text.find(sign), 0)].split("\n")
    message = f"there is an invisible control character here (U+{ord(sign):04X}); remove it"
    return Finding(path, len(before), len(before[-1]) + 1, "", "A105", message)


_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
_SIGN = "a text that begins with {sign} is {name} in YAML, which can't be used here; put the text between double quotes"


class _Reader:
    """Builds the data from the parser's events, noting positions on the way."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._source = Source(path, None, lines=tuple(text.split("\n")))
        self.findings: list[Finding] = []
        # The plain scanner: the round-trip one takes more than twice as long, for comments not needed here.
        self._events: Iterator[Event] = iter(YAML(typ="safe", pure=True).parse(text))

    def read(self) -> Source:
        data: Any = {}
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(
                        event, "A113", "a second document begins with ---; a file holds one: take this line away"
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
            self._check_plain(event)
            empty = event.style is None and event.value in ("", "~", "null")
            if empty and not event.value and path in self._source.keys:
                # The parser places a value that isn't there before the next thing that is.
                self._source.values[path] = self._source.keys[path]
            return None if empty else event.value
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path) if isinstance(event, MappingStartEvent) else None

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
                    f"`{event.value}` stands here a second time (first in line {first}); keep one of the two",
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

    def _check_plain(self, event: ScalarEvent) -> None:
        """Note what would be lost or printed unseen where a text stands without quotation marks."""
        if event.style is None and event.value and (found := cut_short(self._source.lines, event)):
            place, code, message = found
            self.findings.append(Finding(self._path, place[0] + 1, place[1] + 1, "", code, message))

    def _check_name(self, event: ScalarEvent) -> None:
        """Note a sign in a name that nobody sees: the name would look right, and be none that is known."""
        hidden = next((sign for sign in event.value if sign != " " and unicodedata.category(sign) in _HIDDEN), "")
        if hidden and event.value.startswith(hidden) and unicodedata.category(hidden) == "Zs":
            self._note(event, "A106", NO_SPACE.format(sign=ord(hidden)))
        elif hidden:
            message = (
                f"there is an invisible sign in this name (U+{ord(hidden):04X}); delete the name and type it again"
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
