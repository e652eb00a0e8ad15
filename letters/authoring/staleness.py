"""Which texts of a translation are behind the appeal's, by the notes that `letters translate` writes above them.

A translation that somebody wrote without notes has no fingerprints, and nothing is known of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from letters.authoring.mirror import above, line_of, original_of, value
from letters.authoring.translating import is_within_brackets
from letters.authoring.units import UNTRANSLATED, all_paths, base_fingerprint, is_note, units
from letters.yamlfile.source import KeyPath, Source


def outdated_texts(source: Source, original: Source) -> Iterator[KeyPath]:
    """Where the texts stand whose source in the appeal has changed since they were translated."""
    data, lines = original.data, list(source.lines)
    if not _is_appeal(original) or not isinstance(source.data, dict) or not any(map(is_note, lines)):
        return
    own = str(data["language"])
    originals = {unit.path: unit for unit in units(data, own)}
    places = [path for path in all_paths(source.data) if not _is_empty(source, path)]
    taken = Counter(line_of(source, path) for path in places)
    for path in places:
        line = line_of(source, path)
        if taken[line] > 1 or is_within_brackets(lines, line - 1, source, path):
            # No note fits above one of several texts in a line.
            continue
        base = base_fingerprint(lines[above(lines, line - 1) : line - 1])
        unit = originals.get(original_of(path, source, data, own) or ()) if base else None
        if unit is not None and unit.fingerprint != base:
            yield path


def empty_texts(source: Source) -> tuple[list[KeyPath], int]:
    """Where texts stand that nobody has translated yet, and how many texts the file has in all."""
    places = all_paths(source.data) if isinstance(source.data, dict) else []
    return [path for path in places if _is_empty(source, path)], len(places)


def _is_appeal(original: Source) -> bool:
    return isinstance(original.data, dict) and isinstance(original.data.get("language"), str)


def _is_empty(source: Source, path: KeyPath) -> bool:
    return str(value(source.data, path)).strip() in ("", UNTRANSLATED)
