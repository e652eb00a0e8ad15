"""Those at risk in the letter's words: named, spelt as in `people`, and spoken of by their own pronouns."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from letters.appeal.file import Kind, Person, Status
from letters.appeal.placeholders import places_left
from letters.appeal.signed import MOST_NAMED
from letters.check.version import Advice, Passage, Version
from letters.typed import folded

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INFLECTED = frozenset({"pl", "ru", "el", "tr", "de", "nl"})
"""Languages in which a name changes at its end."""
_SHORTEST = 5
"""So many letters a name has that is looked for alone; next to another word of the name, two less are enough."""
_LONG = 9
"""Names of so many letters may differ in two of them."""
_MOST_NAMES, _MOST_WORDS = 100, 2000
"""So many are compared with so many different words of the texts."""
_HE, _SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())
_OTHERS = frozenset(
    "mr mrs ms miss sir madam father mother brother sister husband wife son daughter man men woman women boy girl uncle"
    " aunt cousin nephew niece grandfather grandmother friend colleague lawyer doctor judge guard officer policeman"
    " president minister king queen prince princess general director governor prosecutor chairman chairwoman teacher"
    " student neighbour neighbor widow widower partner fiancé fiancée child baby somebody someone"
    " person whoever victim witness author journalist poet".split()
)
"""Of whom a text may be speaking instead."""


def misspelt_names(version: Version) -> Iterator[Advice]:
    """A warning for each word that is nearly the name of somebody at risk."""
    names = [word for person in version.appeal.facts.people for word in _words_of(person)]
    known = {folded(word) for word in (*names, *_other_words(version))}
    meant_by = _Meant(list(dict.fromkeys(names))[:_MOST_NAMES], version.language)
    for path, text in _all_texts(version):
        told: set[str] = set()
        for word, meant in _nearly(text, meant_by, known):
            if word not in told:
                told.add(word)
                message = f'"{word}" is nearly the name {meant}, as `people` spells it: correct one of the two'
                yield Advice(path, "A430", message, word)


def never_named(version: Version) -> Iterator[Advice]:
    """A warning for each of the people of whom the letter says nothing by name."""
    facts = version.appeal.facts
    if not version.is_original or facts.kind is Kind.SOLIDARITY or facts.status is Status.STOPPED:
        return
    if facts.status is Status.DRAFT and any(path[:1] == ("letter",) for path, _, _ in places_left(version.source)):
        return  # a letter that waits for its text names nobody yet
    letter = folded(" ".join(text for _, text in version.passages()))
    words = sorted(set(_WORD.findall(letter)))
    told = [person for person in facts.people if _can_be_told(person, version.language)]
    if missing := [person.name for person in told if not _is_named(person, letter, words)]:
        all_missing = len(missing) == len(facts.people)
        # A letter for many may name some of them.
        if all_missing or len(missing) <= 1:
            names = ", ".join(missing)
            yield Advice(("letter", "body"), "A431", f"the letter never names {names}: say for whom it is written")


def odd_pronouns(version: Version) -> Iterator[Advice]:
    """A warning for each text of the letter that speaks of him where `pronouns` say her, or the other way round."""
    people = version.appeal.facts.people
    if version.language != "en" or not people or not all(person.pronouns for person in people):
        return
    given = {word for person in people for word in re.findall(r"[a-z]+", (person.pronouns or "").casefold())}
    for own, other in ((_HE, _SHE), (_SHE, _HE)):
        if not given & own or given & other:
            continue
        for path, text in (*version.headlines(), *version.passages()):
            words = [word.casefold() for word in _WORD.findall(text)]
            odd = next((word for word in words if word in other), "")
            if odd and not _OTHERS.intersection(re.sub(r"['’]s$|s$", "", word) for word in words):
                pronouns = ", ".join(dict.fromkeys(person.pronouns or "" for person in people))
                yield Advice(path, "A432", f'says "{odd}", but `pronouns` is {pronouns}: correct one of the two', odd)


def _all_texts(version: Version) -> Iterator[Passage]:
    texts = version.texts
    yield from (*version.headlines(), *version.passages())
    if texts.background and version.says("background"):
        yield ("background",), texts.background
    if texts.outcome and version.says("outcome"):
        yield ("outcome",), texts.outcome


def _words_of(person: Person) -> list[str]:
    """The words of a name that begin with a capital; none where the name is withheld or describes somebody."""
    if person.name.startswith(("[", "(")):
        return []
    return [word for word in _WORD.findall(person.name) if word[0].isupper() and len(word) > 2]


def _other_words(version: Version) -> Iterator[str]:
    """Words that may be like a name and are another: those of addressees, signatories, titles of people."""
    appeal = version.appeal
    for addressee in (*appeal.to.values(), *appeal.copies.values()):
        for text in (addressee.name, addressee.office or "", *addressee.names.values()):
            yield from _WORD.findall(text)
        yield from (word for line in (addressee.post.lines if addressee.post else ()) for word in _WORD.findall(line))
    for group in appeal.facts.signatories:
        yield from (word for member in group.names[:MOST_NAMED] for word in _WORD.findall(member.name))


class _Meant:
    """The names that words of the texts may stand for; each word is compared with them once."""

    def __init__(self, names: list[str], language: str) -> None:
        self._language = language
        self._by_letter: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in names:
            self._by_letter[folded(name)[0]].append((name, folded(name)))
        self._found: dict[tuple[str, bool], str] = {}

    def begins(self, sign: str) -> bool:
        """Whether a name begins with this sign, which is folded."""
        return sign in self._by_letter

    def by(self, word: str, *, beside: bool) -> str:
        """The name that is nearly this word; `beside` it stands another word of a name. Or nothing."""
        if (word, beside) not in self._found and len(self._found) < _MOST_WORDS:
            self._found[word, beside] = self._nearest(folded(word), beside=beside)
        return self._found.get((word, beside), "")

    def _nearest(self, plain: str, *, beside: bool) -> str:
        likely = self._by_letter.get(plain[0], ())
        nearly = (name for name, other in likely if _is_nearly(plain, other, beside=beside, language=self._language))
        return next(nearly, "")


def _nearly(text: str, meant_by: _Meant, known: set[str]) -> Iterator[tuple[str, str]]:
    words, plain = list(_WORD.finditer(text)), folded(text)

    def is_right(index: int) -> bool:
        return plain[words[index].start() : words[index].end()] in known

    for index, match in enumerate(words):
        # First what is quick, and rules most words out.
        if not meant_by.begins(plain[match.start()]) or not text[match.start()].isupper() or is_right(index):
            continue
        word = re.sub(r"['’]s?$", "", re.sub(r"['’]s$", "", match.group()))
        if plain[match.start() : match.start() + len(word)] in known:
            continue
        beside = any(
            is_right(i) and _adjacent(text, words, index, i) for i in (index - 1, index + 1) if 0 <= i < len(words)
        )
        if meant := meant_by.by(word, beside=beside):
            yield word, meant


def _adjacent(text: str, words: list[re.Match[str]], one: int, other: int) -> bool:
    first, second = sorted((one, other))
    return text[words[first].end() : words[second].start()].isspace()


def _is_nearly(a: str, b: str, *, beside: bool, language: str) -> bool:
    if a == b or min(len(a), len(b)) < _SHORTEST - 2 * beside or a[0] != b[0] or abs(len(a) - len(b)) > 2:
        return False
    # Anna's, Annas, Annę: a name in another case, or in the plural, is spelt as it should be.
    stem = len(_common_beginning(a, b))
    if (language in _INFLECTED and stem >= len(b) - 1 and len(a) >= stem) or a == f"{b}s":
        return False
    return _distance(a, b) <= (2 if min(len(a), len(b)) >= _LONG else 1)


def _common_beginning(one: str, other: str) -> str:
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


def _distance(one: str, other: str) -> int:
    """How many letters are changed, missing, too many or have changed places (Damerau and Levenshtein, restricted)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row = (before, row), [i]
        for j, b in enumerate(other, 1):
            cost = min(row[j - 1] + 1, last[1][j] + 1, last[1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[0][j - 2] + 1)
            row.append(cost)
        before = last[1]
    return row[-1]


def _can_be_told(person: Person, language: str) -> bool:
    """Whether the name is one, in a script in which the language is written."""
    return any(_in_script_of(word, language) for word in (*_words_of(person), *_native_words(person)))


def _native_words(person: Person) -> list[str]:
    return _WORD.findall(person.native_name or "")


def _is_named(person: Person, letter: str, words: list[str]) -> bool:
    """Whether a letter, folded, names somebody; `words` are its words, in order."""
    beginnings = [folded(word)[: max(3, len(word) - 1)] for word in _words_of(person)]
    if not beginnings or any(_begins_one(beginning, words) for beginning in beginnings):
        return True
    return any(name and folded(name) in letter for name in (person.name, person.native_name))


def _begins_one(beginning: str, words: list[str]) -> bool:
    place = bisect_left(words, beginning)
    return place < len(words) and words[place].startswith(beginning)


@cache
def _in_script_of(word: str, language: str) -> bool:
    script = {"ru": "CYRILLIC", "el": "GREEK", "ar": "ARABIC", "fa": "ARABIC", "zh": "CJK", "ja": "CJK"}
    return unicodedata.name(word[0], "").startswith(script.get(language, "LATIN"))
