"""What `letters check` knows beyond errors: advice on texts and data, and the letters themselves when asked."""

from __future__ import annotations

import datetime as dt
from functools import cache

from letters.check.addressbook import CHECK_AFTER, bare_salutations, checked_too_late, old_contacts, repeated_countries
from letters.check.asking import no_demands, outside_demands, participles
from letters.check.calendar import deadline_beside_date, odd_days
from letters.check.capitals import capitals
from letters.check.leftovers import signs_left_over, still_empty
from letters.check.lengths import lengths, long_mailto, long_sentences
from letters.check.pasted import closing_within, quoted_whole, salutation_within
from letters.check.rendered import LetterReading, readings, rendered_findings
from letters.check.strays import bad_photo, strays, unread_files
from letters.check.translations import gained_since
from letters.check.version import versions
from letters.check.wording import insults, legal_latin, loud_marks, stray_braces
from letters.errors import Finding, Severity
from letters.library.library import Library
from letters.yamlfile.loader import load
from letters.yamlfile.source import Load

__all__ = ["CHECK_AFTER", "LetterReading", "count", "findings", "readings", "rendered_findings"]

_ON_TEXTS = (
    *(bad_photo, still_empty, deadline_beside_date, lengths, long_sentences, gained_since),
    *(
        signs_left_over,
        participles,
        legal_latin,
        insults,
        capitals,
        loud_marks,
        stray_braces,
        outside_demands,
        no_demands,
    ),
    *(salutation_within, closing_within, quoted_whole),
)


def findings(library: Library, today: dt.date, load: Load = load) -> tuple[Finding, ...]:
    """Every error of the library, and every warning about what it holds. `load` may keep what it has read."""
    load = cache(load)
    found = list(library.findings)
    for appeal in library.appeals.values():
        for version in versions(appeal, load):
            for advice in _ON_TEXTS:
                found += advice(version)
            found += long_mailto(version, today)
            found += odd_days(version, today)
    found += old_contacts(library, today, load)
    found += checked_too_late(library, today, load)
    found += repeated_countries(library, load)
    found += bare_salutations(library, load)
    found += unread_files(library)
    found += strays(library)
    return tuple(sorted(found))


def count(found: tuple[Finding, ...], severity: Severity) -> int:
    """How many findings have this severity."""
    return sum(finding.severity is severity for finding in found)
