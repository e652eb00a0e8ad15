"""A letter's own lines as PDF operators, in the shipped face as one PDF embeds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letters.language.language import Language
from letters.pdf.imposition import Body
from letters.pdf.lines import PIXELS_PER_POINT, Line, shape
from letters.pdf.variable import MASTER_TEXT, Place

PIXELS_PER_MM = 96 / 25.4
_NUMBER_SIZE = 7 * PIXELS_PER_POINT


class Ink:
    """Shows lines in the face and with the advances of a sample page's font."""

    def __init__(self, sample: Body) -> None:
        self.fonts = sample.resources.Font
        self._font = sample.places[0].font
        self._widths: Mapping[int, int] = sample.widths(self._font)

    def own(
        self, lines: Sequence[str], language: Language, shared: Sequence[Body], *, to_right: bool
    ) -> list[list[str]]:
        """The operators that show a letter's own lines in the places of the pages that it shares.

        With `to_right` the lines end where the places do, else they begin there.
        """
        rest = iter(lines)
        return [[self._put(next(rest), place, language.code, to_right) for place in body.places] for body in shared]

    def number(self, number: int, at: tuple[float, float], *, begins: bool = False) -> str:
        """The running number, small: it ends, or begins, at `at`, its baseline there (millimetres)."""
        line = shape(str(number), _NUMBER_SIZE, "en")
        x, baseline = (side * PIXELS_PER_MM for side in at)
        return self.shown(line, x if begins else x - line.advance, baseline)

    def _put(self, text: str, place: Place, language: str, to_right: bool) -> str:
        line = shape(text, place.size, language)
        left = place.left
        if to_right:
            left += shape(MASTER_TEXT, place.size, language).advance - line.advance
        return self.shown(line, left, place.baseline)

    def shown(self, line: Line, left: float, baseline: float) -> str:
        """The line at its place in pixels, the y axis down: font, place and text (ISO 32000-1, 9.4)."""
        at = f"1 0 0 -1 {left:.6f} {baseline:.6f} Tm"
        return f"/{self._font} {line.size:.6f} Tf {at} {line.shown(self._widths)} TJ"
