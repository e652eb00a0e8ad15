"""A PDF read in a process of its own, bounded in time and memory: a small file can unpack to gigabytes."""

from __future__ import annotations

import json
from dataclasses import asdict

from letters import bounded
from letters.errors import Refused
from letters.importing.pdffile import read_pdf
from letters.importing.pieces import Piece

MAX_MEGABYTES = 512
MAX_SECONDS = 10


def read_pdf_apart(name: str, content: bytes) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each page. Raises Refused for a file that can't be read, or that needs too much to be read."""
    try:
        answer = bounded.run(pages_in, name, content, seconds=MAX_SECONDS, megabytes=MAX_MEGABYTES)
    except bounded.OutOfTime:
        raise _too_much(name, f"takes longer than {MAX_SECONDS} seconds to read") from None
    except bounded.OutOfMemory:
        raise _too_much(name, "needs too much memory to be read") from None
    except bounded.Ended:
        # PDFium ends its process where it gets no more memory.
        raise _too_much(name, f"is damaged, or needs more than {MAX_MEGABYTES} MB of memory to be read") from None
    return tuple(tuple(Piece(**piece) for piece in page) for page in json.loads(answer))


def _too_much(name: str, what: str) -> Refused:
    return Refused(f"{name} {what}; print it to a new PDF, or copy its text into a text file in UTF-8")


def pages_in(name: str, content: bytes) -> bytes:
    """The pieces of each page as JSON. Runs bounded. Raises Refused for a file that can't be read."""
    return json.dumps([[asdict(piece) for piece in page] for page in read_pdf(name, content)]).encode()
