"""A text without quotation marks that isn't all that its author wrote: a sign in it means something else in YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ruamel.yaml.events import ScalarEvent

from letters.quotes import Place

_NOTE = re.compile(r"\s+#(?![\s#|!]|$)")
_LAST_COMMA = re.compile(r"\s*,\s*}")
_CURLY = tuple("“”„‟«‹‘‚")
_CLOSING = frozenset("”“»›’")


def cut_short(lines: Sequence[str], event: ScalarEvent, field: str) -> tuple[Place, str, str] | None:
    """Where the plain scalar of a field loses a part of what was written, a code, and what to do."""
    line, column = event.end_mark.line, event.end_mark.column
    rest = lines[line][column:] if line < len(lines) else ""
    if field not in _WORDS and (match := _NOTE.match(rest)):
        return (line, column + match.end() - 1), "A119", _IS_NOTE
    # Between brackets and braces a comma ends a text, also one between quotation marks that are none to YAML.
    if rest.lstrip()[:1] == "," and event.value.startswith(_CURLY) and not set(event.value[1:]) & _CLOSING:
        return (event.start_mark.line, event.start_mark.column), "A107", _NOT_CURLY
    # Between languages and their texts: the comma of a salutation.
    if _LAST_COMMA.match(rest) and " " in event.value and re.fullmatch("[a-z]{2,3}", field):
        return (line, column), "A119", _IS_COMMA
    return None


# Fields of one word each, beside which a note may stand without a blank.
_WORDS = frozenset("country status deadline issued language kind embargo checked mention_organisation example".split())
_IS_NOTE = (
    "what follows the # would be left out, as a note for authors; put the whole text between double quotes,"
    " or a space behind the # if it is a note"
)
_NOT_CURLY = "curly quotation marks don't hold a text together; put straight ones (\") around it"
_IS_COMMA = "this comma would be left out; put the text between double quotes, comma included, or take it away"
