"""A QR code as a drawing, sharp at every size (ISO/IEC 18004)."""

from __future__ import annotations

from itertools import groupby

import segno
from markupsafe import Markup

QUIET = 4  # modules that stay white around it
WIDTH = 26.0  # millimetres, without the quiet zone


def drawing(text: str, title: str) -> Markup:
    """The text as a QR code with error correction M, in an <svg> with its quiet zone; `title` is read out."""
    rows = [list(row) for row in segno.make(text, error="m", boost_error=False, micro=False).matrix]
    whole = len(rows) + 2 * QUIET
    size = WIDTH * whole / len(rows)
    # A run of dark modules in a row is one rectangle.
    path = "".join(
        f"M{QUIET + start} {QUIET + y}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _dark(row)
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="code" width="{0:.3f}mm" height="{0:.3f}mm" '
        'viewBox="0 0 {1} {1}"><title>{2}</title><path d="{3}" fill="#000"/></svg>'
    ).format(size, whole, title, path)


def _dark(row: list[int]) -> list[tuple[int, int]]:
    """Where the dark runs of a row begin, and how long they are."""
    runs, at = [], 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            runs.append((at, length))
        at += length
    return runs
