"""The letters themselves: at their longest over one page, with characters that can't be printed; and how each reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.check.version import Advice, Version, placed, versions
from letters.compose import Words, compose, copy_of
from letters.errors import Finding, Refused, Severity
from letters.layout import LayoutName
from letters.letter import Letter
from letters.library.library import Library
from letters.measures.readability import Reading, reading
from letters.supporter import Supporter
from letters.yamlfile.source import KeyPath

if TYPE_CHECKING:
    from letters.handout.content import Handout

# A plausible long case: the sender's data that the longest letter is tried with.
TRIAL = Supporter(
    signature="Alexandra Featherstonehaugh",
    street=("Flat 12", "147 Old Station Road"),
    postcode="EH7 4AH",
    town="Edinburgh",
    country="GB",
)

_BODY: KeyPath = ("letter", "body")
_LONG_TEXTS: dict[str, KeyPath] = {"summary": ("summary",), "letter": _BODY, "background": ("background",)}

PageCount = Callable[[Letter, LayoutName], int]
MissingCharacters = Callable[[Letter], str]


def rendered_findings(
    library: Library, appeal: Appeal, today: dt.date, pages: PageCount, missing: MissingCharacters
) -> Iterator[Finding]:
    """Every letter of the appeal and its copy at their longest, in every language and layout."""
    for version in versions(library, appeal):
        for key in appeal.to:
            troubles = (
                Advice(_BODY, code, f"{message} ({sheet} to {key}, with every point ticked)", severity=Severity.ERROR)
                for sheet, letter in _longest(library, appeal, key, version.language, today)
                for code, message in _troubles(letter, pages, missing)
            )
            # What is wrong with a letter is wrong with its copy.
            yield from (placed(trouble, version.source) for trouble in islice(troubles, 1))


def sheet_findings(
    library: Library, appeal: Appeal, make: Callable[[str], Handout], pages: Callable[[Handout], int]
) -> Iterator[Finding]:
    """A warning for each language, in its file, in which the sheet has too many pages or can't be made.

    `make` gives the sheet in a language.
    """
    # Here, as sheets are made where letters are, and a sheet's words in every language take time to load.
    from letters.handout.content import PAGES, longest_texts, what_to_shorten

    for version in versions(library, appeal):
        place: KeyPath = ("title",)
        try:
            handout = make(version.language)
            place = _LONG_TEXTS[longest_texts(handout)[0][0]]
            count = pages(handout)
            message = f"makes a sheet of {count} pages: {what_to_shorten(handout)}" if count > PAGES else ""
        except Refused as error:
            message = f"the sheet can't be made: {error}"
        if message:
            yield placed(Advice(place, "A504", message), version.source)


def _troubles(letter: Letter, pages: PageCount, missing: MissingCharacters) -> Iterator[tuple[str, str]]:
    """A code and a message, or nothing."""
    if characters := missing(letter):
        yield "A501", f"no letter can be printed with the characters {characters}"
        return
    try:
        if long := [layout.value for layout in LayoutName if pages(letter, layout) > 1]:
            yield "A502", f"takes more than one page on {', '.join(long)}: shorten it"
    except Refused as error:
        yield "A503", str(error)


def _longest(library: Library, appeal: Appeal, key: str, language: str, today: dt.date) -> Iterator[tuple[str, Letter]]:
    """The letter that says the most, naming those who get a copy, and the copy with the longest address."""
    words = Words(points=frozenset(appeal.texts_in(language).letter.choices))
    embassies = library.embassies.get(appeal.facts.country, {}) if appeal.copies_to_embassy else {}
    home = max(embassies, key=lambda country: _room(embassies[country], language), default=TRIAL.country)
    copies = library.copies(appeal, home)
    trial = replace(TRIAL, country=home)
    letter = compose(appeal, key, trial, words, language=language, date=today, copies=copies)
    # Names of a long list have been looked at where they were read.
    letter = letter.in_short()
    yield "letter", letter
    if copies:
        longest = max(copies, key=lambda name: _room(copies[name], language))
        yield "copy of the letter", copy_of(letter, longest, copies[longest])


def _room(recipient: Addressee, language: str) -> tuple[int, int]:
    """By which addresses and names are compared: lines first, then characters."""
    lines = recipient.post.lines if recipient.post else ()
    return len(lines), len(recipient.name_in(language)) + sum(map(len, lines))


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class LetterReading:
    """How the letter to one addressee reads in one language; the place is that of its longest sentence."""

    file: Path
    line: int
    column: int
    appeal: str
    language: str
    addressee: str
    reading: Reading


def readings(library: Library, appeal: Appeal, today: dt.date) -> Iterator[LetterReading]:
    """Every letter of the appeal with all points ticked and without the supporter's own words."""
    for version in versions(library, appeal):
        for key in appeal.to:
            yield _of_letter(version, key, today)


def _of_letter(version: Version, key: str, today: dt.date) -> LetterReading:
    words = Words(points=frozenset(version.texts.letter.choices))
    letter = compose(version.appeal, key, TRIAL, words, language=version.language, date=today)
    found = reading(letter)
    start = " ".join(found.longest.split()[:4])[:20]
    place = placed(Advice(_BODY, "", "", start), version.source)
    return LetterReading(
        file=place.file,
        line=place.line,
        column=place.column,
        appeal=version.appeal.slug,
        language=version.language,
        addressee=key,
        reading=found,
    )
