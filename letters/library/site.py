"""The organisation behind a folder of appeals: what stands in its site.yaml."""

from __future__ import annotations

from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from letters.errors import Mistake, did_you_mean
from letters.fields import shapes
from letters.fields.countries import CountryCode
from letters.fields.languages import LanguageCode
from letters.fields.text import EmailAddress, Text, Website
from letters.yamlfile.validation import Frozen


@cache
def time_zones() -> frozenset[str]:
    """The names of all time zones, looked up once: each is a file of the system, and there are hundreds."""
    return frozenset(available_timezones())


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
    """of the pages, the main one first"""
    country: CountryCode | None = None
    """two letters in capitals: `GB`"""
    time_zone: Annotated[str, shapes.TIME_ZONE] = "UTC"
    """in which days begin and deadlines end: `Europe/London`"""
    replies_to: EmailAddress | None = None
    """where supporters may send copies of the answers they get"""

    @field_validator("time_zone")
    @classmethod
    def _exists(cls, value: str) -> str:
        if value not in time_zones():
            raise Mistake("A220", f"{value!r} isn't a time zone{did_you_mean(value, time_zones())}")
        return value

    @property
    def zone(self) -> ZoneInfo:
        """Where days begin and deadlines end."""
        return ZoneInfo(self.time_zone)
