"""A sheet's headline and its first paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from letters.importing.facts import Fact
from letters.importing.flow import joined, paragraphs
from letters.importing.labels import Part
from letters.importing.pieces import Line
from letters.importing.sections import Divided
from letters.importing.signs import is_capitals
from letters.typed import folded

_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The headline, the summary, and the paragraphs between it and the next label. `rest` has no place."""

    title: str = ""
    summary: str = ""
    body: tuple[str, ...] = ()
    rest: tuple[Line, ...] = ()


def headline(divided: Divided) -> Headline:
    """What stands above the labels, or below those for headline and summary."""
    above = divided.lines(None)
    free = divided.lines(Part.HEADLINE) if divided.has(Part.HEADLINE) else above
    rest = above if divided.has(Part.HEADLINE) else ()
    titled = divided.lines(Part.TITLE)
    title, behind = _title(titled or free)
    free = (*behind, *free) if titled else behind
    free = tuple(line for line in free if not _repeats(line, title))
    if divided.has(Part.SUMMARY):
        summary = "\n\n".join(paragraphs(divided.lines(Part.SUMMARY)))
        return Headline(title=title, summary=summary, rest=(*rest, *free))
    first, *body = paragraphs(free) or ("",)
    return Headline(title=title, summary=first, body=tuple(body), rest=rest)


def _title(lines: Sequence[Line]) -> tuple[str, tuple[Line, ...]]:
    """The headline and the lines behind it: all first lines in capitals, or a first paragraph that is no sentence."""
    count = len(list(takewhile(lambda line: is_capitals(line.plain), lines)))
    if not count:
        count = 1 + len(list(takewhile(lambda line: not line.gap, lines[1:]))) if lines else 0
        title = joined(lines[:count])
        if len(title) > _LONGEST_TITLE or title.endswith("."):
            return "", tuple(lines)
    return joined(lines[:count]), tuple(lines[count:])


def _repeats(line: Line, title: str) -> bool:
    """Whether the line says the headline, or a part of it, once more."""
    return is_capitals(line.plain) and f" {folded(line.plain)} " in f" {folded(title)} "


def recased(title: str, texts: Iterable[str], language: str) -> Fact:
    """A headline in capitals as a sentence, each word as the sheet's texts write it; `words` are those of the sheet.

    Words that the texts don't have become small, in German large: an author has to look at them.
    """
    if not is_capitals(title):
        return Fact(value=title)
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        # The first word of a sentence has a capital whatever it is.
        for match in re.finditer(r"(?<![.!?:]\s)(?<!^)(?<=\s)[\w'’-]+|[\w'’-]+", text):
            inside = match.start() > 0 and not re.search(r"[.!?:]\s*$", text[: match.start()][-3:])
            if inside and not is_capitals(match[0]):
                forms.setdefault(match[0].upper(), Counter())[match[0]] += 1
    pieces = re.split(r"([\w'’-]+)", title)
    words = [_form(piece, forms, language) if index % 2 else piece for index, piece in enumerate(pieces)]
    sentence = "".join(words)
    return Fact(value=sentence[:1].upper() + sentence[1:], words=title)


def _form(word: str, forms: dict[str, Counter[str]], language: str) -> str:
    if found := forms.get(word.upper()):
        return found.most_common(1)[0][0]
    if any(sign.isdigit() for sign in word):
        return word
    if match := re.fullmatch(r"(.+)(['’])S", word):
        return f"{_form(match[1], forms, language)}{match[2]}s"
    return word.capitalize() if language == "de" and len(word) > 3 else word.lower()
