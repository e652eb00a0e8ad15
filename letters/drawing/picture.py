"""A motif as a picture in SVG, in the colours of a site."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from letters.drawing.motifs import BY_KIND, BY_TOPIC, HEIGHT, WIDTH, Plane

TYPE = "image/svg+xml"
COLOUR = "#1c3f72"
"""The site's own, where an organisation gives none."""
_BLACK, _WHITE, _PAPER, _LAMP = "#0a0d14", "#ffffff", "#fbf7ec", "#e3a93c"
# How far each role goes from the colour to black (below 0) or to white, at night, at dusk and by day.
_HOURS = (
    {"ground": -0.3, "far": -0.5, "near": 0.16, "deep": -0.62, "glow": 0.1, "shade": 0.76, "ink": -0.45},
    {"ground": 0.1, "far": -0.22, "near": 0.34, "deep": -0.5, "glow": 0.3, "shade": 0.78, "ink": -0.45},
    {"ground": 0.66, "far": 0.46, "near": 0.28, "deep": -0.2, "glow": 0.86, "shade": 0.84, "ink": -0.2},
)


@lru_cache(maxsize=512)
def picture(kind: str, topics: Sequence[str], slug: str, colour: str = COLOUR) -> bytes:
    """The picture of a case: by its first topic what it shows, by its slug the hour and whence the light comes.

    It tells nothing that isn't said beside it, so it needs no description. `colour` is six digits behind a #.
    """
    motif = next((BY_TOPIC[topic] for topic in topics if topic in BY_TOPIC), BY_KIND[kind])
    chance = hashlib.sha256(slug.encode()).digest()
    hour, turned = _HOURS[chance[0] % len(_HOURS)], chance[1] % 2
    colours = {role: _mixed(colour, step) for role, step in hour.items()} | {"paper": _PAPER, "light": _LAMP}
    shapes = "".join(_shape(plane, colours) for plane in motif)
    mirrored = f' transform="matrix(-1 0 0 1 {WIDTH} 0)"' if turned else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours["ground"]}"/><g{mirrored}>{shapes}</g></svg>'
    ).encode()


def _shape(plane: Plane, colours: dict[str, str]) -> str:
    colour = colours[plane.role]
    if plane.line:
        return f'<path d="{plane.outline}" fill="none" stroke="{colour}" stroke-width="{plane.line:g}"/>'
    return f'<path d="{plane.outline}" fill="{colour}"/>'


def _mixed(colour: str, step: float) -> str:
    """The colour, so far on its way to black or white."""
    other = _WHITE if step > 0 else _BLACK
    pairs = zip(_numbers(colour), _numbers(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * abs(step)):02x}" for one, two in pairs)


def _numbers(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
