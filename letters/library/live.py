"""A folder of appeals that is kept open: read once, and again where its files have changed, apart from who asks."""

from __future__ import annotations

import logging
import os
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from letters.appeal.appeal import Appeal
from letters.errors import Finding, InvalidFiles, visible
from letters.library.apart import UNFINISHED, ReaderApart, given_up
from letters.library.library import Library, read
from letters.yamlfile.loader import load
from letters.yamlfile.source import Source

Stamp = tuple[int, int, int, int]
_ONCE_MORE = 300.0
"""After so many seconds a file that was given up is tried again: the machine may have been busy."""
_LONG = 32 * 1024
"""A file of so many bytes may take a while: the others aren't kept waiting for it."""
log = logging.getLogger(__name__)


class LiveLibrary:
    """A folder that is read once and again when its files change, without a restart.

    A thread of its own looks for changes, from the first question on; who asks gets the last library at once. With a
    `reader` the files are read in a process that is bounded, one at a time. Holds the files' data by their modification
    time and size, so that one changed file costs one file's reading.
    """

    def __init__(
        self,
        folder: Path,
        reader: ReaderApart | None = None,
        *,
        look_every: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._reader = reader
        self._look_every = look_every
        self._clock = clock
        self._lock = threading.Lock()
        self._read: dict[Path, tuple[Stamp, Source | InvalidFiles]] = {}
        self._looker = 0
        self._starting = threading.Lock()
        self._stop = threading.Event()
        self._stamps = self._stamps_now()
        self._began = clock()
        self._library = read(folder, self.load)
        self._broken: dict[str, Appeal] = {}

    def library(self) -> Library:
        """What the folder held when it was last looked at. A site file that has become unusable leaves the last good
        one in place."""
        # A process that was forked has none of the threads.
        if self._looker != os.getpid():
            self._start()
        return self._library

    def before_it_broke(self, slug: str) -> Appeal | None:
        """The last sound version of an appeal whose file is there and has errors now; None for every other."""
        return self._broken.get(slug)

    def look(self) -> Library:
        """What the folder holds at this moment, whenever it was looked at last."""
        with self._lock:
            self._refresh()
            return self._library

    def close(self) -> None:
        """Look for no more changes."""
        self._stop.set()
        with self._lock:
            if self._reader:
                self._reader.close()

    def _start(self) -> None:
        with self._starting:
            if self._looker == os.getpid():
                return
            self._lock = threading.Lock()
            # It must not keep alive what nobody asks any more.
            looking = (weakref.ref(self), self._stop, self._look_every)
            with suppress(RuntimeError):  # there is no room for a thread: whoever asks next tries again
                threading.Thread(target=_keep_looking, args=looking, name="appeals", daemon=True).start()
                self._looker = os.getpid()

    def _refresh(self) -> None:
        """Read again what has changed. Stamps are taken first, so that a change while reading is seen next time."""
        stamps = self._stamps_now()
        if stamps == self._stamps and not self._forget_given_up():
            if self._reader:
                self._reader.end_if_idle()
            return
        before, self._began = self._library, self._clock()
        if self._reader and any(self._is_awaited(path) for path in stamps):
            self._publish(read(self._folder, self._load_at_once, spare=before.site, on_bug=_bug))
        # A case that has ended must be seen to have, whatever is wrong elsewhere.
        library = read(self._folder, self.load, spare=before.site, on_bug=_bug)
        # What failed in any other way hasn't been read, and is tried again.
        self._stamps = stamps
        self._read = {path: held for path, held in self._read.items() if path in stamps}
        self._publish(library)
        self.tell(sorted(set(library.findings) - set(before.findings)))

    def _publish(self, library: Library) -> None:
        known = {**self._broken, **self._library.appeals}
        gone = known.keys() - library.appeals.keys()
        broken = {slug: known[slug] for slug in gone if (self._folder / slug / "appeal.yaml").is_file()}
        # Who asks meanwhile finds each appeal in one of them.
        self._broken |= broken
        self._library, self._broken = library, broken

    def _is_awaited(self, path: Path) -> bool:
        """Whether this is a long file of an appeal that hasn't been read as it is now."""
        stamp, held = _stamp(path), self._read.get(path)
        is_long = path.suffix == ".yaml" and path.parent != self._folder and stamp[2] > _LONG
        return is_long and (held is None or held[0] != stamp)

    def _load_at_once(self, path: Path) -> Source:
        if self._is_awaited(path):
            raise given_up(path, "is being read")
        return self.load(path)

    def _forget_given_up(self) -> bool:
        """Whether there are files that were given up long enough ago to be tried again."""
        if self._clock() - self._began < _ONCE_MORE:
            return False
        given_up = [path for path, (_, found) in self._read.items() if _is_given_up(found)]
        for path in given_up:
            del self._read[path]
        return bool(given_up)

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
        held = self._read.get(path)
        if held is None or held[0] != stamp:
            held = self._read[path] = (stamp, self._found(path))
        if isinstance(held[1], InvalidFiles):
            raise InvalidFiles(held[1].findings)
        return held[1]

    def _found(self, path: Path) -> Source | InvalidFiles:
        try:
            return self._reader(path) if self._reader else load(path)
        except InvalidFiles as error:
            return error


def _is_given_up(found: Source | InvalidFiles) -> bool:
    return isinstance(found, InvalidFiles) and any(finding.code == UNFINISHED for finding in found.findings)


def _keep_looking(live: weakref.ref[LiveLibrary], stop: threading.Event, every: float) -> None:
    """Look for changes until nobody needs them; a failure is told once, and tried again."""
    failed = False
    while not stop.wait(every):
        library = live()
        if library is None:
            return
        try:
            library.look()
            failed = False
        except Exception as error:
            if not failed:
                log.error("The folder of appeals can't be read just now:", exc_info=error)
            failed = True
        del library


def _bug(path: Path, error: Exception) -> None:
    log.error("%s is left out, as the program has a mistake:", visible(str(path)), exc_info=error)


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return 0, 0, 0, 0
    # A file that is renamed into another's place may have its age and size, and one that may be read now has both.
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
