"""What a signature costs the whole site: its pages, its store and its mails, with people who sign at once."""

from __future__ import annotations

import os
import re
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench_load import processes_below
from bench_visitors import Client, served

from letters.signing.keys import Keys

CLIENTS = 8
_OPEN_FOR = 2.5  # seconds: who is quicker isn't believed to be a person
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
_WHO = {"language": "en", "town": "Leeds", "country": "GB", "shown_name": "name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Signatures a second, and milliseconds of a processor for each: the site's, and those of who measures it."""

    a_second: float
    of_site: float
    of_clients: float


def through_the_site(settings: dict[str, str], page: str, seconds: float) -> Cost:
    """What a signature costs that is asked for and confirmed on the pages, while its mail leaves."""
    keys = Keys(settings["LETTERS_SECRET_KEY"])
    with _mail_server() as mails, served(**settings, LETTERS_SMTP=mails) as (port, process):
        people = [_Person(port, page, keys, number) for number in range(CLIENTS)]
        time.sleep(_OPEN_FOR)
        until = time.perf_counter() + seconds
        work = [threading.Thread(target=person.signs, args=(until,)) for person in people]
        before, ours = _seconds_of(process), time.process_time()
        for thread in work:
            thread.start()
        for thread in work:
            thread.join()
        signed = sum(person.signed for person in people)
        of_site, of_clients = _seconds_of(process) - before, time.process_time() - ours
    return Cost(a_second=signed / seconds, of_site=of_site / signed * 1000, of_clients=of_clients / signed * 1000)


class _Person:
    """A browser that has the form open, and signs again and again in other names."""

    def __init__(self, port: int, page: str, keys: Keys, number: int) -> None:
        self._client, self._page, self._keys, self._number = Client(port), page, keys, number
        self._hidden = dict(_HIDDEN.findall(self._client.get(f"{page}/write").decode()))
        self.signed = 0

    def signs(self, until: float) -> None:
        """Ask and confirm until then."""
        while time.perf_counter() < until:
            name = f"{self._number}.{self.signed}"
            typed = {**self._hidden, **_WHO, "name": f"Maya {name}", "email": f"maya.{name}@example.org"}
            asked = self._client.post(f"{self._page}/sign", list(typed.items())).decode()
            hidden = dict(_HIDDEN.findall(asked))
            # As if it had read the mail, which takes no time of the site.
            code = self._keys.code(self._keys.from_page(bytes.fromhex(hidden["nonce"])), 1)
            self._client.post(f"{self._page}/sign/code", [*hidden.items(), ("code", code)])
            self.signed += 1
        self._client.close()


class _Taker(socketserver.StreamRequestHandler):
    """A mail server's half of a conversation, as short as it can be."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            match line[:4].upper():
                case b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    while self.rfile.readline() not in (b".\r\n", b""):
                        pass
                case b"QUIT":
                    return
                case _:
                    pass
            self.wfile.write(b"250 OK\r\n")


@contextmanager
def _mail_server() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Taker) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _seconds_of(process: int) -> float:
    """How long the site's processes have been at work, the kernel's part included."""
    return sum(_ticks(each) for each in [process, *processes_below(process)]) / os.sysconf("SC_CLK_TCK")


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    return int(fields[11]) + int(fields[12])
