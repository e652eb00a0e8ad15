"""An organisation's own folder of appeals, begun: its site file, an empty address book and the schemas."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path

from babel.core import get_global

from letters.authoring.change import Change, source_of
from letters.authoring.entries import HEAD
from letters.authoring.jsonschema import NAMED_BY
from letters.authoring.scalars import scalar
from letters.errors import Refused
from letters.files import refuse_outside
from letters.library.site import Site
from letters.yamlfile.validation import validate

_SITE = """\
{schema}
#
# Your organisation, as its pages, letters and sheets name it. Everything after a # is a note; remove
# a # away where you want to say more. Only `organisation` is required.
{fields}"""
_NOTES = {
    "organisation": "",
    "short_name": "what it is called where there is little room",
    "website": "https://...",
    "contact_email": "where readers can ask, and report a wrong address",
    "languages": "of the pages, the main one first; letters can have more",
    "country": "two letters, such as GB",
    "time_zone": "in which days begin and deadlines end",
    "replies_to": "supporters may send copies of the answers they get",
    "age_key": "age1..., from `letters signatures keygen`: what people say when they sign is sealed for it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Who begins. Empty: not said."""

    name: str
    contact_email: str
    country: str
    time_zone: str


def begin(folder: Path, organisation: Organisation) -> list[Change]:
    """The files of a new folder. Raises LettersError where there is one already or a value can't be used."""
    path = folder / "site.yaml"
    refuse_outside(path)
    if os.path.lexists(path):
        raise Refused(
            f"{path} already exists: {folder} is a folder of appeals;"
            f" `letters new SLUG --appeals {shlex.quote(str(folder))}` starts an appeal"
        )
    site = Change(path, None, _SITE.format(schema=NAMED_BY["site.yaml"], fields=_fields(organisation)))
    validate(Site, source_of(path, site.after))
    book = folder / "addressees.yaml"
    return [site, *([] if os.path.lexists(book) else [Change(book, None, HEAD)])]


def zone_of(country: str) -> str:
    """The time zone of a country that has only one (CLDR), else UTC."""
    zones = get_global("territory_zones").get(country, [])
    return str(zones[0]) if len(zones) == 1 else "UTC"


def _fields(organisation: Organisation) -> str:
    said = {
        "organisation": scalar(organisation.name),
        "contact_email": organisation.contact_email,
        "languages": "[en]",
        "country": organisation.country,
        "time_zone": organisation.time_zone,
    }
    return "".join(_line(name, said.get(name, ""), note) for name, note in _NOTES.items())


def _line(name: str, value: str, note: str) -> str:
    line = f"{name}: {value}" if value else f"# {name}:"
    return f"{line:<34} # {note}\n" if note else f"{line}\n"
