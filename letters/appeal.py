"""An appeal: one document of a case, frozen after loading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Discriminator, Field, Tag, ValidationInfo, field_validator

from letters.addressee import Addressee
from letters.body import Demands, LetterText, OwnWords, Points
from letters.fields import CountryCode, Deadline, Instant, Key, LanguageCode, PartialDate, Text
from letters.language import LANGUAGES
from letters.schema import Frozen, did_you_mean, problem
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


def _listed(value: Any) -> Any:
    if isinstance(value, str):
        raise ValueError(f"must be a list: write [{value}]")
    return value


def _key_or_addressee(value: Any) -> str:
    return "Addressee" if isinstance(value, (dict, Addressee)) else "Key"


Receiver = Annotated[
    Annotated[Key, Tag("Key")] | Annotated[Addressee, Tag("Addressee")], Discriminator(_key_or_addressee)
]
"""A key of the address book, or an addressee written out in full."""


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
    language: Annotated[LanguageCode, AfterValidator(_known_language)]
    summary: Text
    people: tuple[Person, ...] = ()
    photo: Photo | None = None
    to: tuple[Receiver, ...] = Field(min_length=1)
    copies: tuple[Key, ...] = ()
    mention_organisation: Mention = Mention.WELCOME
    rules: tuple[Text, ...] = ()
    letter: LetterText
    background: Text | None = None
    earlier: tuple[EarlierDocument, ...] = ()
    outcome: Text | None = Field(default=None, validate_default=True)
    signatories: tuple[SignatoryGroup, ...] = ()

    @field_validator("to", "copies", mode="before")
    @classmethod
    def _is_a_list(cls, value: Any) -> Any:
        return _listed(value)

    @field_validator("to", "copies")
    @classmethod
    def _are_different(cls, value: tuple[Any, ...]) -> tuple[Any, ...]:
        for index, entry in enumerate(value):
            if isinstance(entry, str) and entry in value[:index]:
                raise problem("stands in this list twice", index)
        return value

    @field_validator("deadline")
    @classmethod
    def _not_before_issue(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        issued = info.data.get("issued")
        if value and issued and value < issued.first_day:
            raise problem("is earlier than the day of issue")
        return value

    @field_validator("letter")
    @classmethod
    def _suits_the_kind(cls, value: LetterText, info: ValidationInfo) -> LetterText:
        kind = info.data.get("kind")
        if kind is Kind.SOLIDARITY and value.subject:
            raise problem("a letter of solidarity has no subject", "subject")
        if kind not in (Kind.SOLIDARITY, None) and not value.subject:
            raise problem("is missing: the letter needs a subject", "subject")
        for index, block in enumerate(value.body):
            if kind is Kind.SOLIDARITY and isinstance(block, Demands):
                raise problem("a letter of solidarity goes to the person at risk and makes no demands", "body", index)
            if kind is Kind.OPEN_LETTER and isinstance(block, (Points, OwnWords)):
                message = "the text of an open letter is fixed: it has no points and no own words"
                raise problem(message, "body", index)
        return value

    @field_validator("outcome")
    @classmethod
    def _told_when_stopped(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("status") is Status.STOPPED and not value:
            raise problem("is missing: a stopped appeal tells what happened, and thanks", near=["status"])
        return value


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
