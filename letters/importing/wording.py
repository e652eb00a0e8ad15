"""Labels found in lines by the words in them, their form, and what else stands there; also over several lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from letters.fields.dates import first_date
from letters.importing.clues import LEADS
from letters.importing.labels import COMMON, LABELS, NEUTRAL, Part
from letters.importing.languages import names_languages
from letters.importing.pieces import Line
from letters.importing.signs import is_capitals
from letters.typed import folded

MOST_LINES = 3
_MOST_WORDS = 16
_LONGEST_HEAD = 110
# A head needs so many points: two for words that say it alone, and some for its form.
_ENOUGH = 2.5
_TOKEN = re.compile(r"\w+")
_MARKED = re.compile(r"\s*(?:[#*_=~\[{(<>|-]{1,4}|\d{1,2}[.)]|[a-z][.)])\s*", re.IGNORECASE)
_END_MARKS = " \t*_=~#:!.]})>|-–—"
# A sentence that begins so is the letter's own.
_WRITERS = frozenset("i we je nous ich wir le les".split())
_UNTIL = frozenset("before until by avant jusqu hasta antes bis expires spatestens deadline frist limite".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label as it stands in the first `lines` of some lines, with what stands behind it.

    `languages` are those in which it is worded so; `points` say how certain it is.
    """

    part: Part
    text: str
    value: str
    lines: int
    languages: frozenset[str]
    points: float


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    part: Part
    language: str
    is_strong: bool

    def length_at(self, tokens: Sequence[str], start: int) -> int:
        """How many tokens it takes there; 0 where it doesn't stand."""
        there = tokens[start : start + len(self.words)]
        same = len(there) == len(self.words) and all(map(_is_word, self.words, there))
        return len(self.words) if same else 0


def _is_word(word: str, token: str) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else token == word


def label_at(lines: Sequence[Line], index: int) -> Label | None:
    """The most certain label that begins in this line, if one does."""
    found: Label | None = None
    for count in range(1, min(MOST_LINES, len(lines) - index) + 1):
        part = lines[index : index + count]
        above = part[:-1]
        if above and (part[-1].gap or not all(map(is_loud, above)) or _are_pairs(part)):
            break
        label = _label_in(" ".join(line.plain for line in part), count, is_strong=all(line.strong for line in part))
        if label and (found is None or len(label.text) > len(found.text)):
            found = label
        if label and label.value and count == 1:
            break
    return found


def _are_pairs(lines: Sequence[Line]) -> bool:
    """Whether each of the lines has a label of its own: `AGE: 27`, `COUNTRY: Chile`."""
    return ":" in lines[-1].plain and any(":" in line.plain for line in lines[:-1])


def is_loud(line: Line) -> bool:
    """Whether it is in capitals, or set off by its type."""
    return line.strong or is_capitals(line.plain)


def is_label(line: Line) -> bool:
    """Whether the line is, or begins with, a label."""
    return label_at([line], 0) is not None


def _label_in(text: str, count: int, *, is_strong: bool) -> Label | None:
    """The best of the heads that the text can have."""
    labels = [label for head, value in _heads(text) if (label := _judged(head, value, count, is_strong=is_strong))]
    return max(labels, key=lambda label: (round(label.points), len(label.text)), default=None)


def _heads(text: str) -> Iterator[tuple[str, str]]:
    """What may be the label, and what then stands behind it: all of it, up to a colon, the words in capitals."""
    yield text, ""
    for match in re.finditer(r":(?!//)|\s[–—-]\s|\)\s", text[: _LONGEST_HEAD + 1]):
        head, value = text[: match.end()].rstrip(" –—-"), text[match.end() :].strip(" *_=")
        if value and (match[0] == ":" or is_capitals(head)):
            yield head, value
            if match[0] == ":":
                break
    words = text.split()
    loud = next((at for at, word in enumerate(words) if word != word.upper()), 0)
    while loud and not any(map(str.isalpha, words[loud - 1])):
        loud -= 1
    if 2 <= loud < len(words):
        yield " ".join(words[:loud]), " ".join(words[loud:]).lstrip(" :-–—")


def _judged(head: str, value: str, count: int, *, is_strong: bool) -> Label | None:
    bare = _MARKED.sub("", head, count=1) if (marked := _MARKED.match(head)) else head
    tokens = _TOKEN.findall(folded(bare).replace("ß", "ss"))
    if not tokens or len(tokens) > _MOST_WORDS or len(head) > _LONGEST_HEAD:
        return None
    has_colon = head.rstrip(" *_").endswith((":", "："))
    if has_colon and value and _WRITE & {token[:5] for token in tokens} and names_languages(value):
        return Label(
            part=Part.LANGUAGE, text=bare.strip(_END_MARKS), value=value, lines=count, languages=frozenset(), points=4.0
        )
    found = _best(tokens, bare, value)
    if found is None:
        return None
    part, points, known, unknown, languages = found
    form = _form(bare, value, has_colon=has_colon, is_strong=is_strong, is_marked=bool(marked), tokens=len(tokens))
    is_said = has_colon or is_strong or is_capitals(bare)
    if part in COMMON and not (has_colon or (is_said and not value)):
        return None
    if unknown > known or (unknown == known and not has_colon) or (value and not is_said):
        return None
    is_loud_alone = (is_strong or is_capitals(bare)) and not value
    if part in (Part.DEMANDS, Part.ACTION) and tokens[0] in _WRITERS and not is_loud_alone:
        return None
    if part in (Part.CONTACT, Part.ACTION) and LEADS.search(folded(bare)):
        return None
    total = points + form - unknown
    if total < _ENOUGH:
        return None
    return Label(part=part, text=bare.strip(_END_MARKS), value=value, lines=count, languages=languages, points=total)


def _form(bare: str, value: str, *, has_colon: bool, is_strong: bool, is_marked: bool, tokens: int) -> float:
    """How much it looks like a label, whatever it says."""
    points = 1.0 * has_colon + 1.0 * (is_strong and not value) + 0.5 * is_marked
    points += 1.0 if is_capitals(bare) else 0.0
    ends = bare.rstrip().endswith((".", ",", ";"))
    return points + (0.7 if not value and tokens <= 5 and not ends else 0.0) - 1.0 * (ends and not has_colon)


_Best = tuple[Part, float, int, int, frozenset[str]]


def _best(tokens: Sequence[str], text: str, value: str) -> _Best | None:
    """The part that the words say most clearly: its points, known words, unknown ones, and languages."""
    hits = _hits(tokens)
    has_date = first_date(text) is not None or first_date(value[:60]) is not None
    found: list[_Best] = []
    for part, places in hits.items():
        points, known, languages = _points(places)
        dated = _on_dates(part, tokens, text, has_date=has_date, ends_with_to=_leads_to(tokens, text))
        if points + dated < 1:
            continue
        covered = {index for start, length, _ in places for index in range(start, start + length)}
        others = [token for index, token in enumerate(tokens) if index not in covered and token not in NEUTRAL]
        unknown = sum(not any(sign.isdigit() for sign in token) for token in others)
        if has_date and dated > 0 and part is Part.DEADLINE:
            unknown = max(0, unknown - 1)
        if part is Part.COPIES and not any(phrase.is_strong for _, _, phrase in places):
            continue
        found.append(
            (
                part,
                points + dated,
                known + (1 if dated > 0 and part is Part.DEADLINE and has_date else 0),
                unknown,
                languages,
            )
        )
    return max(found, key=lambda one: one[1] - one[3], default=None)


def _on_dates(part: Part, tokens: Sequence[str], text: str, *, has_date: bool, ends_with_to: bool) -> float:
    """A date behind `until` is a deadline, unless the label goes on with `to`."""
    if part is Part.DEADLINE and _UNTIL & set(tokens):
        return (2.0 if has_date else 1.0) - (3.0 if ends_with_to else 0.0)
    if part is Part.COPIES:
        return 2.0
    return 1.5 if part is Part.CONTACT and ends_with_to else 0.0


def _leads_to(tokens: Sequence[str], text: str) -> bool:
    return tokens[-1] in ("to", "a") or (tokens[-1] == "an" and text.rstrip().endswith(":"))


_WRITE = frozenset("write writi escri ecrir ecriv schre langu idiom sprac".split())
"""How words begin for writing and languages."""

_Places = list[tuple[int, int, _Phrase]]


def _hits(tokens: Sequence[str]) -> dict[Part, _Places]:
    """Where each part's words stand: from the left, the longest first."""
    by_part: dict[Part, _Places] = {}
    for start, token in enumerate(tokens):
        for phrase in _phrases().get(token[:2], ()):
            if length := phrase.length_at(tokens, start):
                by_part.setdefault(phrase.part, []).append((start, length, phrase))
    return {part: list(_apart(places)) for part, places in by_part.items()}


def _apart(places: _Places) -> Iterator[tuple[int, int, _Phrase]]:
    taken: set[int] = set()
    for start, length, phrase in sorted(places, key=lambda place: (-place[1], not place[2].is_strong, place[0])):
        if not taken & set(range(start, start + length)):
            taken |= set(range(start, start + length))
            yield start, length, phrase


def _points(places: _Places) -> tuple[float, int, frozenset[str]]:
    strong = [length for _, length, phrase in places if phrase.is_strong]
    weak = [length for _, length, phrase in places if not phrase.is_strong]
    points = (2 + 0.6 * (max(strong) - 1) + 0.5 * (len(strong) - 1) if strong else 0) + min(1.5, 0.5 * len(weak))
    votes = Counter(phrase.language for _, _, phrase in places if phrase.is_strong or not strong)
    most = max(votes.values(), default=0)
    same = frozenset(
        other.language
        for _, _, phrase in places
        for other in _phrases().get(phrase.words[0][:2], ())
        if other.words == phrase.words and other.part is phrase.part
    )
    languages = frozenset(code for code, count in votes.items() if count == most)
    return points, sum(length for _, length, _ in places), languages | (same if len(places) == 1 else frozenset())


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """Every phrase, by the first two letters of its first word."""
    found: dict[str, list[_Phrase]] = {}
    for part, languages in LABELS.items():
        for language, said in languages.items():
            for is_strong, phrases in zip((True, False), said.split("|"), strict=False):
                for words in phrases.split(";"):
                    tokens = tuple(re.findall(r"\w+\*?", folded(words).replace("ß", "ss")))
                    if tokens:
                        found.setdefault(tokens[0][:2].rstrip("*"), []).append(
                            _Phrase(tokens, part, language, is_strong)
                        )
    return {key: tuple(phrases) for key, phrases in found.items()}
