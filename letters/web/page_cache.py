"""Pages that are alike for everybody, kept in memory until the appeals change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from letters.library.library import Library


class PageCache:
    """Keeps the last `room` pages that were asked for, of one library: what is read anew makes new pages.

    Only what nobody has typed anything into may be kept here.
    """

    def __init__(self, room: int = 256) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._library: Library | None = None
        self._kept: OrderedDict[Hashable, str] = OrderedDict()

    def page(self, library: Library, key: Hashable, make: Callable[[], str]) -> str:
        """The page under this key, made if it isn't there; `key` names all else that the page depends on."""
        with self._lock:
            if library is not self._library:
                self._library = library
                self._kept.clear()
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            # The appeals may have changed while it was made.
            if library is self._library:
                self._kept[key] = made
            if len(self._kept) > self._room:
                self._kept.popitem(last=False)
        return made
