"""Which way a text runs, and what in it keeps its own order: Unicode's bidirectional algorithm (UAX 9).

Programs that show a letter know none of its words: an e-mail says the direction of each paragraph, and sets apart what
would else be shown in pieces, such as a telephone number in an Arabic sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

_RIGHT_TO_LEFT = ("R", "AL")
_ISOLATES = {"ltr": "\N{LEFT-TO-RIGHT ISOLATE}", "rtl": "\N{RIGHT-TO-LEFT ISOLATE}"}
_UNKNOWN = "\N{FIRST STRONG ISOLATE}"
_END = "\N{POP DIRECTIONAL ISOLATE}"
_DASH = "– "  # before an item of a list
_MARKS = {"ltr": "\N{LEFT-TO-RIGHT MARK}", "rtl": "\N{RIGHT-TO-LEFT MARK}"}
# Where letters that run from right to left have their place in Unicode (DerivedBidiClass.txt, R and AL by default):
# most texts hold nothing from there, and asking after each sign took a quarter of an e-mail's time.
_FROM_RIGHT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


class Run(NamedTuple):
    """A part of a text: `way` is `ltr` or `rtl` where it is to be set apart, else empty."""

    text: str
    way: str


def direction(text: str, default: str, names: tuple[str, ...] = ()) -> str:
    """The direction of the first letter that has one (UAX 9, P2 and P3), as `dir=auto` would find it.

    Those of `names` are skipped, as isolates are: an Arabic paragraph may well begin with a Latin name.
    """
    others = _first(_without(text, names), "") if any(names) else ""
    return others or _first(text, default)


def paragraph_direction(text: str, default: str, names: tuple[str, ...] = ()) -> str:
    """The direction of a paragraph or an item of a list: that of its first letter, as `direction` finds it.

    Where that isn't the letter's own, though most words are, it keeps to the letter's (UAX 9, HL1): not every name
    at the beginning is known.
    """
    if default == "ltr" and not is_mixed(text):
        return default
    first = direction(text, default, names)
    if first == default:
        return default
    ways = [way for word in text.split() if (way := _first(word, ""))]
    return default if 2 * ways.count(default) >= len(ways) else first


def is_mixed(text: str) -> bool:
    """Whether the text holds letters that run from right to left, so that numbers beside them may turn."""
    return any(_class(match[0]) in _RIGHT_TO_LEFT for match in _FROM_RIGHT.finditer(text))


def _first(text: str, default: str) -> str:
    for sign in text:
        match unicodedata.bidirectional(sign):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
            case _:
                pass  # digits, marks and spaces have no direction of their own
    return default


def _without(text: str, names: tuple[str, ...]) -> str:
    listed = sorted(filter(None, names), key=len, reverse=True)
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", "", text)


def runs(text: str, way: str) -> Iterator[Run]:
    """The text of a paragraph that runs that `way` (`ltr` or `rtl`), apart from what must keep its own order in it."""
    done = 0
    for start, end in _from_left(text) if way == "rtl" else _from_right(text):
        if text[done:start]:
            yield Run(text[done:start], "")
        yield Run(text[start:end], "ltr" if way == "rtl" else "rtl")
        done = end
    if text[done:]:
        yield Run(text[done:], "")


def beside(parts: Iterable[str], way: str, mark: str = " · ") -> str:
    """What there is of the parts, beside each other in a line that runs that `way`; none turns the order of another.

    Without isolates the day in `Minister of Justice · ۵ مارس` would be taken along by the Latin name before it.
    """
    there = [part for part in parts if part]
    if way == "ltr" and not any(map(is_mixed, there)):
        return mark.join(there)
    return mark.join(f"{_UNKNOWN}{part}{_END}" for part in there)


def plain(text: str, around: str, names: tuple[str, ...] = ()) -> str:
    """Lines of plain text, with the invisible marks that let each read right where texts run the way `around`."""
    return "\n".join(_line(line, around, names) for line in text.split("\n"))


def _line(line: str, around: str, names: tuple[str, ...]) -> str:
    dash = _DASH if line.startswith(_DASH) else ""
    said = line.removeprefix(_DASH)
    way = paragraph_direction(said, around, names)
    apart = "".join(_isolated(run.text, run.way) if run.way else run.text for run in runs(said, way))
    if way != around:
        return dash + _isolated(apart, way)
    # Where the name that begins it runs the other way, programs would take it for the whole line's.
    return (_MARKS[way] if _first(line, way) != way else "") + dash + apart


def _isolated(text: str, way: str) -> str:
    return f"{_ISOLATES[way]}{text}{_END}"


# In a text that runs from right to left: what begins or ends with a digit, such as `+20 2 2795 8103`, `2020-04-20`,
# `12 Elm Row`. A number alone keeps its order, and so do Latin words.

_GROUPS = re.compile(r"[\d\s()./:+#%\u2011-]+")
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,:/\u066b\u066c]\d+)*")
_OTHER = re.compile(r"[,;]\s|\s[-–—]\s|[^\w\s.,:/+()#%\u2011-]+")
"""What parts numbers from each other, where no word is among them."""


def _from_left(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _stretches(text, lambda sign: _class(sign) not in _RIGHT_TO_LEFT and sign != "،"):
        has_words = any(_class(sign) == "L" for sign in text[start:end])
        for first, last in [(start, end)] if has_words else _split(text, start, end):
            first, last = _trimmed(text, first, last, ("L", "EN", "AN"))
            if (_holds_a_digit if has_words else _is_in_groups)(text[first:last]):
                yield _with_signs(text, first, last)


def _holds_a_digit(run: str) -> bool:
    return any(map(str.isdecimal, run))


def _is_in_groups(run: str) -> bool:
    return bool(_GROUPS.fullmatch(run)) and not _PLAIN_NUMBER.fullmatch(run)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _OTHER.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _with_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """With the sign before a number, and the bracket that belongs to one within."""
    if start and text[start - 1] in "+#":
        start -= 1
    if text[start:end].count(")") > text[start:end].count("(") and text[start - 1 : start] == "(":
        start -= 1
    if start and text[start - 1] in "+#":
        start -= 1
    if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
        end += 1
    return start, end


# In a text that runs from left to right: what is followed by a digit, which would else be taken along.


def _from_right(text: str) -> Iterator[tuple[int, int]]:
    if not is_mixed(text):
        return
    for start, end in _stretches(text, lambda sign: _class(sign) not in ("L", "EN")):
        first, last = _trimmed(text, start, end, (*_RIGHT_TO_LEFT, "NSM"))
        if first < last and _class(text[end : end + 1]) == "EN":
            yield first, last


def _stretches(text: str, belongs: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    start = None
    for place, sign in enumerate(text):
        if belongs(sign):
            start = place if start is None else start
        elif start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(text)


def _trimmed(text: str, start: int, end: int, classes: tuple[str, ...]) -> tuple[int, int]:
    while start < end and _class(text[start]) not in classes:
        start += 1
    while start < end and _class(text[end - 1]) not in classes:
        end -= 1
    return start, end


def _class(sign: str) -> str:
    return unicodedata.bidirectional(sign) if sign else ""
