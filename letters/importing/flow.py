"""Lines into paragraphs and lists: lines joined, hyphens at their ends resolved, paragraphs kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from letters.importing.pieces import Line
from letters.importing.signs import BULLET
from letters.typed import folded

# Lines that are longer than this were not broken by hand: each is a paragraph.
_UNBROKEN = 160
# A line that ends a sentence and leaves so much of the paragraph's width free ends the paragraph too.
_SHORT = 0.7
_TEXT_WIDTH = 60
_HYPHENATED = re.compile(r"\w-$")
# No word is longer, and looking for its beginning in a whole text would take long.
_LONGEST_WORD = 100
_ENDS = re.compile(r"[.!?][\"”»’')]*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on one line."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, its marks taken off."""

    items: tuple[str, ...]


Block = Paragraph | Items


def blocks(lines: Iterable[Line]) -> tuple[Block, ...]:
    """The paragraphs and lists of some lines."""
    found: list[Block] = []
    for part in parts_of(list(lines)):
        is_item = BULLET.match(part[0].plain)
        text = joined(part)
        if is_item:
            text = BULLET.sub("", text).strip()
            last = found[-1] if found else None
            if isinstance(last, Items) and text:
                found[-1] = Items((*last.items, text))
            elif text:
                found.append(Items((text,)))
        elif text:
            found.append(Paragraph(text))
    return tuple(found)


def paragraphs(lines: Iterable[Line]) -> tuple[str, ...]:
    """The paragraphs of a text; the items of its lists keep a dash."""
    return tuple(
        text
        for block in blocks(lines)
        for text in ([block.text] if isinstance(block, Paragraph) else [f"- {item}" for item in block.items])
    )


def quoted(lines: Sequence[Line]) -> tuple[str, ...]:
    """The lines for a note: short ones as they stand, those of a paragraph joined."""
    found: list[str] = []
    for chunk in _chunks(list(lines)):
        is_text = max(len(line.plain) for line in chunk) >= _TEXT_WIDTH or any(line.is_broken for line in chunk)
        found += paragraphs(chunk) if is_text else [line.plain for line in chunk]
    return tuple(found)


def joined(lines: Sequence[Line]) -> str:
    """The lines on one line, with the words whole that their ends have parted."""
    parts: list[str] = []
    said = _Said(lines)
    end, is_broken = "", False
    for line in lines:
        text = line.plain
        if end and text and not is_broken:
            if not (_HYPHENATED.search(end) and text[0].isalpha()):
                text = f" {text}"
            elif not said.keeps_hyphen(end, text):
                parts[-1], end = parts[-1].removesuffix("-"), end.removesuffix("-")
        parts += [text] if text else []
        end, is_broken = f"{end}{text}"[-_LONGEST_WORD:], line.is_broken
    return "".join(parts).strip()


class _Said:
    """The text of some lines, folded once and only if a word is looked for in it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    @cached_property
    def _text(self) -> str:
        return folded("\n".join(line.plain for line in self._lines))

    def keeps_hyphen(self, end: str, after: str) -> bool:
        """Whether the hyphen at a line's end is the word's own: before a capital, or where the text has it too."""
        head, tail = re.search(r"[\w-]+$", end), re.match(r"\w+", after)
        whole = folded(f"{head[0] if head else ''}{tail[0] if tail else ''}")
        return not after[0].islower() or whole in self._text


def parts_of(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that belong together."""
    part: list[Line] = []
    for chunk in _chunks(lines):
        width = max(len(line.plain) for line in chunk)
        for line in chunk:
            if part and _starts(line, part[-1], width):
                yield part
                part = []
            part.append(line)
        if part:
            yield part
        part = []


def _chunks(lines: list[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    for line in lines:
        if chunk and line.gap:
            yield chunk
            chunk = []
        chunk.append(line)
    if chunk:
        yield chunk


def _starts(line: Line, before: Line, width: int) -> bool:
    """Whether the line begins a paragraph or an item although nothing parts it from the line before."""
    if BULLET.match(line.plain):
        return True
    if len(before.plain) > _UNBROKEN:
        return True
    is_short = len(before.plain) < width * _SHORT or width > _UNBROKEN
    return bool(is_short and _ENDS.search(before.plain) and not line.plain[:1].islower())
