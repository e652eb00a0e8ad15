"""Slips that everybody makes in YAML, and that its reader notices late, elsewhere or never.

A blank that is no space, a wide colon, a dash without its space; a text between quotation marks that ends too early;
a text without quotation marks that isn't all that its author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ruamel.yaml.events import ScalarEvent

Place = tuple[int, int]
"""A line and a column, both from 0."""

_LINES_ABOVE = 15
_LONGEST_LINE = 500
_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
NO_SPACE = (
    "this line begins with a blank that isn't a plain space (U+{sign:04X}), as word processors write it;"
    " type spaces instead"
)
_NAME = r"[ \t]*(?:- +)*(?P<name>[A-Za-z_][\w-]*)"
# Each: how a line looks that has the slip, `here` the place to show; a code; what to do.
_SLIPS = [
    (
        rf"[ ]*(?P<here>[{_BLANKS}])",
        "A106",
        NO_SPACE,
    ),
    (
        rf"{_NAME}(?P<here>：)",
        "A107",
        "this is the wide colon of a Chinese or Japanese keyboard; write a plain one and a space: `{name}: `",
    ),
    (
        rf"{_NAME}:(?P<here>[{_BLANKS}])",
        "A106",
        "the blank after `{name}:` isn't a plain space (U+{sign:04X}); delete it and type a space",
    ),
    (
        rf"{_NAME}(?P<here>):(?=[^\s/:])",
        "A108",
        "a space is missing after the colon; write `{name}: ` and then the text",
    ),
    (r" *(?P<here>-)(?=[^\s\-\d])", "A108", "a space is missing after the dash; write `- ` and then the text"),
    (
        r" *(?P<here>[–—−•·*‣◦▪])\s",
        "A108",
        "an item of a list begins with a plain hyphen and a space (`- `), not with {here}",
    ),
    (
        r" *(?:- +|[\w-]+: +)(?P<here>[\[{])[^\[\]{}]*[\]}] *[^\s,\[\]{}#:]",
        "A111",
        "a text that begins with {here} goes between double quotes",
    ),
    (
        r"[^#\"']*: +[\[{].*[\]}] *,? *(?P<here>[\[{])[^\[\]{}]*[\]}]\s*$",
        "A110",
        "what is between brackets ended before this; put all of it between one pair, with commas",
    ),
    (
        r" *(?:- +)?[\w-]+: +(?:\"[^\"\[{]*\"|[^\"'\[\]{}]*)(?P<here>[\]}])\s*$",
        "A110",
        "a bracket closes here that was never opened: remove it, or open one where the list begins",
    ),
    (
        r" *(?:- +)?[\w-]+: +(?P<here>[a-z]{2,3}): +[\"'\[{]",
        "A108",
        "a second name begins here; write it on a line of its own, indented by two more spaces",
    ),
    (
        rf"{_NAME}: +(?P<here>[“”„‟«‘‚]).*: ",
        "A107",
        "curly quotation marks don't hold a text together in YAML; put straight ones (\") around it",
    ),
]


def slip(lines: Sequence[str], last: int) -> tuple[Place, str, str] | None:
    """The nearest line, at the place or above it, that has one of the slips."""
    for number in range(min(last, len(lines) - 1), max(last - _LINES_ABOVE, -1), -1):
        # A slip is seen at a line's beginning; a line of a whole letter would take long to look through.
        line = lines[number][:_LONGEST_LINE]
        for pattern, code, message in _SLIPS:
            if match := re.match(pattern, line):
                words = match.groupdict()
                sign = ord(words["here"][0]) if words["here"] else 0
                return (number, match.start("here")), code, message.format(**words, sign=sign)
    return None


# A dash and a space begin an item and never a name: were both possible, each dash would double the time.
_LIST_ITEM = r"""- +(?:[\[{][^"'#:]*: +)?"""
_FIELD = r"""(?!- )[^\s"'#:\[{][^"'#:]*: +"""
_QUOTED = re.compile(rf"""[ \t]*(?:{_LIST_ITEM}|{_FIELD})+(?P<quote>["'])""")
_OPEN = {
    '"': "a quotation mark that opens here is never closed; close it where the text ends",
    "'": "a quotation mark that opens here is never closed; close it where the text ends, or if it is an apostrophe,"
    ' put the whole text between double quotation marks (")',
}
_CURLY_END = "this quotation mark is curly, and doesn't end the text; type a straight one"
_INNER = {
    '"': 'this quotation mark ends the text; write \\" for one inside a text between quotation marks',
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


_BEHIND_HASH = re.compile(r"\s+#(?![\s#|!]|$)")
_COMMA = re.compile(r"\s*,")
_LAST_COMMA = re.compile(r"\s*,\s*}")
_CURLY = tuple("“”„‟«‹‘‚")
_CLOSING = frozenset("”“»›’")


def cut_short(lines: Sequence[str], event: ScalarEvent, field: str) -> tuple[Place, str, str] | None:
    """Where the plain scalar of a field loses a part of what was written, a code, and what to do."""
    line, column = event.end_mark.line, event.end_mark.column
    text = lines[line] if line < len(lines) else ""
    if field not in _WORDS and (match := _BEHIND_HASH.match(text, column)):
        return (line, match.end() - 1), "A119", _IS_NOTE
    # Between brackets and braces a comma ends a text, also one between quotation marks that are none to YAML.
    if _COMMA.match(text, column) and event.value.startswith(_CURLY) and not set(event.value[1:]) & _CLOSING:
        return (event.start_mark.line, event.start_mark.column), "A107", _NOT_CURLY
    # Between languages and their texts: the comma of a salutation.
    if _LAST_COMMA.match(text, column) and " " in event.value and re.fullmatch("[a-z]{2,3}", field):
        return (line, column), "A119", _IS_COMMA
    return None


# Fields of one word each, beside which a note may stand without a blank.
_WORDS = frozenset("country status deadline issued language kind embargo checked mention_organisation example".split())
_IS_NOTE = (
    "anything after the # would be left out, as a note for authors; put the whole text between double quotes,"
    " or add a space after the # if it is a note"
)
_NOT_CURLY = "curly quotation marks don't hold a text together in YAML; put straight ones (\") around it"
_IS_COMMA = "this comma would be left out; put the text between double quotes, comma included, or take it away"
