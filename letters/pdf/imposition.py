"""Pages put together from finished ones: what letters share as a form XObject, their own lines laid over it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from letters.layout import Paper
from letters.pdf.variable import Place, place_of

_POINTS_PER_MM = 72 / 25.4
_SET_APART = re.compile(rb"/(x\d+) Do")


@dataclass(frozen=True, kw_only=True)
class Body:
    """A page that letters share, in the PDF that is being made, and the places that are kept for their own lines."""

    resources: Any
    box: Any
    places: tuple[Place, ...]

    @cached_property
    def height(self) -> float:
        """The page's height in points."""
        return float(self.box[3])

    @property
    def form(self) -> Any:
        """The page's content as a form XObject."""
        return self.resources.XObject.b

    def widths(self, font: str) -> Mapping[int, int]:
        """The advances of the embedded font's glyphs in 1/1000 em."""
        return widths_of(self.resources.Font[f"/{font}"].DescendantFonts[0].W)


def bodies(target: Pdf, data: bytes) -> list[Body]:
    """The pages of a PDF that WeasyPrint has written, taken over into `target`, without the blocks set apart."""
    with Pdf.open(io.BytesIO(data)) as source:
        places = [_take_out_places(page) for page in source.pages]
        return [_body(target, page, found) for page, found in zip(source.pages, places, strict=True)]


def _take_out_places(page: pikepdf.Page) -> tuple[Place, ...]:
    content, blocks = page.obj.Contents.read_bytes(), page.obj.Resources.XObject
    places = tuple(place_of(blocks[f"/{name.decode()}"].read_bytes()) for name in _SET_APART.findall(content))
    page.obj.Contents.write(_SET_APART.sub(b"", content))
    return places


def _body(target: Pdf, page: pikepdf.Page, places: tuple[Place, ...]) -> Body:
    page.obj.Resources.XObject = Dictionary()  # the blocks hold the master's lines
    form = target.copy_foreign(page.as_form_xobject())
    resources = Dictionary(XObject=Dictionary(b=form), Font=form.Resources.Font)
    return Body(resources=target.make_indirect(resources), box=form.BBox, places=places)


def page(target: Pdf, body: Body, lines: Iterable[str] = ()) -> Any:
    """A page that shows the body and, over it, lines as `Place.shows` gives them."""
    shown = " ".join(lines)
    content = "/b Do"
    if shown:
        content += f" q 0.75 0 0 -0.75 0 {body.height:.6f} cm BT {shown} ET Q"
    return _page(target, content, body.box, body.resources)


def mosaic(
    target: Pdf,
    paper: Paper,
    placed: Sequence[tuple[Body, float, float]],
    fonts: Any,
    lines: Iterable[str] = (),
    drawn: str = "",
) -> Any:
    """A page with bodies at their places (millimetres from the top left), and lines in the faces of `fonts` over them.

    `drawn` are operators for strokes, in the space of the lines: pixels, the y axis down.
    """
    width, height = (side * _POINTS_PER_MM for side in (paper.width, paper.height))
    forms = {body.form.objgen: (f"/f{index}", body.form) for index, (body, _, _) in enumerate(placed)}
    content = [
        f"q 1 0 0 1 {x * _POINTS_PER_MM:.4f} {height - y * _POINTS_PER_MM - body.height:.4f} cm "
        f"{forms[body.form.objgen][0]} Do Q"
        for body, x, y in placed
    ]
    content.append(f"q 0.75 0 0 -0.75 0 {height:.6f} cm {drawn} BT {' '.join(lines)} ET Q")
    resources = Dictionary(XObject=Dictionary({name: form for name, form in forms.values()}), Font=fonts)
    return _page(target, "\n".join(content), Array([0, 0, *map(_exactly, (width, height))]), resources)


def _exactly(length: float) -> Decimal:
    return Decimal(f"{length:.6f}")


def blank(target: Pdf, box: Any) -> Any:
    """An empty page of that size."""
    return _page(target, "", box, Dictionary())


def _page(target: Pdf, content: str, box: Any, resources: Any) -> Any:
    stream = target.make_stream(content.encode("ascii"))
    return target.make_indirect(Dictionary(Type=Name.Page, MediaBox=box, Resources=resources, Contents=stream))


def bind(target: Pdf, pages: Sequence[Any], parent: Any = None) -> Any:
    """The pages in order as a node of the page tree (ISO 32000-1, 7.7.3.2), which takes no time for each page.

    Without a parent they are all the pages of `target`.
    """
    node = target.Root.Pages if parent is None else target.make_indirect(Dictionary(Type=Name.Pages, Parent=parent))
    for page in pages:
        page.Parent = node
    node.Kids, node.Count = Array(pages), len(pages)
    return node


def shifted(data: bytes, right: float, down: float) -> bytes:
    """The PDF with all that is on its pages moved by millimetres to the right and down."""
    if not right and not down:
        return data
    move = f"1 0 0 1 {right * _POINTS_PER_MM:.3f} {-down * _POINTS_PER_MM:.3f} cm".encode()
    with Pdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.contents_add(pikepdf.Stream(document, move), prepend=True)
        return save(document)


def save(target: Pdf) -> bytes:
    """The PDF's bytes, the same for the same pages."""
    buffer = io.BytesIO()
    target.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return buffer.getvalue()


def widths_of(array: Any) -> dict[int, int]:
    """The advances in a font's W array: `3 [500 600] 7 9 400` as a width for each glyph (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, int] = {}
    items = list(array)
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, Array):
            found |= {first + index: int(value) for index, value in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), int(items.pop(0)))
    return found
