"""An appeal: one document of a case, frozen after loading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from letters.addressee import Addressee
from letters.body import LetterText, OwnWords, Points
from letters.fields import CountryCode, Deadline, Instant, Key, LanguageCode, PartialDate, Text
from letters.language import LANGUAGES
from letters.schema import Frozen, did_you_mean
from letters.signatories import SignatoryGroup


class Kind(StrEnum):
    """What people do with an appeal."""

    APPEAL = "appeal"
    OPEN_LETTER = "open-letter"
    SOLIDARITY = "solidarity"


class Status(StrEnum):
    """Where an appeal stands, as its authors say."""

    DRAFT = "draft"
    OPEN = "open"
    STOPPED = "stopped"


class Mention(StrEnum):
    """Whether writers should name the organisation."""

    WELCOME = "welcome"
    AVOID = "avoid"
    NEVER = "never"


class Person(Frozen):
    """Somebody at risk."""

    name: Text
    native_name: Text | None = None
    pronouns: Text | None = None
    about: Text | None = None


class Photo(Frozen):
    """A picture in the appeal's folder, with its description and credit."""

    file: Text
    alt: Text
    credit: Text


class EarlierDocument(Frozen):
    """A document of the same case that came before this one."""

    document: Text
    issued: PartialDate | None = None
    news: Text | None = None


class TranslatedPerson(Frozen):
    """What a translation says about one of the people, in the appeal's order."""

    about: Text | None = None


class Translation(Frozen):
    """The texts of an appeal in another language, and no facts."""

    title: Text
    summary: Text
    people: tuple[TranslatedPerson, ...] = ()
    letter: LetterText
    background: Text | None = None
    rules: tuple[Text, ...] = ()
    outcome: Text | None = None


def _known_language(value: str) -> str:
    if value not in LANGUAGES:
        raise ValueError(
            f"letters can't be written in {value!r} yet; known: {', '.join(LANGUAGES)}{did_you_mean(value, LANGUAGES)}"
        )
    return value


class AppealFile(Frozen):
    """What stands in an appeal.yaml."""

    kind: Kind = Kind.APPEAL
    case: Text | None = None
    document: Text | None = None
    index: Text | None = None
    title: Text
    example: int | None = None
    country: CountryCode
    issued: PartialDate | None = None
    deadline: Deadline
    status: Status
    embargo: Instant | None = None
    language: Annotated[LanguageCode, BeforeValidator(_known_language)]
    summary: Text
    people: tuple[Person, ...] = ()
    photo: Photo | None = None
    to: tuple[Key | Addressee, ...] = Field(min_length=1)
    copies: tuple[Key, ...] = ()
    mention_organisation: Mention = Mention.WELCOME
    rules: tuple[Text, ...] = ()
    letter: LetterText
    background: Text | None = None
    earlier: tuple[EarlierDocument, ...] = ()
    outcome: Text | None = None
    signatories: tuple[SignatoryGroup, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _to_is_a_list(cls, data: Any) -> Any:
        for field in ("to", "copies"):
            if isinstance(data, dict) and isinstance(data.get(field), str):
                raise ValueError(f"{field} must be a list: write [{data[field]}]")
        return data

    @model_validator(mode="after")
    def _facts_agree(self) -> Self:
        if self.deadline and self.issued and self.deadline < self.issued.first_day:
            raise ValueError("the deadline is earlier than the day of issue")
        if self.status is Status.STOPPED and not self.outcome:
            raise ValueError("a stopped appeal needs `outcome`: what happened, and thanks")
        if self.kind is Kind.SOLIDARITY and self.letter.subject:
            raise ValueError("a letter of solidarity has no subject")
        if self.kind is not Kind.SOLIDARITY and not self.letter.subject:
            raise ValueError("the letter needs a subject")
        if self.kind is Kind.OPEN_LETTER and any(isinstance(b, (Points, OwnWords)) for b in self.letter.body):
            raise ValueError("the text of an open letter is fixed: it has no points and no own words")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All that is said in one language."""

    title: str
    summary: str
    about: tuple[str | None, ...]
    letter: LetterText
    background: str | None
    rules: tuple[str, ...]
    outcome: str | None


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
