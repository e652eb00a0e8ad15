"""A picture of an appeal's folder, fit to be shown: bounded before it is decoded, small, without its metadata."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps

from letters.errors import Refused

MAX_PIXELS = 40_000_000
WIDEST = 1200
PRINTED = 800
"""Pixels that a sheet needs: its photo is about 45 mm wide."""

_FORMATS = ("JPEG", "PNG", "WEBP")

# Far above it Pillow refuses by itself; a little above it only warns.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def jpeg(folder: Path, name: str, widest: int = WIDEST) -> bytes:
    """The picture in this folder as a JPEG. Raises Refused for what is no picture, or is too large to open.

    `widest` is the longer side at most, in pixels.
    """
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise Refused("This picture can't be shown.")
    return _jpeg(path, path.stat().st_mtime_ns, widest)


def problem_of(path: Path) -> str:
    """Why this file is no picture that can be shown, for the one who has put it there; nothing if it can."""
    try:
        with _opened(path):
            return ""
    except _TooLarge:
        return "has more points than any page needs: make it about 1200 wide"
    except (OSError, ValueError):
        return "is no JPEG, PNG or WebP picture, whatever its name"


class _TooLarge(ValueError):
    pass


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """The picture, which is not decoded yet. Raises OSError or ValueError for what is none or has too many pixels."""
    try:
        with path.open("rb") as file, Image.open(file, formats=_FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise _TooLarge
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _TooLarge from None


@lru_cache(maxsize=64)
def _jpeg(path: Path, changed: int, widest: int) -> bytes:
    try:
        with _opened(path) as picture:
            picture.draft("RGB", (widest, widest))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError):
        raise Refused("This picture can't be shown.") from None
    upright.thumbnail((widest, widest))
    # A new picture from the pixels alone: nothing else of the file can come along.
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
