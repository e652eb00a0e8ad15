"""What a sheet's head says: the case's number, which document of it this is, its index, the country, the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import dropwhile

from babel import Locale

from letters.fields.dates import WRITTEN_IN, first_date
from letters.fields.text import COUNTRIES
from letters.importing.labels import LABELS, Part
from letters.typed import folded

_INDEX = re.compile(
    r"(?:\b(?:ai\s+)?(?:index(?:\s*(?:number|no\.?))?|indice(?:\s+ai)?|ai-index)\s*:?\s*)?"
    r"\b(?P<index>[a-z]{3}\s?\d{2}/\d{1,6}/\d{4})\b"
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh"),
    *("premiere", "deuxieme", "troisieme", "quatrieme", "primera", "segunda", "tercera", "cuarta"),
    *("erste", "zweite", "dritte", "vierte"),
    *(
        "further information on",
        "further information",
        "complement d'information sur l'",
        "complement d'information sur",
    ),
    *(
        "informations complementaires sur l'",
        "mas informacion sobre la",
        "mas informacion sobre",
        "actualizacion de la",
    ),
    *("weitere informationen zu", "weitere information zu", "update on"),
)
_ORDINAL = "|".join(map(re.escape, _ORDINALS))
_NUMBERED = r"(?:number|no\.?|nr\.?|n°)"
_CASE = re.compile(
    rf"(?:\b(?:ua|au)\s*-?\s*{_NUMBERED}\s*:?\s*)?(?P<which>(?:{_ORDINAL}|\bfi(?=\s+ua))\s*)?"
    rf"\b(?P<kind>ua|au|fi|ea)(?:\s*-?\s*{_NUMBERED})?\s*:?\s*-?\s*"
    r"(?P<number>\d{1,3}/(?:\d{4}|\d{2}))(?P<part>-\d{1,2})?\b"
)
_DATE_LABELS = "|".join(
    re.escape(folded(word.strip()))
    for words in LABELS[Part.ISSUED].values()
    for word in sorted(words.split(";"), key=len, reverse=True)
)
_ISSUED = re.compile(rf"\b(?:{_DATE_LABELS})\s*:?\s*$")
_MARKS = " ,;:|–—-/()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value, and the words of the sheet where they differ from it."""

    value: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What heads say; `rest` is what they say besides."""

    case: str = ""
    document: str = ""
    index: str = ""
    country: Fact | None = None
    issued: Fact | None = None
    rest: tuple[str, ...] = ()


def is_fact_line(text: str) -> bool:
    """Whether the line says which document this is, and hardly anything else."""
    facts = facts_in(text)
    if not (facts.case or facts.index):
        return False
    return sum(len(part.split()) for part in facts.rest) <= 2


def facts_in(text: str) -> Facts:
    """What one line says."""
    facts, rest = Facts(), text
    if match := _INDEX.search(folded(rest)):
        facts = replace(facts, index=rest[slice(*match.span("index"))].strip().upper())
        rest = _without(rest, match.span())
    if match := _CASE.search(folded(rest)):
        facts = _named(facts, rest, match)
        rest = _without(rest, match.span())
    if facts.case or facts.index:
        if found := first_date(rest):
            facts = replace(facts, issued=Fact(value=found.iso, words=found.words))
            before = _ISSUED.sub("", folded(rest[: found.start]))
            rest = f"{rest[: len(before)]}\t{rest[found.end :]}"
        parts = [part.strip(_MARKS) for part in rest.split("\t")]
        country = next((fact for part in parts if (fact := country_in(part))), None)
        parts = [part for part in parts if part and (country is None or part != country.words)]
        facts = replace(facts, country=country, rest=tuple(parts))
    return facts


def _named(facts: Facts, text: str, match: re.Match[str]) -> Facts:
    """The case's number, kept by all its documents, and the name of this one, in the sheet's own words."""
    kind, number = text[slice(*match.span("kind"))].upper(), text[slice(*match.span("number"))]
    which, part = text[slice(*match.span("which"))].strip(), match["part"] or ""
    case = f"UA {number}" if kind == "FI" else f"{kind} {number}"
    if part:
        return replace(facts, case=case, document=f"{which} {kind} {number}{part}".strip())
    is_further = len(which.split()) > 1
    joint = "" if which.endswith(("'", "’")) else " "
    document = f"{which}{joint}{case}" if is_further else f"{which} {kind}"
    return replace(facts, case=case, document=document if which else "")


def _without(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]}\t{text[span[1] :]}"


def all_facts(lines: Sequence[str]) -> Facts:
    """What several heads say together; where two disagree, the first holds and the other stands in `rest`."""
    facts = Facts()
    rest: list[str] = []
    for line in lines:
        found = facts_in(line)
        rest += found.rest
        for name in ("case", "document", "index", "country", "issued"):
            new, old = getattr(found, name), getattr(facts, name)
            if new and not old:
                facts = replace(facts, **{name: new})
            elif new and new != old:
                rest.append(new if isinstance(new, str) else new.words)
    return replace(facts, rest=tuple(rest))


def country_above(lines: Sequence[str]) -> Fact | None:
    """The country that a line above the text names alone, or before a colon."""
    parts = [part for line in lines for part in (line, line.partition(":")[0])]
    return next((fact for part in parts if (fact := country_in(part))), None)


def country_in(text: str) -> Fact | None:
    """The country that the text names, and nothing else."""
    named = folded(text).strip(_MARKS + ".")
    code = _countries().get(named) or _countries().get(_without_style(named))
    return Fact(value=code, words=text) if code else None


# What states put before their name. Not `State`, which parts of countries are called too.
_STYLES = frozenset(
    "the of and de del d du des la el los las der die das"
    " republic kingdom federation union sultanate commonwealth principality emirate federal islamic arab people's"
    " democratic socialist bolivarian plurinational united cooperative"
    " republique royaume federale islamique arabe populaire democratique socialiste unie"
    " republica reino islamica popular democratica socialista unida bolivariana plurinacional"
    " republik konigreich bundesrepublik islamische arabische demokratische sozialistische vereinigtes".split()
)


def _without_style(name: str) -> str:
    """`egypt` for `arab republic of egypt`; nothing where other words stand before it, or where two states say so."""
    words = re.sub(r"\bd'", "d ", name).split()
    rest = list(dropwhile(_STYLES.__contains__, words))
    # The Republic of China is not the People's.
    return "" if words[:3] == ["republic", "of", "china"] else " ".join(rest)


@cache
def _countries() -> dict[str, str]:
    """Codes by the names of countries in all the languages, as CLDR has them and as states call themselves."""
    names = {
        folded(name): code
        for language in WRITTEN_IN
        for code, name in Locale(language).territories.items()
        if code in COUNTRIES
    }
    return names | {folded(name): code for code, listed in _OTHER_NAMES.items() for name in listed.split(";")}


_OTHER_NAMES = {
    "AE": "UAE",
    "CD": "Democratic Republic of the Congo;DRC;République démocratique du Congo;RDC",
    "CN": """People's Republic of China;PR China;P.R. China;République populaire de Chine;República Popular China;
        Volksrepublik China;República Popular de China""".replace("\n        ", ""),
    "CZ": "Czech Republic",
    "EG": "Arab Republic of Egypt",
    "GB": "UK;United Kingdom;Great Britain",
    "IR": "Islamic Republic of Iran;République islamique d'Iran;República Islámica de Irán;Islamische Republik Iran",
    "KP": "North Korea;Democratic People's Republic of Korea",
    "KR": "South Korea;Republic of Korea",
    "LA": "Laos",
    "MM": "Myanmar;Burma",
    "RU": "Russian Federation;Russia;Fédération de Russie;Federación Rusa;Russische Föderation",
    "SY": "Syria;Syrian Arab Republic",
    "TR": "Turkey;Turquie;Turquía;Türkei",
    "US": "USA;United States of America;U.S.A.;États-Unis d'Amérique;Estados Unidos de América;EE. UU.;EE UU;EEUU",
    "VN": "Viet Nam;Socialist Republic of Viet Nam",
}
