"""Searching a folder of appeals: by words, and by names in any script. The index is in memory, made of files alone."""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Iterator

from letters.appeal.appeal import Appeal
from letters.appeal.body import Demands, LetterText, Points
from letters.appeal.notice import EventFile, Notice
from letters.appeal.topics import LANGUAGES as PAGES
from letters.appeal.topics import TOPICS
from letters.fields.countries import name_of
from letters.language.language import LANGUAGES
from letters.library.library import Library

MAX_QUERY = 100
"""Characters of what is looked for; what stands behind them is overlooked."""
_MAX_WORDS = 12
# A word of a script that puts no spaces between words is each of its characters.
_WORDS = re.compile(
    r"(?P<whole>[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])|[^\W_\u3040-\u30ff\u3400-\u9fff]+"
)
# What Arabic, Persian and Uyghur keyboards write differently, and is one letter to who looks for a name.
_ALIKE = str.maketrans(
    {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ـ": "", "ı": "i", "ł": "l", "ø": "o", "đ": "d"}
)
_APOSTROPHES = re.compile("['’‘ʼʻ`´]")
_WEIGHTS = "10.0, 4.0, 1.0"
"""Of names and titles, of countries and topics, of all other text."""


def folded_words(text: str) -> list[str]:
    """The words of a text without what spellings differ in: case, accents, points and vowel signs, apostrophes."""
    plain = _APOSTROPHES.sub("", text).casefold()
    # Most text has nothing else to fold, and this is most of the index's time.
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn").translate(_ALIKE)
    return [match[0] for match in _WORDS.finditer(plain)]


class Index:
    """What the appeals, news and events of a library say, in all their languages: for who may see them to search."""

    def __init__(self, library: Library) -> None:
        self._lock = threading.Lock()
        self._held = sqlite3.connect(":memory:", check_same_thread=False)
        self._held.execute(
            "CREATE VIRTUAL TABLE pages USING fts5"
            "(slug UNINDEXED, names, about, text, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
        )
        with self._held:
            self._held.executemany("INSERT INTO pages VALUES (?, ?, ?, ?)", _rows(library))

    def find(self, query: str) -> list[str]:
        """The slugs of what has all of these words, or words that begin so: the best first. No words: nothing."""
        asked = " ".join(_terms(query[:MAX_QUERY]))
        if not asked:
            return []
        order = f"SELECT slug FROM pages WHERE pages MATCH ? ORDER BY bm25(pages, 0.0, {_WEIGHTS}), slug"  # noqa: S608 numbers
        with self._lock:
            return [slug for (slug,) in self._held.execute(order, (asked,))]


class LiveIndex:
    """The index of the library that was asked for last, made once for each."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: tuple[Library, Index] | None = None

    def find(self, library: Library, query: str) -> list[str]:
        """As `Index.find`, in this library."""
        with self._lock:
            if self._made is None or self._made[0] is not library:
                self._made = library, Index(library)
            index = self._made[1]
        return index.find(query)


def _terms(query: str) -> Iterator[str]:
    """The words as FTS5 has them: each the beginning of one, but characters in a row as a phrase."""
    row: list[str] = []
    for word in [*folded_words(query)[:_MAX_WORDS], ""]:
        match = _WORDS.fullmatch(word)
        if match and match["whole"]:
            row.append(word)
            continue
        if row:
            yield f'"{" ".join(row)}"'
            row = []
        if word:
            yield f'"{word}"*'


def _rows(library: Library) -> Iterator[tuple[str, str, str, str]]:
    found = [(slug, _parts(appeal)) for slug, appeal in library.appeals.items()]
    found += [(slug, _parts_of_notice(notice)) for slug, notice in library.notices.items()]
    for slug, parts in found:
        names, about, rest = (" ".join(word for text in part for word in folded_words(text)) for part in parts)
        yield slug, names, about, rest


def _parts_of_notice(notice: Notice) -> tuple[list[str], list[str], list[str]]:
    facts, texts = notice.facts, notice.texts.values()
    rest = [*facts.address] if isinstance(facts, EventFile) else []
    rest += [line for said in texts for line in (said.place, *said.speakers, said.text) if line]
    return [*(said.title for said in texts), facts.case or ""], _about(notice.country, notice.topics), rest


def _about(country: str | None, topics: Iterable[str]) -> list[str]:
    """The names of a country and of topics in every language of the pages."""
    names = [name_of(country, LANGUAGES[code].locale) for code in PAGES] if country else []
    return names + [name for topic in topics for name in TOPICS[topic].values()]


def _parts(appeal: Appeal) -> tuple[list[str], list[str], list[str]]:
    facts, texts = appeal.facts, appeal.texts.values()
    names = [text.title for text in texts]
    names += [name for who in facts.people for name in (who.name, who.native_name) if name]
    names += [number for number in (facts.case, facts.document, facts.index) if number]
    about = _about(facts.country, facts.topics)
    about += [name for who in appeal.to.values() for name in (who.name, *who.names.values(), who.office) if name]
    rest = [line for text in texts for line in (text.summary, text.background, text.outcome) if line]
    rest += [line for text in texts for line in (*text.about, *text.news) if line]
    rest += [line for text in texts for line in _letter(text.letter)]
    return names, about, rest


def _letter(letter: LetterText) -> Iterable[str]:
    yield letter.subject or ""
    for block in letter.body:
        yield getattr(block, "text", "")
        if isinstance(block, Points):
            yield from block.choices.values()
        if isinstance(block, Demands):
            yield block.demands
            yield from block.items
