"""What a sheet's head says: the case's number, which document of it this is, its index, the country, the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from letters.fields.countries import country_called
from letters.fields.dates import first_date
from letters.importing import clues
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
    r"(?P<number>\d{1,3}\s?[/.]\s?(?:\d{4}|\d{2}))(?P<part>-\d{1,2})?\b(?![/.]\d)"
)
# Numbers of other issuers, each kept whole: AHRC-UAC-004-2022, LBN 001 / 0518 / OBS 063, Case EGY 270303.2.
_OTHER_CASES = (
    re.compile(r"\b(?P<number>[a-z]{2,6}(?:-[a-z]{2,6}){0,2}-\d{1,4}-\d{2,4})\b"),
    re.compile(r"\b(?P<number>[a-z]{3} \d{3} ?/ ?\d{4} ?/ ?[a-z]{3} \d{3}(?:\.\d{1,2})?)\b"),
    re.compile(r"\b(?:case|cas|caso|fall)\s+(?P<number>[a-z]{3} ?\d{6}(?:\.\d{1,3})?)\b"),
    re.compile(
        r"\b(?P<number>(?:ran|rapid action|action|accion|aktion|ran no\.?|case|fall|cas|caso) ?(?:no\.?|nr\.?|n°"
        r"|#)? ?\d{1,4}[/-]\d{2,4})\b"
    ),
)
_LABELLED = re.compile(r"^[\W]*(?P<number>[a-z0-9][a-z0-9 ./_-]{1,38}\d[a-z0-9.]{0,6})\W*$")
# A number between other facts: `Dossier 14/2026`, `Ref. CL-08/2026`; without a word or letters it may be a month.
_NUMBER = re.compile(r"^(?:[^\W\d]{1,20}[.:]? ){0,2}?(?P<number>(?P<letters>[A-Z]{1,6}[ -])?\d{1,6}[/-]\d{2,4})$")
_BETWEEN = re.compile(r" [–—|·•/-] ")
_MOST_BESIDE_A_DAY = 3  # words: `Publicado el`
_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>()]{1,400}|[\w.+-]{1,64}@[\w.-]{1,200}", re.IGNORECASE)
_DATE_LABELS = "|".join(
    re.escape(folded(word.strip()))
    for words in LABELS[Part.ISSUED].values()
    for word in sorted(words.partition("|")[0].split(";"), key=len, reverse=True)
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
    """What one line says, its links left out."""
    facts, rest = Facts(), _LINK.sub(lambda link: " " * len(link[0]), text)
    if match := _INDEX.search(folded(rest)):
        facts = replace(facts, index=rest[slice(*match.span("index"))].strip().upper())
        rest = _without(rest, match.span())
    if match := _CASE.search(folded(rest)):
        facts = _named(facts, rest, match)
        rest = _without(rest, match.span())
    elif other := next((match for one in _OTHER_CASES if (match := one.search(folded(rest)))), None):
        facts = replace(facts, case=" ".join(rest[slice(*other.span("number"))].split()))
        rest = _without(rest, other.span())
    return _beside(facts, rest) if facts.case or facts.index else _between_marks(text)


def _beside(facts: Facts, rest: str) -> Facts:
    """The facts with what the rest of their line says."""
    if found := first_date(rest):
        facts = replace(facts, issued=Fact(value=found.iso, words=found.words))
        before = _ISSUED.sub("", folded(rest[: found.start]))
        rest = f"{rest[: len(before)]}\t{rest[found.end :]}"
    parts = [part.strip(_MARKS) for part in rest.split("\t")]
    country = next((fact for part in parts if (fact := country_in(part))), None)
    parts = [part for part in parts if part and (country is None or part != country.words)]
    return replace(facts, country=country, rest=tuple(parts))


def _between_marks(text: str) -> Facts:
    """What a line says that holds facts and nothing else, marks between them: `Chile | CL-08/2026 | 3 May 2026`."""
    facts = Facts()
    parts = _BETWEEN.split(text)
    for part in parts if len(parts) > 1 else ():
        if country := country_in(part):
            facts = replace(facts, country=country)
        elif issued := _day_of_issue(part):
            facts = replace(facts, issued=issued)
        elif (number := _NUMBER.match(part)) and (number["letters"] or number["number"] != part):
            facts = replace(facts, case=number["number"])
        else:
            return Facts()
    return facts if facts.case else Facts()


def _day_of_issue(text: str) -> Fact | None:
    """The day, where there is hardly anything beside it, and no word for a deadline."""
    day = first_date(text)
    if day is None or clues.DEADLINE.search(folded(text[: day.start])):
        return None
    beside = f"{text[: day.start]} {text[day.end :]}".split()
    return Fact(value=day.iso, words=day.words) if len(beside) <= _MOST_BESIDE_A_DAY else None


def labelled_case(text: str) -> str:
    """The number that a text behind a label for it is, if it is one."""
    match = _LABELLED.match(folded(_LINK.sub("", text)))
    return text[slice(*match.span("number"))].strip() if match and first_date(text) is None else ""


def _named(facts: Facts, text: str, match: re.Match[str]) -> Facts:
    """The case's number, kept by all its documents, and the name of this one, in the sheet's own words."""
    kind, number = text[slice(*match.span("kind"))].upper(), text[slice(*match.span("number"))]
    number = re.sub(r"\s", "", number)
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
    code = country_called(text.strip(_MARKS + "."))
    return Fact(value=code, words=text) if code else None
