"""Files that would be read under another name: appeal.yaml.txt, as Windows saves what was to be appeal.yaml."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

_NAME = re.compile(r"(?P<stem>[a-z-]{1,40}) ?(?P<ends>(?:\.(?:ya?ml|txt|text)){1,4})", re.IGNORECASE)


def is_left_behind(path: Path) -> bool:
    """Whether editors and file systems have put this file beside another: `._fr.yaml`, `.#fr.yaml`, `#fr.yaml#`."""
    return path.name.startswith((".", "#"))


def misnamed(folder: Path, stems: Collection[str]) -> Iterator[tuple[Path, str]]:
    """Each file that is not read, with the name under which it would be; `stems` are the names that are known."""
    for path in sorted(folder.glob("*")):
        if (right := right_name(path.name, stems)) and path.is_file():
            yield path, right


def right_name(name: str, stems: Collection[str]) -> str:
    """The name under which a file would be read that is not read under this one; else empty."""
    match = _NAME.fullmatch(name)
    if not match or match["stem"].lower() not in stems or not re.search(r"\.ya?ml", match["ends"], re.IGNORECASE):
        return ""
    right = f"{match['stem'].lower()}.yaml"
    return right if right != name else ""


def how_to_rename(path: Path, right: str) -> str:
    """What is wrong with the file's name, and what to do."""
    if path.name.lower().endswith((".txt", ".text")):
        hidden = " (your file manager may hide the last part of a name: have it show file name extensions)"
    else:
        hidden = ""
    return f"is not read, because of its name: rename {path.name} to {right}{hidden}"
