"""`letters import`: a published sheet as a draft, and what is said at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import count
from pathlib import Path

import click

from letters.authoring.change import Change, save
from letters.authoring.drafts import free_path, refuse_unknown, trial_findings
from letters.cli.new import asked_addressees, read_country
from letters.cli.pasting import command
from letters.cli.questions import day_or_none, on_terminal, own_folder
from letters.cli.terminal import echo, shown
from letters.errors import Finding, Refused
from letters.fields.dates import readings
from letters.fields.text import key
from letters.importing.drafted import Imported, country_of, not_found, slug_for, uncertain
from letters.importing.kinds import Known, SheetKind, kind_of
from letters.importing.matching import Match, match
from letters.importing.page import page
from letters.importing.published import Published, read_sheet
from letters.library.library import Library, read


def import_(appeals: str, file: str, *, to: tuple[str, ...], **given: str | None) -> None:
    """Write a draft of what the sheet says into a folder of its own. Raises LettersError with what to do."""
    folder = own_folder(appeals)
    library = read(folder)
    refuse_unknown(library, to)
    answers = {name: _read(name, given[name], reading) for name, reading in _READINGS.items()}
    path = Path(file)
    sheet = read_sheet(path, given["language"] or "")
    known = kind_of(sheet, library.appeals)
    slug = given["slug"] or _free_name(folder, slug_for(sheet, path), known)
    target = _target(folder, slug)
    draft = _asked(_looked_up(sheet, slug, library, to, answers), library)
    change = Change(target, None, page(draft))
    findings = trial_findings(change, library)
    save(change)
    _say_what_was_found(draft, target, dt.datetime.now(library.site.zone).date())
    _say_what_is_left(draft, findings, appeals)
    _say_which_kind(draft, known, appeals)


def _free_name(folder: Path, slug: str, known: Known) -> str:
    """The name; that of the next document of a case has a number where the first has taken it."""
    if not known.slug or not (folder / slug).exists():
        return slug
    return next(name for number in count(2) if not (folder / (name := f"{slug}-{number}")).exists())


def _say_which_kind(draft: Imported, known: Known, appeals: str) -> None:
    """The command for a sheet that goes on with a case, or ends it."""
    sheet, slug = draft.sheet, known.slug or "SLUG"
    if known.kind is SheetKind.OPEN_LETTER:
        echo("The sheet seems to be an open letter: see `kind: open-letter` in docs/appeals.md.")
        return
    if known.kind is SheetKind.APPEAL:
        return
    words = _words_for(sheet, known, slug)
    where = f"The case is {known.slug} in the folder" if known.slug else "The case is none of the folder's"
    echo(f"{where}. {_INSTEAD[known.kind]} Instead of publishing the draft:")
    echo(f"  {command(appeals, *words)}")


_INSTEAD = {
    SheetKind.UPDATE: "The sheet is its next document.",
    SheetKind.EXTENSION: "The sheet only sets a later deadline.",
    SheetKind.END: "The sheet says that no further action is needed.",
}


def _words_for(sheet: Published, known: Known, slug: str) -> list[str]:
    if known.kind is SheetKind.END:
        return ["stop", slug, "--outcome", sheet.summary or " ".join(sheet.outcome)]
    if known.kind is SheetKind.EXTENSION and sheet.deadline:
        return ["update", slug, "--extend", sheet.deadline.value]
    facts = {
        "document": sheet.facts.document,
        "index": sheet.facts.index,
        "issued": sheet.facts.issued.value if sheet.facts.issued else "",
        "deadline": sheet.deadline.value if sheet.deadline else "",
    }
    return ["update", slug, *(part for name, text in facts.items() if text for part in (f"--{name}", text))]


_READINGS: dict[str, Callable[[str], str]] = {"country": read_country, "deadline": day_or_none}


def _read(name: str, value: str | None, reading: Callable[[str], str]) -> str:
    try:
        return reading(value.strip()) if value else ""
    except ValueError as error:
        raise Refused(f"--{name}: {error}") from None


def _target(folder: Path, slug: str) -> Path:
    try:
        return free_path(folder, key(slug))
    except ValueError as error:
        raise Refused(f"--slug: {error}") from None
    except Refused as error:
        raise Refused(f"{error}; --slug gives the draft another name") from None


def _looked_up(sheet: Published, slug: str, library: Library, to: tuple[str, ...], answers: dict[str, str]) -> Imported:
    where = answers["country"] or country_of(sheet)
    return Imported(
        slug=slug,
        sheet=sheet,
        addressees=tuple(match(block, library.book, where, sheet.language) for block in sheet.addressees),
        copies=tuple(match(block, library.book, where, sheet.language) for block in sheet.copies),
        given_to=tuple(dict.fromkeys(to)),
        given_country=answers["country"],
        given_deadline=answers["deadline"],
    )


def _asked(draft: Imported, library: Library) -> Imported:
    """The draft with what the sheet leaves open, where there is somebody to ask. Enter leaves it open."""
    if not on_terminal():
        return draft
    from dataclasses import replace

    if not draft.country:
        draft = replace(draft, given_country=_ask("Where does it happen? Two letters, such as CN", read_country))
    if not draft.deadline:
        said = f' (the sheet says "{draft.sheet.deadline.words}")' if draft.sheet.deadline else ""
        question = f"The last day on which a letter may leave, or none{said}"
        draft = replace(draft, given_deadline=_ask(question, day_or_none))
    if not draft.to and library.book:
        for found in draft.addressees:
            echo(f"The sheet names: {', '.join(found.block.address)}. They aren't in the address book.")
        enter = "as the sheet has them" if draft.addressees else "later"
        draft = replace(draft, given_to=asked_addressees(library.book, nobody=enter))
    return draft


def _ask(question: str, reading: Callable[[str], str]) -> str:
    def read(value: str) -> str:
        try:
            return reading(value.strip()) if value.strip() else ""
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    return str(click.prompt(shown(f"{question} (Enter: later)"), default="", show_default=False, value_proc=read))


def _say_what_was_found(draft: Imported, path: Path, today: dt.date) -> None:
    sheet = draft.sheet
    echo(f"{path} has been written, as a draft that only you can see.")
    for missing in not_found(draft):
        echo(missing)
    if unsure := uncertain(draft):
        echo(f"Less certain, and marked in the draft: {', '.join(unsure)}.")
    if unplaced := sum(part.count for part in sheet.unplaced):
        have, are = ("1 line has", "it is") if unplaced == 1 else (f"{unplaced} lines have", "they are")
        echo(f"{have} no field; {are} at the end of the draft, below `Not placed`.")
    for found in (*draft.addressees, *draft.copies):
        _say_who(found, is_written_out=found in draft.written_out)
    if draft.deadline not in ("", "none") and dt.date.fromisoformat(draft.deadline) < today:
        echo(f"The deadline, {draft.deadline}, has passed: give a new one, or keep the draft for your archive.")


def _say_who(found: Match, *, is_written_out: bool) -> None:
    name = next(iter(found.block.address or found.block.lines), "?")
    if found.key:
        echo(f"{name} is {found.key} in the address book ({', '.join(found.reasons)}).")
        for difference in found.differences:
            echo(f"  {difference}")
        return
    near = f"; if you mean {' or '.join(found.similar)}, give it with --to" if found.similar else ""
    what = "the draft writes out what the sheet says" if is_written_out else "the draft offers an entry for it"
    echo(f"{name} is not in the address book; {what}{near}.")


def _say_what_is_left(draft: Imported, findings: tuple[Finding, ...], appeals: str) -> None:
    if findings:
        echo("You still have to fill in:")
        for finding in findings:
            echo(f"  line {finding.line}: {finding.place}: {_what_to_do(draft, finding)}")
    echo("Compare the draft with the sheet in a text editor. Then:")
    echo(f"  {command(appeals, 'check', draft.slug)}")
    echo(f"  {command(appeals, 'preview', draft.slug)}")


def _what_to_do(draft: Imported, finding: Finding) -> str:
    """What to write into a field that the sheet leaves open, and what it says there."""
    said = draft.sheet.deadline
    if finding.field == "deadline" and said and not draft.deadline:
        return f'{finding.message}; the sheet says "{said.words}": {readings(said.words)}'
    return finding.message
