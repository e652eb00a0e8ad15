"""Those at risk, as a sheet names them: with their pronouns, and with their names in other scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from letters.language.language import is_latin
from letters.typed import folded

_PRONOUNS = "|".join(
    (
        *(
            "he",
            "him",
            "his",
            "she",
            "hers",
            "her",
            "they",
            "them",
            "theirs",
            "il",
            "lui",
            "elle",
            "iel",
            "ils",
            "elles",
        ),
        *("el", "ella", "elle", "ellos", "ellas", "er", "ihm", "ihn", "sie", "ihr", "es", "xe", "ze", "ze", "zir"),
    )
)
_SET = rf"(?:{_PRONOUNS})(?:\s*[/,|]\s*(?:{_PRONOUNS}))*"
_IN_BRACKETS = re.compile(rf"\(\s*(?:both|all|pronouns?|pronoms?|pronombres?|pronomen)?\s*:?\s*(?P<set>{_SET})\s*\)")
_BEHIND = re.compile(rf"[,;–—-]\s*(?P<set>(?:{_PRONOUNS})(?:\s*/\s*(?:{_PRONOUNS}))+)\s*$")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_AND = re.compile(r"\s*(?:;|\n|\s(?:and|et|y|und)\s|&)\s*")
_COMMA = re.compile(r"\s*,\s*(?:(?:and|et|y|und)\s+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNamed:
    """A name with what stands beside it."""

    name: str
    native_name: str = ""
    pronouns: str = ""
    words: str = ""
    """What the sheet says where it says it otherwise."""


def people_in(lines: Iterable[str]) -> tuple[PersonNamed, ...]:
    """Everybody whom the lines name. What may be one name or two stays one."""
    return tuple(person for line in lines for part in _split(line) if (person := _person(part)))


def _split(line: str) -> list[str]:
    """The parts of a line that are about one person each."""
    parts: list[str] = []
    for part in _AND.split(_PROTECTED.sub(lambda match: match[0].replace(",", "\x00").replace(";", "\x00"), line)):
        pieces = _COMMA.split(part)
        parts += pieces if len(pieces) > 1 and all(map(_is_name, pieces)) else [part]
    named = [part.replace("\x00", ",").strip() for part in parts]
    # `a son and a daughter of ...` is a description, not two names.
    return named if all(map(_is_name, named)) else [line.strip()]


_PROTECTED = re.compile(r"\([^()]*\)")


def _is_name(text: str) -> bool:
    bare = _BRACKETS.sub("", _BEHIND_ANY.sub("", text)).strip()
    words = bare.split()
    return bool(words) and (len(words) > 1 or not is_latin(bare)) and not words[0][0].islower()


_BEHIND_ANY = re.compile(r",\s*[a-zäöüéèñ]+\s*/\s*[a-zäöüéèñ]+(?:\s*/\s*[a-zäöüéèñ]+)*\s*$")


def _person(text: str) -> PersonNamed | None:
    rest, pronouns = text, ""
    plain = folded(text)
    match = _IN_BRACKETS.search(plain) or _BEHIND.search(plain)
    if match:
        pronouns = re.sub(r"\s*[/,|]\s*", "/", text[slice(*match.span("set"))])
        rest = f"{text[: match.start()]} {text[match.end() :]}"
    native = next((found[1].strip() for found in _BRACKETS.finditer(rest) if _is_native(found[1])), "")
    if native:
        rest = _BRACKETS.sub(lambda found: "" if found[1].strip() == native else found[0], rest)
    name = " ".join(rest.split()).strip(" ,;:")
    if not name:
        return None
    said = " ".join(part for part in (name, native, pronouns) if part)
    return PersonNamed(
        name=name, native_name=native, pronouns=pronouns, words=text if set(_words(text)) - set(_words(said)) else ""
    )


def _is_native(text: str) -> bool:
    return bool(text.strip()) and not is_latin(text)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", folded(text))
