"""A folder of appeals that is kept open: read once, and again where its files have changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from letters.errors import InvalidFiles
from letters.library import Library, read
from letters.loader import Source, load

Stamp = tuple[int, int, int]


class Shelf:
    """A folder that is read once and again when its files change, without a restart.

    Holds the files' data by their modification time and size, so that one changed file costs one file's reading.
    """

    def __init__(self, folder: Path, *, look_every: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._look_every = look_every
        self._clock = clock
        self._lock = threading.Lock()
        self._sources: dict[Path, tuple[Stamp, Source]] = {}
        self._stamps = self._stamps_now()
        self._looked = clock()
        self._library = read(folder, self.load)

    def library(self) -> Library:
        """What the folder holds now. A site file that has become unusable leaves the last good library in place."""
        with self._lock:
            if self._clock() - self._looked >= self._look_every:
                self._looked = self._clock()
                self._refresh()
            return self._library

    def look(self) -> None:
        """Read again what has changed, whenever it was looked at last."""
        with self._lock:
            self._refresh()

    def _refresh(self) -> None:
        """Read again what has changed. Stamps are taken first, so that a change while reading is seen next time."""
        stamps = self._stamps_now()
        if stamps == self._stamps:
            return
        try:
            self._library = read(self._folder, self.load)
        except InvalidFiles as error:
            self._library = replace(self._library, findings=error.findings)
        # What failed in any other way hasn't been read, and is tried again.
        self._stamps = stamps

    def _stamps_now(self) -> dict[Path, Stamp]:
        # Pictures too: one that was missing may have come.
        return {path: _stamp(path) for path in (*self._folder.glob("*"), *self._folder.glob("*/*"))}

    def load(self, path: Path) -> Source:
        """The file's data, read again only where it has changed. Raises InvalidFiles."""
        stamp = _stamp(path)
        held = self._sources.get(path)
        if held is None or held[0] != stamp:
            held = self._sources[path] = (stamp, load(path))
        return held[1]


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return 0, 0, 0
    # A file that is renamed into another's place may have its age and size.
    return status.st_mtime_ns, status.st_size, status.st_ino
