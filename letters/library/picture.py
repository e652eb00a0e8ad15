"""A picture of an appeal's folder, fit to be shown: bounded before it is decoded, small, without its metadata."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageFile, ImageOps

from letters.errors import Refused

MAX_PIXELS = 40_000_000
WIDEST = 1200
PRINTED = 800
"""Pixels that a sheet needs: its photo is about 45 mm wide."""

_LOADING = threading.Lock()
_FORMATS = ("JPEG", "PNG", "WEBP")

# Far above it Pillow refuses by itself; a little above it only warns.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def jpeg(folder: Path, name: str, widest: int = WIDEST) -> bytes:
    """The picture in this folder as a JPEG. Raises Refused for what is no picture, or is too large to open.

    `widest` is the longer side at most, in pixels.
    """
    try:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return _jpeg(path, path.stat().st_mtime_ns, widest)
    except (OSError, ValueError, RuntimeError):
        pass  # also one that was there a moment ago, and a link that leads to itself
    raise Refused("This picture can't be shown.")


def problem_of(path: Path) -> str:
    """Why this file is no picture that can be shown, for the one who has put it there; nothing if it can."""
    try:
        _decoded(path, WIDEST)
        return ""
    except _TooLarge:
        return "has more pixels than any page needs: make it about 1200 pixels wide"
    except _Damaged:
        return "is damaged and can't be shown: save it once more from the original"
    except (OSError, ValueError):
        return "isn't a JPEG, PNG or WebP picture, whatever its name"


class _TooLarge(ValueError):
    pass


class _Damaged(ValueError):
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


def _decoded(path: Path, widest: int) -> Image.Image:
    """The picture's pixels, upright, as few as serve. Raises OSError or ValueError for what can't be shown."""
    with _opened(path) as picture:
        try:
            picture.draft("RGB", (widest, widest))
            with _whole_only():
                picture.load()
            return _upright(picture).convert("RGB")
        # Of a broken file Pillow raises whatever its readers stumble over: SyntaxError, struct.error, KeyError.
        except Exception:
            raise _Damaged from None


@contextmanager
def _whole_only() -> Iterator[None]:
    """Let no picture pass that is cut off: WeasyPrint allows them for the whole process as soon as it is imported."""
    with _LOADING:
        allowed, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = allowed


def _upright(picture: Image.Image) -> Image.Image:
    """The picture as the camera was held; as it is where what the camera noted can't be read."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # see above
        return picture


@lru_cache(maxsize=64)
def _jpeg(path: Path, changed: int, widest: int) -> bytes:
    upright = _decoded(path, widest)
    upright.thumbnail((widest, widest))
    # A new picture from the pixels alone: nothing else of the file can come along.
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
