"""A sheet to tick off and to send back: how many letters went to whom, and who posted them.

What is alike on all pages is laid out once. The members' rows are put over it line by line; only names in scripts
that the shipped face lacks are laid out by WeasyPrint. So fifty thousand rows take neither long nor much memory.
Lengths are in millimetres, sizes of type in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from pikepdf import Pdf

from letters.language.language import LANGUAGES, Language
from letters.layout import A4, Paper
from letters.pdf.batch import sampled
from letters.pdf.engine import lay_out, write
from letters.pdf.fonts import width
from letters.pdf.imposition import Body, bind, bodies, mosaic, save
from letters.pdf.ink import PIXELS_PER_MM, Ink
from letters.pdf.lines import PIXELS_PER_POINT, plain, shape
from letters.pdf.markup import APART, document, specimen
from letters.pdf.page_css import css_string, page_css
from letters.pdf.tallywords import TALLY_WORDS, TallyWords

_TOP = 18.0  # millimetres
_TOGETHER = 20  # pages whose names share a document


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyLine:
    """Letters that go to one place: to whom, how many, and their running numbers where they follow each other."""

    to: str
    letters: int
    numbers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyCase:
    """A case: its short name (a number) or nothing, its title, a warning or nothing, and what goes to whom.

    `number` is the one under which its letters are reported; or nothing.
    """

    name: str
    title: str
    lines: tuple[TallyLine, ...]
    warning: str = ""
    number: str = ""

    @property
    def total(self) -> int:
        """The case's letters."""
        return sum(line.letters for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the sheet says beside its rows. `date` is a line of text, `contact` says where the sheet goes back to.

    `language` is the group's. `stamps` are needed for letters within the country and for letters abroad. `numbered`
    sheets show the running numbers of each member's letters.
    """

    title: str
    date: str
    cases: tuple[TallyCase, ...]
    group: str = ""
    contact: str = ""
    paper: Paper = A4
    language: str = "en"
    stamps: tuple[int, int] = (0, 0)
    numbered: bool = False

    @property
    def total(self) -> int:
        """All letters."""
        return sum(case.total for case in self.cases)

    @property
    def words(self) -> TallyWords:
        """What it says by itself."""
        return TALLY_WORDS[self.language]

    @property
    def tongue(self) -> Language:
        """The language it speaks."""
        return LANGUAGES[self.language]

    @property
    def mirrored(self) -> bool:
        """Whether its columns run from the right."""
        return self.tongue.direction == "rtl"

    @property
    def row(self) -> float:
        """A row's height; running numbers stand in a line of their own."""
        return HEIGHT + (_NUMBERS_LINE if self.numbered else 0)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page without its rows: what stands on it, and where the first row begins (millimetres); none if it has none."""

    body: Body
    top: float | None

    def room(self, head: Tally) -> int:
        """How many rows go on it."""
        return 0 if self.top is None else int((head.paper.height - FOOT - self.top) / head.row)


def tally(head: Tally, rows: Sequence[TallyRow]) -> bytes:
    """The sheet as a PDF: the cases first, then a row for each member, in order.

    Raises ValueError if the rows' letters aren't those of the cases.
    """
    _reconcile(head, rows)
    target = Pdf.new()
    table = columns(head)
    first = _sheets(target, head, table, members=len(rows), first=True)
    (later,) = _sheets(target, head, table, members=len(rows), first=False)
    sheets = [*first, *[later] * -(-max(0, len(rows) - first[-1].room(head)) // later.room(head))]
    source = iter(rows)
    filled = [(sheet, list(islice(source, sheet.room(head)))) for sheet in sheets]
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
    back = head.words.back.format(contact=head.contact) if head.contact else ""
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
        [
            *(cell for at, row in enumerate(rows) for cell in cells(head, row, table, sheet.top or 0, at)),
            _page_number(head, start + index + 1, total),
        ]
        for index, (sheet, rows) in enumerate(filled)
    ]
    drawn = ["0123456789–, …", *(cell.text for page in placed for cell in page if is_drawn(cell))]
    (sample,) = bodies(target, write([lay_out(specimen(sampled([("en", drawn)])))], variant=None))
    others = _others(target, head.paper, [[cell for cell in page if not is_drawn(cell)] for page in placed])
    ink = Ink(sample)
    for (sheet, rows), page, other in zip(filled, placed, others, strict=True):
        lines, strokes = show(ink, head, [cell for cell in page if is_drawn(cell)], rows, table, sheet.top or 0)
        forms = [(body, 0.0, 0.0) for body in (sheet.body, other) if body]
        yield mosaic(target, head.paper, forms, ink.fonts, lines, strokes)


def _page_number(head: Tally, page: int, total: int) -> Cell:
    return Cell(
        text=head.tongue.fax.page.format(number=page, total=total),
        left=head.paper.width - MARGIN - _PAGE_WIDTH,
        top=head.paper.height - FOOT + _FOOT_LINE - _BASELINE,
        width=_PAGE_WIDTH,
        size=8.5,
        to_right=True,
    )


def _others(target: Pdf, paper: Paper, pages: Sequence[Sequence[Cell]]) -> list[Body | None]:
    """For each page its cells in other scripts, laid out; None where there are none."""
    wanted = [page for page in pages if page]
    if not wanted:
        return [None] * len(pages)
    html = document("cells.html", page_css(paper), pages=wanted)
    made = iter(bodies(target, write([lay_out(html)], variant=None)))
    return [next(made) if page else None for page in pages]


MARGIN, FOOT = 20.0, 22.0
HEIGHT = 6.8  # of a row

_POINT = 25.4 / 72
_NUMBER_WIDTH, _GAP = 13.0, 3.0
_NUMBERS_WIDTH = 19.0  # of a column with running numbers from one to another
_NUMBERS_LINE = 3.4  # what a row is higher for the running numbers below its counts
_NUMBERS_BELOW = 3.9  # from the counts' line to theirs
_NUMBERS_SIZES = (7, 6, 5.5)
_PAGE_WIDTH = 40.0
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
    """A member: the number or the letters' running numbers, the name or the initials, the town, and for each case how
    many letters, and which running numbers they have."""

    number: str
    name: str
    town: str
    counts: tuple[int, ...]
    numbers: tuple[str, ...] = ()


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
    to_right: bool = False


def columns(head: Tally) -> list[Column]:
    """Number, name, town, and a column for each case, or one for all if they are many."""
    words, paper = head.words, head.paper
    cases = [case.name for case in head.cases]
    heads = [name or words.posted for name in cases] if 0 < len(cases) <= _MOST else [words.posted]
    number = _NUMBERS_WIDTH if head.numbered else _NUMBER_WIDTH
    room = paper.width - 2 * MARGIN - number - _COUNT * len(heads)
    posted = paper.width - 2 * MARGIN - _COUNT * len(heads)
    town = number + room * _NAME
    found = [
        Column(head=words.number, left=0, width=number - _GAP),
        Column(head=words.name, left=number, width=room * _NAME - _GAP),
        Column(head=words.town, left=town, width=room * (1 - _NAME) - _GAP),
        *(Column(head=text, left=posted + i * _COUNT, width=_COUNT, posted=True) for i, text in enumerate(heads)),
    ]
    if not head.mirrored:
        return found
    return [replace(column, left=paper.width - 2 * MARGIN - column.left - column.width) for column in found]


def cells(head: Tally, row: TallyRow, table: Sequence[Column], top: float, at: int) -> Iterator[Cell]:
    """The name and the town of the row which is number `at` on its page, from 0."""
    for text, column in zip((row.name, row.town), table[1:3], strict=True):
        if text:
            shown, size = fitted(text, column.width)
            left = MARGIN + column.left
            place = {"left": left, "top": top + at * head.row, "width": column.width}
            yield Cell(text=shown, **place, size=size, to_right=head.mirrored)


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
    ink: Ink, head: Tally, texts: Sequence[Cell], rows: Sequence[TallyRow], table: Sequence[Column], top: float
) -> tuple[list[str], str]:
    """The operators for the texts and the numbers, and those for rules and boxes."""
    posted = [column for column in table if column.posted]
    lines = [_drawn(ink, cell) for cell in texts]
    strokes = ["0.6 w 0.7 G"]
    boxes = ["0.9 w 0 G"]
    for at, row in enumerate(rows):
        y = top + at * head.row
        strokes.append(_rule(MARGIN, head.paper.width - MARGIN, y + head.row))
        lines.append(_fitting(ink, row.number, (8.5, *_NUMBERS_SIZES), table[0], y + _BASELINE))
        counts = row.counts if len(posted) == len(row.counts) else (sum(row.counts),)
        for count, column in zip(counts, posted, strict=True):
            right = MARGIN + column.left + column.width
            lines.append(_right(ink, str(count or "–"), 9.5, right - _BOX - 1.6, y + _BASELINE))
            if count:
                boxes.append(_box(right - _BOX - 0.2, y + (HEIGHT - _BOX) / 2))
        for numbers, column in zip(row.numbers if len(posted) == len(row.numbers) else (), posted, strict=False):
            lines.append(_fitting(ink, numbers, _NUMBERS_SIZES, column, y + _BASELINE + _NUMBERS_BELOW))
    return lines, " ".join([*strokes, *boxes])


def _drawn(ink: Ink, cell: Cell) -> str:
    baseline = cell.top + _BASELINE
    if cell.to_right:
        return _right(ink, cell.text, cell.size, cell.left + cell.width, baseline)
    return _left(ink, cell.text, cell.size, cell.left, baseline)


def _fitting(ink: Ink, numbers: str, sizes: Sequence[float], column: Column, baseline: float) -> str:
    """Running numbers at the column's right edge, as small as they have to be; or the first and the last of them."""
    if not numbers:
        return ""
    fits = (size for size in sizes if width(numbers) * size * _POINT <= column.width)
    size = next(fits, None)
    if size is None:
        *_, size = sizes
        numbers = "…".join((re.split("[–,]", numbers)[0], re.split("[–, ]", numbers)[-1]))
    return _right(ink, numbers, size, MARGIN + column.left + column.width, baseline)


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
