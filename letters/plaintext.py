"""A file's bytes as text; or what the file is instead, in words that tell its author what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# How files begin that are something else, whatever their name says.
_OTHER_FILES: Sequence[tuple[bytes, str]] = (
    (b"PK\x03\x04", "a document of Word or LibreOffice"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Word"),
    (b"{\\rtf", "a document in RTF"),
    (b"%PDF", "a PDF"),
    (b"<!doctype html", "a page of the web (HTML)"),
    (b"<html", "a page of the web (HTML)"),
    (b"<?xml", "an XML file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_COPY = "copy its text into a text editor, and save it as plain text in UTF-8"
_SAVE_AS = "choose UTF-8 as the encoding where your editor saves the file"


@dataclass(frozen=True, slots=True)
class NoText(Exception):
    """Why the bytes can't be read as text, with the line and column, from 1."""

    code: str
    message: str
    line: int = 1
    column: int = 1


def text_of(content: bytes) -> str:
    """The text, without the mark that some editors write at its beginning. Raises NoText."""
    beginning = content[:1024].lstrip().lower()
    for sign, kind in _OTHER_FILES:
        if beginning.startswith(sign.lower()):
            raise NoText("A103", f"is not a text file but {kind}, whatever its name; {_COPY}")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(content):
        raise NoText("A104", f"is in UTF-16; {_SAVE_AS}")
    if b"\0" in content[:1024]:
        raise NoText("A103", f"is not a text file; {_COPY}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig").split("\n")
        raise NoText("A104", _not_utf8(content[error.start]), len(before), len(before[-1]) + 1) from None


def _looks_like_utf16(content: bytes) -> bool:
    """Whether every other byte is empty, as it is in Latin letters of two bytes each."""
    pairs = content[:200]
    return len(pairs) >= 8 and any(set(pairs[start::2]) == {0} for start in (0, 1))


def _not_utf8(byte: int) -> str:
    # What western programs write where they don't write UTF-8; only a guess, so only a hint.
    sign = bytes([byte]).decode("cp1252", errors="replace")
    hint = f" (perhaps {sign} was meant)" if sign.isprintable() and sign != "\ufffd" else ""
    return f"is not UTF-8 here{hint}; {_SAVE_AS}"
