"""Files beside those of an appeal that nobody reads, for their names."""

from __future__ import annotations

from collections.abc import Iterator

from letters.errors import Finding, Severity
from letters.language import LANGUAGES
from letters.library.filenames import how_to_rename, misnamed
from letters.library.library import ROOT_FILES, Library


def unread_files(library: Library) -> Iterator[Finding]:
    """A warning for each file that would be read under another name. Where nothing is read in its place: an error."""
    folders = {appeal.folder: ("appeal", *LANGUAGES) for appeal in library.appeals.values()}
    folders |= {folder.parent: ROOT_FILES for folder in tuple(folders)}
    for folder, stems in folders.items():
        for path, right in misnamed(folder, stems):
            there = (folder / right).is_file()
            if there or right.removesuffix(".yaml") in LANGUAGES:
                what = f"is not read, as {right} is there too: delete it, or keep it elsewhere"
                message = what if there else how_to_rename(path, right)
                yield Finding(path, 1, 1, "", "A422", message, Severity.WARNING)
