"""`letters addressees`: the address book as a plain table, and what in it needs a look."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from letters.authoring.uses import Contact, Use, changed, contacts, perhaps_the_same, search
from letters.cli.terminal import echo
from letters.errors import Refused
from letters.library.book import read_addressees
from letters.library.library import Library, read
from letters.settings import appeals_folder


def addressees(appeals: str, words: tuple[str, ...], since: str | None) -> None:
    """Print those whom the words name (none: everybody). Raises LettersError with what to do."""
    library = read(appeals_folder(appeals))
    today = dt.datetime.now(library.site.zone).date()
    if since is not None:
        _since(library, Path(since), words, today)
        return
    everybody = contacts(library, today)
    named = set(search({contact.key: contact.addressee for contact in everybody}, " ".join(words)))
    shown = [contact for contact in everybody if contact.key in named]
    if words and not shown:
        raise Refused("nobody in the address book has that name; leave out the words to see everybody")
    _table([("KEY", "NAME", "CHECKED", "USED BY"), *(_row(contact) for contact in shown)])
    _old([contact for contact in shown if contact.addressee.is_unchecked(today)])
    pairs = [pair for pair in perhaps_the_same(everybody) if {pair[0], pair[1]} & named]
    if pairs:
        echo("\nPerhaps the same person; if so, keep one, and change the appeals that use the other:")
        for one, other, reason in pairs:
            echo(f"  {one} and {other}: {reason}")
    for finding in library.findings:
        echo(str(finding), err=True)


def _since(library: Library, file: Path, words: tuple[str, ...], today: dt.date) -> None:
    if words:
        raise Refused("--since shows everything that has changed; leave out the words")
    if not file.is_file():
        raise Refused(f"--since: there is no file {file}; it must be an earlier addressees.yaml")
    lines = changes(changed(read_addressees(file), library, today), library)
    echo("\n".join(lines) if lines else "No entry has changed in a way that affects a letter.")


def changes(found: list[Contact], library: Library) -> list[str]:
    """A line for each entry that has changed, with the open appeals whose letters change with it."""
    return [f"{contact.key}: {_effect(contact, library)}" for contact in found]


def _effect(contact: Contact, library: Library) -> str:
    if contact.key not in library.book:
        return "is gone from the address book"
    slugs = list(dict.fromkeys(use.slug for use in contact.uses if use.open))
    noun = "open appeal changes" if len(slugs) == 1 else "open appeals change"
    return f"{len(slugs)} {noun}: {', '.join(slugs)}" if slugs else "no open appeal changes"


def _row(contact: Contact) -> tuple[str, str, str, str]:
    checked = contact.addressee.checked
    used = ", ".join(_use(use) for use in contact.uses) or "nobody"
    return contact.key, contact.addressee.name, checked.isoformat() if checked else "never", used


def _use(use: Use) -> str:
    """An appeal that takes letters now by its name, another between brackets."""
    name = f"{use.slug} as a copy" if use.copy else use.slug
    return name if use.open else f"({name})"


def _table(rows: list[tuple[str, str, str, str]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    if any("(" in row[3] for row in rows):
        echo("An appeal in brackets takes no letters at the moment.")


def _old(old: list[Contact]) -> None:
    if not old:
        return
    echo("\nNot checked for over a year; look them up, and enter the day as `checked`:")
    # Those whom letters reach today come first.
    for contact in sorted(old, key=lambda contact: not any(use.open for use in contact.uses)):
        letters = sum(use.open for use in contact.uses)
        noun = "open appeal" if letters == 1 else "open appeals"
        last = contact.addressee.checked
        echo(f"  {contact.key}: {f'last on {last}' if last else 'nobody has noted when'}; {letters} {noun}")
