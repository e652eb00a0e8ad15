"""A picture of an appeal's folder, fit to be shown: small, and without its metadata.

A file of some kilobytes can hold pixels for gigabytes. So it is opened in a process that is bounded in memory and time,
once for each change of the file, and what comes of it is kept. Nothing is decoded here.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from letters import bounded
from letters.errors import LettersError, Refused

WIDEST = 1200
PRINTED = 800
"""Pixels that a sheet needs: its photo is about 45 mm wide."""
WIDTHS = (320, 640, 1280)
"""Pixels in which a page may ask for it: small screens needn't load what large ones show."""

MAX_MEGABYTES, MAX_SECONDS = 512, 10
_JOB = "letters.library.pixels:made_of"
JPEG, WEBP, PNG, _SIZE = "JPEG", "WEBP", "PNG", "SIZE"
_TOO_MUCH = "needs more memory or time to be shown than any page is worth: save it as a JPEG, about 1200 pixels wide"
_KEEP_ALIVE = 10.0  # seconds that the process waits for another picture

Made = bytes | Refused
Key = tuple[Path, tuple[int, int, int, int], int, str]


class MadeLater(LettersError):
    """A picture that others wait for already: it will be there in a moment."""


def jpeg(folder: Path, name: str, widest: int = WIDEST) -> bytes:
    """The picture in this folder as a JPEG, or as the drawing that it is. Raises as `shown` does."""
    return shown(folder, name, widest)


def logo_to_print(folder: Path, name: str | None) -> bytes:
    """An organisation's logo for a sheet; nothing where it has none that can be shown. Raises MadeLater."""
    if not name:
        return b""
    try:
        return shown(folder, name, PRINTED)
    except Refused:
        return b""


def size_of(folder: Path, name: str) -> tuple[float, float]:
    """Width and height of the picture as it will be shown, whatever its pixels. Raises as `shown` does."""
    width, height = shown(folder, name, 0, _SIZE).split()
    return float(width), float(height)


def shown(folder: Path, name: str, widest: int, form: str = JPEG) -> bytes:
    """The picture in this folder as a JPEG, WEBP or PNG; a drawing is an SVG in every form.

    `widest` is the longer side at most, in pixels. Raises Refused for what is no picture, or needs too much to be
    opened, and MadeLater where too many wait for pictures at once.
    """
    try:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            made = _PICTURES.made(path, widest, form)
            if isinstance(made, bytes):
                return made
    except (OSError, ValueError, RuntimeError):
        pass  # also one that was there a moment ago, and a link that leads to itself
    raise Refused("This picture can't be shown.")


def problem_of(path: Path) -> str:
    """Why this file is no picture that can be shown, for the one who has put it there; nothing if it can."""
    made = _PICTURES.made(path.resolve(), WIDEST)
    return "" if isinstance(made, bytes) else made.message


@dataclass(frozen=True, slots=True)
class _Kept:
    made: Made
    until: float = math.inf

    @property
    def size(self) -> int:
        return len(self.made) if isinstance(self.made, bytes) else 1_000


class Pictures:
    """Pictures that have been made, the last ones asked for, up to `room` bytes.

    One is made at a time; at most `waiting` wait for theirs, and none for longer than `patience` seconds.
    """

    def __init__(
        self,
        make: Callable[[Path, int, str], bytes],
        *,
        room: int = 16 << 20,
        waiting: int = 8,
        patience: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._make, self._room, self._patience, self._clock = make, room, patience, clock
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._lock, self._turn = threading.Lock(), threading.Lock()
        self._waiting = threading.BoundedSemaphore(waiting)

    def made(self, path: Path, widest: int, form: str = JPEG) -> Made:
        """The picture, or why there is none. Raises OSError where no file is, MadeLater where others wait."""
        status = path.stat()
        # Another file in its place may have its age and size, and one that may be read now has both.
        key = path, (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino), widest, form
        return self._look_up(key) or self._wait_for(key)

    def _look_up(self, key: Key) -> Made | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or self._clock() >= kept.until:
                return None
            self._kept.move_to_end(key)
            return kept.made

    def _wait_for(self, key: Key) -> Made:
        if not self._waiting.acquire(blocking=False):
            raise MadeLater("Many pictures are being opened just now.")
        try:
            if not self._turn.acquire(timeout=self._patience):
                raise MadeLater("Many pictures are being opened just now.")
            try:
                # Somebody may have waited for the same one.
                return self._look_up(key) or self._keep(key, self._new(key))
            finally:
                self._turn.release()
        finally:
            self._waiting.release()

    def _new(self, key: Key) -> _Kept:
        path, _, widest, form = key
        try:
            return _Kept(self._make(path, widest, form))
        except Refused as error:
            return _Kept(error.with_traceback(None))
        except (bounded.Unfinished, bounded.Failed):
            # It would do so again; but perhaps the computer was only busy with something else.
            return _Kept(Refused(_TOO_MUCH), self._clock() + 600)

    def _keep(self, key: Key, kept: _Kept) -> Made:
        with self._lock:
            self._kept[key] = kept
            while len(self._kept) > 1 and sum(each.size for each in self._kept.values()) > self._room:
                self._kept.popitem(last=False)
        return kept.made


class _Workshop:
    """The process that opens pictures. It is there while some come, and ends when none has come for a while."""

    def __init__(self) -> None:
        self._using = threading.Lock()
        self._child: bounded.Child | None = None
        self._rest: threading.Timer | None = None

    def make(self, path: Path, widest: int, form: str) -> bytes:
        """The picture in this form. Raises as `bounded.run` does."""
        with self._using:
            if self._rest:
                self._rest.cancel()
            if self._child is None or self._child.has_ended:
                self._child = bounded.Child(megabytes=MAX_MEGABYTES, ready=_JOB.partition(":")[0])
            try:
                return self._child.do(_JOB, str(path), widest, form, seconds=MAX_SECONDS)
            finally:
                self._rest = threading.Timer(_KEEP_ALIVE, self._end)
                self._rest.daemon = True
                self._rest.start()

    def _end(self) -> None:
        with self._using:
            if self._child:
                self._child.end()
                self._child = None


_PICTURES = Pictures(_Workshop().make)
