"""What every answer and every request must satisfy: hosts, sizes, where a form was, headers."""

from __future__ import annotations

import re
from typing import IO
from urllib.parse import parse_qsl, urlsplit

from flask import Flask, Request, Response, current_app, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted

from letters.errors import LettersError
from letters.settings import MAX_POST_BYTES, Settings
from letters.web.context import context

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


# For a site whose address is https.
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
NOT_KEPT = {"Cache-Control": "no-store"}

# A name, or an address of IPv6; the dot that ends a name in full; a port, if it isn't the usual one.
_NAMED = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*?)\.?(?::(\d*))?")
_PORTS = {None: "", "80": "", "443": ""}


MAX_FIELDS = 1000


class Foreign(LettersError):
    """A form that was sent from a page of another site."""


class StrictFormParser(FormDataParser):
    """Reads both encodings of a form alike: what is no UTF-8 becomes U+FFFD, which no field accepts.

    Werkzeug's own would leave `%FF` in an urlencoded form, which looks as if somebody had typed it, and give an
    empty form for such bytes that aren't quoted.
    """

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]:
        """The stream, the form's fields, and its files."""
        if mimetype != "application/x-www-form-urlencoded":
            return super().parse(stream, mimetype, content_length, options)
        text = stream.read().decode(errors="replace")
        try:
            pairs = parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=MAX_FIELDS)
        except ValueError:
            raise RequestEntityTooLarge from None
        return stream, self.cls(pairs), self.cls()


class StrictRequest(Request):
    """A request whose form holds nothing unreadable that passes for text."""

    form_data_parser_class = StrictFormParser


def protect(app: Flask, settings: Settings) -> None:
    """Put the guards around every page of the site."""
    app.request_class = StrictRequest
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_POST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_POST_BYTES,
        # An open appeal may have many addressees, copies and points; bytes are what is bounded.
        MAX_FORM_PARTS=MAX_FIELDS,
        HEADERS=HEADERS,
    )
    if settings.proxy_headers:
        # Only the scheme is believed. Where a request came from nobody needs to know but `clients`, who forgets it.
        proxied = ProxyFix(app.wsgi_app, x_for=0, x_proto=settings.proxy_headers)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # the way that Flask's documentation gives
    app.before_request(_known_host)
    app.before_request(_refuse_foreign)
    app.after_request(_with_headers)


def _known_host() -> Response | None:
    asked, settings = request.environ.get("HTTP_HOST", ""), context().settings
    known = {_named(host)[0] for host in (*settings.allowed_hosts, urlsplit(settings.address).netloc)} - {""}
    name, _ = _named(asked)
    if host_is_trusted(asked) and any(name == host or (host[0] == "." and f".{name}".endswith(host)) for host in known):
        return None
    return Response("There is no site with this name here.\n", 400, mimetype="text/plain")


def _refuse_foreign() -> None:
    """Raises Foreign for a form that another site has sent, whatever page it is for.

    No page here changes anything on the server, so there is nothing that a token or a cookie would have to guard; a
    page that does will need a token of its own besides. Browsers say where a form was (Fetch Metadata); older ones at
    least name its origin (RFC 6454, section 7), and what says neither is let in.
    """
    if request.method in ("GET", "HEAD", "OPTIONS") or request.routing_exception:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    # Only a page of the same origin may be silent about it: under some referrer policies forms of ours say `null`.
    if site != "same-origin" and (site not in ("none", None) or not (origin is None or _is_ours(origin))):
        raise Foreign("This form came from another site.")


def _is_ours(origin: str) -> bool:
    """Whether the origin is this site's: that of the settings, or the host that was asked, which is a known one.

    The scheme alone may differ: a proxy may speak HTTPS where this program doesn't.
    """
    hosts = {_named(request.host), _named(urlsplit(context().settings.address).netloc)}
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and _named(parts.netloc) in hosts - {("", "")}


def _named(netloc: str) -> tuple[str, str]:
    """A host and its port as they are compared; nothing where there is none.

    Neither capitals nor a dot at the end make another host, nor does a port that goes without saying.
    """
    bare = f"[{netloc}]" if netloc.count(":") > 1 and "[" not in netloc else netloc
    found = _NAMED.fullmatch(bare.lower())
    if found is None:
        return "", ""
    try:
        name = ".".join(label.encode("idna").decode() for label in found[1].split("."))
    except UnicodeError:
        return "", ""  # longer than a name can be
    return name, _PORTS.get(found[2], found[2])


def _with_headers(response: Response) -> Response:
    # What is meant for other sites too has said so already.
    for name, value in current_app.config["HEADERS"].items():
        response.headers.setdefault(name, value)
    if context().settings.secure_cookies:
        response.headers.update(HTTPS_ONLY)
    if request.endpoint == "static" and response.status_code in (200, 304):
        response.headers["Cache-Control"] = "public, max-age=3600"
    elif "Cache-Control" not in response.headers:
        response.headers.update(NOT_KEPT)
    return response
