"""`letters list`: a line for each appeal."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from letters.appeal.appeal import Appeal
from letters.appeal.file import Status
from letters.appeal.notice import EventFile, EventStatus, NewsFile, Notice
from letters.cli.terminal import echo
from letters.library.library import read
from letters.settings import appeals_folder


def list_appeals(appeals: str) -> None:
    """Print a line for each appeal, the open ones first, the most urgent on top; then for news and events."""
    library = read(appeals_folder(appeals))
    today = dt.datetime.now(library.site.zone).date()
    in_order = sorted(library.appeals.values(), key=lambda appeal: (appeal.urgency(today), appeal.slug))
    newest = sorted(library.notices.values(), key=lambda notice: (notice.day, notice.slug), reverse=True)
    rows = [_row(appeal, today) for appeal in in_order]
    rows += [_notice_row(notice, dt.datetime.now(dt.UTC), library.site.zone) for notice in newest]
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


def _notice_row(notice: Notice, now: dt.datetime, zone: ZoneInfo) -> tuple[str, str, str, str, str]:
    facts = notice.facts
    over = isinstance(facts, EventFile) and facts.status is EventStatus.OPEN and facts.is_over(now, zone)
    status = "over" if over else str(facts.status)
    date = str(facts.date) if isinstance(facts, NewsFile) else facts.begins.date().isoformat()
    shown = str(facts.kind) if status == "open" else f"{facts.kind}, {status}"
    return notice.slug, facts.title, notice.country or "", date, shown
