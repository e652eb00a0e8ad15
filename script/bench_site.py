"""How fast the site is: medians, each beside its target. Part of `script/bench`.

Everything runs against the real server with two workers, on 127.0.0.1. What is compared is measured in
alternation, so that whatever else the machine does weighs on both sides. Times are in milliseconds.
"""

from __future__ import annotations

import datetime as dt
import http.client
import math
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

from bench_table import Row, below
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from letters import pdf
from letters.compose import compose, words_from
from letters.layout import layout_for
from letters.letter import Letter
from letters.library import read
from letters.pdf import engine
from letters.pdf.fonts import faces_css
from letters.resources import folder
from letters.supporter import supporter_from

SLUG, ADDRESSEE = "tashpolat-tiyip", "xi-jinping"
PAGE = f"/appeals/{SLUG}"
LETTER = f"{PAGE}/letters/{ADDRESSEE}"
WORKERS = 2
ROUNDS = 30
LOAD_SECONDS = 10.0
RATE_SECONDS = 5.0
APPEALS = 200

OWN_WORDS = "I teach geography in Leeds, and my students ask me what became of him."
SENDER = {
    "sign_as": "full",
    "name": "Maya Lind",
    "street": "12 Station Road",
    "postcode": "LS1 4AB",
    "town": "Leeds",
    "country": "GB",
}
Fields = list[tuple[str, str]]


# --- The site and its visitors -----------------------------------------------------------------------------------


class Form(HTMLParser):
    """What the page's form would send as it stands, without anything that is typed or chosen from a list."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: Fields = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = values.get("action", "").endswith("/check")
        ticked = values.get("type") == "hidden" or "checked" in values
        if self._inside and tag == "input" and ticked and "name" in values:
            self.fields.append((values["name"], values.get("value", "on")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


class Client:
    """A browser as far as speed is concerned: one connection that is kept, and its cookies."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> bytes:
        """The page. Raises RuntimeError for any answer but 200."""
        return self._good("GET", path)

    def post(self, path: str, fields: Fields) -> bytes:
        """What the form leads to. Raises RuntimeError for any answer but 200."""
        return self._good("POST", path, fields)

    def ask(self, method: str, path: str, fields: Fields | None = None) -> tuple[int, bytes]:
        """Status and content."""
        try:
            return self._once(method, path, fields)
        except (http.client.RemoteDisconnected, ConnectionError):
            # The server ends connections that were idle for two seconds.
            self._connection.close()
            return self._once(method, path, fields)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _good(self, method: str, path: str, fields: Fields | None = None) -> bytes:
        status, content = self.ask(method, path, fields)
        if status != 200:
            raise RuntimeError(f"{method} {path} was answered with {status}")
        return content

    def _once(self, method: str, path: str, fields: Fields | None) -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
        answer = self._connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read()


@contextmanager
def site() -> Iterator[int]:
    """The port of a site that runs as long as the block does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    others = {name: value for name, value in os.environ.items() if not name.startswith("LETTERS_")}
    command = [str(Path(sys.executable).with_name("letters")), "serve", "--port", str(port)]
    environment = {**others, "LETTERS_WORKERS": str(WORKERS)}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError):
            Client(port).get("/")
            return
        time.sleep(0.05)
    raise RuntimeError("the site did not start")


def filled_form(client: Client) -> Fields:
    """The form as the page gives it, token included, with a sender and own words."""
    page = client.get(f"{PAGE}/write").decode()
    own = next(part for part in ("own_words-0", "own_words-1", "own_words-2") if f'name="{part}"' in page)
    typed = {**SENDER, own: OWN_WORDS}
    fields = [(name, value) for name, value in Form(page).fields if name not in typed]
    known = {name for name, _ in fields}
    language = [] if "language" in known else [("language", "en")]
    return [*fields, *language, *typed.items()]


def visitor(port: int) -> tuple[Client, Fields]:
    """Somebody who has filled in the form."""
    client = Client(port)
    return client, filled_form(client)


# --- Measuring ---------------------------------------------------------------------------------------------------


def milliseconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


def paired(*actions: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The median of each action, all measured in turn, after two turns to warm up."""
    turns = [[milliseconds(action) for action in actions] for _ in range(rounds + 2)][2:]
    return [statistics.median(column) for column in zip(*turns, strict=True)]


def best(action: Callable[[], object]) -> float:
    """The shortest of five calls: the one that the machine's other work disturbed least."""
    return min(milliseconds(action) for _ in range(5))


def percentile(values: list[float], share: float) -> float:
    """The smallest value that this share of all values does not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]


def same_letter() -> Letter:
    """The letter that the form's fields make."""
    library = read(folder("appeals"))
    appeal = library.appeals[SLUG]
    words = words_from(appeal.texts_in("en").letter, points=[], own=[OWN_WORDS], text="")
    today = dt.datetime.now(library.site.zone).date()
    copies = library.copies(appeal, SENDER["country"])
    return compose(appeal, ADDRESSEE, supporter_from(SENDER), words, language="en", date=today, copies=copies)


def typesetter(letter: Letter) -> Callable[[], bytes]:
    """WeasyPrint alone on the letter's HTML: fonts and style sheets read once, PDF/UA-1 as the site makes it."""
    html = pdf.html(letter, layout_for(letter.sender_country))
    fonts = FontConfiguration()
    css = faces_css() + (folder("static") / "letter.css").read_text(encoding="utf-8")
    sheets = [CSS(string=css, font_config=fonts, url_fetcher=engine.fetcher())]

    def write() -> bytes:
        source = HTML(string=html, url_fetcher=engine.fetcher())
        return source.write_pdf(font_config=fonts, stylesheets=sheets, pdf_variant=engine.VARIANT)

    return write


# --- The rows ----------------------------------------------------------------------------------------------------


def one_letter(port: int) -> tuple[float, list[Row]]:
    """One PDF through the site against the typesetter alone, and the time of that PDF."""
    client, fields = visitor(port)
    letter = same_letter()
    if client.post(f"{LETTER}.pdf", fields) != pdf.render([letter]):
        raise RuntimeError("the site made another PDF than the one it is compared with")
    web, ours, alone = paired(
        lambda: client.post(f"{LETTER}.pdf", fields), lambda: pdf.render([letter]), typesetter(letter)
    )
    return web, [
        Row(what="WeasyPrint alone, same HTML", value=f"{alone:.1f} ms"),
        Row(what="letters.pdf.render", value=f"{ours:.1f} ms, {ours / alone:.2f} x WeasyPrint"),
        below("one PDF through the web, warm", web / alone, 1.25, "x WeasyPrint", f"{web:.1f} ms, "),
    ]


def other_answers(port: int) -> list[Row]:
    """Everything that is no PDF, as a share of one PDF."""
    client, fields = visitor(port)
    actions: dict[str, Callable[[], object]] = {
        "form page": lambda: client.get(f"{PAGE}/write"),
        "check page": lambda: client.post(f"{PAGE}/check", fields),
        "e-mail draft": lambda: client.post(f"{LETTER}.eml", fields),
        "fax as text": lambda: client.post(f"{LETTER}.txt", fields),
    }
    one_pdf, *times = paired(lambda: client.post(f"{LETTER}.pdf", fields), *actions.values())
    return [
        below(what, took / one_pdf, 0.1, "of a PDF", f"{took:.1f} ms, ")
        for what, took in zip(actions, times, strict=True)
    ]


def under_load(port: int, clients: int, one_pdf: float) -> list[Row]:
    """How long the form takes while others make PDFs."""
    waits: list[float] = []
    with busy(port, clients, f"{LETTER}.pdf") as answers:
        until = time.monotonic() + LOAD_SECONDS
        while time.monotonic() < until:
            # A new connection each time, as a new visitor has: either worker may take it.
            waits.append(milliseconds(lambda: _look(port)))
            time.sleep(0.01)
    p50, p95 = percentile(waits, 0.5), percentile(waits, 0.95)
    made = f"{answers[200] / LOAD_SECONDS:.1f} PDFs/s, {answers[503]} asked to come back"
    under = f"form page, {clients} clients making PDFs"
    return [
        Row(what=f"{under}: p50 of {len(waits)}", value=f"{p50:.1f} ms, {p50 / one_pdf:.2f} PDFs ({made})"),
        below(f"{under}: p95", p95 / one_pdf, 3, "PDFs", f"{p95:.1f} ms, "),
    ]


def rates(port: int) -> list[Row]:
    """Requests that the workers answer in a second."""
    rows = []
    for what, clients, path in (("form pages", 4, None), ("PDFs", 4, f"{LETTER}.pdf")):
        with busy(port, clients, path) as answers:
            time.sleep(RATE_SECONDS)
        rows.append(
            Row(what=f"{what}, {WORKERS} workers, {clients} clients", value=f"{answers[200] / RATE_SECONDS:.0f}/s")
        )
    return rows


@contextmanager
def busy(port: int, clients: int, path: str | None) -> Iterator[Counter[int]]:
    """Clients that ask without a pause during the block, for a letter or else the form; their answers by status."""
    answers: Counter[int] = Counter()
    over = threading.Event()
    visitors = [visitor(port) for _ in range(clients)]
    work = [threading.Thread(target=_ask_until, args=(over, *one, path, answers)) for one in visitors]
    for thread in work:
        thread.start()
    try:
        yield answers
    finally:
        over.set()
        for thread in work:
            thread.join()
    if set(answers) - {200, 503}:
        raise RuntimeError(f"unexpected answers: {dict(answers)}")


def _ask_until(over: threading.Event, client: Client, fields: Fields, path: str | None, answers: Counter[int]) -> None:
    while not over.is_set():
        status, _ = client.ask("POST", path, fields) if path else client.ask("GET", f"{PAGE}/write")
        if not over.is_set():
            answers[status] += 1
    client.close()


def _look(port: int) -> None:
    client = Client(port)
    client.get(f"{PAGE}/write")
    client.close()


def starting() -> list[Row]:
    """What a command and a large folder of appeals cost: nothing stands beside them, so the best of five counts."""
    program = str(Path(sys.executable).with_name("letters"))
    start = best(lambda: subprocess.run([program, "--help"], check=True, capture_output=True))  # noqa: S603 - our own program
    with tempfile.TemporaryDirectory() as name:
        many = copies_of_appeals(Path(name))
        load = best(lambda: read(many))
        check = best(lambda: subprocess.run([program, "check", str(many)], check=True, capture_output=True))  # noqa: S603 - our own program
    return [
        Row(what="letters --help, best of 5", value=f"{start:.0f} ms"),
        below(f"reading {APPEALS} appeals, best of 5", load / 1000, 2, "s"),
        below(f"letters check on {APPEALS} appeals, imports included, best of 5", check / 1000, 2, "s"),
    ]


def copies_of_appeals(target: Path) -> Path:
    """A folder with copies of the shipped appeals, all of them readable."""
    shipped = folder("appeals")
    for file in shipped.glob("*.yaml"):
        shutil.copy(file, target)
    originals = sorted(path.parent for path in shipped.glob("*/appeal.yaml"))
    for number in range(APPEALS):
        original = originals[number % len(originals)]
        shutil.copytree(original, target / f"{original.name}-{number}")
    found = read(target)
    if len(found.appeals) != APPEALS:
        raise RuntimeError(f"only {len(found.appeals)} of {APPEALS} appeals could be read")
    return target


def measured() -> list[Row]:
    """All rows of the site, about a minute and a half."""
    rows = starting()
    with site() as port:
        # Every worker starts its own renderer, and the first letter of each takes longer.
        with busy(port, 4, f"{LETTER}.pdf"):
            time.sleep(2)
        one_pdf, first = one_letter(port)
        rows += first + other_answers(port)
        for clients in (2, 6):
            rows += under_load(port, clients, one_pdf)
        return rows + rates(port)
