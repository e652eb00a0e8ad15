"""Ways to make many letters: ours, a loop with WeasyPrint alone, and Typst. Part of `script/bench`.

As a program it makes letters in one of these ways: `bench_peers.py PEER SHARED|OWN LETTERS FOLDER`.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench_people import letters_of

from letters.layout import LayoutName
from letters.letter import DemandList, Letter, Paragraph
from letters.resources import folder

LAYOUT = LayoutName.UK

# Each gets ready, and returns what is measured.


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
