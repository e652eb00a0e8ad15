"""Sheets that have been made, kept in memory, so that asking for one often costs nothing."""

from __future__ import annotations

import threading
from collections import OrderedDict

from letters.errors import Refused
from letters.handout import Handout
from letters.web.renderer import BUSY, Busy, Renderer


class SheetStock:
    """Makes sheets with the renderer and keeps them, the last ones asked for, up to `room` bytes.

    What one says is its key: a changed appeal makes another sheet. Only one is in the renderer's queue, and at most
    `waiting` readers wait for theirs, so that letters always have their turn.
    """

    def __init__(self, renderer: Renderer, room: int = 32 * 1024 * 1024, waiting: int = 4) -> None:
        self._renderer = renderer
        self._room = room
        self._kept: OrderedDict[Handout, bytes | Refused] = OrderedDict()
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._waiting = threading.BoundedSemaphore(waiting)

    def pdf(self, handout: Handout) -> bytes:
        """The sheet as a PDF. Raises Refused for what its author can change, Busy for what passes."""
        made = self._look_up(handout) or self._make(handout)
        if isinstance(made, Refused):
            raise Refused(made.message, **made.values)
        return made

    def _look_up(self, handout: Handout) -> bytes | Refused | None:
        with self._lock:
            if handout in self._kept:
                self._kept.move_to_end(handout)
            return self._kept.get(handout)

    def _make(self, handout: Handout) -> bytes | Refused:
        if not self._waiting.acquire(blocking=False):
            raise Busy(BUSY)
        try:
            with self._turn:
                # Somebody may have waited for the same one.
                return self._look_up(handout) or self._keep(handout, self._rendered(handout))
        finally:
            self._waiting.release()

    def _rendered(self, handout: Handout) -> bytes | Refused:
        try:
            return self._renderer.sheet(handout)
        except Refused as error:
            # Kept too: it would be refused each time, and each time take the same time.
            return error.with_traceback(None)

    def _keep(self, handout: Handout, made: bytes | Refused) -> bytes | Refused:
        with self._lock:
            self._kept[handout] = made
            while len(self._kept) > 1 and sum(map(_size, self._kept.items())) > self._room:
                self._kept.popitem(last=False)
        return made


def _size(entry: tuple[Handout, bytes | Refused]) -> int:
    handout, made = entry
    # A sheet's texts are bounded by the size of an appeal's file; 16 kB are usual.
    return len(handout.picture) + 16_384 + (len(made) if isinstance(made, bytes) else 0)
