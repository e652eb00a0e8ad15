"""What a draft is made from: the sheet, the address book, and what the author has said herself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from letters.importing.contacts import ContactBlock
from letters.importing.demands import DemandList
from letters.importing.facts import Fact
from letters.importing.headline import recased
from letters.importing.matching import Match
from letters.importing.phrases import EMBASSY
from letters.importing.published import Published
from letters.typed import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A sheet with its addressees looked up. `given` are keys, a country and a deadline that the author gave.

    What is empty in the end stays empty in the file, and `letters check` names its line.
    """

    slug: str
    sheet: Published
    addressees: tuple[Match, ...] = ()
    copies: tuple[Match, ...] = ()
    given_to: tuple[str, ...] = ()
    given_country: str = ""
    given_deadline: str = ""

    @property
    def to(self) -> tuple[str, ...]:
        """The keys of those who decide."""
        found = (match.key for match in self.addressees if match.key)
        return self.given_to or tuple(dict.fromkeys(found))

    @property
    def written_out(self) -> tuple[Match, ...]:
        """Those who decide and aren't in the address book, unless the author has said who decides.

        An embassy is none of them where the sheet names anybody else: it serves the writers of one country.
        """
        if self.given_to:
            return ()
        new = tuple(match for match in self.addressees if not match.key)
        others = tuple(match for match in new if not is_embassy(match.block))
        return others if others or self.to else new

    @property
    def country(self) -> str:
        """The country's code, or nothing."""
        return self.given_country or country_of(self.sheet)

    @property
    def deadline(self) -> str:
        """The last day or `none`, or nothing."""
        return self.given_deadline or (self.sheet.deadline.value if self.sheet.deadline else "")

    @property
    def title(self) -> Fact:
        """The headline as a sentence."""
        texts = [self.sheet.summary, *self.sheet.background, *(person.name for person in self.sheet.people)]
        for block in self.sheet.letter.body:
            texts += [item.text for item in block.items] if isinstance(block, DemandList) else [block]
        return recased(self.sheet.title, texts, self.sheet.language)


def is_embassy(block: ContactBlock) -> bool:
    """Whether it is an embassy itself; `c/o` one stands further below."""
    return any(EMBASSY.search(folded(line)) for line in block.address[:1])


def country_of(sheet: Published) -> str:
    """The code of the country that the sheet names, or nothing."""
    found = where(sheet)
    return found.value if found else ""


def where(sheet: Published) -> Fact | None:
    """The country that the sheet's head names, or else the one that those live in who decide."""
    countries = [block.country for block in sheet.addressees if block.country]
    same = len({country.value for country in countries}) == 1
    return sheet.facts.country or (countries[0] if same else None)


_NOT_FOUND: Mapping[str, str] = {
    "title": "No headline was found.",
    "country": "No country was found.",
    "summary": "No summary was found.",
    "people": "Nobody at risk was found by name.",
    "to": "No addressee was found.",
    "letter": "No letter was found.",
    "demands": "No demands were found.",
    "deadline": "No deadline was found.",
}
_CALLED = {"to": "who to write to", "letter.subject": "the subject", "copies": "who gets copies", "facts": "the head"}


def not_found(draft: Imported) -> tuple[str, ...]:
    """What the draft lacks because the sheet doesn't say it, or because it wasn't recognised: a sentence for each."""
    sheet = draft.sheet
    body = sheet.letter.body
    found = {
        "title": bool(sheet.title),
        "country": bool(draft.country),
        "summary": bool(sheet.summary),
        "people": bool(sheet.people),
        "to": bool(draft.to or draft.written_out),
        "letter": any(isinstance(block, str) for block in body),
        "demands": any(isinstance(block, DemandList) for block in body),
        "deadline": bool(draft.deadline or sheet.deadline),
    }
    return tuple(sentence for name, sentence in _NOT_FOUND.items() if not found[name])


def uncertain(draft: Imported) -> tuple[str, ...]:
    """What was found and may be wrong, as it is called in the draft."""
    fields = (
        "title",
        "summary",
        "people",
        "to",
        "copies",
        "letter.subject",
        "letter",
        "background",
        "deadline",
        "languages",
    )
    return tuple(_CALLED.get(name, name) for name in fields if draft.sheet.is_uncertain(name))


_MOST_WORDS = 6


def slug_for(sheet: Published, path: Path) -> str:
    """A name for the appeal: those at risk if there are one or two, else the headline, else the file's name."""
    names = [person.name for person in sheet.people] if len(sheet.people) in (1, 2) else []
    words = [sheet.title, path.stem]
    return next((slug for text in (" ".join(names), *words) if (slug := slugged(text))), "appeal")


def slugged(text: str) -> str:
    """The first words of a text as small letters and hyphens; nothing where it has none of the Latin alphabet."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    ascii_only = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", ascii_only))
    return "-".join(words[:_MOST_WORDS])[:60].strip("-")
