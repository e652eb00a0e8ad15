"""What `letters check` says of translations: texts whose source has changed since, and files that are half done.

This stands with the notes that `letters translate` writes, and not with the other advice: only this room knows what
their fingerprints mean. A translation that somebody wrote without notes has no fingerprints, and nothing is said of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import Any

from letters.authoring.mirror import above, line_of, original_of, value
from letters.authoring.translating import UNFINISHED, is_within_brackets
from letters.authoring.units import UNTRANSLATED, all_paths, base_fingerprint, is_note, units
from letters.errors import Finding, InvalidFiles, Severity
from letters.files import is_inside
from letters.yamlfile.loader import load_inside
from letters.yamlfile.source import KeyPath, Load, Source


def translation_findings(folder: Path, load: Load, only: Collection[str] = ()) -> Iterator[Finding]:
    """Warnings about the translations of every appeal in a folder of appeals, or of those that are named."""
    for path in sorted(folder.glob("*/appeal.yaml")):
        if (only and path.parent.name not in only) or not is_inside(path.parent, folder):
            continue
        try:
            data = load_inside(path, path.parent, load).data
        except InvalidFiles:
            # Said already; what was translated from it can't be known.
            continue
        if isinstance(data, dict) and isinstance(data.get("language"), str):
            yield from _of_appeal(path.parent, data, load)


def _of_appeal(folder: Path, data: Mapping[str, Any], load: Load) -> Iterator[Finding]:
    for file in sorted((*folder.glob("*.yaml"), *folder.glob(f"{UNFINISHED}/*.yaml"))):
        if file.name == "appeal.yaml":
            continue
        waits = file.parent.name == UNFINISHED
        try:
            source = load_inside(file, folder, load)
        except InvalidFiles as error:
            # Nobody is shown a file that waits, so nothing in it is an error yet.
            yield from (replace(found, severity=Severity.WARNING) for found in error.findings if waits)
            continue
        if isinstance(source.data, dict):
            yield from _unfinished(source, folder.name) if waits else ()
            yield from _stale(source, folder.name, data)


def _stale(source: Source, slug: str, data: Mapping[str, Any]) -> Iterator[Finding]:
    if not any(is_note(line) for line in source.lines):
        return
    own, lines = str(data["language"]), list(source.lines)
    originals = {unit.path: unit for unit in units(data, own)}
    places = [path for path in all_paths(source.data) if not _is_empty(source, path)]
    taken = Counter(line_of(source, path) for path in places)
    for path in places:
        line = line_of(source, path)
        if taken[line] > 1 or is_within_brackets(lines, line - 1, source, path):
            # No note fits above one of several texts in a line.
            continue
        base = base_fingerprint(lines[above(lines, line - 1) : line - 1])
        original = originals.get(original_of(path, source, data, own) or ()) if base else None
        if original is not None and original.fingerprint != base:
            yield _warning(source, path, "A407", _CHANGED.format(slug=quote(slug), language=source.file.stem))


def _unfinished(source: Source, slug: str) -> Iterator[Finding]:
    places = all_paths(source.data)
    empty = [path for path in places if _is_empty(source, path)]
    command = f"letters translate {quote(slug)} {source.file.stem}"
    if empty:
        message = (
            f"{len(empty)} of {len(places)} texts are still to be translated, this one first; `{command}` lists them"
        )
        yield _warning(source, empty[0], "A408", message)
    else:
        yield _warning(source, (), "A408", f"every text is translated: run `{command}` to put the file in its place")


_CHANGED = (
    "the appeal's text has changed since this was translated; `letters translate {slug} {language}` shows the new and"
    " the old text above it: mend this one, then delete the line CHANGED and the old text"
)


def _is_empty(source: Source, path: KeyPath) -> bool:
    return str(value(source.data, path)).strip() in ("", UNTRANSLATED)


def _warning(source: Source, path: KeyPath, code: str, message: str) -> Finding:
    return replace(source.finding(path, code, message), severity=Severity.WARNING)
