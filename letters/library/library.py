"""A folder of appeals with its site, address book and embassies, read into typed values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from letters.addressee import EMBASSY, AddressBook, Addressee, Embassy
from letters.appeal.appeal import Appeal
from letters.errors import Finding, InvalidFiles, Mistake
from letters.fields.countries import country_code
from letters.fields.text import key
from letters.files import is_inside
from letters.library.filenames import how_to_rename, is_left_behind, misnamed
from letters.library.reading import read_appeal
from letters.library.site import Site
from letters.yamlfile.loader import load
from letters.yamlfile.source import KeyPath, Load, Source
from letters.yamlfile.validation import validate

ROOT_FILES = ("site", "addressees", "embassies")
"""What stands beside the folders of appeals, each in a file of this name."""

OnBug = Callable[[Path, Exception], None]
EntryT = TypeVar("EntryT", bound=Addressee)
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All that a folder holds. Appeals and translations with errors are left out; `findings` says why."""

    folder: Path
    site: Site
    book: Mapping[str, Addressee]
    embassies: Mapping[str, Mapping[str, Embassy]]
    appeals: Mapping[str, Appeal]
    findings: tuple[Finding, ...]

    def embassy(self, sending: str, hosting: str) -> Embassy | None:
        """The embassy of one country in another, if the folder has it."""
        return self.embassies.get(sending, {}).get(hosting)

    def copies(self, appeal: Appeal, country: str) -> dict[str, Addressee]:
        """Who gets a copy of a letter from this country, by key. An embassy that isn't known is left out."""
        copies = dict(appeal.copies)
        if appeal.copies_to_embassy and (embassy := self.embassy(appeal.facts.country, country)):
            copies["embassy"] = embassy
        return copies


def read(folder: Path, load: Load = load, *, spare: Site | None = None, on_bug: OnBug | None = None) -> Library:
    """The library in a folder. Raises InvalidFiles where there is none or its site file can't be used.

    For a site that must go on: `spare` stands in for a site file that can't be used, and `on_bug` is told where one
    appeal meets a mistake of ours, and that appeal alone is left out.
    """
    findings = list(_nowhere_read(folder))
    site = _attempt(lambda: _site(folder / "site.yaml", load), findings) or spare
    if site is None and not (folder / "site.yaml").is_file():
        raise InvalidFiles(findings)
    book = _book(folder / "addressees.yaml", load, findings)
    embassies = _embassies(folder / "embassies.yaml", load, findings)
    appeals = {}
    for path in sorted(folder.glob("*/appeal.yaml")):
        try:
            found = _attempt(partial(_appeal, folder, path, book, load), findings)
        except Exception as error:
            if on_bug is None:
                raise
            on_bug(path, error)
            continue
        if found:
            appeals[path.parent.name], in_translations = found
            findings += in_translations
    if site is None:
        raise InvalidFiles(findings)
    return Library(
        folder=folder,
        site=site,
        book=MappingProxyType(dict(book.entries)),
        embassies=MappingProxyType(embassies),
        appeals=MappingProxyType(appeals),
        findings=tuple(sorted(findings)),
    )


def _site(path: Path, load: Load) -> Site:
    if not path.is_file():
        raise InvalidFiles([Finding(path, 1, 1, "", "A308", "is missing; it names the organisation")])
    return validate(Site, load(path))


def _nowhere_read(folder: Path) -> Iterator[Finding]:
    """An error for each file that is overlooked for its name, where there is none with the right one."""
    appeals = {path.parent for path in folder.glob("*/*") if not is_left_behind(path.parent)}
    for place, stems in ((folder, ROOT_FILES), *((appeal, ("appeal",)) for appeal in sorted(appeals))):
        for path, right in misnamed(place, stems):
            if not (place / right).is_file():
                yield Finding(path, 1, 1, "", "A321", how_to_rename(path, right))


def read_addressees(path: Path) -> Mapping[str, Addressee]:
    """The entries of an addressees.yaml, wherever it stands. Raises InvalidFiles with all that is wrong in it."""
    findings: list[Finding] = []
    book = _book(path, load, findings)
    if findings:
        raise InvalidFiles(findings)
    return book.entries


def _attempt(read: Callable[[], ResultT], findings: list[Finding]) -> ResultT | None:
    """What is read, or None with the findings noted."""
    try:
        return read()
    except InvalidFiles as error:
        findings.extend(error.findings)
        return None


def _appeal(folder: Path, path: Path, book: AddressBook, load: Load) -> tuple[Appeal, tuple[Finding, ...]]:
    if not is_inside(path.parent, folder):
        raise InvalidFiles(
            [Finding(path, 1, 1, "", "A309", "is in a folder that is a link out of the folder of appeals")]
        )
    return read_appeal(path, book, load)


def _book(path: Path, load: Load, findings: list[Finding]) -> AddressBook:
    if not path.exists():
        return AddressBook(entries={}, is_there=False)
    source = _attempt(lambda: load(path), findings)
    keys = _attempt(partial(_keys, source, ()), findings) if source else None
    if source is None or keys is None:
        return AddressBook(entries={}, broken=None)
    entries = _entries(source, keys, Addressee, findings)
    for name in keys:
        try:
            if key(name) == EMBASSY:
                raise Mistake("A318", f"{EMBASSY!r} stands for the embassies of embassies.yaml; choose another key")
        except Mistake as error:
            findings.append(source.finding((name,), error.code, str(error), at_key=True))
    return AddressBook(entries=entries, broken=frozenset(keys) - frozenset(entries))


def _entries(
    source: Source, keys: list[str], model: type[EntryT], findings: list[Finding], prefix: KeyPath = ()
) -> dict[str, EntryT]:
    """The file's entries by key; those that can't be used are left out and noted."""
    found = {key: _attempt(partial(validate, model, source, (*prefix, key)), findings) for key in keys}
    return {key: entry for key, entry in found.items() if entry is not None}


def _keys(source: Source, prefix: KeyPath) -> list[str]:
    data = source.data
    for part in prefix:
        data = data[part]
    if not isinstance(data, dict):
        raise InvalidFiles(
            [source.finding(prefix, "A206", "must have entries below it, each as `key:` on a line of its own")]
        )
    return list(data)


def _embassies(path: Path, load: Load, findings: list[Finding]) -> dict[str, Mapping[str, Embassy]]:
    source = _attempt(lambda: load(path), findings) if path.exists() else None
    if source is None:
        return {}
    embassies: dict[str, Mapping[str, Embassy]] = {}
    for sending in _attempt(partial(_keys, source, ()), findings) or ():
        hosting = _attempt(partial(_keys, source, (sending,)), findings) or []
        embassies[sending] = MappingProxyType(_entries(source, hosting, Embassy, findings, (sending,)))
        places: list[KeyPath] = [(sending,), *((sending, host) for host in hosting)]
        findings.extend(finding for place in places for finding in _bad_country(source, place))
    return embassies


def _bad_country(source: Source, path: KeyPath) -> Iterator[Finding]:
    try:
        country_code(str(path[-1]))
    except Mistake as error:
        yield source.finding(path, error.code, str(error), at_key=True)
