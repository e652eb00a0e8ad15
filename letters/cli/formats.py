"""What `letters check` has found, as people read it or as other programs do."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from letters.check import LetterReading
from letters.errors import OBEYED, Finding, Severity, visible


def as_text(found: Sequence[Finding], summary: str, read: Sequence[LetterReading] = ()) -> str:
    """A line for each letter that was read and for each finding.

    What must be mended stands last, above the summary, where a terminal shows it.
    """
    notes = [
        visible(f"{_from_here(each.file)}:{each.line}:{each.column}: note: {_said(each)}") for each in sorted(read)
    ]
    in_order = sorted(found, key=lambda finding: (finding.severity is Severity.ERROR, finding))
    return "\n".join([*notes, *(str(replace(finding, file=_from_here(finding.file))) for finding in in_order), summary])


def as_github(found: Sequence[Finding], summary: str, read: Sequence[LetterReading] = ()) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request; then the summary."""
    notices = [_place("notice", each) + _data(_said(each)) for each in sorted(read)]
    return "\n".join([*notices, *(_command(finding) for finding in sorted(found)), summary])


def as_json(found: Sequence[Finding], summary: str, read: Sequence[LetterReading] = ()) -> str:
    """A list of objects, in the order of files and lines: findings have a code, letters that were read a length.

    One that stands for others of its file, which aren't named, says how many: `more`.

    No summary: programs count for themselves.
    """
    objects: list[dict[str, object]] = [
        {
            "file": _from_here(finding.file).as_posix(),
            "line": finding.line,
            "column": finding.column,
            "severity": finding.severity.value,
            "code": finding.code,
            "field": finding.field,
            "message": finding.message,
            **({"more": finding.more} if finding.more else {}),
        }
        for finding in sorted(found)
    ]
    objects += [
        {
            "file": _from_here(each.file).as_posix(),
            "line": each.line,
            "column": each.column,
            "appeal": each.appeal,
            "language": each.language,
            "addressee": each.addressee,
            **asdict(each.reading),
        }
        for each in sorted(read)
    ]
    # Outside its strings JSON has none of these; only some of them need to be codes for programs.
    return OBEYED.sub(_in_json, json.dumps(objects, ensure_ascii=False, indent=2))


def _in_json(found: re.Match[str]) -> str:
    return "\n" if found[0] == "\n" else json.dumps(found[0])[1:-1]


_SHOWN = 50
"""So many signs of the longest sentence."""

FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def _said(each: LetterReading) -> str:
    """How a letter reads, in a line."""
    read = each.reading
    beginning = read.longest if len(read.longest) <= _SHOWN else f"{read.longest[:_SHOWN].rsplit(' ', 1)[0]} ..."
    return (
        f"letter to {each.addressee} in {each.language}: {read.length} {read.unit}, {read.time} to read;"
        f" longest sentence {read.longest_length} {read.unit}: {' '.join(beginning.split())}"
    )


def _command(finding: Finding) -> str:
    return _place(finding.severity.value, finding) + _data(f"{finding.said} [{finding.code}]")


def _place(command: str, at: Finding | LetterReading) -> str:
    return f"::{command} file={_property(_from_here(at.file).as_posix())},line={at.line},col={at.column}::"


def _data(text: str) -> str:
    """Escaped as GitHub's own toolkit does for messages, and for whoever shows its log."""
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    """Escaped as GitHub's own toolkit does for properties, which end at a colon or comma."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _from_here(file: Path) -> Path:
    """The path as one would type it here: editors and terminals make it a link."""
    here = Path.cwd()
    return file.resolve().relative_to(here) if file.resolve().is_relative_to(here) else file
