"""Who signed an open letter: names where they are known, numbers with their date where they aren't."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, ValidationInfo, field_validator, model_validator

from letters.errors import Mistake
from letters.fields import shapes
from letters.fields.dates import PartialDate
from letters.fields.text import Text, TrueOrFalse, WholeNumber
from letters.yamlfile.validation import Frozen, problem


class MemberType(StrEnum):
    """What a group's members are."""

    ORGANISATIONS = "organisations"
    PEOPLE = "people"


class Signatory(Frozen):
    """An organisation or person that signed, with a role if it was given."""

    name: Text
    """the organisation or person"""
    role: Text | None = None
    """the person's role"""
    organisation: Text | None = None
    """the person's organisation"""


class SignatoryGroup(Frozen):
    """Signatories that belong together. `members` where names are known, else a dated `count`."""

    model_config = ConfigDict(json_schema_extra=shapes.members_or_a_count)

    group: Text
    """the heading of the group"""
    type: MemberType
    """`organisations` or `people`"""
    members: tuple[Signatory, ...] = ()
    """names, each on a line of its own, or with `role` and `organisation`"""
    count: Annotated[WholeNumber, Field(ge=1), shapes.POSITIVE_NUMBER] | None = None
    """how many signed, where their names are not given"""
    date: PartialDate | None = Field(default=None, validate_default=True)
    """the day on which the count was true"""
    approximate: TrueOrFalse = False
    """`true` if the count is not exact"""
    source: Text | None = None
    """where the count comes from"""

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
            raise problem("A306", "is computed from the members' names; give either them or a count")
        return value

    @field_validator("date")
    @classmethod
    def _dates_a_count(cls, value: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        if value is None and info.data.get("count") is not None:
            raise problem("A306", "is missing: a count needs the date on which it was true", near=["count"])
        return value

    @model_validator(mode="after")
    def _members_or_a_count(self) -> Self:
        if not self.members and self.count is None:
            raise Mistake("A306", "give either the members' names or a count")
        return self

    @property
    def size(self) -> int:
        """How many signed in this group."""
        return self.count if self.count is not None else len(self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many of one kind signed, added up; approximate as soon as one of the numbers is."""

    type: MemberType
    number: int
    approximate: bool


def totals(groups: Iterable[SignatoryGroup]) -> list[Total]:
    """The signatures of all groups together, by kind."""
    by_type: dict[MemberType, list[SignatoryGroup]] = defaultdict(list)
    for group in groups:
        by_type[group.type].append(group)
    return [
        Total(type=kind, number=_sum(of_kind), approximate=any(group.approximate for group in of_kind))
        for kind, of_kind in by_type.items()
    ]


def _sum(groups: Sequence[SignatoryGroup]) -> int:
    """The sum, as round as its roundest number: about 70,000 and one more are about 70,000."""
    total = sum(group.size for group in groups)
    zeros = [len(str(g.size)) - len(str(g.size).rstrip("0")) for g in groups if g.approximate]
    return round(total, -max(zeros, default=0))
