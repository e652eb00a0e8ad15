"""How a letter speaks: to its reader, politely, in words that everybody knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from letters.check.instructions import TO_WRITERS
from letters.check.insults import CALLED, DEEDS, INSULTS
from letters.check.latin import PLAIN_WORDS
from letters.check.quotations import own_words
from letters.check.version import Advice, Version

_ALONE = frozenset({"zh", "ja"})
"""Languages that put no spaces between words."""
_ARABIC_BEGINNINGS = "[وف]?(?:ال|بال|لل)?"
_SHOWN = 5
"""So many of them are quoted."""
_LOUD_MARKS = re.compile(r"[!！](?:\s*[!！?？])+|[?？]\s*[!！]+")
_BRACES = re.compile(r"\{\{[^{}]*\}\}|(?P<single>\{+[^{}]*\}*|\}+)")


def legal_latin(version: Version) -> Iterator[Advice]:
    """A warning for each term of lawyers' Latin, with plain words for it."""
    plain = PLAIN_WORDS.get(version.language, {})
    for path, text in own_words(version.passages()):
        for term, found in _found(text, tuple(plain), version.language):
            yield Advice(path, "A410", f'"{found}" is lawyers\' Latin; say "{plain[term]}"', found)


def insults(version: Version) -> Iterator[Advice]:
    """A warning for each word that insults those who are to be moved."""
    for path, text in own_words(version.passages()):
        insulting = _found(text, INSULTS.get(version.language, ()), version.language)
        called = _found(text, DEEDS.get(version.language, ()), version.language, _calling)
        for _, found in (*insulting, *called):
            message = f'"{found}" is an insult, and the reader may decide about a life; say what was done, and to whom'
            yield Advice(path, "A411", message, found)


def instructions(version: Version) -> Iterator[Advice]:
    """A warning for each text of the letter that speaks to those who write it, and not to its reader."""
    pattern = _to_writers(version.language)
    for path, text in own_words(version.passages()):
        if match := pattern.search(text):
            words = " ".join(match.group().split())
            message = f'"{words}" is said to those who write, but the letter goes to its reader: put it into `rules`'
            yield Advice(path, "A434", message, words)


@cache
def _to_writers(language: str) -> re.Pattern[str]:
    begins = "" if language in _ALONE else r"(?<!\w)"
    return re.compile(rf"{begins}(?:{TO_WRITERS[language]})", re.IGNORECASE)


def loud_marks(version: Version) -> Iterator[Advice]:
    """A warning for exclamation marks in a row."""
    for path, text in own_words((*version.headlines(), *version.passages())):
        if match := _LOUD_MARKS.search(text):
            marks = match.group() if len(match.group()) <= _SHOWN else f"{match.group()[:_SHOWN]}..."
            yield Advice(path, "A413", f'"{marks}" sounds shrill; one mark is enough', match.group())


def stray_braces(version: Version) -> Iterator[Advice]:
    """A warning for a text with braces that are printed as they stand, since no name is filled in there."""
    for path, text in version.passages():
        if single := next((match["single"] for match in _BRACES.finditer(text) if match["single"]), ""):
            message = f'"{single}" is printed as it stands; a name needs two braces on either side'
            yield Advice(path, "A416", message, single)


Pattern = Callable[[str, str], re.Pattern[str]]
"""Of a term in a language."""


@cache
def _pattern(term: str, language: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word.removesuffix("*")) for word in term.split())
    if language in _ALONE:
        return re.compile(words)
    begins = _ARABIC_BEGINNINGS if language == "ar" else ""
    ends = r"\w*" if term.endswith("*") else ""
    return re.compile(rf"(?<!\w){begins}{words}{ends}(?!\w)", re.IGNORECASE)


@cache
def _calling(term: str, language: str) -> re.Pattern[str]:
    """The reader is named before the word, or it stands alone as a call does."""
    word = _pattern(term, language).pattern
    called = rf"(?:{CALLED[language]})({word})"
    return re.compile(rf"{called}|(?:^|[.!?:;,،。！，]\s*)({word})(?=\s*(?:[.!؟。！]|$))", re.IGNORECASE)


def _found(text: str, terms: Sequence[str], language: str, pattern: Pattern = _pattern) -> Iterator[tuple[str, str]]:
    """Each of the terms that stands in the text, and how it is written there."""
    lowered = " ".join(text.casefold().split())
    for term, plain in _plain(tuple(terms)):
        # Most letters have none of them, and to look for plain characters is quick.
        if plain in lowered and (match := pattern(term, language).search(text)):
            yield term, match.group(match.lastindex or 0)


@cache
def _plain(terms: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each term with the characters that it always has."""
    return tuple((term, term.removesuffix("*").casefold()) for term in terms)
