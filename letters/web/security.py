"""What every answer and every request must satisfy: hosts, sizes, where a form was, headers."""

from __future__ import annotations

from typing import IO
from urllib.parse import parse_qsl, urlsplit

from flask import Flask, Request, Response, current_app, request
from werkzeug.datastructures import FileStorage, MultiDict
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
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


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
        return stream, self.cls(parse_qsl(text, keep_blank_values=True, errors="replace")), self.cls()


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
        MAX_FORM_PARTS=1000,
        HEADERS=HEADERS,
    )
    if settings.proxy_headers:
        # Only the scheme is believed. Nothing here needs to know where a request came from.
        proxied = ProxyFix(app.wsgi_app, x_for=0, x_proto=settings.proxy_headers)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # the way that Flask's documentation gives
    app.before_request(_known_host)
    app.before_request(_refuse_foreign)
    app.after_request(_with_headers)


def _known_host() -> Response | None:
    settings = context().settings
    public = urlsplit(settings.address).hostname
    hosts = (*settings.allowed_hosts, public) if public else settings.allowed_hosts
    if host_is_trusted(request.environ.get("HTTP_HOST", ""), hosts):
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
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site not in ("same-origin", "none", None) or (site is None and origin is not None and not _is_ours(origin)):
        raise Foreign("This form came from another site.")


def _is_ours(origin: str) -> bool:
    """Whether the origin is this site's: that of the settings, or the host that was asked, which is a known one.

    The scheme alone may differ: a proxy may speak HTTPS where this program doesn't.
    """
    hosts = {_host(f"//{request.host}"), _host(context().settings.address)}
    return origin.startswith(("http://", "https://")) and _host(origin) in hosts - {""}


def _host(address: str) -> str:
    """The host and the port of an address, without the port that goes without saying; nothing where there is none."""
    try:
        netloc = urlsplit(address).netloc
    except ValueError:
        return ""
    return netloc.lower().removesuffix(":443").removesuffix(":80")


def _with_headers(response: Response) -> Response:
    response.headers.extend(current_app.config["HEADERS"])
    if context().settings.secure_cookies:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint == "static" and response.status_code in (200, 304):
        response.headers["Cache-Control"] = "public, max-age=3600"
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
