"""Who sends the mails: a thread in each process of the site, which looks into the outbox again and again.

It ends with its process, and is done with the mail in its hand first, where it is given the time. What it says in the
log are numbers and reasons: never to whom a mail goes, nor what a mail server answered.
"""

from __future__ import annotations

import atexit
import datetime as dt
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial

from letters.errors import LettersError
from letters.library.library import Library
from letters.mailing.messages import Undeliverable, mail_of, sender_of
from letters.mailing.smtp import Line, Postponed, Rejected, Unreachable, connected
from letters.settings import Settings, mail_server
from letters.signing.keys import Keys
from letters.store.database import Store
from letters.store.outbox import CLAIM, Outbox, Waiting

LOOKS_EVERY = 2.0
"""Seconds between two looks into the outbox, where nobody says that there is something new."""
_LONGEST_PAUSE = 60.0
_IS_GIVEN = 15.0
"""Seconds for the mail in hand when the process ends."""
log = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]


def utc() -> dt.datetime:
    """This instant, as the store has it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


class Sender:
    """Sends what waits in the store of these settings. `library`: the appeals and the site as they are now."""

    def __init__(self, settings: Settings, library: Callable[[], Library], clock: Clock = utc) -> None:
        self._settings, self._library, self._clock = settings, library, clock
        self._server = mail_server(settings.smtp)
        self._something_new, self._is_over = threading.Event(), threading.Event()
        self._pause, self._trouble = LOOKS_EVERY, ""
        self._thread = threading.Thread(target=self._run, name="mails", daemon=True)

    def start(self) -> None:
        """Begin, in a process that isn't forked any more; the thread opens a store of its own."""
        self._thread.start()
        atexit.register(self.end)

    def wake(self) -> None:
        """Say that a mail has been written, so that it leaves at once."""
        self._something_new.set()

    def end(self) -> None:
        """Send no more, and wait a little for the mail that is under way."""
        self._is_over.set()
        self._something_new.set()
        self._thread.join(_IS_GIVEN)

    def _run(self) -> None:
        with ExitStack() as stack:
            outbox: Outbox | None = None
            while not self._is_over.is_set():
                outbox = outbox or self._opened(stack)
                if outbox:
                    self._look(outbox)
                self._something_new.wait(self._pause)
                # While the server is away, what is new has to wait like all else.
                if self._pause > LOOKS_EVERY:
                    self._is_over.wait(self._pause)
                self._something_new.clear()

    def _opened(self, stack: ExitStack) -> Outbox | None:
        """The outbox, until the stack ends; none while its folder isn't there."""
        try:
            store = Store(self._settings.store)
        except LettersError as error:
            self._rest(str(error))
            return None
        stack.callback(store.close)
        return Outbox(store, Keys(self._settings.secret_key))

    def _look(self, outbox: Outbox) -> None:
        try:
            sent = self.send(outbox)
        except (Unreachable, LettersError) as error:
            self._rest(str(error))
        except Exception as error:
            # A locked store, a full disk, a mistake of ours: the thread has to outlive them. Not the text, which may
            # hold what somebody typed.
            self._rest(f"{type(error).__name__}")
        else:
            if sent and self._trouble:
                log.warning("Mails are sent again.")
            self._pause, self._trouble = LOOKS_EVERY, "" if sent else self._trouble

    def _rest(self, reason: str) -> None:
        if reason != self._trouble:
            log.error("No mails are sent just now: %s. They are kept, and tried again.", reason)
        self._trouble = reason
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)

    def send(self, outbox: Outbox) -> int:
        """Hand over all that is due, one after the other; how many were. Raises Unreachable, and what stores raise."""
        sent, reasons = 0, Counter[str]()
        with ExitStack() as stack:
            line: Line | None = None
            waiting = self._first(outbox)
            while waiting is not None:
                until = time.monotonic() + CLAIM.total_seconds()
                with self._given_back(outbox, waiting):
                    line = line if line and line.is_open else stack.enter_context(connected(self._server, self._name()))
                    reason = self._hand(line, outbox, waiting, until)
                reasons[reason] += 1
                sent += not reason
                waiting = self._first(outbox) if reason else self._next(outbox, waiting, until)
        if sent:
            outbox.settle()
        for reason, number in reasons.items():
            if reason:
                log.warning("Mails that weren't taken: %d, as %s.", number, reason)
        return sent

    def _first(self, outbox: Outbox) -> Waiting | None:
        return None if self._is_over.is_set() else outbox.take(self._clock())

    def _next(self, outbox: Outbox, handed: Waiting, until: float) -> Waiting | None:
        """What comes after a mail that was handed over, which is forgotten first, whatever is wrong with the next."""
        if not self._is_over.is_set():
            with suppress(Exception):
                return outbox.next_after(handed.id, self._clock())
        _keep_trying(partial(outbox.handed, handed.id), until)
        return self._first(outbox)

    def _name(self) -> str:
        """The sender's domain, in whose name we greet the mail server."""
        return sender_of(self._settings, self._library().site).rpartition("@")[2]

    @contextmanager
    def _given_back(self, outbox: Outbox, waiting: Waiting) -> Iterator[None]:
        """A mail that couldn't be tried is due again as it was; one that met a mistake of ours lets others go first."""
        try:
            yield
        except Unreachable:
            outbox.back(waiting.id, self._clock())
            raise
        except Exception:
            outbox.later(waiting.id, self._clock())
            raise

    def _hand(self, line: Line, outbox: Outbox, waiting: Waiting, until: float) -> str:
        """Hand one over; why it wasn't taken, which is written down, or nothing. Raises Unreachable."""
        library = self._library()
        appeal = library.appeals.get(waiting.appeal)
        try:
            if appeal is None:
                raise Postponed("their appeal isn't in the folder, or has errors")
            line.hand(mail_of(waiting, appeal, library.site, self._settings), until=until)
        except (Rejected, Undeliverable) as error:
            outbox.refused(waiting.id)
            return str(error)
        except Postponed as error:
            outbox.later(waiting.id, self._clock())
            return str(error)
        return ""


def _keep_trying(deed: Callable[[], None], until: float) -> None:
    """What isn't written down is sent again, so a store that is locked or full is tried as long as there is time."""
    while True:
        try:
            return deed()
        except Exception:
            if time.monotonic() + 2 * LOOKS_EVERY > until:
                raise
            time.sleep(LOOKS_EVERY / 4)
