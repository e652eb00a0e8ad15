"""`letters list`: a line for each appeal."""

from __future__ import annotations

import datetime as dt

from letters.appeal.appeal import Appeal
from letters.appeal.file import Status
from letters.cli.terminal import echo
from letters.library.library import read
from letters.settings import appeals_folder


def list_appeals(appeals: str) -> None:
    """Print a line for each appeal, the open ones first, the most urgent on top."""
    library = read(appeals_folder(appeals))
    today = dt.datetime.now(library.site.zone).date()
    in_order = sorted(library.appeals.values(), key=lambda appeal: (appeal.urgency(today), appeal.slug))
    rows = [_row(appeal, today) for appeal in in_order]
    widths = [max(len(row[column]) for row in rows) for column in range(5)] if rows else []
    for row in rows:
        echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    for finding in library.findings:
        echo(str(finding), err=True)


def _row(appeal: Appeal, today: dt.date) -> tuple[str, str, str, str, str]:
    facts = appeal.facts
    status = "late" if facts.status is Status.OPEN and appeal.is_late(today) else facts.status.value
    deadline = facts.deadline.isoformat() if facts.deadline else "none"
    return appeal.slug, f"{facts.case or ''} {facts.title}".strip(), facts.country, deadline, status
