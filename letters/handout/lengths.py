"""What an author is told whose sheet is longer than a sheet of paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace

from letters.appeal.appeal import Appeal
from letters.errors import Finding, Refused, Severity
from letters.handout.content import Handout
from letters.yamlfile.loader import load
from letters.yamlfile.source import KeyPath

PAGES = 2
"""The front and the back."""

_FIELDS: dict[str, KeyPath] = {"summary": ("summary",), "letter": ("letter", "body"), "background": ("background",)}


def long_sheets(appeal: Appeal, handout: Handout, pages: Callable[[Handout], int]) -> Iterator[Finding]:
    """A warning, in the file of the sheet's language, where it has too many pages or can't be made."""
    name = "appeal" if handout.language_code == handout.own_language else handout.language_code
    try:
        count = pages(handout)
        message = f"makes a sheet of {count} pages: {what_to_shorten(handout)}" if count > PAGES else ""
    except Refused as error:
        message = f"the sheet can't be made: {error}"
    if message:
        found = load(appeal.folder / f"{name}.yaml").finding(_FIELDS[_lengths(handout)[0][0]], "A504", message)
        yield replace(found, severity=Severity.WARNING)


def what_to_shorten(handout: Handout) -> str:
    """The two longest texts, the longest first, for an author who wants the sheet to fit."""
    (first, most), (second, more), *_ = _lengths(handout)
    return f"shorten the {first} ({most} characters) or the {second} ({more})"


def _lengths(handout: Handout) -> list[tuple[str, int]]:
    lengths = {name: sum(map(len, texts(getattr(handout, name)))) for name in _FIELDS}
    return sorted(lengths.items(), key=lambda pair: -pair[1])


def texts(value: object) -> list[str]:
    """Every text in a part of a sheet, however deep."""
    match value:
        case str():
            return [value]
        case tuple():
            return [text for part in value for text in texts(part)]
        case _ if is_dataclass(value):
            return [text for field in fields(value) for text in texts(getattr(value, field.name))]
        case _:
            return []  # the picture
