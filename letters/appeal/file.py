"""What stands in an appeal.yaml, field by field."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    field_validator,
)

from letters.addressee import Addressee
from letters.appeal.body import Demands, LetterText, OwnWords, Points
from letters.appeal.signatories import SignatoryGroup, Signers
from letters.appeal.topics import Topic
from letters.errors import Mistake, did_you_mean, quoted
from letters.fields import shapes
from letters.fields.countries import CountryCode
from letters.fields.dates import Deadline, Instant, PartialDate, Year
from letters.fields.languages import LanguageCode
from letters.fields.text import Key, Text, TrueOrFalse, Website
from letters.language.language import LANGUAGES
from letters.yamlfile.validation import Frozen, problem


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
    """the name as letters and pages give it"""
    native_name: Text | None = None
    """the name in its own script"""
    pronouns: Text | None = None
    """such as `she/her`; leave it out if nobody knows"""
    about: Text | None = None
    """who this is, in a few words"""


_PICTURE = re.compile(
    r"(?:photo(?:s|gra\w*)?|foto(?:s|gra\w*|ğraf\w*)?|fotó|im(?:age|agen|agem|agini)s?|immagin[ei]|pictures?|bild(?:er)?"
    r"|afbeelding|drawings?|drawn|dessin\w*|dibujos?|zeichnung(?:en)?|illustra[tcz]\w+|ilustra\w+|disegn[oi]|credits?|cr[ée]dit[os]*|copyright|courtesy|source|screenshot|zdjęci[ea]|фото\w*|снимок|görsel|φωτογραφί\w*"
    r"|ال?صورة|صورة|(?:ال)?رسم|عکس|تصویر)(?!\w)|©|\(c\)|照片|图片|圖片|图|绘|繪|插画|插畫|摄影|攝影|写真|撮影|画像|提供",
    re.IGNORECASE,
)
"""How a credit begins that needs no word before it, in the languages of letters."""


class Photo(Frozen):
    """A picture in the appeal's folder, with its description and credit."""

    file: Text
    """the picture's name in the appeal's folder: JPEG, PNG, WebP or SVG"""
    alt: Text
    """what it shows, for those who can't see it"""
    credit: Text
    """who took it, or who gave it"""
    caption: Text | None = None
    """what everybody should read below it: who, where, when"""

    @property
    def is_drawing(self) -> bool:
        """Whether it is drawn in shapes, and so as sharp in every size."""
        return self.file.lower().endswith(".svg")


def says_what_it_is(credit: str) -> bool:
    """Whether a credit begins with a word for a picture, or a sign, so that it stands by itself."""
    return _PICTURE.match(credit) is not None


MAX_PHOTOS = 12
"""So many photos has an appeal at most."""


class EarlierDocument(Frozen):
    """A document of the same case that came before this one."""

    document: Text
    """which document it was, in the issuer's words"""
    index: Text | None = None
    """the index that it had"""
    issued: PartialDate | None = None
    """`2019-09-10`; `2019-09` or `2019` if you know no more"""
    link: Website | None = None
    """where it can be read"""
    news: Text | None = None
    """what was new in it"""


def known_language(value: str) -> str:
    """The language itself. Raises Mistake where letters can't be written in it."""
    if value not in LANGUAGES:
        raise Mistake(
            "A215",
            f"letters can't be written in {value!r} yet; known: {', '.join(LANGUAGES)}{did_you_mean(value, LANGUAGES)}",
        )
    return value


def _listed(value: Any) -> Any:
    if isinstance(value, str):
        if " " in value.replace(", ", ","):
            raise Mistake("A205", "must be a list of keys of the address book, such as [minister-of-justice]")
        raise Mistake("A205", f"must be a list: write [{value.strip('[] ')}]")
    return value


def _key_or_addressee(value: Any) -> str:
    return "Addressee" if isinstance(value, (dict, Addressee)) else "Key"


Receiver = Annotated[
    Annotated[Key, Tag("Key")] | Annotated[Addressee, Tag("Addressee")], Discriminator(_key_or_addressee)
]
"""A key of the address book, or an addressee written out in full."""


_OTHER_WORDS = {
    Status.OPEN: ("published", "public", "live", "active", "current"),
    Status.STOPPED: ("closed", "ended", "over", "done"),
}


def _status(value: Any) -> Any:
    if value is None or value in list(Status):
        return value
    word = str(value).casefold()
    meant = next((status for status, words in _OTHER_WORDS.items() if word in words), None)
    hint = f" (did you mean {meant}?)" if meant else did_you_mean(word, list(Status))
    raise Mistake("A208", f"must be one of draft, open, stopped, not {quoted(value)}{hint}")


class AppealFile(Frozen):
    """What stands in an appeal.yaml."""

    model_config = ConfigDict(json_schema_extra=shapes.suits_kind_and_status)
    BEGINS = "`letters new` starts an appeal, `letters import` makes one from a sheet"

    kind: Kind = Kind.APPEAL
    """`appeal` (each supporter writes her own letter; this is the default), `open-letter` (one fixed text with
    signatories) or `solidarity` (to the person at risk; it has no subject)"""
    case: Text | None = None
    """the number that every document of this case keeps"""
    document: Text | None = None
    """which document of the case this is, in the issuer's words"""
    index: Text | None = None
    """the issuer's own index"""
    title: Text
    """the headline, without the case's number"""
    example: Year | None = None
    """leave it out; only in examples: the year they come from"""
    country: CountryCode
    """where it happens, two letters in capitals: `CN`"""
    topics: tuple[Topic, ...] = ()
    """what it is about, by the names of the list below: `[death-penalty, torture]`"""
    issued: PartialDate | None = None
    """`2020-04-20`; `2020-04` or `2020` if you know no more"""
    deadline: Deadline
    """the last day on which a letter may leave, that day included; or `none`"""
    status: Annotated[Status, BeforeValidator(_status)]
    """`draft` (only you see it), `open` or `stopped`"""
    embargo: Instant | None = None
    """nobody else can see the appeal before this time: `2020-04-19T23:01Z`"""
    language: Annotated[LanguageCode, AfterValidator(known_language), shapes.one_of("LanguageOfLetters", LANGUAGES)]
    """the language of this file: `en`"""
    summary: Text
    """who is in danger and what to do, in 50 to 90 words"""
    people: tuple[Person, ...] = ()
    """those at risk, each with `name` and, if you have them, `native_name`, `pronouns`, `about`"""
    photo: Photo | None = None
    """`file`, `alt` (what it shows) and `credit`; all three, or no photo. If you like, a `caption`. At most 2 MB"""
    photos: tuple[Photo, ...] = Field(default=(), max_length=MAX_PHOTOS)
    """in place of `photo`, where there are several: a list of at most 12, the most important first"""
    to: tuple[Receiver, ...] = Field(min_length=1)
    """who decides: keys of the address book, or an addressee written out"""
    copies: tuple[Key, ...] = ()
    """who else should know: keys, or `embassy` for the embassy of `country` where the supporter lives"""
    mention_organisation: Mention | None = None
    """may writers name the organisation? `welcome`, `avoid` or `never`; without it, nothing is said about it"""
    rules: tuple[Text, ...] = ()
    """what this appeal asks of its writers, shown beside the form"""
    letter: LetterText
    """the text: its `subject`, and its `body` in blocks"""
    background: Text | None = None
    """up to 400 words"""
    earlier: tuple[EarlierDocument, ...] = ()
    """the documents before this one, oldest first, each with `document`, `index`, `issued`, `link`, `news`"""
    outcome: Text | None = Field(default=None, validate_default=True)
    """when it is `stopped`: what happened, and thanks"""
    petition: TrueOrFalse = False
    """`true` where an open letter is called a petition"""
    signers: Signers = Signers.PEOPLE
    """who may sign an open letter: `people` (the default), `organisations` or `both`"""
    signatories: tuple[SignatoryGroup, ...] = ()
    """of an open letter, in groups: names, or a `count` with its `date`"""

    @field_validator("to", mode="before")
    @classmethod
    def _is_somebody(cls, value: Any) -> Any:
        if value == []:
            raise Mistake("A207", "must not be empty: write a key of the address book, or an addressee in full")
        return value

    @field_validator("photos", mode="before")
    @classmethod
    def _lists_photos(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, dict):
            raise Mistake("A205", "must be a list of photos: write it as `photo`, or put a dash before `file`")
        if isinstance(value, list) and len(value) > MAX_PHOTOS:
            raise Mistake("A315", f"has {len(value)} photos: keep the {MAX_PHOTOS} that matter most")
        if value and info.data.get("photo"):
            raise Mistake("A315", "stands beside `photo`: put that photo first into this list, and delete `photo`")
        return value

    @field_validator("photos")
    @classmethod
    def _are_different_photos(cls, value: tuple[Photo, ...]) -> tuple[Photo, ...]:
        for index, photo in enumerate(value):
            if photo.file in [other.file for other in value[:index]]:
                raise problem("A301", "is in this list twice", index, "file")
        return value

    @field_validator("topics", mode="before")
    @classmethod
    def _lists_topics(cls, value: Any) -> Any:
        if isinstance(value, str):
            raise Mistake("A205", f"must be a list of topics: write [{value.strip('[] ')}]")
        return value

    @field_validator("to", "copies", mode="before")
    @classmethod
    def _is_a_list(cls, value: Any) -> Any:
        return _listed(value)

    @field_validator("topics", "to", "copies")
    @classmethod
    def _are_different(cls, value: tuple[Any, ...]) -> tuple[Any, ...]:
        seen: set[str] = set()
        for index, entry in enumerate(value):
            if isinstance(entry, str):
                if entry in seen:
                    raise problem("A301", "is in this list twice", index)
                seen.add(entry)
        return value

    @field_validator("deadline")
    @classmethod
    def _not_before_issue(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        issued = info.data.get("issued")
        if value and issued and value < issued.first_day:
            raise problem("A302", "is earlier than the day of issue: correct one of the two")
        return value

    @field_validator("letter")
    @classmethod
    def _suits_the_kind(cls, value: LetterText, info: ValidationInfo) -> LetterText:
        kind = info.data.get("kind")
        if kind is Kind.SOLIDARITY and value.subject:
            raise problem("A303", "a letter of solidarity has no subject", "subject")
        if kind not in (Kind.SOLIDARITY, None) and not value.subject:
            raise problem("A303", "is missing: the letter needs a subject", "subject")
        for index, block in enumerate(value.body):
            if kind is Kind.SOLIDARITY and isinstance(block, Demands):
                raise problem(
                    "A303", "a letter of solidarity goes to the person at risk and makes no demands", "body", index
                )
            if kind is Kind.OPEN_LETTER and isinstance(block, (Points, OwnWords)):
                message = "the text of an open letter is fixed: it has no points and no own words"
                raise problem("A303", message, "body", index)
        return value

    @field_validator("petition")
    @classmethod
    def _is_an_open_letter(cls, value: bool, info: ValidationInfo) -> bool:
        if value and info.data.get("kind") not in (Kind.OPEN_LETTER, None):
            raise problem("A303", "only an open letter can be a petition: write kind: open-letter, or leave it out")
        return value

    @property
    def pictures(self) -> tuple[Photo, ...]:
        """Its photos in their order, however the file gives them."""
        return (self.photo,) if self.photo else self.photos

    def picture_place(self, index: int) -> tuple[str | int, ...]:
        """Where in the file the photo with this index stands."""
        return ("photo",) if self.photo else ("photos", index)

    @field_validator("outcome")
    @classmethod
    def _told_when_stopped(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("status") is Status.STOPPED and not value:
            raise problem("A304", "is missing: a stopped appeal tells what happened, and thanks", near=["status"])
        return value
