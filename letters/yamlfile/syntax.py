"""What can't be read as YAML, in words for people who have never seen YAML: what was meant, and what to write.

The parser notices a mistake late, often lines below it. So the lines above are looked at first, for the slips that
everybody makes; only then do its own words decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ruamel.yaml.error import MarkedYAMLError

from letters.yamlfile.slips import Place, misquoted, slip

Explained = tuple[int, int, str, str, str]
"""Line and column from 1, no field, a code and a message: how a finding begins."""


def explained(lines: Sequence[str], error: MarkedYAMLError) -> Explained:
    """Where the mistake is, its code, and what to do."""
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    here = (mark.line, mark.column) if mark else (0, 0)
    opened = (error.context_mark.line, error.context_mark.column) if error.context_mark else here
    place, code, message = (
        _tab(problem, here)
        or slip(lines, here[0])
        or misquoted(lines, here[0])
        or _by_problem(lines, problem, here, opened)
    )
    return place[0] + 1, place[1] + 1, "", code, message


def _tab(problem: str, here: Place) -> tuple[Place, str, str] | None:
    if "'\\t'" in problem or re.search(r"\btabs?\b", problem):
        return here, "A106", "there is a tab here; type spaces instead, two for each level of indentation"
    return None


def _by_problem(lines: Sequence[str], problem: str, here: Place, opened: Place) -> tuple[Place, str, str]:
    """What the parser's own words mean."""
    if "mapping values are not allowed" in problem:
        return _stray_colon(lines, here)
    if "could not find expected ':'" in problem:
        return _no_field(lines, opened)
    if "expected ',' or" in problem:
        return _open_bracket(lines, here, opened)
    if any(
        words in problem for words in ("expected <block end>", "did not find expected", "expected the node content")
    ):
        return _other_indent(lines, here)
    if "found unexpected end of stream" in problem:
        return opened, "A109", _OPEN_QUOTE
    for words, code, message in _WORDS:
        if words in problem:
            return here, code, message
    return (
        here,
        "A112",
        f"this can't be read (the YAML reader says: {problem or 'no YAML'}); compare it with a line that works",
    )


_OPEN_QUOTE = "a quotation mark that opens here is never closed; close it where the text ends"
_LAST_COLON = "this text ends with a colon: remove it, or put the whole text between double quotes"
_COLON = "this text contains a colon and a space; put the whole text between double quotes"
# What a list's items may begin with; any other word before a colon is one of a text.
_BLOCKS = ("points", "own_words", "demands", "text", "only_to", "name", "document", "about", "group", "count")
_NO_FIELD = (
    "this line has no ': ' after its name; if it continues the text above, begin it in the same column as that text,"
    " and if it is a field, write `name: value`"
)
_FOLDED = (
    "after > or | the text begins on the next line, indented by two more spaces;"
    " a text that begins with such a character goes between double quotes"
)
_WORDS = [
    ("cannot start any token", "A111", "a text can't begin with this character; put the text between double quotes"),
    ("mapping keys are not allowed", "A111", "a text can't begin with ? and a space; put it between double quotes"),
    ("expected a comment or a line break", "A111", _FOLDED),
    ("chomping or indentation", "A111", _FOLDED),
    (
        "sequence entries are not allowed",
        "A108",
        "a list begins on the line after its name, each item on a line of its own with `- `;"
        " put a text that begins with a dash between double quotes",
    ),
    ("<document start>", "A108", "this doesn't go with what is above it; write each field as `name: value`"),
    (
        "unknown escape character",
        "A112",
        "between double quotes \\ has a meaning of its own; write \\\\ for one, or leave it out",
    ),
    (
        "expected escape sequence",
        "A112",
        "between double quotes \\ has a meaning of its own; write \\\\ for one, or leave it out",
    ),
    (
        "expected alphabetic or numeric character",
        "A116",
        "a text can't begin with * or &, which have a meaning of their own here; put the text between double quotes",
    ),
    *(
        (words, "A116", "a text can't begin with !, which has a meaning of its own here; put it between double quotes")
        for words in ("expected URI", "expected '!'", "expected ' '", "URI escape", "tag handle")
    ),
]


def _stray_colon(lines: Sequence[str], here: Place) -> tuple[Place, str, str]:
    """A colon in a text; or the first one of a line that is indented as if it belonged to a text."""
    line = lines[here[0]]
    first = re.match(r"(?P<indent> *)(?:- +)*[\w-]+(?P<colon>:)(?:\s|$)", line)
    above = next(_above(lines, here[0]), None)
    if not first or first.start("colon") != here[1] or above is None:
        return here, "A107", _LAST_COLON if line[here[1] :].strip() == ":" else _COLON
    if _indent(lines[above]) == _indent(line) and not re.search(r":(?:\s|$)|^ *-", lines[above]):
        return (above, _indent(lines[above])), "A108", _NO_FIELD
    return _other_indent(lines, here)


def _other_indent(lines: Sequence[str], here: Place) -> tuple[Place, str, str]:
    """A line that begins where nothing can that belongs to what stands above it."""
    line = lines[here[0]] if here[0] < len(lines) else ""
    indent = _indent(line)
    place, message = (here[0], indent), f"this line begins with {_spaces(indent)}"
    above = next(_above(lines, here[0]), None)
    is_item = bool(re.match(r" *-(?: |$)", line))
    item = re.match(r" *-(?= |$)", lines[above]) if above is not None else None
    if above is not None and item and not is_item and _is_of_item(lines[above], item.end(), indent):
        item_at = f"what belongs to the item of line {above + 1} begins with {item.end() + 1}"
        return place, "A108", f"{message}; {item_at}, and an item itself with `- `"
    before = next((number for number in _above(lines, here[0]) if _indent(lines[number]) <= indent), None)
    if before is not None and not is_item and re.match(rf" {{{indent}}}- ", lines[before]):
        dash = f"the item of line {before + 1} begins with `- ` there: if this is the next one, write `- ` before it"
        return place, "A108", f"{message}; {dash}"
    # An item is to be compared with items, as the lines of the one above it stand further in.
    others = (number for number in _above(lines, here[0]) if not is_item or re.match(r" *- ", lines[number]))
    other = next((number for number in others if _indent(lines[number]) != indent), None)
    if other is not None:
        message += f", line {other + 1} above it with {_spaces(_indent(lines[other]))}"
    return place, "A108", f"{message}; what belongs together begins in the same column"


def _is_of_item(item: str, behind_dash: int, indent: int) -> bool:
    """Whether a line that begins at `indent` was meant for the item above it: below its dash, or below its fields."""
    return indent == behind_dash - 1 or (indent >= behind_dash and bool(re.match(r" *- +[\w-]+:(?:\s|$)", item)))


def _no_field(lines: Sequence[str], here: Place) -> tuple[Place, str, str]:
    """A line that is no field: perhaps the one above it is a text whose first words have a colon."""
    above = next(_above(lines, here[0]), None)
    text = re.match(r" *- +(?P<name>[\w-]+): +\S", lines[above]) if above is not None else None
    if text and above is not None and text["name"] not in _BLOCKS and _indent(lines[above]) < _indent(lines[here[0]]):
        return (above, text.end("name")), "A107", _COLON
    return here, "A108", _NO_FIELD


def _open_bracket(lines: Sequence[str], here: Place, opened: Place) -> tuple[Place, str, str]:
    if quote := _odd_quote(lines[opened[0]], opened[1]):
        return (opened[0], quote), "A109", _OPEN_QUOTE
    if here[0] == opened[0]:
        return here, "A110", "a comma is missing before this, or the bracket that opens in this line is never closed"
    return opened, "A110", "a bracket that opens here is never closed, or a comma is missing after it"


def _odd_quote(line: str, start: int) -> int:
    """Where the last quotation mark of a line stands, if it has no partner there; else 0."""
    places = [match.start() for match in re.finditer(r'(?<!\\)"', line[start:])]
    return start + places[-1] if len(places) % 2 else 0


def _above(lines: Sequence[str], number: int) -> Iterator[int]:
    """The lines above that say something, the nearest first."""
    return (above for above in range(number - 1, -1, -1) if lines[above].strip() and lines[above].strip()[0] != "#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spaces(count: int) -> str:
    return {0: "no space", 1: "1 space"}.get(count, f"{count} spaces")
