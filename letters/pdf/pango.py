"""Lines in any script, set by Pango as WeasyPrint would set them, without a document around them.

A name costs a tenth of a millisecond so, and no memory once its page is written. Pango chooses the faces, turns what
runs from right to left, and breaks lines; only the operators are written here, as WeasyPrint's `draw_text` does it.
Units are CSS pixels.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from letters.language.bidi import is_mixed
from letters.pdf.engine import font_configuration

_UNITS = 1024  # Pango's in a pixel
_GLYPH = struct.Struct("IiiiI")  # PangoGlyphInfo: number, advance, two offsets, marks
_ISOLATES = "\u2066\u2067\u2068"
_MARKS = dict.fromkeys(map(ord, f"\u200e\u200f{_ISOLATES}\u2069"))
"""Invisible marks, which only order a line."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line: its operators (ISO 32000-1, 9.4.3) but for its place, how far it runs, and its text."""

    shown: str
    advance: float
    text: str


class Faces:
    """The faces that lines have been set in, and what of them goes into the PDF. Several pens share them."""

    def __init__(self) -> None:
        self._fonts: dict[Any, Any] = {}
        self._known: dict[int, tuple[Any, float]] = {}
        self._kept: list[Any] = []

    def font(self, pango_font: Any, layout: Any) -> tuple[Any, float, bool]:
        """WeasyPrint's record of the face, its size, and whether it is new: then `layout` must set no other text."""
        from weasyprint.pdf.fonts import Font
        from weasyprint.text.ffi import ffi
        from weasyprint.text.fonts import get_pango_font_key

        address = int(ffi.cast("uintptr_t", pango_font))
        if address in self._known:
            return *self._known[address], False
        key, description, size = get_pango_font_key(pango_font)
        if key not in self._fonts:
            self._fonts[key] = Font(pango_font, description, size)
        # Only a layout that is kept keeps the font, and with it the address, from going to another one.
        self._kept.append(layout)
        self._known[address] = self._fonts[key], size
        return self._fonts[key], size, True

    def file(self) -> bytes:
        """A PDF without pages whose catalog has the faces under /Fonts: only the glyphs that were used."""
        import pydyf
        from weasyprint.pdf.fonts import build_fonts_dictionary

        pdf = pydyf.PDF()
        options = {"hinting": False, "pdf_version": "1.7"}
        found = build_fonts_dictionary(pdf, self._fonts, compress=True, subset=True, options=options)
        pdf.add_object(found)
        pdf.catalog["Fonts"] = found.reference
        buffer = io.BytesIO()
        pdf.write(buffer)
        return buffer.getvalue()


@dataclass(frozen=True)
class Pen:
    """Sets lines in one size and weight. `families` in their order, `language` BCP 47, `direction` ltr or rtl.

    Only under the engine's lock: Pango's font map belongs to the process.
    """

    faces: Faces
    families: tuple[str, ...]
    language: str
    direction: str
    size: float
    leading: float
    bold: bool = False
    apostrophe: Pen | None = None
    """sets apostrophes, where this one's would stand in a square of their own"""

    @cached_property
    def baseline(self) -> float:
        """From the top of a line to its baseline."""
        from weasyprint.text.ffi import ffi, pango

        (layout, _), extents = self._written("x", -1), ffi.new("PangoRectangle *")
        pango.pango_layout_line_get_extents(_line_of(layout, 0), ffi.NULL, extents)
        height, ascent = extents.height / _UNITS, pango.pango_layout_get_baseline(layout) / _UNITS
        return float((self.leading - height) / 2 + ascent)

    def lines(self, text: str, width: float, hang: float = 0) -> list[SetLine]:
        """The text broken into lines of that width; all but the first are `hang` narrower. What is too long for a
        line is broken anywhere."""
        found, rest = list[SetLine](), text
        while rest:
            room = width - (hang if found else 0)
            whole = self.line(rest)  # as most of them stay
            first, rest = (rest, "") if whole.advance <= room else self._broken(rest, room)
            found.append(self.line(first) if rest else whole)
        return found

    def line(self, text: str) -> SetLine:
        """The text on one line."""
        if self.apostrophe is None or "\u2019" not in text or is_mixed(text):
            return self._line(text)
        pieces = [
            (self.apostrophe if piece == "\u2019" else self)._line(piece)
            for piece in re.split("(\u2019)", text)
            if piece
        ]
        return SetLine(" ".join(piece.shown for piece in pieces), sum(piece.advance for piece in pieces), text)

    def _line(self, text: str) -> SetLine:
        layout, data = self._written(text, -1)
        shown, said, advance = [], [], 0
        for item in _runs(_line_of(layout, 0)):
            font, size, new = self.faces.font(item.item.analysis.font, layout)
            if new:
                self.__dict__.pop("_layout", None)
            pieces, run, glyphs = _operators(item, font, size, data)
            shown.append(f"/{font.hash} {size:g} Tf {pieces}")
            said.append("" if item.item.analysis.level % 2 else glyphs)
            advance += run
        return SetLine(_spoken(" ".join(shown), said, text), advance / _UNITS, text)

    def _broken(self, text: str, width: float) -> tuple[str, str]:
        """What stands on the first line, and the rest; what was isolated goes on being so (UAX 9, 5.2)."""
        from weasyprint.text.ffi import ffi

        layout, data = self._written(text, width)
        second = _line_of(layout, 1)
        if second == ffi.NULL:
            return text, ""
        end = second.start_index
        first, rest = data[:end].decode().rstrip(), data[end:].decode().lstrip()
        still = _open_isolates(first)
        return first + "\u2069" * len(still), still + rest

    def _written(self, text: str, width: float) -> tuple[Any, bytes]:
        """A layout with the text, -1 for any width, and the bytes that its indices count."""
        from weasyprint.text.ffi import pango

        layout, data = self._layout, text.encode()
        pango.pango_layout_set_width(layout, int(width * _UNITS) if width >= 0 else -1)
        pango.pango_layout_set_text(layout, data, len(data))
        return layout, data

    @cached_property
    def _layout(self) -> Any:
        from weasyprint.text.constants import PANGO_DIRECTION, PANGO_WRAP_MODE
        from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p

        context = ffi.gc(pango.pango_font_map_create_context(font_configuration().font_map), gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[self.direction])
        name, _kept = unicode_to_char_p(self.language)
        pango.pango_context_set_language(context, pango.pango_language_from_string(name))
        layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout, False)
        pango.pango_layout_set_wrap(layout, PANGO_WRAP_MODE["WRAP_WORD_CHAR"])
        pango.pango_layout_set_font_description(layout, self._description())
        pango.pango_layout_set_single_paragraph_mode(layout, True)
        _break_without_hyphens(layout)
        return layout

    def _description(self) -> Any:
        from weasyprint.text.ffi import ffi, pango, unicode_to_char_p

        found = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
        names, _kept = unicode_to_char_p(",".join(self.families))
        pango.pango_font_description_set_family(found, names)
        pango.pango_font_description_set_weight(found, 700 if self.bold else 400)
        pango.pango_font_description_set_absolute_size(found, int(self.size * _UNITS))
        return found


def _break_without_hyphens(layout: Any) -> None:
    from weasyprint.text.ffi import ffi, pango

    attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    attribute = pango.pango_attr_insert_hyphens_new(False)
    attribute.start_index, attribute.end_index = 0, 2**31
    pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout, attributes)


def _runs(line: Any) -> Iterator[Any]:
    from weasyprint.text.ffi import ffi

    run = line.runs
    while run != ffi.NULL:
        yield run.data
        run = run.next


def _line_of(layout: Any, number: int) -> Any:
    from weasyprint.text.ffi import pango

    return pango.pango_layout_get_line_readonly(layout, number)


def _operators(item: Any, font: Any, size: float, data: bytes) -> tuple[str, int, str]:
    """The operators of a run, how far it runs in Pango's units, and what its glyphs say one after the other."""
    from weasyprint.text.ffi import ffi, pango

    string, said, advance = item.glyphs, [], 0
    parts, em = ["<"], 1000 / _UNITS / size
    # A structure at a time, and not a field: this takes half of the time.
    glyphs = _GLYPH.iter_unpack(ffi.buffer(string.glyphs, string.num_glyphs * _GLYPH.size))
    for index, (number, width, right, up, _) in enumerate(glyphs):
        advance += width
        if number == pango.PANGO_GLYPH_EMPTY:
            parts += [f">{-width * em:.0f}<"] if width else []
            continue
        if number & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            raise RuntimeError("no font has a character of a name")
        if number not in font.to_unicode:
            font.to_unicode[number] = _meant(item, index, data)
        if number not in font.widths:
            font.widths[number] = _width(item.item.analysis.font, number, size)
        said.append(font.to_unicode[number])
        parts += [f">{-right * em:.1f}<"] if right else []
        parts.append(f">] TJ {-up / _UNITS:.3f} Ts [<{number:04x}>] TJ 0 Ts [<" if up else f"{number:04x}")
        # Cut off, not rounded, as WeasyPrint does it.
        if kerning := int(font.widths[number] + right * em - width * em):
            parts.append(f">{kerning}<")
    shown = "".join(parts).replace("<>", "")
    return f"[{shown}>] TJ", advance, "".join(said)


def _meant(item: Any, index: int, data: bytes) -> str:
    """The characters that the glyph stands for."""
    glyphs, length = item.glyphs, item.item.length
    begin = glyphs.log_clusters[index]
    if item.item.analysis.level % 2:
        end = length if index == 0 else glyphs.log_clusters[index - 1]
    else:
        end = length if index == glyphs.num_glyphs - 1 else glyphs.log_clusters[index + 1]
    return data[item.item.offset + begin : item.item.offset + end].decode()


def _width(pango_font: Any, number: int, size: float) -> int:
    from weasyprint.text.ffi import ffi, pango

    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(pango_font, number, ink, logical)
    return round(float(logical.width) * 1000 / _UNITS / size)


def _spoken(shown: str, said: list[str], text: str) -> str:
    """The operators; with the text beside them where glyphs alone would say another one (14.9.4).

    What runs from right to left stays without: every reader turns it by itself.
    """
    plain = text.translate(_MARKS)
    if "" in said or "".join(said) == plain:
        return shown
    return f"/Span << /ActualText <feff{plain.encode('utf-16-be').hex()}> >> BDC {shown} EMC"


def _open_isolates(text: str) -> str:
    """The isolates that begin in the text and don't end in it."""
    found = list[str]()
    for sign in text:
        if sign in _ISOLATES:
            found.append(sign)
        elif sign == "\u2069" and found:
            found.pop()
    return "".join(found)
