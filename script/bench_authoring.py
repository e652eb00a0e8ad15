"""What authors wait for: `letters check` of many appeals, and the preview after a file has been saved."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import Any

from bench_site import APPEALS, copies_of_appeals
from bench_table import Row, below
from bench_visitors import SLUG

ROUNDS = 9
Get = Callable[[str], Any]
_LINE = "Thank you for your attention."


def measured() -> list[Row]:
    """A row for each wait, with the folder of appeals that is larger than most."""
    with tempfile.TemporaryDirectory() as name:
        folder = copies_of_appeals(Path(name))
        return [_check(folder), *_preview(folder)]


def _check(folder: Path) -> Row:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "letters", "check", str(folder)], check=False, capture_output=True)  # noqa: S603 our own command
        times.append(time.perf_counter() - start)
    return below(f"letters check, {APPEALS} appeals, the whole process, best of 5", min(times), 2, "s")


def _preview(folder: Path) -> Iterator[Row]:
    path = next(folder.glob(f"{SLUG}-*")) / "appeal.yaml"
    text = path.read_text(encoding="utf-8")
    with previewed(path.parent) as entrance, _inside(entrance) as (get, address), _listening(get, address) as told:
        get(f"{address}/page.png").read()  # the typesetter is loaded once
        pages, pictures = [], []
        for number in range(ROUNDS):
            told.clear()
            start = time.perf_counter()
            path.write_text(text.replace(_LINE, f"{_LINE[:-1]}, {number}."), encoding="utf-8")
            told.wait(30)
            get(f"{address.removesuffix('/preview')}/appeals/{path.parent.name}").read()
            pages.append(time.perf_counter() - start)
            get(address).read()
            get(f"{address}/page.png").read()
            pictures.append(time.perf_counter() - start)
    note = f"of {APPEALS} appeals, median of {ROUNDS}"
    yield below(f"preview, from the save to the page, {note}", median(pages), 0.5, "s")
    yield below(f"preview, from the save to the picture of the PDF, {note}", median(pictures), 1, "s")


@contextmanager
def previewed(appeal: Path) -> Iterator[str]:
    """The address of the preview's entrance, as the command says it."""
    command = [sys.executable, "-m", "letters", "preview", str(appeal)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 our own command
        try:
            said = server.stdout.readline() if server.stdout else ""
            yield next(word for word in said.split() if word.startswith("http://"))
        finally:
            server.terminate()


@contextmanager
def _inside(entrance: str) -> Iterator[tuple[Get, str]]:
    """What gets the preview's pages, as a browser does that has come in, and the address of the first."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def get(address: str) -> Any:
        return browser.open(address, timeout=60)

    with get(entrance) as first:
        address: str = first.url
    yield get, address


@contextmanager
def _listening(get: Get, address: str) -> Iterator[threading.Event]:
    """An event that is set whenever the preview tells of a change, as its pages hear it."""
    told = threading.Event()
    stream = get(f"{address}/changes")

    def listen() -> None:
        with suppress(OSError):  # the preview's end is the end of the stream
            for line in stream:
                if line.startswith(b"data:"):
                    told.set()

    threading.Thread(target=listen, daemon=True).start()
    told.wait(30)
    yield told
