"""A file's bytes as text; or what the file is instead, in words that tell its author what to do."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What is done with a file that is no text depends on this."""

    DOCUMENT = "document"
    PDF = "pdf"
    PAGE = "page"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is, in words, whatever its name says."""

    words: str
    group: Group


# How files begin that are no text.
_KINDS: Sequence[tuple[bytes, Kind]] = (
    (b"PK\x03\x04", Kind("a Word or LibreOffice document", Group.DOCUMENT)),
    (b"\xd0\xcf\x11\xe0", Kind("an old Word document", Group.DOCUMENT)),
    (b"{\\rtf", Kind("an RTF document", Group.DOCUMENT)),
    (b"%PDF", Kind("a PDF", Group.PDF)),
    (b"<!doctype html", Kind("a web page (HTML)", Group.PAGE)),
    (b"<html", Kind("a web page (HTML)", Group.PAGE)),
    (b"<?xml", Kind("an XML file", Group.PAGE)),
    (b"\x89PNG", Kind("a picture", Group.PICTURE)),
    (b"\xff\xd8\xff", Kind("a picture", Group.PICTURE)),
)
_COPY = "copy its text into a text editor, and save it as plain text in UTF-8"
_SAVE_AS = "choose UTF-8 as the encoding when you save the file"


@dataclass(frozen=True, slots=True)
class NoText(Exception):
    """Why the bytes can't be read as text, with the line and column, from 1."""

    code: str
    message: str
    line: int = 1
    column: int = 1


def kind_of(content: bytes) -> Kind | None:
    """What the file is by its first bytes, if it is one of those that are taken for texts."""
    beginning = content[:1024].removeprefix(BOM_UTF8).lstrip().lower()
    return next((kind for sign, kind in _KINDS if beginning.startswith(sign.lower())), None)


def text_of(content: bytes) -> str:
    """The text, without the mark that some editors write at its beginning. Raises NoText."""
    if kind := kind_of(content):
        raise NoText("A103", f"is not a text file but {kind.words}, whatever its name; {_COPY}")
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
