"""`letters schema`."""

from __future__ import annotations

from pathlib import Path

from letters.authoring.jsonschema import NAMED_BY, schemas, write
from letters.cli.terminal import echo
from letters.errors import Refused
from letters.settings import appeals_folder


def schema(appeals: str, out: str) -> None:
    """Write the schemas of all kinds of files, and say which have changed and how a file names its own."""
    folder = Path(out) if out else appeals_folder(appeals)
    if not folder.is_dir():
        raise Refused(f"there is no folder {folder}")
    changed = write(folder)
    for name in schemas():
        echo(f"{folder / name}  {'written' if folder / name in changed else 'as it was'}")
    echo("Editors look for the schema in a file's first line:")
    for kind, line in NAMED_BY.items():
        echo(f"  {kind}: {line}")
