"""How a translation's lists mirror the appeal's: which item belongs to which, and room for those that are new."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from letters.authoring.new_translation import block_lines, choice_lines
from letters.authoring.units import Unit, base_fingerprint, is_note
from letters.yamlfile.source import KeyPath, Source

Pairs = list[int | None]
New = list[tuple[int, int]]


def pairing(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Pairs, New]:
    """By fingerprints: for each of ours its partner, if any; and for each new one of theirs the place among ours."""
    if len(ours) == len(theirs):
        return list(range(len(ours))), []
    pairs: Pairs = []
    new: New = []
    for _, start, end, first, last in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        both = min(end - start, last - first)
        pairs += [first + offset if offset < both else None for offset in range(end - start)]
        new += [(end, index) for index in range(first + both, last)]
    return pairs, new


def with_new_items(text: str, source: Source, data: Mapping[str, Any], own: str, empty: str) -> str:
    """The text with room for the first item that the appeal has gained; the same text when it has gained none."""
    lines = text.split("\n")
    for path, original in lists(source, data, own):
        ours, theirs = value(source.data, path), value(data, original)
        if path in (("rules",), ("speakers",)) and not empty:
            # A file that is in use may have fewer of them, and an empty one would make it unusable.
            continue
        if isinstance(ours, dict):
            missing = [name for name in theirs if name not in ours]
            new = [(len(ours), list(theirs).index(name)) for name in missing]
        else:
            new = pairing(_fingerprints(lines, source, path, ours), fingerprints_of(theirs, own))[1]
        if new and ours:
            place, index = new[0]
            names = list(ours) if isinstance(ours, dict) else list(range(len(ours)))
            start = line_of(source, (*path, names[0])) - 1
            indent = len(lines[start]) - len(lines[start].lstrip())
            written = (
                choice_lines(list(theirs)[index], list(theirs.values())[index], own, indent, empty)
                if isinstance(ours, dict)
                else block_lines(theirs[index], own, indent, empty)
            )
            at = (
                above(lines, line_of(source, (*path, names[place])) - 1)
                if place < len(names)
                else _below(lines, line_of(source, (*path, names[-1])) - 1, indent)
            )
            return "\n".join([*lines[:at], *written, *lines[at:]])
    return text


def lists(source: Source, data: Mapping[str, Any], own: str) -> Iterator[tuple[KeyPath, KeyPath]]:
    """Every list of the translation with the list of the appeal that it mirrors, the outer ones first."""
    for path in (("rules",), ("speakers",), ("letter", "body")):
        if all(isinstance(_get(either, path), list) for either in (source.data, data)):
            yield path, path
    body = ("letter", "body")
    if not isinstance(_get(source.data, body), list):
        return
    for index, partner in enumerate(partners(source, data, own, body)):
        for name in ("items", "choices"):
            ours = _get(source.data, (*body, index, name))
            if partner is not None and ours and type(ours) is type(_get(data, (*body, partner, name))):
                yield (*body, index, name), (*body, partner, name)


def partners(source: Source, data: Mapping[str, Any], own: str, path: KeyPath) -> Pairs:
    """For each item of the translation's list its partner in the appeal's."""
    ours, theirs = _get(source.data, path) or [], _get(data, path) or []
    return pairing(_fingerprints(list(source.lines), source, path, ours), fingerprints_of(theirs, own))[0]


def original_of(path: KeyPath, source: Source, data: Mapping[str, Any], own: str) -> KeyPath | None:
    """Where the source of a translated text stands in the appeal, if it is still there."""
    for ours, theirs in sorted(lists(source, data, own), key=lambda pair: -len(pair[0])):
        if path[: len(ours)] == ours and isinstance(path[len(ours)], int):
            partner = partners_at(source, data, own, ours, theirs)[int(path[len(ours)])]
            return None if partner is None else (*theirs, partner, *path[len(ours) + 1 :])
        if path[: len(ours)] == ours:
            return (*theirs, *path[len(ours) :])
    return path


def partners_at(source: Source, data: Mapping[str, Any], own: str, ours: KeyPath, theirs: KeyPath) -> Pairs:
    """The partners in two lists that mirror each other."""
    fingerprints = _fingerprints(list(source.lines), source, ours, value(source.data, ours))
    return pairing(fingerprints, fingerprints_of(value(data, theirs), own))[0]


def fingerprints_of(items: Sequence[Any], own: str) -> list[str]:
    """What each item of the appeal's list is known by: the fingerprint of its first text."""
    return [Unit((), _first_text(item), own).fingerprint for item in items]


def _first_text(item: Any) -> str:
    if isinstance(item, dict):
        return next((text for text in item.values() if isinstance(text, str)), "")
    return str(item)


def _fingerprints(lines: list[str], source: Source, path: KeyPath, items: Sequence[Any]) -> list[str]:
    places = [line_of(source, (*path, index)) - 1 for index in range(len(items))]
    return [base_fingerprint(lines[above(lines, place) : place]) for place in places]


def line_of(source: Source, path: KeyPath) -> int:
    """The line, from 1, in which something begins: where its name stands, or its dash."""
    return (source.keys.get(path) or source.values[path])[0]


def above(lines: Sequence[str], place: int) -> int:
    """Where the notes above a line begin; both count from 0."""
    while place and is_note(lines[place - 1]):
        place -= 1
    return place


def _below(lines: Sequence[str], place: int, indent: int) -> int:
    """The line after an item: what belongs to it stands further in, or is empty."""
    end = place + 1
    for number in range(place + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        if line.strip():
            end = number + 1
    return end


def without_empty(data: Any) -> Any:
    """The data without places that are still empty, so that what was there before can be compared."""
    if isinstance(data, dict):
        kept = {name: without_empty(part) for name, part in data.items()}
        kept = {name: part for name, part in kept.items() if part not in ("", {}, [])}
        return {} if set(kept) == {"only_to"} else kept
    if isinstance(data, list):
        return [part for part in map(without_empty, data) if part not in ("", {}, [])]
    return "" if isinstance(data, str) and re.fullmatch(r"\s*(\[\.\.\.\])?\s*", data) else data


def value(data: Any, path: KeyPath) -> Any:
    """What stands at a path that is there."""
    for part in path:
        data = data[part]
    return data


def _get(data: Any, path: KeyPath) -> Any:
    try:
        return value(data, path)
    except (KeyError, IndexError, TypeError):
        return None
