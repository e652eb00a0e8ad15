"""What `letters check` knows beyond errors: advice on texts and data, and the letters themselves when asked.

A file holds rules of one kind; a rule looks at a `Version` of an appeal, or at the library, and gives an `Advice`:
path, code and message, for which `placed` finds the place. This room may import `authoring` and what stands below it,
but it is handed what makes PDFs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from letters.check.addressbook import (
    bare_salutations,
    checked_too_late,
    long_addresses,
    old_contacts,
    repeated_countries,
)
from letters.check.asking import no_demands, outside_demands, participles
from letters.check.calendar import odd_days
from letters.check.capitals import capitals
from letters.check.cases import shared_numbers
from letters.check.channels import unfit_addresses, unfit_subject, unseen, unseen_in_notes
from letters.check.garbled import garbled
from letters.check.lastdays import deadline_beside_date
from letters.check.leftovers import signs_left_over, still_empty
from letters.check.lengths import lengths, long_mailto, long_sentences
from letters.check.lists import cut_at_commas
from letters.check.lookalikes import lookalikes, misleading_domains
from letters.check.mentions import contacts_within, organisation_named
from letters.check.names import misspelt_names, never_named, odd_pronouns
from letters.check.notices import notices
from letters.check.pasted import closing_within, quoted_whole, salutation_within
from letters.check.punctuation import half_width_marks, marks_in_entries, spaced_marks
from letters.check.rendered import LetterReading, readings, rendered_findings, sheet_findings
from letters.check.site import bad_logo, derived_colours
from letters.check.strays import bad_photo, strays, unread_files
from letters.check.translations import changed_since, gained_since, unfinished
from letters.check.variety import too_alike
from letters.check.version import placed, versions
from letters.check.wording import instructions, insults, legal_latin, loud_marks, stray_braces
from letters.errors import Finding, Severity, limited
from letters.library.library import Library

__all__ = ["LetterReading", "appeal_of", "count", "findings", "readings", "rendered_findings", "sheet_findings"]

_ON_TEXTS = (
    *(bad_photo, still_empty, deadline_beside_date, lengths, long_sentences, gained_since),
    *(signs_left_over, participles, legal_latin, insults, capitals, loud_marks, stray_braces),
    *(misspelt_names, never_named, odd_pronouns, contacts_within, instructions, spaced_marks, half_width_marks),
    *(unfit_subject, outside_demands, no_demands, salutation_within, closing_within, quoted_whole, too_alike),
)
_ON_DAYS = (long_mailto, odd_days)


def findings(library: Library, today: dt.date, only: Collection[str] = ()) -> tuple[Finding, ...]:
    """Every error of the library, and every warning about what it holds.

    `only`: of those appeals, and of the files that all appeals share.
    """
    known = {**library.appeals, **library.held_back}
    chosen = {slug: appeal for slug, appeal in known.items() if not only or slug in only}
    part = replace(library, appeals=MappingProxyType(chosen))
    # Whichever appeals are asked for, the number of one may be another's.
    shared = (placed(each, library.sources.get(each.file or Path())) for each in shared_numbers(known))
    advice = [
        *_on_versions(part, today),
        *_on_library(part, today),
        *shared,
        *unfinished(library),
        *unseen_in_notes(library),
    ]
    found = {*library.findings, *_without_echoes(advice, library.findings)}
    chosen_found = (finding for finding in found if not only or appeal_of(finding, library.folder) in (*only, ""))
    return tuple(sorted(limited(chosen_found)))


_CHARACTERS = ("A105", "A435")
"""What is said of single characters."""


def _without_echoes(advice: Iterable[Finding], errors: Iterable[Finding]) -> Iterator[Finding]:
    """The advice, but for characters of a value that is wrong as a whole, and perhaps because of them."""
    wrong = {(finding.file, finding.line) for finding in errors}
    yield from (each for each in advice if each.code not in _CHARACTERS or (each.file, each.line) not in wrong)


def _on_versions(library: Library, today: dt.date) -> Iterator[Finding]:
    for appeal in library.appeals.values():
        for version in versions(library, appeal):
            on_texts = (advice for rule in _ON_TEXTS for advice in rule(version))
            on_days = (advice for rule in _ON_DAYS for advice in rule(version, today))
            on_site = organisation_named(version, library.site)
            yield from (placed(advice, version.source) for advice in (*on_texts, *on_days, *on_site))


def _on_library(library: Library, today: dt.date) -> Iterator[Finding]:
    on_contacts = (*old_contacts(library, today), *checked_too_late(library, today))
    on_entries = (
        *(*repeated_countries(library), *bare_salutations(library)),
        *(*marks_in_entries(library), *long_addresses(library)),
    )
    on_texts = (*garbled(library), *cut_at_commas(library), *lookalikes(library), *misleading_domains(library))
    on_channels = (*unfit_addresses(library), *unseen(library))
    on_notices = notices(library, today)
    on_site = (*derived_colours(library), *bad_logo(library))
    on_files = (*unread_files(library), *strays(library), *changed_since(library), *on_site)
    for advice in (*on_contacts, *on_entries, *on_channels, *on_texts, *on_files, *on_notices):
        yield placed(advice, library.sources.get(advice.file) if advice.file else None)


def appeal_of(finding: Finding, folder: Path) -> str:
    """The appeal that a finding is about; none: what stands in the folder itself concerns every appeal."""
    parts = finding.file.relative_to(folder).parts
    return parts[0] if len(parts) > 1 else ""


def count(found: Collection[Finding], severity: Severity) -> int:
    """How many findings have this severity, those that are only counted among them."""
    return sum(finding.more or 1 for finding in found if finding.severity is severity)
