"""Files that are of no use where or as they are: appeals that nobody finds, misnamed files, a photo that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from letters.check.version import Advice, Version
from letters.errors import Severity, nearest_word
from letters.language.language import LANGUAGES
from letters.library.filenames import how_to_rename, misnamed, right_name
from letters.library.library import ROOT_FILES, Library
from letters.library.notices import KINDS

_MEANT = {**{name: name for name in ROOT_FILES}, "addresses": "addressees", "embassy": "embassies", "appeal": "appeal"}


def strays(library: Library) -> Iterator[Advice]:
    """A warning for each file that is overlooked where it stands; an error where there is no appeal at all."""
    overlooked = {path: message for path, message in _overlooked(library.folder)}
    misnamed = any(finding.code == "A321" for finding in library.findings)
    if not any(library.folder.glob("*/appeal.yaml")) and not misnamed and (overlooked or _folders(library.folder)):
        message = "there is no appeal here yet; an appeal is a folder, beside this file, with an appeal.yaml in it"
        if overlooked:
            path = min(overlooked, key=lambda path: (_meant(path.name) != "appeal", path))
            message += f": {path.relative_to(library.folder)} {overlooked[path]}"
        yield Advice((), "A322", message, severity=Severity.ERROR, file=library.folder / "site.yaml")
    for path, message in overlooked.items():
        yield Advice((), "A428", message, file=path)


def _overlooked(root: Path) -> Iterator[tuple[Path, str]]:
    for path in _yaml_files(root):
        if (meant := _meant(path.name)) == "appeal":
            yield path, "is not read here: move it into a folder of its own, as appeal.yaml"
        elif meant and path.stem not in ROOT_FILES and not right_name(path.name, ROOT_FILES):
            yield path, f"is not read, because of its name: did you mean {meant}.yaml?"
    for folder in _folders(root):
        files = _yaml_files(folder)
        if any((folder / f"{kind}.yaml").is_file() for kind in KINDS):
            continue
        if files and not (folder / "appeal.yaml").is_file() and not any(right_name(f.name, ("appeal",)) for f in files):
            nearest = next((file for file in files if _meant(file.name) == "appeal"), files[0])
            rename = f"rename {nearest.name} to appeal.yaml, if that is the appeal"
            yield nearest, f"is not read, because there is no appeal.yaml in its folder: {rename}"


def _folders(root: Path) -> list[Path]:
    # What begins with a dot belongs to other programs.
    return sorted(path for path in root.glob("*") if path.is_dir() and not path.name.startswith("."))


def _yaml_files(folder: Path) -> list[Path]:
    """Those that somebody may have meant as one of ours: `appeal.yaml.docx` too."""
    named = (path for path in folder.glob("*") if re.search(r"\.ya?ml\b", path.name, re.IGNORECASE))
    return sorted(path for path in named if path.is_file() and not path.name.startswith("."))


def _meant(name: str) -> str:
    """For which of our files a name stands: `apeal.yaml` and `appeal (1).yaml` for `appeal`; else nothing."""
    word = re.split(r"[^a-z-]", name.casefold(), maxsplit=1)[0].strip("-")
    nearest = nearest_word(word, _MEANT) if word else None
    return _MEANT[nearest] if nearest else ""


def bad_photo(version: Version) -> Iterator[Advice]:
    """An error for a photo that is no picture, or one with more points than any page needs."""
    facts = version.appeal.facts
    if not facts.pictures or not version.is_original:
        return
    # Only appeals with a photo wait for Pillow.
    from letters.library.picture import problem_of

    for index, photo in enumerate(facts.pictures):
        if problem := problem_of(version.appeal.folder / photo.file):
            yield Advice((*facts.picture_place(index), "file"), "A315", problem, severity=Severity.ERROR)


def unread_files(library: Library) -> Iterator[Advice]:
    """A warning for each file that would be read under another name. Where nothing is read in its place: an error."""
    folders = {appeal.folder: ("appeal", *LANGUAGES) for appeal in library.appeals.values()}
    folders |= {folder.parent: ROOT_FILES for folder in tuple(folders)}
    for folder, stems in folders.items():
        for path, right in misnamed(folder, stems):
            there = (folder / right).is_file()
            if there or right.removesuffix(".yaml") in LANGUAGES:
                what = f"is not read, because {right} is there too: delete it, or keep it elsewhere"
                message = what if there else how_to_rename(path, right)
                yield Advice((), "A422", message, file=path)
