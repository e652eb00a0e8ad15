"""The organisation behind a folder of appeals: what stands in its site.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, WrapValidator, model_validator
from pydantic_core.core_schema import ValidatorFunctionWrapHandler

from letters.errors import Mistake
from letters.fields import shapes
from letters.fields.agekeys import AgeKey
from letters.fields.colours import DARK, ENOUGH, LIGHT, Colour, colour, least_contrast, readable
from letters.fields.countries import CountryCode, country_called
from letters.fields.dates import TimeZone
from letters.fields.languages import LanguageCode
from letters.fields.text import EmailAddress, SecureWebsite, Text, Website
from letters.files import is_inside
from letters.yamlfile.validation import Frozen, FrozenMapping, problem

_AROUND = frozenset(
    "the international internationale internacional internazionale global worldwide association foundation section"
    " sektion network group movement trust verein stiftung fondation asbl ev gmbh ggmbh ltd inc ngo".split()
)
"""Words around what is an organisation's own in its name; so are the names of countries."""


def _phrase(value: Any, read: ValidatorFunctionWrapHandler) -> Mapping[str, str]:
    """A text for every language stands under no language at all."""
    if isinstance(value, dict):
        said = read(value)
        if not said:
            raise Mistake("A207", "must not be empty")
        return MappingProxyType(dict(said))
    # Read under a language, so that whatever is wrong with the text is said of it.
    return MappingProxyType({"": read({"en": value})["en"]})


Phrase = Annotated[FrozenMapping[LanguageCode, Text], WrapValidator(_phrase), shapes.PHRASE]
"""A text of the organisation by language; one that is for all of them stands under none."""


class SiteColour(Frozen):
    """The organisation's colour in the light and in the dark; each can be read there (contrast 7 or more)."""

    light: Colour | None = None
    """on white paper"""
    dark: Colour | None = None
    """where a reader has asked for dark pages"""

    @classmethod
    def of(cls, one: str) -> SiteColour:
        """What becomes of one colour: itself where it can be read, else the nearest tone of its hue."""
        return cls(light=readable(one, LIGHT), dark=readable(one, DARK))

    @model_validator(mode="after")
    def _can_be_read(self) -> SiteColour:
        given = self.light or self.dark
        if given is None:
            raise Mistake("A207", "must not be empty")
        for name, value, grounds in (("light", self.light, LIGHT), ("dark", self.dark, DARK)):
            if value and least_contrast(value, grounds) < ENOUGH:
                raise problem("A227", too_faint(value, grounds), name)
        both = {"light": self.light or readable(given, LIGHT), "dark": self.dark or readable(given, DARK)}
        return self if self.light and self.dark else self.model_copy(update=both)


def too_faint(value: str, grounds: tuple[str, ...]) -> str:
    """Why a colour can't stand on these grounds, and which is the nearest that can."""
    where = "white paper" if grounds == LIGHT else "dark pages"
    return (
        f"{value} has a contrast of only {least_contrast(value, grounds):.1f} on {where}, where {ENOUGH:.0f} is needed;"
        f' the nearest that can be read is "{readable(value, grounds)}"'
    )


def _in_light_and_dark(value: Any) -> Any:
    if value is None:
        raise problem("A203", 'has no value: write it between double quotes ("#1c3f72"), as a # begins a note')
    return SiteColour.of(colour(value)) if isinstance(value, str) else value


class SiteLink(Frozen):
    """A link at the foot of each page."""

    name: Phrase
    """what it is called: one text, or one for each language: `{en: Donate, fr: Faire un don}`"""
    address: SecureWebsite
    """where it leads: `https://...`"""


class Site(Frozen):
    """The organisation behind the appeals."""

    organisation: Text
    """the organisation's name"""
    short_name: Text | None = None
    """what it is called where there is little room"""
    website: Website | None = None
    """its address on the web"""
    contact_email: EmailAddress | None = None
    """where its readers can ask"""
    languages: tuple[LanguageCode, ...] = Field(default=("en",), min_length=1)
    """of the pages, the main one first: `ar`, `de`, `en`, `es`, `fr` and `zh` are there"""
    address: tuple[Text, ...] = ()
    """the lines of its postal address, without name and country; they stand at the head of open letters"""
    country: CountryCode | None = None
    """two letters in capitals: `GB`"""
    time_zone: TimeZone = "UTC"
    """in which days begin and deadlines end: `Europe/London`"""
    replies_to: EmailAddress | None = None
    """where supporters may send copies of the answers they get"""
    age_key: AgeKey | None = None
    """what the site collects from those who sign is sealed for this public key of age: `age1...`"""
    logo: Text | None = None
    """the file beside site.yaml that holds it, SVG or PNG, 256 kB at most: `logo.svg`"""
    colour: Annotated[SiteColour | None, BeforeValidator(_in_light_and_dark), shapes.SITE_COLOUR] = None
    """of links and buttons: `"#1c3f72"`; or for white and for dark pages: `{light: "#1c3f72", dark: "#a9c7f5"}`"""
    footer: Phrase | None = None
    """what stands at the foot of each page: one text, or one for each language: `{en: ..., fr: ...}`"""
    links: tuple[SiteLink, ...] = ()
    """at the foot of each page, such as `{name: Donate, address: https://...}`"""
    newsletter: SecureWebsite | None = None
    """where readers can ask for your newsletter: `https://...`"""

    def named_in(self, text: str) -> str:
        """The words by which a text names the organisation: its name, a part that is its own, initials; or nothing."""
        match = _naming(self.organisation, self.short_name or "", self.website or "").search(text)
        return " ".join(match.group().split()) if match else ""

    def said(self, phrase: Mapping[str, str], language: str) -> tuple[str, str]:
        """The phrase in the language, else in the site's first or any; and the language that it is then in."""
        spoken = next((code for code in (language, "", *self.languages) if code in phrase), next(iter(phrase)))
        return phrase[spoken], spoken or self.languages[0]

    @property
    def zone(self) -> ZoneInfo:
        """Where days begin and deadlines end."""
        return ZoneInfo(self.time_zone)


def logo_problem(folder: Path, name: str) -> str:
    """Why a file of this name can't be the logo, as far as can be told without opening it; nothing if it can."""
    file = folder / name
    try:
        if Path(name).name != name or not is_inside(file, folder):
            return "must be a file beside site.yaml"
        if file.suffix.lower() not in (".svg", ".png"):
            return "must be an SVG drawing or a PNG picture"
        if not file.is_file():
            return f"there is no file {name} beside site.yaml"
        if file.stat().st_size > MAX_LOGO_BYTES:
            return f"is larger than {MAX_LOGO_BYTES >> 10} kB, which would slow down every page: make it smaller"
    except (OSError, ValueError):
        return "can't be the name of a file"
    return ""


MAX_LOGO_BYTES = 256 << 10


@lru_cache(maxsize=64)
def _naming(organisation: str, short_name: str, website: str) -> re.Pattern[str]:
    whole = [_spaced(name) for name in (organisation, short_name) if name]
    host = re.sub(r"^https?://(?:www\.)?([^/:]+).*", r"\1", website)
    own, initials = _own_part(organisation), "".join(_initials(organisation))
    # A single word may be a common one, as amnesty is, and three letters too: only so written do they name somebody.
    exact = [*([_spaced(own)] if own else ()), *([initials] if len(initials) > 2 else ())]
    names = "|".join([f"(?i:{name})" for name in (*whole, *([re.escape(host)] if host else ()))] + exact)
    return re.compile(rf"(?<!\w)(?:{names})(?:s|e)?(?!\w)")


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _own_part(name: str) -> str:
    """The name without what stands around its own words: Amnesty, of Amnesty International UK."""
    words = name.split()
    while len(words) > 1 and _is_around(words[-1]):
        words.pop()
    while len(words) > 1 and _is_around(words[0]):
        words.pop(0)
    own = " ".join(words)
    return own if own != name and len(own) > 3 and not _is_around(own) else ""


def _is_around(word: str) -> bool:
    plain = "".join(filter(str.isalnum, word)).casefold()
    return plain in _AROUND or ((len(word) > 3 or word.isupper()) and country_called(word, formal=False) is not None)


def _initials(name: str) -> Iterator[str]:
    yield from (word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())
