"""`letters new-addressee`: an entry of the address book, from options or asked for on a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click
from email_validator import EmailNotValidError
from pydantic import TypeAdapter, ValidationError

from letters.addressee import EMBASSY
from letters.authoring.change import save
from letters.authoring.entries import Entry, enter
from letters.cli.new import read_country
from letters.cli.questions import Question, Reading, answers, anything, day, on_terminal, own_folder, something
from letters.cli.terminal import echo
from letters.errors import Refused, did_you_mean
from letters.fields.text import FaxNumber, email_address, international, key
from letters.language.language import LANGUAGES
from letters.library.library import Library, read

_TYPED, _GIVEN = ";", "\n"
"""What stands between the parts of an answer that is typed, and of options: in an option's value nothing is split."""


def new_addressee(
    appeals: str,
    key_: str,
    *,
    salutation: tuple[str, ...],
    line: tuple[str, ...],
    fax: tuple[str, ...],
    email: tuple[str, ...],
    **given: str | None,
) -> None:
    """Add an entry to the address book. Raises LettersError with what to do."""
    folder = own_folder(appeals)
    library = read(folder)
    _refuse_key(key_, library)
    lists = {"line": line, "fax": fax, "email": email}
    # With one of them on the command line, the others aren't asked for: a channel may be left out.
    between = _GIVEN if any(lists.values()) else _TYPED
    channels = {name: between.join(values) if any(lists.values()) else None for name, values in lists.items()}
    asked = answers(_questions(library, between), {**given, **channels})
    country = _country(asked["line"], given["country"])
    entry = Entry(
        key=key_,
        name=asked["name"],
        office=asked["office"],
        salutation=_salutations(salutation, library),
        lines=_parts(asked["line"], between),
        country=country,
        fax=_parts(asked["fax"], between),
        email=_parts(asked["email"], between),
        checked=dt.date.fromisoformat(asked["checked"]),
    )
    if not (entry.lines or entry.fax or entry.email):
        raise Refused("nobody can be reached without an address: give --line with --country, --fax or --email")
    change = enter(folder, entry)
    save(change)
    echo(f"{change.path}: {key_} has been added. In an appeal, write `to: [{key_}]`.")


def _refuse_key(word: str, library: Library) -> None:
    try:
        key(word)
    except ValueError as error:
        raise Refused(f"the addressee's key: {error}") from None
    if word == EMBASSY:
        raise Refused(f"{word!r} stands for the embassies of embassies.yaml; choose another key")
    if word in library.book:
        raise Refused(f"{word!r} is already in the address book: {library.book[word].name}")


def _questions(library: Library, between: str) -> list[Question]:
    today = dt.datetime.now(library.site.zone).date().isoformat()
    return [
        Question(option="name", text="How pages and lists call the addressee, such as Minister Jo Doe", read=something),
        Question(
            option="office", text="The office, such as Minister of Justice (Enter: none)", read=anything, default=""
        ),
        Question(
            option="line",
            text="The lines of the envelope without the country, a semicolon between them (Enter: no post)",
            read=_each(anything, between),
            default="",
        ),
        Question(
            option="fax",
            text="Fax numbers with + and the country code (Enter: none)",
            read=_each(_fax, between),
            default="",
        ),
        Question(option="email", text="E-mail addresses (Enter: none)", read=_each(_email, between), default=""),
        Question(option="checked", text="The day on which somebody last checked this", read=day, default=today),
    ]


def _country(lines: str, given: str | None) -> str:
    if not lines:
        return ""
    question = Question(option="country", text="The country of this address, in two letters", read=read_country)
    return answers([question], {"country": given})["country"]


def _salutations(given: Sequence[str], library: Library) -> dict[str, str]:
    """The salutations by language: as given, `en=Dear Minister,`, else asked for in the site's languages."""
    found = dict(map(_salutation, given))
    if not found and on_terminal():
        for language in [code for code in library.site.languages if code in LANGUAGES] or ["en"]:
            text = f"The salutation in {language}, comma included, such as Dear Minister, (Enter: later)"
            if answer := click.prompt(text, default="", show_default=False).strip():
                found[language] = answer
    return found


def _salutation(given: str) -> tuple[str, str]:
    language, _, text = given.partition("=")
    if language not in LANGUAGES or not text.strip():
        hint = did_you_mean(language, LANGUAGES) if language not in LANGUAGES else ""
        raise Refused(f'--salutation {given!r}: write a language, =, and the words, such as "en=Dear Minister,"{hint}')
    return language, text.strip()


def _parts(text: str, between: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(between) if part.strip())


_FAX: TypeAdapter[str] = TypeAdapter(FaxNumber)


def _fax(number: str) -> str:
    try:
        return international(_FAX.validate_python(number))
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"].removeprefix("Value error, ")) from None


def _email(address: str) -> str:
    try:
        return email_address(address)
    except EmailNotValidError as error:
        raise ValueError(f"{address!r} isn't an e-mail address: {error}") from None


def _each(reading: Reading, between: str) -> Reading:
    """Reads each part as it is stored. Raises ValueError for the first that can't be read."""
    return lambda value: between.join(reading(part) for part in _parts(value, between))
