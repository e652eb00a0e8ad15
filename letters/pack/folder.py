"""A pack's own folder: what stands in it, and room for a new pack that leaves nothing of the old one beside it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from letters.channel import Channel
from letters.errors import Refused
from letters.files import PRIVATE_FOLDER

RECORD, REFUSED, REFUSED_WORKBOOK = "pack.json", "refused.csv", "refused.xlsx"
WHOSE = "list.xlsx"
"""The list of whose is whose, beside the members' folders."""
PARTS = "parts"
"""The folder of shards in a pack's own folder, while it is made."""

_RESULTS = ("letters.pdf", "envelopes.pdf", "labels.pdf", "tally.pdf", "sign.pdf", RECORD, REFUSED, REFUSED_WORKBOOK)
_NUMBERED = "[0-9][0-9][0-9][0-9][0-9]*-*"
_OWN = "row-[0-9][0-9][0-9][0-9]*"
_SHARDS = ("[0-9a-f]" * 32 + ".pdf", "labels-*.pdf", ".*.pdf.*")


def folder_of(row: int) -> str:
    """What the folder of the member in this row is called."""
    return f"row-{row:04d}"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """The folder, made where it isn't there, and held against other runs until the block or the process ends.

    Raises Refused where another run holds it, OSError where it can't be made.
    """
    folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        raise Refused(f"another run is using {folder}: wait until it has ended, or choose another --out") from None
    except OSError:
        pass  # Some network's file systems can't hold a folder.
    try:
        yield
    finally:
        os.close(held)


def make_room(folder: Path, *, force: bool) -> None:
    """The folder, without what a former run has left, but for its shards. Raises Refused unless that may go."""
    interrupted = (folder / PARTS).is_dir() and not (folder / RECORD).exists()
    there = [path.name for path in _results(folder) if not path.name.startswith(".")]
    if (folder / RECORD).exists() and not force:
        tidy(folder)
        raise Refused(f"{folder} already holds a pack; add --force to replace it, or choose another --out")
    if there and not (interrupted or force):
        raise Refused(f"{folder / there[0]} already exists; add --force to replace it, or choose another --out")
    for path in [*_results(folder), *_files(folder)]:
        path.unlink(missing_ok=True)
    for channel in Channel:
        for own in (folder / channel.value).glob(_OWN):
            _remove_empty(own)
        _remove_empty(folder / channel.value)


def refuse_inside(members: Path, folder: Path) -> None:
    """Raises Refused for a list of members that would be taken away when there is room for the pack."""
    if members.resolve().parent == folder.resolve() and members.name in _RESULTS:
        raise Refused(f"{members} would be overwritten by the pack: choose another --out, or save it elsewhere")


def tidy(folder: Path) -> None:
    """Take away the shards of a pack that is finished, and nothing that somebody else has put beside them."""
    for pattern in _SHARDS:
        for path in (folder / PARTS).glob(pattern):
            path.unlink(missing_ok=True)
    _remove_empty(folder / PARTS)


def _results(folder: Path) -> Iterator[Path]:
    for name in (*_RESULTS, "sign-*.pdf"):
        yield from (path for path in (*folder.glob(name), *folder.glob(f".{name}.*")) if path.is_file())


def _files(folder: Path) -> Iterator[Path]:
    """Letters as files of their own, and what a run that was ended has left of one."""
    for channel in Channel:
        for suffix in ("eml", "tif", "txt"):
            yield from (folder / channel.value).glob(f"{_OWN}/{_NUMBERED}.{suffix}")
            yield from (folder / channel.value).glob(f"{_OWN}/.{_NUMBERED}.{suffix}.*")
        for name in (WHOSE, f".{WHOSE}.*"):
            yield from (folder / channel.value).glob(name)


def _remove_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
