"""What strangers type: bounded, normalised text, or a problem that names the field; and texts to be compared.

Source: Unicode NFC (UAX 15), bidirectional controls (UAX 9). The joiners ZWJ and ZWNJ are kept, as Persian, Uyghur
and many other languages are misspelt without them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from letters.errors import FieldProblem, gettext_noop
from letters.language.repertoire import unprintable

MAX_RUN = 200

# What copying leaves behind and nobody misses: soft hyphens, marks of direction, embeddings and isolates, word joiners,
# byte order marks, the place of a picture, the wish for coloured pictures. Overrides aren't among them: they can hide
# what a text says.
_LEFTOVERS = dict.fromkeys(
    map(ord, "\u00ad\u061c\u200e\u200f\u202a\u202b\u202c\ufeff\ufffc\ufe0e\ufe0f"),
) | dict.fromkeys([*range(0x2060, 0x2065), *range(0x2066, 0x2070)])
# A space without width parts the words of scripts that are written without spaces, and carries nothing elsewhere.
_SOUTH_EAST_ASIAN = "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]"
_IDLE_SPACE = re.compile(f"(?<!{_SOUTH_EAST_ASIAN})\u200b|\u200b(?!{_SOUTH_EAST_ASIAN})")
# Joiners, spaces without width, and the signs that Arabic, Syriac and Mongolian put around numbers and in words.
_KEPT_FORMATS = frozenset("\u200b\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\u180e")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# The bullets of word processors at the beginning of a line: of their private fonts, as those come out without them
# (before a tab), and the usual ones.
_BULLET = re.compile(
    r"(?m)^[^\S\n]*(?:[\uf0a7\uf0b7\uf0d8][^\S\n]*|[\ue000-\uf8ff•‣⁃∙◦●○■□▪▫◆◇❖➢➤✓✔·][^\S\n]+|[o§Øü]\t[^\S\n]*)(?=\S)"
)
_PRIVATE_BULLETS = dict.fromkeys(map(ord, "\uf0a7\uf0b7"), "•")
# Scripts written without spaces; they break between any two characters, so their runs do no harm.
UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_LONG_RUN = re.compile(rf"[^\s{UNSPACED}]{{{MAX_RUN + 1}}}")

TOO_LONG = gettext_noop("This is too long: {length} characters, at most {limit} fit.")
TOO_MANY_LINES = gettext_noop("At most {limit} lines fit on the letter.")
UNREADABLE = gettext_noop("There are characters here that can't be read. Please type this again.")
CONTROL = gettext_noop("There is an invisible control character here ({code}). Please remove it or type this again.")
UNPRINTABLE = gettext_noop(
    "No letter can be printed with these characters: {characters}. Please write them differently, or leave them out."
)
LONG_RUN = gettext_noop("There is a word of more than {limit} characters without a break. Please put spaces into it.")
CROWDED = gettext_noop("There are too many accents on one letter here: {letter}. Please leave some of them out.")
ONE_LINE = gettext_noop("Please write this on one line.")
HEADER = gettext_noop("The characters =? can't be used together here.")

NAMELESS = frozenset((TOO_LONG, TOO_MANY_LINES, UNREADABLE, CONTROL, UNPRINTABLE, LONG_RUN, CROWDED, ONE_LINE, HEADER))
"""The messages that don't say which field they are about."""
_NAMED = 10


# Letters and symbols that print as nothing: the Hangul fillers and the empty Braille cell.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def clean(text: str) -> str:
    """The text in NFC, its line ends as `\\n`, without space at either end; empty where nothing in it can be seen.

    What copying from web pages and word processors leaves behind goes; their bullets become plain ones, `•`.
    """
    text = _IDLE_SPACE.sub("", _LINE_ENDS.sub("\n", text).translate(_LEFTOVERS))
    text = _BULLET.sub("• ", text).translate(_PRIVATE_BULLETS).replace("\t", " ")
    text = unicodedata.normalize("NFC", text).strip()
    return text if any(_shows(sign) for sign in text) else ""


def _shows(sign: str) -> bool:
    return sign not in _FILLERS and unicodedata.category(sign) not in ("Cf", "Mn", "Zs", "Zl")


def problem(
    field: str, text: str, *, limit: int, lines: bool = False, max_lines: int | None = None
) -> FieldProblem | None:
    """What is wrong with a cleaned text, if anything.

    `limit` counts characters; `lines` allows line breaks, at most `max_lines` lines.
    """
    if len(text) > limit:
        return FieldProblem(field, TOO_LONG, (("length", len(text)), ("limit", limit)))
    if "\ufffd" in text or any(unicodedata.category(sign) in ("Cs", "Co", "Cn") for sign in text):
        return FieldProblem(field, UNREADABLE)
    if "\n" in text and not lines:
        return FieldProblem(field, ONE_LINE)
    if max_lines and text.count("\n") >= max_lines:
        return FieldProblem(field, TOO_MANY_LINES, (("limit", max_lines),))
    return _problem_of_characters(field, text, lines=lines)


def _problem_of_characters(field: str, text: str, *, lines: bool) -> FieldProblem | None:
    if found := _control(text):
        return FieldProblem(field, CONTROL, (("code", _named(found)),))
    if found := crowded(text):
        return FieldProblem(field, CROWDED, (("letter", found[0] if found[0].isprintable() else _named(found[0])),))
    if signs := unprintable(text):
        shown = " ".join(signs[:_NAMED]) + (" …" if len(signs) > _NAMED else "")
        return FieldProblem(field, UNPRINTABLE, (("characters", shown),))
    if long_run(text):
        return FieldProblem(field, LONG_RUN, (("limit", MAX_RUN),))
    # An encoded word (RFC 2047) smuggled into a name could end up as a mail header of its own.
    if not lines and "=?" in text:
        return FieldProblem(field, HEADER)
    return None


MAX_STACKED, MAX_MARKS = 3, 6
"""So many marks may a letter bear that stand above or below one another, and so many of all kinds.

Those stand where the letter ends (canonical classes from 200 on, UAX 44), and would go on into the lines around it. The
marks of other classes have a place of their own in their script. Most bear a Hebrew letter with its dot, dagesh, vowel,
meteg and two accents, six; Burmese and Tibetan syllables reach four or five.
"""
_STACKING = 200


def crowded(text: str) -> str:
    """The first letter with more marks than any language puts on one, and its marks; or nothing."""
    if text.isascii():
        return ""
    # Taken apart: an accent counts, also where letter and accent are one character.
    text = unicodedata.normalize("NFD", text)
    start = stacked = marks = 0
    for index, sign in enumerate(text):
        category = unicodedata.category(sign)
        if category == "Cf":
            continue  # joiners stand between a letter and its marks
        if category not in ("Mn", "Me"):
            start, stacked, marks = index, 0, 0
            continue
        marks += 1
        stacked += unicodedata.combining(sign) >= _STACKING or category == "Me"
        if stacked > MAX_STACKED or marks > MAX_MARKS:
            return text[start : index + 1]
    return ""


def long_run(text: str) -> str:
    """The beginning of the first word that is too long without a break for any line, or nothing."""
    found = _LONG_RUN.search(text)
    return found.group() if found else ""


def _control(text: str) -> str | None:
    kept = _KEPT_FORMATS | {"\n"}
    return next((sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf") and sign not in kept), None)


def _named(sign: str) -> str:
    """The code of a character, and its name where it has one: `U+202E, right-to-left override`."""
    name = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X}, {name}" if name else f"U+{ord(sign):04X}"


SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Every space of Unicode but the plain one."""
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʹ´`′"), "'")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012–—―−\u2e3a\u2e3b\ufe58\ufe63\uff0d"), "-")


class _Folded(dict[int, str]):
    """Each character folded, for `str.translate`: made when it is met first, and kept."""

    def __missing__(self, code: int) -> str:
        sign = SPACES.sub(" ", chr(code)).translate(_APOSTROPHES).translate(_HYPHENS)
        self[code] = _base(sign)
        return self[code]


_FOLDED = _Folded()


def _base(character: str) -> str:
    """The letter below its accents; what is put together from several letters, as syllables of Korean are, stays."""
    parts = unicodedata.normalize("NFKD", character)
    lower = parts[0].lower() if all(map(unicodedata.combining, parts[1:])) else character.lower()
    return lower if len(lower) == 1 else character


def plain_signs(text: str) -> str:
    """The text as a plain keyboard types it: every script's digits as 0 to 9, every dash as a hyphen, every space as
    one; without the invisible marks that copying brings along."""
    text = SPACES.sub(" ", text).translate(_HYPHENS)
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", text)


def folded(text: str) -> str:
    """The text, as long as it was, without what wordings differ in: case, accents, kinds of spaces and dashes."""
    return text.translate(_FOLDED)


def squeezed(text: str) -> str:
    """The text folded, without spaces and punctuation, `ß` as `ss`: the form in which typed names are looked up."""
    plain = folded(unicodedata.normalize("NFC", text)).replace("ß", "ss")
    return _NEITHER.sub("", plain)


def squeezed_lines(texts: Iterable[str]) -> list[str]:
    """Each of the texts squeezed, many at once; none of them has a line break."""
    plain = folded(unicodedata.normalize("NFC", "\n".join(texts))).replace("ß", "ss")
    return _NEITHER_NOR_BREAK.sub("", plain).split("\n")


_NEITHER, _NEITHER_NOR_BREAK = re.compile(r"[\W_]+"), re.compile(r"(?:[^\w\n]|_)+")
"""Neither letters nor digits."""
