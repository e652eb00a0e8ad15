"""Many letters, and the peers side by side with them: a loop with WeasyPrint alone, and Typst. Part of `script/bench`.

Each measurement is a process of its own, so that nothing is remembered from one to the next, and they take turns.
What counts is the time on the processor from the first letter to the last, without the imports.
As a program it is one of these processes: `bench_peers.py PEER SHARED|OWN LETTERS FOLDER`.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench_table import Row, at_least

from letters.compose import compose, words_from
from letters.layout import LayoutName
from letters.letter import DemandList, Letter, Paragraph
from letters.library import read
from letters.resources import folder
from letters.supporter import supporter_from

SLUG, ADDRESSEE, LAYOUT = "tashpolat-tiyip", "xi-jinping", LayoutName.UK
DATE = dt.date(2026, 1, 5)
ROUNDS = 5
# How many letters each peer makes in a process. The loop makes each alone, so that few suffice.
SHARED = {"batch": 500, "loop": 20, "kept": 20, "typst": 500, "typst alone": 1}
OWN = {"batch": 100, "loop": 20, "kept": 20, "typst": 100}
NAMES = {
    "batch": "letters.pdf.batch",
    "loop": "WeasyPrint, a loop that shares nothing",
    "kept": "WeasyPrint, a loop that keeps fonts and style sheet",
    "typst": "Typst, all in one document",
    "typst alone": "Typst, a letter compiled alone",
}

FIRST = "Ada Bela Carla Dario Elif Finn Greta Hugo Ines Jonas Kaya Lena Milan Nora Omar Paula Quinn Rosa Tara".split()
LAST = "Abel Berg Costa Dahl Ekman Frost Grau Holm Iversen Jansen Klein Lang Moreau Novak Olsen Peters Roth".split()
STREETS = "Mill Lane, High Street, Station Road, Church Walk, Long Acre, Park View, Bridge End".split(", ")
TOWNS = "Leeds York Ripon Selby Whitby Hexham Durham Kendal Skipton Malton Otley".split()


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds a letter, on the processor and by the clock, and bytes a letter."""

    processor: float
    wall: float
    size: float


def person(number: int) -> dict[str, str]:
    """Somebody invented, another one for each number: the cells of a list of members."""
    return {
        "name": f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}",
        "street": f"{number // 100 + 1} {STREETS[number % len(STREETS)]}",
        "postcode": f"LS{number % 28 + 1} {number % 9 + 1}AB",
        "town": TOWNS[number % len(TOWNS)],
        "country": "GB",
    }


def own_words(number: int) -> str:
    """Two sentences that nobody else writes."""
    one = person(number)
    return (
        f"I have taught in {one['town']} for {number % 40 + 2} years, and each spring we speak of this case. "
        f"My neighbours in {one['street']} signed with me, {number + 3} people in all."
    )


def letters_of(count: int, *, own: bool) -> list[Letter]:
    """Letters of one appeal to one addressee, from as many people."""
    library = read(folder("appeals"))
    appeal = library.appeals[SLUG]
    text, copies = appeal.texts_in("en").letter, library.copies(appeal, "GB")
    return [
        compose(
            appeal,
            ADDRESSEE,
            supporter_from({**person(number), "sign_as": "full"}),
            words_from(text, points=[], own=[own_words(number)] if own else [], text=""),
            language="en",
            date=DATE,
            copies=copies,
        )
        for number in range(count)
    ]


# --- The peers: each gets ready, and returns what is measured ------------------------------------------------------


def batch(letters: Sequence[Letter], _: Path) -> Callable[[], int]:
    """Our own way, from the letters to the file's bytes."""
    from letters.pdf.batch import batch

    return lambda: len(batch(letters, LAYOUT).data)


def loop(letters: Sequence[Letter], _: Path, *, keeping: bool = False) -> Callable[[], int]:
    """WeasyPrint on the letters' HTML, which is there already; no tags, as in a pack."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from letters import pdf
    from letters.pdf import engine
    from letters.pdf.fonts import faces_css

    pages = [pdf.html(letter, LAYOUT) for letter in letters]
    css = faces_css() + (folder("static") / "letter.css").read_text(encoding="utf-8")

    def ready() -> dict[str, Any]:
        fonts = FontConfiguration()
        return {"font_config": fonts, "stylesheets": [CSS(string=css, font_config=fonts, url_fetcher=engine.fetcher())]}

    kept = ready() if keeping else {}

    def write() -> int:
        sources = (HTML(string=page, url_fetcher=engine.fetcher()) for page in pages)
        return sum(len(source.write_pdf(**(kept or ready()))) for source in sources)

    return write


def typst(letters: Sequence[Letter], workshop: Path) -> Callable[[], int]:
    """Typst on the same letters in one document; no tags, as in a pack."""
    import typst

    shutil.copy(Path(__file__).with_name("bench_letter.typ"), workshop)
    (workshop / "letters.json").write_text(json.dumps(_for_typst(letters)), encoding="utf-8")
    fonts = [str(folder("static") / "fonts")]
    compiler = typst.Compiler(str(workshop / "bench_letter.typ"), font_paths=fonts, ignore_system_fonts=True)

    def write() -> int:
        made = compiler.compile(format="pdf", pdf_tags=False)
        return len(made) if isinstance(made, bytes) else 0

    return write


def _for_typst(letters: Sequence[Letter]) -> dict[str, Any]:
    """What the letters share, and each one's own, as bench_letter.typ reads it."""
    first = letters[0]
    texts = [block.text if isinstance(block, Paragraph) else "" for block in first.body]
    place = texts.index("")
    demands = first.body[place]
    if not isinstance(demands, DemandList):
        raise RuntimeError("the letter has no demands")
    # Own words stand after the first two paragraphs.
    own = [[block.text for block in letter.body[2:place] if isinstance(block, Paragraph)] for letter in letters]
    each = [
        {"sender": letter.sender, "signature": letter.signature, "own": words}
        for letter, words in zip(letters, own, strict=True)
    ]
    shared = {
        "recipient": first.recipient,
        "country": first.country_lines[0].text,
        "date": first.date_line,
        "subject": first.subject,
        "salutation": first.salutation,
        "before": texts[:2],
        "introduction": demands.introduction,
        "demands": demands.items,
        "after": texts[place + 1 :],
        "closing": first.closing,
        "copies": first.copies_line,
    }
    return {"shared": shared, "letters": each}


PEERS: dict[str, Callable[[Sequence[Letter], Path], Callable[[], int]]] = {
    "batch": batch,
    "loop": loop,
    "kept": lambda letters, workshop: loop(letters, workshop, keeping=True),
    "typst": typst,
    "typst alone": typst,
}


# --- Measuring ---------------------------------------------------------------------------------------------------


def spent(peer: str, *, own: bool, count: int) -> Spent:
    """What the peer takes for so many letters, in a process of its own."""
    with tempfile.TemporaryDirectory() as workshop:
        command = [sys.executable, __file__, peer, "OWN" if own else "SHARED", str(count), workshop]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this file
    return Spent(*json.loads(done.stdout))


def taking_turns(counts: dict[str, int], *, own: bool) -> dict[str, Spent]:
    """Each peer's medians."""
    rounds = [{peer: spent(peer, own=own, count=count) for peer, count in counts.items()} for _ in range(ROUNDS)]
    return {peer: _median([turn[peer] for turn in rounds]) for peer in counts}


def _median(all_of_it: Sequence[Spent]) -> Spent:
    columns = zip(*((one.processor, one.wall, one.size) for one in all_of_it), strict=True)
    return Spent(*map(statistics.median, columns))


def measured() -> list[Row]:
    """All rows of many letters: about three minutes."""
    shared, own = taking_turns(SHARED, own=False), taking_turns(OWN, own=True)
    rows = [_plain(peer, took, "shared text", SHARED[peer]) for peer, took in shared.items()]
    rows += [
        _times(shared, "loop", "shared text", 15),
        _times(shared, "kept", "shared text"),
        _times(shared, "typst", "shared text", 1.2),
        _times(shared, "typst alone", "shared text"),
    ]
    rows += [_plain(peer, took, "own words", OWN[peer]) for peer, took in own.items()]
    rows += [
        _times(own, "loop", "own words", 1.3),
        _times(own, "kept", "own words"),
        _times(own, "typst", "own words"),
    ]
    return rows


def _plain(peer: str, took: Spent, what: str, count: int) -> Row:
    rate = f"{1000 / took.processor:.0f} letters/s and core"
    value = f"{took.processor:.2f} ms ({took.wall:.2f} by the clock), {rate}, {took.size:,.0f} bytes"
    return Row(what=f"{what}: {NAMES[peer]}, {count}", value=value)


def _times(took: dict[str, Spent], peer: str, what: str, target: float | None = None) -> Row:
    ratio = took[peer].processor / took["batch"].processor
    label = f"{what}: faster than {NAMES[peer]}"
    return at_least(label, ratio, target, "x") if target else Row(what=label, value=f"{ratio:.2f} x")


def main() -> None:
    """Be one peer: print milliseconds on the processor and by the clock, and bytes, for each letter."""
    peer, kind, number, workshop = sys.argv[1:]
    count = int(number)
    write = PEERS[peer](letters_of(count, own=kind == "OWN"), Path(workshop))
    processor, wall = time.process_time(), time.perf_counter()
    size = write()
    took = [(time.process_time() - processor) * 1000, (time.perf_counter() - wall) * 1000, size]
    print(json.dumps([value / count for value in took]))


if __name__ == "__main__":
    main()
