"""Slips that everybody makes in a line of YAML: a blank that is no space, a wide colon, a dash without its space."""

from __future__ import annotations

import re
from collections.abc import Sequence

from letters.quotes import Place

_LINES_ABOVE = 15
_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
NO_SPACE = (
    "this line begins with a blank that is no space (U+{sign:04X}), as word processors write it; type spaces instead"
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
        "the blank after `{name}:` is no space (U+{sign:04X}); delete it and type a space",
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
        "a bracket closes here that nothing has opened: take it away, or open it where the list begins",
    ),
    (
        r" *(?:- +)?[\w-]+: +(?P<here>[a-z]{2,3}): +[\"'\[{]",
        "A108",
        "a second name begins here; write it in a line of its own, two spaces further in",
    ),
    (
        rf"{_NAME}: +(?P<here>[“”„‟«‘‚]).*: ",
        "A107",
        "curly quotation marks don't hold a text together; put straight ones (\") around it",
    ),
]


def slip(lines: Sequence[str], last: int) -> tuple[Place, str, str] | None:
    """The nearest line, at the place or above it, that has one of the slips."""
    for number in range(min(last, len(lines) - 1), max(last - _LINES_ABOVE, -1), -1):
        for pattern, code, message in _SLIPS:
            if match := re.match(pattern, lines[number]):
                words = match.groupdict()
                sign = ord(words["here"][0]) if words["here"] else 0
                return (number, match.start("here")), code, message.format(**words, sign=sign)
    return None
