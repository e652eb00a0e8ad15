"""A picture's pixels, upright, on white and as few as serve. Runs bounded, for `picture`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageFile, ImageOps

from letters.errors import Refused
from letters.library.svg import MAX_BYTES as MAX_DRAWING_BYTES
from letters.library.svg import Drawing, cleaned

MAX_BYTES = 32 << 20
MAX_PIXELS = 40_000_000
# Its library holds several pictures of the whole size at once.
_MOST = {"WEBP": 16_000_000}
_FORMATS = ("JPEG", "PNG", "WEBP")
TOO_LARGE = "has more pixels than any page needs: make it about 1200 pixels wide"
DAMAGED = "is damaged and can't be shown: save it once more from the original"
SIZE = "SIZE"
NO_PICTURE = "isn't a JPEG, PNG or WebP picture, whatever its name"

# Far above it Pillow refuses by itself; a little above it only warns.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def jpeg_of(name: str, widest: int) -> bytes:
    """The picture in the file of this path as a JPEG, its longer side `widest` pixels at most. Raises Refused."""
    return made_of(name, widest, "JPEG")


def made_of(name: str, widest: int, form: str) -> bytes:
    """The picture in the file of this path in another form. Raises Refused.

    As JPEG, WEBP or PNG its longer side is `widest` pixels at most; a PNG keeps what is clear, and a drawing stays one.
    As SIZE: its width and height, as it will be shown.
    """
    path = Path(name)
    try:
        if path.suffix.lower() == ".svg":
            return _drawn(_drawing(path), form)
        if path.stat().st_size > MAX_BYTES:
            raise Refused(TOO_LARGE)
        with _opened(path) as picture:
            return _size(picture) if form == SIZE else _written(_decoded(picture, widest, form), form)
    except (OSError, ValueError):
        raise Refused(NO_PICTURE) from None


def _drawing(path: Path) -> Drawing:
    with path.open("rb") as file:
        return cleaned(file.read(MAX_DRAWING_BYTES + 1))


def _drawn(drawing: Drawing, form: str) -> bytes:
    return f"{drawing.width:g} {drawing.height:g}".encode() if form == SIZE else drawing.svg


def _size(picture: Image.Image) -> bytes:
    """Of the picture as the camera was held; a quarter turn changes the two. Source: Exif 2.3, tag 274."""
    try:
        turned = picture.getexif().get(0x0112) in (5, 6, 7, 8)
    except Exception:  # as below
        turned = False
    width, height = reversed(picture.size) if turned else picture.size
    return f"{width} {height}".encode()


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """The picture, not decoded yet. Raises Refused for too many pixels, OSError or ValueError for no picture."""
    try:
        with path.open("rb") as file, Image.open(file, formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST.get(picture.format or "", MAX_PIXELS):
                raise Refused(TOO_LARGE)
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(TOO_LARGE) from None


def _decoded(picture: Image.Image, widest: int, form: str) -> Image.Image:
    try:
        picture.draft("RGB", (widest, widest))
        # WeasyPrint allows pictures that are cut off for a whole process, as soon as it is imported.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        picture.load()
        reduced = _reduced(picture, widest)
        return _upright(reduced.convert("RGBA") if form == "PNG" else _on_white(reduced))
    except MemoryError:
        raise
    # Of a broken file Pillow raises whatever its readers stumble over: SyntaxError, struct.error, KeyError.
    except Exception:
        raise Refused(DAMAGED) from None


def _reduced(picture: Image.Image, widest: int) -> Image.Image:
    """The picture made small in its own mode where that can be, as each other one takes room for all its pixels."""
    plain = _with_shades(picture)
    plain.thumbnail((widest, widest), reducing_gap=2.0)
    return plain


def _with_shades(picture: Image.Image) -> Image.Image:
    """The picture in a mode that has shades between two pixels."""
    match picture.mode:
        case "1":
            return picture.convert("L")
        case "P" | "PA":
            return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        case mode if mode.startswith("I"):
            # 16 bits for each pixel: converting it would cut off what is brighter than 255.
            return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        case _:
            return picture


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    white.alpha_composite(clear)
    made = white.convert("RGB")
    made.info = picture.info
    return made


def _upright(picture: Image.Image) -> Image.Image:
    """The picture as the camera was held; as it is where what the camera noted can't be read."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # see above
        return picture


def _written(picture: Image.Image, form: str) -> bytes:
    # A new picture from the pixels alone: nothing else of the file can come along.
    plain = Image.new(picture.mode, picture.size)
    plain.paste(picture)
    out = io.BytesIO()
    if form == "PNG":
        plain.save(out, "PNG", optimize=True)
    elif form == "WEBP":
        plain.save(out, "WEBP", quality=72, method=4)
    else:
        plain.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
