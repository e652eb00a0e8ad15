"""What guards a form that changes something: a token of whoever opened it, the time it took, a field nobody sees.

Where these don't hold, the form comes back with all that was typed. No picture has to be read and no script to run.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import Flask, current_app, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf, validate_csrf
from itsdangerous import BadData, TimestampSigner
from werkzeug.wrappers import Response
from wtforms import ValidationError

from letters.errors import Refused, gettext_noop
from letters.settings import Settings
from letters.web.context import context, now

COOKIE = "signing"
LASTS = dt.timedelta(hours=24)
QUICKEST = dt.timedelta(seconds=2)
"""Nobody reads a letter and fills in a form in less; programs do."""

TOKEN, OPENED, EMPTY = "csrf_token", "opened", "remarks"

NO_COOKIE = gettext_noop(
    "Signing needs one cookie, and your browser sent none. Please allow cookies for this site, then press the button"
    " again. Everything that you typed is still here."
)
TOO_OLD = gettext_noop(
    "This page had been open for very long. Nothing was signed, and everything that you typed is still here: please"
    " press the button once more."
)
TOO_QUICK = gettext_noop(
    "That was so quick that we can't tell you from a program. Everything that you typed is still here: please press"
    " the button once more."
)
FILLED = gettext_noop("Please leave the last field empty; it is there for programs only. Then press the button again.")


class NotGenuine(Refused):
    """A form that might not come from a person who has just seen it."""


@dataclass(frozen=True, slots=True)
class FormToken:
    """The hidden fields of such a form: their names and values."""

    token: str
    opened: str


PLACES = FormToken("@@token@@", "@@opened@@")
"""What stands in a page that is alike for everybody, until somebody gets it."""


class _Sessions(SecureCookieSessionInterface):
    """The cookie that the token needs. Through an onion service, which has no HTTPS, it travels inside Tor."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether it may travel by HTTPS only."""
        is_onion = request.host.partition(":")[0].endswith(".onion")
        return context().settings.secure_cookies and not is_onion


class Clock(TimestampSigner):
    """Signs with the time of the site's clock."""

    def get_timestamp(self) -> int:
        """Seconds since 1970."""
        return int(now().timestamp())


def prepare(app: Flask, settings: Settings) -> None:
    """Let forms that change something have a token. No cookie is set but with such a form."""
    app.session_interface = _Sessions()
    app.config.update(
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        # Strict would leave it out where somebody comes from the mail, and a second one would spoil the first form.
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=int(LASTS.total_seconds()),
        WTF_CSRF_FIELD_NAME=TOKEN,
    )


def given() -> FormToken:
    """The token for a form of this answer. A form that comes back has been open since it was first shown."""
    opened = request.form.get(OPENED, "")
    return FormToken(generate_csrf(), opened if _age(opened) is not None else _signer().sign(b"").decode())


def put_into(page: str) -> str:
    """A page that is alike for everybody, as one visitor gets it: with a token of her own in its places."""
    mine = given()
    for place, value in ((PLACES.token, mine.token), (PLACES.opened, mine.opened)):
        page = page.replace(f'value="{place}"', f'value="{value}"', 1)
    return page


def check(*, takes_time: bool = True) -> None:
    """Raises NotGenuine for a form that isn't its visitor's own, or that a program has sent.

    `takes_time`: whether it has fields that nobody fills in at once.
    """
    if not request.cookies.get(COOKIE):
        raise NotGenuine(NO_COOKIE)
    try:
        validate_csrf(request.form.get(TOKEN))
    except ValidationError:
        raise NotGenuine(TOO_OLD) from None
    if request.form.get(EMPTY):
        raise NotGenuine(FILLED)
    age = _age(request.form.get(OPENED, ""))
    if takes_time and (age is None or age < QUICKEST):
        raise NotGenuine(TOO_QUICK)


def forget(response: Response) -> None:
    """Take the cookie away, where the browser has one."""
    if request.cookies.get(COOKIE):
        response.delete_cookie(COOKIE, httponly=True, samesite="Lax")


def _age(opened: str) -> dt.timedelta | None:
    """For how long the form has been open; none where that isn't known."""
    try:
        _, since = _signer().unsign(opened, return_timestamp=True)
    except BadData:
        return None
    return now() - since


def _signer() -> Clock:
    return Clock(str(current_app.secret_key), salt="letters.opened")
