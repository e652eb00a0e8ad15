"""Those at risk, as a sheet names them: with their pronouns, and with their names in other scripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letters.fields.countries import country_called
from letters.importing.assign import Placed
from letters.importing.clues import OFFICE
from letters.importing.labels import Part
from letters.importing.roles import Role
from letters.importing.sheet import Sheet
from letters.importing.signs import BULLET
from letters.language.language import is_latin
from letters.typed import folded

_LONGEST_NAME = 150
_PRONOUNS = "|".join(
    "he him his she hers her they them theirs il lui elle iel ils elles el ella ellos ellas er ihm ihn sie ihr es xe"
    " ze zir".split()
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


def people_on(sheet: Sheet, texts: Sequence[str], title: str, subject: str) -> tuple[PersonNamed, ...]:
    """Those whom the sheet lists, or else those whom its texts name most: that is a proposal."""
    found = [one for one in sheet.of(Role.PEOPLE) if one.block.part is not Part.GENDER]
    people: list[PersonNamed] = []
    used: list[Placed] = []
    for one in found:
        named = [line.plain for line in one.block.lines]
        if any(len(line) > _LONGEST_NAME for line in named):
            continue
        whole = people_in(named)
        is_whole = len(named) == 1 or all(len(person.name.split()) > 1 for person in whole)
        people += whole if is_whole else people_in([one.block.text])
        used.append(one)
    sheet.take("people", used)
    if people:
        return tuple({person.name: person for person in people}.values())
    names = named_most([*texts, subject], f"{title} {subject}")
    if names:
        sheet.certainty["people"] = 0.5
    return tuple(PersonNamed(name=name) for name in names[:1])


def gender_on(sheet: Sheet) -> str:
    found = [one for one in sheet.placed if one.role is not None and one.block.part is Part.GENDER]
    sheet.take("", found)
    return " ".join(one.block.text for one in found)


def people_in(lines: Iterable[str]) -> tuple[PersonNamed, ...]:
    """Everybody whom the lines name. What may be one name or two stays one."""
    kept = (bare for line in lines if (bare := _bare(line)) and not _NOBODY.fullmatch(folded(bare)))
    return tuple(person for line in kept for part in _split(line) if (person := _person(part)))


_NOBODY = re.compile(r"\W*(?:n/?a|not applicable|none|s/?o|sans objet|no procede|ninguno|entfallt|keine|unknown)\W*")


def _bare(line: str) -> str:
    return BULLET.sub("", line).strip(" *_")


# Not names, though they are written with capitals within sentences.
_NO_NAME = frozenset(
    """the a an he she they his her in on at for since after before when while however human rights court minister
    president government state security police prison authorities republic united nations international amnesty urgent
    action supreme criminal public prosecutor general january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday university school high district
    province
    city dear your excellency yours sincerely european union council committee article law code constitution penal
    world freedom national central provincial revolutionary guard intelligence ministry justice interior foreign affairs
    north south east west street road release free i we it this that these those all no please write
    association committee centre center network movement party front foundation organisation organization institute
    group society church radio hospital observatory federation alliance congress army forces service office team
    asociacion comite centro red movimiento partido fundacion organizacion instituto grupo iglesia observatorio
    comite reseau mouvement parti fondation institut groupe eglise verein verband stiftung partei institut
    le la les un une des il elle ils du de au aux dans depuis monsieur madame ministre droits homme tribunal cour
    el los las una un en desde por senor senora ministro derechos humanos juez
    der die das ein eine er sie es seit im am herr frau minister menschenrechte gericht staat und""".split()
)
_PARTICLES = frozenset("al el bin ibn bint abu de la del da dos van von der den ben le du di e y".split())


def named_most(texts: Sequence[str], headline: str) -> tuple[str, ...]:
    """Those whom the texts name again and again, or they and the headline: a proposal, the likeliest first."""
    counts: Counter[str] = Counter(name for text in texts for name in _names_in(text))
    plain, whole = folded(headline), "\n".join(texts)
    likely = {
        name: count + 2 * (folded(name) in plain) + (folded(name.split()[-1]) in plain)
        for name, count in counts.items()
    }
    best = [name for name, points in likely.items() if points >= _OFTEN]
    return tuple(sorted(best, key=lambda name: (-likely[name], whole.find(name), -len(name))))


_OFTEN = 2


def _names_in(text: str) -> list[str]:
    """Two to four words with capitals within a sentence, particles between them included."""
    found: list[str] = []
    run: list[str] = []
    for match in re.finditer(r"[^\W\d_][\w'’-]*|[^\s\w]", text):
        word = match[0]
        is_name = word[0].isupper() and folded(word) not in _NO_NAME and not word.isupper()
        if is_name or (run and folded(word) in _PARTICLES):
            run.append(word)
            continue
        found += _name_of(run)
        run = []
    return [*found, *_name_of(run)]


def _name_of(run: list[str]) -> list[str]:
    """Every two to four words of a run that can be a name: German writes other nouns with capitals, too."""
    parts = (run[start:end] for start in range(len(run)) for end in range(start + 2, min(start + 5, len(run) + 1)))
    names = (" ".join(part) for part in parts if part[0][0].isupper() and folded(part[-1]) not in _PARTICLES)
    bare = (name.removesuffix("'s").removesuffix("’s") for name in names)
    return [name for name in bare if country_called(name, formal=False) is None and not OFFICE.search(folded(name))]


def _split(line: str) -> list[str]:
    """The parts of a line that are about one person each."""
    if _MARKED.match(line) and len(_GENDERS.findall(line)) == 1:
        return [line]
    parts: list[str] = []
    for part in _AND.split(_PROTECTED.sub(lambda match: match[0].replace(",", "\x00").replace(";", "\x00"), line)):
        pieces = _COMMA.split(part)
        parts += pieces if len(pieces) > 1 and all(map(_is_name, pieces)) else [part]
    named = [part.replace("\x00", ",").strip() for part in parts]
    # `a son and a daughter of ...` is a description, not two names.
    return named if all(map(_is_name, named)) else [line.strip()]


_GENDERS = re.compile(r"\((?:m|f|w|h)\)", re.IGNORECASE)
_PROTECTED = re.compile(r"\([^()]*\)")


def _is_name(text: str) -> bool:
    bare = _BRACKETS.sub("", _BEHIND_ANY.sub("", text)).strip()
    words = bare.split()
    return bool(words) and (len(words) > 1 or not is_latin(bare)) and not words[0][0].islower()


_BEHIND_ANY = re.compile(r",\s*[a-zäöüéèñ]+\s*/\s*[a-zäöüéèñ]+(?:\s*/\s*[a-zäöüéèñ]+)*\s*$")


# `Amal Example (f), teacher, aged 30`: what stands behind the mark is no part of the name.
_MARKED = re.compile(
    r"^(?:[^:]{3,40}: )?([^(),]{3,80}?)\s*\((?:m|f|w|h|male|female|homme|femme|hombre|mujer|mannlich|weiblich)\)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:(?:mr|ms|mrs|miss|mx|dr|prof|professor|sir|m|mme|mlle|sr|sra|srta|herrn?|frau|pfarrer|pastor|father|reverend|rev|bishop|padre|pere|monsieur|madame|senor"
    r"|senora|señor|señora)\b\.?\s+){1,3}(?=\S)",
    re.IGNORECASE,
)


def _person(text: str) -> PersonNamed | None:
    marked = _MARKED.match(text)
    rest, pronouns = (marked[1] if marked else text), ""
    plain = folded(rest)
    match = _IN_BRACKETS.search(plain) or _BEHIND.search(plain)
    if match:
        pronouns = re.sub(r"\s*[/,|]\s*", "/", rest[slice(*match.span("set"))])
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    native = next((found[1].strip() for found in _BRACKETS.finditer(rest) if _is_native(found[1])), "")
    if native:
        rest = _BRACKETS.sub(lambda found: "" if found[1].strip() == native else found[0], rest)
    name = _TITLE.sub("", " ".join(rest.split()).strip(" ,;:"))
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
