"""A signature under an open letter: who signs, and what of that may be shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from letters import typed
from letters.appeal.signatories import MemberType, Signers
from letters.errors import FieldProblem, InvalidFields, gettext_noop
from letters.fields.countries import country_called
from letters.language.initials import initials_of
from letters.supporter import MISSING, NO_COUNTRY
from letters.typed import folded

MAX_ORGANISATION = 120
MAX_ROLE = 80
LIMITS = {"organisation": MAX_ORGANISATION, "name": 80, "role": MAX_ROLE, "town": 60, "country": 2}

# The vowels of Hebrew and Arabic, which most leave out.
_OPTIONAL = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
# Letters and marks that nobody sees (Default_Ignorable_Code_Point of UAX 44): else the same name could sign twice.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")

NO_ORGANISATION = gettext_noop("Please give the name of the organisation that signs.")
NO_PERSON = gettext_noop("Please give the name of somebody in the organisation whom we can ask.")
NO_KIND = gettext_noop("Please choose whether you sign as a person or for an organisation.")
NO_SHOWN = gettext_noop("Please choose how your name may be shown.")


class Shown(StrEnum):
    """How a name may be shown under the letter."""

    NAME = "name"
    INITIALS = "initials"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs. For an organisation, `name` is the person who signs for it, and `shown` is its name."""

    type: MemberType
    name: str
    role: str = ""
    organisation: str = ""
    town: str
    country: str
    shown: Shown

    @property
    def shown_as(self) -> str:
        """What stands under the letter; nothing where the signature is only counted."""
        if self.type is MemberType.ORGANISATIONS:
            return self.organisation
        match self.shown:
            case Shown.NAME:
                return ", ".join(filter(None, (self.name, self.role, self.organisation)))
            case Shown.INITIALS:
                return initials_of(self.name)
            case Shown.NOTHING:
                return ""

    def identity(self, owner: str) -> str:
        """Who must not be counted twice: a person at an address (its canonical form), or an organisation of a country,
        whoever signs for it."""
        if self.type is MemberType.ORGANISATIONS:
            return f"{_known_by(self.organisation)}\0{self.country}"
        return f"{owner}\0{_known_by(self.name)}"


def _known_by(name: str) -> str:
    """The name without what people write differently: case, accents, spaces, punctuation, optional vowels.

    Signs that make another word of it stay, as the vowels of Hindi and Thai do.
    """
    plain = _UNSEEN.sub("", folded(unicodedata.normalize("NFKC", name))).replace("ß", "ss")
    kept = "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LNM" and not _OPTIONAL.match(sign))
    return kept or "".join(name.split())


def signature_from(fields: Mapping[str, str], signers: Signers) -> Signature:
    """The signature that a form describes; what is absent counts as empty.

    `fields`: signs_as (people or organisations), name, role, organisation, town, country, shown. Raises InvalidFields
    with every problem at once, in the form's order.
    """
    text = {field: typed.clean(fields.get(field, "")) for field in LIMITS}
    kind, problems = _kind(fields.get("signs_as", ""), signers), list[FieldProblem]()
    if kind is None:
        problems.append(FieldProblem("signs_as", NO_KIND))
    problems += _problems(text, kind)
    shown = typed.clean(fields.get("shown_name", "")) or Shown.NAME
    if shown not in tuple(Shown):
        problems.append(FieldProblem("shown_name", NO_SHOWN))
    if problems or kind is None:
        raise InvalidFields(problems)
    country = country_called(text["country"]) or ""
    return Signature(type=kind, **{**text, "country": country}, shown=Shown(shown))


def _kind(asked: str, signers: Signers) -> MemberType | None:
    if signers is not Signers.BOTH:
        return MemberType(signers)
    return MemberType(asked) if asked in tuple(MemberType) else None


def _problems(text: Mapping[str, str], kind: MemberType | None) -> list[FieldProblem]:
    for_others = kind is MemberType.ORGANISATIONS
    missing = {"name": NO_PERSON if for_others else MISSING["name"], "country": MISSING["country"]}
    missing |= {"organisation": NO_ORGANISATION} if for_others else {"town": MISSING["town"]}
    found = []
    for field, limit in LIMITS.items():
        if not text[field]:
            problem = FieldProblem(field, missing[field]) if field in missing else None
        elif field == "country":
            problem = None if country_called(text[field]) else FieldProblem(field, NO_COUNTRY)
        else:
            problem = typed.problem(field, text[field], limit=limit)
        found += [problem] if problem else []
    return found
