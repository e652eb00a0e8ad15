"""A folder of appeals with its site, address book and embassies, read into typed values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

from letters.addressee import EMBASSY, AddressBook, Addressee, Embassy
from letters.appeal.appeal import Appeal
from letters.appeal.notice import Notice
from letters.errors import Finding, InvalidFiles, Severity, limited
from letters.files import is_inside
from letters.library.book import read_book, read_embassies
from letters.library.filenames import how_to_rename, is_left_behind, misnamed
from letters.library.notices import read_notices
from letters.library.reading import read_appeal
from letters.library.site import Site, logo_problem
from letters.library.sources import Sources
from letters.yamlfile.loader import load
from letters.yamlfile.source import Load, Source
from letters.yamlfile.validation import validate

ROOT_FILES = ("site", "addressees", "embassies")
"""What stands beside the folders of appeals, each in a file of this name."""

OnBug = Callable[[Path, Exception], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All that a folder holds. Appeals and translations with errors are left out; `findings` says why.

    `sources` are the files that could be read, by their paths: where in them a text stands. `held_back` are appeals
    that can't be used until their wording is put right; only those who look for more mistakes need them.
    """

    folder: Path
    site: Site
    book: Mapping[str, Addressee]
    embassies: Mapping[str, Mapping[str, Embassy]]
    appeals: Mapping[str, Appeal]
    findings: tuple[Finding, ...]
    sources: Mapping[Path, Source]
    notices: Mapping[str, Notice] = field(default_factory=lambda: MappingProxyType({}))
    held_back: Mapping[str, Appeal] = field(default_factory=lambda: MappingProxyType({}))

    def embassy(self, sending: str, hosting: str) -> Embassy | None:
        """The embassy of one country in another, if the folder has it."""
        return self.embassies.get(sending, {}).get(hosting)

    def copies(self, appeal: Appeal, country: str) -> dict[str, Addressee]:
        """Who gets a copy of a letter from this country, by key. An embassy that isn't known is left out."""
        copies = dict(appeal.copies)
        if appeal.copies_to_embassy and (embassy := self.embassy(appeal.facts.country, country)):
            copies[EMBASSY] = embassy
        return copies


def read(folder: Path, load: Load = load, *, spare: Site | None = None, on_bug: OnBug | None = None) -> Library:
    """The library in a folder. Raises InvalidFiles where there is none or its site file can't be used.

    For a site that must go on: `spare` stands in for a site file that can't be used, and `on_bug` is told where one
    appeal meets a mistake of ours, and that appeal alone is left out.
    """
    files = Sources(load)
    files.findings += _nowhere_read(folder)
    site = files.attempt(partial(_site, folder / "site.yaml", files)) or spare
    if site is None and not (folder / "site.yaml").is_file():
        raise InvalidFiles(files.findings)
    book = read_book(folder / "addressees.yaml", files)
    embassies = read_embassies(folder / "embassies.yaml", files)
    known = {path.parent.name: appeal for path, appeal in _appeals(folder, book, files, on_bug)}
    notices = read_notices(folder, known, files)
    broken = {finding.file for finding in files.findings if finding.severity is Severity.ERROR}
    held_back = {slug: appeal for slug, appeal in known.items() if folder / slug / "appeal.yaml" in broken}
    appeals = {slug: appeal for slug, appeal in known.items() if slug not in held_back}
    if site is None:
        raise InvalidFiles(files.findings)
    return Library(
        folder=folder,
        site=site,
        book=MappingProxyType(dict(book.entries)),
        embassies=MappingProxyType(embassies),
        appeals=MappingProxyType(appeals),
        findings=tuple(sorted(limited(files.findings))),
        sources=MappingProxyType(files.by_path),
        notices=MappingProxyType(notices),
        held_back=MappingProxyType(held_back),
    )


def _site(path: Path, files: Sources) -> Site:
    if not path.is_file():
        raise InvalidFiles([Finding(path, 1, 1, "", "A308", "is missing; it names the organisation")])
    site = validate(Site, source := files.open(path))
    if site.logo and (problem := logo_problem(path.parent, site.logo)):
        files.findings.append(source.finding(("logo",), "A329", problem))
        return site.model_copy(update={"logo": None})
    return site


def _nowhere_read(folder: Path) -> Iterator[Finding]:
    """An error for each file that is overlooked for its name, where there is none with the right one."""
    appeals = {path.parent for path in folder.glob("*/*") if not is_left_behind(path.parent)}
    for place, stems in ((folder, ROOT_FILES), *((appeal, ("appeal",)) for appeal in sorted(appeals))):
        for path, right in misnamed(place, stems):
            if not (place / right).is_file():
                yield Finding(path, 1, 1, "", "A321", how_to_rename(path, right))


def _appeals(folder: Path, book: AddressBook, files: Sources, on_bug: OnBug | None) -> Iterator[tuple[Path, Appeal]]:
    """Every appeal that can be used, with the path of its file."""
    for path in sorted(folder.glob("*/appeal.yaml")):
        try:
            appeal = files.attempt(partial(_appeal, folder, path, book, files))
        except Exception as error:
            if on_bug is None:
                raise
            on_bug(path, error)
            continue
        if appeal:
            yield path, appeal


def _appeal(folder: Path, path: Path, book: AddressBook, files: Sources) -> Appeal | None:
    if not is_inside(path.parent, folder):
        raise InvalidFiles(
            [Finding(path, 1, 1, "", "A309", "is in a folder that is a link out of the folder of appeals")]
        )
    return read_appeal(path, book, files)
