"""Envelopes and sheets of labels as data. Millimetres from the top left corner.

Sources: ISO 269 (DL, C5, C6) and ASME Y14.1's trade size No. 10 for the envelopes; the UPU Convention Regulations for
what stands where on them; the makers' data sheets (Avery, Avery Zweckform) for the labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from letters.errors import Refused, gettext_noop
from letters.layout import A4, LETTER, Box, Layout, Paper

_INCH = 25.4
_STAMP = (74.0, 38.0)  # width and height, from the top right corner
_FREE_BELOW = 15.0  # where the post prints its own marks
_FREE_RIGHT = 15.0
_UNDER_STAMP = 2.0
_SENDER_FROM = 10.0  # from the left and the top edge
_SENDER_HEIGHT = 28.0
_SENDER_TO_STAMP = 4.0
_INNER_MARGIN = (4.0, 2.0)  # sideways and above; a printer may feed a sheet askew by 2
_EASE = 2.0  # by how much an envelope is larger than what slips into it
_MOST_PANELS = 4

NO_ENVELOPE = gettext_noop("There is no such envelope. The envelopes are: {known}.")
NO_LABELS = gettext_noop("There is no such sheet of labels. The sheets are: {known}.")
NO_START = gettext_noop("The sheet {sheet} has labels 1 to {count}: printing can't begin at label {start}.")


class EnvelopeName(StrEnum):
    """The envelopes' names, as the command line knows them."""

    DL = "dl"
    C5 = "c5"
    C6 = "c6"
    TEN = "10"


class LabelName(StrEnum):
    """The label sheets' names, as their boxes in the shop say."""

    L7160 = "L7160"
    L7163 = "L7163"
    US5160 = "5160"
    US5163 = "5163"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An envelope, its flap at the top: `paper` is its size, wider than high.

    `address` is the box in which the whole address must lie, and `middle` where it prefers to begin, from the box's
    top; `sender` is the block at the top left, `stamp` the corner that the stamp takes, and `number` where a running
    number ends, at the left under the sender.
    """

    name: str
    title: str
    paper: Paper
    address: Box
    middle: float
    sender: Box
    stamp: Box
    number: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """A sheet of labels of one size, in rows from the top left; `pitch` is from one corner to the next."""

    name: str
    title: str
    paper: Paper
    columns: int
    rows: int
    first: Box
    pitch: tuple[float, float]

    @property
    def count(self) -> int:
        """How many labels the sheet has."""
        return self.columns * self.rows

    @property
    def printed(self) -> Box:
        """What may be printed on, from the label's own corner."""
        across, down = _INNER_MARGIN
        return Box(across, down, self.first.width - 2 * across, self.first.height - 2 * down)

    def cells(self) -> Iterator[Box]:
        """The labels, row by row from the left."""
        for index in range(self.count):
            row, column = divmod(index, self.columns)
            x, y = self.first.x + column * self.pitch[0], self.first.y + row * self.pitch[1]
            yield Box(x, y, self.first.width, self.first.height)


def _envelope(name: EnvelopeName, title: str, width: float, height: float) -> Envelope:
    """The envelope of this size, its parts where the post wants them."""
    stamp = Box(width - _STAMP[0], 0, *_STAMP)
    top = stamp.bottom + _UNDER_STAMP
    return Envelope(
        name=name,
        title=title,
        paper=Paper(name=title, width=width, height=height),
        address=Box(width / 2, top, width / 2 - _FREE_RIGHT, height - _FREE_BELOW - top),
        middle=height / 2 - top,
        sender=Box(_SENDER_FROM, _SENDER_FROM, stamp.x - _SENDER_TO_STAMP - _SENDER_FROM, _SENDER_HEIGHT),
        stamp=stamp,
        number=(_SENDER_FROM, height - _FREE_BELOW - 3),
    )


ENVELOPES: Mapping[EnvelopeName, Envelope] = {
    EnvelopeName.DL: _envelope(EnvelopeName.DL, gettext_noop("DL, 110 × 220 mm"), 220, 110),
    EnvelopeName.C5: _envelope(EnvelopeName.C5, gettext_noop("C5, 162 × 229 mm"), 229, 162),
    EnvelopeName.C6: _envelope(EnvelopeName.C6, gettext_noop("C6, 114 × 162 mm"), 162, 114),
    EnvelopeName.TEN: _envelope(EnvelopeName.TEN, gettext_noop("No. 10, 4⅛ × 9½ in"), 9.5 * _INCH, 4.125 * _INCH),
}

LABEL_SHEETS: Mapping[LabelName, LabelSheet] = {
    LabelName.L7160: LabelSheet(
        name="L7160",
        title=gettext_noop("L7160: A4, 21 labels of 63.5 × 38.1 mm"),
        paper=A4,
        columns=3,
        rows=7,
        first=Box(7.21, 15.15, 63.5, 38.1),
        pitch=(66.04, 38.1),
    ),
    LabelName.L7163: LabelSheet(
        name="L7163",
        title=gettext_noop("L7163: A4, 14 labels of 99.1 × 38.1 mm"),
        paper=A4,
        columns=2,
        rows=7,
        first=Box(4.67, 15.15, 99.06, 38.1),
        pitch=(101.6, 38.1),
    ),
    LabelName.US5160: LabelSheet(
        name="5160",
        title=gettext_noop("5160: US Letter, 30 labels of 2⅝ × 1 in"),
        paper=LETTER,
        columns=3,
        rows=10,
        first=Box(0.1875 * _INCH, 0.5 * _INCH, 2.625 * _INCH, 1 * _INCH),
        pitch=(2.75 * _INCH, 1 * _INCH),
    ),
    LabelName.US5163: LabelSheet(
        name="5163",
        title=gettext_noop("5163: US Letter, 10 labels of 4 × 2 in"),
        paper=LETTER,
        columns=2,
        rows=5,
        first=Box(0.16 * _INCH, 0.5 * _INCH, 4 * _INCH, 2 * _INCH),
        pitch=(4.1875 * _INCH, 2 * _INCH),
    ),
}


@dataclass(frozen=True, slots=True)
class Folds:
    """Where a sheet is folded: distances from its top edge, and then from its left edge."""

    down: tuple[float, ...]
    across: tuple[float, ...] = ()


def folds_for(layout: Layout, envelope: Envelope | None) -> Folds:
    """The layout's own folds where the sheet fits the envelope with them, else as few equal parts as fit it."""
    if envelope is None:
        return Folds(layout.folds)
    sheet, inside = layout.paper, (envelope.paper.width - _EASE, envelope.paper.height - _EASE)
    # A sheet too wide is folded once more, across, and turned.
    turned = sheet.width > inside[0]
    room = inside[0] if turned else inside[1]
    panels = next(count for count in range(2, _MOST_PANELS + 1) if sheet.height / count <= room)
    edges = (0.0, *layout.folds, sheet.height)
    own = len(layout.folds) == panels - 1 and max(b - a for a, b in pairwise(edges)) <= room
    equal = tuple(sheet.height * index / panels for index in range(1, panels))
    return Folds(layout.folds if own else equal, (sheet.width / 2,) if turned else ())


_Name = TypeVar("_Name", bound=StrEnum)
_Thing = TypeVar("_Thing")


def envelope_named(name: str) -> Envelope:
    """The envelope of that name, in capitals or not. Raises Refused for any other."""
    return _named(name, ENVELOPES, NO_ENVELOPE)


def labels_named(name: str) -> LabelSheet:
    """The sheet of labels of that name, in capitals or not. Raises Refused for any other."""
    return _named(name, LABEL_SHEETS, NO_LABELS)


def refuse_start(sheet: LabelSheet, start: int) -> None:
    """Raises Refused for a label, counted from 1, that isn't on the sheet."""
    if not 1 <= start <= sheet.count:
        raise Refused(NO_START, sheet=sheet.name, count=sheet.count, start=start)


def _named(name: str, table: Mapping[_Name, _Thing], message: str) -> _Thing:
    for known, thing in table.items():
        if known.lower() == name.strip().lower():
            return thing
    raise Refused(message, known=", ".join(table))
