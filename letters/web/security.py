"""What every answer and every request must satisfy: hosts, sizes, tokens, headers."""

from __future__ import annotations

from typing import IO
from urllib.parse import parse_qsl, urlsplit

from flask import Flask, Request, Response, current_app, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted

from letters.settings import MAX_POST_BYTES, Settings
from letters.web.context import context

TOKEN_SECONDS = 3 * 24 * 3600

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
        MAX_FORM_PARTS=200,
        SESSION_COOKIE_NAME="__Host-form" if settings.secure_cookies else "form",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=TOKEN_SECONDS,
        WTF_CSRF_SSL_STRICT=False,
        HEADERS=HEADERS,
    )
    if settings.proxy_headers:
        # Only the scheme is believed. Nothing here needs to know where a request came from.
        proxied = ProxyFix(app.wsgi_app, x_for=0, x_proto=settings.proxy_headers)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # the way that Flask's documentation gives
    app.before_request(_known_host)
    CSRFProtect(app)
    app.after_request(_with_headers)


def _known_host() -> Response | None:
    settings = context().settings
    public = urlsplit(settings.address).hostname
    hosts = (*settings.allowed_hosts, public) if public else settings.allowed_hosts
    if host_is_trusted(request.environ.get("HTTP_HOST", ""), hosts):
        return None
    return Response("There is no site with this name here.\n", 400, mimetype="text/plain")


def _with_headers(response: Response) -> Response:
    response.headers.extend(current_app.config["HEADERS"])
    if context().settings.secure_cookies:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint == "static" and response.status_code in (200, 304):
        response.headers["Cache-Control"] = "public, max-age=3600"
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
