"""Colours: how they are written, how well two can be told apart, and the nearest tone that can be read.

Contrast is that of WCAG 2.2: from 1 (the same) to 21 (black on white); 7 is what it asks of text for everybody (1.4.6).
"""

from __future__ import annotations

import colorsys
import re
from typing import Annotated

from pydantic import AfterValidator

from letters.errors import Mistake
from letters.fields import shapes

ENOUGH = 7.0
LIGHT, DARK = ("#ffffff", "#f4f2ec"), ("#161615", "#242422")
"""What pages are in the light and in the dark: the paper, and a wash on it. static/site.css has the same."""


def colour(value: str) -> str:
    """The colour in its one form: `#1c3f72`. Raises ValueError where it is none."""
    if not re.fullmatch(shapes.COLOUR_PATTERN, value):
        raise Mistake("A226", f'{value!r} isn\'t a colour; write # and six digits, between quotes: "#1c3f72"')
    digits = value[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


Colour = Annotated[str, AfterValidator(colour), shapes.COLOUR]
"""A colour of sRGB as `#1c3f72`."""


def contrast(one: str, other: str) -> float:
    """How well the two can be told apart, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(one: str, grounds: tuple[str, ...]) -> float:
    """Its contrast with the ground on which it stands out least."""
    return min(contrast(one, ground) for ground in grounds)


def readable(wanted: str, grounds: tuple[str, ...]) -> str:
    """The colour itself where it can be read on all of these grounds, else the nearest tone of its hue that can be."""
    if least_contrast(wanted, grounds) >= ENOUGH:
        return wanted
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(wanted))
    # Black or white, from where every step on makes it worse.
    goal = 0.0 if _luminance(grounds[0]) > _luminance("#777777") else 1.0
    tones = (_tone(hue, lightness + (goal - lightness) * step / _STEPS, saturation) for step in range(1, _STEPS + 1))
    return next(tone for tone in tones if least_contrast(tone, grounds) >= ENOUGH)


_STEPS = 256


def _tone(hue: float, lightness: float, saturation: float) -> str:
    channels = colorsys.hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(value: str) -> float:
    """The relative luminance (WCAG 2.2), from 0 for black to 1 for white."""
    red, green, blue = (_linear(channel) for channel in _channels(value))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def _channels(value: str) -> tuple[float, float, float]:
    red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
