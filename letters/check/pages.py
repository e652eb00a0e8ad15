"""Pages that can't speak a language that the organisation has asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letters.errors import Finding, Severity
from letters.library import Library
from letters.resources import catalogue
from letters.source import Load


def pages_in_english(library: Library, load: Load) -> Iterator[Finding]:
    """A warning for each language of the pages into which their own words aren't translated."""
    for index, language in enumerate(library.site.languages):
        if language != "en" and not catalogue(language).is_file():
            message = (
                f"the pages' own words aren't translated into {language!r} yet: who reads it sees the appeals'"
                " texts in it, and buttons and questions in English"
            )
            found = load(library.folder / "site.yaml").finding(("languages", index), "A426", message)
            yield replace(found, severity=Severity.WARNING)
