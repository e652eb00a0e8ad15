"""Letter layouts as data: where the window of the envelope is, on which paper. Millimetres from the top left corner.

Sources: DIN 5008 forms A and B, NF Z 11-001, Swiss right window (C5/6), UK C5 window, US #10 window envelope with the
USPS Domestic Mail Manual, 601.6.3 (all of an address has to show, however the letter moves: the "tap test"); paper by
territory from CLDR.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from letters.errors import gettext_noop

_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet: left, top, width and height in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet: its CSS name and its size in millimetres."""

    name: str
    width: float
    height: float


A4 = Paper(name="A4", width=210, height=297)
LETTER = Paper(name="Letter", width=8.5 * _INCH, height=11 * _INCH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A kind of letter sheet.

    `window` is the box in which the whole address must lie; `address` is where its text prefers to begin,
    as the distance from the window's left and top, and `clear` what it keeps from the window's edges. `within` are
    parts of the window in which an address stays as long as it can, the best first: they show even where the letter
    slides, or isn't folded at the marks. `envelopes` are the window envelopes for which the layout is made.
    """

    name: str
    title: str
    paper: Paper
    window: Box
    address: tuple[float, float]
    folds: tuple[float, ...]
    body_from: float
    sender: Box
    envelopes: str
    left: float = 25
    right: float = 20
    clear: float = 1
    within: tuple[Box, ...] = ()


class LayoutName(StrEnum):
    """The layouts' names, as the command line and the form know them."""

    DIN5008B = "din5008b"
    DIN5008A = "din5008a"
    FR = "fr"
    UK = "uk"
    CH = "ch"
    US = "us"


LAYOUTS: dict[LayoutName, Layout] = {
    LayoutName.DIN5008B: Layout(
        name="din5008b",
        title=gettext_noop("A4, window on the left (DIN 5008 B)"),
        paper=A4,
        window=Box(20, 45, 85, 45),
        address=(5, 17.7),
        folds=(105, 210),
        body_from=98.5,
        sender=Box(125, 14, 65, 30),
        envelopes="DL, C6/5 (114 × 229 mm) or C5, window on the left",
    ),
    LayoutName.DIN5008A: Layout(
        name="din5008a",
        title=gettext_noop("A4, window on the left, short head (DIN 5008 A)"),
        paper=A4,
        window=Box(20, 27, 85, 45),
        address=(5, 17.7),
        folds=(87, 192),
        body_from=79.4,
        sender=Box(125, 14, 65, 30),
        envelopes="C6/5 (114 × 229 mm) or C4, window on the left, high",
    ),
    LayoutName.FR: Layout(
        name="fr",
        title=gettext_noop("A4, window on the right (NF Z 11-001)"),
        paper=A4,
        window=Box(100, 35, 100, 45),
        address=(10, 8),
        folds=(99, 198),
        body_from=99,
        sender=Box(25, 14, 65, 30),
        envelopes="DL or C6/5 (114 × 229 mm), window on the right",
    ),
    LayoutName.UK: Layout(
        name="uk",
        title=gettext_noop("A4, window on the left (UK, C5)"),
        paper=A4,
        window=Box(24.6, 39.5, 95.4, 26.8),
        address=(0.4, 2),
        folds=(148.5,),
        body_from=95,
        sender=Box(125, 14, 65, 30),
        envelopes="C5, window on the left",
    ),
    LayoutName.CH: Layout(
        name="ch",
        title=gettext_noop("A4, window on the right (Switzerland)"),
        paper=A4,
        window=Box(112, 45, 90, 45),
        address=(6, 8),
        folds=(105, 210),
        body_from=98.5,
        sender=Box(25, 14, 65, 30),
        envelopes="C5 or C6/5 (114 × 229 mm), window on the right",
    ),
    LayoutName.US: Layout(
        name="us",
        title=gettext_noop("US Letter, window on the left (#10)"),
        paper=LETTER,
        # The window is 4.5 by 1.125 in, 2.5 in below the envelope's top and 0.875 in from its left. The envelope is
        # 1 in wider than the sheet, and higher by 0.25 in than one folded at the marks, by 0.46 in than one in thirds.
        # This shows of a sheet folded at the marks that lies at the bottom, as letters do; and wherever it lies:
        window=Box(0.875 * _INCH, 2.25 * _INCH, 3.5 * _INCH, 1.125 * _INCH),
        within=(
            Box(0.875 * _INCH, 2.5 * _INCH, 3.5 * _INCH, (3.625 - (4.125 - 11 / 3) - 2.5) * _INCH),
            Box(0.875 * _INCH, 2.5 * _INCH, 3.5 * _INCH, (3.625 - 0.25 - 2.5) * _INCH),
        ),
        address=(0.125 * _INCH, 0.5),
        clear=0.5,
        folds=(3.875 * _INCH, 7.4375 * _INCH),
        body_from=3.4375 * _INCH,
        sender=Box(130, 14, 65, 36),
        envelopes="No. 10, window on the left",
        left=25.4,
        right=20.4,
    ),
}

# CLDR's, and what belongs to the United States.
US_LETTER_COUNTRIES = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE  AS GU MP UM VI".split())
_BY_COUNTRY = {
    "FR": LayoutName.FR,
    "MC": LayoutName.FR,
    "BE": LayoutName.FR,
    "CH": LayoutName.CH,
    "LI": LayoutName.CH,
    "GB": LayoutName.UK,
    "IE": LayoutName.UK,
}


def layout_for(country: str) -> LayoutName:
    """The usual layout where the sender lives, for her printer's paper and her shops' envelopes."""
    if country in US_LETTER_COUNTRIES:
        return LayoutName.US
    return _BY_COUNTRY.get(country, LayoutName.DIN5008B)
