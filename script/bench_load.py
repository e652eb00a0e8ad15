"""How the site bears what can come over it: many clients, slow and greedy ones, saved appeals, killed processes.

Part of `script/bench`. Honest supporters make letters without a pause, each with a name of its own, and somebody opens
the form again and again; beside them goes on what the site has to bear. Each letter must hold the name of who asked for
it, and nobody else's. Everything is on 127.0.0.1, and takes about five minutes.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import shutil
import signal
import socket
import string
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from bench_clock import milliseconds, percentile
from bench_table import Row, at_least, below
from bench_visitors import LETTER, OWN_WORDS, PAGE, SLUG, Client, Fields, served, visitor

from letters.resources import folder

SECONDS = 20.0
SOAK, LARGE_SOAK = 1_500, 20_000
SLOW, GREEDY = 40, 20
_CANARY = re.compile(r"Canary[a-z]{8}")
_LOST = (http.client.HTTPException, ConnectionError)
# Addresses for examples (RFC 5737): each supporter has one, and all connections of the greedy client another.
_HONEST, _GREEDY_ADDRESS = "198.51.100.{}", "192.0.2.1"
_RANDOM = random.Random(12)  # noqa: S311 names, not keys


@dataclass(slots=True, kw_only=True)
class Seen:
    """What honest supporters have got: times in milliseconds, answers by what they were, letters by their canary."""

    pages: list[float] = field(default_factory=list)
    letters: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    made: list[tuple[str, bytes]] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    @property
    def mixed_up(self) -> int:
        """How many letters hold another name than that of who asked for it."""
        return sum(set(_CANARY.findall(_text(pdf))) != {canary} for canary, pdf in self.made)


def _text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(str(page.get_textpage().get_text_range()) for page in document)


def supporter(port: int, number: int, over: threading.Event, seen: Seen) -> None:
    """Makes letters until it is over."""
    client, fields = _begun(port, _HONEST.format(number), over)
    while not over.is_set():
        canary = "Canary" + "".join(_RANDOM.choices(string.ascii_lowercase, k=8))
        named = [(name, canary if name == "name" else value) for name, value in fields]
        begin = time.monotonic()
        try:
            status, content = client.ask("POST", f"{LETTER}.pdf", named)
        except _LOST:
            # Of a process that was killed while it worked; the browser still has the form.
            seen.answers["reset"] += 1
            client.close()
            continue
        except TimeoutError:
            seen.answers["timeout"] += 1
            client.close()
            continue
        if status == 200:
            seen.letters.append((time.monotonic() - begin) * 1000)
            seen.made.append((canary, content))
        is_kept = status == 503 and canary.encode() in content and OWN_WORDS.encode() in content
        seen.answers["200" if status == 200 else "503, text kept" if is_kept else str(status)] += 1
    client.close()


def _begun(port: int, address: str, over: threading.Event) -> tuple[Client, Fields]:
    """The form, filled in, however long it takes to get it."""
    while not over.is_set():
        with suppress(*_LOST, TimeoutError, RuntimeError):
            return visitor(port, address)
        over.wait(0.1)
    return Client(port, address), []


def reader(port: int, over: threading.Event, seen: Seen) -> None:
    """Opens the form again and again, as somebody new each time."""
    while not over.is_set():
        with suppress(*_LOST, TimeoutError):
            seen.pages.append(milliseconds(lambda: _look(port, seen)))
        time.sleep(0.02)


def _look(port: int, seen: Seen) -> None:
    client = Client(port, _HONEST.format(255))
    status, _ = client.ask("GET", f"{PAGE}/write")
    client.close()
    if status != 200:
        seen.answers[f"form {status}"] += 1


def watch(server: int, over: threading.Event, seen: Seen) -> None:
    """Notes how much memory all of the site's processes have."""
    while not over.wait(0.5):
        seen.megabytes.append(sum(map(_megabytes, [server, *processes_below(server)])))


def _megabytes(process: int) -> float:
    with suppress(OSError, IndexError):
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    return 0


def processes_below(process: int) -> list[int]:
    """The processes that this one has started, and those that these have."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):
            parent = int(path.read_text().rpartition(") ")[2].split()[1])
            children.setdefault(parent, []).append(int(path.parent.name))
    found = [process]
    for each in found:
        found += children.get(each, [])
    return found[1:]


Burden = Callable[[threading.Event], None]
"""What goes on beside the honest supporters, until it is over."""


def slow(port: int) -> list[Burden]:
    """Connections that send a byte of a header now and then."""

    def drip(over: threading.Event) -> None:
        connection: socket.socket | None = None
        while not over.is_set():
            try:
                if connection is None:
                    connection = socket.create_connection(("127.0.0.1", port), 10)
                    connection.sendall(b"GET / HTTP/1.1\r\nX-A: ")
                connection.sendall(b"b")
            except OSError:
                connection = None
            over.wait(3)
        if connection:
            connection.close()

    return [drip] * SLOW


def greedy(port: int) -> list[Burden]:
    """Many connections of one client, each with letters that are as costly as the form takes them."""
    kinds = [
        "\n".join("x" * 250),
        "ill ill " * 749,
        "WMW WMW " * 749,
        "".join(chr(0x4E00 + number) for number in range(5_900)),
        "أطلقوا سراحها فوراً " * 290,
        "e\u0323\u0302 a\u0308\u0304 " * 850,
        "x\n" * 3_000,
    ]

    def ask(number: int, over: threading.Event) -> None:
        client, fields = _begun(port, _GREEDY_ADDRESS, over)
        text = kinds[number % len(kinds)]
        typed = [*((name, value) for name, value in fields if name not in ("mode", "text")), ("mode", "whole")]
        paths = (f"{LETTER}.pdf", f"{PAGE}/check", f"{PAGE}/letters.pdf", f"{PAGE}/envelopes.pdf", f"{LETTER}.tif")
        while not over.is_set():
            for path in paths:
                with suppress(*_LOST, TimeoutError):
                    client.ask("POST", path, [*typed, ("text", text)])
                if over.is_set():
                    break
        client.close()

    def asks(number: int) -> Burden:
        return lambda over: ask(number, over)

    return [asks(number) for number in range(GREEDY)]


def saving(appeals: Path) -> list[Burden]:
    """An author who saves an appeal every second."""

    def save(over: threading.Event) -> None:
        path = appeals / SLUG / "appeal.yaml"
        text = path.read_text(encoding="utf-8")
        for number in range(1_000_000):
            path.write_text(f"{text}# saved {number}\n", encoding="utf-8")
            if over.wait(1):
                break
        path.write_text(text, encoding="utf-8")

    return [save]


def killing(server: int) -> list[Burden]:
    """Somebody, or the system, who ends a worker and all that make letters every two seconds, in turns."""

    def kill(over: threading.Event) -> None:
        for number in range(1_000_000):
            if over.wait(2):
                return
            workers = [process for process in processes_below(server) if _parent(process) == server]
            renderers = [process for process in processes_below(server) if process not in workers]
            for process in workers[:1] if number % 2 else renderers:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    return [kill]


def _parent(process: int) -> int:
    with suppress(OSError):
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()[1])
    return 0


@contextmanager
def going_on(work: list[Burden]) -> Iterator[None]:
    """All of this, each in a thread of its own, as long as the block runs."""
    over = threading.Event()
    threads = [threading.Thread(target=each, args=(over,)) for each in work]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def bear(port: int, server: int, clients: int, burdens: list[Burden], *, letters: int = 0) -> Seen:
    """What so many supporters see while the burdens go on: for some time, or until they have that many letters."""
    seen = Seen()
    beside: list[Burden] = [lambda over: reader(port, over, seen), lambda over: watch(server, over, seen)]
    with ExitStack() as stack:
        stack.enter_context(going_on(burdens))
        stack.enter_context(going_on([_supporting(port, number, seen) for number in range(clients)] + beside))
        until = time.monotonic() + SECONDS
        while len(seen.made) < letters if letters else time.monotonic() < until:
            time.sleep(0.1)
    return seen


def _supporting(port: int, number: int, seen: Seen) -> Burden:
    return lambda over: supporter(port, number, over, seen)


def rows(what: str, seen: Seen, one_pdf: float, *, kills: bool = False) -> list[Row]:
    """What was seen, beside what must hold."""
    pages, letters = seen.pages or [float("inf")], seen.letters or [float("inf")]
    p95 = percentile(pages, 0.95)
    others = {kind: count for kind, count in seen.answers.items() if kind not in ("200", "503, text kept")}
    resets = others.pop("reset", 0) if kills else 0
    kinds = ", ".join(f"{count} x {kind}" for kind, count in sorted(others.items())) or "none"
    came_back = f"{seen.answers['503, text kept']} x 503 with the text kept" + (f", {resets} reset" if kills else "")
    return [
        below(f"{what}: form, p95", p95 / one_pdf, 3, "PDFs", f"{p95:.0f} ms, p50 {percentile(pages, 0.5):.0f} ms, "),
        Row(
            what=f"{what}: letters",
            value=f"{len(seen.letters) / SECONDS:.1f}/s, p50 {percentile(letters, 0.5):.0f} ms, "
            f"p95 {percentile(letters, 0.95):.0f} ms; {came_back}",
        ),
        Row(what=f"{what}: other errors", value=kinds, target="none", reached=not others),
        Row(
            what=f"{what}: letters with another's name",
            value=f"{seen.mixed_up} of {len(seen.made)}",
            target="0",
            reached=bool(seen.made) and not seen.mixed_up,
        ),
        Row(what=f"{what}: memory", value=f"{seen.megabytes[-1]:.0f} MB, at most {max(seen.megabytes):.0f} MB"),
    ]


def soaked(port: int, server: int, letters: int) -> list[Row]:
    """What memory becomes of while so many letters are made."""
    seen = bear(port, server, 4, [], letters=letters)
    # The first half only fills what each process keeps; medians, as one that takes over is there beside the old one.
    tenth = max(1, len(seen.megabytes) // 10)
    first, last = (percentile(part, 0.5) for part in (seen.megabytes[4 * tenth : 5 * tenth], seen.megabytes[-tenth:]))
    slope = (last - first) / (len(seen.made) / 2) * 1000
    what = f"{len(seen.made):,} letters, 4 clients"
    return [
        below(f"{what}: memory", slope, 50, "MB more per 1,000 letters", f"{first:.0f} to {last:.0f} MB, "),
        Row(
            what=f"{what}: letters with another's name", value=str(seen.mixed_up), target="0", reached=not seen.mixed_up
        ),
    ]


def one_letter(port: int) -> float:
    """How long one letter takes where nobody else asks, in milliseconds."""
    client, fields = visitor(port)
    for _ in range(5):
        client.post(f"{LETTER}.pdf", fields)
    return percentile([milliseconds(lambda: client.post(f"{LETTER}.pdf", fields)) for _ in range(30)], 0.5)


def measured(large: bool) -> list[Row]:
    """All rows, some five minutes; with `large`, 20,000 letters at the end."""
    with tempfile.TemporaryDirectory() as name:
        appeals = Path(shutil.copytree(folder("appeals"), Path(name) / "appeals"))
        with served(LETTERS_APPEALS=str(appeals), LETTERS_PROXIES="1") as (port, server):
            one_pdf = one_letter(port)
            found = [Row(what="one letter, nobody else there", value=f"{one_pdf:.0f} ms")]
            rates = {}
            for clients in (2, 8, 40):
                seen = bear(port, server, clients, [])
                rates[clients] = len(seen.letters) / SECONDS
                found += rows(f"{clients} clients", seen, one_pdf)
            found.append(at_least("letters a second, 40 clients", rates[40] / rates[8], 0.8, "of those at 8"))
            burdens = {
                f"8 clients, {SLOW} slow ones": slow(port),
                f"8 clients, one greedy by {GREEDY} connections": greedy(port),
                "8 clients, an appeal saved every second": saving(appeals),
                "8 clients, processes killed every 2 s": killing(server),
            }
            for what, burden in burdens.items():
                found += rows(what, bear(port, server, 8, burden), one_pdf, kills="killed" in what)
            return found + soaked(port, server, LARGE_SOAK if large else SOAK)
