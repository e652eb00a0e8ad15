"""The address book and the embassies of a folder: each entry by itself, so that one with errors costs no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from letters.addressee import EMBASSY, AddressBook, Addressee, Embassy
from letters.errors import Finding, InvalidFiles, Mistake, few_guesses
from letters.fields.countries import country_code
from letters.fields.text import key
from letters.library.sources import Sources
from letters.yamlfile.source import KeyPath, Source
from letters.yamlfile.validation import validate

EntryT = TypeVar("EntryT", bound=Addressee)


def read_addressees(path: Path) -> Mapping[str, Addressee]:
    """The entries of an addressees.yaml, wherever it stands. Raises InvalidFiles with all that is wrong in it."""
    files = Sources()
    book = read_book(path, files)
    if files.findings:
        raise InvalidFiles(files.findings)
    return book.entries


def read_book(path: Path, files: Sources) -> AddressBook:
    """The address book as appeals see it; what is wrong in it is noted in `files`."""
    if not path.exists():
        return AddressBook(entries={}, is_there=False)
    source = files.attempt(partial(files.open, path))
    keys = files.attempt(partial(_keys, source, ())) if source else None
    if source is None or keys is None:
        return AddressBook(entries={}, broken=None)
    with few_guesses():
        entries = _entries(source, keys, Addressee, files)
        files.findings += _bad_keys(source, keys)
    return AddressBook(entries=entries, broken=frozenset(keys) - frozenset(entries))


def read_embassies(path: Path, files: Sources) -> dict[str, Mapping[str, Embassy]]:
    """The embassies by the country that sends them, then by the one that hosts them; errors are noted in `files`."""
    source = files.attempt(partial(files.open, path)) if path.exists() else None
    if source is None:
        return {}
    with few_guesses():
        return _embassies(source, files)


def _embassies(source: Source, files: Sources) -> dict[str, Mapping[str, Embassy]]:
    embassies: dict[str, Mapping[str, Embassy]] = {}
    for sending in files.attempt(partial(_keys, source, ())) or ():
        hosting = files.attempt(partial(_keys, source, (sending,))) or []
        embassies[sending] = MappingProxyType(_entries(source, hosting, Embassy, files, (sending,)))
        places: list[KeyPath] = [(sending,), *((sending, host) for host in hosting)]
        files.findings += [finding for place in places for finding in _bad_country(source, place)]
    return embassies


def _entries(
    source: Source, keys: list[str], model: type[EntryT], files: Sources, prefix: KeyPath = ()
) -> dict[str, EntryT]:
    """The file's entries by key; those that can't be used are left out and noted."""
    found = {key: files.attempt(partial(validate, model, source, (*prefix, key))) for key in keys}
    return {key: entry for key, entry in found.items() if entry is not None}


def _keys(source: Source, prefix: KeyPath) -> list[str]:
    data = source.at(prefix)
    if not isinstance(data, dict):
        raise InvalidFiles(
            [source.finding(prefix, "A206", "must have entries below it, each as `key:` on a line of its own")]
        )
    return list(data)


def _bad_keys(source: Source, keys: list[str]) -> Iterator[Finding]:
    for name in keys:
        try:
            if key(name) == EMBASSY:
                raise Mistake("A318", f"{EMBASSY!r} stands for the embassies of embassies.yaml; choose another key")
        except Mistake as error:
            yield source.finding((name,), error.code, str(error), at_key=True)


def _bad_country(source: Source, path: KeyPath) -> Iterator[Finding]:
    try:
        country_code(str(path[-1]))
    except Mistake as error:
        yield source.finding(path, error.code, str(error), at_key=True)
