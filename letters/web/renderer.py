"""PDFs in a process of their own: bounded in time, memory and number, so that a page that takes long ends.

The web's threads keep answering forms while it works, and a letter that hangs or eats memory takes nothing
but this process with it. What is too long to be printed is refused here, before anybody waits for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from letters import bounded
from letters.errors import LettersError, Refused, gettext_noop
from letters.handout import Handout
from letters.layout import LayoutName, layout_for
from letters.letter import Letter
from letters.stationery import Envelope, LabelSheet
from letters.web.relay import Closed, Relay
from letters.web.turns import Full, Turns

# The address space of the largest: 120 letters of Chinese in one file took 534 MB, a letter takes 280 to 460.
MAX_MEGABYTES = 1024
BUSY = gettext_noop("Many letters are being made just now. Your text is kept: please try again in a moment.")
TOO_LONG = gettext_noop("Making this letter took too long and was stopped. A shorter text may help.")
TOO_MANY = gettext_noop(
    "Together these letters have about {pages} pages: at most {limit} can be made at once. Please choose fewer people,"
    " or take the letters one by one."
)
MAX_TOGETHER = 150
"""How many pages one file may have; about five seconds of work."""
# By name: the web itself never loads the typesetter.
_TYPESETTER, _LETTERS, _SHEET = "letters.pdf.ready", "letters.pdf:render", "letters.pdf.handout:render"
_ENVELOPES, _LABELS, _EMAILS, _BREAKS = (
    "letters.pdf.envelopes:pages",
    "letters.pdf.labels:labels",
    "letters.rendering:emails_zipped",
    "letters.pdf.breaks:measure",
)
# Seconds that a page which only shows a letter waits for its turn, and that a letter waits for its.
_PATIENCE, PATIENCE = 0.5, 20.0
# Seconds that a page and an envelope take, by which it is guessed what somebody asks for; and how many times as much
# many pages may take in the end, as the machine may have other work.
_A_PAGE, _AN_ENVELOPE, _SHEETS_PAGES, _AT_MOST_TIMES = 0.04, 0.02, 8, 3
# A sheet is set several times to find how large it can be; nobody's letter waits for it.
_SHEETS_TIME = 20.0


class Busy(LettersError):
    """A PDF that can't be made now, but perhaps a little later."""


class TooLong(Busy):
    """A PDF that took longer, or more memory, than anybody may take; the same one would again."""


class Renderer:
    """Renders one PDF at a time in a process that it starts, ends when it hangs, and replaces.

    `timeout` is in seconds, for one page; `queue` is how many may wait, and `patience` how long, before they are asked
    to come back. `asks` names the client for whom this thread works, so that who is new comes before who asks for
    much; see `turns`. `is_there` says whether that client still waits, and whose turn comes when it has left loses it.
    """

    def __init__(
        self,
        timeout: float = 10,
        queue: int = 32,
        patience: float = PATIENCE,
        asks: Callable[[], str] = str,
        is_there: Callable[[], bool] = lambda: True,
    ) -> None:
        self._timeout, self._asks, self._is_there = timeout, asks, is_there
        self._turns = Turns(queue, patience)
        self._relay = Relay(megabytes=MAX_MEGABYTES, ready=_TYPESETTER)

    def pdf(self, letters: Sequence[Letter], layout: LayoutName | None, fold_marks: bool = False) -> bytes:
        """The letters as one PDF. Raises Refused for what the supporter can change, Busy for what passes."""
        pages = reckoned_pages(letters, layout)
        return self._made(pages * _A_PAGE, _LETTERS, tuple(letters), layout, fold_marks=fold_marks)

    def sheet(self, handout: Handout) -> bytes:
        """An appeal's sheet as a PDF. Raises Refused for what its author can change, Busy for what passes."""
        return self._made(_SHEETS_PAGES * _A_PAGE, _SHEET, handout)

    def envelopes(self, letters: Sequence[Letter], envelope: Envelope) -> bytes:
        """An envelope for each letter, as one PDF. Raises Refused for an address too long for it, or Busy."""
        return self._made(len(letters) * _AN_ENVELOPE, _ENVELOPES, tuple(letters), envelope)

    def emails(self, letters: Sequence[Letter]) -> bytes:
        """A draft of an e-mail for each letter, as one ZIP: many take seconds. Raises Refused, or Busy."""
        return self._made(len(letters) * _AN_ENVELOPE, _EMAILS, tuple(letters))

    def labels(self, letters: Sequence[Letter], sheet: LabelSheet, start: int) -> bytes:
        """A label for each letter, from the label `start` on, as one PDF. Raises as `envelopes` does."""
        return self._made(len(letters) * _AN_ENVELOPE, _LABELS, tuple(letters), sheet, start=start)

    def breaks(self, letters: Sequence[Letter], layout: LayoutName | None) -> bytes:
        """Where the letters' lines end on paper, for `letters.pdf.breaks.read`.

        Raises Refused as `pdf` does; and Busy, at once where somebody prints, and where it can't be told.
        """
        cost = reckoned_pages(letters, layout) * _A_PAGE
        try:
            with self._turns.turn(self._asks(), cost, patience=_PATIENCE, gives_way=True):
                return self._ask(cost, _BREAKS, tuple(letters), layout)
        except (Full, RuntimeError):
            # What is wrong is in the log; the letter can be shown without.
            raise Busy(BUSY) from None

    def close(self) -> None:
        """End the process for good. Who waits for a PDF gets Busy, and so does whoever asks for another."""
        self._turns.close()
        self._relay.close()

    def _made(self, cost: float, job: str, *arguments: object, **named: object) -> bytes:
        try:
            with self._turns.turn(self._asks(), cost):
                return self._ask(cost, job, *arguments, **named)
        except Full:
            raise Busy(BUSY) from None

    def _ask(self, cost: float, job: str, *arguments: object, **named: object) -> bytes:
        if not self._is_there():
            raise Busy(BUSY)
        try:
            return self._relay.do(job, *arguments, seconds=self._timeout + cost * _AT_MOST_TIMES, **named)
        except (bounded.OutOfTime, bounded.OutOfMemory):
            raise TooLong(TOO_LONG) from None
        except Closed:
            raise Busy(BUSY) from None
        except bounded.Unfinished:
            # Twice: somebody ends such processes, or this letter does. It is told without a word of the letter.
            logging.getLogger("letters").error("The renderer ended while it made a letter, and a new one did, too.")
            raise Busy(BUSY) from None
        except bounded.Failed as failure:
            # The site's log drops the messages of exceptions; these are frames, which hold nothing typed.
            logging.getLogger("letters").error("The renderer failed:\n%s", failure)
            raise RuntimeError("the renderer failed; its frames are in the log") from None


def reckoned_pages(letters: Sequence[Letter], layout: LayoutName | None) -> int:
    """About how many pages the letters take, a little less. Raises Refused where that is too many, for one or for all.

    No typesetter is asked, so a refusal takes no time from anybody.
    """
    from letters.pdf.typesetting import refuse_endless

    chosen = layout or layout_for(letters[0].sender_country)
    # What many are told alike is reckoned once.
    alike: dict[object, int] = {}
    pages = 0
    for letter in letters:
        said = letter.body, letter.language_code
        if said not in alike:
            alike[said] = refuse_endless(letter, chosen)
        pages += alike[said]
    if pages > MAX_TOGETHER:
        raise Refused(TOO_MANY, pages=pages, limit=MAX_TOGETHER)
    return pages


def sheet_apart(handout: Handout) -> bytes:
    """The sheet as `Renderer.sheet` makes it, by a process of its own that ends with it.

    So no letter waits for a sheet, and what the process takes of memory is given back: 100 MB.
    """
    renderer = Renderer(timeout=_SHEETS_TIME)
    try:
        return renderer.sheet(handout)
    finally:
        renderer.close()
