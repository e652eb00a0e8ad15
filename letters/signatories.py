"""Who signed an open letter: names where they are known, numbers with their date where they aren't."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Self

from pydantic import field_validator, model_validator

from letters.fields import PartialDate, Text
from letters.schema import Frozen


class MemberType(StrEnum):
    """What a group's members are."""

    ORGANISATIONS = "organisations"
    PEOPLE = "people"


class Signatory(Frozen):
    """An organisation or person that signed, with a role if it was given."""

    name: Text
    role: Text | None = None
    organisation: Text | None = None


class SignatoryGroup(Frozen):
    """Signatories that belong together. `members` where names are known, else a dated `count`."""

    group: Text
    type: MemberType
    members: tuple[Signatory, ...] = ()
    count: int | None = None
    date: PartialDate | None = None
    approximate: bool = False
    source: Text | None = None

    @field_validator("members", mode="before")
    @classmethod
    def _plain_strings_are_names(cls, data: Any) -> Any:
        if not isinstance(data, list):
            return data
        return [{"name": member} if isinstance(member, str) else member for member in data]

    @model_validator(mode="after")
    def _members_or_a_dated_count(self) -> Self:
        if bool(self.members) == (self.count is not None):
            raise ValueError("give either the members' names or a count")
        if self.count is not None and (self.count < 1 or self.date is None):
            raise ValueError("a count must be at least 1 and needs the date on which it was true")
        return self

    @property
    def size(self) -> int:
        """How many signed in this group."""
        return self.count if self.count is not None else len(self.members)
