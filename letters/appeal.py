"""An appeal: one document of a case, frozen after loading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from letters.addressee import Addressee
from letters.appealfile import AppealFile, Status
from letters.body import LetterText


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All that is said in one language.

    `untranslated` names what nobody has translated and is said in the appeal's own language instead: `background`,
    `rules`, `outcome`, `photo`, and by their index `people[0]` and `earlier[0]`.
    """

    title: str
    summary: str
    about: tuple[str | None, ...]
    letter: LetterText
    background: str | None
    rules: tuple[str, ...]
    outcome: str | None
    photo: str | None
    news: tuple[str | None, ...]
    untranslated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """A loaded appeal with its addressees found and its texts by language, its own language first."""

    slug: str
    folder: Path
    facts: AppealFile
    to: Mapping[str, Addressee]
    copies: Mapping[str, Addressee]
    copies_to_embassy: bool
    texts: Mapping[str, Texts]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which letters can be written."""
        return tuple(self.texts)

    def texts_in(self, language: str) -> Texts:
        """The texts in a language, or else in the appeal's own."""
        return self.texts.get(language) or self.texts[self.facts.language]

    def language_of(self, name: str, language: str) -> str:
        """The language in which a text is said there: that one, or the appeal's own where nobody has translated it."""
        own = self.facts.language
        return own if language not in self.texts or name in self.texts[language].untranslated else language

    def is_public(self, now: dt.datetime) -> bool:
        """Whether anybody may see it at this instant."""
        embargo = self.facts.embargo
        return self.facts.status is not Status.DRAFT and (embargo is None or embargo <= now)

    def is_late(self, today: dt.date) -> bool:
        """Whether the last day to write is over."""
        return self.facts.deadline is not None and today > self.facts.deadline

    def is_open(self, today: dt.date) -> bool:
        """Whether letters may be made on this day."""
        return self.facts.status is Status.OPEN and not self.is_late(today)
