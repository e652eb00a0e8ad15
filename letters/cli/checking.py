"""`letters check` and `letters list`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import click

from letters.appeal.appeal import Appeal
from letters.appeal.file import Status
from letters.authoring.advice import all_findings, appeal_of
from letters.check import LetterReading, count, readings, rendered_findings
from letters.cli.formats import FORMATS
from letters.cli.pasting import pasteable
from letters.errors import Finding, InvalidFiles, Refused, Severity
from letters.library.filenames import how_to_rename, misnamed
from letters.library.library import Library, read
from letters.settings import appeals_folder
from letters.yamlfile.loader import load
from letters.yamlfile.source import Load


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a folder of appeals: findings, how many appeals were looked at, and how letters read."""

    found: tuple[Finding, ...]
    appeals: int
    readings: tuple[LetterReading, ...] = ()


def check(appeals: str, paths: tuple[str, ...], render: bool, reading: bool, form: str) -> int:
    """Print every finding below the paths in one of the FORMATS; the exit code."""
    folders = folders_of(appeals, paths).items()
    checked = [(folder, gather(folder, only, render=render, reading=reading)) for folder, only in folders]
    return _report([_pasteable(each, folder) if form == "text" else each for folder, each in checked], form)


def _pasteable(checked: Checked, folder: Path) -> Checked:
    found = (replace(finding, message=pasteable(finding.message, folder)) for finding in checked.found)
    return replace(checked, found=tuple(found))


def gather(folder: Path, only: Collection[str] = (), *, render: bool = False, reading: bool = False) -> Checked:
    """All that is known of a folder of appeals, or of those of its appeals that are named."""
    once = cache(load)
    try:
        library = read(folder, once)
    except InvalidFiles as error:
        return Checked(found=error.findings, appeals=0)
    today = dt.datetime.now(library.site.zone).date()
    chosen = [appeal for appeal in library.appeals.values() if not only or appeal.slug in only]
    broken = {appeal_of(finding, folder) for finding in library.findings} - {appeal.slug for appeal in chosen} - {""}
    found = all_findings(folder, library, today, once, only)
    rendered = _rendered(library, chosen, today, once) if render else []
    return Checked(
        found=tuple(sorted((*found, *rendered))),
        appeals=len(chosen) + len([slug for slug in broken if not only or slug in only]),
        readings=tuple(each for appeal in chosen if reading for each in readings(appeal, today, once)),
    )


def folders_of(appeals: str, paths: tuple[str, ...]) -> dict[Path, set[str]]:
    """The folders of appeals to read, each with the appeals asked for (none: all)."""
    if not paths:
        return {appeals_folder(appeals): set()}
    folders: dict[Path, set[str]] = {}
    for name in paths:
        path = Path(name)
        path = path.parent if path.is_file() else path
        if not path.exists() and (appeals_folder(appeals) / name).is_dir():
            path = appeals_folder(appeals) / name
        if (path / "site.yaml").is_file():
            folders.setdefault(path, set())
        elif (path / "appeal.yaml").is_file():
            folders.setdefault(path.parent, set()).add(path.name)
        else:
            found = next((how_to_rename(*each) for each in misnamed(path, ("appeal", "site"))), "")
            overlooked = f"; a file there {found}" if found else ""
            raise Refused(f"{name}: {_nothing_there(path)}{overlooked}")
    return folders


def _nothing_there(path: Path) -> str:
    if path.exists():
        return "there is neither an appeal.yaml nor a site.yaml there"
    # An appeal's name is looked for in the folder of appeals; that may be another one than the author thinks.
    return (
        "there is no such file or folder, and no such appeal in the folder of appeals;"
        " if it is an appeal's name, add --appeals FOLDER, your folder of appeals"
    )


def _rendered(library: Library, chosen: list[Appeal], today: dt.date, load: Load) -> list[Finding]:
    from letters import pdf

    found: list[Finding] = []
    with click.progressbar(chosen, label="Making letters", file=sys.stderr) as bar:
        for appeal in bar:
            found += rendered_findings(library, appeal, today, pdf.pages_of, pdf.missing_characters, load)
            found += _sheets(library, appeal)
    return found


def _sheets(library: Library, appeal: Appeal) -> list[Finding]:
    from letters.cli.sheets import handout_of
    from letters.handout.lengths import long_sheets
    from letters.pdf.handout import pages_of

    if appeal.facts.status is Status.STOPPED:
        return []
    now = dt.datetime.now(library.site.zone)
    # The QR code of any address takes its room.
    made = (handout_of(appeal, library, language, now, "https://letters.example") for language in appeal.languages)
    return [finding for handout in made for finding in long_sheets(appeal, handout, pages_of)]


def _report(checked: Sequence[Checked], form: str) -> int:
    found = tuple(finding for each in checked for finding in each.found)
    errors, warnings = count(found, Severity.ERROR), count(found, Severity.WARNING)
    appeals = _number(sum(each.appeals for each in checked), "appeal")
    summary = f"{appeals} checked: {_number(errors, 'error')}, {_number(warnings, 'warning')}"
    click.echo(FORMATS[form](found, summary, [each for one in checked for each in one.readings]))
    return 1 if errors else 0


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def list_appeals(appeals: str) -> None:
    """Print a line for each appeal, the open ones first, the most urgent on top."""
    library = read(appeals_folder(appeals))
    today = dt.datetime.now(library.site.zone).date()
    rows = [_row(appeal, today) for appeal in _in_order(library, today)]
    widths = [max(len(row[column]) for row in rows) for column in range(5)] if rows else []
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    for finding in library.findings:
        click.echo(str(finding), err=True)


def _in_order(library: Library, today: dt.date) -> list[Appeal]:
    def urgency(appeal: Appeal) -> tuple[bool, dt.date, str]:
        return not appeal.is_open(today), appeal.facts.deadline or dt.date.max, appeal.slug

    return sorted(library.appeals.values(), key=urgency)


def _row(appeal: Appeal, today: dt.date) -> tuple[str, str, str, str, str]:
    facts = appeal.facts
    status = "late" if facts.status is Status.OPEN and appeal.is_late(today) else facts.status.value
    deadline = facts.deadline.isoformat() if facts.deadline else "none"
    return appeal.slug, f"{facts.case or ''} {facts.title}".strip(), facts.country, deadline, status
