"""A photo that no page can show, though its name and size are right."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from letters.check.version import Version
from letters.errors import Finding

MAX_PIXELS = 40_000_000
"""As many as the site opens."""


def bad_photo(version: Version) -> Iterator[Finding]:
    """An error for a photo that is no picture, or one with more points than any page needs."""
    photo = version.appeal.facts.photo
    if photo is None or not version.is_original:
        return
    # Only appeals with a photo wait for Pillow.
    from PIL import Image

    problem = ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(version.appeal.folder / photo.file, formats=("JPEG", "PNG", "WEBP"))
        with picture:
            if picture.width * picture.height > MAX_PIXELS:
                problem = f"is {picture.width} x {picture.height} points; no page needs that: make it 1200 wide"
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        problem = "has more points than any page needs: make it about 1200 wide"
    except (OSError, ValueError):
        problem = "is no JPEG, PNG or WebP picture, whatever its name"
    if problem:
        yield version.source.finding(("photo", "file"), "A315", problem)
