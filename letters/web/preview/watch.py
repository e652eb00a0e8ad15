"""The folder of appeals while it is previewed: its fingerprint now, and a call to all who wait when that changes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from letters.library.watching import fingerprint_of, fingerprints

# So often a page that is gone is noticed, in seconds.
_STILL_HERE = 5.0
# More pages than an author has open; each takes a thread.
_LISTENERS = 16


class Watch:
    """The fingerprint of a folder, kept up to date by a thread that ends with the program."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fingerprint = fingerprint_of(folder)
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._places = threading.BoundedSemaphore(_LISTENERS)
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    @property
    def fingerprint(self) -> str:
        """What the files said when they were last looked at."""
        return self._fingerprint

    def take_place(self) -> Callable[[], None] | None:
        """A place for one more who listens, to be given back by calling what this returns; None: there is none."""
        return self._places.release if self._places.acquire(blocking=False) else None

    def events(self, every: float = _STILL_HERE) -> Iterator[str]:
        """Server-sent events: the fingerprint as it is now, each new one, and a comment after `every` quiet seconds.

        Who gets the fingerprint that it has already has nothing to do. Source: the HTML standard, "Server-sent events".
        """
        told = self._fingerprint
        yield _event(told)
        while not self._stop.is_set():
            with self._changed:
                self._changed.wait_for(partial(self._is_news_after, told), every)
                # Once: while the event is on its way, the next change may come.
                before, told = told, self._fingerprint
            yield _event(told) if told != before else ": still here\n\n"

    def _is_news_after(self, told: str) -> bool:
        return self._fingerprint != told or self._stop.is_set()

    def close(self) -> None:
        """End the thread, and with it all who listen."""
        self._stop.set()
        with self._changed:
            self._changed.notify_all()
        self._thread.join(10)

    def _look(self) -> None:
        for fingerprint in fingerprints(self._folder, known=self._fingerprint, tell=_tell, stop=self._stop):
            with self._changed:
                self._fingerprint = fingerprint
                self._changed.notify_all()


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _event(fingerprint: str) -> str:
    # Should the preview be started anew, its pages find it again after half a second.
    return f"retry: 500\ndata: {fingerprint}\n\n"
