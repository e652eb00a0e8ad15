"""A letter's own lines as PDF operators, in the shipped face as one PDF embeds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letters.language import Language
from letters.layout import Paper
from letters.pdf.apart import NEUTRAL, Place
from letters.pdf.imposition import Body
from letters.pdf.lines import PIXELS_PER_POINT, Line, shape

_PIXELS_PER_MM = 96 / 25.4
_NUMBER_SIZE = 7 * PIXELS_PER_POINT
_NUMBER_EDGE = 8.0  # millimetres from the sheet's right and bottom edge: printers reach that far


class Ink:
    """Shows lines in the face and with the advances of a sample page's font."""

    def __init__(self, sample: Body) -> None:
        self._font = sample.places[0].font
        self._widths: Mapping[int, int] = sample.widths(self._font)

    def own(self, lines: Sequence[str], language: Language, shared: Sequence[Body]) -> list[list[str]]:
        """The operators that show a letter's own lines in the places of the pages that it shares."""
        rest = iter(lines)
        return [[self._put(next(rest), place, language) for place in body.places] for body in shared]

    def number(self, number: int, paper: Paper) -> str:
        """The running number in the sheet's lower right corner."""
        line = shape(str(number), _NUMBER_SIZE, "en")
        right, baseline = ((side - _NUMBER_EDGE) * _PIXELS_PER_MM for side in (paper.width, paper.height))
        return self._shown(line, right - line.advance, baseline)

    def _put(self, text: str, place: Place, language: Language) -> str:
        line = shape(text, place.size, language.code)
        left = place.left
        if language.direction == "rtl":
            left += shape(NEUTRAL, place.size, language.code).advance - line.advance
        return self._shown(line, left, place.baseline)

    def _shown(self, line: Line, left: float, baseline: float) -> str:
        """Font, place and text (ISO 32000-1, 9.4), in a space whose y axis points down."""
        at = f"1 0 0 -1 {left:.6f} {baseline:.6f} Tm"
        return f"/{self._font} {line.size:.6f} Tf {at} {line.shown(self._widths)} TJ"
