"""Who signed an open letter: names where they are known, numbers with their date where they aren't."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    ConfigDict,
    Discriminator,
    Field,
    PrivateAttr,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)

from letters.errors import Mistake
from letters.fields import shapes
from letters.fields.dates import PartialDate
from letters.fields.text import Text, TrueOrFalse, WholeNumber
from letters.yamlfile.validation import Frozen, problem


class MemberType(StrEnum):
    """What a group's members are."""

    ORGANISATIONS = "organisations"
    PEOPLE = "people"


class Signers(StrEnum):
    """Who may sign."""

    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    BOTH = "both"


class Bound(StrEnum):
    """How a number that isn't exact stands to the true one."""

    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ALMOST = "almost"


class Signatory(Frozen):
    """An organisation or person that signed, with a role if it was given."""

    name: Text
    """the organisation or person"""
    role: Text | None = None
    """the person's role"""
    organisation: Text | None = None
    """the person's organisation"""
    town: Text | None = None
    """where they are"""


PositiveNumber = Annotated[WholeNumber, Field(ge=1), shapes.POSITIVE_NUMBER]


class RoughCount(Frozen):
    """A number that isn't exact, under the word that says so."""

    model_config = ConfigDict(json_schema_extra=shapes.one_field)

    about: PositiveNumber | None = None
    """perhaps a little more, perhaps a little less"""
    at_least: PositiveNumber | None = None
    """so many or more"""
    more_than: PositiveNumber | None = None
    """a little more"""
    almost: PositiveNumber | None = None
    """a little less"""

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        if len(self._given) != 1:
            raise Mistake("A306", f"must have one of {', '.join(Bound)}, such as {{at_least: 300000}}")
        return self

    @property
    def bound(self) -> Bound:
        """Which of the words it is."""
        return self._given[0]

    @property
    def number(self) -> int:
        """The number itself."""
        return int(getattr(self, self.bound))

    @property
    def _given(self) -> list[Bound]:
        return [bound for bound in Bound if getattr(self, bound) is not None]


def _kind_of_count(value: Any) -> str:
    return "RoughCount" if isinstance(value, (dict, RoughCount)) else "PositiveNumber"


Count = Annotated[
    Annotated[PositiveNumber, Tag("PositiveNumber")] | Annotated[RoughCount, Tag("RoughCount")],
    Discriminator(_kind_of_count),
]
"""`29`, or `{at_least: 300000}`."""


class SignatoryGroup(Frozen):
    """Signatories that belong together. `members` where names are known, else a dated `count`.

    Long lists of members stand in a file of their own, and are there as `names` once it has been read.
    """

    model_config = ConfigDict(json_schema_extra=shapes.members_or_a_count)

    group: Text
    """the heading of the group"""
    type: MemberType
    """`organisations` or `people`"""
    members: tuple[Signatory, ...] = ()
    """names, each on a line of its own, or with `role`, `organisation` and `town`"""
    members_from: Text | None = None
    """the file beside this one with the names of a long list: `signatories.csv`"""
    count: Count | None = None
    """how many signed, where their names are not given: `29`, or under `about`, `at_least`, `more_than` or `almost`"""
    date: PartialDate | None = Field(default=None, validate_default=True)
    """the day on which the count was true"""
    approximate: TrueOrFalse = False
    """`true` if a plain count is not exact; the same as `about`"""
    source: Text | None = None
    """where the count comes from"""
    collected: TrueOrFalse = False
    """`true` where `letters signatures` has written the group, and writes it anew"""
    _roll: Sequence[Signatory] = PrivateAttr(default=())

    @field_validator("members", mode="before")
    @classmethod
    def _plain_strings_are_names(cls, data: Any) -> Any:
        if not isinstance(data, list):
            return data
        return [{"name": member} if isinstance(member, str) else member for member in data]

    @field_validator("count")
    @classmethod
    def _not_beside_members(cls, value: Any, info: ValidationInfo) -> Any:
        if value is not None and (info.data.get("members") or info.data.get("members_from")):
            raise problem("A306", "is computed from the members' names; give either them or a count")
        return value

    @field_validator("members_from")
    @classmethod
    def _without_members(cls, value: Any, info: ValidationInfo) -> Any:
        if value is not None and info.data.get("members"):
            raise problem("A306", "stands beside members: put all of them into the file, or all of them here")
        return value

    @field_validator("date")
    @classmethod
    def _dates_a_count(cls, value: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        if value is None and info.data.get("count") is not None:
            raise problem("A306", "is missing: a count needs the date on which it was true", near=["count"])
        return value

    @field_validator("approximate")
    @classmethod
    def _says_so_once(cls, value: bool, info: ValidationInfo) -> bool:
        if value and isinstance(info.data.get("count"), RoughCount):
            raise problem("A306", "is said by the count already; leave it out")
        return value

    @model_validator(mode="after")
    def _members_or_a_count(self) -> Self:
        if not self.members and self.members_from is None and self.count is None:
            raise Mistake("A306", "give either the members' names or a count")
        return self

    @property
    def names(self) -> Sequence[Signatory]:
        """The members, wherever they stand."""
        return self.members or self._roll

    def with_roll(self, roll: Sequence[Signatory]) -> SignatoryGroup:
        """The group with the members of its file."""
        group = self.model_copy()
        group._roll = roll
        return group

    @property
    def size(self) -> int:
        """How many signed in this group."""
        if self.count is None:
            return len(self.names)
        return self.count.number if isinstance(self.count, RoughCount) else self.count

    @property
    def bound(self) -> Bound | None:
        """How the number stands to the true one; nothing where it is exact."""
        if isinstance(self.count, RoughCount):
            return self.count.bound
        return Bound.ABOUT if self.approximate else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many of one kind signed, added up; never said to be more exact than its parts are."""

    type: MemberType
    number: int
    bound: Bound | None


def totals(groups: Iterable[SignatoryGroup]) -> list[Total]:
    """The signatures of all groups together, by kind."""
    by_type: dict[MemberType, list[SignatoryGroup]] = defaultdict(list)
    for group in groups:
        by_type[group.type].append(group)
    return [_total(kind, of_kind) for kind, of_kind in by_type.items()]


def _total(kind: MemberType, groups: Sequence[SignatoryGroup]) -> Total:
    total, bounds = sum(group.size for group in groups), {group.bound for group in groups} - {None}
    if len(groups) == 1 or not bounds:
        return Total(type=kind, number=total, bound=groups[0].bound)
    if bounds <= {Bound.AT_LEAST, Bound.MORE_THAN}:
        return Total(type=kind, number=total, bound=max(bounds, key=lambda bound: bound is Bound.MORE_THAN))
    # As round as its roundest number: about 70,000 and one more are about 70,000.
    zeros = max(len(str(g.size)) - len(str(g.size).rstrip("0")) for g in groups if g.bound)
    return Total(type=kind, number=round(total, -zeros), bound=Bound.ABOUT)
