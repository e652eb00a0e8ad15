"""How fast the site is: medians, each beside its target. Part of `script/bench`.

Everything runs against the real server with two workers, on 127.0.0.1.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_alone import same_letter, typesetter
from bench_clock import best, milliseconds, paired, percentile
from bench_table import Row, below
from bench_visitors import LETTER, PAGE, WORKERS, Client, busy, site, visitor

from letters import pdf
from letters.library.library import read
from letters.resources import folder

LOAD_SECONDS = 10.0
RATE_SECONDS = 5.0
APPEALS = 200


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
    """Everything that is no PDF, as a share of one PDF. The check page is set as the PDF is, but not written."""
    client, fields = visitor(port)
    actions: dict[str, Callable[[], object]] = {
        "form page": lambda: client.get(f"{PAGE}/write"),
        "check page": lambda: client.post(f"{PAGE}/check", fields),
        "e-mail draft": lambda: client.post(f"{LETTER}.eml", fields),
        "fax as text": lambda: client.post(f"{LETTER}.txt", fields),
    }
    one_pdf, *times = paired(lambda: client.post(f"{LETTER}.pdf", fields), *actions.values())
    return [
        below(what, took / one_pdf, 1 if what == "check page" else 0.1, "of a PDF", f"{took:.1f} ms, ")
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
    return [
        Row(what="letters --help, best of 5", value=f"{start:.0f} ms"),
        below(f"reading {APPEALS} appeals, best of 5", load / 1000, 2, "s"),
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
