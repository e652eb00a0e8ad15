"""What `letters check` has found, as people read it or as other programs do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from letters.errors import Finding, Severity


def as_text(found: Sequence[Finding], summary: str) -> str:
    """A line for each finding. What must be mended stands last, above the summary, where a terminal shows it."""
    in_order = sorted(found, key=lambda finding: (finding.severity is Severity.ERROR, finding))
    return "\n".join([*(str(replace(finding, file=_from_here(finding.file))) for finding in in_order), summary])


def as_github(found: Sequence[Finding], summary: str) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request; then the summary."""
    return "\n".join([*(_command(finding) for finding in sorted(found)), summary])


def as_json(found: Sequence[Finding], summary: str) -> str:
    """A list of objects, in the order of files and lines. No summary: programs count for themselves."""
    objects = [
        {
            "file": _from_here(finding.file).as_posix(),
            "line": finding.line,
            "column": finding.column,
            "severity": finding.severity.value,
            "code": finding.code,
            "field": finding.field,
            "message": finding.message,
        }
        for finding in sorted(found)
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def _command(finding: Finding) -> str:
    file = _property(_from_here(finding.file).as_posix())
    field = f"{finding.field}: " if finding.field else ""
    message = _data(f"{field}{finding.message} [{finding.code}]")
    return f"::{finding.severity.value} file={file},line={finding.line},col={finding.column}::{message}"


def _data(text: str) -> str:
    """Escaped as GitHub's own toolkit does for messages."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escaped as GitHub's own toolkit does for properties, which end at a colon or comma."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _from_here(file: Path) -> Path:
    """The path as one would type it here: editors and terminals make it a link."""
    here = Path.cwd()
    return file.resolve().relative_to(here) if file.resolve().is_relative_to(here) else file
