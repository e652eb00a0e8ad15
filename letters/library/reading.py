"""An appeal's folder into an Appeal: translations that mirror it, addressees that exist, files that are there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType

from letters.addressee import EMBASSY, AddressBook, Addressee, how_to_greet
from letters.appeal.appeal import Appeal, Texts, own_texts, translated
from letters.appeal.body import LetterText
from letters.appeal.file import AppealFile, Kind, Status
from letters.appeal.placeholders import left_over, waits
from letters.appeal.reported import reported
from letters.appeal.roll import MAX_BYTES, MAX_ROWS, Roll, RowProblem, read_roll
from letters.appeal.translation import Translation, translation_from
from letters.errors import Finding, InvalidFiles, Severity, did_you_mean, few_guesses
from letters.files import is_inside
from letters.language.language import LANGUAGES
from letters.library.filenames import is_left_behind, right_name
from letters.library.sources import Sources
from letters.library.svg import MAX_BYTES as MAX_DRAWING_BYTES
from letters.library.watching import PICTURES
from letters.yamlfile.source import KeyPath, Source
from letters.yamlfile.validation import validate

MOST_GUESSES = 20
"""Of so many unknown keys of a file is it looked for what was meant: each costs a look through the whole book."""
WORDING = frozenset({"A320", "A402"})
"""What is wrong with an appeal's words alone: places left open, demands that speak as a report does."""
MAX_PHOTO_BYTES = 2 * 1024 * 1024


def read_appeal(path: Path, book: AddressBook, files: Sources) -> Appeal | None:
    """The appeal in an `appeal.yaml`, or None where it can't be read; translations that can't be used are left out.

    What is wrong with either is noted in `files`. An appeal of which only the wording is wrong comes back all the same,
    so that its author is told everything at once.
    """
    with few_guesses():
        return _read_appeal(path, book, files)


def _read_appeal(path: Path, book: AddressBook, files: Sources) -> Appeal | None:
    source = files.attempt(partial(files.open_inside, path))
    facts = files.attempt(partial(_facts, source, book)) if source else None
    texts = _translations(path, facts, book, files)
    if source is None or facts is None:
        return None
    facts, unlisted = _with_names(source, facts)
    if findings := [*_unfit(source, facts, book), *unlisted]:
        files.findings += [*findings, *(_places(source) if facts.status is Status.DRAFT else [])]
        if any(finding.code not in WORDING for finding in findings):
            return None
    return Appeal(
        slug=source.file.absolute().parent.name,
        folder=path.parent,
        facts=facts,
        to=MappingProxyType(_addressees(facts, book)),
        copies=MappingProxyType({key: book.entries[key] for key in facts.copies if key != EMBASSY}),
        copies_to_embassy=EMBASSY in facts.copies,
        texts=MappingProxyType({facts.language: own_texts(facts), **texts}),
        changed=saved(path, *(path.with_name(f"{language}.yaml") for language in texts)),
    )


def saved(*paths: Path) -> dt.datetime:
    """When the last of these files was saved; one that has gone meanwhile doesn't count."""
    stamps = [0.0]
    for path in paths:
        with suppress(OSError):
            stamps.append(path.stat().st_mtime)
    return dt.datetime.fromtimestamp(max(stamps), dt.UTC)


def _with_names(source: Source, facts: AppealFile) -> tuple[AppealFile, list[Finding]]:
    """The appeal with the names that stand in files of their own, and what is wrong with these."""
    groups, findings = list(facts.signatories), list[Finding]()
    for index, group in enumerate(groups):
        if group.members_from is None:
            continue
        path, file = ("signatories", index, "members_from"), source.file.parent / group.members_from
        if message := _list_problem(source.file.parent, group.members_from):
            findings.append(source.finding(path, "A326", message))
            continue
        roll, problems = _roll_of(file, _stamp_of(file))
        groups[index] = group.with_roll(roll)
        findings += [Finding(file, each.line, 1, "", "A326", each.message) for each in problems]
    return (facts.model_copy(update={"signatories": tuple(groups)}) if groups else facts), findings


def _list_problem(folder: Path, name: str) -> str:
    file = folder / name
    try:
        if Path(name).name != name or not is_inside(file, folder):
            return "must be a file in the appeal's own folder"
        if file.suffix.lower() not in (".csv", ".txt"):
            return "must be a list as .csv or .txt, with a name in each row"
        if not file.is_file():
            return f"there is no file {name} in the appeal's folder"
        if file.stat().st_size > MAX_BYTES:
            return f"is larger than {MAX_BYTES >> 20} MB, which no list of {MAX_ROWS:,} names needs"
    except (OSError, ValueError):
        return "can't be the name of a file"
    return ""


def _stamp_of(file: Path) -> tuple[int, ...]:
    status = file.stat()
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


@lru_cache(maxsize=8)
def _roll_of(file: Path, _stamp: tuple[int, ...]) -> tuple[Roll, list[RowProblem]]:
    """What stands in the file, read once for each change."""
    with file.open("rb") as opened:
        return read_roll(opened.read(MAX_BYTES + 1))


def tried(source: Source) -> None:
    """Look through a file of an appeal as `read_appeal` does, for what that costs. Raises InvalidFiles."""
    with few_guesses():
        nobody = AddressBook(entries={}, broken=None)
        if source.file.stem == "appeal":
            list(_unfit(source, _facts(source, nobody), nobody))
        else:
            translation = translation_from(source, None)
            list(left_over(source, "A320"))
            list(_reported(source, translation.letter, source.file.stem))


def _facts(source: Source, book: AddressBook) -> AppealFile:
    try:
        return validate(AppealFile, source)
    except InvalidFiles as error:
        # The keys are looked up even so: authors are told everything at once. What the book says of a word that is
        # no key tells more than that it can't be one.
        unknown = list(_unknown_keys(source, book))
        places = {(finding.line, finding.column) for finding in unknown}
        findings = [found for found in error.findings if (found.line, found.column) not in places] + unknown
        fields = {finding.field for finding in findings}
        raise InvalidFiles([*findings, *(new for new in _places(source) if new.field not in fields)]) from None


def _unfit(source: Source, facts: AppealFile, book: AddressBook) -> Iterator[Finding]:
    """Every reason for which an appeal can't be used although its file is sound by itself."""
    yield from bad_folder(source)
    yield from _bad_keys(source, facts, book)
    yield from _bad_photos(source, facts)
    yield from _bad_addressees(source, facts, book)
    yield from () if facts.status is Status.DRAFT else left_over(source, "A320")
    yield from _reported(source, facts.letter, facts.language) if facts.status is Status.OPEN else ()


def _reported(source: Source, letter: LetterText, language: str) -> Iterator[Finding]:
    """Demands that would be printed in the words of a report."""
    for path, message, words in reported(letter, language):
        yield source.finding(path, "A402", message, word=words)


def _places(source: Source) -> list[Finding]:
    """The places in brackets of a file that can't be used yet."""
    if source.at(("status",)) == Status.DRAFT:
        return [replace(finding, severity=Severity.WARNING) for finding in left_over(source, "A406")]
    return list(left_over(source, "A320"))


def _translations(path: Path, facts: AppealFile | None, book: AddressBook, files: Sources) -> dict[str, Texts]:
    """The texts by language; those that can't be used are noted and left out."""
    texts = {}
    for file in sorted(path.parent.glob("*.yaml")):
        # `letters check` says of a misnamed file how to rename it.
        if file.name == path.name or is_left_behind(file) or right_name(file.name, (path.stem, *LANGUAGES)):
            continue
        translation = files.attempt(partial(_translation, file, facts, book, files))
        if facts and translation:
            texts[file.stem] = translated(translation, facts)
    return texts


def _translation(file: Path, facts: AppealFile | None, book: AddressBook, files: Sources) -> Translation:
    source = files.open_inside(file)
    translation = translation_from(source, facts)
    if facts and (findings := list(_unready(source, translation, facts, book))):
        raise InvalidFiles(findings)
    return translation


def _unready(source: Source, translation: Translation, facts: AppealFile, book: AddressBook) -> Iterator[Finding]:
    """Why letters can't be written in a translation's language yet, although its file is sound."""
    language = source.file.stem
    for _, addressee in _known(facts, book):
        if language not in addressee.salutation:
            message = _ungreeted(addressee, language, "appeal.yaml" if addressee in facts.to else "addressees.yaml")
            yield source.finding((), "A313", f"{message}; until then this translation is left out")
    if facts.status is not Status.DRAFT:
        yield from left_over(source, "A320")
    if facts.status is Status.OPEN:
        yield from _reported(source, translation.letter, language)


def _addressees(facts: AppealFile, book: AddressBook) -> dict[str, Addressee]:
    """The known addressees by key, in the order of `to`. Those that are written out get a key by their place."""
    found = {}
    for number, entry in enumerate(facts.to, 1):
        if isinstance(entry, Addressee):
            found[f"addressee-{number}"] = entry
        elif entry in book.entries:
            found[entry] = book.entries[entry]
    return found


def bad_folder(source: Source) -> Iterator[Finding]:
    """An error where the name of the file's folder can't stand in an address."""
    slug = source.file.absolute().parent.name
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        yield source.finding((), "A310", f"the folder's name {slug!r} must be small letters a to z, digits and hyphens")


def _unknown_keys(source: Source, book: AddressBook) -> Iterator[Finding]:
    """From the file's plain data, as the rest of the file may not be readable yet."""
    for field, others in (("to", ()), ("copies", (EMBASSY,))):
        entries = source.at((field,))
        if isinstance(entries, str) and (key := entries if entries in book.entries else book.key_of(entries)):
            yield source.finding((field,), "A205", f"must be a list of keys: write [{key}]")
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, str) and (message := book.problem(entry, *others, guess=index < MOST_GUESSES)):
                yield source.finding((field, index), "A311", message)


def _bad_keys(source: Source, facts: AppealFile, book: AddressBook) -> Iterator[Finding]:
    yield from _unknown_keys(source, book)
    keys = set(_addressees(facts, book)) | {entry for entry in facts.to if isinstance(entry, str)}
    for index, block in enumerate(facts.letter.body):
        for number, key in enumerate(block.only_to):
            if key not in keys:
                path: KeyPath = ("letter", "body", index, "only_to", number)
                yield source.finding(path, "A312", f"{key!r} is not among `to`{did_you_mean(key, keys)}")


def _bad_addressees(source: Source, facts: AppealFile, book: AddressBook) -> Iterator[Finding]:
    for index, addressee in _known(facts, book):
        path = ("to", index)
        in_book = facts.to[index] is not addressee
        if in_book and facts.status is not Status.DRAFT and (message := waits(addressee)):
            yield source.finding(path, "A320", message)
        if facts.language not in addressee.salutation:
            place = ("addressees.yaml",) if in_book else ("appeal.yaml", source, path)
            yield source.finding(path, "A313", _ungreeted(addressee, facts.language, *place))
        if not addressee.known_channels and facts.kind is not Kind.SOLIDARITY:
            yield source.finding(path, "A314", f"{addressee.name} can't be reached: add post, fax or email")


def _known(facts: AppealFile, book: AddressBook) -> Iterator[tuple[int, Addressee]]:
    """Those of `to` who are known, with their place in it."""
    for index, entry in enumerate(facts.to):
        addressee = entry if isinstance(entry, Addressee) else book.entries.get(entry)
        if addressee is not None:
            yield index, addressee


def _ungreeted(addressee: Addressee, language: str, where: str, source: Source | None = None, to: KeyPath = ()) -> str:
    return f"{addressee.name} has no salutation in {language!r}; {how_to_greet(addressee, language, where, source, to)}"


def _bad_photos(source: Source, facts: AppealFile) -> Iterator[Finding]:
    for index, photo in enumerate(facts.pictures):
        try:
            message = _photo_problem(source.file.parent, photo.file)
        except (OSError, ValueError):
            message = "can't be the name of a file"
        if message:
            yield source.finding((*facts.picture_place(index), "file"), "A315", message)


def _photo_problem(folder: Path, name: str) -> str:
    file = folder / name
    if not is_inside(file, folder):
        return "must be a file in the appeal's own folder"
    if file.suffix.lower() not in PICTURES:
        return "must be a JPEG, PNG, WebP or SVG picture"
    if not file.is_file():
        return f"there is no file {name} in the appeal's folder"
    if file.suffix.lower() == ".svg" and file.stat().st_size > MAX_DRAWING_BYTES:
        return f"is larger than {MAX_DRAWING_BYTES >> 10} kB; no page needs that much: simplify the drawing"
    too_large = file.stat().st_size > MAX_PHOTO_BYTES
    return "is larger than 2 MB; no page needs that much: make it about 1200 pixels wide" if too_large else ""
