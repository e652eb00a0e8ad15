"""A folder of appeals with its site, address book and embassies, read into typed values."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from letters.addressee import Addressee, Embassy
from letters.appeal import Appeal
from letters.errors import Finding, InvalidFiles
from letters.fields import COUNTRIES, CountryCode, EmailAddress, LanguageCode, Text
from letters.loader import KeyPath, Source, load
from letters.reading import Load, read_appeal
from letters.schema import Frozen, did_you_mean, validate

EntryT = TypeVar("EntryT", bound=Addressee)
Stamp = tuple[int, int]


class Site(Frozen):
    """The organisation behind the appeals."""

    organisation: Text
    short_name: Text | None = None
    website: Text | None = None
    contact_email: EmailAddress | None = None
    languages: tuple[LanguageCode, ...] = Field(default=("en",), min_length=1)
    country: CountryCode | None = None
    time_zone: str = "UTC"
    replies_to: EmailAddress | None = None

    @field_validator("time_zone")
    @classmethod
    def _exists(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"{value!r} is no time zone{did_you_mean(value, available_timezones())}")
        return value

    @property
    def zone(self) -> ZoneInfo:
        """Where days begin and deadlines end."""
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All that a folder holds. Appeals with errors are left out; `findings` says why."""

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


def read(folder: Path, load: Load = load) -> Library:
    """The library in a folder. Raises InvalidFiles where there is none or its site file can't be used."""
    if not (folder / "site.yaml").is_file():
        raise InvalidFiles([Finding(folder / "site.yaml", 1, 1, "", "is missing; it names the organisation")])
    findings: list[Finding] = []
    site = validate(Site, load(folder / "site.yaml"))
    book = _entries(folder / "addressees.yaml", Addressee, load, findings)
    embassies = _embassies(folder / "embassies.yaml", load, findings)
    appeals = {}
    for path in sorted(folder.glob("*/appeal.yaml")):
        try:
            appeals[path.parent.name] = read_appeal(path, book, load)
        except InvalidFiles as error:
            findings.extend(error.findings)
    return Library(site=site, book=book, embassies=embassies, appeals=appeals, findings=tuple(findings))


def _entries(
    path: Path, model: type[EntryT], load: Load, findings: list[Finding], prefix: KeyPath = ()
) -> dict[str, EntryT]:
    """The file's entries by key; those that can't be used are left out and noted."""
    entries: dict[str, EntryT] = {}
    if not path.is_file():
        return entries
    try:
        source = load(path)
        for key in _keys(source, prefix):
            entries.update(_entry(model, source, (*prefix, key), findings))
    except InvalidFiles as error:
        findings.extend(error.findings)
    return entries


def _keys(source: Source, prefix: KeyPath) -> list[str]:
    data = source.data
    for part in prefix:
        data = data[part]
    if not isinstance(data, dict):
        raise InvalidFiles([source.finding(prefix, "must have entries below it, each as `key:` on a line of its own")])
    return list(data)


def _entry(model: type[EntryT], source: Source, path: KeyPath, findings: list[Finding]) -> dict[str, EntryT]:
    try:
        return {str(path[-1]): validate(model, source, path)}
    except InvalidFiles as error:
        findings.extend(error.findings)
        return {}


def _embassies(path: Path, load: Load, findings: list[Finding]) -> dict[str, dict[str, Embassy]]:
    if not path.is_file():
        return {}
    try:
        source = load(path)
        sending = _keys(source, ())
    except InvalidFiles as error:
        findings.extend(error.findings)
        return {}
    embassies = {country: _entries(path, Embassy, load, findings, (country,)) for country in sending}
    for path_ in [(country,) for country in embassies] + [(s, h) for s in embassies for h in embassies[s]]:
        if path_[-1] not in COUNTRIES:
            findings.append(source.finding(path_, "is no country code of ISO 3166-1", at_key=True))
    return embassies


class Shelf:
    """A folder that is read once and again when its files change, without a restart.

    Holds the files' data by their modification time and size, so that one changed file costs one file's reading.
    """

    def __init__(self, folder: Path, *, look_every: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._look_every = look_every
        self._clock = clock
        self._lock = threading.Lock()
        self._sources: dict[Path, tuple[Stamp, Source]] = {}
        self._stamps = self._stamps_now()
        self._looked = clock()
        self._library = read(folder, self._load)

    def library(self) -> Library:
        """What the folder holds now. A site file that has become unusable leaves the last good library in place."""
        with self._lock:
            if self._clock() - self._looked >= self._look_every:
                self._looked = self._clock()
                self._refresh()
            return self._library

    def _refresh(self) -> None:
        stamps = self._stamps_now()
        if stamps == self._stamps:
            return
        self._stamps = stamps
        try:
            self._library = read(self._folder, self._load)
        except InvalidFiles as error:
            self._library = replace(self._library, findings=error.findings)

    def _stamps_now(self) -> dict[Path, Stamp]:
        files = [*self._folder.glob("*.yaml"), *self._folder.glob("*/*.yaml")]
        return {path: _stamp(path) for path in files}

    def _load(self, path: Path) -> Source:
        stamp = _stamp(path)
        held = self._sources.get(path)
        if held is None or held[0] != stamp:
            held = self._sources[path] = (stamp, load(path))
        return held[1]


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except FileNotFoundError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
