"""Postcodes: the form in which each country writes them, and what can't be one there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from letters.errors import FieldProblem, gettext_noop
from letters.fields.formats import format_of
from letters.typed import plain_signs

NOT_THERE = gettext_noop(
    "This can't be a postcode of the country you gave, where one looks like {example}. "
    "Please correct the postcode or the country, or leave the postcode empty."
)
TOO_SHORT = gettext_noop(
    "This postcode is too short: in the country you gave, one looks like {example}. "
    "Please add what is missing; a zero at its beginning counts too."
)

_LONGEST = 20
# PostNord writes 123 45, where the examples have no space.
_SPACED = frozenset({"SE"})


def postcode_in_form(text: str, country: str) -> str:
    """The postcode as its country writes it: in capitals, with its space or hyphen. As typed, where it isn't one."""
    plain = _plain(text)
    found = _found(plain, country)
    # Who writes the digits of another script wants them printed.
    wide = unicodedata.normalize("NFKC", text)
    return found if found and all(sign.isascii() or not sign.isdecimal() for sign in wide) else text


def postcode_problem(text: str, country: str) -> FieldProblem | None:
    """Why the text can't be a postcode of the country; nothing where it can, or nobody knows."""
    known = format_of(country)
    plain = _plain(text)
    if not known.zip_code or _found(plain, country):
        return None
    is_short = plain.isdigit() and any(_found("0" * zeros + plain, country) for zeros in range(1, 4))
    example = known.examples[0] if known.examples else "…"
    return FieldProblem("postcode", TOO_SHORT if is_short else NOT_THERE, (("example", example),))


def is_postcode(text: str, country: str) -> bool:
    """Whether the text is a postcode of the country, and nothing else."""
    return bool(format_of(country).zip_code and _found(_plain(text), country))


def _plain(text: str) -> str:
    return " ".join(plain_signs(text).upper().split())


def _found(plain: str, country: str) -> str:
    """The postcode among all the ways to write this one; nothing where there is none."""
    known = format_of(country)
    if not known.zip_code:
        return plain
    if len(plain) > _LONGEST:
        return ""
    shapes = set(map(_shape, known.examples))
    if country not in _SPACED and _shape(plain) in shapes and known.zip_code.fullmatch(plain):
        return plain
    ways = dict.fromkeys(way for way in _ways(plain, country) if known.zip_code.fullmatch(way))
    if country in _SPACED:
        return max(ways, key=len, default="")
    return next((way for way in ways if _shape(way) in shapes), next(iter(ways), ""))


def _ways(plain: str, country: str) -> Iterator[str]:
    """The text itself, and with other signs between its parts, without what stands before it or with it."""
    yield plain
    known = format_of(country)
    compact = re.sub("[ -]", "", plain)
    written = dict.fromkeys(re.sub("[^A-Z -].*", "", example) for example in known.examples)
    # D-01067 and CH-8008, as people write them abroad.
    before = [re.sub("[ -]", "", known.prefix), country, *re.findall("^([A-Z])-", plain)]
    bare = [compact.removeprefix(prefix) for prefix in before]
    for text in dict.fromkeys((compact, *bare, *(prefix + compact for prefix in written))):
        yield text
        for place in range(1, len(text)):
            yield from (f"{text[:place]}{sign}{text[place:]}" for sign in " -")


def _shape(postcode: str) -> str:
    return re.sub("[A-Z0-9]", "x", postcode)
