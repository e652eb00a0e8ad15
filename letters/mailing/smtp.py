"""The mail server that takes our mails, spoken to with Python's smtplib (RFC 5321; STARTTLS: RFC 3207).

What it answers is never repeated, as it may quote addresses: an error's text is a reason in our own words, and numbers.
"""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from letters.mailing.messages import Mail
from letters.settings import MailServer

SECONDS = 30.0
"""So long each answer is waited for, but for the last."""
LAST_SECONDS = 300.0
"""So long the answer to a whole mail is waited for: some servers look for viruses first (RFC 5321, 4.5.3.2.6)."""
_ENHANCED = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_LOST = (OSError, smtplib.SMTPServerDisconnected)


class Unreachable(Exception):
    """The server can't be used just now, and no mail is to blame; the text says why."""


class Postponed(Exception):
    """The server doesn't take this mail now, or nobody knows whether it did; the text says why."""


class Rejected(Exception):
    """The server will never take this mail; the text says why."""


class Line:
    """A connection over which one mail after another is handed over."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp, self._is_used = smtp, False

    @property
    def is_open(self) -> bool:
        """Whether another mail may follow."""
        return self._smtp.sock is not None

    def hand(self, mail: Mail, *, until: float) -> None:
        """Hand the mail over; it is the server's when this returns. `until`: when its claim ends (time.monotonic).

        Raises Unreachable, Postponed and Rejected.
        """
        try:
            self._envelope(mail)
        except _LOST as error:
            self._smtp.close()
            raise Unreachable(_said(error)) from None
        if time.monotonic() + SECONDS + LAST_SECONDS > until:
            # Somebody else might take it before we knew what became of it.
            raise Postponed("the mail server was too slow")
        self._content(mail)

    def _envelope(self, mail: Mail) -> None:
        if self._is_used:
            self._smtp.rset()
        self._is_used = True
        options = []
        if mail.needs_unicode:
            if not self._smtp.has_extn("smtputf8"):
                raise Rejected("the mail server takes no addresses beyond ASCII (SMTPUTF8)")
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        code, said = self._smtp.mail(mail.sender, options)
        if code != 250:
            raise Unreachable(f"the mail server takes nothing from our sender ({_numbers(code, said)})")
        code, said = self._smtp.rcpt(mail.recipient)
        if code not in (250, 251):
            raise _refusal("the address", code, said)

    def _content(self, mail: Mail) -> None:
        try:
            # The first answer is given as much time as the last; between them nothing of ours can run.
            self._wait(LAST_SECONDS)
            code, said = self._smtp.data(mail.content)
            self._wait(SECONDS)
        except smtplib.SMTPDataError as error:
            code, said = error.smtp_code, _bytes(error.smtp_error)
        except (*_LOST, ssl.SSLError) as error:
            self._smtp.close()
            raise Postponed(f"the mail server went away before it said that it has the mail: {_said(error)}") from None
        if code != 250:
            raise _refusal("the mail", code, said)

    def _wait(self, seconds: float) -> None:
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)


@contextmanager
def connected(server: MailServer, name: str) -> Iterator[Line]:
    """A line to the server, encrypted unless it is this machine. `name`: the domain in which we present ourselves.

    Raises Unreachable.
    """
    smtp = _greeted(server, name)
    try:
        yield Line(smtp)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
        smtp.close()


def _greeted(server: MailServer, name: str) -> smtplib.SMTP:
    try:
        smtp = _opened(server, name)
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(_said(error)) from None
    try:
        smtp.ehlo()
        if server.must_start_tls:
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
        if server.user:
            smtp.login(server.user, server.password)
    except (OSError, smtplib.SMTPException) as error:
        smtp.close()
        raise Unreachable(_said(error)) from None
    return smtp


def _opened(server: MailServer, name: str) -> smtplib.SMTP:
    if server.is_tls:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, name, timeout=SECONDS, context=context)
    return smtplib.SMTP(server.host, server.port, name, timeout=SECONDS)


def _refusal(what: str, code: int, said: bytes) -> Exception:
    """What an answer means: 4 comes again, 5 doesn't (RFC 5321, 4.2.1), but for what somebody can set right here."""
    numbers = _numbers(code, said)
    if code == 421:
        return Unreachable(f"the mail server is closing ({numbers})")
    # Not allowed, rather than not there: relaying, passwords, lists of the blocked (RFC 3463, 3.8).
    is_ours = code in (530, 534, 535, 538) or numbers.partition(" ")[2].startswith("5.7.")
    if code < 500 or is_ours:
        return Postponed(f"the mail server doesn't take {what} now ({numbers})")
    return Rejected(f"the mail server refuses {what} ({numbers})")


def _numbers(code: int, said: bytes) -> str:
    found = _ENHANCED.match(said)
    return f"{code} {found[1].decode()}" if found else str(code)


def _said(error: Exception) -> str:
    """Why there is no line, without a word of the server's."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"user or password of LETTERS_SMTP are wrong ({error.smtp_code})"
        case smtplib.SMTPNotSupportedError():
            return "the mail server offers no STARTTLS, or takes no password: use smtps://, or another port"
        case ssl.SSLCertVerificationError():
            return f"the mail server's certificate isn't valid: {error.verify_message}"
        case smtplib.SMTPResponseException():
            return f"the mail server answers {_numbers(error.smtp_code, _bytes(error.smtp_error))}"
        case TimeoutError():
            return "the mail server doesn't answer"
        case smtplib.SMTPException():
            return "the connection to the mail server ended"
        case OSError():
            return f"the mail server can't be reached: {error.strerror or type(error).__name__}"
        case _:
            return type(error).__name__


def _bytes(said: bytes | str) -> bytes:
    return said.encode() if isinstance(said, str) else said
