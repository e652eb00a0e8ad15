"""What `letters check` says of the appeal in preview, each with the line where it stands."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from letters.appeal.appeal import Appeal
from letters.authoring.uses import Contact, contacts
from letters.check import findings, rendered_findings
from letters.errors import Finding, Severity
from letters.files import is_inside
from letters.pdf import missing_characters
from letters.web.preview.page_images import PageImages
from letters.web.preview.previewed import PreviewedLibrary
from letters.yamlfile.loader import MAX_BYTES

_LONGEST_LINE = 160
# What was refused before anybody read it: a pipe, say, or a link to what isn't the author's to show.
_UNREAD = frozenset({"A101", "A102", "A309"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding, its file as the author calls it, and what stands in the line."""

    finding: Finding
    file: str
    line: str


def of(live: PreviewedLibrary, today: dt.date) -> list[Shown]:
    """Every finding of the appeal and of the files that all appeals share, errors first."""
    return _shown(live, findings(live.seen().written, today, [live.slug]))


def rendered(live: PreviewedLibrary, appeal: Appeal, images: PageImages, today: dt.date) -> list[Shown]:
    """What shows only when every letter is made."""
    library = live.seen().written
    return _shown(live, rendered_findings(library, appeal, today, images.page_count, missing_characters))


def addressees(live: PreviewedLibrary, today: dt.date) -> list[Contact]:
    """Those whom this appeal writes to, each with all the appeals that change when their entry does."""
    appeal = live.seen().appeal
    keys = (*appeal.to, *appeal.copies) if appeal else ()
    return [contact for contact in contacts(live.seen().written, today) if contact.key in keys]


def _shown(live: PreviewedLibrary, found: Iterable[Finding]) -> list[Shown]:
    in_order = sorted(found, key=lambda finding: (finding.severity is Severity.WARNING, finding))
    return [
        Shown(finding=finding, file=_name(finding.file, live.folder), line=_line(finding, live.folder))
        for finding in in_order
    ]


def _name(file: Path, folder: Path) -> str:
    name = file.relative_to(folder) if file.is_relative_to(folder) else file.name
    # Not every name is UTF-8.
    return os.fsencode(name).decode("utf-8", "replace")


def _line(finding: Finding, folder: Path) -> str:
    """What stands there, shortened: the file may be no YAML, and no text."""
    file = finding.file
    if finding.code in _UNREAD or not is_inside(file, folder) or not file.is_file():
        return ""
    try:
        with file.open("rb") as opened:
            lines = opened.read(MAX_BYTES).decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    line = lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""
    text = "".join(sign if sign.isprintable() else "�" for sign in line)
    return text if len(text) <= _LONGEST_LINE else f"{text[:_LONGEST_LINE]} …"
