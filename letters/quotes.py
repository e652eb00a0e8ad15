"""A text between quotation marks that ends too early, or never: the parser says so far below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

Place = tuple[int, int]
"""A line and a column, both from 0."""

# A dash and a space begin an item and never a name: were both possible, each dash would double the time.
_ITEM = r"""- +(?:[\[{][^"'#:]*: +)?"""
_NAME = r"""(?!- )[^\s"'#:\[{][^"'#:]*: +"""
_QUOTED = re.compile(rf"""[ \t]*(?:{_ITEM}|{_NAME})+(?P<quote>["'])""")
_OPEN = {
    '"': "a quotation mark that opens here is never closed; close it where the text ends",
    "'": "a quotation mark that opens here is never closed; close it where the text ends, or if it is an apostrophe,"
    ' put the whole text between double quotation marks (")',
}
_CURLY_END = "this quotation mark is a curly one, which doesn't end the text; type a straight one"
_INNER = {
    '"': 'this quotation mark ends the text; write \\" for one within a text that stands between quotation marks',
    "'": 'this apostrophe ends the text; put a text with apostrophes between double quotation marks (")',
}


def misquoted(lines: Sequence[str], last: int) -> tuple[Place, str, str] | None:
    """The first text between quotation marks that ends too early, or not before the place."""
    number = 0
    while number <= last and number < len(lines):
        match = _QUOTED.match(lines[number])
        if not match:
            number += 1
            continue
        quote, start = match["quote"], (number, match.start("quote"))
        line, column = _end_of_quote(lines, start, quote)
        rest = lines[line][column + 1 :] if line < len(lines) else ""
        if line == len(lines) or (line > number and not re.match(r"\s*(?:#|$|[:,\]}])", rest)):
            written = lines[number].rstrip()
            if written.endswith(tuple("“”»’")):
                return (number, len(written) - 1), "A107", _CURLY_END
            return start, "A109", _OPEN[quote]
        if not re.match(r"\s*(?:#|$|[:,\]}])", rest):
            return (line, column), "A109", _INNER[quote]
        number = line + 1
    return None


def _end_of_quote(lines: Sequence[str], start: Place, quote: str) -> Place:
    """Where the text that opens at `start` is closed, or behind the last line."""
    inside = re.compile(r'(?:[^"\\]|\\.|\\$)*' if quote == '"' else r"(?:[^']|'')*")
    number, column = start[0], start[1] + 1
    for line in range(number, len(lines)):
        match = inside.match(lines[line], column if line == number else 0)
        if match and match.end() < len(lines[line]):
            return line, match.end()
    return len(lines), 0
