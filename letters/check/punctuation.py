"""Marks where none belongs, and marks of another script: a space before a comma, half a comma's width, a slash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letters.check.addressbook import written_to
from letters.check.version import Advice, Passage, Version
from letters.library.library import Library

_BEFORE = r"[^\s.,;:!?،؛([{«„“]"
# From a word's beginning: from each of its letters on, a text without spaces would be looked through once more.
_SPACED = re.compile(rf"(?<!{_BEFORE})(?P<before>{_BEFORE}+)[ \u00a0\u202f]+(?P<mark>[,;.،؛])(?=\s|$)")
_MAY_BE_SPACED = re.compile("[ \u00a0\u202f][,;.،؛]")
_SPACED_BY_CUSTOM = {"fr": ";"}
"""Marks before which a language has a space."""
_WIDE_MARKS = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_HALF = re.compile(rf"(?<=[{_CJK}”」』》）])(?P<mark>[,;:!?]|\.(?!\.))(?=\s|$|[{_CJK}“「『《（])")


def spaced_marks(version: Version) -> Iterator[Advice]:
    """A warning for each space before a comma or full stop."""
    for path, text in _printed(version):
        if found := _spaced_mark(text, version.language):
            yield Advice(path, "A438", f'has a space before a mark ("{found}"): take it out', found)


def half_width_marks(version: Version) -> Iterator[Advice]:
    """A warning for each Chinese or Japanese text with the marks of Latin script."""
    if version.language not in ("zh", "ja"):
        return
    for path, text in _printed(version):
        if match := _HALF.search(text):
            wide = _WIDE_MARKS[match["mark"]]
            wide = "、" if version.language == "ja" and wide == "，" else wide
            message = f"has {match['mark']!r} of half a character's width: write {wide}"
            yield Advice(path, "A439", message, text[max(0, match.start() - 4) : match.end()])


def marks_in_entries(library: Library) -> Iterator[Advice]:
    """A warning for salutations with a slash, a space before a comma, and lines of an address that end in one."""
    for file, place, addressee in written_to(library):
        greetings = {"salutation": addressee.salutation, "closing": addressee.closing}
        for field, texts in greetings.items():
            for language, text in texts.items():
                at = (*place, field, language)
                if field == "salutation" and re.search(r"[^\s/]\s*[/／]\s*[^\s/]", text):
                    message = (
                        "is printed with its slash: greet one person, as each addressee gets a letter of their own"
                    )
                    yield Advice(at, "A437", message, file=file)
                if found := _spaced_mark(text, language):
                    yield Advice(at, "A438", f'has a space before a mark ("{found}"): take it out', file=file)
        for number, line in enumerate(addressee.post.lines if addressee.post else ()):
            if line.rstrip().endswith((",", ";", "،", "，", "、")):
                message = (
                    f"ends in {line.rstrip()[-1]!r}, which is printed: lines of an address need no mark at their end"
                )
                yield Advice((*place, "post", "lines", number), "A440", message, file=file)


def _spaced_mark(text: str, language: str) -> str:
    if not _MAY_BE_SPACED.search(text):
        return ""
    found = (match for match in _SPACED.finditer(text) if match["mark"] not in _SPACED_BY_CUSTOM.get(language, ""))
    return next((match.group() for match in found), "")


def _printed(version: Version) -> Iterator[Passage]:
    yield from (*version.headlines(), *version.passages())
    if version.says("rules"):
        yield from ((("rules", index), rule) for index, rule in enumerate(version.texts.rules))
    if version.texts.background and version.says("background"):
        yield ("background",), version.texts.background
