"""Days of an appeal that don't go together with today, or with each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from letters.appeal.file import AppealFile, Status
from letters.check.version import Version
from letters.errors import Finding


def odd_days(version: Version, today: dt.date) -> Iterator[Finding]:
    """A warning for each day that is over, still to come or in the wrong order."""
    if not version.is_original:
        return
    facts = version.appeal.facts
    issued = version.source.data.get("issued")
    # An example comes from a year that is over, and so does its deadline.
    if facts.status is Status.OPEN and facts.example is None and version.appeal.is_late(today):
        message = (
            f"was over on {facts.deadline}, so no letter can be made: `letters update` extends it, `letters stop` ends"
        )
        yield version.warning(("deadline",), "A418", f"{message} the appeal")
    if facts.issued and _is_seen_too_early(facts, today):
        message = f"is still to come ({issued}), and the appeal is open: correct the day, or set an `embargo`"
        yield version.warning(("issued",), "A419", message)
    yield from _later_than_its_successor(version)
    for index, entry in enumerate(facts.to):
        # Those of the address book stand in another file.
        if not isinstance(entry, str) and entry.checked and entry.checked > today:
            yield version.warning(("to", index, "checked"), "A421", still_to_come(entry.checked))


def still_to_come(day: dt.date) -> str:
    """What is wrong with a day on which somebody will have checked."""
    return f"{day} is still to come; write the day on which somebody last looked"


def _is_seen_too_early(facts: AppealFile, today: dt.date) -> bool:
    if facts.status is not Status.OPEN or facts.issued is None or facts.issued.first_day <= today:
        return False
    return facts.embargo is None or facts.embargo.date() < today


def _later_than_its_successor(version: Version) -> Iterator[Finding]:
    facts = version.appeal.facts
    for index, document in enumerate(facts.earlier):
        if facts.issued and document.issued and document.issued.first_day > facts.issued.last_day:
            issued = version.source.data["issued"]
            message = f"is later than this document itself, which was issued on {issued}: correct one of the two"
            yield version.warning(("earlier", index, "issued"), "A420", message)
