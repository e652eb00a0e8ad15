"""Where a faxed text's pages end: 57 lines each, paragraphs and the ending kept together."""

from __future__ import annotations

LINES = 57

# The line with the page's number and the empty line below it.
_TOP = 2
# A paragraph of so few lines stays on one page; of a longer one at least two lines stand on each.
_WHOLE = 4
_COMPANIONS = 2


def set_pages(head: list[str], blocks: list[list[str]]) -> list[list[str]]:
    """The pages' lines. The last block, the ending, stays whole, with at least two lines of the letter before it."""
    *body, ending = blocks
    *before, last = _paged([head, *body])
    accompanied = not before or len(last) >= _COMPANIONS
    if accompanied and len(last) + 1 + len(ending) <= LINES - _TOP:
        return [*before, [*last, "", *ending]]
    staying, following = _parted(body)
    return [*_paged([head, *staying]), *_paged([*following, ending])]


def _parted(body: list[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """The blocks that stay, and those that go with the ending to its page: no more of them than it needs."""
    staying, following = [*body], list[list[str]]()
    while staying and sum(map(len, following)) < _COMPANIONS:
        block = staying.pop()
        if len(block) > _WHOLE:
            staying.append(block[:-_COMPANIONS])
            block = block[-_COMPANIONS:]
        following.insert(0, block)
    return staying, following


def _paged(blocks: list[list[str]]) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    for block in blocks:
        rest = block
        while rest:
            gap = [""] if pages[-1] and rest is block else []
            taken = _fitting(len(rest), LINES - _TOP - len(pages[-1]) - len(gap))
            if taken:
                pages[-1] += [*gap, *rest[:taken]]
                rest = rest[taken:]
            if rest:
                pages.append([])
    return pages


def _fitting(lines: int, room: int) -> int:
    """How many lines of a block to set where there is room for `room`."""
    if lines <= room:
        return lines
    return min(room, lines - 2) if lines > _WHOLE and room >= 2 else 0
