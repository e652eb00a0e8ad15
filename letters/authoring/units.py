"""The texts of an appeal one by one, each with the fingerprint by which a translation knows what it was made from."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from letters.yamlfile.source import KeyPath

UNTRANSLATED = "[...]"
CHANGED = "CHANGED: mend the text below. Then delete this line, and the old text with its mark."
OLD = "The old text was:"
_MARK = re.compile(r"\s*#\| ([a-z]{2,3}) ([0-9a-f]{8})\s*$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One text, where it stands in its file, and the language it is written in."""

    path: KeyPath
    text: str
    language: str

    @property
    def fingerprint(self) -> str:
        """Changes when a word of the text does; line breaks don't count."""
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()[:8]

    @property
    def note(self) -> list[str]:
        """The fingerprint and the text, as lines of a note."""
        paragraphs = re.split(r"\n\s*\n", self.text.strip())
        lines = [line for part in paragraphs for line in (*textwrap.wrap(part, 88), "")][:-1]
        return [f"{self.language} {self.fingerprint}", *lines]


def units(data: Mapping[str, Any], language: str) -> list[Unit]:
    """Every text of an appeal, of news or an event, in the order of the file's fields."""
    return [Unit(path, text, language) for path, text in _texts(data) if isinstance(text, str) and text.strip()]


def all_paths(data: Mapping[str, Any]) -> list[KeyPath]:
    """Where texts stand, those that are still empty included."""
    return [path for path, text in _texts(data) if isinstance(text, str)]


def _texts(data: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Any]]:
    yield ("title",), data.get("title")
    yield ("summary",), data.get("summary")
    yield ("place",), data.get("place")
    for index, speaker in enumerate(_list(data.get("speakers"))):
        yield ("speakers", index), speaker
    yield ("text",), data.get("text")
    for index, person in enumerate(_list(data.get("people"))):
        if isinstance(person, dict):
            yield ("people", index, "about"), person.get("about")
    yield from _photo(("photo",), data.get("photo"))
    for index, photo in enumerate(_list(data.get("photos"))):
        yield from _photo(("photos", index), photo)
    for index, rule in enumerate(_list(data.get("rules"))):
        yield ("rules", index), rule
    letter = data.get("letter")
    if isinstance(letter, dict):
        yield ("letter", "subject"), letter.get("subject")
        for index, block in enumerate(_list(letter.get("body"))):
            yield from _block(("letter", "body", index), block)
    yield ("background",), data.get("background")
    for index, document in enumerate(_list(data.get("earlier"))):
        if isinstance(document, dict):
            yield ("earlier", index, "news"), document.get("news")
    yield ("outcome",), data.get("outcome")


def _photo(path: KeyPath, photo: Any) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(photo, dict):
        yield from (((*path, name), photo.get(name)) for name in ("alt", "caption"))


def _block(path: KeyPath, block: Any) -> Iterator[tuple[KeyPath, Any]]:
    if not isinstance(block, dict):
        yield path, block
        return
    for name, value in block.items():
        if isinstance(value, dict):
            yield from (((*path, name, choice), text) for choice, text in value.items())
        elif isinstance(value, list) and name == "items":
            yield from (((*path, name, number), text) for number, text in enumerate(value))
        elif isinstance(value, str):
            yield (*path, name), value


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def is_note(line: str) -> bool:
    """Whether this line is one of ours."""
    return line.lstrip().startswith("#|")


def as_notes(lines: Sequence[str], indent: int) -> list[str]:
    """The lines as notes of ours, which authors' own notes are told from by their bar."""
    return [f"{' ' * indent}#| {line}".rstrip() for line in lines]


def revised_note(note: Sequence[str], unit: Unit, *, is_begun: bool) -> list[str]:
    """What stands above a translated text now that its source is this; the same lines where nothing has changed.

    A text whose translation isn't begun has nothing to mend: its note is renewed.
    """
    found = [index for index, line in enumerate(note) if _MARK.match(line)]
    if not found:
        return unit.note
    base = [re.sub(r"^\s*#\| ?", "", line) for line in note[found[-1] :]]
    if base[0].split()[1] == unit.fingerprint:
        # The note may be wrapped in another way, and stays so.
        return base
    if not is_begun:
        return unit.note
    return [CHANGED, *unit.note, OLD, *base]


def base_fingerprint(note: Sequence[str]) -> str:
    """The fingerprint of the text that was translated; empty where there is none."""
    found = [match[2] for line in note if (match := _MARK.match(line))]
    return found[-1] if found else ""
