"""The file of a published sheet, bounded before it is read: text in UTF-8, or a PDF that holds text."""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import Path

from letters.errors import Refused
from letters.importing.pieces import EM_PER_CHARACTER, LEADING, Pages, Piece
from letters.importing.signs import cleaned

MAX_TEXT_BYTES = 1024 * 1024
MAX_PDF_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 60_000
MAX_LINES = 1_000

# What a file is that is neither text nor PDF, by its first bytes, and what to do with it.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "is a file of a word processor (or another packed file); open it there and save it as PDF"),
    (b"\xd0\xcf\x11\xe0", "is a file of a word processor; open it there and save it as PDF"),
    (b"{\\rtf", "is a file of a word processor; open it there and save it as PDF or as plain text in UTF-8"),
    (b"\x89PNG", "is a picture; the sheet must be a PDF that holds text, or a text file"),
    (b"\xff\xd8\xff", "is a picture; the sheet must be a PDF that holds text, or a text file"),
    (b"\xff\xfe", "is in UTF-16; open it in a text editor and save it as plain text in UTF-8"),
    (b"\xfe\xff", "is in UTF-16; open it in a text editor and save it as plain text in UTF-8"),
)
_MARKUP = re.compile(r"\s*<(?:!doctype html|html|\?xml)", re.IGNORECASE)
_WIDE_GAP = re.compile(" {3,}")


def read_pages(path: Path) -> Pages:
    """The text on each page of the file. Raises Refused with what to do."""
    content = _content(path)
    if b"%PDF-" in content[:1024]:
        # Not before it is needed: a text file needs no PDF library.
        from letters.importing.pdfapart import read_pdf_apart

        pages = Pages(pieces=read_pdf_apart(path.name, content))
    else:
        typed = _text(path.name, content).split("\f")
        pages = Pages(pieces=tuple(map(_typed, typed)), leading=LEADING)
    if (lines := sum(map(len, pages.pieces))) > MAX_LINES:
        raise Refused(
            f"{path.name} has {lines:,} lines, at most {MAX_LINES:,} are read: a published sheet has two pages; "
            "take out what doesn't belong to it"
        )
    return pages


def _content(path: Path) -> bytes:
    # A pipe would keep the program waiting for ever.
    if path.exists() and not path.is_file():
        raise Refused(f"{path} is not a file")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_PDF_BYTES + 1)
    except OSError as error:
        raise Refused(f"{path} can't be read: {error.strerror}") from None
    limit = MAX_PDF_BYTES if b"%PDF-" in content[:1024] else MAX_TEXT_BYTES
    for start, what in _OTHERS:
        if content.startswith(start):
            raise Refused(f"{path.name} {what}")
    if len(content) > limit:
        raise Refused(f"{path.name} is larger than {limit // 1024:,} kB; a published sheet has two pages")
    return content


def _text(name: str, content: bytes) -> str:
    if b"\0" in content:
        raise Refused(f"{name} is no text file; save the sheet as PDF, or as plain text in UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refused(
            f"{name} is not UTF-8 in line {line} (perhaps Latin-1 or Windows-1252); "
            "open it in a text editor and save it as UTF-8"
        ) from None
    if _MARKUP.match(text):
        raise Refused(
            f"{name} is a web page; print the page to PDF, or copy the text you see into a text file in UTF-8"
        )
    _refuse_long(name, len(text))
    text = cleaned(text)
    if not text.strip():
        raise Refused(f"{name} is empty; save the sheet's text into it, or give its PDF")
    return text


def _refuse_long(name: str, length: int) -> None:
    if length > MAX_CHARACTERS:
        raise Refused(
            f"{name} has {length:,} characters, at most {MAX_CHARACTERS:,} are read: a published sheet has two pages; "
            "take out what doesn't belong to it"
        )


def _typed(page: str) -> tuple[Piece, ...]:
    """A page of text as if each sign were half as wide as high; columns stand apart by three spaces or more."""
    lines = page.split("\n")
    return tuple(piece for number, line in enumerate(lines) for piece in _pieces(line.rstrip(), number * LEADING))


def _pieces(line: str, top: float) -> list[Piece]:
    indent = len(line) - len(line.lstrip())
    parts = _WIDE_GAP.split(line[indent:])
    gaps = [len(gap) for gap in _WIDE_GAP.findall(line[indent:])]
    starts = accumulate((len(part) + gap for part, gap in zip(parts, gaps, strict=False)), initial=indent)
    return [
        Piece(
            text=part,
            left=start * EM_PER_CHARACTER,
            right=(start + len(part)) * EM_PER_CHARACTER,
            top=top,
            size=1.0,
        )
        for part, start in zip(parts, starts, strict=True)
        if part
    ]
