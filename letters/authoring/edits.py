"""Small edits of a YAML text: only the characters that must change do, and comments, order and quotes stay.

Each edit takes the whole text and gives the new one. They know block style at the top of a file, which is what
authors write; whoever edits compares the data before and after, so a text written otherwise is refused, not spoilt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from letters.authoring.scalars import flow_item, item, scalar, tidied, value
from letters.errors import Refused

Entry = tuple[ScalarNode, Node]
ON_SHEET = "on the sheet: "
"""How a note begins that tells what a published sheet says of the value in its line."""


def with_field(text: str, name: str, new: str, after: Sequence[str] = ()) -> str:
    """The text with this value at `name`; a field that isn't there is put behind the last of `after` that is."""
    entries = _entries(text)
    if name in entries:
        return _replaced(text, *entries[name], new)
    line = f"{name}: {value(new, 2)}"
    behind = next((entries[other] for other in after if other in entries), None)
    if behind is None:
        return _inserted(text, next(iter(entries.values()))[0].start_mark.index, line)
    return _inserted(text, _after(text, behind), line)


def without_field(text: str, name: str) -> str:
    """The text without the field and its lines."""
    entries = _entries(text)
    if name not in entries:
        return text
    start = entries[name][0].start_mark.index
    return text[:start] + text[_after(text, entries[name]) :]


def with_list(text: str, name: str, written: str, after: Sequence[str]) -> str:
    """The text with a list that is written already, in place of the one at `name` if there is one."""
    entries = _entries(text)
    if name in entries:
        node = entries[name][1]
        start = text.index(":", entries[name][0].end_mark.index) + 1
        return text[:start] + _lines(text, written) + text[_end(text, node) :]
    place = next(_after(text, entries[other]) for other in after if other in entries)
    return _inserted(text, place, f"{name}:{written}")


def with_item(text: str, name: str, fields: Mapping[str, str], after: Sequence[str]) -> str:
    """The text with one more entry at the end of the list `name`, written like the entries that are there."""
    entries = _entries(text)
    if name not in entries or not isinstance(entries[name][1], SequenceNode) or not entries[name][1].value:
        bare = without_field(text, name)
        there = _entries(bare)
        behind = next((there[other] for other in after if other in there), list(there.values())[-1])
        return _inserted(bare, _after(bare, behind), f"{name}:\n  - {item(fields, 4)}")
    node: Any = entries[name][1]
    last = node.value[-1]
    if node.flow_style:
        place = last.end_mark.index
        return f"{text[:place]}, {flow_item(fields)}{text[place:]}"
    dash = node.start_mark.column
    indent = last.start_mark.column
    written = flow_item(fields) if getattr(last, "flow_style", False) else item(fields, indent)
    line = " " * dash + "-" + " " * (indent - dash - 1) + written
    return _inserted(text, _after_notes(text, _after(text, entries[name]), dash), line)


def without_items(text: str, name: str, gone: Collection[int]) -> str:
    """The text without those entries of the list `name`, which count from 0; the notes above them stay."""
    for place in sorted(gone, reverse=True):
        node: Any = _entries(text)[name][1]
        if len(node.value) == 1:
            return without_field(text, name)
        start, end = _span_in_brackets(node, place) if node.flow_style else _span_of_lines(text, node, place)
        text = text[:start] + text[end:]
    return text


def with_entry(text: str, name: str, written: str, after: Sequence[str]) -> str:
    """The text with one more entry at the end of the list `name`: fields one below the other, from the margin on."""
    entries = _entries(text)
    if name not in entries:
        place = next((_after(text, entries[other]) for other in after if other in entries), len(text))
        return _inserted(text, place, f"{name}:\n{_indented(written, '  - ')}")
    node: Any = entries[name][1]
    if not isinstance(node, SequenceNode) or node.flow_style or not node.value:
        raise Refused(f"the list {name} stands between brackets; put each entry behind a dash on a line of its own")
    dash = node.start_mark.column
    indent = max(node.value[-1].start_mark.column, dash + 2)
    place = _after_notes(text, _after(text, entries[name]), dash)
    return _inserted(text, place, _indented(written, " " * dash + "-".ljust(indent - dash)))


def _indented(written: str, first: str) -> str:
    return first + written.replace("\n", "\n" + " " * len(first))


def _span_in_brackets(node: Any, place: int) -> tuple[int, int]:
    """From the comma before an entry, or to the one behind the first."""
    if place:
        return node.value[place - 1].end_mark.index, node.value[place].end_mark.index
    return node.value[0].start_mark.index, node.value[1].start_mark.index


def _span_of_lines(text: str, node: Any, place: int) -> tuple[int, int]:
    """From an entry's dash to the line behind it and the notes in it."""
    entry = node.value[place]
    dash = text.rfind("-", 0, entry.start_mark.index)
    line = text.find("\n", _end(text, entry))
    after = line + 1 if line >= 0 else len(text)
    return text.rfind("\n", 0, dash) + 1, _after_notes(text, after, node.start_mark.column)


def _entries(text: str) -> dict[str, Entry]:
    root = YAML(typ="safe", pure=True).compose(text)
    if not isinstance(root, MappingNode) or root.flow_style:
        raise Refused("the file stands between braces; it can only be changed by hand")
    return {key.value: (key, node) for key, node in root.value}


def _replaced(text: str, key: ScalarNode, node: Node, new: str) -> str:
    start, end = node.start_mark.index, _end(text, node)
    if start == end:
        # A value that isn't there is placed before the next thing that is.
        start = end = text.index(":", key.end_mark.index) + 1
        return text[:start] + _lines(text, " " + value(new, 2)) + text[end:]
    quote = node.style if isinstance(node, ScalarNode) and node.style in ("'", '"') else None
    written = scalar(tidied(new), quote) if quote else value(new, key.start_mark.column + 2)
    return text[:start] + _lines(text, written) + _aligned(text, start, end, written)


def _aligned(text: str, start: int, end: int, written: str) -> str:
    """What follows a replaced value; a comment in the same line keeps its column where there is room.

    What a published sheet said of the value that was there goes with it.
    """
    if stale := re.match(rf" +# {ON_SHEET}[^\n]*", text[end:]):
        return text[end + stale.end() :]
    gap = re.match(r" +(?=#)", text[end:])
    if not gap or "\n" in text[start:end] or "\n" in written:
        return text[end:]
    room = end - start + len(gap[0]) - len(written)
    return " " * max(room, 1) + text[end + len(gap[0]) :]


def _end(text: str, node: Any) -> int:
    """The place behind a node's last character."""
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        return int(node.start_mark.index) + len(text[node.start_mark.index : node.end_mark.index].rstrip())
    if getattr(node, "flow_style", None) is False:
        last = node.value[-1]
        end = _end(text, last[1] if isinstance(last, tuple) else last)
        return max(end, int(last[0].end_mark.index) + 1) if isinstance(last, tuple) else end
    return int(node.end_mark.index)


def _after(text: str, entry: Entry) -> int:
    """Where the line after an entry begins."""
    key, node = entry
    empty = node.start_mark.index == node.end_mark.index
    end = key.end_mark.index if empty else _end(text, node)
    line = text.find("\n", end)
    return line + 1 if line >= 0 else len(text)


def _after_notes(text: str, place: int, column: int) -> int:
    """The place after notes that belong to what stands before: they stand further in than the column."""
    while note := re.match(rf" {{{column + 1},}}#[^\n]*\n?", text[place:]):
        place += note.end()
    return place


def _inserted(text: str, place: int, line: str) -> str:
    before = text[:place]
    if before and not before.endswith("\n"):
        before += _newline(text)
    return before + _lines(text, line + "\n") + text[place:]


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _lines(text: str, written: str) -> str:
    return written.replace("\n", _newline(text))
