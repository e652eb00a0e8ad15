"""Cases that two appeals share without saying so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind, Status
from letters.check.version import Advice
from letters.typed import squeezed


def shared_numbers(appeals: Mapping[str, Appeal]) -> Iterator[Advice]:
    """A warning for each appeal that has the number of one before it, unless one of them has ended."""
    by_case: dict[tuple[str, Kind], list[Appeal]] = defaultdict(list)
    for appeal in appeals.values():
        facts = appeal.facts
        # To one case there may be letters to who decides, and others to who is at risk.
        if facts.case and facts.status is not Status.STOPPED:
            by_case[squeezed(facts.case), facts.kind].append(appeal)
    for first, *others in by_case.values():
        for appeal in others:
            message = (
                f"is the case of {first.slug} too: the documents of one case belong into one appeal"
                " (`letters update`); else correct one of the two numbers"
            )
            yield Advice(("case",), "A436", message, file=appeal.folder / "appeal.yaml")
