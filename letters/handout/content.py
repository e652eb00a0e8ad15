"""What stands on a sheet, part by part, all of it said: texts in the sheet's language and no layout."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass

from letters.appeal.file import Kind
from letters.appeal.signed import Signed
from letters.handout.words import WORDS, Words
from letters.language.language import LANGUAGES, Language
from letters.letter import CountryLine, DemandList, Paragraph

Text = tuple[Paragraph | DemandList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at risk; what isn't known is empty."""

    name: str
    native_name: str
    pronouns: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of the letter that everybody writes. `only_to`: the line that says to whom, or empty."""

    text: Text
    only_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Passages to choose from, below what the writer is asked."""

    ask: str
    choices: tuple[Text, ...]
    only_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWordsPlace:
    """Where the writer says it in her own words, and what she could say."""

    ask: str
    hint: str
    only_to: str


LetterPart = Passage | Choices | OwnWordsPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLetter:
    """The letter to copy. Salutations and closings exactly as written, each with whom it belongs to.

    Where one serves all readers there is one, and it belongs to nobody.
    """

    subject: str
    salutations: tuple[tuple[str, str], ...]
    parts: tuple[LetterPart, ...]
    closings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who gets a letter or a copy, and by which ways; `unavailable` pairs a way with the reason.

    `nowhere` says what to do where no address is known, else it is empty.
    """

    name: str
    office: str
    salutation: str
    post: tuple[str, ...]
    country_lines: tuple[CountryLine, ...]
    faxes: tuple[str, ...]
    emails: tuple[str, ...]
    unavailable: tuple[tuple[str, str], ...]
    languages: str
    nowhere: str

    @property
    def begins_with_name(self) -> bool:
        """Whether the first line of the address is the name already."""
        return self.post[:1] == (self.name,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A document before this one; what isn't known is empty. `language` is that of its news."""

    document: str
    index: str
    issued: str
    news: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """An appeal as a sheet. The same appeal gives the same value, whoever asks; nothing of a supporter is in it.

    `watermarks` stand on every page: that it is a draft, an example. `case` is the number that every document of the
    case keeps, or what this one is called; `facts` are country, document, numbers and date. `picture` is a JPEG or an
    SVG, or empty; so is the organisation's `logo`. `colour` is the organisation's, dark enough for print. `web` is the
    address of the form, or empty. `country` is that of the organisation, whose printers have its paper. `own_language`
    is the appeal's, in which stands what nobody has translated. `names` are never to be hyphenated.
    """

    slug: str
    language_code: str
    own_language: str
    country: str
    kind: Kind
    is_petition: bool
    organisation: str
    contact: tuple[str, ...]
    watermarks: tuple[str, ...]
    case: str
    title: str
    facts: tuple[str, ...]
    deadline: str
    summary: tuple[str, ...]
    picture: bytes
    picture_alt: str
    picture_language: str
    picture_caption: str
    caption_language: str
    picture_credit: str
    logo: bytes
    colour: str
    people: tuple[Person, ...]
    letter: ModelLetter
    recipients: tuple[Recipient, ...]
    copies: tuple[Recipient, ...]
    diplomats: str
    notes: tuple[str, ...]
    signed: tuple[Signed, ...]
    totals: str
    background: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    web: str
    names: tuple[str, ...]

    @property
    def language(self) -> Language:
        """The language the sheet speaks."""
        return LANGUAGES[self.language_code]

    @property
    def words(self) -> Words:
        """What it says by itself."""
        return WORDS[self.language_code]

    @property
    def called(self) -> str:
        """What kind of letter it is, in its own language."""
        match self.kind:
            case Kind.APPEAL:
                return self.words.appeal
            case Kind.OPEN_LETTER:
                return self.words.petition if self.is_petition else self.words.open_letter
            case Kind.SOLIDARITY:
                return self.words.solidarity

    @property
    def is_signed(self) -> bool:
        """Whether people sign a fixed text and don't write."""
        return self.kind is Kind.OPEN_LETTER

    @property
    def stem(self) -> str:
        """The beginning of its file's name; translations carry their language."""
        language = "" if self.language_code == self.own_language else f"-{self.language_code}"
        return f"{self.slug}-sheet{language}"


PAGES = 2
"""The front and the back."""

_LONG = ("summary", "letter", "background")
"""The texts that make a sheet long."""


def what_to_shorten(handout: Handout) -> str:
    """The two longest texts, the longest first, for an author who wants the sheet to fit."""
    (first, most), (second, more), *_ = longest_texts(handout)
    return f"shorten the {first} ({most} characters) or the {second} ({more})"


def longest_texts(handout: Handout) -> list[tuple[str, int]]:
    """The names of its long texts with their numbers of characters, the longest first."""
    lengths = {name: sum(map(len, texts(getattr(handout, name)))) for name in _LONG}
    return sorted(lengths.items(), key=lambda pair: -pair[1])


def texts(value: object) -> list[str]:
    """Every text in a part of a sheet, however deep."""
    match value:
        case str():
            return [value]
        case tuple():
            return [text for part in value for text in texts(part)]
        case _ if is_dataclass(value):
            return [text for field in fields(value) for text in texts(getattr(value, field.name))]
        case _:
            return []  # the picture
