"""Processes that take over from each other, so that one which ends, or has grown, costs nobody an answer.

A process that somebody else has ended is replaced before it is asked, or else the job is done once more by a new one.
What a typesetter takes of memory it never gives back: so after many jobs, or when it has grown, the next process is
started, and it takes over once it is ready.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from letters import bounded

# Some 40 kB a letter stay behind; to start anew takes as long as twenty letters.
_MOST_JOBS = 500
_MOST_MEGABYTES = 400
# Jobs between two looks at how much it has.
_LOOKED_AFTER = 10
# A process that is ready takes 100 MB; less is left to others.
_SPARE_MEGABYTES = 512
_READY_WITHIN = 60.0  # seconds
_NOTHING = "builtins:bytes"


class Closed(Exception):
    """There is no process any more, and none will be started."""


class Relay:
    """One process at a time, for one thread at a time, and the one that takes over.

    `ready` is a module that each imports before its first job; after `most_jobs` it is replaced.
    """

    def __init__(self, *, megabytes: int, ready: str = "", most_jobs: int = _MOST_JOBS) -> None:
        self._megabytes, self._ready, self._most_jobs = megabytes, ready, most_jobs
        # Nothing starts a process while this is being closed for good.
        self._starting, self._working = threading.Lock(), threading.Lock()
        self._is_closed = False
        self._next: bounded.Child | None = None
        self._starts: threading.Thread | None = None
        self._child, self._done = self._start(), 0

    @property
    def pid(self) -> int:
        """The number of the process that does the next job, as far as nothing happens to it."""
        return self._child.pid

    def do(self, job: bounded.Job, *arguments: object, seconds: float, **named: object) -> bytes:
        """What the job gives. Raises as `bounded.run` does, and Closed.

        Where the process has ended, or has no more memory, although others may have taken it, a new one tries again.
        """
        with self._working:
            with suppress(bounded.Ended, bounded.OutOfMemory):
                return self._once(job, *arguments, seconds=seconds, **named)
            return self._once(job, *arguments, seconds=seconds, **named)

    def close(self) -> None:
        """End the process for good, from any thread. The one that waits for it gets Closed."""
        with self._starting:
            self._is_closed = True
            # It alone: its pipes belong to the thread that waits for it, and end with it.
            self._child.kill()
            if self._next:
                self._next.end()
        with self._working:
            self._child.end()

    def _once(self, job: bounded.Job, *arguments: object, seconds: float, **named: object) -> bytes:
        self._take_over()
        try:
            if not self._done:
                # What it takes to start is no part of the time that a letter may take.
                self._child.do(_NOTHING, seconds=_READY_WITHIN)
            return self._child.do(job, *arguments, seconds=seconds, **named)
        except bounded.OutOfMemory:
            self._child.end()
            raise
        except bounded.Ended:
            if self._is_closed:
                raise Closed from None
            raise
        finally:
            self._look_ahead()

    def _take_over(self) -> None:
        """Have a process that is there, and the next one if it is ready."""
        with self._starting:
            following, self._next = self._next, None
        if following and not following.is_gone:
            self._child.end()
            self._child, self._done = following, 0
        elif self._child.is_gone:
            self._child.end()
            self._child, self._done = self._start(), 0

    def _look_ahead(self) -> None:
        """Have a process for the next job: a new one where this has ended, and soon where it has done enough."""
        self._done += 1
        if self._is_closed:
            return
        is_coming = self._next or (self._starts and self._starts.is_alive())
        if self._child.has_ended and not self._next:
            with suppress(Closed):
                self._child, self._done = self._start(), 0
        elif not is_coming and self._has_done_enough():
            self._replace()

    def _has_done_enough(self) -> bool:
        if self._done >= self._most_jobs:
            return True
        if self._done % _LOOKED_AFTER:
            return False
        # It says so itself: nobody else can look into a process that leaves no core, where processes are hidden.
        with suppress(bounded.Unfinished, bounded.Failed):
            return int(self._child.do("letters.bounded:memory", seconds=_READY_WITHIN)) > _MOST_MEGABYTES << 20
        return False

    def _replace(self) -> None:
        if _has_spare():
            self._starts = threading.Thread(target=self._prepare, daemon=True)
            self._starts.start()
        else:
            self._child.end()
            with suppress(Closed):
                self._child, self._done = self._start(), 0

    def _prepare(self) -> None:
        """Start the next process, and hand it over once it has imported what it needs."""
        with suppress(bounded.Unfinished, bounded.Failed, Closed):
            following = self._start()
            following.do(_NOTHING, seconds=_READY_WITHIN)
            with self._starting:
                if self._is_closed:
                    following.end()
                else:
                    self._next = following

    def _start(self) -> bounded.Child:
        with self._starting:
            if self._is_closed:
                raise Closed
            return bounded.Child(megabytes=self._megabytes, ready=self._ready)


def _has_spare() -> bool:
    """Whether a second process leaves enough memory to others; as far as the system says, which Linux does."""
    try:
        said = Path("/proc/meminfo").read_text().split("MemAvailable:")[1].split()[0]
    except (OSError, IndexError):
        return True
    return int(said) >= _SPARE_MEGABYTES << 10
