"""Who has signed on the site and elsewhere, as groups below an open letter and in its file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from letters.appeal.appeal import Appeal
from letters.appeal.file import AppealFile
from letters.appeal.signatories import MemberType, RoughCount, Signatory, SignatoryGroup
from letters.authoring.change import Change, bare, edited, save, source_of, text_of, verify
from letters.authoring.edits import with_entry, without_items
from letters.authoring.scalars import flow_item, scalar
from letters.errors import LettersError
from letters.fields.cells import escaped
from letters.fields.dates import PartialDate
from letters.files import refuse_outside, write_whole
from letters.language.signing import SIGNING
from letters.store.additions import Addition
from letters.store.records import Row

MANY = 100
"""More names than this stand in a file beside the appeal's own."""


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
    named = [group for group in appeal.facts.signatories if group.collected and group.names]
    groups = list(named)
    for kind, number, heading in (
        (MemberType.ORGANISATIONS, organisations, words.online_organisations),
        (MemberType.PEOPLE, people, words.online_people),
    ):
        shown = sum(len(group.names) for group in named if group.type is kind)
        if number > shown:
            groups.append(_counted(words.online_unnamed if shown else heading, kind, number - shown, day))
    return [*groups, *map(_added, added)]


def still_signed(appeal: Appeal, rows: Iterable[Row]) -> list[SignatoryGroup]:
    """The collected groups of an appeal without the names of those who have withdrawn or are struck."""
    # Of two with the same name, one may be left.
    left, groups = Counter((row.type, row.shown) for row in rows if row.shown), []
    for group in appeal.facts.signatories:
        if not group.collected:
            continue
        members = tuple(member for member in group.names if _is_left(left, group, member))
        if len(members) == len(group.names):
            groups.append(group)
        elif members:
            groups.append(group.model_copy(update={"members": members, "members_from": None}))
    return groups


def _is_left(left: Counter[tuple[MemberType, str]], group: SignatoryGroup, member: Signatory) -> bool:
    """Whether one more of that name has signed than were asked for."""
    left[group.type, _said(member)] -= 1
    return left[group.type, _said(member)] >= 0


def with_groups(appeal: Appeal, groups: Sequence[SignatoryGroup]) -> Appeal:
    """The appeal signed by these, too, in place of what was collected earlier."""
    own = tuple(group for group in appeal.facts.signatories if not group.collected)
    return replace(appeal, facts=appeal.facts.model_copy(update={"signatories": (*own, *groups)}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Groups on their way into an appeal's file, and the lists of names that go beside it."""

    change: Change
    lists: Mapping[str, bytes]
    says: Mapping[str, Any]

    def save(self) -> None:
        """Write all of it. Raises LettersError where the file can't say so; then all is as it was."""
        folder = self.change.path.parent
        before = {name: (folder / name).read_bytes() for name in self.lists if (folder / name).is_file()}
        try:
            _put(folder, self.lists)
            verify(self.change, self.says)
            save(self.change)
        except BaseException:
            _put(folder, before)
            for name in self.lists.keys() - before.keys():
                (folder / name).unlink(missing_ok=True)
            raise
        # A list that nothing names any more may hold somebody who has withdrawn.
        named = {group.get("members_from") for group in self.says.get("signatories", [])}
        for name in {_list_name(kind) for kind in MemberType} - named:
            (folder / name).unlink(missing_ok=True)


def enter(appeal: Appeal, groups: Sequence[SignatoryGroup]) -> Entry:
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
        text = with_entry(text, "signatories", _written(group), _BEFORE)
    left = [group for place, group in enumerate(there) if place not in gone]
    data["signatories"] = [*left, *map(_data, groups)]
    says = data if data["signatories"] else {name: data[name] for name in data if name != "signatories"}
    return Entry(change=Change(path, before, edited(before, text)), lists=lists_of(groups), says=says)


def lists_of(groups: Sequence[SignatoryGroup]) -> dict[str, bytes]:
    """The files beside appeal.yaml with the names of long groups, by their names."""
    return {_list_name(group.type): _list(group.members) for group in groups if len(group.members) > MANY}


def _list_name(kind: MemberType) -> str:
    return f"signed-online-{kind}.csv"


def _list(members: Iterable[Signatory]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(("name", "role", "organisation"))
    for member in members:
        # Whoever opens it in a spreadsheet runs nothing that a stranger has called herself.
        writer.writerow(map(escaped, (member.name, member.role or "", member.organisation or "")))
    return text.getvalue().encode()


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        refuse_outside(folder / name)
        try:
            write_whole(folder / name, content, lasting=True)
        except OSError as error:
            raise LettersError(f"can't write {folder / name}: {error.strerror}") from None


def block(groups: Sequence[SignatoryGroup]) -> str:
    """The groups as a `signatories` block of an appeal's file; `lists_of` go beside it."""
    text = "signatories:\n"
    for group in groups:
        text += "  - " + _written(group).replace("\n", "\n    ") + "\n"
    return text


def _written(group: SignatoryGroup) -> str:
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
    if group.members_from or len(group.members) > MANY:
        data["members_from"] = group.members_from or _list_name(group.type)
    elif group.members:
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
