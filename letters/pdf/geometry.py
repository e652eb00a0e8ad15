"""Where sender and address stand on the sheet. Millimetres from the top left corner, type in points."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from letters.errors import Refused, gettext_noop
from letters.language.bidi import direction
from letters.language.language import Language
from letters.layout import Box, Layout
from letters.letter import CountryLine, Letter
from letters.pdf.fonts import in_own_face, width

LONG_ADDRESS = gettext_noop(
    "The address is too long for the window of the layout {layout}: shorten its lines, or join some."
)
LONG_SENDER = gettext_noop(
    "The sender's address is too long for the head of the letter: shorten its lines, or join some."
)

_POINT = 25.4 / 72
_CLEAR = 1.0  # millimetres between the sender's block and the window, at least
_SAFETY = 1.03  # kerning and the face of another script may run wider than the sum of the advances
_HANG = 1.0  # em by which the rest of a long line is set in; letter.css says the same
_TALLER = 1.13  # leadings that WeasyPrint gives a line in which another face stands in for Gentium: measured, at most
_CAPITALS_SPACING = 0.08  # em between the capitals of the country's line; letter.css says the same
_ADDRESS_TYPE = ((11, 14), (10, 12.6), (10, 11.6), (9.5, 11), (9, 10.4), (8, 9.2), (8, 8.9), (7, 8.3), (7, 7.5))
_SENDER_TYPE = ((9.5, 12.5), (9, 11.5), (8, 9.8), (7, 8.3))
_SENDER_ABOVE_BODY = 6.0
_HIGHEST = 10.0  # millimetres from the sheet's top, which every printer reaches


@dataclass(frozen=True, slots=True)
class Block:
    """A block of lines: its box, and the size and the leading of its type in points."""

    box: Box
    size: float
    leading: float


class Addressed(Protocol):
    """What has the lines of an address: a letter, or these alone."""

    @property
    def recipient(self) -> tuple[str, ...]: ...
    @property
    def country_lines(self) -> tuple[CountryLine, ...]: ...
    @property
    def language(self) -> Language: ...


@dataclass(frozen=True, slots=True)
class Address:
    """The lines of an address alone."""

    recipient: tuple[str, ...]
    country_lines: tuple[CountryLine, ...]
    language: Language


def address_direction(letter: Addressed) -> str:
    """The side to which the address keeps: that of its first line, not the letter's own."""
    return direction(letter.recipient[0], letter.language.direction)


def place_address(letter: Addressed, layout: Layout) -> Block:
    """The address within the window: from the preferred place upwards as lines grow, then in smaller type.

    Raises Refused if it doesn't fit at 7 pt.
    """
    window, (inset, down) = layout.window, layout.address
    left, right = window.x + inset, window.right - layout.clear
    if address_direction(letter) == "rtl":
        # The right edge is the text's where the window reaches it.
        left, right = window.x + layout.clear, min(window.right - inset, layout.paper.width - layout.right)
    for box in (*layout.within, window):
        area = Box(left, box.y + layout.clear, right - left, box.height - 2 * layout.clear)
        if block := address_within(letter, area, down=down - layout.clear):
            return block
    raise Refused(LONG_ADDRESS, layout=layout.name)


def place_sender(letter: Letter, layout: Layout) -> Block:
    """The sender's block, in smaller type as its lines grow.

    Raises Refused if it doesn't fit at 7 pt.
    """
    box = sender_box(letter, layout)
    return sender_within(letter, Box(box.x, box.y, box.width, _room_below(box, layout)))


def address_within(letter: Addressed, area: Box, *, down: float) -> Block | None:
    """The address at `down` from the area's top, higher as its lines grow, then in smaller type; None below 7 pt."""
    for size, leading in _ADDRESS_TYPE:
        height = _address_lines(letter, area.width / (size * _POINT)) * leading * _POINT
        if height <= area.height:
            top = min(area.y + down, area.bottom - height)
            return Block(Box(area.x, top, area.width, height), size, leading)
    return None


def sender_within(letter: Letter, area: Box) -> Block:
    """The sender's lines from the area's top. Raises Refused if they don't fit at 7 pt."""
    for size, leading in _SENDER_TYPE:
        height = _lines(letter.sender, area.width / (size * _POINT)) * leading * _POINT
        if height <= area.height:
            return Block(Box(area.x, area.y, area.width, height), size, leading)
    raise Refused(LONG_SENDER)


def sender_box(letter: Letter, layout: Layout) -> Box:
    """The box for the sender; in letters written from right to left, at the margin from which their lines run.

    Where the window is in the way there, the block stands above it and begins higher on the sheet.
    """
    box = layout.sender
    if letter.language.direction == "ltr":
        return box
    start = Box(layout.paper.width - layout.right - box.width, box.y, box.width, box.height)
    if overlap(start, layout.window):
        return Box(start.x, _HIGHEST, box.width, layout.window.y - _CLEAR - _HIGHEST)
    return start


def overlap(one: Box, other: Box) -> bool:
    """Whether the two boxes share more than an edge."""
    beside = one.right <= other.x or other.right <= one.x
    apart = one.bottom <= other.y or other.bottom <= one.y
    return not (beside or apart)


def _room_below(box: Box, layout: Layout) -> float:
    """How far down the sender's block may reach: beside the window to the body, above the window to its edge."""
    beside = box.right <= layout.window.x or layout.window.right <= box.x
    return (layout.body_from - _SENDER_ABOVE_BODY if beside else layout.window.y - _CLEAR) - box.y


def _address_lines(letter: Addressed, room: float) -> float:
    countries = [line.text.upper() for line in letter.country_lines]
    return _lines(letter.recipient, room) + _lines(countries, room, spacing=_CAPITALS_SPACING)


def stays_one_line(text: str, room: float) -> bool:
    """Whether the text certainly stands on one line in a measure of `room` em."""
    return _wrapped(text, room, 0) == 1


def _lines(texts: Sequence[str], room: float, spacing: float = 0) -> float:
    """How high the texts stand in a measure of `room` em, in leadings."""
    return sum(_wrapped(text, room, spacing) * (1 if in_own_face(text) else _TALLER) for text in texts)


def _wrapped(text: str, room: float, spacing: float) -> int:
    """How many lines one text takes when its words are filled in one after the other."""
    lines, used = 1, 0.0
    for word in re.findall(r"\S+\s*", text):
        needed = (width(word.rstrip()) + spacing * len(word)) * _SAFETY
        if used and used + needed > room:
            lines, used = lines + 1, _HANG
        if needed > room - used:
            extra = math.ceil(needed / (room - _HANG)) - 1
            lines, needed = lines + extra, needed - extra * (room - _HANG)
        used += needed + width(" ") * _SAFETY
    return lines
