"""`letters check --watch`: the findings now, and again each time that a file has been saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from letters.addressee import Addressee
from letters.authoring.uses import changed
from letters.cli.checking import check, folders_of
from letters.cli.contacts import changes
from letters.errors import InvalidFiles, LettersError, Refused
from letters.library.library import read, read_addressees
from letters.library.watching import fingerprint_of, fingerprints

Book = Mapping[str, Addressee]


def watch_and_check(appeals: str, paths: tuple[str, ...], render: bool, reading: bool, form: str) -> None:
    """Print what `letters check` finds, and again after each change, until Ctrl-C. Raises LettersError at the start."""
    if form != "text":
        raise Refused("--watch is for people: leave out --format")
    folders = tuple(folders_of(appeals, paths))
    fingerprint, books = fingerprint_of(*folders), {folder: _book(folder) for folder in folders}
    again = partial(check, appeals, paths, render, reading, form)
    again()
    click.echo("Waiting for you to save a file. Ctrl-C ends it.")
    with suppress(KeyboardInterrupt):
        for _ in fingerprints(*folders, known=fingerprint, tell=partial(click.echo, err=True)):
            click.echo(f"\n{dt.datetime.now():%H:%M:%S}: a file has been saved")
            _try(again)
            books = {folder: _told(folder, before) for folder, before in books.items()}


def _try(again: Callable[[], object]) -> None:
    try:
        again()
    except LettersError as error:
        # A folder that has just been renamed, say: what isn't there now may be there after the next save.
        click.echo(str(error), err=True)


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
        click.echo(f"addressees.yaml: {line}")
    return now


def _book(folder: Path) -> Book | None:
    """The address book, if there is one without errors."""
    try:
        return read_addressees(folder / "addressees.yaml")
    except InvalidFiles:
        return None
