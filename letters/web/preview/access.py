"""The preview's access: only somebody who has opened the printed address comes in.

The machine may be shared, and any page in the author's browser can ask for an address on it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from werkzeug import Request, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ENTRANCE = "/preview/open/"
_OTHERS = ("cross-site", "same-site")
_CLOSED = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Not from here</title>
<h1>Not from here</h1>
<p>Only the person who started this preview can see it.
Open the address that <code>letters preview</code> has printed.</p>
"""


class Access:
    """Stands before the whole site: a key in the entrance's address becomes a cookie, and without it nothing is shown.

    `headers` are those of every answer.
    """

    def __init__(self, inside: WSGIApplication, headers: Mapping[str, str]) -> None:
        self._inside = inside
        self._headers = {**headers, "Cache-Control": "no-store"}
        self.key = secrets.token_urlsafe(24)
        self._once: set[str] = set()
        # Not the key, which opens for everybody who has it. Cookies ignore ports: a hostile server on another port of
        # 127.0.0.1 that the author visits receives this one and can come in with it until the preview ends.
        self._pass = secrets.token_urlsafe(24)

    def once(self) -> str:
        """A key that opens once. What a browser is started with can be read by everybody on the machine."""
        key = secrets.token_urlsafe(24)
        self._once.add(key)
        return key

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The site's answer, or the access's own."""
        request = Request(environ)
        if request.headers.get("Sec-Fetch-Site") in _OTHERS:
            return self._closed()(environ, start_response)
        if request.path.startswith(ENTRANCE):
            return self._entrance(request)(environ, start_response)
        if _is(request.cookies.get(_name(request), ""), self._pass):
            return self._inside(environ, start_response)
        return self._closed()(environ, start_response)

    def _entrance(self, request: Request) -> Response:
        typed = request.path.removeprefix(ENTRANCE)
        if not (_is(typed, self.key) or self._is_first_use(typed)):
            return self._closed()
        response = Response(status=303, headers={**self._headers, "Location": "/preview"})
        response.set_cookie(_name(request), self._pass, httponly=True, samesite="Strict")
        return response

    def _is_first_use(self, typed: str) -> bool:
        try:
            self._once.remove(typed)
        except KeyError:
            return False
        return True

    def _closed(self) -> Response:
        return Response(_CLOSED, 403, headers=self._headers, mimetype="text/html")


def _name(request: Request) -> str:
    """The cookie's: another for each port, where another preview may run."""
    return f"preview-{request.environ.get('SERVER_PORT', '')}"


def _is(typed: str, known: str) -> bool:
    return secrets.compare_digest(typed.encode("utf-8", "replace"), known.encode())
