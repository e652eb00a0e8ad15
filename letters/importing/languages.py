"""In which languages a sheet asks to write: codes where it only names languages, sentences for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.lists import format_list

from letters.fields.dates import WRITTEN_IN
from letters.importing.flow import paragraphs
from letters.importing.phrases import PHRASES
from letters.importing.pieces import Line
from letters.importing.signs import BULLET
from letters.typed import folded

_LONGEST_NAMES = 100
_LONGEST_RULE = 200
_BETWEEN = re.compile(r",|/|\b(?:and|or|et|ou|y|o|und|oder|preferably)\b")
# Those in which officials are written to; others named in a text are hardly ever meant so.
_WELL = re.compile(r"^(?:(?:in|en|auf|a|le|l'|el|good|gutem|bon|buen|perfect|preferably|standard)[ ]?){1,3}\b(?=\w{4})")
_COMMON = """en fr es de pt it nl ru zh ar fa tr ur hi bn ta id ms vi th ja ko pl cs hu ro uk be sr hr sq az hy ka kk ky
    uz tg tk ku ps he am so sw el bg si ne my km lo mn sk sl lv lt et fi sv da no""".split()
_OWN = {
    "en": "your own language|your (?:native|mother) (?:tongue|language)",
    "fr": "votre propre langue|votre langue",
    "es": "su propio idioma|tu propio idioma|su idioma",
    "de": "ihrer eigenen sprache|ihrer sprache",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenIn:
    """`names` are languages as the sheet lists them, `sentences` what it says besides; `rest` is on something else."""

    names: str = ""
    sentences: tuple[str, ...] = ()
    rest: tuple[Line, ...] = ()


def written_in(lines: Sequence[Line]) -> WrittenIn:
    """What the lines of a sheet that are on languages say."""
    if (
        lines
        and not names_languages(lines[0].plain)
        and (asked := asked_in(lines[0].plain))
        and len(lines) == 1
        and _IMPERATIVE.match(folded(lines[0].plain))
    ):
        return WrittenIn(names=asked, rest=tuple(lines))
    names, behind = _names_above(lines)
    said = paragraphs(behind)
    are_rules = all(len(text) <= _LONGEST_RULE for text in said) and len(said) <= 2
    return WrittenIn(
        names=names, sentences=tuple(map(_ended, said)) if are_rules else (), rest=() if are_rules else behind
    )


_IMPERATIVE = re.compile(r"\W*(?:please|veuillez|merci|por favor|escriban?|ecrivez|bitte|schreiben|write)\b")


def asked_in(text: str) -> str:
    """The languages that a sentence asks to write in, as it lists them: `English or your own language`; else empty."""
    found = _asked().search(folded(text))
    return text[slice(*found.span("names"))].strip(" .,:") if found else ""


def written_languages(text: str) -> bool:
    """Whether the text is a list of languages, or asks to write in some."""
    bare = BULLET.sub("", text)
    return bool(asked_in(text)) or any(codes(bare, language) for language in WRITTEN_IN)


@cache
def _asked() -> re.Pattern[str]:
    names = sorted({name for language in WRITTEN_IN for name in _codes(language)}, key=len, reverse=True)
    one = (
        rf"(?:(?:the |le |l'|el |a |good |gutem |auf |en |in )?(?:{'|'.join(map(re.escape, names))}"
        rf"|{'|'.join(_OWN.values())})(?![\w]))"
    )
    return re.compile(
        rf"\b(?:in|en|auf|dans)\s+(?P<names>{one}(?:(?:\s*,\s*|\s*/\s*|\s+)(?:(?:and|or|et|ou|y|o|und"
        rf"|oder)\s+)?{one}){{0,4}})"
    )


def _names_above(lines: Sequence[Line]) -> tuple[str, tuple[Line, ...]]:
    """The list of languages in the first lines, and the lines below it."""
    names, rest = "", list(lines)
    while rest and (not names or names.endswith(",")):
        names = f"{names} {BULLET.sub('', rest.pop(0).plain)}".strip()
    names, is_more, more = names.partition(". ")
    # A sentence that begins in the list's own line goes on below it.
    rest = [Line(text=more, gap=True), *rest] if is_more else rest
    if len(names) <= _LONGEST_NAMES and names_languages(names):
        return names, tuple(rest)
    return "", tuple(lines)


def names_languages(text: str) -> bool:
    """Whether the text lists languages, and hardly anything else."""
    parts = [part.strip(" .") for part in _BETWEEN.split(folded(text)) if part.strip(" .")]
    parts = [_WELL.sub("", part) for part in parts]
    known = [part for part in parts if any(part in _codes(language) for language in WRITTEN_IN)]
    own = sum(re.search("|".join(_OWN.values()), part) is not None for part in parts)
    return bool(known) and len(text.split()) <= 12 and len(known) + own >= len(parts)


def _ended(sentence: str) -> str:
    sentence = sentence.rstrip(" :") if sentence.endswith(":") else sentence
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def rules(languages: WrittenIn, language: str, *, with_names: bool) -> tuple[str, ...]:
    """What the appeal asks of its writers, in its own language and the sheet's words."""
    names = languages.names.rstrip(" .") if with_names else ""
    if codes(names, language):
        names = format_list([part.strip() for part in re.split(_BETWEEN, names)], "or", locale=language)
    return (*([PHRASES[language].write_in.format(names)] if names else []), *languages.sentences)


def codes(names: str, language: str) -> tuple[str, ...]:
    """The codes of the languages that are named; none unless every word is such a name."""
    parts = (_WELL.sub("", part.strip(" .")) for part in re.split(_BETWEEN, folded(names)))
    return _all_of(_codes(language).get(part) for part in parts if part)


def _all_of(found: Iterable[str | None]) -> tuple[str, ...]:
    known = list(found)
    return tuple(dict.fromkeys(code for code in known if code)) if all(known) else ()


@cache
def _codes(language: str) -> Mapping[str, str]:
    names = Locale(language).languages
    found = {folded(names[code]): code for code in _COMMON if code in names}
    return found | ({"farsi": "fa", "mandarin": "zh", "burmese": "my"} if language == "en" else {})
