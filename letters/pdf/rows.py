"""The rows of a tally: who is in which column, in which size, with boxes to tick. Millimetres and points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letters.errors import mark
from letters.layout import Paper
from letters.pdf.fonts import width
from letters.pdf.ink import PIXELS_PER_MM, Ink
from letters.pdf.lines import PIXELS_PER_POINT, plain, shape

PAGE = mark("Page {page} of {pages}")
MARGIN, FOOT = 20.0, 22.0
HEIGHT = 6.8  # of a row

_POINT = 25.4 / 72
_NUMBER, _GAP = 13.0, 3.0
_COUNT = 14.0  # a column with a number of letters and a box
_MOST = 6  # so many cases have a column each; more are ticked off together
_NAME = 0.6  # what the name takes of the room that it shares with the town
_BASELINE = 4.6  # from the top of a row
_SIZES = (9.5, 8.5, 7.5, 6.5)
_SAFETY = 1.03
_BOX = 3.6
_FOOT_LINE = 8.0  # from the end of the rows' room to the page's number


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRow:
    """A member: the running number, the name or the initials, the town, and the number of letters for each case."""

    number: int
    name: str
    town: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its head, where it begins from the left margin, and whether it has boxes to tick."""

    head: str
    left: float
    width: float
    posted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A text in its place on the page, from the left margin's or the page's corner, in a size in which it fits."""

    text: str
    left: float
    top: float
    width: float
    size: float
    height: float = HEIGHT


def columns(paper: Paper, cases: Sequence[str]) -> list[Column]:
    """Number, name, town, and a column for each case, or one for all if they are many."""
    heads = [name or "posted" for name in cases] if 0 < len(cases) <= _MOST else ["posted"]
    room = paper.width - 2 * MARGIN - _NUMBER - _COUNT * len(heads)
    name, posted = _NUMBER, paper.width - 2 * MARGIN - _COUNT * len(heads)
    town = name + room * _NAME
    return [
        Column(head="No.", left=0, width=_NUMBER - _GAP),
        Column(head="Name", left=name, width=room * _NAME - _GAP),
        Column(head="Town", left=town, width=room * (1 - _NAME) - _GAP),
        *(Column(head=head, left=posted + i * _COUNT, width=_COUNT, posted=True) for i, head in enumerate(heads)),
    ]


def cells(row: TallyRow, table: Sequence[Column], top: float, at: int) -> Iterator[Cell]:
    """The name and the town of the row which is number `at` on its page, from 0."""
    for text, column in zip((row.name, row.town), table[1:3], strict=True):
        if text:
            shown, size = fitted(text, column.width)
            left = MARGIN + column.left
            yield Cell(text=shown, left=left, top=top + at * HEIGHT, width=column.width, size=size)


def fitted(text: str, room: float) -> tuple[str, float]:
    """The text and a size in which it fits the room; in the smallest one what doesn't fit is cut off."""
    for size in _SIZES:
        most = room / (size * _POINT * _SAFETY)
        if width(text) <= most:
            return text, size
    while width(text) + width("…") > most:
        text = text[:-1]
    return f"{text.rstrip()}…", size


def is_drawn(cell: Cell) -> bool:
    """Whether the cell's text is drawn line by line: the shipped face has it, from left to right."""
    return plain(cell.text.removesuffix("…") or "…")


def show(
    ink: Ink,
    texts: Sequence[Cell],
    rows: Sequence[TallyRow],
    table: Sequence[Column],
    top: float,
    paper: Paper,
    page: str,
) -> tuple[list[str], str]:
    """The operators for the texts, the numbers and the page's number, and those for rules and boxes."""
    posted = [column for column in table if column.posted]
    lines = [_left(ink, cell.text, cell.size, cell.left, cell.top + _BASELINE) for cell in texts]
    strokes = ["0.6 w 0.7 G"]
    boxes = ["0.9 w 0 G"]
    for at, row in enumerate(rows):
        y = top + at * HEIGHT
        strokes.append(_rule(MARGIN, paper.width - MARGIN, y + HEIGHT))
        lines.append(_right(ink, str(row.number), 8.5, MARGIN + table[0].width, y + _BASELINE))
        counts = row.counts if len(posted) == len(row.counts) else (sum(row.counts),)
        for count, column in zip(counts, posted, strict=True):
            right = MARGIN + column.left + column.width
            lines.append(_right(ink, str(count or "–"), 9.5, right - _BOX - 1.6, y + _BASELINE))
            if count:
                boxes.append(_box(right - _BOX - 0.2, y + (HEIGHT - _BOX) / 2))
    lines.append(_right(ink, page, 8.5, paper.width - MARGIN, paper.height - FOOT + _FOOT_LINE))
    return lines, " ".join([*strokes, *boxes])


def _left(ink: Ink, text: str, size: float, left: float, baseline: float) -> str:
    return ink.shown(shape(text, size * PIXELS_PER_POINT, "en"), left * PIXELS_PER_MM, baseline * PIXELS_PER_MM)


def _right(ink: Ink, text: str, size: float, right: float, baseline: float) -> str:
    line = shape(text, size * PIXELS_PER_POINT, "en")
    return ink.shown(line, right * PIXELS_PER_MM - line.advance, baseline * PIXELS_PER_MM)


def _rule(left: float, right: float, y: float) -> str:
    left, right, y = (side * PIXELS_PER_MM for side in (left, right, y))
    return f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"


def _box(left: float, top: float) -> str:
    """A box to tick."""
    left, top, side = (length * PIXELS_PER_MM for length in (left, top, _BOX))
    return f"{left:.2f} {top:.2f} {side:.2f} {side:.2f} re S"
