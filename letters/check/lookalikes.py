"""Letters of another script that look alike: Cyrillic ones in a Latin word, or in the domain of an address.

Source: Unicode TS 39, mixed-script and whole-script confusables, and its table as the package confusable-homoglyphs has
it; the scripts of characters are fontTools'. What people do mix is left alone: Greek letters in formulas, Chinese
characters with Latin ones, scripts whose letters aren't alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from letters.check.version import Advice
from letters.errors import Severity
from letters.library.library import Library
from letters.yamlfile.source import KeyPath, Source

_WORD = re.compile(r"[^\W\d_]+")
_NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})
_EAST = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo"})
"""What is written together in Japanese, Korean and Chinese."""
_UNLIKE = ("CJK UNIFIED IDEOGRAPH", "HANGUL", "HIRAGANA")
_FORMULA = 3
"""So many letters has a word that may be a formula: ΔT, kΩ, αs; there, these Greek letters alone are suspicious."""
_NO_SYMBOLS = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")
_GREEK_WORDS = frozenset("ΑΙΟο")
"""Of single Greek letters, those that pass for a word; the others are symbols."""
_ADDRESSES = ("website", "link", "contact_email", "replies_to")
_DOMAIN = re.compile(r"(?:https?://(?:[^/@\s]*@)?|[^/@\s]*@)(?P<domain>[^/:?#\s@]+)")


def lookalikes(library: Library) -> Iterator[Advice]:
    """A warning for each text with a word that holds letters of another script which look like its own."""
    for file, source in library.sources.items():
        for path, text in source.texts():
            word, signs = ("", "") if text.isascii() or _is_address(path) else misleading_word(text)
            if word:
                message = f'"{_shown(word)}" only looks as it should: {_named(signs)}; type it again'
                yield Advice(path, "A451", message, word, file=file)


def misleading_domains(library: Library) -> Iterator[Advice]:
    """An error for each e-mail address and website whose domain only looks like another."""
    for file, source in library.sources.items():
        for path, domain in _domains(source):
            if signs := misleading_signs(domain):
                message = f"its domain only looks like another: {_named(signs)}; type it again"
                yield Advice(path, "A325", message, severity=Severity.ERROR, file=file)


def misleading_word(text: str) -> tuple[str, str]:
    """The first word of the text that passes for another, and the letters by which it does; or nothing."""
    foreign = {sign for sign in set(text) if not sign.isascii() and _WORD.match(sign)}
    # Most texts have Latin letters alone, and most others none that could be taken for another.
    if all(_is_accented(sign) or _is_unlike(sign) for sign in foreign):
        return "", ""
    if not any(_in_latin(sign) or _script(sign) == "Latn" for sign in foreign):
        return "", ""
    words = _WORD.findall(text)
    hidden = _hidden_scripts(foreign) if any(map(_is_latin, words)) else frozenset()
    for word in words:
        if signs := _mixed(word) or (word if _script(word[0]) in hidden and _may_be_word(word) else ""):
            return word, signs
    return "", ""


def misleading_signs(domain: str) -> str:
    """The letters by which a domain passes for another, or nothing."""
    labels = [_unicode(label) for label in domain.casefold().split(".")]
    top = _scripts(labels[-1])
    for label in labels:
        scripts = _scripts(label)
        if len(scripts) > 1 and not scripts - {"Latn"} <= _EAST:
            return "".join(sign for sign in label if not sign.isascii()) or label
        letters = "".join(_WORD.findall(label))
        if letters and not scripts & (top | {"Latn"}) and all(map(_in_latin, letters)):
            return letters
    return ""


def _domains(source: Source) -> Iterator[tuple[KeyPath, str]]:
    for path, text in source.texts():
        if _is_address(path) and (match := _DOMAIN.match(text.strip())):
            yield path, match["domain"]


def _is_address(path: KeyPath) -> bool:
    return path != () and (path[-1] in _ADDRESSES or path[-2:-1] == ("email",))


def _hidden_scripts(foreign: set[str]) -> frozenset[str]:
    """The scripts of which a text has only letters that look like Latin ones."""
    scripts = {_script(sign) for sign in foreign} - _NO_SCRIPT - {"Latn"}
    plain = {_script(sign) for sign in foreign if not _in_latin(sign)}
    return frozenset(scripts - plain)


def _may_be_word(word: str) -> bool:
    return len(word) > 1 or _script(word) != "Grek" or word in _GREEK_WORDS


def _mixed(word: str) -> str:
    """The letters of a word that are of another script than the others and look like theirs, or nothing."""
    scripts = _scripts(word) - _EAST
    greek = [sign for sign in word if _script(sign) == "Grek"]
    if len(scripts) < 2 or (len(word) <= _FORMULA and not _NO_SYMBOLS.issuperset(greek)):
        return ""
    for script in sorted(scripts, key=lambda each: -sum(_script(sign) == each for sign in word)):
        others = [sign for sign in word if _script(sign) not in (script, *_NO_SCRIPT)]
        if all(_looks_like(sign, script) for sign in others):
            return "".join(dict.fromkeys(others))
    return ""


def _is_latin(word: str) -> bool:
    return _scripts(word) == {"Latn"}


def _is_accented(sign: str) -> bool:
    return unicodedata.normalize("NFD", sign)[0].isascii()


@cache
def _is_unlike(sign: str) -> bool:
    """Whether nobody takes it for a letter beside it: what runs from right to left, and ideographs and syllables."""
    return unicodedata.bidirectional(sign) in ("R", "AL") or unicodedata.name(sign, "").startswith(_UNLIKE)


def _scripts(word: str) -> set[str]:
    return {_script(sign) for sign in word} - _NO_SCRIPT


@cache
def _script(sign: str) -> str:
    if sign.isascii():
        return "Latn" if sign.isalpha() else "Zyyy"
    # Only texts in other scripts wait for it.
    from fontTools import unicodedata as scripts

    return str(scripts.script(sign))


@cache
def _looks_like(sign: str, script: str) -> bool:
    """Whether a letter in everyday use of that script looks like this one."""
    if _is_unlike(sign):
        return False
    direct = _alike(sign)
    through = {other for each in direct if each.isascii() for other in _alike(each)}
    return any(_script(other) == script and _is_everyday(other) for other in direct | through)


def _in_latin(sign: str) -> bool:
    return _script(sign) not in ("Latn", *_NO_SCRIPT) and _looks_like(sign, "Latn")


def _is_everyday(sign: str) -> bool:
    """A letter of the Latin alphabet, perhaps with accents; of Russian and its neighbours, or of Greek."""
    return _is_accented(sign) or "\u0386" <= sign <= "\u03ce" or "\u0400" <= sign <= "\u045f"


@cache
def _alike(sign: str) -> frozenset[str]:
    from confusable_homoglyphs.confusables import confusables_data

    return frozenset(
        each["c"] for each in confusables_data.get(sign, ()) if len(each["c"]) == 1 and each["c"].isalpha()
    )


def _unicode(label: str) -> str:
    """A part of a domain as it is shown."""
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def _named(signs: str) -> str:
    kinds = [f"U+{ord(sign):04X}, {unicodedata.name(sign, '').lower()}" for sign in dict.fromkeys(signs)]
    return "; ".join(kinds[:3]) + (" and others" if len(kinds) > 3 else "")


def _shown(word: str) -> str:
    return word if len(word) <= 40 else f"{word[:37]}..."
