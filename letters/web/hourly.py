"""What the site does every hour where it keeps signatures: it lets go of what is past its time."""

from __future__ import annotations

import datetime as dt
import logging
import os
import threading
from collections.abc import Callable

from letters.authoring.closing import tidy
from letters.errors import LettersError
from letters.library.library import Library
from letters.settings import Settings
from letters.signing.keys import Keys
from letters.store.database import existing

AN_HOUR = 60 * 60
_SOON = 60
_APART = 600
"""Seconds: the first time is between these two after the process has begun, as several begin at once."""
log = logging.getLogger(__name__)


class Hourly:
    """A thread that tidies the store of these settings; `library`: the appeals and the site as they are now."""

    def __init__(self, settings: Settings, library: Callable[[], Library]) -> None:
        self._settings, self._library = settings, library
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hourly", daemon=True)

    def start(self) -> None:
        """Begin, in a process that isn't forked any more."""
        self._thread.start()

    def end(self) -> None:
        """Tidy no more, and wait for what is under way."""
        self._is_over.set()
        self._thread.join()

    def _run(self) -> None:
        pause = _SOON + os.getpid() % (_APART - _SOON)
        while not self._is_over.wait(pause):
            try:
                self.tidy(dt.datetime.now(dt.UTC))
            except Exception as error:
                # The thread has to outlive it. Not the text, which may hold what somebody typed.
                log.error("Signatures weren't tidied: %s. It is tried again in an hour.", type(error).__name__)
            pause = AN_HOUR

    def tidy(self, now: dt.datetime) -> None:
        """Do it once. `now` knows its time zone. Raises what stores raise."""
        try:
            store = existing(self._settings.store, Keys(self._settings.secret_key))
        except LettersError as error:
            log.error("Signatures weren't tidied: %s", error)
            return
        try:
            for slug in tidy(store, self._library(), now):
                log.error("The file of %s can't be changed: look into it, then run `letters signatures close`.", slug)
        finally:
            store.close()
