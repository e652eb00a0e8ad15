"""A sheet to tick off and to send back: how many letters went to whom, and who posted them.

What is alike on all pages is laid out once. The members' rows are put over it line by line; only names in scripts
that the shipped face lacks are laid out by WeasyPrint. So fifty thousand rows take neither long nor much memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pikepdf import Pdf

from letters.layout import A4, Paper
from letters.pdf.batch import sampled
from letters.pdf.engine import lay_out, write
from letters.pdf.imposition import Body, bind, bodies, mosaic, save
from letters.pdf.ink import PIXELS_PER_MM, Ink
from letters.pdf.markup import APART, document, specimen
from letters.pdf.rows import FOOT, HEIGHT, MARGIN, PAGE, Cell, Column, TallyRow, cells, columns, is_drawn, show
from letters.pdf.sheet import css_string, page_css

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
