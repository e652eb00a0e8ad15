"""A new entry of the address book, and an address book that has none yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letters.addressee import Addressee
from letters.authoring.change import Change, bare, edited, source_of, text_of
from letters.authoring.jsonschema import NAMED_BY
from letters.authoring.scalars import scalar
from letters.errors import InvalidFiles, Refused
from letters.fields.text import key
from letters.files import refuse_outside
from letters.yamlfile.source import Source
from letters.yamlfile.validation import validate

HEAD = f"""\
{NAMED_BY["addressees.yaml"]}
#
# The address book: to whom your appeals are written. Appeals refer to the keys, so one correction
# here mends every appeal. `letters new-addressee KEY` adds an entry; this is what one looks like:
#
#   minister-of-justice:
#     name: Minister Amal Example
#     office: Minister of Justice
#     salutation: {{en: "Dear Minister,", fr: "Monsieur le Ministre,"}}   # printed as it stands
#     post:
#       lines: [Ministry of Justice, 1 Square Street, Cairo 11511]      # without the country
#       country: EG
#     fax: ["+20 2 2795 8103"]
#     email: [minister@justice.example]
#     checked: 2026-01-31          # the day on which somebody last checked these
#
# Leave out a channel that the addressee doesn't have. Everything after a # is a note.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of somebody new. Empty: it isn't known, or there is none."""

    key: str
    name: str
    office: str
    salutation: Mapping[str, str]
    lines: tuple[str, ...]
    country: str
    fax: tuple[str, ...]
    email: tuple[str, ...]
    checked: dt.date


def enter(folder: Path, entry: Entry) -> Change:
    """The address book with the entry at its end, begun where there is none. Raises LettersError."""
    path = folder / "addressees.yaml"
    refuse_outside(path)
    before = text_of(path) if path.exists() else None
    data = (source_of(path, before).data if before else None) or {}
    if key(entry.key) in data:
        raise Refused(f"{path} already has the entry {entry.key!r}; choose another key, or change that entry")
    text = bare(before or HEAD).rstrip("\n") + "\n\n" + "\n".join(_lines(entry)) + "\n"
    change = Change(path, before, edited(before or "", text))
    validate(Addressee, _added(change, entry.key, data), (entry.key,))
    return change


def _added(change: Change, key_: str, data: Mapping[str, Any]) -> Source:
    """What the book says with the entry. Raises Refused where that isn't what it said before, and the entry."""
    try:
        source = source_of(change.path, change.after)
    except InvalidFiles:
        # The book alone could be read, and a line of both together is none that its author could look at.
        source = None
    if source is None or {name: value for name, value in (source.data or {}).items() if name != key_} != data:
        raise Refused(
            f"{change.path} is written in a way that the program can't add to; nothing was changed."
            " Begin each key at the start of a line, without brackets around all of them, or add the entry by hand"
        )
    return source


def _lines(entry: Entry) -> list[str]:
    fields: dict[str, Any] = {"name": scalar(entry.name), "office": scalar(entry.office) if entry.office else ""}
    lines = [f"{entry.key}:", *(f"  {name}: {value}" for name, value in fields.items() if value)]
    if entry.salutation:
        lines.append("  salutation:")
        lines += [f"    {language}: {scalar(text, chr(34))}" for language, text in entry.salutation.items()]
    if entry.lines:
        lines += ["  post:", "    lines:", *(f"      - {scalar(line)}" for line in entry.lines)]
        lines.append(f"    country: {entry.country}")
    for name, values in (("fax", entry.fax), ("email", entry.email)):
        if values:
            lines.append(f"  {name}: [{', '.join(scalar(value, chr(34)) for value in values)}]")
    return [*lines, f"  checked: {entry.checked.isoformat()}"]
