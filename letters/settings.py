"""The site's settings, from `LETTERS_*` variables, checked at start with a message that says what to set."""

from __future__ import annotations

import ipaddress
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from letters.errors import LettersError, Refused
from letters.fields.mail_head import address_in_head
from letters.resources import folder

LOCAL_HOST = "127.0.0.1"
"""Where only this machine is answered."""
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")

MAX_POST_BYTES = 64 * 1024
"""How much a supporter can hand in at once, as a form or as a file; one page of text in any script is far below."""

VARIABLES = {
    "LETTERS_SECRET_KEY": "signs what pages need signed that change something on the server, and makes the links and"
    " codes of signatures; at least 32 characters; without it, each run makes its own; a store needs one that lasts",
    "LETTERS_ADDRESS": "the site's public address, such as https://letters.example; links are built from it",
    "LETTERS_HOSTS": "host names that the site answers to, separated by commas; default: the address's host and"
    " localhost",
    "LETTERS_APPEALS": "the folder of appeals; default: the shipped examples",
    "LETTERS_WORKERS": "processes that answer and render; default: 2",
    "LETTERS_STORE": "the database of signatures and sums of letters, such as sqlite:////var/lib/letters/letters.db;"
    " without it, nothing is kept",
    "LETTERS_SMTP": "the mail server that takes the mails about signatures, such as smtp://user:password@host:587; a"
    " store needs one",
    "LETTERS_SENDER": "the address from which these mails come; default: the site's contact_email",
    "LETTERS_PROXIES": "how many proxies in front of the site set X-Forwarded headers; default: 0, and none is trusted",
}


class InvalidSetting(LettersError):
    """A variable that can't be used, and what to set instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Who takes our mails. `is_tls`: encrypted from the first byte; `must_start_tls`: as soon as it has greeted us."""

    host: str
    port: int
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    is_tls: bool = False
    must_start_tls: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the site runs. `proxy_headers` is the number of proxies whose headers are believed."""

    secret_key: str
    address: str = ""
    allowed_hosts: tuple[str, ...] = LOCAL_HOSTS
    appeals: Path
    workers: int = 2
    proxy_headers: int = 0
    store: str = ""
    smtp: str = ""
    sender: str = ""

    @property
    def collects(self) -> bool:
        """Whether signatures are kept here."""
        return bool(self.store)

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies may travel by HTTPS only."""
        return self.address.startswith("https://")

    def __repr__(self) -> str:
        return f"Settings(address={self.address!r}, appeals={str(self.appeals)!r})"  # never the key


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment. Raises InvalidSetting, naming the variable."""
    address = public_address(environment.get("LETTERS_ADDRESS", ""))
    hosts = tuple(host.strip() for host in environment.get("LETTERS_HOSTS", "").split(",") if host.strip())
    _refuse_incomplete(environment)
    public = (urlsplit(address).hostname or "",) if address else ()
    return Settings(
        secret_key=_secret_key(environment.get("LETTERS_SECRET_KEY", "")),
        address=address,
        allowed_hosts=hosts or (*public, *LOCAL_HOSTS),
        appeals=appeals_folder(environment.get("LETTERS_APPEALS", "")),
        workers=_number(environment, "LETTERS_WORKERS", default=2, least=1, most=64),
        proxy_headers=_number(environment, "LETTERS_PROXIES", default=0, least=0, most=5),
        store=environment.get("LETTERS_STORE", ""),
        smtp=_checked_smtp(environment.get("LETTERS_SMTP", "")),
        sender=sender_address(environment.get("LETTERS_SENDER", ""), "LETTERS_SENDER"),
    )


def store_settings(environment: Mapping[str, str]) -> tuple[str, str]:
    """The store's URL and the secret key, for staff who look into it. Raises InvalidSetting."""
    if missing := [name for name in ("LETTERS_STORE", "LETTERS_SECRET_KEY") if not environment.get(name)]:
        raise InvalidSetting(
            f"{' and '.join(missing)} {'are' if len(missing) > 1 else 'is'} not set; signatures are in the site's"
            " store, so set both to what the site has, such as LETTERS_STORE=sqlite:////var/lib/letters/letters.db"
        )
    return environment["LETTERS_STORE"], _secret_key(environment["LETTERS_SECRET_KEY"])


def store_url(environment: Mapping[str, str]) -> str:
    """The store's URL alone, for what needs no key. Raises InvalidSetting."""
    if not environment.get("LETTERS_STORE"):
        raise InvalidSetting(
            "LETTERS_STORE is not set; signatures are in the site's store, so set it to what the site has, such as"
            " LETTERS_STORE=sqlite:////var/lib/letters/letters.db"
        )
    return environment["LETTERS_STORE"]


def mail_server(url: str) -> MailServer:
    """The mail server that LETTERS_SMTP names. Raises InvalidSetting, which never repeats the password."""
    try:
        return _mail_server(url)
    except ValueError as error:
        # Not from it: it may quote what stands behind a colon, which is where a password stands.
        reason = error.args[0] if type(error) is _Unusable else "it is no address of a server"
        raise InvalidSetting(
            f"LETTERS_SMTP isn't usable: {reason}."
            " Set it to smtp://user:password@host:587 (with STARTTLS), smtps://user:password@host:465, or smtp://localhost;"
            " in user and password write / ? # @ : % as %2F %3F %23 %40 %3A %25"
        ) from None


class _Unusable(ValueError):
    """Why a URL names no mail server."""


def _mail_server(url: str) -> MailServer:
    if re.search(r"[\s\0-\x1f\x7f]", url):
        raise _Unusable("there is a blank or a control character in it")
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps"):
        raise _Unusable("it must begin with smtp:// or smtps://")
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise _Unusable("it must end behind the host and its port")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise _Unusable("user and password go together")
    if not (user + password).isascii() or not (user + password).isprintable():
        raise _Unusable("user and password must be of ASCII characters")
    is_tls, is_local = parts.scheme == "smtps", is_this_machine(parts.hostname)
    port = parts.port or (465 if is_tls else 25 if is_local else 587)
    return MailServer(
        host=parts.hostname,
        port=port,
        user=user,
        password=password,
        is_tls=is_tls,
        must_start_tls=not is_tls and not is_local,
    )


def is_this_machine(host: str) -> bool:
    """Whether what is sent to the host never leaves this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _checked_smtp(url: str) -> str:
    if url:
        mail_server(url)
    return url


def sender_address(value: str, setting: str) -> str:
    """The e-mail address, if mails can come from it; nothing where nothing is set. Raises InvalidSetting."""
    try:
        address = address_in_head(value) if value else ""
    except Refused:
        address = ""
    if value and not re.fullmatch(r"[^@]+@[^@.]+(\.[^@.]+)+", address):
        raise InvalidSetting(f"{setting} isn't an e-mail address; set it to one such as letters@organisation.example")
    return value


def _refuse_incomplete(environment: Mapping[str, str]) -> None:
    """Raises InvalidSetting for a store without what collecting signatures needs."""
    needed = ("LETTERS_SMTP", "LETTERS_SECRET_KEY", "LETTERS_ADDRESS")
    missing = [name for name in needed if not environment.get(name)]
    if environment.get("LETTERS_STORE") and missing:
        raise InvalidSetting(f"LETTERS_STORE collects signatures, which needs {', '.join(missing)} too; set it")


def appeals_folder(name: str) -> Path:
    """The folder of appeals that was asked for, or else the shipped one. Raises InvalidSetting."""
    path = Path(name) if name else folder("appeals")
    if not path.is_dir():
        raise InvalidSetting(f"LETTERS_APPEALS (or --appeals): there is no folder {path}")
    return path


def new_secret_key() -> str:
    """A key for one run."""
    return secrets.token_urlsafe(48)


def _secret_key(value: str) -> str:
    if value and len(value) < 32:
        raise InvalidSetting(
            "LETTERS_SECRET_KEY is shorter than 32 characters; make one with: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    return value or new_secret_key()


def public_address(value: str) -> str:
    """The address of a site as links begin with it; empty where there is none. Raises InvalidSetting."""
    if value and not re.fullmatch(r"https?://[^/\s?#@]+/?", value):
        raise InvalidSetting(
            f"LETTERS_ADDRESS (or --address) is {value!r}; set it to an address such as https://letters.example"
        )
    return value.rstrip("/")


def _number(environment: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    value = environment.get(name, "") or str(default)
    if not re.fullmatch(r"\d{1,4}", value) or not least <= int(value) <= most:
        raise InvalidSetting(f"{name} is {value!r}; set it to a number from {least} to {most}")
    return int(value)
