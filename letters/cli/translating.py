"""`letters translate`: begins a translation, or says what is left to do in it."""

from __future__ import annotations

import click

from letters.addressee import Addressee
from letters.appealfile import AppealFile
from letters.authoring.change import save
from letters.authoring.translations import Work, put_in_place
from letters.authoring.translations import translate as translated
from letters.cli.asking import own_folder
from letters.cli.request import appeal_named
from letters.errors import Refused
from letters.library import Library, read
from letters.loader import load
from letters.schema import validate


def translate(appeals: str, slug: str, language: str) -> None:
    """Write the translation's file and print what is left to do. Raises LettersError with what to do."""
    folder = own_folder(appeals)
    library = read(folder)
    slug = slug.rstrip("/")
    if slug not in library.appeals and not (folder / slug / "appeal.yaml").is_file():
        appeal_named(library, slug)
    # The appeal alone: a translation that no longer mirrors it is what this command helps with.
    facts = validate(AppealFile, load(folder / slug / "appeal.yaml"))
    work = translated(folder / slug, facts, language)
    path = work.change.path
    if work.change.after != work.change.before:
        save(work.change)
        click.echo(f"{path} is written." if work.change.before is None else f"{path}: its notes are up to date now.")
    _say_what_is_left(work)
    if waits := _not_greeted(library, facts, slug, language):
        for name, file in waits:
            click.echo(
                f'{name} has no salutation in {language!r} yet: write `{language}: "..."` below `salutation:` in'
                f" the addressee's entry in {folder / file}, as it shall be printed"
            )
        if work.is_complete and path != work.target:
            raise Refused(f"The translation waits in {path} until everybody is greeted; then run this command again.")
    elif work.is_complete and path != work.target:
        put_in_place(work)
        click.echo(f"The translation is complete, and stands in {work.target} now.")


def _say_what_is_left(work: Work) -> None:
    path = work.change.path
    for numbers, what in ((work.missing, "still to be translated"), (work.changed, "changed in the appeal since")):
        if numbers:
            texts = "1 text" if len(numbers) == 1 else f"{len(numbers)} texts"
            lines = "line" if len(numbers) == 1 else "lines"
            click.echo(f"{texts} {what}: {path}, {lines} {', '.join(map(str, numbers))}")
    for name in work.gone:
        click.echo(f"{path}: {name} is no longer in the appeal; delete it here too")
    if work.new_rules:
        click.echo(f"{path}: rules: the appeal has {work.new_rules} more; add what is missing")
    if work.is_complete and not (work.changed or work.gone or work.new_rules) and path == work.target:
        click.echo(f"{path} has everything that the appeal has.")


def _not_greeted(library: Library, facts: AppealFile, slug: str, language: str) -> list[tuple[str, str]]:
    """Those who have no salutation in this language yet, each with the file that has the entry."""
    entries = [
        (entry, f"{slug}/appeal.yaml") if isinstance(entry, Addressee) else (library.book.get(entry), "addressees.yaml")
        for entry in facts.to
    ]
    return [(entry.name, file) for entry, file in entries if entry and language not in entry.salutation]
