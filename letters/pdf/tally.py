"""A sheet to tick off and to send back: how many letters went to whom, and who posted them.

What is alike on all pages is laid out once. The members' rows are put over it line by line; only names in scripts
that the shipped face lacks are laid out by WeasyPrint. So fifty thousand rows take neither long nor much memory.
Lengths are in millimetres, sizes of type in points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pikepdf import Pdf

from letters.errors import gettext_noop
from letters.layout import A4, Paper
from letters.pdf.batch import sampled
from letters.pdf.engine import lay_out, write
from letters.pdf.fonts import width
from letters.pdf.imposition import Body, bind, bodies, mosaic, save
from letters.pdf.ink import PIXELS_PER_MM, Ink
from letters.pdf.lines import PIXELS_PER_POINT, plain, shape
from letters.pdf.markup import APART, document, specimen
from letters.pdf.page_css import css_string, page_css

_TOP = 18.0  # millimetres
_TOGETHER = 20  # pages whose names share a document


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyCase:
    """A case: its short name (a number) or nothing, its title, and how many letters go to each addressee."""

    name: str
    title: str
    letters: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """The case's letters."""
        return sum(count for _, count in self.letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the sheet says beside its rows. `date` is a line of text, `contact` says where the sheet goes back to."""

    title: str
    date: str
    cases: tuple[TallyCase, ...]
    group: str = ""
    contact: str = ""
    paper: Paper = A4

    @property
    def total(self) -> int:
        """All letters."""
        return sum(case.total for case in self.cases)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page without its rows: what stands on it, and where the first row begins (millimetres); none if it has none."""

    body: Body
    top: float | None

    def room(self, paper: Paper) -> int:
        """How many rows go on it."""
        return 0 if self.top is None else int((paper.height - FOOT - self.top) / HEIGHT)


def tally(head: Tally, rows: Sequence[TallyRow]) -> bytes:
    """The sheet as a PDF: the cases first, then a row for each member, in order.

    Raises ValueError if the rows' letters aren't those of the cases.
    """
    _reconcile(head, rows)
    target = Pdf.new()
    table = columns(head.paper, [case.name for case in head.cases])
    first = _sheets(target, head, table, members=len(rows), first=True)
    (later,) = _sheets(target, head, table, members=len(rows), first=False)
    sheets = [*first, *[later] * -(-max(0, len(rows) - first[-1].room(head.paper)) // later.room(head.paper))]
    source = iter(rows)
    filled = [(sheet, list(islice(source, sheet.room(head.paper)))) for sheet in sheets]
    made = [
        page
        for start in range(0, len(filled), _TOGETHER)
        for page in _pages(target, head, table, filled[start : start + _TOGETHER], start, len(filled))
    ]
    bind(target, made)
    return save(target)


def _reconcile(head: Tally, rows: Sequence[TallyRow]) -> None:
    totals = [0] * len(head.cases)
    for row in rows:
        for index, count in enumerate(row.counts):
            totals[index] += count
    if totals != [case.total for case in head.cases]:
        raise ValueError("the members' letters and those of the cases don't reconcile")


def _sheets(target: Pdf, head: Tally, table: Sequence[Column], *, members: int, first: bool) -> list[_Sheet]:
    html = document(
        "tally.html", _css(head) + APART, tally=head, columns=table if members else [], members=members, first=first
    )
    found = bodies(target, write([lay_out(html)], variant=None))
    return [_Sheet(body, body.places[0].baseline / PIXELS_PER_MM if body.places else None) for body in found]


def _css(head: Tally) -> str:
    style = 'font: 8.5pt/11pt "Gentium Book Plus", "Noto Naskh Arabic", "Noto Serif CJK SC", serif; color: #333'
    back = f"Please send this sheet back to: {head.contact}" if head.contact else ""
    return (
        f"{page_css(head.paper)} @page {{ margin: {_TOP}mm {MARGIN}mm {FOOT}mm; "
        f"@bottom-left {{ content: {css_string(back)}; width: 80%; vertical-align: top; padding-top: 5mm; {style} }} }}"
    )


def _pages(
    target: Pdf,
    head: Tally,
    table: Sequence[Column],
    filled: Sequence[tuple[_Sheet, Sequence[TallyRow]]],
    start: int,
    total: int,
) -> Iterator[Any]:
    """Pages that are made together, from number `start` on."""
    placed = [
        [cell for at, row in enumerate(rows) for cell in cells(row, table, sheet.top or 0, at)]
        for sheet, rows in filled
    ]
    words = [PAGE.format(page=start + index + 1, pages=total) for index in range(len(filled))]
    drawn = ["0123456789–", *words, *(cell.text for page in placed for cell in page if is_drawn(cell))]
    (sample,) = bodies(target, write([lay_out(specimen(sampled([("en", drawn)])))], variant=None))
    others = _others(target, head.paper, [[cell for cell in page if not is_drawn(cell)] for page in placed])
    ink = Ink(sample)
    for (sheet, rows), page, word, other in zip(filled, placed, words, others, strict=True):
        lines, strokes = show(
            ink, [cell for cell in page if is_drawn(cell)], rows, table, sheet.top or 0, head.paper, word
        )
        forms = [(body, 0.0, 0.0) for body in (sheet.body, other) if body]
        yield mosaic(target, head.paper, forms, ink.fonts, lines, strokes)


def _others(target: Pdf, paper: Paper, pages: Sequence[Sequence[Cell]]) -> list[Body | None]:
    """For each page its cells in other scripts, laid out; None where there are none."""
    wanted = [page for page in pages if page]
    if not wanted:
        return [None] * len(pages)
    html = document("cells.html", page_css(paper), pages=wanted)
    made = iter(bodies(target, write([lay_out(html)], variant=None)))
    return [next(made) if page else None for page in pages]


PAGE = gettext_noop("Page {page} of {pages}")
MARGIN, FOOT = 20.0, 22.0
HEIGHT = 6.8  # of a row

_POINT = 25.4 / 72
_NUMBER_WIDTH, _GAP = 13.0, 3.0
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
    room = paper.width - 2 * MARGIN - _NUMBER_WIDTH - _COUNT * len(heads)
    name, posted = _NUMBER_WIDTH, paper.width - 2 * MARGIN - _COUNT * len(heads)
    town = name + room * _NAME
    return [
        Column(head="No.", left=0, width=_NUMBER_WIDTH - _GAP),
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
