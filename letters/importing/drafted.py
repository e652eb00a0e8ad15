"""What a draft is made from: the sheet, the address book, and what the author has said herself."""

from __future__ import annotations

import re
import unicodedata
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
    """The code of the country that the sheet's head names, or nothing."""
    return sheet.facts.country.value if sheet.facts.country else ""


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
