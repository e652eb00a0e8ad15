"""What can't be read as YAML, in words for people who have never seen YAML: what was meant, and what to write.

The parser notices a mistake late, often lines below it. So the lines above are looked at first, for the slips that
everybody makes; only then do its own words decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ruamel.yaml.error import MarkedYAMLError

Place = tuple[int, int]
"""A line and a column, both from 0."""
Explained = tuple[int, int, str, str, str]
"""Line and column from 1, no field, a code and a message: how a finding begins."""

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
        rf"{_NAME}: +(?P<here>[“”„‟«‘‚]).*: ",
        "A107",
        "curly quotation marks don't hold a text together; put straight ones (\") around it",
    ),
]
_QUOTED = re.compile(r"""[ \t]*(?:- +|[^\s"'#:\[{][^"'#:]*: +)+(?P<quote>["'])""")


def explained(lines: Sequence[str], error: MarkedYAMLError) -> Explained:
    """Where the mistake is, its code, and what to do."""
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    here = (mark.line, mark.column) if mark else (0, 0)
    opened = (error.context_mark.line, error.context_mark.column) if error.context_mark else here
    place, code, message = (
        _tab(problem, here)
        or _slip(lines, here[0])
        or _quote(lines, here[0])
        or _by_problem(lines, problem, here, opened)
    )
    return place[0] + 1, place[1] + 1, "", code, message


def _tab(problem: str, here: Place) -> tuple[Place, str, str] | None:
    if "'\\t'" in problem or re.search(r"\btabs?\b", problem):
        return here, "A106", "there is a tab here; type spaces instead, two for each step further in"
    return None


def _slip(lines: Sequence[str], last: int) -> tuple[Place, str, str] | None:
    """The nearest line, at the place or above it, that has one of the slips."""
    for number in range(min(last, len(lines) - 1), max(last - _LINES_ABOVE, -1), -1):
        for pattern, code, message in _SLIPS:
            if match := re.match(pattern, lines[number]):
                words = match.groupdict()
                sign = ord(words["here"]) if words["here"] else 0
                return (number, match.start("here")), code, message.format(**words, sign=sign)
    return None


def _quote(lines: Sequence[str], last: int) -> tuple[Place, str, str] | None:
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
            return start, "A109", "a quotation mark that opens here is never closed; close it where the text ends"
        if not re.match(r"\s*(?:#|$|[:,\]}])", rest):
            return (line, column), "A109", _INNER[quote]
        number = line + 1
    return None


_INNER = {
    '"': 'this quotation mark ends the text; write \\" for one within a text that stands between quotation marks',
    "'": 'this apostrophe ends the text; put a text with apostrophes between double quotation marks (")',
}


def _end_of_quote(lines: Sequence[str], start: Place, quote: str) -> Place:
    """Where the text that opens at `start` is closed, or behind the last line."""
    inside = re.compile(r'(?:[^"\\]|\\.|\\$)*' if quote == '"' else r"(?:[^']|'')*")
    number, column = start[0], start[1] + 1
    for line in range(number, len(lines)):
        match = inside.match(lines[line], column if line == number else 0)
        if match and match.end() < len(lines[line]):
            return line, match.end()
    return len(lines), 0


def _by_problem(lines: Sequence[str], problem: str, here: Place, opened: Place) -> tuple[Place, str, str]:
    """What the parser's own words mean."""
    if "mapping values are not allowed" in problem:
        return _stray_colon(lines, here)
    if "could not find expected ':'" in problem:
        return opened, "A108", _NO_FIELD
    if "expected ',' or" in problem:
        return _open_bracket(here, opened)
    if "expected <block end>" in problem or "did not find expected" in problem:
        return _other_indent(lines, here)
    if "found unexpected end of stream" in problem:
        return opened, "A109", "a quotation mark that opens here is never closed; close it where the text ends"
    for words, code, message in _WORDS:
        if words in problem:
            return here, code, message
    return (
        here,
        "A112",
        f"this can't be read (the reader says: {problem or 'no YAML'}); compare it with a line that works",
    )


_NO_FIELD = (
    "this line has no ': ' after its name; if it continues the text above, begin it as far in as that text does,"
    " and if it is a field, write `name: value`"
)
_WORDS = [
    ("cannot start any token", "A111", "a text can't begin with this sign; put the text between double quotes"),
    ("mapping keys are not allowed", "A111", "a text can't begin with ? and a space; put it between double quotes"),
    (
        "expected a comment or a line break",
        "A111",
        "after > or | the text begins in the next line, two spaces further in;"
        " a text that begins with such a sign goes between double quotes",
    ),
    (
        "expected alphabetic or numeric character",
        "A116",
        "a text can't begin with * or &, which have a meaning of their own here; put the text between double quotes",
    ),
]


def _stray_colon(lines: Sequence[str], here: Place) -> tuple[Place, str, str]:
    """A colon in a text; or the first one of a line that is indented as if it belonged to a text."""
    line = lines[here[0]]
    first = re.match(r"(?P<indent> *)(?:- +)*[\w-]+(?P<colon>:)(?:\s|$)", line)
    above = next(_above(lines, here[0]), None)
    if first and first.start("colon") == here[1] and above is not None:
        return _other_indent(lines, here)
    return here, "A107", "this text contains a colon and a space; put the whole text between double quotes"


def _other_indent(lines: Sequence[str], here: Place) -> tuple[Place, str, str]:
    line = lines[here[0]] if here[0] < len(lines) else ""
    indent = _indent(line)
    other = next((number for number in _above(lines, here[0]) if _indent(lines[number]) != indent), None)
    message = f"this line begins with {_spaces(indent)}"
    if other is not None:
        message += f", line {other + 1} above it with {_spaces(_indent(lines[other]))}"
    return (here[0], indent), "A108", f"{message}; what belongs together begins in the same column"


def _open_bracket(here: Place, opened: Place) -> tuple[Place, str, str]:
    if here[0] == opened[0]:
        return here, "A110", "a comma is missing before this, or the bracket that opens in this line is never closed"
    return opened, "A110", "a bracket that opens here is never closed, or a comma is missing after it"


def _above(lines: Sequence[str], number: int) -> Iterator[int]:
    """The lines above that say something, the nearest first."""
    return (above for above in range(number - 1, -1, -1) if lines[above].strip() and lines[above].strip()[0] != "#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spaces(count: int) -> str:
    return {0: "no space", 1: "1 space"}.get(count, f"{count} spaces")
