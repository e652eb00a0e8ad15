"""`letters serve`: the settings checked, the server started in this process's place."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from letters.cli.terminal import echo
from letters.errors import Refused
from letters.language.catalogues import untranslated
from letters.library.apart import ReaderApart
from letters.library.library import Library, read
from letters.settings import Settings, settings_from

THREADS = 48


def serve(*, appeals: str, host: str, port: int, debug: bool) -> None:
    """Replace this process by the server. Raises LettersError where it could not run."""
    environment = {**os.environ, **({"LETTERS_APPEALS": os.path.abspath(appeals)} if appeals else {})}
    settings = settings_from(environment)
    refuse_busy_port(host, port)
    library = _read_apart(settings.appeals)
    for finding in library.findings:
        echo(f"{finding}\n  (left out until it is put right)", err=True)
    for language in library.site.languages:
        if missing := untranslated(language):
            echo(
                f"site.yaml: languages: {language} is off, as {missing} of the pages' own messages aren't translated"
                " into it; letters can be written in it all the same.",
                err=True,
            )
    if settings.collects:
        _prepare(settings, library)
    environment["LETTERS_SECRET_KEY"] = settings.secret_key
    environment["LETTERS_APPEALS"] = str(settings.appeals.absolute())
    shown = f"[{host}]" if ":" in host else host
    echo(f"The site is at {settings.address or f'http://{shown}:{port}'} (Ctrl-C ends it)")
    sys.stdout.flush()
    command = _development(host, port) if debug else _production(settings, f"{shown}:{port}")
    # Servers take Python files and settings from the folder where they are started for a part of the program.
    os.chdir(sys.prefix)
    # The server takes this process's place, so that signals reach it.
    os.execve(sys.executable, [sys.executable, *command], environment)  # noqa: S606 the words are all our own


def _prepare(settings: Settings, library: Library) -> None:
    """Have the store at its newest schema before several processes open it.

    Raises LettersError where no mail can be sent, or the store isn't that of the secret key.
    """
    from letters.mailing.messages import sender_of
    from letters.signing.keys import Keys
    from letters.store.database import opened

    sender_of(settings, library.site)
    opened(settings.store, Keys(settings.secret_key)).close()


def _read_apart(appeals: Path) -> Library:
    """The folder as the site reads it: a file that takes too long is left out. Raises as `read` does."""
    reader = ReaderApart()
    try:
        return read(appeals, reader)
    finally:
        reader.close()


def _production(settings: Settings, bind: str) -> list[str]:
    options = {
        "--bind": bind,
        "--workers": str(settings.workers),
        "--worker-class": "letters.web.worker.Worker",
        # More threads than letters may wait for their turn, so that forms always find a free one.
        "--threads": str(THREADS),
        # For each process; with all else it stays below the 1,024 files that many systems allow.
        "--worker-connections": "800",
        "--timeout": "60",
        "--graceful-timeout": "20",
        # What a request says of proxies is believed from nobody; where there are some, the site itself asks them.
        "--forwarded-allow-ips": "",
        "--forwarder-headers": "",
        "--header-map": "drop",
        "--proxy-protocol": "off",
        "--http-protocols": "h1",
        "--http2-cleartext": "off",
        # Its warnings quote malformed requests and where they came from.
        "--log-level": "error",
    }
    words = [word for option in options.items() for word in option]
    # Else anybody with this user's rights could command it by a socket in the home folder.
    return ["-P", "-m", "gunicorn", *words, "--no-control-socket", "letters.web.wsgi:application()"]


def _development(host: str, port: int) -> list[str]:
    app = "letters.web.wsgi:application"
    return ["-P", "-m", "flask", "--app", app, "run", "--debug", "--host", host, "--port", str(port)]


def refuse_busy_port(host: str, port: int) -> None:
    """Raises Refused where something else listens already."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise Refused(f"can't listen on {host} port {port}: {error.strerror}; choose another with --port") from None
