"""Letters as PDFs and as pictures of their pages; each is made once and kept while it is looked at."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

from letters.fax.image import X_DPI, Y_DPI, image
from letters.layout import LayoutName
from letters.letter import Letter
from letters.pdf.watermark import watermarked
from letters.pdfium import opened
from letters.web.renderer import Renderer

_KEPT = 256


class PageImages:
    """Makes PDFs in the renderer's process, and PNG pictures of their pages."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        # By the letter itself: what has changed is another letter, what has not is not made again.
        self.pdf = lru_cache(maxsize=_KEPT)(self._pdf)
        self.fax = lru_cache(maxsize=_KEPT)(self._fax)

    def _pdf(self, letter: Letter, layout: LayoutName) -> bytes:
        """The letter as PDF. Raises Refused or Busy."""
        return self._renderer.pdf((letter,), layout)

    def watermarked(self, letter: Letter, layout: LayoutName, watermark: str) -> bytes:
        """The letter as PDF, with this watermark on every page if there is one. Raises Refused or Busy."""
        pdf = self.pdf(letter, layout)
        return watermarked(pdf, watermark) if watermark else pdf

    def _fax(self, letter: Letter, layout: LayoutName, watermark: str) -> bytes:
        """The letter as TIFF. Raises Refused or Busy."""
        return image(self.watermarked(letter, layout, watermark))

    def page_count(self, letter: Letter, layout: LayoutName) -> int:
        """How many pages the letter takes. Raises Refused or Busy."""
        with opened(self.pdf(letter, layout)) as document:
            return len(document)

    def picture(
        self, letter: Letter, layout: LayoutName, page: int, width: int, *, faxed: bool = False, watermark: str = ""
    ) -> bytes:
        """One page, counted from 0, as a PNG of this many pixels. Raises IndexError where there is no such page."""
        if faxed:
            drawn = _faxed(self.fax(letter, layout, watermark), page)
        else:
            drawn = _drawn(self.watermarked(letter, layout, watermark), page, width)
        file = io.BytesIO()
        drawn.resize((width, round(drawn.height * width / drawn.width)), Image.Resampling.BOX).save(file, "PNG")
        return file.getvalue()


def _drawn(pdf: bytes, page: int, width: int) -> Image.Image:
    with opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        sheet = document[page]
        picture: Image.Image = sheet.render(scale=width / sheet.get_width(), grayscale=True).to_pil()
        return picture


def _faxed(tiff: bytes, page: int) -> Image.Image:
    """A page as it comes out at the other end: a fax's dots are higher than wide."""
    with Image.open(io.BytesIO(tiff)) as pages:
        try:
            pages.seek(page)
        except EOFError:
            raise IndexError(page) from None
        grey = pages.convert("L")
    return grey.resize((grey.width, round(grey.height * X_DPI / Y_DPI)), Image.Resampling.BOX)
