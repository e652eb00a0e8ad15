"""Sheets that have been made, kept in memory, so that asking for one often costs nothing."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from letters.errors import Refused, gettext_noop
from letters.handout import Handout
from letters.web.renderer import BUSY, Busy, TooLong

NO_TIME = gettext_noop("Making this sheet takes too long, so it can't be downloaded here.")
# A sheet that took too long would do so again; but perhaps the computer was only busy with something else.
TRY_AGAIN_AFTER = 600.0  # seconds


@dataclass(frozen=True, slots=True)
class _Kept:
    """A sheet or why there is none, and until when that is so, in seconds of the cache's clock."""

    made: bytes | Refused
    until: float = math.inf

    def size(self, handout: Handout) -> int:
        # A sheet's texts are bounded by the size of an appeal's file; 16 kB are usual.
        return len(handout.picture) + 16_384 + (len(self.made) if isinstance(self.made, bytes) else 0)


class HandoutCache:
    """Lets `make` make sheets and keeps them, the last ones asked for, up to `room` bytes.

    What one says is its key: a changed appeal makes another sheet. Only one is made at a time, and at most `waiting`
    readers wait for theirs, so that letters always have their turn.
    """

    def __init__(
        self,
        make: Callable[[Handout], bytes],
        *,
        room: int = 32 * 1024 * 1024,
        waiting: int = 4,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._make = make
        self._room = room
        self._clock = clock
        self._kept: OrderedDict[Handout, _Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._waiting = threading.BoundedSemaphore(waiting)

    def pdf(self, handout: Handout) -> bytes:
        """The sheet as a PDF. Raises Refused for what its author can change, Busy for what passes."""
        made = (self._look_up(handout) or self._wait_for(handout)).made
        if isinstance(made, Refused):
            raise Refused(made.message, **made.values)
        return made

    def _look_up(self, handout: Handout) -> _Kept | None:
        with self._lock:
            kept = self._kept.get(handout)
            if kept is None or self._clock() >= kept.until:
                return None
            self._kept.move_to_end(handout)
            return kept

    def _wait_for(self, handout: Handout) -> _Kept:
        if not self._waiting.acquire(blocking=False):
            raise Busy(BUSY)
        try:
            with self._turn:
                # Somebody may have waited for the same one.
                return self._look_up(handout) or self._keep(handout, self._made(handout))
        finally:
            self._waiting.release()

    def _made(self, handout: Handout) -> _Kept:
        try:
            return _Kept(self._make(handout))
        except Refused as error:
            # Kept too: it would be refused each time, and each time take the same time.
            return _Kept(error.with_traceback(None))
        except TooLong:
            return _Kept(Refused(NO_TIME), self._clock() + TRY_AGAIN_AFTER)

    def _keep(self, handout: Handout, kept: _Kept) -> _Kept:
        with self._lock:
            self._kept[handout] = kept
            self._kept.move_to_end(handout)
            while len(self._kept) > 1 and sum(each.size(key) for key, each in self._kept.items()) > self._room:
                self._kept.popitem(last=False)
        return kept
