"""`letters check`: every finding, now, or again each time that a file has been saved."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.appeal.file import Status
from letters.authoring.uses import changed
from letters.check import LetterReading, appeal_of, count, findings, readings, rendered_findings, sheet_findings
from letters.cli.addressees import changes
from letters.cli.formats import FORMATS
from letters.cli.pasting import pasteable
from letters.cli.terminal import echo, hand_over
from letters.errors import Finding, InvalidFiles, LettersError, Refused, Severity, limited
from letters.library.book import read_addressees
from letters.library.filenames import how_to_rename, misnamed
from letters.library.library import Library, read
from letters.library.notices import notice_file
from letters.library.watching import fingerprint_of, fingerprints
from letters.settings import appeals_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a folder of appeals: findings, how many appeals were looked at, and how letters read."""

    found: tuple[Finding, ...]
    appeals: int
    notices: int = 0
    """news and events"""
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
    try:
        library = read(folder)
    except InvalidFiles as error:
        return Checked(found=error.findings, appeals=0)
    today = dt.datetime.now(library.site.zone).date()
    chosen = [appeal for appeal in library.appeals.values() if not only or appeal.slug in only]
    found = findings(library, today, only)
    rendered = _rendered(library, chosen, today) if render else []
    return Checked(
        found=tuple(sorted(limited((*found, *rendered)))),
        appeals=len(chosen) + len(_broken(library, only)),
        notices=sum(notice_file(path) is not None for path in folder.glob("*") if not only or path.name in only),
        readings=tuple(each for appeal in chosen if reading for each in readings(library, appeal, today)),
    )


def _broken(library: Library, only: Collection[str]) -> set[str]:
    """The appeals asked for that have errors."""
    slugs = {appeal_of(finding, library.folder) for finding in library.findings} - library.appeals.keys() - {""}
    return {slug for slug in slugs if (not only or slug in only) and notice_file(library.folder / slug) is None}


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
        elif (path / "appeal.yaml").is_file() or notice_file(path):
            folders.setdefault(path.parent, set()).add(path.name)
        else:
            found = next((how_to_rename(*each) for each in misnamed(path, ("appeal", "site"))), "")
            overlooked = f"; a file there {found}" if found else ""
            raise Refused(f"{name}: {_nothing_there(path)}{overlooked}")
    return folders


def _nothing_there(path: Path) -> str:
    if path.exists():
        return "there is no appeal.yaml or site.yaml there"
    # An appeal's name is looked for in the folder of appeals; that may be another one than the author thinks.
    return (
        "there is no such file or folder, and no such appeal in the folder of appeals;"
        " if it is an appeal's name, add --appeals FOLDER, your folder of appeals"
    )


def _rendered(library: Library, chosen: list[Appeal], today: dt.date) -> list[Finding]:
    from letters import pdf

    found: list[Finding] = []
    with click.progressbar(chosen, label="Making letters", file=sys.stderr) as bar:
        for appeal in bar:
            found += rendered_findings(library, appeal, today, pdf.pages_of, pdf.missing_characters)
            found += _sheets(library, appeal)
    return found


def _sheets(library: Library, appeal: Appeal) -> list[Finding]:
    from letters.cli.sheet import picture_of
    from letters.handout import Handout, hand_out
    from letters.pdf.handout import pages_of

    if appeal.facts.status is Status.STOPPED:
        return []
    now = dt.datetime.now(library.site.zone)
    picture = b""
    # A photo that can't be opened has a finding of its own.
    with suppress(Refused):
        picture = picture_of(appeal)

    def made(language: str) -> Handout:
        # The QR code of any address takes its room.
        return hand_out(appeal, library, language, now, address="https://letters.example", picture=picture)

    return list(sheet_findings(library, appeal, made, pages_of))


def _report(checked: Sequence[Checked], form: str) -> int:
    found = tuple(finding for each in checked for finding in each.found)
    errors, warnings = count(found, Severity.ERROR), count(found, Severity.WARNING)
    appeals = _number(sum(each.appeals for each in checked), "appeal")
    notices = sum(each.notices for each in checked)
    more = f" and {_number(notices, 'news item or event', 'news items and events')}" if notices else ""
    summary = f"{appeals}{more} checked: {_number(errors, 'error')}, {_number(warnings, 'warning')}"
    say = echo if form == "text" else hand_over
    say(FORMATS[form](found, summary, [each for one in checked for each in one.readings]))
    return 1 if errors else 0


def _number(count: int, noun: str, many: str = "") -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {many or f'{noun}s'}"


Book = Mapping[str, Addressee]


def watch_and_check(appeals: str, paths: tuple[str, ...], render: bool, reading: bool, form: str) -> None:
    """Print what `letters check` finds, and again after each change, until Ctrl-C. Raises LettersError at the start."""
    if form != "text":
        raise Refused("--watch is for people: leave out --format")
    folders = tuple(folders_of(appeals, paths))
    fingerprint, books = fingerprint_of(*folders), {folder: _book(folder) for folder in folders}
    again = partial(check, appeals, paths, render, reading, form)
    again()
    echo("Waiting for you to save a file. Ctrl-C ends it.")
    with suppress(KeyboardInterrupt):
        for _ in fingerprints(*folders, known=fingerprint, tell=partial(echo, err=True)):
            echo(f"\n{dt.datetime.now():%H:%M:%S}: a file has been saved")
            _try(again)
            books = {folder: _told(folder, before) for folder, before in books.items()}


def _try(again: Callable[[], object]) -> None:
    try:
        again()
    except LettersError as error:
        # A folder that has just been renamed, say: what isn't there now may be there after the next save.
        echo(str(error), err=True)


def _told(folder: Path, before: Book | None) -> Book | None:
    """The address book as it is now, or before if that can't be read; says which open appeals change with it."""
    now = _book(folder)
    if before is None or now is None or now == before:
        return now or before
    try:
        library = read(folder)
    except InvalidFiles:
        return before
    today = dt.datetime.now(library.site.zone).date()
    for line in changes(changed(before, library, today), library):
        echo(f"addressees.yaml: {line}")
    return now


def _book(folder: Path) -> Book | None:
    """The address book, if there is one without errors."""
    try:
        return read_addressees(folder / "addressees.yaml")
    except InvalidFiles:
        return None
