"""Files: where links lead, and files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from letters.errors import LettersError, Refused

PRIVATE, PRIVATE_FOLDER = 0o600, 0o700
"""The permissions of what shows who writes: for its owner alone."""


def is_inside(path: Path, folder: Path) -> bool:
    """Whether the path is in the folder, wherever links lead; one that leads in a circle stays where it is."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def refuse_outside(path: Path) -> None:
    """Raises Refused for a link that leads out of the folder in which it stands."""
    if not is_inside(path, path.parent):
        raise Refused(
            f"{path} is a link to a file outside its folder, so nothing was written there;"
            " remove the link, or put the file itself in its place"
        )


@contextmanager
def opened_whole(path: Path, *, lasting: bool = False, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, which takes its name at the end of the block (POSIX: atomic in one folder), or never.

    Until then it stands beside that name, behind a dot. `lasting` waits for the disk, so that not even a power cut
    leaves an empty file under the name. A file that was there keeps its permissions; a `private` one can be read and
    written by its owner alone. Raises OSError.
    """
    half = _half(path)
    try:
        with open(half, "xb", opener=_for_owner if private else None) as file:
            yield file
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        if private:
            os.replace(half, path)
        else:
            _put_in_place(half, path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, PRIVATE)


def write_whole(path: Path, content: bytes, *, lasting: bool = False, private: bool = False) -> None:
    """Write the file as `opened_whole` does. Raises OSError."""
    with opened_whole(path, lasting=lasting, private=private) as file:
        file.write(content)


def write_together(contents: Mapping[Path, bytes], *, private: bool = False) -> None:
    """Write several files: none takes its name before the content of all is on the disk. Raises OSError.

    `private` ones can be read and written by their owner alone.
    """
    halves = {path: _half(path) for path in contents}
    try:
        for path, content in contents.items():
            with open(halves[path], "xb", opener=_for_owner if private else None) as file:
                file.write(content)
        for path, half in halves.items():
            if private:
                os.replace(half, path)
            else:
                _put_in_place(half, path)
    except BaseException:
        for half in halves.values():
            half.unlink(missing_ok=True)
        raise


def put(path: Path, text: str) -> None:
    """Put the text in the place of the file, or of the link, that stands there. Raises LettersError."""
    refuse_outside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode())
    except OSError as error:
        raise LettersError(f"can't write {path}: {error.strerror}") from None


def _half(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}")


def _put_in_place(half: Path, path: Path) -> None:
    if path.is_file():
        half.chmod(path.stat().st_mode & 0o777)
    os.replace(half, path)
