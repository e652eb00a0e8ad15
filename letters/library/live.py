"""A folder of appeals that is kept open: read once, and again where its files have changed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from letters.appeal.appeal import Appeal
from letters.errors import Finding, visible
from letters.library.library import Library, read
from letters.yamlfile.loader import load
from letters.yamlfile.source import Source

Stamp = tuple[int, int, int]
log = logging.getLogger(__name__)


class LiveLibrary:
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
        self._broken: dict[str, Appeal] = {}

    def library(self) -> Library:
        """What the folder holds now. A site file that has become unusable leaves the last good library in place."""
        with self._lock:
            if self._clock() - self._looked >= self._look_every:
                self._looked = self._clock()
                self._refresh()
            return self._library

    def before_it_broke(self, slug: str) -> Appeal | None:
        """The last sound version of an appeal whose file is there and has errors now; None for every other."""
        return self._broken.get(slug)

    def look(self) -> Library:
        """What the folder holds at this moment, whenever it was looked at last."""
        with self._lock:
            self._refresh()
            return self._library

    def _refresh(self) -> None:
        """Read again what has changed. Stamps are taken first, so that a change while reading is seen next time."""
        stamps = self._stamps_now()
        if stamps == self._stamps:
            return
        before = self._library
        # A case that has ended must be seen to have, whatever is wrong elsewhere.
        self._library = read(self._folder, self.load, spare=before.site, on_bug=_bug)
        # What failed in any other way hasn't been read, and is tried again.
        self._stamps = stamps
        known = {**self._broken, **before.appeals}
        gone = known.keys() - self._library.appeals.keys()
        self._broken = {slug: known[slug] for slug in gone if (self._folder / slug / "appeal.yaml").is_file()}
        self.tell(sorted(set(self._library.findings) - set(before.findings)))

    def tell(self, findings: Sequence[Finding]) -> None:
        """Write down what is wrong since the files have changed: who runs the site may not be who edits them."""
        for finding in findings:
            log.error("%s (left out until it is put right)", finding)

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


def _bug(path: Path, error: Exception) -> None:
    log.error("%s is left out, as the program has a mistake:", visible(str(path)), exc_info=error)


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return 0, 0, 0
    # A file that is renamed into another's place may have its age and size.
    return status.st_mtime_ns, status.st_size, status.st_ino
