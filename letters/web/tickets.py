"""Tickets by which somebody who has taken letters along can say, once, that she has sent them.

A ticket is a random number with the time, signed for one appeal. It says nothing of the letter or of whoever wrote it,
stands in the pages alone, and nobody else's page can have it: so it does what a cookie and its token would.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from flask import current_app
from itsdangerous import BadData

from letters.errors import Refused, gettext_noop
from letters.signing.keys import NONCE_BYTES
from letters.web.form_token import Clock

LASTS = dt.timedelta(days=14)
"""So long a letter may lie on a table before somebody says that it was sent."""

TOO_LATE = gettext_noop(
    "This page has been open for more than two weeks, so your letter can’t be counted here any more. It counts where it"
    " was sent to."
)


class NoTicket(Refused):
    """A report without a ticket that is good for it."""


def new_ticket(slug: str) -> str:
    """A ticket for letters to the appeal."""
    return _signer(slug).sign(secrets.token_hex(NONCE_BYTES)).decode()


def number_of(ticket: str, slug: str) -> tuple[bytes, dt.datetime]:
    """The ticket's number, and until when it is good (naive UTC). Raises NoTicket."""
    try:
        number, since = _signer(slug).unsign(ticket, max_age=int(LASTS.total_seconds()), return_timestamp=True)
    except BadData:
        raise NoTicket(TOO_LATE) from None
    return number, since.astimezone(dt.UTC).replace(tzinfo=None) + LASTS


def _signer(slug: str) -> Clock:
    return Clock(
        str(current_app.secret_key), salt=f"letters.ticket.{slug}", key_derivation="hmac", digest_method=hashlib.sha256
    )
