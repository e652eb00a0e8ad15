"""How each letter of an appeal reads, with the place of its longest sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from letters.appeal.appeal import Appeal
from letters.check.rendered import TRIAL
from letters.check.version import Version, versions
from letters.compose import Words, compose
from letters.readability import Reading, reading
from letters.yamlfile.loader import load
from letters.yamlfile.source import Load


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


def readings(appeal: Appeal, today: dt.date, load: Load = load) -> Iterator[LetterReading]:
    """Every letter of the appeal with all points ticked and without the supporter's own words."""
    for version in versions(appeal, load):
        for key in appeal.to:
            yield _of_letter(version, key, today)


def _of_letter(version: Version, key: str, today: dt.date) -> LetterReading:
    words = Words(points=frozenset(version.texts.letter.choices))
    letter = compose(version.appeal, key, TRIAL, words, language=version.language, date=today)
    found = reading(letter)
    start = " ".join(found.longest.split()[:4])[:20]
    place = version.source.finding(("letter", "body"), "", "", word=start)
    return LetterReading(
        file=place.file,
        line=place.line,
        column=place.column,
        appeal=version.appeal.slug,
        language=version.language,
        addressee=key,
        reading=found,
    )
