"""All that is known of an author's appeals: errors, advice on texts, and on translations, whose notes stand here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from letters.authoring.staleness import translation_findings
from letters.check import findings
from letters.errors import Finding
from letters.library.library import Library
from letters.yamlfile.source import Load


def all_findings(
    folder: Path, library: Library, today: dt.date, load: Load, only: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Every finding in a folder of appeals; or in those that are named, and in the files that all appeals share."""
    chosen = {slug: appeal for slug, appeal in library.appeals.items() if not only or slug in only}
    found = [
        *findings(replace(library, appeals=MappingProxyType(chosen)), today, load),
        *translation_findings(folder, load, only),
    ]
    return tuple(sorted(finding for finding in found if not only or appeal_of(finding, folder) in (*only, "")))


def appeal_of(finding: Finding, folder: Path) -> str:
    """The appeal that a finding is about; none: what stands in the folder itself concerns every appeal."""
    parts = finding.file.relative_to(folder).parts
    return parts[0] if len(parts) > 1 else ""
