"""Who has signed on the site and elsewhere, as groups below an open letter and in its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from letters.appeal.appeal import Appeal
from letters.appeal.file import AppealFile
from letters.appeal.signatories import MemberType, RoughCount, Signatory, SignatoryGroup
from letters.authoring.change import Change, bare, edited, source_of, text_of, verify
from letters.authoring.edits import with_entry, without_items
from letters.authoring.scalars import flow_item, scalar
from letters.fields.dates import PartialDate
from letters.language.signing import SIGNING
from letters.store.additions import Addition
from letters.store.records import Row


def groups_of(rows: Iterable[Row], added: Sequence[Addition], language: str, day: dt.date) -> list[SignatoryGroup]:
    """Names of those who may be shown, how many the others are on this day, and what was added; in the rows' order."""
    words, unnamed = SIGNING[language], 0
    names: dict[MemberType, list[Signatory]] = {MemberType.ORGANISATIONS: [], MemberType.PEOPLE: []}
    for row in rows:
        if row.shown:
            names[row.type].append(_signatory(row))
        else:
            unnamed += 1
    headings = {MemberType.ORGANISATIONS: words.online_organisations, MemberType.PEOPLE: words.online_people}
    groups = [
        SignatoryGroup(group=headings[kind], type=kind, members=tuple(members), collected=True)
        for kind, members in names.items()
        if members
    ]
    heading = words.online_unnamed if names[MemberType.PEOPLE] else words.online_people
    groups += [_counted(heading, MemberType.PEOPLE, unnamed, day)] if unnamed else []
    return [*groups, *map(_added, added)]


def totals_of(
    appeal: Appeal, people: int, organisations: int, added: Sequence[Addition], day: dt.date
) -> list[SignatoryGroup]:
    """The groups once nothing is left but numbers. Names that are below the letter already stay there."""
    words = SIGNING[appeal.facts.language]
    named = [group for group in appeal.facts.signatories if group.collected and group.members]
    groups = list(named)
    for kind, number, heading in (
        (MemberType.ORGANISATIONS, organisations, words.online_organisations),
        (MemberType.PEOPLE, people, words.online_people),
    ):
        shown = sum(len(group.members) for group in named if group.type is kind)
        if number > shown:
            groups.append(_counted(words.online_unnamed if shown else heading, kind, number - shown, day))
    return [*groups, *map(_added, added)]


def still_signed(appeal: Appeal, rows: Iterable[Row]) -> list[SignatoryGroup]:
    """The collected groups of an appeal without the names of those who have withdrawn or are struck."""
    left = {(row.type, row.shown) for row in rows if row.shown}
    groups = []
    for group in appeal.facts.signatories:
        if not group.collected:
            continue
        members = tuple(member for member in group.members if (group.type, _said(member)) in left)
        if members or group.count is not None:
            groups.append(group.model_copy(update={"members": members}))
    return groups


def with_groups(appeal: Appeal, groups: Sequence[SignatoryGroup]) -> Appeal:
    """The appeal signed by these, too, in place of what was collected earlier."""
    own = tuple(group for group in appeal.facts.signatories if not group.collected)
    return replace(appeal, facts=appeal.facts.model_copy(update={"signatories": (*own, *groups)}))


def enter(appeal: Appeal, groups: Sequence[SignatoryGroup]) -> Change:
    """The appeal's file with these groups in place of what was collected earlier; all else stays as it is written.

    Raises LettersError where the file is written in a way in which that can't be done.
    """
    path = appeal.folder / "appeal.yaml"
    before = text_of(path)
    data = dict(source_of(path, before).data)
    there = list(data.get("signatories") or [])
    gone = [place for place, group in enumerate(there) if str(group.get("collected", "")).lower() == "true"]
    text = without_items(bare(before), "signatories", gone)
    for group in groups:
        text = with_entry(text, "signatories", written(group), _BEFORE)
    change = Change(path, before, edited(before, text))
    left = [group for place, group in enumerate(there) if place not in gone]
    data["signatories"] = [*left, *map(_data, groups)]
    verify(change, data if data["signatories"] else {name: data[name] for name in data if name != "signatories"})
    return change


def block(groups: Sequence[SignatoryGroup]) -> str:
    """The groups as a `signatories` block of an appeal's file."""
    text = "signatories:\n"
    for group in groups:
        text += "  - " + written(group).replace("\n", "\n    ") + "\n"
    return text


def written(group: SignatoryGroup) -> str:
    """A group as YAML: a field on each line, names below each other."""
    lines = []
    for name, value in _data(group).items():
        if name == "members":
            lines += ["members:", *(f"  - {_member(member)}" for member in value)]
        else:
            lines.append(f"{name}: {flow_item(value) if isinstance(value, dict) else scalar(value)}")
    return "\n".join(lines)


_FIELDS = list(AppealFile.model_fields)
_BEFORE = _FIELDS[: _FIELDS.index("signatories")][::-1]
"""Where the field stands that is new: behind the nearest of these."""


def _signatory(row: Row) -> Signatory:
    """The parts of what may be shown; where nobody has opened them, in one piece."""
    member = Signatory(name=row.name or row.shown, role=row.role or None, organisation=row.organisation or None)
    if row.type is MemberType.PEOPLE and _said(member) == row.shown:
        return member
    return Signatory(name=row.shown)


def _said(member: Signatory) -> str:
    return ", ".join(filter(None, (member.name, member.role, member.organisation)))


def _counted(heading: str, kind: MemberType, number: int, day: dt.date) -> SignatoryGroup:
    date = PartialDate.parse(day.isoformat())
    return SignatoryGroup(group=heading, type=kind, count=number, date=date, collected=True)


def _added(addition: Addition) -> SignatoryGroup:
    count = RoughCount(**{addition.bound: addition.count}) if addition.bound else addition.count
    date = PartialDate.parse(addition.date.isoformat())
    return SignatoryGroup(
        group=addition.source, type=addition.type, count=count, date=date, source=addition.source, collected=True
    )


def _data(group: SignatoryGroup) -> dict[str, Any]:
    """The group as its file says it: texts, lists and fields."""
    data: dict[str, Any] = {"group": group.group, "type": group.type.value}
    if group.members:
        data["members"] = [
            member.name if not (member.role or member.organisation) else member.model_dump(exclude_none=True)
            for member in group.members
        ]
    if isinstance(group.count, RoughCount):
        data["count"] = {group.count.bound.value: str(group.count.number)}
    elif group.count is not None:
        data["count"] = str(group.count)
    data |= {"date": str(group.date)} if group.date else {}
    data |= {"approximate": "true"} if group.approximate else {}
    data |= {"source": group.source} if group.source else {}
    return data | {"collected": "true"}


def _member(value: str | dict[str, str]) -> str:
    return flow_item(value) if isinstance(value, dict) else scalar(value)
