"""How high a letter will stand, reckoned in half a millisecond: what is laid out first is mostly what is printed.

The type of each fit is read from letter.css, where it is at home.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from letters.layout import Layout
from letters.letter import DemandList, Letter
from letters.pdf.fonts import in_own_face, width
from letters.pdf.page_css import FITS, LATER_TOP, NORMAL, Fit
from letters.resources import folder

_POINTS_PER_MM = 72 / 25.4
_UNITS = {"pt": 1.0, "mm": _POINTS_PER_MM, "em": 1.0, "": 1.0}
# A rule that sets the type of a fit, of a language or of both: .tight .letter:lang(ar), .tight .letter:lang(fa) { ... }
_RULE = re.compile(r"^(?P<selectors>[^{}/]*\.letter(?:[^{}\s]*))\s*\{(?P<values>[^{}]*)\}", re.MULTILINE)
_SELECTOR = re.compile(r"(?:\.(\w+) )?\.letter(?::lang\((\w+)\))?")
_VALUE = re.compile(r"--(\w+):\s*([\d.]+)(pt|mm|em|)\s*;")
# Arabic letters join and run narrower than the widest that an address may take.
_NARROW = {"ar": 0.69, "fa": 0.69}
_COPIES = 12.0  # points: the leading of the small print
# What kerning and ligatures may save of the width, and what is left of a square's where marks are set closer.
_SLACK, _SQUARE = 0.8, 0.5
_NAMES = 13.0  # points: the leading of names below an open letter
_FEW = 6  # so many stand in one column, as in signatories.html
_HOPELESS = 1.08  # how much too high an estimate may be before a fit isn't even tried


def promising(letter: Letter, layout: Layout) -> tuple[Fit, ...]:
    """The fits that may bring the letter onto one page, the loosest first; none where it will take several."""
    filled = [height(letter, fit) / _room(layout, fit) for fit in FITS]
    fitting = next((index for index, part in enumerate(filled) if part <= 1), None)
    if fitting is not None:
        return FITS[fitting:]
    return FITS[-1:] if filled[-1] <= _HOPELESS else ()


def least_pages(letter: Letter, layout: Layout) -> int:
    """How many pages the letter takes at the very least, where it is set at ease, as all are that take several.

    It is reckoned in some milliseconds even where the letter would take a hundred pages.
    """
    gap = type_of(NORMAL.name, letter.language_code)["gap"]
    room = (layout.paper.height - LATER_TOP - NORMAL.bottom) * _POINTS_PER_MM
    # A page may swallow a gap at its beginning.
    return max(1, math.ceil(height(letter, NORMAL, _least_width) / (room + gap)))


def height(letter: Letter, fit: Fit, width: Callable[[str], float] = width) -> float:
    """About how high the letter's text stands below the address, in points; `width` gives that of a text, in em."""
    type_ = type_of(fit.name, letter.language_code)
    measure = type_["measure"] / type_["size"] / _NARROW.get(letter.language_code, 1)
    leading, gap = type_["leading"], type_["gap"]

    def text(words: str, set_in: float = 0, first: float = 0) -> float:
        lines = (_lines(width(line) + first, measure - set_in) for line in words.split("\n"))
        return leading * sum(lines)

    parts = [leading + 2 * gap, text(letter.salutation) + gap]
    parts += [text(letter.subject) + 1.6 * gap] if letter.subject else []
    for block in letter.body:
        if isinstance(block, DemandList):
            parts += [text(block.introduction) + gap] if block.introduction else []
            hang = type_["indent"] + type_["dash"]
            parts += [sum(text(item, hang) + 0.3 * gap for item in block.items) + 0.7 * gap]
        else:
            parts += [text(block.text, first=type_["indent"]) + gap]
    parts += [0.6 * gap + text(letter.closing)]
    parts += [type_["pen"] + leading] if letter.signature else []
    parts += [_signed(letter, gap)] if letter.signed else []
    small = measure * type_["size"] / 9
    parts += [type_["foot"] * gap + _COPIES * _lines(width(letter.copies_line), small)] if letter.copies_line else []
    return sum(parts)


def _least_width(text: str) -> float:
    """What the text doesn't run narrower than in any face, in em."""
    return sum(count * _least_advance(sign) for sign, count in Counter(text).items())


@cache
def _least_advance(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return _SQUARE
    # Outside the shipped face signs may join to one that is no wider than any of them.
    return _SLACK * width(sign) if in_own_face(sign) else 0.0


def _signed(letter: Letter, gap: float) -> float:
    """The groups of those who signed: a heading each, and lines of names, many of them in two columns."""
    lines = (len(each.lines) if len(each.lines) <= _FEW else math.ceil(len(each.lines) / 2) for each in letter.signed)
    groups = sum(_NAMES * (1 + count) + gap + 2 for count in lines)
    return 0.6 * gap + groups + (_NAMES + gap if letter.in_all else 0)


def _lines(ems: float, measure: float) -> int:
    return max(1, math.ceil(ems / measure))


def _room(layout: Layout, fit: Fit) -> float:
    return (layout.paper.height - layout.body_from - fit.bottom) * _POINTS_PER_MM


@cache
def type_of(fit: str, language: str) -> Mapping[str, float]:
    """The custom properties that letter.css gives a letter, by name: lengths in points, or in em as they are there."""
    found = [rule for rule in _rules() if rule[0] in ("", fit) and rule[1] in ("", language)]
    found.sort(key=lambda rule: (rule[0] != "") + (rule[1] != ""))
    return {name: value for rule in found for name, value in rule[2].items()}


@cache
def _rules() -> Sequence[tuple[str, str, Mapping[str, float]]]:
    return tuple(_read((folder("static") / "letter.css").read_text(encoding="utf-8")))


def _read(css: str) -> Iterator[tuple[str, str, Mapping[str, float]]]:
    for rule in _RULE.finditer(css):
        values = {name: float(number) * _UNITS[unit] for name, number, unit in _VALUE.findall(rule["values"])}
        for selector in rule["selectors"].split(","):
            if values and (match := _SELECTOR.fullmatch(selector.strip())):
                yield match[1] or "", match[2] or "", values
