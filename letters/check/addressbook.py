"""Contact data that nobody has looked at for long, and addresses that print badly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from letters.addressee import Addressee, Post
from letters.check.calendar import still_to_come
from letters.check.version import Advice
from letters.errors import Refused
from letters.language.language import LANGUAGES
from letters.layout import LAYOUTS, Layout, LayoutName
from letters.letter import CountryLine
from letters.library.library import Library
from letters.yamlfile.source import KeyPath


def old_contacts(library: Library, today: dt.date) -> Iterator[Advice]:
    """A warning for each addressee of an open appeal whom nobody has checked for a year, wherever the entry stands."""
    used = {key for appeal in library.appeals.values() if appeal.is_open(today) for key in (*appeal.to, *appeal.copies)}
    for key, addressee in library.book.items():
        if key in used and addressee.is_unchecked(today):
            yield Advice(_checked_at((key,), addressee), "A405", _age(addressee), file=_book(library))
    for appeal in library.appeals.values():
        for index, entry in enumerate(appeal.facts.to if appeal.is_open(today) else ()):
            if isinstance(entry, Addressee) and entry.is_unchecked(today):
                place = _checked_at(("to", index), entry)
                yield Advice(place, "A405", _age(entry), file=appeal.folder / "appeal.yaml")


def checked_too_late(library: Library, today: dt.date) -> Iterator[Advice]:
    """A warning for each entry of the address book that will have been checked on a day to come."""
    for key, addressee in library.book.items():
        if addressee.checked and addressee.checked > today:
            yield Advice((key, "checked"), "A421", still_to_come(addressee.checked), file=_book(library))


def repeated_countries(library: Library) -> Iterator[Advice]:
    """A warning for each address whose last line is its country, which would be printed twice."""
    for file, place, addressee in written_to(library):
        post = addressee.post
        if post and post.lines[-1].casefold() in _names(post.country):
            message = "is the country, which the program adds by itself: leave this line out"
            yield Advice((*place, "post", "lines", len(post.lines) - 1), "A417", message, file=file)


def bare_salutations(library: Library) -> Iterator[Advice]:
    """A warning for each salutation without a comma or colon at its end; Japanese ones have none."""
    for file, place, addressee in written_to(library):
        for language, text in addressee.salutation.items():
            if language != "ja" and text[-1].isalnum():
                message = (
                    "ends without a comma, and is printed like that: write it between double quotes, comma included"
                )
                yield Advice((*place, "salutation", language), "A427", message, file=file)


def long_addresses(library: Library) -> Iterator[Advice]:
    """A warning for each address that is printed very small in some window, or fits none of its type."""
    for file, place, addressee in (*written_to(library), *_embassies(library)):
        if addressee.post:
            sizes = _sizes(addressee.post)
            refused = [name for name, size in sizes.items() if size == 0]
            small = [name for name, size in sizes.items() if 0 < size < _SMALL]
            said = []
            if refused:
                said.append(f"doesn't fit the window on {', '.join(refused)}, where no letter can be made")
            # In an American window six lines are always small.
            if refused or set(small) > {LayoutName.US}:
                said += [f"is printed in {_SMALL - 1} points on {', '.join(small)}"] if small else []
                message = f"{' and '.join(said)}: shorten its lines, or join some"
                yield Advice((*place, "post", "lines"), "A450", message, file=file)


_SMALL = 8


def _sizes(post: Post) -> dict[LayoutName, float]:
    """In which size of type, in points, each layout prints the address with its country; 0 where it doesn't fit."""
    # Here, as only this rule asks: what prints reads the fonts.
    from letters.pdf.geometry import Address, place_address

    english = LANGUAGES["en"]
    address = Address(post.lines, (CountryLine(english.country(post.country), "en"),), english)

    def size(layout: Layout) -> float:
        try:
            return place_address(address, layout).size
        except Refused:
            return 0

    return {name: size(layout) for name, layout in LAYOUTS.items()}


def _embassies(library: Library) -> Iterator[tuple[Path, KeyPath, Addressee]]:
    for country, hosts in library.embassies.items():
        for host, embassy in hosts.items():
            yield library.folder / "embassies.yaml", (country, host), embassy


def _checked_at(place: KeyPath, addressee: Addressee) -> KeyPath:
    return (*place, "checked") if addressee.checked else place


def _book(library: Library) -> Path:
    return library.folder / "addressees.yaml"


def written_to(library: Library) -> Iterator[tuple[Path, KeyPath, Addressee]]:
    """Those whom appeals name or write out, and embassies that get copies, each with the place of the entry."""
    used = {key for appeal in library.appeals.values() for key in (*appeal.to, *appeal.copies)}
    for key, addressee in library.book.items():
        if key in used:
            yield _book(library), (key,), addressee
    for appeal in library.appeals.values():
        for index, entry in enumerate(appeal.facts.to):
            if isinstance(entry, Addressee):
                yield appeal.folder / "appeal.yaml", ("to", index), entry
    for country in {appeal.facts.country for appeal in library.appeals.values() if appeal.copies_to_embassy}:
        for host, embassy in library.embassies.get(country, {}).items():
            yield library.folder / "embassies.yaml", (country, host), embassy


@cache
def _names(country: str) -> frozenset[str]:
    """What the country is called in the languages of letters."""
    tongues = LANGUAGES.values()
    names = (name for tongue in tongues for name in (tongue.country(country), tongue.locale.territories[country]))
    return frozenset(name.casefold() for name in names)


def _age(addressee: Addressee) -> str:
    if addressee.checked is None:
        return "nobody has noted when this was last checked (checked: year-month-day)"
    return f"last checked on {addressee.checked}, more than a year ago; check it again"
