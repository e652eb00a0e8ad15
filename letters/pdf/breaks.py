"""Where a letter's lines and pages end on paper, so that the site can show it with the same ends."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from letters.layout import LayoutName, layout_for
from letters.letter import Letter
from letters.pdf.typesetting import set_letter

_HYPHEN = "\u2010"
# A hyphen may be the typesetter's own, and a space or an invisible sign may be dropped at a line's end.
_UNCOUNTED = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_HYPHENS = frozenset("-\u00ad\u2010\u2011")
# Placed on the sheet by the layout, or the program's own: their lines are never broken.
_PLACED = frozenset({"line", "date"})
_PIECE = re.compile(r"<[^>]*>|&[^;]+;|.", re.DOTALL)


class Line(NamedTuple):
    """How many signs a line holds, on which page it stands, and whether the typesetter has added a hyphen."""

    signs: int
    page: int
    hyphen: bool


Block = tuple[Line, ...]
"""The lines of a paragraph, an item, the subject, the closing."""
Turn = Callable[[int], Markup]
"""What stands where the page of that number begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks:
    """How a letter falls on paper: the class by which it is set closer, its pages, and the lines of its blocks."""

    fit: str
    pages: int
    blocks: tuple[Block, ...]


def measure(letters: Sequence[Letter], layout: LayoutName | None = None) -> bytes:
    """How each letter falls on paper, as JSON for `read`. Raises Refused as `render` does."""
    chosen = layout or layout_for(letters[0].sender_country)
    return json.dumps([_breaks(set_letter(letter, chosen)) for letter in letters]).encode()


def read(data: bytes) -> tuple[Breaks, ...]:
    """What `measure` wrote."""
    return tuple(
        Breaks(fit=fit, pages=pages, blocks=tuple(tuple(Line(*line) for line in block) for block in blocks))
        for fit, pages, blocks in json.loads(data)
    )


def _breaks(document: Any) -> tuple[str, int, list[list[Line]]]:
    lines = [found for number, page in enumerate(document.pages, 1) for found in _lines(page, number)]
    blocks = [[line for _, line in block] for _, block in groupby(lines, key=lambda pair: id(pair[0]))]
    return _fit(document.pages[0]), len(document.pages), blocks


def _lines(page: Any, number: int) -> Iterator[tuple[Any, Line]]:
    """Every line of the page's running text, with the element that it belongs to."""
    from weasyprint.formatting_structure.boxes import LineBox, TextBox

    for box in page._page_box.descendants():
        if isinstance(box, LineBox) and box.element is not None and not _is_placed(box.element):
            text = "".join(part.text for part in box.descendants() if isinstance(part, TextBox))
            yield box.element, Line(_signs(text), number, text.endswith(_HYPHEN))


def _is_placed(element: Any) -> bool:
    return bool(_PLACED & set((element.get("class") or "").split()))


def _fit(page: Any) -> str:
    """The class of the document's body that says how closely the letter is set."""
    bodies = (box.element for box in page._page_box.descendants() if box.element_tag == "body")
    return str(next(bodies).get("class")).removeprefix("sheet").strip()


def _signs(text: str) -> int:
    return sum(_is_counted(sign) for sign in text)


def _is_counted(sign: str) -> bool:
    return sign not in _HYPHENS and unicodedata.category(sign) not in _UNCOUNTED


class Broken:
    """Ends the blocks of a letter's HTML, which come one after the other, where their lines end on paper.

    A block that isn't the one that was measured stays as it is, and so do all that follow.
    """

    def __init__(self, breaks: Breaks, turn: Turn) -> None:
        self._blocks, self._turn = iter(breaks.blocks), turn
        self._page = 1

    def __call__(self, text: Markup) -> Markup:
        """The next block's HTML with its lines' ends."""
        lines = next(self._blocks, ())
        pieces = [(piece, _is_sign(piece)) for piece in _PIECE.findall(text)]
        if not lines or sum(line.signs for line in lines) != sum(is_sign for _, is_sign in pieces):
            self._blocks = iter(())
            return text
        return Markup("").join(self._ended(pieces, lines))

    def _ended(self, pieces: Sequence[tuple[str, bool]], lines: Block) -> Iterator[Markup]:
        line, *following = lines
        left = line.signs
        yield self._begun(line)
        for piece, is_sign in pieces:
            # What a line ends with, such as a space, stands before its end.
            is_over = left == 0 and bool(following) and (is_sign or piece.isspace() or piece == "<br>")
            if is_over and is_sign:
                yield _end(line)
            if is_over and not is_sign:
                yield Markup(piece) + ("" if piece == "<br>" else _end(line))  # noqa: S704 a piece of what was escaped
            if is_over:
                line, left = following[0], following.pop(0).signs
                yield self._begun(line)
            if is_sign or not is_over:
                yield Markup(piece)  # noqa: S704 as above
            left -= is_sign

    def _begun(self, line: Line) -> Markup:
        """The mark of a new page, where the line begins one."""
        if line.page == self._page:
            return Markup()
        self._page = line.page
        return self._turn(line.page)


def _is_sign(piece: str) -> bool:
    return piece[0] != "<" and _is_counted(unescape(piece))


def _end(line: Line) -> Markup:
    return Markup('<span class="end">{}<br></span>').format(_HYPHEN) if line.hyphen else Markup('<br class="end">')
