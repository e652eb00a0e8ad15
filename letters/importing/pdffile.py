"""The text of a PDF as pieces with their places, so that columns and paragraphs can be told apart."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from letters.errors import Refused
from letters.importing.pieces import Piece
from letters.importing.signs import cleaned
from letters.pdfium import opened

MAX_PAGES = 12
MAX_SIGNS = 60_000
# A step to the side of more than this many times the height begins a new piece; a smaller one is a space.
_STEP = 1.5
_SPACE = 0.2
_BOLD = 600


@dataclass(frozen=True, slots=True)
class _Sign:
    text: str
    left: float
    right: float
    baseline: float
    size: float
    weight: int


def read_pdf(name: str, content: bytes) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each page. Raises Refused for a file without text, with a password, or with too many pages."""
    try:
        with opened(content) as document:
            if len(document) > MAX_PAGES:
                raise Refused(
                    f"{name} has {len(document)} pages, at most {MAX_PAGES} are read: a published sheet has two; "
                    "save the sheet alone as a PDF"
                )
            pages = _pages(name, document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Refused(f"{name} is locked with a password; open it, and print it to a new PDF without one") from None
        raise Refused(f"{name} is damaged and can't be read as a PDF; save or download it once more") from None
    if not any(pages):
        raise Refused(
            f"{name} holds no text, only pictures of it (a scan); have a program recognise the text (OCR), "
            "or type the sheet into a text file"
        )
    return pages


def _pages(name: str, document: Any) -> tuple[tuple[Piece, ...], ...]:
    pages = []
    left = MAX_SIGNS
    for page in document:
        text = page.get_textpage()
        try:
            left -= text.count_chars()
            if left < 0:
                raise Refused(
                    f"{name} has more than {MAX_SIGNS:,} characters: a published sheet has two pages; "
                    "save the sheet alone as a PDF"
                )
            pages.append(tuple(_pieces(list(_signs(text)), page.get_height())))
        finally:
            text.close()
            page.close()
    return tuple(pages)


def _signs(text: Any) -> Iterator[_Sign]:
    """The signs of a page in the order of the file, without those that the library adds itself."""
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 and code in (10, 13):
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        # A ligature's parts share one box, and a hyphen at a line's end is reported as a control.
        sign = "\u00ad" if code in (2, 0xFFFE) else chr(code) if code < 0x110000 else ""
        yield _Sign(sign, left, right, y.value, max(top - bottom, 1.0), raw.FPDFText_GetFontWeight(text, index))


def _pieces(signs: list[_Sign], height: float) -> Iterator[Piece]:
    run: list[_Sign] = []
    for sign in signs:
        if run and not sign.text.isspace() and _is_apart(_last(run), sign):
            yield from _piece(run, height)
            run = []
        run.append(sign)
    yield from _piece(run, height)


def _last(run: list[_Sign]) -> _Sign:
    """The last sign that can be seen: spaces at a line's end have odd boxes."""
    return next((sign for sign in reversed(run) if not sign.text.isspace()), run[-1])


def _is_apart(one: _Sign, other: _Sign) -> bool:
    size = max(one.size, other.size)
    if abs(one.baseline - other.baseline) > size / 2:
        return True
    return other.left - one.right > _STEP * size or one.left - other.right > _STEP * size


def _piece(run: list[_Sign], height: float) -> Iterator[Piece]:
    seen = [sign for sign in run if not sign.text.isspace()]
    if not seen:
        return
    signs: list[str] = []
    for index, sign in enumerate(run):
        before = run[index - 1] if index else sign
        # Some programs move the pen instead of writing a space.
        is_step = sign.left - before.right > _SPACE * sign.size
        if is_step and not before.text.isspace() and not sign.text.isspace():
            signs.append(" ")
        signs.append(sign.text)
    text = cleaned("".join(signs)).replace("\n", " ").replace("\f", " ").strip()
    if text:
        yield Piece(
            text=text,
            left=min(sign.left for sign in seen),
            right=max(sign.right for sign in seen),
            top=height - seen[0].baseline,
            size=seen[0].size,
            strong=sum(sign.weight >= _BOLD for sign in seen) >= 0.9 * len(seen),
        )
