"""What a text says itself: what somebody else has said, or what a charge is called, is not the writer's wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from letters.check.version import Passage

_ENDS = {
    **{begin: re.compile(re.escape(end)) for begin, end in ('""', "“”", "«»", "»«", "「」", "『』", "《》")},
    "„": re.compile("[“”]"),
    # Followed by a letter, it is an apostrophe.
    "‘": re.compile(r"’(?!\w)"),
}
_BEGIN = re.compile(f"[{''.join(_ENDS)}]")


def own_words(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages with blanks in place of everything between quotation marks."""
    return ((path, _without_quotations(text)) for path, text in passages)


@lru_cache(maxsize=1024)
def _without_quotations(text: str) -> str:
    signs = list(text)
    for begin, end in _quotations(text):
        signs[begin:end] = " " * (end - begin)
    return "".join(signs)


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where each quotation begins and ends. A mark that nothing closes is looked for once, and begins none."""
    ends: dict[str, int] = {}
    position = 0
    for begin in _BEGIN.finditer(text):
        mark, start = begin.group(), begin.end()
        if begin.start() < position:
            continue
        if ends.get(mark, 0) <= start:
            found = _ENDS[mark].search(text, start)
            ends[mark] = found.end() if found else len(text) + 1
        if ends[mark] <= len(text):
            position = ends[mark]
            yield begin.start(), position
