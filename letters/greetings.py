"""What to write where an addressee has no salutation in a language yet."""

from __future__ import annotations

import json

from letters.addressee import Addressee
from letters.yamlfile.source import KeyPath, Source


def how_to_greet(
    addressee: Addressee, language: str, where: str, source: Source | None = None, to: KeyPath = ()
) -> str:
    """What to write and where: `where` names the entry's file; with its source and the entry's path, the line too."""
    present = addressee.salutation
    told = "as it shall be printed, its comma included"
    first = source.keys.get((*to, "salutation", next(iter(present)))) if source and present else None
    if source and first and not source.lines[first[0] - 1][: first[1] - 1].strip():
        return (
            f'write `{language}: "..."` in a line of its own above `{next(iter(present))}:`, which is line {first[0]}'
            f" of {where}, as far in as that, {told}"
        )
    whole = ", ".join(f"{code}: {json.dumps(text, ensure_ascii=False)}" for code, text in present.items())
    entry = f'`salutation: {{{whole}{", " if whole else ""}{language}: "..."}}`'
    if not present:
        line = f", which begins in line {source.line(to, at_key=True)} of {where}" if source else f" in {where}"
        return f"add {entry} to the entry{line}, {told}"
    line = (
        f" in line {source.line((*to, 'salutation'), at_key=True)} of {where}"
        if source
        else f" in the entry in {where}"
    )
    return f"write {entry} in place of the whole `salutation:`{line}, {told}"
