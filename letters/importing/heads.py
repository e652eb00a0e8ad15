"""Lines without the running heads and feet: what stands on each page, and the pages' numbers, is set aside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from letters.importing.facts import is_fact_line
from letters.importing.labels import Part
from letters.importing.pieces import Line
from letters.importing.signs import BULLET
from letters.importing.wording import label_at
from letters.typed import folded

# So many lines at the top and the bottom of a page may be repeated on the others.
_EDGE = 4
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "”", "»", '"')
_NUMBER = r"(?:page|pagina|seite|p\.|s\.)?\s*(?:-\s*)?\d{1,2}\s*-?"
_PAGE = re.compile(rf"{_NUMBER}(?:\s*(?:of|/|de|von|sur)\s*\d{{1,2}})?")
_SAID_PAGE = re.compile(r"(?:page|pagina|seite)\s+\d{1,2}(?:\s*(?:of|/|de|von|sur)\s*\d{1,2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The lines of a sheet in reading order, and those that only belong to its pages."""

    lines: tuple[Line, ...]
    repeated: tuple[str, ...]


def without_heads(lines: Sequence[Line]) -> Sheet:
    """The sheet without what each page repeats. A head that says which document this is stays once."""
    top, bottom = _edges(lines)
    numbers = {index for index in top | bottom if _PAGE.fullmatch(folded(lines[index].text))}
    numbers |= {index for index, line in enumerate(lines) if _SAID_PAGE.fullmatch(folded(line.text))}
    pages: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for index in sorted((top | bottom) - numbers):
        for key in _keys(lines[index]):
            pages[key, index in top].append(index)
    dropped = set(numbers)
    for (_, is_top), places in pages.items():
        if len({lines[index].page for index in places}) > 1:
            keeps = is_top and _is_kept(lines, places[0])
            dropped |= set(places[1:] if keeps else places)
    repeated = dict.fromkeys(lines[index].plain for index in sorted(dropped))
    kept = [line for index, line in enumerate(lines) if index not in dropped]
    joined = [_joined(line, before) for before, line in zip([None, *kept], kept, strict=False)]
    return Sheet(lines=tuple(joined), repeated=tuple(repeated))


def _edges(lines: Sequence[Line]) -> tuple[set[int], set[int]]:
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        by_page[line.page].append(index)
    top = {index for page in by_page.values() for index in page[:_EDGE]}
    return top, {index for page in by_page.values() for index in page[-_EDGE:]} - top


def _keys(line: Line) -> set[str]:
    """What the line shares with its like on other pages: all of it, or all but the page's number."""
    plain = folded(line.plain)
    return {plain, re.sub(rf"\b0?{line.page}\b", "#", plain)}


def _is_kept(lines: Sequence[Line], index: int) -> bool:
    """Whether a repeated line says something the first time: facts, a label, or the headline below one."""
    if is_fact_line(lines[index].text) or label_at(lines, index):
        return True
    above = [label_at(lines, other) for other in range(index) if lines[other].page == lines[index].page]
    return any(label and label.part in (Part.HEADLINE, Part.TITLE) for label in above)


def _joined(line: Line, before: Line | None) -> Line:
    """The line; the first of a page goes on with the paragraph on the page before unless a sentence has ended there."""
    if before is None or before.page == line.page:
        return line
    ends = before.plain.endswith(_SENTENCE_ENDS) or BULLET.match(line.text) or label_at([line], 0)
    return replace(line, gap=bool(ends))
