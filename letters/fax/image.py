"""A letter's PDF as an image for a fax program: TIFF class F (RFC 2306, and RFC 3949, profile F).

Every page is 1728 pixels wide at 204 by 196 dpi, black on white without grey, in T.6 ("group 4") coding.
"""

from __future__ import annotations

import io
from typing import Any

import tifftools
from PIL import Image

from letters.errors import Refused, gettext_noop
from letters.pdfium import POINTS, opened

OTHER_SIZE = gettext_noop("Only pages of these sizes can be faxed: {sizes}.")

WIDTH = 1728
X_DPI, Y_DPI = 204, 196

# Rendered larger and in grey, then reduced: thin strokes keep their weight.
_OVERSAMPLING = 2
# Grey below it turns black. A little over the middle, as faxes lose thin strokes rather than gaps.
_BLACK_BELOW = 150
# Points that a page may differ from the paper it is made for.
_TOLERANCE = 2
_PAPERS = {"A4": (595.28, 841.89), "US Letter": (612.0, 792.0)}

_TAG = tifftools.Tag


def image(pdf: bytes) -> bytes:
    """The pages of a letter (A4 or US Letter) as one TIFF file, each centred; US Letter loses 3 pixels a side.

    The same PDF gives the same bytes. Raises Refused for a page of another size.
    """
    pages = _pages(pdf)
    ifds = [_directory(page, place, len(pages)) for place, page in enumerate(pages)]
    output = io.BytesIO()
    tifftools.write_tiff({"ifds": ifds, "bigEndian": False, "bigtiff": False}, output)
    return output.getvalue()


def _pages(pdf: bytes) -> list[Image.Image]:
    with opened(pdf) as document:
        return [_sheet(document[place]) for place in range(len(document))]


def _sheet(page: Any) -> Image.Image:
    """One page as wide as a fax is, with a set pixel wherever there is ink."""
    width, height = page.get_size()
    if not any(abs(width - x) < _TOLERANCE and abs(height - y) < _TOLERANCE for x, y in _PAPERS.values()):
        raise Refused(OTHER_SIZE, sizes=", ".join(_PAPERS))
    grey = page.render(scale=_OVERSAMPLING * X_DPI / POINTS, grayscale=True).to_pil()
    size = (round(width * X_DPI / POINTS), round(height * Y_DPI / POINTS))
    reduced = grey.resize(size, Image.Resampling.BOX)
    # Pasted at a negative place, a wider page loses its margins, equally.
    sheet = Image.new("L", (WIDTH, size[1]), 255)
    sheet.paste(reduced, ((WIDTH - size[0]) // 2, 0))
    return sheet.point(lambda grey: 255 * (grey < _BLACK_BELOW), "1")


def _directory(ink: Image.Image, place: int, total: int) -> dict[str, Any]:
    """The page as a TIFF directory of one strip, with the tags of class F in place of Pillow's.

    Pillow 13 writes garbage into PageNumber (and leaves out what a fax needs), so only its strip is used.
    """
    file = io.BytesIO()
    ink.save(file, "TIFF", compression="group4", tiffinfo={_TAG.RowsPerStrip.value: ink.height})
    directory: dict[str, Any] = tifftools.read_tiff(file)["ifds"][0]
    (_,) = directory["tags"][_TAG.StripOffsets.value]["data"]
    values = {
        _TAG.NewSubfileType: [2],  # one page of several
        _TAG.Photometric: [0],  # a set bit is ink
        _TAG.FillOrder: [1],
        _TAG.SamplesPerPixel: [1],
        _TAG.RowsPerStrip: [ink.height],
        _TAG.XResolution: [X_DPI, 1],
        _TAG.YResolution: [Y_DPI, 1],
        _TAG.T6Options: [0],
        _TAG.ResolutionUnit: [2],  # inch
        _TAG.PageNumber: [place, total],
    }
    for tag, data in values.items():
        directory["tags"][tag.value] = {"datatype": _datatype(tag), "data": data}
    return directory


def _datatype(tag: Any) -> int:
    """How a tag's numbers are stored; where TIFF leaves a choice, the larger type."""
    types = tag.datatype if isinstance(tag.datatype, tuple) else (tag.datatype,)
    return max(int(kind) for kind in types)
