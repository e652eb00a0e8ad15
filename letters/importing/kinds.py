"""What a sheet is, beyond a first appeal: the next document of a case in the folder, its end, an open letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from letters.appeal.appeal import Appeal
from letters.importing.published import Published
from letters.importing.signs import words_of


class SheetKind(StrEnum):
    """What a sheet asks of an author."""

    APPEAL = "appeal"
    UPDATE = "update"
    EXTENSION = "extension"
    """Nothing but a later deadline."""
    END = "end"
    """No further action is asked for."""
    OPEN_LETTER = "open letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the sheet is, and the name of the appeal in the folder that it goes on with; empty where there is none."""

    kind: SheetKind
    slug: str = ""


def kind_of(sheet: Published, appeals: Mapping[str, Appeal]) -> Known:
    """What the sheet is beside the folder's appeals. The case's number tells, or the number of an earlier document."""
    slug = _same_case(sheet, appeals)
    if sheet.outcome:
        return Known(kind=SheetKind.END, slug=slug)
    if slug and not _is_same_document(sheet, appeals[slug]):
        later = _is_later(sheet, appeals[slug])
        return Known(kind=SheetKind.EXTENSION if later and not sheet.letter.body else SheetKind.UPDATE, slug=slug)
    return Known(kind=SheetKind.OPEN_LETTER if sheet.signatories else SheetKind.APPEAL)


def _same_case(sheet: Published, appeals: Mapping[str, Appeal]) -> str:
    numbers = [words for text in (sheet.facts.case, *sheet.earlier) if (words := words_of(text))]
    return next((slug for slug, appeal in appeals.items() if words_of(appeal.facts.case or "") in numbers), "")


def _is_same_document(sheet: Published, appeal: Appeal) -> bool:
    """Whether the appeal was made from this very sheet."""
    facts = appeal.facts
    said = [(facts.document, sheet.facts.document), (facts.index, sheet.facts.index)]
    same = all(words_of(one or "") == words_of(other) for one, other in said)
    day = facts.deadline.isoformat() if facts.deadline else "none"
    return same and (sheet.deadline is None or sheet.deadline.value in ("", day))


def _is_later(sheet: Published, appeal: Appeal) -> bool:
    said = sheet.deadline.value if sheet.deadline else ""
    if said in ("", "none") or appeal.facts.deadline is None:
        return False
    return dt.date.fromisoformat(said) > appeal.facts.deadline
