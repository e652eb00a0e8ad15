"""`letters new`: what a draft needs, from options or asked for on a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import click

from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind
from letters.authoring.change import save
from letters.authoring.documents import refuse_past
from letters.authoring.draft_page import Draft
from letters.authoring.drafts import free_path, new_from
from letters.authoring.drafts import new as drafted
from letters.authoring.uses import search
from letters.cli.pasting import command
from letters.cli.questions import Question, answers, anything, day_or_none, on_terminal, own_folder, something
from letters.cli.request import appeal_named
from letters.cli.terminal import echo
from letters.errors import Refused, did_you_mean
from letters.fields.countries import country_code
from letters.fields.text import key
from letters.language.language import LANGUAGES
from letters.library.library import Library, read

MOST_SHOWN = 10


def new(appeals: str, slug: str, *, to: tuple[str, ...], person: tuple[str, ...], **given: str | None) -> None:
    """Write a draft into a folder of its own. Raises LettersError with what to do."""
    folder = own_folder(appeals)
    try:
        free_path(folder, key(slug))
    except ValueError as error:
        raise Refused(f"the appeal's name: {error}") from None
    library = read(folder)
    other = appeal_named(library, given["other"]) if given["other"] else None
    draft = _draft(library, slug, other, to=to, person=person, given=given)
    change = new_from(folder, library, draft, other) if other else drafted(folder, library, draft)
    save(change)
    _say_what_follows(change.path, slug, appeals)


def _draft(
    library: Library,
    slug: str,
    other: Appeal | None,
    *,
    to: tuple[str, ...],
    person: tuple[str, ...],
    given: Mapping[str, str | None],
) -> Draft:
    kind = other.facts.kind if other else Kind(given["kind"] or Kind.APPEAL)
    if other and (given["kind"] or given["language"]):
        raise Refused("--from takes kind and language from the other appeal; leave out --kind and --language")
    language = other.facts.language if other else language_of(library, given["language"])
    names = "; ".join(person)
    asked = answers(_questions(other), {**given, "person": names if person or other else None})
    refuse_past(asked["deadline"], dt.datetime.now(library.site.zone).date())
    people = tuple(name.strip() for name in asked["person"].split(";") if name.strip())
    if not to and not other and on_terminal():
        to = asked_addressees(library.book, nobody="the person at risk" if kind is Kind.SOLIDARITY and people else "")
    return Draft(
        slug=slug,
        kind=kind,
        title=asked["title"],
        country=asked["country"],
        people=people,
        to=tuple(dict.fromkeys(to)),
        deadline=asked["deadline"],
        language=language,
    )


def _questions(other: Appeal | None) -> list[Question]:
    title, country = (other.facts.title, other.facts.country) if other else (None, None)
    return [
        Question(option="title", text="The headline", read=something, default=title),
        Question(
            option="country", text="Where it happens, in two letters, such as CN", read=read_country, default=country
        ),
        Question(
            option="person", text="Who is at risk? A semicolon between names (Enter: nobody)", read=anything, default=""
        ),
        Question(option="deadline", text="The last day on which a letter may leave, or none", read=day_or_none),
    ]


def read_country(value: str) -> str:
    """A country's code, also where it is typed in small letters."""
    return country_code(value.upper() if len(value) == 2 else value)


def language_of(library: Library, given: str | None) -> str:
    """The language of a new file: the one that is given, else the site's. Raises Refused."""
    language = given or next((code for code in library.site.languages if code in LANGUAGES), "en")
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise Refused(
            f"--language: letters can't be written in {language!r} yet{did_you_mean(language, LANGUAGES)}: {known}"
        )
    return language


def asked_addressees(book: Mapping[str, Addressee], *, nobody: str = "") -> tuple[str, ...]:
    """The keys that somebody at the terminal has found and chosen. `nobody` is what Enter means before the first."""
    if not book:
        raise Refused("the address book (addressees.yaml) is still empty; `letters new-addressee KEY` adds somebody")
    chosen: list[str] = []
    while True:
        who = "no more" if chosen or not nobody else nobody
        typed = click.prompt(
            f"To whom? Part of a name, an office or a key (Enter: {who})", default="", show_default=False
        )
        if not typed.strip():
            if chosen or nobody:
                return tuple(chosen)
            echo("Somebody must receive the letters.")
            continue
        found = [typed.strip()] if typed.strip() in book else search(book, typed)
        if len(found) == 1:
            chosen += [found[0]] if found[0] not in chosen else []
            echo(f"To {', '.join(chosen)}.")
            continue
        echo("Nobody in the address book has that name." if not found else "Several people do; type more, or the key:")
        for name in found[:MOST_SHOWN]:
            echo(f"  {name}: {book[name].name}{f', {book[name].office}' if book[name].office else ''}")
        if len(found) > MOST_SHOWN:
            echo(f"  and {len(found) - MOST_SHOWN} more")


def _say_what_follows(path: Path, slug: str, appeals: str) -> None:
    echo(f"{path} has been written, as a draft that only you can see.")
    echo("Open it in a text editor and fill in what is missing. Then check it:")
    echo(f"  {command(appeals, 'check', slug)}")
