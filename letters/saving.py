"""A file written whole or not at all, and never through a link that leads out of its folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from letters.errors import LettersError, Refused
from letters.loader import is_inside


def refuse_outside(path: Path) -> None:
    """Raises Refused for a link that leads out of the folder in which it stands."""
    if not is_inside(path, path.parent):
        raise Refused(
            f"{path} is a link to a file outside of its folder, so nothing is written there;"
            " remove the link, or put the file itself in its place"
        )


def put(path: Path, text: str) -> None:
    """Put the text in the place of the file, or of the link, that stands there. Raises LettersError."""
    refuse_outside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".letters-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
            os.chmod(name, path.stat().st_mode & 0o777 if path.is_file() else 0o644)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise LettersError(f"can't write {path}: {error.strerror}") from None
