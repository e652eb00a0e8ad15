"""The file of a published sheet, bounded before it is read: text in UTF-8, or a PDF that holds text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path

from letters.errors import Refused
from letters.importing.marks import STRONG, plainer
from letters.importing.pieces import EM_PER_CHARACTER, LEADING, Pages, Piece
from letters.importing.signs import cleaned
from letters.yamlfile.plaintext import Group, NoText, kind_of, text_of

MAX_TEXT_BYTES = 1024 * 1024
MAX_PDF_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 60_000
MAX_LINES = 1_000

_ADVICE: Mapping[Group, str] = {
    Group.DOCUMENT: "open it there and save it as PDF, or as plain text in UTF-8",
    Group.PAGE: "print it to PDF, or copy the text you see into a text file in UTF-8",
    Group.PICTURE: "the sheet must be a PDF that holds text, or a text file",
}
_WIDE_GAP = re.compile(" {3,}")


def read_pages(path: Path) -> Pages:
    """The text on each page of the file. Raises Refused with what to do."""
    content = content_of(path)
    if _is_pdf(content):
        # Not before it is needed: a text file needs no PDF library.
        from letters.importing.pdfapart import read_pdf_apart

        pages = Pages(pieces=read_pdf_apart(path.name, content))
    else:
        typed = plainer(_text(path.name, content)).split("\f")
        pages = Pages(pieces=tuple(map(_typed, typed)), leading=LEADING)
    if (lines := sum(map(len, pages.pieces))) > MAX_LINES:
        raise Refused(
            f"{path.name} has {lines:,} lines, but at most {MAX_LINES:,} are read: a published sheet has two pages; "
            "take out what doesn't belong to it"
        )
    return pages


def content_of(path: Path) -> bytes:
    """The file's bytes, no more than a sheet can have. Raises Refused with what to do."""
    # A pipe would keep the program waiting for ever.
    if path.exists() and not path.is_file():
        raise Refused(f"{path} is not a file")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_PDF_BYTES + 1)
    except OSError as error:
        raise Refused(f"{path} can't be read: {error.strerror}") from None
    kind = kind_of(content)
    if kind and kind.group in _ADVICE and not (is_page(content) or is_archive(content)):
        raise Refused(f"{path.name} is {kind.words}, whatever its name; {_ADVICE[kind.group]}")
    limit = MAX_TEXT_BYTES if not (_is_pdf(content) or is_archive(content) or is_page(content)) else MAX_PDF_BYTES
    if len(content) > limit:
        raise Refused(f"{path.name} is larger than {limit // 1024:,} kB; a published sheet has two pages")
    return content


def is_archive(content: bytes) -> bool:
    """Whether it is one, as documents of word processors are."""
    return content.startswith(b"PK\x03\x04")


def is_page(content: bytes) -> bool:
    """Whether it is a web page, also one that begins as XML or with remarks."""
    return _PAGE.search(content[:2048]) is not None and not _is_pdf(content)


_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*"
    rb"(?:<!--.{0,500}?-->\s*|<\?xml[^>]{0,200}\?>\s*){0,3}<(?:!doctype html|html|head|body|main|article)\b",
    re.IGNORECASE | re.DOTALL,
)


def _is_pdf(content: bytes) -> bool:
    """Whether it is one also for programs that show PDFs: they let something else stand before its first words."""
    return b"%PDF-" in content[:1024]


def _text(name: str, content: bytes) -> str:
    try:
        text = text_of(content)
    except NoText as error:
        where = f"{name}, line {error.line}:" if error.line > 1 else name
        raise Refused(f"{where} {error.message}") from None
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
    is_strong, line = line.startswith(STRONG), line.removeprefix(STRONG)
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
            strong=is_strong,
        )
        for part, start in zip(parts, starts, strict=True)
        if part
    ]
