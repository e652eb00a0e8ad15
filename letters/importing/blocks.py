"""Lines into blocks: paragraphs, items, addresses, greetings, labels; each is later one thing, and only one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from letters.fields.countries import country_called
from letters.fields.dates import first_date
from letters.importing import clues
from letters.importing.facts import is_fact_line
from letters.importing.flow import joined, parts_of
from letters.importing.greetings import closes, greets, is_greeting
from letters.importing.labels import COMMON, ONE_BLOCK, Part
from letters.importing.pieces import Line
from letters.importing.signs import BULLET
from letters.importing.wording import Label, is_loud, label_at
from letters.typed import folded

# Within a letter these words are the letter's own, and so is what may be no label.
_NOT_IN_LETTERS = COMMON - {Part.SUBJECT}
_SURE = 3.0
_GREETS = 0.7


class Kind(StrEnum):
    """How a block looks."""

    LABEL = "label"
    TEXT = "text"
    ITEM = "item"
    ADDRESS = "address"
    """Short lines that stand together, and no sentences."""
    GREETING = "greeting"
    CLOSING = "closing"
    FACTS = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that are one thing. `part` and `distance`: the label that it stands below, and how many blocks."""

    kind: Kind
    lines: tuple[Line, ...]
    part: Part | None = None
    distance: int = 0
    languages: frozenset[str] = frozenset()
    label: str = ""
    """The words of that label."""

    @property
    def text(self) -> str:
        """The block on one line."""
        return joined(self.lines)


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of a sheet in reading order."""
    return tuple(_below_labels(_gathered(list(_apart(lines)))))


_LEAST_GATHERED = 3
_LONGEST_GATHERED = 60


def _gathered(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; an address of which each line is a paragraph, as it is copied from a web page, is one."""
    run: list[Block] = []
    has_text = False
    for block in blocks:
        line = block.lines[0].plain
        is_part = len(block.lines) == 1 and block.kind in (Kind.TEXT, Kind.GREETING) and len(line) < _LONGEST_GATHERED
        if is_part and has_text and greets(line) < _GREETS:
            run.append(block)
            continue
        yield from _one_address(run)
        run = []
        has_text = has_text or len(block.text) > 2 * _LONGEST_GATHERED
        yield block
    yield from _one_address(run)


def _one_address(run: Sequence[Block]) -> Iterator[Block]:
    lines = tuple(block.lines[0] for block in run)
    plain = [folded(line.plain) for line in lines]
    places = sum(
        bool(clues.STREET.search(text) or clues.POSTCODE.search(text) or clues.EMAIL.search(text)) for text in plain
    )
    if len(run) >= _LEAST_GATHERED and places and is_address(lines):
        yield Block(kind=Kind.ADDRESS, lines=lines)
    else:
        yield from run


def _apart(lines: Sequence[Line]) -> Iterator[Block]:
    lines = [part for line in lines for part in _parted(line)]
    chunk: list[Line] = []
    index, in_letter = 0, False
    while index < len(lines):
        line = lines[index]
        fact = is_fact_line(line.plain)
        label = None if fact else _label(lines, index, chunk, in_letter=in_letter)
        if label or fact or line.gap or line.plain.startswith("©"):
            yield from _split(chunk)
            chunk = []
        if label:
            yield _label_block(label, lines[index : index + label.lines])
            index += label.lines
            in_letter = in_letter and label.part is Part.SUBJECT
            if day := _day_said(label, lines[index : index + 1]):
                yield Block(kind=Kind.TEXT, lines=(Line(text=day, gap=True),))
                index += day != label.text
            chunk = [replace(line, text=label.value, gap=True, strong=False)] if label.value else []
            if chunk and label.part in ONE_BLOCK and not _value_goes_on(chunk[0], lines[index : index + 1]):
                yield from _split(chunk)
                chunk = []
            continue
        in_letter = (in_letter or greets(line.plain) >= _GREETS) and not closes(line.plain)
        if fact:
            yield Block(kind=Kind.FACTS, lines=(line,))
        else:
            chunk.append(line)
        index += 1
    yield from _split(chunk)


def _label(lines: Sequence[Line], index: int, before: Sequence[Line], *, in_letter: bool) -> Label | None:
    """The label that begins with the line, if it can be one there."""
    line = lines[index]
    if (before and _goes_on(before[-1], line)) or _is_contact(line) or _is_blank(lines, index):
        return None
    label = label_at(lines, index)
    if label and in_letter and (label.part in _NOT_IN_LETTERS or label.points < _SURE):
        return None
    return label


def _label_block(label: Label, lines: Sequence[Line]) -> Block:
    shown = (Line(text=label.text, gap=True),) if label.value else tuple(lines)
    return Block(kind=Kind.LABEL, lines=shown, part=label.part, languages=label.languages, label=label.text)


def _value_goes_on(value: Line, below: Sequence[Line]) -> bool:
    """Whether what stands behind a label goes on in the line below."""
    return value.text.endswith(",") or any(_goes_on(value, line) for line in below)


def _day_said(label: Label, below: Sequence[Line]) -> str:
    """What a deadline's label says that names the day itself, with the next line where the day goes on there."""
    if label.part is not Part.DEADLINE or label.value:
        return ""
    if first_date(label.text):
        return label.text
    both = f"{label.text} {below[0].plain}" if below and not below[0].gap else ""
    found = first_date(both)
    return both if found and found.start < len(label.text) else ""


def _goes_on(before: Line, line: Line) -> bool:
    """Whether the line is in the middle of a sentence."""
    if line.gap or is_loud(line):
        return before.is_broken
    is_full = len(before.plain) > _FULL and not before.plain.rstrip().endswith((".", ":", "!", "?", ";"))
    return before.is_broken or line.plain[:1].islower() or is_full


_LONGEST_PARTED = 160


def _parted(line: Line) -> list[Line]:
    """The line; one that holds several labels with their values is taken apart: `Case: UA 1/26   Country: Chile`."""
    text = line.plain
    colons = [match.start() for match in re.finditer(r":\s", text)]
    if len(colons) < 2 or len(text) > _LONGEST_PARTED or line.is_broken or _is_contact(line):
        return [line]
    if is_fact_line(text) or not label_at([line], 0):
        return [line]
    for colon in colons[1:]:
        words = list(re.finditer(r"\S+", text[:colon]))
        for word in words[-3:]:
            if not word[0][0].isupper() or any(sign.isdigit() for sign in text[word.start() : colon]):
                continue
            rest = replace(line, text=text[word.start() :], gap=True)
            label = label_at([rest], 0) if word.start() else None
            if label and label.value and label.points >= _SURE and len(label.text) <= colon - word.start():
                return [replace(line, text=text[: word.start()].rstrip(" |;,-–—•·")), *_parted(rest)]
    return [line]


_FULL = 55
"""Characters of a line that may go on in the next."""


def _is_blank(lines: Sequence[Line], index: int) -> bool:
    """Whether it is a place for the writer's own name or address; one such word alone may be a label."""
    if not clues.BLANK.search(folded(lines[index].plain)):
        return False
    if lines[index].plain.strip().startswith("["):
        return True
    near = [*lines[max(0, index - 2) : index], *lines[index + 1 : index + 3]]
    return (
        "__" in lines[index].plain
        or "...." in lines[index].plain
        or any(clues.BLANK.search(folded(line.plain)) for line in near)
    )


def _is_contact(line: Line) -> bool:
    """Whether it is a line of an address that has a label of its own, such as `Fax:`."""
    return (
        clues.CONTACT_LABEL.match(folded(line.plain)) is not None
        and bool(
            clues.PHONE.search(line.plain) or clues.EMAIL.search(line.plain) or not line.plain.rstrip().endswith(":")
        )
        and not folded(line.plain).startswith(("address", "adresse", "direccion", "anschrift", "postal"))
    )


def _split(chunk: Sequence[Line]) -> Iterator[Block]:
    """The blocks of lines between which there is no gap: greetings, closings and items stand for themselves."""
    run: list[Line] = []
    last: tuple[Line, ...] = ()
    for index, line in enumerate(chunk):
        greeting = is_greeting(line.plain) and not _in_address(chunk, index)
        closing = not greeting and closes(line.plain) and (not run or not _goes_on(run[-1], line))
        if greeting or closing:
            yield from _text(run)
            run = []
            last = (line,)
            if greeting:
                yield Block(kind=Kind.GREETING, lines=last)
        elif last and closes(last[0].plain) and _goes_on(last[-1], line):
            last = (*last, line)
        else:
            if last and closes(last[0].plain):
                yield Block(kind=Kind.CLOSING, lines=last)
            last = ()
            run.append(line)
    if last and closes(last[0].plain):
        yield Block(kind=Kind.CLOSING, lines=last)
    yield from _text(run)


def _in_address(chunk: Sequence[Line], index: int) -> bool:
    """Whether a line that may greet somebody is the first of an address instead: `Madame Amal Exemple`."""
    ends = chunk[index].plain.rstrip().endswith((",", ":", "!", "，", "："))
    below = chunk[index + 1].plain if index + 1 < len(chunk) else ""
    return (
        not ends
        and greets(chunk[index].plain) < 1
        and 0 < len(below) < 60
        and not clues.WRITERS_VOICE.search(folded(below))
    )


def _text(lines: Sequence[Line]) -> Iterator[Block]:
    if not lines:
        return
    if is_address(lines):
        yield Block(kind=Kind.ADDRESS, lines=tuple(lines))
        return
    for part in [[line] for line in lines] if _are_apart(lines) else parts_of(list(lines)):
        if BULLET.match(part[0].plain):
            yield from _items(part)
        else:
            yield from _loud_first(part)


def _are_apart(lines: Sequence[Line]) -> bool:
    """Whether each line is something of its own: short ones in which no sentence goes on from one to the next."""
    texts = [line.plain for line in lines]
    if len(lines) < 2 or max(map(len, texts)) > 70 or any(line.is_broken for line in lines):
        return False
    words = [word.strip(",.") for text in texts for word in folded(text).split()]
    function = sum(word in clues.FUNCTION for word in words) / max(1, len(words))
    is_going_on = any(text[:1].islower() for text in texts[1:]) or any(text.endswith((",", "-")) for text in texts[:-1])
    return not is_going_on and function < 0.25 and not all(map(is_loud, lines))


def _items(part: Sequence[Line]) -> Iterator[Block]:
    kind = Kind.ITEM if BULLET.sub("", part[0].plain).strip() or len(part) > 1 else Kind.TEXT
    yield Block(kind=kind, lines=tuple(part))


def _loud_first(part: Sequence[Line]) -> Iterator[Block]:
    """A headline that stands directly above its text is a block of its own."""
    count = 0
    while count < len(part) and is_loud(part[count]):
        count += 1
    if 0 < count < len(part):
        yield Block(kind=Kind.TEXT, lines=tuple(part[:count]))
        part = part[count:]
    yield Block(kind=Kind.ADDRESS if is_address(part) and len(part) > 1 else Kind.TEXT, lines=tuple(part))


def is_address(lines: Sequence[Line]) -> bool:
    """Whether the lines are those of an address: short, without sentences, and with something that addresses have."""
    texts = [line.plain for line in lines]
    plain = [folded(text) for text in texts]
    contacts = sum(
        clues.CONTACT_LABEL.match(text) is not None or clues.EMAIL.search(text) is not None for text in plain
    )
    average = sum(map(len, texts)) / len(texts)
    if any(BULLET.match(text) and not (clues.OFFICE.search(text) or contacts) for text in plain[:1]):
        return False
    if not contacts and any(first_date(text) for text in texts):
        return False
    if lines[0].strong and not all(line.strong for line in lines) and not contacts and len(lines) < 4:
        return False
    if contacts and average < 70:
        return not any(clues.ASKS.search(text) and len(text) > 60 for text in plain)
    if len(lines) < 2 or average > 52 or max(map(len, texts)) > 90:
        return False
    if any(line.is_broken for line in lines) or sum(text[:1].islower() for text in texts) > len(texts) / 4:
        return False
    words = [word for text in plain for word in text.split()]
    function = sum(word.strip(",.") in clues.FUNCTION for word in words) / max(1, len(words))
    signs = sum(
        bool(
            clues.OFFICE.search(text)
            or clues.STREET.search(text)
            or clues.POSTCODE.search(text)
            or clues.HONORIFIC.match(text)
        )
        for text in plain
    ) + 2 * bool(country_called(texts[-1].strip(" .,;"), formal=False))
    ends = sum(text.rstrip().endswith((".", "!", "?")) for text in texts)
    return function < 0.28 and signs >= 1 and ends <= len(texts) / 3


_ENDED = frozenset((Part.BACKGROUND, Part.SUMMARY, Part.ACTION, Part.LETTER, Part.DEMANDS))
_LONGEST_HEADING = 70


def _is_heading(block: Block) -> bool:
    """Whether it is a heading, though none that says what stands below it: what the one above says ends there."""
    line = block.lines[0]
    is_short = len(block.lines) == 1 and len(line.plain) < _LONGEST_HEADING and line.gap
    return is_short and block.kind is Kind.TEXT and is_loud(line) and not line.plain.rstrip().endswith((".", ",", ";"))


_RESUMED = 4
"""So far away a label counts behind a block that had one of its own."""


def _below_labels(blocks: Iterator[Block]) -> Iterator[Block]:
    """Each block with the label that it stands below; behind one for a single block, the one above counts again."""
    above: Block | None = None
    once: Block | None = None
    count = 0
    for block in blocks:
        if block.kind is Kind.LABEL:
            if block.part in ONE_BLOCK:
                once = block
            else:
                above, once, count = block, None, 0
            yield block
            continue
        if _is_heading(block) and (above is None or above.part in _ENDED):
            above, once, count = None, None, 0
        governing = once or above
        distance = 0 if once else count
        count = max(count, _RESUMED) if once else count + 1
        if governing is None:
            yield block
        else:
            yield replace(block, part=governing.part, distance=distance, label=governing.label)
        once = None
