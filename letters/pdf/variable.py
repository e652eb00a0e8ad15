"""What differs from member to member, apart from what all of them share: the sender's lines and the signature.

Variable data printing: a letter has a master, the same letter with an `A` in place of each own line that is plain. The
master is laid out once for all the letters that have it, and tells where their lines stand. Lines that aren't plain
stay in the master.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from letters.language.bidi import direction
from letters.layout import Layout
from letters.letter import Letter
from letters.pdf.geometry import Block, place_sender, stays_one_line
from letters.pdf.lines import plain

MASTER_TEXT = "A"
_POINTS_PER_MM = 72 / 25.4
_LARGEST = 12.0  # points: the largest type in which a signature is set
_CJK_FIRST = ("zh", "ja")  # letter.css sets Latin names in these letters in the face of the other characters
_FONT = re.compile(rb"/(\w+) ([\d.]+) Tf")
_PLACE = re.compile(rb"1 0 0 -1 ([\d.]+) ([\d.]+) Tm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an own line stands on a page: the font's name and size, its left end and its baseline.

    Pixels from the page's top left corner.
    """

    font: str
    size: float
    left: float
    baseline: float


def place_of(stream: bytes) -> Place:
    """The place of the line in the content stream that WeasyPrint wrote for it when it was set apart."""
    font, place = _FONT.search(stream), _PLACE.search(stream)
    if font is None or place is None:
        raise RuntimeError("a line set apart shows no text")
    return Place(font=font[1].decode(), size=float(font[2]), left=float(place[1]), baseline=float(place[2]))


def master_letter(letter: Letter, layout: Layout) -> Letter:
    """The letter's master, equal for all letters that differ in plain lines only.

    The letter looks as its master does with the lines put in.
    """
    return replace(
        letter,
        sender=master_sender(letter, lambda each: place_sender(each, layout)),
        signature=MASTER_TEXT if _is_plain_signature(letter, layout) else letter.signature,
        reply_to="",
    )


def master_sender(letter: Letter, place: Callable[[Letter], Block]) -> tuple[str, ...]:
    """The sender's lines; a plain one that stays on one line where `place` sets it gives way to the master's text."""
    plain_ones = tuple(MASTER_TEXT if _is_plain(line, letter) else line for line in letter.sender)
    block = place(replace(letter, sender=plain_ones))
    room = block.box.width * _POINTS_PER_MM / block.size
    return tuple(
        mark if stays_one_line(line, room) else line for line, mark in zip(letter.sender, plain_ones, strict=True)
    )


def variable_lines(letter: Letter, master: Letter) -> list[str]:
    """What is put into the master: the sender's lines from the top, then the signature."""
    pairs = zip((*letter.sender, letter.signature), (*master.sender, master.signature), strict=True)
    return [line for line, mark in pairs if mark == MASTER_TEXT]


def _is_plain(line: str, letter: Letter) -> bool:
    return plain(line) and direction(line, letter.language.direction) == "ltr"


def _is_plain_signature(letter: Letter, layout: Layout) -> bool:
    text = letter.signature
    measure = (layout.paper.width - layout.left - layout.right) * _POINTS_PER_MM / _LARGEST
    mirrored = letter.language.direction == "rtl"
    return (
        letter.language_code not in _CJK_FIRST
        and plain(text)
        and stays_one_line(text, measure)
        and not any(name and name in text for name in letter.names)
        # Between strong letters nothing changes its place in a line that runs from right to left.
        and not (mirrored and any(unicodedata.bidirectional(sign) != "L" for sign in (text[0], text[-1])))
    )
