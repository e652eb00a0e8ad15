"""PDFs in a process of their own: bounded in time, memory and number, so that a page that takes long ends.

The web's threads keep answering forms while it works, and a letter that hangs or eats memory takes nothing
but this process with it.
"""

from __future__ import annotations

import logging
import multiprocessing
import resource
import signal
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from letters.errors import LettersError, Refused, gettext_noop
from letters.handout import Handout
from letters.layout import LayoutName
from letters.letter import Letter

MEMORY_LIMIT = 2 * 1024**3
BUSY = gettext_noop("Many letters are being made just now. Your text is kept: please try again in a moment.")
TOO_LONG = gettext_noop("Making this letter took too long and was stopped. A shorter text may help.")


@dataclass(frozen=True, slots=True)
class LettersJob:
    """Letters that are wanted as one PDF."""

    letters: tuple[Letter, ...]
    layout: LayoutName | None
    fold_marks: bool


@dataclass(frozen=True, slots=True)
class SheetJob:
    """An appeal's sheet that is wanted as a PDF."""

    handout: Handout


Job = LettersJob | SheetJob
_context = multiprocessing.get_context("spawn")


class Busy(LettersError):
    """A PDF that can't be made now, but perhaps a little later."""


class TooLong(Busy):
    """A PDF that took longer than anybody may wait; the same one would again."""


class Renderer:
    """Renders one PDF at a time in a process that it starts, ends when it hangs, and replaces.

    `timeout` is in seconds; `queue` is how many may wait before others are asked to come back.
    """

    def __init__(self, timeout: float = 20, queue: int = 8) -> None:
        self._timeout = timeout
        self._places = threading.BoundedSemaphore(queue)
        self._turn = threading.Lock()
        # Nothing starts a process while this one is being closed for good.
        self._starting = threading.Lock()
        self._closed = False
        self._start()

    def pdf(self, letters: Sequence[Letter], layout: LayoutName | None, fold_marks: bool = False) -> bytes:
        """The letters as one PDF. Raises Refused for what the supporter can change, Busy for what passes."""
        return self._made(LettersJob(tuple(letters), layout, fold_marks))

    def sheet(self, handout: Handout) -> bytes:
        """An appeal's sheet as a PDF. Raises Refused for what its author can change, Busy for what passes."""
        return self._made(SheetJob(handout))

    def _made(self, job: Job) -> bytes:
        if not self._places.acquire(blocking=False):
            raise Busy(BUSY)
        try:
            with self._turn:
                return self._ask(job)
        finally:
            self._places.release()

    def close(self) -> None:
        """End the process for good. Who waits for a PDF gets Busy, and so does whoever asks for another."""
        with self._starting:
            self._closed = True
            # It alone: the connection belongs to the one whose turn it is, and ends with the process.
            self._process.kill()
        with self._turn:
            self._end()

    def _end(self) -> None:
        self._connection.close()
        self._process.kill()
        self._process.join()

    def _start(self) -> None:
        with self._starting:
            if self._closed:
                raise Busy(BUSY)
            self._connection, theirs = _context.Pipe()
            self._process = _context.Process(target=_work, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()

    def _restart(self) -> None:
        self._end()
        self._start()

    def _ask(self, job: Job) -> bytes:
        if self._closed:
            raise Busy(BUSY)
        try:
            self._connection.send(job)
            if not self._connection.poll(self._timeout):
                raise TooLong(TOO_LONG)
            kind, answer = self._connection.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            self._restart()
            raise RuntimeError("the renderer ended while it made a letter") from None
        except BaseException:
            # An answer left in the pipe would go to the next supporter.
            self._restart()
            raise
        return _answer(kind, answer)


def sheet_apart(handout: Handout) -> bytes:
    """The sheet as `Renderer.sheet` makes it, by a process of its own that ends with it.

    So no letter waits for a sheet, and what the process takes of memory is given back: 100 MB.
    """
    renderer = Renderer()
    try:
        return renderer.sheet(handout)
    finally:
        renderer.close()


def _answer(kind: str, answer: Any) -> bytes:
    match kind, answer:
        case "pdf", bytes():
            return answer
        case "refused", (message, values):
            raise Refused(message, **values)
        case _:
            # The site's log drops the messages of exceptions; these are frames, which hold nothing typed.
            logging.getLogger("letters").error("The renderer failed:\n%s", answer)
            raise RuntimeError("the renderer failed; its frames are in the log")


def _work(connection: Connection) -> None:
    """The process: jobs in, PDFs out, until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    # Only in this process: the web itself never loads the typesetter.
    from letters import pdf  # noqa: F401 before the first job comes

    while True:
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        try:
            connection.send(("pdf", _render(job)))
        except Refused as error:
            # The sentence and its values apart: the site says them in the reader's language.
            connection.send(("refused", (error.message, error.values)))
        except Exception as error:
            # Where it failed, but not with what: a message could quote the letter.
            connection.send(("bug", "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__))


def _render(job: Job) -> bytes:
    from letters import pdf
    from letters.pdf import handout

    match job:
        case LettersJob():
            return pdf.render(job.letters, job.layout, fold_marks=job.fold_marks)
        case SheetJob():
            return handout.render(job.handout)
