"""Straight marks into typographic ones, whatever the language: quotation marks, apostrophes, primes; and words tied.

Quotation marks pair locally: one that opens takes the nearest that can close it, and what finds no partner is an
apostrophe. Which pair a language has is said in `language`, after CLDR. The marks inside Hebrew words (geresh and
gershayim) stay as they are typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_PRIME, _DOUBLE_PRIME = "\N{PRIME}", "\N{DOUBLE PRIME}"

_BEFORE_OPENING = frozenset("([{<«„‚‹¡¿—–/-=（【「『《〈｛［")
_BEHIND_CLOSING = frozenset(".,;:!?)]}>»”…—–/。，、；：！？）】」』》〉］｝،؛؟۔")

# Accents and turned marks that keyboards offer in an apostrophe's place.
_MISTYPED = re.compile(r"(?<=[^\W\d_])[´`‘](?=[^\W\d_])")
_LENGTHS = re.compile(r"(?<!\w)(\d{1,3}(?:°\s?\d{1,2})?)'(\s?)(\d{1,2}(?:[.,]\d+)?)(?:\"|'')")
_MINUTES = re.compile(r"(°\s?\d{1,2})'")
# What is left out at a word's beginning: 'tis, 's avonds, 't Zand, rock 'n' roll, la 'ndrangheta, the '68 movement.
_BETWEEN = re.compile(r"(?<=\s)'([nN])'(?=\s)")
_LEFT_OUT_BEFORE = re.compile(
    r"'(?=(?:(?:tis|twas|twere|twill|twould|em|til|neath|ndrangheta|ndrin[ae]|nen?|nem|ner|nes)\b(?!')|[stnkmrl][\s-]))",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?<=[\w'’])(?P<space>\s|(?<='))'(?=\d\d(?:s|er|ers)?(?![\w']))")
# What is left out at a word's end never closes a quotation: l'"affaire", un po' di tempo, ol' man.
_LEFT_OUT_BEHIND = {
    language: re.compile(rf"(?:^|[^\w'’])(?:[cdjlmnst]|qu|{words})\Z", re.IGNORECASE)
    for language, words in {
        "en": "o|th|ol|an",
        "fr": "(?:jus|lors|puis|quoi|pres|quel)qu|entr",
        "it": "(?:a|da|de|ne|su|co|que|be)ll|un|sant|quest|anch|senz|tutt|mezz|po|mo|be|to|ca|va|fa|da|di|sta|ve",
        "": "dell",
    }.items()
}
_LONGEST_WORD = 12
# A genitive or a swallowed letter rather than the end of a quotation, where there is a choice: Hans' Haus, nothin'.
_MAYBE_LEFT_OUT = re.compile(r"(?:[sxzß]|in)\Z", re.IGNORECASE)


class _Mark(NamedTuple):
    """A straight single mark: its place, whether a quotation can begin or end there, and whether one likely ends."""

    at: int
    opens: bool
    closes: bool
    likely: bool


class Pairs(NamedTuple):
    """A language's quotation marks: the outer pair for straight double marks, the inner for straight single ones."""

    language: str
    outer: tuple[str, str]
    inner: tuple[str, str]


_IN_NAMES = Pairs("", ("“", "”"), ("‘", "’"))


def quoted(text: str, pairs: Pairs) -> str:
    """The text with typographic marks."""
    return _singles(_doubles(_primed(_MISTYPED.sub("'", text)), pairs), pairs)


def apostrophes(text: str) -> str:
    """A name or an address with typographic apostrophes; its double marks stay as they are."""
    return _singles(_MISTYPED.sub("'", text), _IN_NAMES)


def tied(text: str, words: str) -> str:
    """The text in which words of one of these letters never end a line: a space that doesn't break follows them."""
    return re.sub(rf"(?<![\w'’.-])([{words}{words.upper()}])[ \n](?=\S)", rf"\1{NO_BREAK}", text)


def french_spaces(text: str) -> str:
    """The text with the spaces that French puts beside its marks and into its numbers, where no line breaks."""
    text = re.sub(r"«\s*", f"«{NO_BREAK}", text)
    # A line's first dash would become the mark of a list by a space behind it.
    text = re.sub(r"(?m)(?<!^[-–—•*])\s*»", f"{NO_BREAK}»", text)
    text = re.sub(r"(?<=\S)[ \u00a0\u202f]+(?=[;!?])", NARROW, text)
    text = re.sub(r"(?<=\d) (?=\d{3}\b)|(?<=\d) (?=[%€$£])", NARROW, text)
    return re.sub(r"(?<=\S)[ \u00a0]+(?=:)", NO_BREAK, text)


def _primed(text: str) -> str:
    """Feet and inches, minutes and seconds: 5'10", 51° 30' 12"."""
    if "'" not in text:
        return text
    text = _LENGTHS.sub(rf"\1{_PRIME}\2\3{_DOUBLE_PRIME}", text)
    return _MINUTES.sub(rf"\1{_PRIME}", text)


def _doubles(text: str, pairs: Pairs) -> str:
    """Each straight double mark by what stands around it; where that says nothing, by whether a quotation is open."""
    if '"' not in text:
        return text
    signs, is_open, outer = list(text), False, pairs.outer
    openers = _BEFORE_OPENING | {outer[0], pairs.inner[0], "'"}
    for index, sign in enumerate(signs):
        if sign in outer:
            is_open = sign == outer[0] and not (is_open and outer[0] == outer[1])
        if sign != '"':
            continue
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        if _is_hebrew(before) and _is_hebrew(after):
            continue
        begins = _begins(before, openers)
        opens = begins if begins != _ends(after) else not is_open
        signs[index] = _double(opens, is_open, before, outer)
        is_open = opens
    return "".join(signs)


def _double(opens: bool, is_open: bool, before: str, outer: tuple[str, str]) -> str:
    if opens:
        return outer[0]
    return _DOUBLE_PRIME if before.isdigit() and not is_open else outer[1]


def _singles(text: str, pairs: Pairs) -> str:
    if "'" not in text:
        return text
    text = _BETWEEN.sub(rf"{APOSTROPHE}\1{APOSTROPHE}", text)
    text = _DECADE.sub(rf"\g<space>{APOSTROPHE}", text)
    signs, marks = list(text), list(_marks(text, pairs))
    position = 0
    while position < len(marks):
        end = _partner(marks, position) if marks[position].opens else None
        if end is None:
            signs[marks[position].at] = _alone(text, marks[position].at)
            position += 1
            continue
        for mark in marks[position + 1 : end]:
            signs[mark.at] = _alone(text, mark.at)
        signs[marks[position].at], signs[marks[end].at] = pairs.inner
        position = end + 1
    return "".join(signs)


def _marks(text: str, pairs: Pairs) -> Iterator[_Mark]:
    """The straight single marks that aren't apostrophes for certain, and those that are, in order."""
    openers = _BEFORE_OPENING | {pairs.outer[0], pairs.inner[0]}
    left_out = _LEFT_OUT_BEHIND.get(pairs.language, _LEFT_OUT_BEHIND[""])
    for match in re.finditer("'", text):
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if (_joins(before) and _joins(after)) or _LEFT_OUT_BEFORE.match(text, at):
            yield _Mark(at, False, False, False)
            continue
        word = text[max(0, at - _LONGEST_WORD) : at]
        begins = _begins(before, openers) or (_is_letter(before) and not _joins(before))
        opens = begins and bool(after) and not after.isspace() and after not in _BEHIND_CLOSING
        closes = bool(before) and not before.isspace() and not _joins(after) and not left_out.search(word)
        yield _Mark(at, opens, closes, not _MAYBE_LEFT_OUT.search(word))


def _partner(marks: list[_Mark], first: int) -> int | None:
    """Which mark closes the quotation that this one opens: before the next one opens, and rather no genitive."""
    choice: list[int] = []
    for index in range(first + 1, len(marks)):
        mark = marks[index]
        if mark.closes:
            choice.append(index)
            if mark.likely:
                return index
        elif mark.opens:
            break
    return choice[0] if choice else None


def _alone(text: str, at: int) -> str:
    """A mark without a partner: an apostrophe, or the sign for feet and minutes behind a number."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return _PRIME if before.isdigit() and not _is_letter(after) else APOSTROPHE


def _begins(before: str, openers: frozenset[str]) -> bool:
    return not before or before.isspace() or before in openers


def _ends(after: str) -> bool:
    return not after or after.isspace() or after in _BEHIND_CLOSING


def _is_letter(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LMN"


def _joins(sign: str) -> bool:
    """Whether an apostrophe can stand beside it within a word: a letter with capitals, or Hebrew; never Chinese."""
    return _is_letter(sign) and (unicodedata.category(sign) != "Lo" or _is_hebrew(sign))


def _is_hebrew(sign: str) -> bool:
    return "\u05d0" <= sign <= "\u05ea"
