"""Days that don't go together with today or with each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from letters.appeal.file import AppealFile, Kind, Status
from letters.check.version import Advice, Version


def odd_days(version: Version, today: dt.date) -> Iterator[Advice]:
    """A warning for each day that is over, still to come or in the wrong order."""
    if not version.is_original:
        return
    facts = version.appeal.facts
    # An example comes from a year that is over, and so does its deadline.
    if facts.status is Status.OPEN and facts.example is None and version.appeal.is_late(today):
        over = "nobody can sign any more" if facts.kind is Kind.OPEN_LETTER else "no letter can be made"
        message = f"passed on {facts.deadline}, so {over}: `letters update` extends it, `letters stop` ends"
        yield Advice(("deadline",), "A418", f"{message} the appeal")
    if facts.issued and _is_seen_too_early(facts, today):
        message = f"is in the future ({facts.issued}), but the appeal is open: correct the day, or set an `embargo`"
        yield Advice(("issued",), "A419", message)
    yield from _later_than_its_successor(version)
    for index, entry in enumerate(facts.to):
        # Those of the address book stand in another file.
        if not isinstance(entry, str) and entry.checked and entry.checked > today:
            yield Advice(("to", index, "checked"), "A421", still_to_come(entry.checked))


def still_to_come(day: dt.date) -> str:
    """What is wrong with a day on which somebody will have checked."""
    return f"{day} is in the future; write the day on which somebody last looked"


def _is_seen_too_early(facts: AppealFile, today: dt.date) -> bool:
    if facts.status is not Status.OPEN or facts.issued is None or facts.issued.first_day <= today:
        return False
    return facts.embargo is None or facts.embargo.date() < today


def _later_than_its_successor(version: Version) -> Iterator[Advice]:
    facts = version.appeal.facts
    for index, document in enumerate(facts.earlier):
        if facts.issued and document.issued and document.issued.first_day > facts.issued.last_day:
            message = f"is later than this document itself, which was issued on {facts.issued}: correct one of the two"
            yield Advice(("earlier", index, "issued"), "A420", message)
