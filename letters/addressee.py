"""Who receives a letter, as the address book knows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from letters import shapes
from letters.channel import Channel
from letters.days import Day
from letters.errors import Mistake
from letters.fields import CountryCode, EmailAddress, FaxNumber, LanguageCode, Text
from letters.yamlfile.validation import EMPTY, Frozen, FrozenMapping, problem


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
            raise problem(
                "A107", "these quotation marks would be printed; take them away, or use straight ones", language
            )
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
    """numbers that begin with + and the country's code"""
    email: tuple[EmailAddress, ...] = ()
    """e-mail addresses"""
    languages: tuple[LanguageCode, ...] = ()
    """in which to write, best first"""
    unavailable: FrozenMapping[Channel, Text] = EMPTY
    """a channel that exists but must not be used now, and why"""
    checked: Day | None = None
    """the day on which somebody last made sure: `2020-04-20`"""
    note: Text | None = None
    """for authors; it is shown to nobody else"""

    @field_validator("unavailable")
    @classmethod
    def _unavailable_channels_exist(cls, value: Mapping[Channel, str], info: ValidationInfo) -> Mapping[Channel, str]:
        for channel in value:
            # A channel that is itself wrong is not in info.data, and has its own finding.
            if not info.data.get(channel.value, True):
                raise problem(
                    "A307", f"there is no {channel.value} entry here that could be unavailable", channel.value
                )
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

    def name_in(self, language: str) -> str:
        """The name in a language, or else as pages and lists call the addressee."""
        return self.names.get(language, self.name)


class Embassy(Addressee):
    """Where a country's diplomats can be reached in the country that hosts them."""
