"""What the production server calls in each of its processes."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from functools import cache

from flask import Flask
from gunicorn import util

from letters import bounded
from letters.mailing.sender import Sender
from letters.settings import settings_from
from letters.web import create_app
from letters.web.hourly import Hourly
from letters.web.security import HEADERS, HTTPS_ONLY, NOT_KEPT


def application() -> Flask:
    """The site with the settings of this process's environment."""
    bounded.leave_no_core()
    # What is no request at all never reaches the site: the server answers it, and by itself without our headers.
    util.write_error = refuse
    settings = settings_from(os.environ)
    app = create_app(settings)
    if settings.collects and not _only_watches():
        # Here and not before: gunicorn calls this in each worker, and no thread outlives a fork.
        sender = app.extensions["mails"] = Sender(settings, app.extensions["letters"].live.library)
        sender.start()
        Hourly(settings, app.extensions["letters"].live.library).start()
    return app


def _only_watches() -> bool:
    """Whether this is the half of the development server that starts the other again when files change."""
    return os.environ.get("FLASK_DEBUG") == "1" and "WERKZEUG_RUN_MAIN" not in os.environ


def refuse(client: socket.socket, status: int, reason: str, _message: str) -> None:
    """Answer with the headers of every page and the reason alone; the message would repeat what came."""
    body = f"{reason}\n"
    headers = {
        "Content-Type": "text/plain",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **_of_every_page(),
    }
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers.items()), "", body]
    util.write_nonblock(client, "\r\n".join(lines).encode("ascii"))


@cache
def _of_every_page() -> Mapping[str, str]:
    """What an answer of the site carries; the environment stays what it was when the process began."""
    https_only = HTTPS_ONLY if settings_from(os.environ).secure_cookies else {}
    return {**HEADERS, **https_only, **NOT_KEPT}
