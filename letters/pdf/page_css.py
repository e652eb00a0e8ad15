"""The CSS of one sheet: paper, margins, the places of sender and address, the head of later pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letters.channel import Channel
from letters.fields.text import international
from letters.language.bidi import beside
from letters.language.language import LANGUAGES
from letters.layout import Layout, Paper
from letters.letter import Letter
from letters.pdf.geometry import Block, address_direction, place_address, place_sender
from letters.stationery import Folds


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How closely a letter is set: its class in letter.css, and the bottom margin in millimetres.

    The left edge, where address and text begin, is the layout's in each of them.
    """

    name: str
    bottom: float


# Tried one after the other while the letter runs on to a second page.
NORMAL = Fit(name="normal", bottom=20)
FITS = (NORMAL, Fit(name="close", bottom=18), Fit(name="tight", bottom=15), Fit(name="dense", bottom=15))
LATER_TOP = 32.0
"""Where the text of all pages but the first begins, in millimetres from the sheet's top."""
HEAD_ABOVE_TEXT = 8.0
_FAX_HEAD_FROM = 5.0  # what every machine reaches, and above the sender's block
_COUNTERS = {"{number}": "page", "{total}": "pages"}
WATERMARK_FROM_EDGE = 5.5
_FOLD_LENGTH, _FOLD_WEIGHT, _FOLD_FROM = 4.0, 0.2, 5.0


def sheet_css(letter: Letter, layout: Layout, fit: Fit, *, folds: Folds | None = None) -> str:
    """The style sheet that goes with this letter alone; `folds` are marked."""
    left, right = layout.left, layout.right
    origin = (left, layout.body_from)
    return "\n".join(
        (
            f"@page {{ size: {layout.paper.width:g}mm {layout.paper.height:g}mm; "
            f"margin: {LATER_TOP:g}mm {right:g}mm {fit.bottom:g}mm {left:g}mm; "
            f"{_head(letter)} {_watermark(letter, 'bottom')} }}",
            f"@page :first {{ margin-top: {layout.body_from:g}mm; {_first_head(letter)} {_watermark(letter, 'top')} "
            f"{_folds(layout, fit, folds)} }}",
            placed(".sender", place_sender(letter, layout), letter.language.direction, origin),
            placed(".recipient", place_address(letter, layout), address_direction(letter), origin),
        )
    )


def page_css(paper: Paper) -> str:
    """Pages of this size on which everything is placed: without margins."""
    return f"@page {{ size: {paper.width:.4f}mm {paper.height:.4f}mm; margin: 0 }}"


def css_string(text: str) -> str:
    """The text as a CSS string in which nothing can end the string, the rule or the style element."""
    return '"' + "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in text) + '"'


def _head(letter: Letter) -> str:
    """On later pages: whose letter, of which day, and the page's number."""
    if letter.channel is Channel.FAX and letter.faxes:
        return _fax_head(letter)
    words = css_string(beside((letter.addressee_name, letter.date_line), letter.language.direction))
    return _head_boxes(
        letter,
        words,
        counted("page", letter.language_code),
        f"vertical-align: bottom; padding-bottom: {HEAD_ABOVE_TEXT:g}mm",
    )


def _first_head(letter: Letter) -> str:
    """On the first page there is none but that of a fax."""
    if letter.channel is Channel.FAX and letter.faxes:
        return _fax_head(letter)
    return "@top-left { content: none } @top-right { content: none }"


def _fax_head(letter: Letter) -> str:
    """The fax number, for whom it is, and which page of how many: a fax's pages come out loose, among others."""
    words, tongue = letter.language.fax, letter.language
    # The number keeps its order within a line from right to left.
    number = f"\N{LEFT-TO-RIGHT ISOLATE}{international(letter.faxes[0])}\N{POP DIRECTIONAL ISOLATE}"
    to = f"{words.fax}{tongue.colon}{tongue.space}{number}"
    parts = filter(None, re.split(r"(\{\w+\})", words.page))
    shown = (counted(_COUNTERS[part], tongue.code) if part in _COUNTERS else css_string(part) for part in parts)
    return _head_boxes(
        letter,
        css_string(beside((to, letter.recipient[0]), tongue.direction)),
        " ".join(shown),
        f"vertical-align: top; padding-top: {_FAX_HEAD_FROM:g}mm; white-space: nowrap; overflow: hidden",
    )


def _head_boxes(letter: Letter, words: str, number: str, place: str) -> str:
    """The words where lines of the language begin, the number where they end."""
    begin, end = ("right", "left") if letter.language.direction == "rtl" else ("left", "right")
    face = f"font: 9.5pt/12pt {family(letter.language_code)}"
    style = f"direction: {letter.language.direction}; {face}; {place}"
    return (
        f"@top-{begin} {{ content: {words}; text-align: {begin}; width: 80%; {style} }} "
        f"@top-{end} {{ content: {number}; text-align: {end}; width: 20%; {style} }}"
    )


def counted(counter: str, language: str) -> str:
    """A counter of pages in the language's own digits, as CSS content."""
    return f"counter({counter}, persian)" if LANGUAGES[language].digits("1") != "1" else f"counter({counter})"


def family(language: str) -> str:
    """The faces in the style sheets' order for the language; the margin boxes stand outside the letter's element."""
    *named, generic = faces_of(language)
    return ", ".join([*(f'"{name}"' for name in named), generic])


def faces_of(language: str) -> tuple[str, ...]:
    """The faces' names in that order."""
    first = {"zh": "Noto Serif CJK SC", "ja": "Noto Serif CJK JP"}.get(language)
    faces = ("Gentium Book Plus", "Noto Naskh Arabic", "Noto Serif CJK SC", "serif")
    return (first, *faces) if first else faces


def _watermark(letter: Letter, edge: str) -> str:
    """The letter's watermark in the middle of that edge, where printers still reach; above it, a fax has its head."""
    if not letter.watermark or (edge == "top" and letter.channel is Channel.FAX):
        return ""
    return (
        f"@{edge}-center {{ content: {css_string(letter.watermark)}; direction: {letter.language.direction}; "
        f"font: bold 9.5pt/12pt {family(letter.language_code)}; "
        f"vertical-align: {edge}; padding-{edge}: {WATERMARK_FROM_EDGE:g}mm }}"
    )


def _folds(layout: Layout, fit: Fit, folds: Folds | None) -> str:
    """Fold marks as edges of empty margin boxes, which belong to the page and not to the letter's text.

    (WeasyPrint 70 floods the page with a background gradient, whatever its size.) The first fold lies below the
    top of the text; a second one ends at the bottom margin. One across stands at the top edge.
    """
    if folds is None:
        return ""
    first, *second = folds.down
    rule = f"{_FOLD_WEIGHT:g}mm solid #555"
    box = f'content: ""; width: {_FOLD_LENGTH:g}mm; margin: 0 auto 0 {_FOLD_FROM:g}mm;'
    marks = [f"@left-top {{ {box} height: {first - layout.body_from:g}mm; border-bottom: {rule} }}"]
    marks += [
        f"@left-bottom {{ {box} height: {layout.paper.height - fit.bottom - fold:g}mm; border-top: {rule} }}"
        for fold in second
    ]
    marks += [
        f'@top-left {{ content: ""; height: {_FOLD_LENGTH:g}mm; margin: {_FOLD_FROM:g}mm auto auto 0; '
        f"width: {fold - layout.left:g}mm; border-right: {rule} }}"
        for fold in folds.across
    ]
    return " ".join(marks)


def placed(selector: str, block: Block, direction: str, origin: tuple[float, float] = (0, 0)) -> str:
    """A block at its place on the sheet, counted from the origin: the corner of the first page's text area.

    Painted below the text, so that who copies the page's text gets the blocks first, as they are read.
    """
    side = "right" if direction == "rtl" else "left"
    return (
        f"{selector} {{ position: absolute; z-index: -1; "
        f"left: {block.box.x - origin[0]:.3f}mm; top: {block.box.y - origin[1]:.3f}mm; "
        f"width: {block.box.width:.3f}mm; margin: 0; text-align: {side}; "
        f"font-size: {block.size:g}pt; line-height: {block.leading:g}pt }}"
    )
