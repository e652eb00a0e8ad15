"""Who receives a letter: an addressee, the address book, and what to write where a salutation is missing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from letters.channel import Channel
from letters.errors import Mistake, did_you_mean, nearest_word
from letters.fields import shapes
from letters.fields.countries import CountryCode
from letters.fields.dates import Day
from letters.fields.languages import LanguageCode
from letters.fields.text import EmailAddress, FaxNumber, Text
from letters.yamlfile.source import KeyPath, Source
from letters.yamlfile.validation import EMPTY, Frozen, FrozenMapping, problem

CHECK_AFTER = dt.timedelta(days=365)


class Post(Frozen):
    """A postal address: the envelope's lines as they are printed, and the country that the program adds."""

    lines: tuple[Text, ...] = Field(min_length=1)
    """the envelope, line by line, without the country: that is added"""
    country: CountryCode
    """two letters in capitals: `CN`"""


def _by_language(value: Any) -> Any:
    if isinstance(value, str) and value.strip():
        short = value.strip() if len(value) <= 60 else "..."
        raise Mistake("A206", f'must say in which language it is, such as {{en: "{short}"}}')
    return value


def _without_curly_marks(value: Mapping[str, str]) -> Mapping[str, str]:
    for language, text in value.items():
        marks, inner = (text[0], text[-1]), text[1:-1]
        if marks in (("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’")) and inner and not set(marks) & set(inner):
            raise problem("A107", "these quotation marks would be printed; remove them, or use straight ones", language)
    return value


ByLanguage = Annotated[FrozenMapping[LanguageCode, Text], BeforeValidator(_by_language)]
Greetings = Annotated[ByLanguage, AfterValidator(_without_curly_marks)]


class Addressee(Frozen):
    """A person or body to write to. Salutations and lines are printed exactly as they stand."""

    model_config = ConfigDict(json_schema_extra=shapes.unavailable_channels_exist)

    name: Text
    """as pages and lists call the addressee"""
    names: ByLanguage = EMPTY
    """the name in other languages: `{fr: ...}`"""
    office: Text | None = None
    """the office, such as President of a country"""
    salutation: Greetings = EMPTY
    """by language, printed exactly as it stands, its comma included: `{en: "Your Excellency,"}`"""
    closing: Greetings = EMPTY
    """by language, in place of the language's usual one"""
    post: Post | None = None
    """the postal address"""
    fax: tuple[FaxNumber, ...] = ()
    """numbers that begin with + and the country code"""
    email: tuple[EmailAddress, ...] = ()
    """e-mail addresses"""
    languages: tuple[LanguageCode, ...] = ()
    """in which to write, best first"""
    unavailable: FrozenMapping[Channel, Text] = EMPTY
    """a channel that exists but must not be used now, and why"""
    checked: Day | None = None
    """the day on which somebody last made sure of the details: `2020-04-20`"""
    note: Text | None = None
    """for authors; it is shown to nobody else"""

    @field_validator("unavailable")
    @classmethod
    def _unavailable_channels_exist(cls, value: Mapping[Channel, str], info: ValidationInfo) -> Mapping[Channel, str]:
        for channel in value:
            # A channel that is itself wrong is not in info.data, and has its own finding.
            if not info.data.get(channel.value, True):
                raise problem("A307", f"there is no {channel.value} here that could be unavailable", channel.value)
        return value

    @property
    def known_channels(self) -> tuple[Channel, ...]:
        """Every channel that we have contact data for, whether it may be used now or not."""
        data = {Channel.POST: self.post, Channel.EMAIL: self.email, Channel.FAX: self.fax}
        return tuple(channel for channel, contact in data.items() if contact)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels that can be used now."""
        return tuple(channel for channel in self.known_channels if channel not in self.unavailable)

    def is_unchecked(self, today: dt.date) -> bool:
        """Whether nobody has made sure within a year."""
        return self.checked is None or today - self.checked > CHECK_AFTER

    def name_in(self, language: str) -> str:
        """The name in a language, or else as pages and lists call the addressee."""
        return self.names.get(language, self.name)


class Embassy(Addressee):
    """Where a country's diplomats can be reached in the country that hosts them."""


EMBASSY = "embassy"
"""The word that stands for the embassies of embassies.yaml; no entry may have it as its key."""
_LONGEST_NAME = 200
_WHO_IS_THERE = "; `letters addressees` shows who is, and by which key, `letters new-addressee KEY` adds somebody"


@dataclass(frozen=True, kw_only=True)
class AddressBook:
    """The addressees that appeals may name by key, and the keys whose entries have errors (None: who knows which)."""

    entries: Mapping[str, Addressee]
    broken: frozenset[str] | None = frozenset()
    is_there: bool = True
    """Whether there is a file at all."""

    def problem(self, word: str, *others: str, guess: bool = True) -> str:
        """What is wrong with a word that shall be a key, if anything; `others` may stand in its place.

        `guess`: look for what was meant.
        """
        if word in self.entries or word in others:
            return ""
        if not self.is_there:
            return (
                f"{word!r} isn't known: there is no address book yet (addressees.yaml beside site.yaml);"
                " `letters new-addressee KEY` starts one"
            )
        if self.broken is None or word in self.broken:
            return f"{word!r} has errors in the address book, addressees.yaml; correct them there"
        if guess and (key := self.key_of(word)):
            return f"{word!r} is a name; write its key in the address book: {key}"
        hint = did_you_mean(word, [*self.entries, *self.broken, *others]) if guess else ""
        return f"{word!r} is not in the address book{hint or _WHO_IS_THERE}"

    def key_of(self, name: str) -> str | None:
        """The key of the entry with this name or office, or with one very much like it."""
        if name in self._by_name or " " not in name:
            return self._by_name.get(name)
        nearest = nearest_word(name, self._by_name) if len(name) <= _LONGEST_NAME else None
        return self._by_name[nearest] if nearest else None

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {text: key for key, entry in self.entries.items() for text in (entry.office, entry.name) if text}


def how_to_greet(
    addressee: Addressee, language: str, where: str, source: Source | None = None, to: KeyPath = ()
) -> str:
    """What to write and where: `where` names the entry's file; with its source and the entry's path, the line too."""
    present = addressee.salutation
    told = "as it shall be printed, its comma included"
    first = source.keys.get((*to, "salutation", next(iter(present)))) if source and present else None
    if source and first and not source.lines[first[0] - 1][: first[1] - 1].strip():
        return (
            f'write `{language}: "..."` in a line of its own above `{next(iter(present))}:`, which is line {first[0]}'
            f" of {where}, as far in as that, {told}"
        )
    whole = ", ".join(f"{code}: {json.dumps(text, ensure_ascii=False)}" for code, text in present.items())
    entry = f'`salutation: {{{whole}{", " if whole else ""}{language}: "..."}}`'
    if not present:
        line = f", which begins in line {source.line(to, at_key=True)} of {where}" if source else f" in {where}"
        return f"add {entry} to the entry{line}, {told}"
    line = (
        f" in line {source.line((*to, 'salutation'), at_key=True)} of {where}"
        if source
        else f" in the entry in {where}"
    )
    return f"write {entry} in place of the whole `salutation:`{line}, {told}"
