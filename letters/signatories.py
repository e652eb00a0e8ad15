"""Who signed an open letter: names where they are known, numbers with their date where they aren't."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from letters.fields import PartialDate, Text
from letters.schema import Frozen, problem


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
    count: Annotated[int, Field(ge=1)] | None = None
    date: PartialDate | None = Field(default=None, validate_default=True)
    approximate: bool = False
    source: Text | None = None

    @field_validator("members", mode="before")
    @classmethod
    def _plain_strings_are_names(cls, data: Any) -> Any:
        if not isinstance(data, list):
            return data
        return [{"name": member} if isinstance(member, str) else member for member in data]

    @field_validator("count")
    @classmethod
    def _not_beside_members(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is not None and info.data.get("members"):
            raise problem("is computed from the members' names; give either them or a count")
        return value

    @field_validator("date")
    @classmethod
    def _dates_a_count(cls, value: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        if value is None and info.data.get("count") is not None:
            raise problem("is missing: a count needs the date on which it was true", near=["count"])
        return value

    @model_validator(mode="after")
    def _members_or_a_count(self) -> Self:
        if not self.members and self.count is None:
            raise ValueError("give either the members' names or a count")
        return self

    @property
    def size(self) -> int:
        """How many signed in this group."""
        return self.count if self.count is not None else len(self.members)
