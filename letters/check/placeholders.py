"""Texts of a draft that are still to be written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letters.appeal import Status
from letters.check.version import Version
from letters.errors import Finding, Severity
from letters.placeholders import left_over


def still_empty(version: Version) -> Iterator[Finding]:
    """A warning for each place in brackets. In an appeal that others see it is an error, and the loader's."""
    if version.appeal.facts.status is Status.DRAFT:
        for finding in left_over(version.source, "A406"):
            yield replace(finding, severity=Severity.WARNING)
