"""An appeal's sheet as a PDF: two full pages, set more closely where its texts are long, else larger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import segno
from markupsafe import Markup, escape

from letters.errors import Refused, gettext_noop
from letters.handout import Handout
from letters.handout.content import PAGES, Choices, OwnWordsPlace, texts
from letters.language.bidi import beside, direction, paragraph_direction
from letters.language.repertoire import unprintable
from letters.layout import A4, LETTER, US_LETTER_COUNTRIES, Paper
from letters.letter import DemandList
from letters.pdf.engine import lay_out, write
from letters.pdf.markup import list_direction, unbroken
from letters.pdf.page_css import counted, css_string, family
from letters.pdf.typesetting import MAX_PAGES, NO_GLYPHS
from letters.resources import templates

LONG_SHEET = gettext_noop("The sheet is too long: at most {limit} characters can be printed.")
MANY_PAGES = gettext_noop("The sheet has {pages} pages: at most {limit} can be printed.")

PICTURE, LOGO = "picture:///photo", "picture:///logo"
Fit = tuple[str, float, float]
# How closely it is set: the class in handout.css, and the margins in millimetres. The last lets the letter run on.
FITS: tuple[Fit, ...] = (
    ("normal", 18.0, 18.0),
    ("close", 16.0, 17.0),
    ("closer", 15.0, 16.0),
    ("tight", 14.0, 15.0),
    ("tight running", 14.0, 15.0),
)
_FOOT = 7.0  # millimetres below the text, where the page's number stands
_MAX_CHARACTERS = 30_000


@dataclass(frozen=True, slots=True)
class Scales:
    """How many times their usual size the type of the front and of the back has."""

    front: float = 1.0
    back: float = 1.0


MOST = Scales(front=1.36, back=1.5)
"""Larger, and it would look like a notice for children. What room is left then goes to the picture."""
_TRIES = 3
"""So many more layouts at most, each of which takes a third of a second, find the size that fills a page."""
_WORTH = 1.03
"""By less a page isn't made larger."""
_LARGEST_PICTURE = 1.5


def render(handout: Handout) -> bytes:
    """The sheet as one PDF/UA-1 file, on the paper of the organisation's country.

    The title is the appeal's; the same sheet gives the same bytes. Raises Refused for characters that no font has,
    and for a text that would take more than twelve pages.
    """
    return render_counted(handout)[0]


def render_counted(handout: Handout) -> tuple[bytes, int]:
    """The sheet as `render` makes it, and how many pages it has. Raises Refused as `render` does."""
    document = set_handout(handout)
    return write([document]), len(document.pages)


def pages_of(handout: Handout) -> int:
    """How many pages the sheet takes: two, or more where its texts are too long. Raises Refused as `render` does."""
    return len(_fitted(handout)[0].pages)


def set_handout(handout: Handout) -> Any:
    """The sheet laid out, each page as large as fills it; where nothing helps, on more than two pages."""
    document, fit = _fitted(handout)
    return document if len(document.pages) > PAGES or "running" in fit[0] else _filled(handout, document, fit)


def _filled(handout: Handout, document: Any, fit: Fit) -> Any:
    """The sheet with the type of each page as large as it has room for: both pages are full, also with little text."""
    scales, most = Scales(), MOST
    for _ in range(_TRIES):
        front, back = document.pages
        wanted = Scales(
            front=_grown(scales.front, _fullness(front), most.front),
            back=_grown(scales.back, _fullness(back), most.back),
        )
        if wanted.front < scales.front * _WORTH and wanted.back < scales.back * _WORTH:
            break
        larger = _laid_out(handout, fit, wanted)
        if len(larger.pages) <= PAGES:
            document, scales = larger, wanted
        else:
            # Lines break where they will: a little less of what ran over.
            most = _less(larger.pages, scales, wanted, most)
    return document


def _grown(scale: float, fullness: float, most: float) -> float:
    """The size at which a page is full: a text takes room by the square of its size, and a little is left free."""
    return max(scale, min(most, scale * (0.97 / fullness) ** 0.5)) if fullness else scale


def _less(pages: Sequence[Any], had: Scales, wanted: Scales, most: Scales) -> Scales:
    """The most that is tried next, where the front or the back, or both, ran over."""
    begin = next((number for number, page in enumerate(pages) if _holds_back(page)), len(pages))
    front, back = (had.front + 0.8 * (wanted.front - had.front), had.back + 0.8 * (wanted.back - had.back))
    return Scales(front=front if begin > 1 else most.front, back=back if len(pages) - begin > 1 else most.back)


def _fullness(page: Any) -> float:
    """How much of the page's height its content takes, from 0 to 1."""
    around = page._page_box
    top, height = around.content_box_y(), around.height
    ends = [box.position_y + box.margin_height() for box in _leaves(around.children[0])]
    return (max(ends) - top) / height if ends else 0.0


def _leaves(box: Any) -> Iterator[Any]:
    """Lines and pictures: boxes around them may reach further down than what stands in them."""
    children = getattr(box, "children", ())
    if not children or type(box).__name__ == "LineBox":
        yield box
        return
    for child in children:
        yield from _leaves(child)


def _holds_back(page: Any) -> bool:
    sections = (box.element for box in page._page_box.descendants() if box.element_tag == "section")
    return any(element is not None and element.get("class") == "back" for element in sections)


def _fitted(handout: Handout) -> tuple[Any, Fit]:
    """The sheet as large as its longer page allows, and how closely it is set. Raises Refused as `render` does."""
    _refuse_unprintable(handout)
    document, fit = _laid_out(handout, FITS[0]), FITS[0]
    for fit in _closer(len(document.pages)):
        document = _laid_out(handout, fit)
        if len(document.pages) <= PAGES:
            break
    if len(document.pages) > MAX_PAGES:
        raise Refused(MANY_PAGES, pages=len(document.pages), limit=MAX_PAGES)
    return document, fit


def _closer(pages: int) -> tuple[Fit, ...]:
    """What is still to be tried where the sheet at ease has so many pages.

    Each try takes as long as the sheet is long: of one that hardly fits, the closest alone is tried, and the closest
    takes more than half of the pages.
    """
    if pages <= PAGES:
        return ()
    if pages <= 2 * PAGES:
        return FITS[1:]
    return FITS[-1:] if pages <= 2 * MAX_PAGES else ()


def _laid_out(handout: Handout, fit: Fit, scales: Scales = Scales()) -> Any:
    name, side, top = fit
    code = qr_code(handout.web, handout.words.code.format(address=handout.web)) if handout.web else Markup("")
    page = _html(handout, code, name, _page_css(handout, side, top), scales)
    return lay_out(page, "handout.css", {PICTURE: handout.picture, LOGO: handout.logo})


def paper_of(handout: Handout) -> Paper:
    """The paper of the organisation's printers."""
    return LETTER if handout.country in US_LETTER_COUNTRIES else A4


def _refuse_unprintable(handout: Handout) -> None:
    text = "".join(texts(handout))
    if len(text) > _MAX_CHARACTERS:
        raise Refused(LONG_SHEET, limit=_MAX_CHARACTERS)
    if signs := unprintable(text):
        raise Refused(NO_GLYPHS, characters=" ".join(signs))


def _html(handout: Handout, code: Markup, fit: str, sheet: str, scales: Scales) -> str:
    tongue = handout.language

    def text(words: str) -> Markup:
        return unbroken(words, handout.names, handout.language_code)

    return (
        templates("handout")
        .get_template("handout.html")
        .render(
            handout=handout,
            words=handout.words,
            tongue=tongue,
            said=tongue.typographic,
            code=code,
            fit=fit,
            picture=PICTURE,
            logo=LOGO,
            scales=scales,
            sizes=_sizes,
            sheet=Markup(sheet),  # noqa: S704 numbers of ours, and strings in which all signs are escaped
            text=text,
            is_list=lambda block: isinstance(block, DemandList),
            is_choices=lambda part: isinstance(part, Choices),
            is_place=lambda part: isinstance(part, OwnWordsPlace),
            colon=tongue.colon + tongue.space,
            way=lambda words: direction(words, tongue.direction),
            paragraph_direction=lambda words: paragraph_direction(words, tongue.direction, handout.names),
            list_direction=lambda items: list_direction(items, tongue.direction, handout.names),
            bit=lambda words: _bit(words, tongue.direction),
        )
    )


def _sizes(scale: float) -> str:
    """The variables of handout.css for a page of this size; where type is at its largest, the picture grows on."""
    picture = _LARGEST_PICTURE if scale >= MOST.front else 1
    return f"--k: {scale:.3f}; --p: {picture:g}"


def _bit(words: str, around: str) -> Markup:
    """A text within a line; one of the other direction in a box of its own, so that its marks stay where they belong.

    (WeasyPrint 70 isolates nothing: a full stop would go to the wrong side.)
    """
    own = direction(words, around)
    return escape(words) if own == around else Markup('<span class="bit" dir="{}">{}</span>').format(own, words)


def _page_css(handout: Handout, side: float, top: float) -> str:
    """The pages, with their number and whose sheet it is at the foot, and on later ones the marks at the head."""
    paper, tongue = paper_of(handout), handout.language
    faces = family(handout.language_code)
    begin, end = ("right", "left") if tongue.direction == "rtl" else ("left", "right")
    before, between, after = _page_number(handout)
    page, pages = (counted(counter, handout.language_code) for counter in ("page", "pages"))
    foot = css_string(beside((handout.title, handout.case), tongue.direction))
    style = f"direction: {tongue.direction}; font: 8pt/10pt {faces}; vertical-align: top; padding-top: 2mm"
    watermarks = css_string(beside(handout.watermarks, tongue.direction))
    head = (
        f"@top-left {{ content: {watermarks}; width: 100%; text-align: {begin}; font: bold 9.5pt/12pt {faces}; "
        "vertical-align: bottom; padding-bottom: 2.5mm }"
    )
    return (
        f"@page {{ size: {paper.width:g}mm {paper.height:g}mm; margin: {top:g}mm {side:g}mm {top + _FOOT:g}mm; "
        f"@bottom-{begin} {{ content: {foot}; width: 75%; text-align: {begin}; {style} }} "
        f"@bottom-{end} {{ content: {before} {page} {between} {pages} {after}; width: 25%; "
        f"text-align: {end}; {style} }} {head if handout.watermarks else ''} }} "
        "@page :first { @top-left { content: none } } "
        f":root {{ --accent: {handout.colour} }}"
    )


def _page_number(handout: Handout) -> tuple[str, str, str]:
    """What stands before, between and after the two numbers, as CSS strings."""
    before, _, rest = handout.language.fax.page.partition("{number}")
    between, _, after = rest.partition("{total}")
    return css_string(before), css_string(between), css_string(after)


QUIET_ZONE = 4  # modules that stay white around it
QR_WIDTH = 26.0  # millimetres, without the quiet zone


@lru_cache(maxsize=1)  # a sheet is laid out several times
def qr_code(text: str, title: str) -> Markup:
    """The text as a QR code with error correction M, in an <svg> with its quiet zone; `title` is read out."""
    rows = [list(row) for row in segno.make(text, error="m", boost_error=False, micro=False).matrix]
    whole = len(rows) + 2 * QUIET_ZONE
    size = QR_WIDTH * whole / len(rows)
    # A run of dark modules in a row is one rectangle.
    path = "".join(
        f"M{QUIET_ZONE + start} {QUIET_ZONE + y}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _dark(row)
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="code" width="{0:.3f}mm" height="{0:.3f}mm" '
        'viewBox="0 0 {1} {1}"><title>{2}</title><path d="{3}" fill="#000"/></svg>'
    ).format(size, whole, title, path)


def _dark(row: list[int]) -> list[tuple[int, int]]:
    """Where the dark runs of a row begin, and how long they are."""
    runs, at = [], 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            runs.append((at, length))
        at += length
    return runs
