"""A new appeal as a draft that explains itself: from nothing, or from the texts of another."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from letters.addressee import AddressBook
from letters.appeal.appeal import Appeal
from letters.appeal.file import AppealFile, Kind
from letters.appeal.placeholders import left_over
from letters.authoring.change import Change, bare, source_of, text_of
from letters.authoring.draft_page import Draft, page, to_person
from letters.authoring.edits import with_field, with_list, without_field
from letters.authoring.scalars import scalar
from letters.errors import Finding, InvalidFiles, Refused, Severity, did_you_mean
from letters.library.library import Library
from letters.library.reading import read_appeal
from letters.library.sources import Sources

# What belongs to the other case, not to its texts.
_NOT_COPIED = (
    *("case", "document", "index", "example", "issued", "embargo", "photo", "photos", "earlier", "outcome"),
    "signatories",
)


def new(folder: Path, library: Library, draft: Draft) -> Change:
    """A draft with every part that its kind has, each with a note on what to write. Raises LettersError."""
    path = free_path(folder, draft.slug)
    _refuse_unsuited(library, draft)
    change = Change(path, None, page(draft))
    _verify(change, library)
    return change


def new_from(folder: Path, library: Library, draft: Draft, other: Appeal) -> Change:
    """A draft with another appeal's texts: without its photo, dates, numbers, signatories and earlier documents."""
    path = free_path(folder, draft.slug)
    draft = replace(draft, kind=other.facts.kind, language=other.facts.language)
    source = other.folder / "appeal.yaml"
    text = bare(text_of(source))
    for name in _NOT_COPIED:
        text = without_field(text, name)
    facts = {"title": draft.title, "country": draft.country, "deadline": draft.deadline, "status": "draft"}
    for name, value in facts.items():
        text = with_field(text, name, value)
    lists = _lists(library, draft)
    for name, written in lists.items():
        text = with_list(text, name, written, ["people", "summary"])
    change = Change(path, None, _noted(text, other.slug))
    try:
        _refuse_other(change, {**_data_of(source), **facts}, lists)
        _verify(change, library)
    except InvalidFiles as error:
        wrong = [finding for finding in error.findings if finding.severity is Severity.ERROR]
        why = "; ".join(finding.said for finding in wrong)
        raise Refused(f"the texts of {other.slug} don't fit what you gave: {why}") from None
    return change


def _lists(library: Library, draft: Draft) -> dict[str, str]:
    """The lists that take the place of the other appeal's, as they are written below their names."""
    lists = {"people": "".join(f"\n  - name: {scalar(name)}" for name in draft.people)} if draft.people else {}
    if draft.to:
        _refuse_unsuited(library, draft)
        lists["to"] = f" [{', '.join(draft.to)}]"
    elif draft.kind is Kind.SOLIDARITY and draft.people:
        # Nothing that is meant for one person may go to another.
        lists["to"] = to_person(draft)
    return lists


def _noted(text: str, other: str) -> str:
    """The text with a note on where it comes from; the line for editors stays the first."""
    note = f"# A draft with the texts of {other}: replace what is said of that case. Then set `status: open`.\n"
    first, end, rest = text.partition("\n")
    return f"{first}{end}{note}{rest}" if first.startswith("# yaml-language-server:") else note + text


def free_path(folder: Path, slug: str) -> Path:
    """Where the draft goes. Raises Refused where something stands already."""
    path = folder / slug / "appeal.yaml"
    # Also a link that leads nowhere yet: what is written through it would stand elsewhere.
    if os.path.lexists(path.parent):
        raise Refused(f"{path.parent} already exists; choose another name, or change that appeal")
    return path


def _refuse_unsuited(library: Library, draft: Draft) -> None:
    if not draft.to and (draft.kind is not Kind.SOLIDARITY or not draft.people):
        raise Refused("--to is missing: say to whom the letters go, with a key of the address book")
    refuse_unknown(library, draft.to)
    for key in draft.to:
        if draft.language not in library.book[key].salutation:
            known = ", ".join(library.book[key].salutation) or "none"
            raise Refused(
                f"{key} has no salutation in {draft.language!r} (there are: {known}); add it in addressees.yaml,"
                " or choose another --language"
            )


def refuse_unknown(library: Library, keys: Sequence[str]) -> None:
    """Raises Refused, with the nearest key, for one that isn't in the address book."""
    for key in keys:
        if key not in library.book:
            hint = (
                did_you_mean(key, library.book)
                or "; `letters addressees` shows who is, `letters new-addressee` adds somebody"
            )
            raise Refused(f"{key!r} is not in the address book (addressees.yaml){hint}")


def _data_of(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = source_of(path, text_of(path)).data
    return {name: value for name, value in data.items() if name not in _NOT_COPIED}


def _refuse_other(change: Change, expected: Mapping[str, Any], lists: Collection[str]) -> None:
    """Raises Refused where the other appeal's file is written so that its texts can't be taken over unharmed."""
    data = source_of(change.path, change.after).data
    if any(data.get(name) != expected.get(name) for name in AppealFile.model_fields if name not in lists):
        raise Refused("the other appeal is written in a way that the program can't copy; copy its folder by hand")


def _verify(change: Change, library: Library) -> None:
    found = [finding for finding in trial_findings(change, library) if finding.severity is Severity.ERROR]
    if found:
        raise InvalidFiles(found)


def trial_findings(change: Change, library: Library) -> tuple[Finding, ...]:
    """What would be wrong with a new draft if it were written, and the places in it that wait for their text."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / change.path.parent.name / change.path.name
        trial.parent.mkdir()
        trial.write_bytes(change.after.encode())
        files = Sources()
        if read_appeal(trial, AddressBook(entries=library.book), files):
            places = left_over(files.by_path[trial], "A406")
            files.findings += [replace(place, severity=Severity.WARNING) for place in places]
        return tuple(replace(finding, file=change.path) for finding in files.findings)
