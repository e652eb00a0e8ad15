"""Sheets of labels with the recipients' addresses: each is laid out once and placed as often as it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pikepdf import Pdf

from letters.errors import Refused, gettext_noop
from letters.layout import Box
from letters.letter import Letter
from letters.pdf.batch import sampled
from letters.pdf.engine import lay_out, write
from letters.pdf.envelopes import outside
from letters.pdf.geometry import Block, address_direction, address_within
from letters.pdf.imposition import Body, bind, bodies, mosaic, save
from letters.pdf.ink import Ink
from letters.pdf.markup import label as markup
from letters.pdf.markup import specimen
from letters.pdf.page_css import page_css, placed
from letters.pdf.typesetting import refuse_unprintable
from letters.stationery import LabelSheet, refuse_start

TOO_LONG = gettext_noop("The address is too long for a label of the sheet {sheet}: shorten its lines, or join some.")

_NUMBER_ROOM = 8.0  # millimetres at the right that an address leaves to a running number of five digits
_WIDEST = 80.0  # millimetres: on a wider label the address stands further in
_TOGETHER = 50  # as in batch.py


def labels(
    letters: Sequence[Letter],
    sheet: LabelSheet,
    *,
    start: int = 1,
    numbers: Sequence[int] = (),
    shift: tuple[float, float] = (0, 0),
) -> bytes:
    """The letters' addresses in order, from the label `start` of the first sheet; `numbers` stand small beside them.

    `shift` moves all of it by millimetres to the right and down, for printers that feed askew.
    Raises Refused for a start that isn't on the sheet, and for an address too long for its label.
    """
    refuse_start(sheet, start)
    target = Pdf.new()
    addresses = [replace(outside(letter), sender=()) for letter in letters]
    ink, printed = _print(target, dict.fromkeys(addresses), sheet, numbered=bool(numbers))
    cells, skipped = [replace(cell, x=cell.x + shift[0], y=cell.y + shift[1]) for cell in sheet.cells()], start - 1
    slots: list[int | None] = [*[None] * skipped, *range(len(letters))]
    pages = []
    for first in range(0, len(slots), sheet.count):
        filled = [
            (i, cell) for i, cell in zip(slots[first : first + sheet.count], cells, strict=False) if i is not None
        ]
        shown = [ink.number(numbers[i], _number_at(cell, sheet)) for i, cell in filled] if numbers else []
        forms = [(printed[addresses[i]], cell.x, cell.y) for i, cell in filled]
        pages.append(mosaic(target, sheet.paper, forms, ink.fonts, shown))
    bind(target, pages)
    return save(target)


def _print(
    target: Pdf, addresses: dict[Letter, None], sheet: LabelSheet, *, numbered: bool
) -> tuple[Ink, dict[Letter, Body]]:
    """The ink for the numbers, and each address as a page of a label's size, taken over into `target`."""
    (sample,) = bodies(target, write([lay_out(specimen(sampled([])))], variant=None))
    waiting, made = list(addresses), list[Body]()
    for first in range(0, len(waiting), _TOGETHER):
        documents = [lay_out(_html(each, sheet, numbered=numbered)) for each in waiting[first : first + _TOGETHER]]
        made += bodies(target, write(documents, variant=None))
    return Ink(sample), dict(zip(addresses, made, strict=True))


def _html(address: Letter, sheet: LabelSheet, *, numbered: bool) -> str:
    refuse_unprintable(address)
    size = replace(sheet.paper, width=sheet.first.width, height=sheet.first.height)
    block = _place(address, sheet, numbered=numbered)
    return markup(address, "\n".join((page_css(size), placed(".recipient", block, address_direction(address)))))


def fits(letter: Letter, sheet: LabelSheet, *, numbered: bool) -> bool:
    """Whether the letter's address has room on a label."""
    return _block(letter, sheet, numbered=numbered) is not None


def _place(address: Letter, sheet: LabelSheet, *, numbered: bool) -> Block:
    """The address in the middle of the label's height."""
    area, block = sheet.printed, _block(address, sheet, numbered=numbered)
    if block is None:
        raise Refused(TOO_LONG, sheet=sheet.name)
    return replace(block, box=replace(block.box, y=area.y + (area.height - block.box.height) / 2))


def _block(address: Letter, sheet: LabelSheet, *, numbered: bool) -> Block | None:
    area = sheet.printed
    room = area.width - (_NUMBER_ROOM if numbered else 0)
    ease = max(0, room - _WIDEST) / 2
    area = replace(area, x=area.x + ease, width=room - 2 * ease)
    return address_within(address, area, down=0)


def _number_at(cell: Box, sheet: LabelSheet) -> tuple[float, float]:
    """The lower right corner of what may be printed on."""
    return cell.x + sheet.printed.right, cell.y + sheet.printed.bottom
