"""PDFs in a process of their own: bounded in time, memory and number, so that a page that takes long ends.

The web's threads keep answering forms while it works, and a letter that hangs or eats memory takes nothing
but this process with it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from letters import bounded
from letters.errors import LettersError, gettext_noop
from letters.handout import Handout
from letters.layout import LayoutName
from letters.letter import Letter
from letters.stationery import Envelope, LabelSheet

MAX_MEGABYTES = 2048
BUSY = gettext_noop("Many letters are being made just now. Your text is kept: please try again in a moment.")
TOO_LONG = gettext_noop("Making this letter took too long and was stopped. A shorter text may help.")
# By name: the web itself never loads the typesetter.
_TYPESETTER, _LETTERS, _SHEET = "letters.pdf", "letters.pdf:render", "letters.pdf.handout:render"
_ENVELOPES, _LABELS, _BREAKS = (
    "letters.pdf.envelopes:pages",
    "letters.pdf.labels:labels",
    "letters.pdf.breaks:measure",
)
# Seconds that a page which only shows a letter waits for its turn.
_PATIENCE = 0.5


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
        self._printing: set[object] = set()
        # Nothing starts a process while this one is being closed for good.
        self._starting = threading.Lock()
        self._closed = False
        self._start()

    def pdf(self, letters: Sequence[Letter], layout: LayoutName | None, fold_marks: bool = False) -> bytes:
        """The letters as one PDF. Raises Refused for what the supporter can change, Busy for what passes."""
        return self._made(_LETTERS, tuple(letters), layout, fold_marks=fold_marks)

    def sheet(self, handout: Handout) -> bytes:
        """An appeal's sheet as a PDF. Raises Refused for what its author can change, Busy for what passes."""
        return self._made(_SHEET, handout)

    def envelopes(self, letters: Sequence[Letter], envelope: Envelope) -> bytes:
        """An envelope for each letter, as one PDF. Raises Refused for an address too long for it, or Busy."""
        return self._made(_ENVELOPES, tuple(letters), envelope)

    def labels(self, letters: Sequence[Letter], sheet: LabelSheet, start: int) -> bytes:
        """A label for each letter, from the label `start` on, as one PDF. Raises as `envelopes` does."""
        return self._made(_LABELS, tuple(letters), sheet, start=start)

    def breaks(self, letters: Sequence[Letter], layout: LayoutName | None) -> bytes:
        """Where the letters' lines end on paper, for `letters.pdf.breaks.read`.

        Raises Refused as `pdf` does; and Busy, at once where somebody prints, and where it can't be told.
        """
        if self._printing or not self._turn.acquire(timeout=_PATIENCE):
            raise Busy(BUSY)
        try:
            return self._ask(_BREAKS, tuple(letters), layout)
        except RuntimeError:
            # What is wrong is in the log; the letter can be shown without.
            raise Busy(BUSY) from None
        finally:
            self._turn.release()

    def _made(self, job: str, *arguments: object, **named: object) -> bytes:
        if not self._places.acquire(blocking=False):
            raise Busy(BUSY)
        place = object()
        self._printing.add(place)
        try:
            with self._turn:
                return self._ask(job, *arguments, **named)
        finally:
            self._printing.discard(place)
            self._places.release()

    def close(self) -> None:
        """End the process for good. Who waits for a PDF gets Busy, and so does whoever asks for another."""
        with self._starting:
            self._closed = True
            # It alone: its pipes belong to the one whose turn it is, and end with it.
            self._child.kill()
        with self._turn:
            self._child.end()

    def _start(self) -> None:
        with self._starting:
            if self._closed:
                raise Busy(BUSY)
            self._child = bounded.Child(megabytes=MAX_MEGABYTES, ready=_TYPESETTER)

    def _ask(self, job: str, *arguments: object, **named: object) -> bytes:
        if self._closed:
            raise Busy(BUSY)
        try:
            return self._child.do(job, *arguments, seconds=self._timeout, **named)
        except bounded.OutOfTime:
            raise TooLong(TOO_LONG) from None
        except bounded.Unfinished:
            raise RuntimeError("the renderer ended while it made a letter") from None
        except bounded.Failed as failure:
            # The site's log drops the messages of exceptions; these are frames, which hold nothing typed.
            logging.getLogger("letters").error("The renderer failed:\n%s", failure)
            raise RuntimeError("the renderer failed; its frames are in the log") from None
        finally:
            if self._child.has_ended:
                self._start()


def sheet_apart(handout: Handout) -> bytes:
    """The sheet as `Renderer.sheet` makes it, by a process of its own that ends with it.

    So no letter waits for a sheet, and what the process takes of memory is given back: 100 MB.
    """
    renderer = Renderer()
    try:
        return renderer.sheet(handout)
    finally:
        renderer.close()
