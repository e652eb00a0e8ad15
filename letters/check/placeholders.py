"""Texts of a draft that are still to be written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letters.appeal.file import Status
from letters.appeal.placeholders import left_over, waits
from letters.check.version import Version
from letters.errors import Finding, Severity


def still_empty(version: Version) -> Iterator[Finding]:
    """A warning for each place in brackets. In an appeal that others see it is an error, and the loader's."""
    if version.appeal.facts.status is not Status.DRAFT:
        return
    for finding in left_over(version.source, "A406"):
        yield replace(finding, severity=Severity.WARNING)
    # Those of the address book; who is written out in the appeal stands in its file.
    for index, entry in enumerate(version.appeal.facts.to if version.is_original else ()):
        if isinstance(entry, str) and (message := waits(version.appeal.to[entry])):
            yield version.warning(("to", index), "A406", message)
