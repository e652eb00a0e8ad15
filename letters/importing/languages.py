"""In which languages a sheet asks to write: codes where it only names languages, sentences for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.lists import format_list

from letters.importing.flow import blocks, paragraphs
from letters.importing.labels import Part
from letters.importing.phrases import PHRASES
from letters.importing.pieces import Line
from letters.importing.sections import Divided
from letters.typed import folded

_LONGEST_NAMES = 100
_LONGEST_RULE = 200
_BETWEEN = re.compile(r",|\b(?:and|or|et|ou|y|o|und|oder)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenIn:
    """`names` are languages as the sheet lists them, `sentences` what it says besides; `rest` is on something else."""

    names: str = ""
    sentences: tuple[str, ...] = ()
    rest: tuple[Line, ...] = ()


def written_in(divided: Divided) -> WrittenIn:
    """What the sheet says below its labels for languages."""
    names, lines = _names_above(divided.lines(Part.LANGUAGE))
    asked = [section.label for section in divided.sections if section.part is Part.SENTENCE_ON_LANGUAGE]
    behind = (*lines, *divided.lines(Part.SENTENCE_ON_LANGUAGE))
    are_rules = all(len(block) <= _LONGEST_RULE for block in paragraphs(behind)) and len(blocks(behind)) <= 2
    sentences = (*asked, *(paragraphs(behind) if are_rules else ()))
    return WrittenIn(names=names, sentences=tuple(map(_ended, sentences)), rest=() if are_rules else behind)


def _names_above(lines: Sequence[Line]) -> tuple[str, tuple[Line, ...]]:
    """The list of languages in the first lines, and the lines below it."""
    names, rest = "", list(lines)
    while rest and (not names or names.endswith(",")):
        names = f"{names} {rest.pop(0).plain}".strip()
    names, is_more, more = names.partition(". ")
    # A sentence that begins in the list's own line goes on below it.
    rest = [Line(text=more, gap=True), *rest] if is_more else rest
    return (names, tuple(rest)) if len(names) <= _LONGEST_NAMES else ("", tuple(lines))


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", ":")) else f"{sentence}."


def rules(languages: WrittenIn, language: str, *, with_names: bool) -> tuple[str, ...]:
    """What the appeal asks of its writers, in its own language and the sheet's words."""
    names = languages.names.rstrip(" .") if with_names else ""
    if codes(names, language):
        names = format_list([part.strip() for part in re.split(_BETWEEN, names)], "or", locale=language)
    return (*([PHRASES[language].write_in.format(names)] if names else []), *languages.sentences)


def codes(names: str, language: str) -> tuple[str, ...]:
    """The codes of the languages that are named; none unless every word is such a name."""
    parts = re.split(_BETWEEN, folded(names))
    found = [_codes(language).get(part.strip(" .")) for part in parts if part.strip(" .")]
    return _all_of(found)


def _all_of(found: Iterable[str | None]) -> tuple[str, ...]:
    known = list(found)
    return tuple(dict.fromkeys(code for code in known if code)) if all(known) else ()


@cache
def _codes(language: str) -> Mapping[str, str]:
    return {folded(name): code for code, name in Locale(language).languages.items() if len(code) == 2}
