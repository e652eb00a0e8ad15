"""Folders of appeals, watched: what their files hold, as a fingerprint, and each time that it has changed."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from letters.library.filenames import is_left_behind

# A larger file is refused, whatever stands behind this many bytes.
_MOST = 256 * 1024
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".svg")
"""The endings of files that hold pictures."""
_LISTS = (".csv", ".txt")
# Editors write a file in several steps; this long it must be quiet, in milliseconds.
_QUIET = 50
# Where a file system tells nobody of its changes (some networks), they are noticed after this many milliseconds.
_LOOK_EVERY = 2000
# Where it can't be asked, in seconds.
_POLL = 1.0
NOT_TOLD = "Files are looked at once a second, as the system doesn't tell here when one is saved"


def fingerprint_of(*folders: Path) -> str:
    """A digest that changes when a file in the folders says something else, and not when it is merely saved again."""
    total = hashlib.sha256()
    for path in (path for folder in folders for path in _files(folder)):
        # A name is bytes, and not always UTF-8.
        total.update(os.fsencode(path) + f"\0{_content(path)}\0".encode())
    return total.hexdigest()[:16]


def fingerprints(
    *folders: Path, known: str, tell: Callable[[str], object], stop: threading.Event | None = None
) -> Iterator[str]:
    """Each new fingerprint of the folders, beginning with the one that isn't `known`, until `stop` is set.

    `tell` gets a sentence, once, where the system itself can't say when a file is saved.
    """
    # Once before the first event: something may have changed meanwhile.
    for _ in chain([None], _events(folders, tell, stop or threading.Event())):
        if (fingerprint := fingerprint_of(*folders)) != known:
            known = fingerprint
            yield fingerprint


def _events(folders: tuple[Path, ...], tell: Callable[[str], object], stop: threading.Event) -> Iterator[None]:
    """Each time that something may have changed, until `stop` is set."""
    try:
        for _ in _told_by_system(folders, stop):
            yield
        return
    # Its own error is a RuntimeError: for a name that is no UTF-8, say, or where too much is watched already.
    except (OSError, RuntimeError) as error:
        tell(f"{NOT_TOLD} ({error}).")
    while not stop.wait(_POLL):
        yield


def _told_by_system(folders: tuple[Path, ...], stop: threading.Event) -> Iterator[object]:
    # Imported only where something is watched.
    from watchfiles import watch

    return watch(
        *folders,
        watch_filter=lambda _change, path: _counts(Path(path)),
        step=_QUIET,
        stop_event=stop,
        rust_timeout=_LOOK_EVERY,
        yield_on_timeout=True,
    )


def _files(folder: Path) -> list[Path]:
    """What appeals are made of: the folder's own files, the appeals', and translations that aren't finished."""
    found = (path for pattern in ("*", "*/*", "*/*/*.yaml") for path in folder.glob(pattern))
    return sorted(path for path in found if _counts(path) and path.is_file())


def _counts(path: Path) -> bool:
    """Not what editors write beside a file: `.appeal.yaml.swp`, `appeal.yaml~`, `#appeal.yaml#`."""
    return path.suffix.lower() in (".yaml", *PICTURES, *_LISTS) and not is_left_behind(path)


def _content(path: Path) -> str:
    try:
        if path.suffix.lower() in (*PICTURES, *_LISTS):
            status = path.stat()
            return f"{status.st_size} {status.st_mtime_ns}"
        with path.open("rb") as file:
            return hashlib.sha256(file.read(_MOST + 1)).hexdigest()
    except OSError:
        return "gone"  # between one look and the next
