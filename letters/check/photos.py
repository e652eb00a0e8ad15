"""A photo that no page can show, though its name and size are right."""

from __future__ import annotations

from collections.abc import Iterator

from letters.check.version import Version
from letters.errors import Finding


def bad_photo(version: Version) -> Iterator[Finding]:
    """An error for a photo that is no picture, or one with more points than any page needs."""
    photo = version.appeal.facts.photo
    if photo is None or not version.is_original:
        return
    # Only appeals with a photo wait for Pillow.
    from letters.library.picture import problem_of

    if problem := problem_of(version.appeal.folder / photo.file):
        yield version.source.finding(("photo", "file"), "A315", problem)
