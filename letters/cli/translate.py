"""`letters translate`: begins a translation, or says what is left to do in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from letters.addressee import Addressee, how_to_greet
from letters.appeal.file import AppealFile
from letters.appeal.notice import EventFile, NewsFile
from letters.authoring.change import save
from letters.authoring.translating import Work, put_in_place
from letters.authoring.translating import translate as translated
from letters.cli.questions import own_folder
from letters.cli.request import appeal_named
from letters.cli.terminal import echo
from letters.errors import Refused
from letters.library.library import Library, read
from letters.library.notices import KINDS, notice_file
from letters.yamlfile.loader import load
from letters.yamlfile.source import KeyPath
from letters.yamlfile.validation import validate


def translate(appeals: str, slug: str, language: str) -> None:
    """Write the translation's file and print what is left to do. Raises LettersError with what to do."""
    folder = own_folder(appeals)
    library = read(folder)
    slug = slug.rstrip("/")
    file = notice_file(folder / slug) or folder / slug / "appeal.yaml"
    if slug not in library.appeals and not file.is_file():
        appeal_named(library, slug)
    # The file alone: a translation that no longer mirrors it is what this command helps with.
    facts = _facts(file)
    work = translated(file, facts.language, language)
    waits = list(_not_greeted(library, facts, slug, language)) if isinstance(facts, AppealFile) else []
    path = work.change.path
    moves = work.is_complete and path != work.target and not waits
    _write(work, moves=moves)
    _say_what_is_left(work, work.target if moves else path)
    for name, what_to_do in waits:
        echo(f"{name} has no salutation in {language!r} yet: {what_to_do}")
    if waits and work.is_complete and path != work.target:
        # In its place it would only be left out.
        raise Refused(f"The translation waits in {path} until everybody has a salutation; then run this command again.")


def _facts(file: Path) -> AppealFile | NewsFile | EventFile:
    return validate(KINDS[file.stem], load(file)) if file.stem in KINDS else validate(AppealFile, load(file))


def _write(work: Work, *, moves: bool) -> None:
    """The file, in its place where it `moves` there."""
    is_new = work.change.before is None
    if is_changed := work.change.after != work.change.before:
        save(work.change)
    if moves:
        put_in_place(work)
        echo(f"The translation is complete, and is now in {work.target}.")
    elif is_changed:
        echo(
            f"{work.change.path} has been written." if is_new else f"{work.change.path}: its notes are now up to date."
        )


def _say_what_is_left(work: Work, path: Path) -> None:
    what = "the appeal" if (work.target.parent / "appeal.yaml").exists() else "the file it translates"
    for numbers, state in ((work.missing, "still to be translated"), (work.changed, f"changed in {what} since")):
        if numbers:
            texts = "1 text" if len(numbers) == 1 else f"{len(numbers)} texts"
            lines = "line" if len(numbers) == 1 else "lines"
            echo(f"{texts} {state}: {path}, {lines} {', '.join(map(str, numbers))}")
    for name in work.gone:
        echo(f"{path}: {name} is no longer in {what}; delete it here too")
    if work.new_rules:
        echo(f"{path}: rules: the appeal has {work.new_rules} more; add those that are missing")
    if work.is_complete and not (work.changed or work.gone or work.new_rules) and work.change.path == work.target:
        echo(f"{path} has everything that {what} has.")


def _not_greeted(library: Library, facts: AppealFile, slug: str, language: str) -> Iterator[tuple[str, str]]:
    """Those who have no salutation in this language yet, each with what to write in which line."""
    for index, named in enumerate(facts.to):
        inline = isinstance(named, Addressee)
        entry = named if isinstance(named, Addressee) else library.book.get(named)
        file = library.folder / slug / "appeal.yaml" if inline else library.folder / "addressees.yaml"
        to: KeyPath = ("to", index) if inline else (str(named),)
        if entry and language not in entry.salutation:
            yield entry.name, how_to_greet(entry, language, str(file), library.sources.get(file), to)
