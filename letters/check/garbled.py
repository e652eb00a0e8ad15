"""Texts whose characters were read in another encoding than they were written in, or were lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from letters.check.version import Advice
from letters.library.library import Library
from letters.yamlfile.source import KeyPath, Source

_ENCODINGS = (
    "cp1252",
    "latin-1",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1256",
    "cp437",
    "cp850",
    "mac_roman",
    "gbk",
)
"""In which UTF-8 is read by mistake."""
_SIGNS = re.compile(r"[^\x00-\x7f]{2,400}")
_TYPICAL = re.compile(
    # The first byte of a letter with an accent as windows-1252 shows it, and what can't follow such a capital.
    "[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|â€.?|ï»¿|ï¿½|Ð[\u00b0-\u00bf]|Ñ[\u0080-\u008f‚ƒ„…†‡ˆ‰Š‹Œ]|â[\u0080-\u0084].?|√[©®´†≥∂§]|‚Ä[ôúùì¶]|├[®©á¬]|ÔÇ[Öô]|锟斤拷|烫烫烫"
)
_LOST = re.compile("[\ufffd\ue000-\uf8ff]+")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
_ESCAPE = re.compile(r"(?:=[0-9A-F]{2}){2,}|\\u[0-9a-fA-F]{4}|(?:%[C-F][0-9A-F]%[89AB][0-9A-F])")
_QUESTIONED = re.compile(r"(?<![\w/?=&.])[^\W\d_]+\?{1,3}[^\W\d_A-ZÀ-Þ][^\W\d_]*")
_KINDS = tuple(
    (re.compile(begins), pattern)
    for begins, pattern in (
        ("[\ufffd\ue000-\uf8ff]", _LOST),
        ("[ÃÂâïÐÑ√‚├Ô锟烫]", _TYPICAL),
        ("&", _ENTITY),
        (r"[=\\%]", _ESCAPE),
        (r"\?", _QUESTIONED),
    )
)
"""Each kind, and signs of which it has one: to look for a single sign is quick, and most texts have none."""
_MAY_BE = re.compile(r"[^\x00-\x7f]|[&=\\%?]")
_ADDRESS = re.compile(r"https?://\S{1,1000}")
_SHOWN = 20


def garbled(library: Library) -> Iterator[Advice]:
    """A warning for each text with characters that were once others."""
    for file, source in library.sources.items():
        for path, text in _texts(source):
            if found := garbled_words(text):
                shown = found if len(found) <= _SHOWN else f"{found[:_SHOWN]}..."
                message = f'"{shown}" was once something else, and was read in the wrong encoding: type it again'
                yield Advice(path, "A435", message, found, file=file)


def _texts(source: Source) -> Iterator[tuple[KeyPath, str]]:
    # A website's address may well be written so.
    yield from ((path, text) for path, text in source.texts() if path[-1] not in ("website", "link", "file", "source"))


def garbled_words(text: str) -> str:
    """The first characters of the text that stand for others, or nothing."""
    if not _MAY_BE.search(text):
        return ""
    text = _ADDRESS.sub(lambda match: " " * len(match.group()), text)
    for begins, pattern in _KINDS:
        if begins.search(text) and (match := pattern.search(text)):
            return match.group()
    return next((run.group() for run in _SIGNS.finditer(text) if _misread(run.group(), within=_is_within(run))), "")


def _is_within(run: re.Match[str]) -> bool:
    """Whether plain letters stand on both sides."""
    before, after = run.string[: run.start()][-1:], run.string[run.end() :][:1]
    return before.isalpha() and after.isalpha()


@lru_cache(maxsize=4096)
def _misread(run: str, *, within: bool) -> bool:
    """Whether the characters, as bytes of an old encoding, are letters in UTF-8: two or more, or one in a word."""
    for encoding in _ENCODINGS:
        try:
            read = run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if len(read) >= 2 and all(sign.isalpha() or sign in "“”‘’„–—…«» \u00a0" for sign in read):
            return True
        if within and len(read) == 1 and unicodedata.name(read, "").startswith(("LATIN", "GREEK", "CYRILLIC")):
            return True
    return False
