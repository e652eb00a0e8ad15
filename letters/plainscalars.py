"""A text without quotation marks that isn't all that its author wrote: a sign in it means something else in YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ruamel.yaml.events import ScalarEvent

from letters.quotes import Place

_NOTE = re.compile(r"\s+#(?![\s#|!]|$)")
_LAST_COMMA = re.compile(r"\s*,\s*}")
_CURLY = tuple("“”„‟«‹‘‚")


def cut_short(lines: Sequence[str], event: ScalarEvent) -> tuple[Place, str, str] | None:
    """Where a plain scalar loses a part of what was written, a code, and what to do."""
    line, column = event.end_mark.line, event.end_mark.column
    rest = lines[line][column:] if line < len(lines) else ""
    if match := _NOTE.match(rest):
        return (line, column + match.end() - 1), "A119", _IS_NOTE
    start = (event.start_mark.line, event.start_mark.column)
    # Between brackets and braces a comma ends a text.
    if rest.lstrip()[:1] == "," and event.value.startswith(_CURLY):
        return start, "A107", _NOT_CURLY
    if _LAST_COMMA.match(rest) and " " in event.value:
        return (line, column), "A119", _IS_COMMA
    return None


_IS_NOTE = (
    "what follows the # would be left out, as a note for authors; put the whole text between double quotes,"
    " or a space behind the # if it is a note"
)
_NOT_CURLY = "curly quotation marks don't hold a text together; put straight ones (\") around it"
_IS_COMMA = "this comma would be left out; put the text between double quotes, comma included, or take it away"
