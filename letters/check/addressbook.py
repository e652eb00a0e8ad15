"""Contact data that nobody has looked at for long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from letters.addressee import Addressee
from letters.check.calendar import still_to_come
from letters.errors import Finding, Severity
from letters.language import LANGUAGES
from letters.library.library import Library
from letters.yamlfile.source import KeyPath, Load

CHECK_AFTER = dt.timedelta(days=365)


def old_contacts(library: Library, today: dt.date, load: Load) -> Iterator[Finding]:
    """A warning for each entry of the address book that an open appeal uses and nobody has checked for a year."""
    path = library.folder / "addressees.yaml"
    if not path.is_file():
        return
    source = load(path)
    used = {key for appeal in library.appeals.values() if appeal.is_open(today) for key in (*appeal.to, *appeal.copies)}
    for key, addressee in library.book.items():
        if key in used and (message := _age(addressee, today)):
            place: KeyPath = (key, "checked") if addressee.checked else (key,)
            yield replace(source.finding(place, "A405", message), severity=Severity.WARNING)


def checked_too_late(library: Library, today: dt.date, load: Load) -> Iterator[Finding]:
    """A warning for each entry of the address book that will have been checked on a day to come."""
    path = library.folder / "addressees.yaml"
    for key, addressee in library.book.items():
        if addressee.checked and addressee.checked > today:
            finding = load(path).finding((key, "checked"), "A421", still_to_come(addressee.checked))
            yield replace(finding, severity=Severity.WARNING)


def repeated_countries(library: Library, load: Load) -> Iterator[Finding]:
    """A warning for each address whose last line is its country, which would be printed twice."""
    for path, place, addressee in _written_to(library):
        post = addressee.post
        if post and post.lines[-1].casefold() in _names(post.country):
            message = "is the country, which the program adds itself: leave this line out"
            found = load(path).finding((*place, "post", "lines", len(post.lines) - 1), "A417", message)
            yield replace(found, severity=Severity.WARNING)


def bare_salutations(library: Library, load: Load) -> Iterator[Finding]:
    """A warning for each salutation without a comma or colon at its end; Japanese ones have none."""
    for path, place, addressee in _written_to(library):
        for language, text in addressee.salutation.items():
            if language != "ja" and text[-1].isalnum():
                message = "ends without a comma, and is printed so: write it between double quotes, comma included"
                found = load(path).finding((*place, "salutation", language), "A427", message)
                yield replace(found, severity=Severity.WARNING)


def _written_to(library: Library) -> Iterator[tuple[Path, KeyPath, Addressee]]:
    """Those whom appeals name or write out, each with the place of the entry."""
    used = {key for appeal in library.appeals.values() for key in (*appeal.to, *appeal.copies)}
    for key, addressee in library.book.items():
        if key in used:
            yield library.folder / "addressees.yaml", (key,), addressee
    for appeal in library.appeals.values():
        for index, entry in enumerate(appeal.facts.to):
            if isinstance(entry, Addressee):
                yield appeal.folder / "appeal.yaml", ("to", index), entry


@cache
def _names(country: str) -> frozenset[str]:
    """What the country is called in the languages of letters."""
    return frozenset(language.country(country).casefold() for language in LANGUAGES.values())


def _age(addressee: Addressee, today: dt.date) -> str:
    if addressee.checked is None:
        return "nobody has noted when this was last checked (checked: year-month-day)"
    if today - addressee.checked > CHECK_AFTER:
        return f"last checked on {addressee.checked}, more than a year ago; check it again"
    return ""
