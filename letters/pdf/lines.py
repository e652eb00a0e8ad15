"""Lines in the shipped face, set without WeasyPrint: glyph for glyph what it would set, in a thousandth of the time.

Only lines that are wholly in Latin script and stand on one line are set here; for these HarfBuzz, which WeasyPrint's
Pango asks too, gives everything. Units are CSS pixels (1/96 inch), as in WeasyPrint's pages.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import uharfbuzz

from letters.pdf.fonts import in_own_face, path

PIXELS_PER_POINT = 96 / 72
# Pango counts in 1/1024 pixel, and so rounds every advance.
_UNITS = 1024
_PLAIN_MARKS = frozenset("‘’“”–—")


@dataclass(frozen=True, slots=True)
class Line:
    """A shaped line: for each glyph its number, its offset and its advance, in 1/1024 pixel; the size in pixels."""

    glyphs: tuple[tuple[int, int, int], ...]
    size: float

    @property
    def numbers(self) -> set[int]:
        """The glyphs that the line takes."""
        return {number for number, _, _ in self.glyphs}

    @property
    def advance(self) -> float:
        """How far the line runs, in pixels."""
        return sum(advance for _, _, advance in self.glyphs) / _UNITS

    def shown(self, widths: Mapping[int, int]) -> str:
        """The operand of PDF's TJ (ISO 32000-1, 9.4.3). `widths`: those of the embedded font, in 1/1000 em."""
        parts = ["<"]
        for number, offset, advance in self.glyphs:
            shift = offset / self.size
            if shift:
                parts.append(f">{-shift:.6f}<")
            parts.append(f"{number:04x}")
            # Cut off, not rounded, as WeasyPrint does it.
            if kerning := int(widths[number] + shift - advance * 1000 / _UNITS / self.size):
                parts.append(f">{kerning}<")
        return f"[{''.join(parts)}>]"


def plain(text: str) -> bool:
    """Whether the text can be set here: Latin letters, digits and common marks of the shipped face."""
    return (
        bool(text.strip())
        and "  " not in text
        and text == unicodedata.normalize("NFC", text).strip()
        and in_own_face(text)
        and all(sign.isascii() or sign in _PLAIN_MARKS or _is_latin(sign) for sign in text)
    )


def shape(text: str, size: float, language: str) -> Line:
    """The plain text shaped in the regular face. `size`: that of the type, in pixels; `language`: BCP 47."""
    # WeasyPrint cuts the rest off; the little more is for sizes read from a PDF, which has six digits of them.
    scale = int(size * _UNITS + 0.01)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = language
    uharfbuzz.shape(_font(scale), buffer)
    placed = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return Line(tuple((info.codepoint, at.x_offset, at.x_advance) for info, at in placed), scale / _UNITS)


@cache
def _is_latin(sign: str) -> bool:
    return sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN ")


@cache
def _font(scale: int) -> uharfbuzz.Font:
    font = uharfbuzz.Font(_face())
    font.scale = (scale, scale)
    return font


@cache
def _face() -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path("GentiumBookPlus-Regular.ttf"))))
