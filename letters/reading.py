"""An appeal's folder into an Appeal: translations that mirror it, addressees that exist, files that are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from letters.addressee import Addressee
from letters.appeal import Appeal, AppealFile, Kind, Status, Translation
from letters.body import Block, Demands, Points
from letters.errors import Finding, InvalidFiles
from letters.language import LANGUAGES
from letters.loader import KeyPath, Source, load
from letters.placeholders import left_over, waits
from letters.schema import did_you_mean, validate
from letters.texts import own_texts, translated

Load = Callable[[Path], Source]
MAX_PHOTO_BYTES = 2 * 1024 * 1024
EMBASSY = "embassy"


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The addressees that appeals may name by key, and the keys whose entries have errors (None: who knows which)."""

    entries: Mapping[str, Addressee]
    broken: frozenset[str] | None = frozenset()

    def problem(self, key: str, *others: str) -> str:
        """What is wrong with a key, if anything; `others` are words that may stand in its place."""
        if key in self.entries or key in others:
            return ""
        if self.broken is None or key in self.broken:
            return f"{key!r} has errors in the address book; mend them there"
        return f"{key!r} is not in the address book{did_you_mean(key, [*self.entries, *self.broken, *others])}"


def read_appeal(path: Path, book: AddressBook, load: Load = load) -> Appeal:
    """The appeal in an `appeal.yaml` and the translations beside it.

    Raises InvalidFiles with every finding in the folder.
    """
    findings: list[Finding] = []
    source, facts = _facts(path, book, load, findings)
    translations = {}
    for file in sorted(path.parent.glob("*.yaml")):
        if file.name != path.name and (translation := _translation(file, facts, load, findings)):
            translations[file.stem] = translation
    if source is None or facts is None:
        raise InvalidFiles(findings)
    texts = {facts.language: own_texts(facts)}
    texts |= {language: translated(translation, facts) for language, translation in translations.items()}
    findings += [*_bad_folder(source), *_bad_keys(source, facts, book), *_bad_photo(source, facts)]
    findings += _bad_addressees(source, facts, book, tuple(texts))
    findings += [] if facts.status is Status.DRAFT else left_over(source, "A320")
    if findings:
        raise InvalidFiles(findings)
    return Appeal(
        slug=source.file.absolute().parent.name,
        folder=path.parent,
        facts=facts,
        to=MappingProxyType(_addressees(facts, book)),
        copies=MappingProxyType({key: book.entries[key] for key in facts.copies if key != EMBASSY}),
        copies_to_embassy=EMBASSY in facts.copies,
        texts=MappingProxyType(texts),
    )


def _facts(
    path: Path, book: AddressBook, load: Load, findings: list[Finding]
) -> tuple[Source | None, AppealFile | None]:
    source = None
    try:
        source = _load_inside(path, load)
        return source, validate(AppealFile, source)
    except InvalidFiles as error:
        findings.extend(error.findings)
    if source is not None:
        # The keys are looked up even so: authors are told everything at once.
        places = {(finding.line, finding.column) for finding in findings}
        findings += [new for new in _unknown_keys(source, book) if (new.line, new.column) not in places]
    return None, None


def _load_inside(path: Path, load: Load) -> Source:
    if not path.resolve().is_relative_to(path.parent.resolve()):
        raise InvalidFiles([Finding(path, 1, 1, "", "A309", "is a link to a file outside of the appeal's own folder")])
    return load(path)


def _addressees(facts: AppealFile, book: AddressBook) -> dict[str, Addressee]:
    """The known addressees by key, in the order of `to`. Those that are written out get a key by their place."""
    found = {}
    for number, entry in enumerate(facts.to, 1):
        if isinstance(entry, Addressee):
            found[f"addressee-{number}"] = entry
        elif entry in book.entries:
            found[entry] = book.entries[entry]
    return found


def _bad_folder(source: Source) -> Iterator[Finding]:
    slug = source.file.absolute().parent.name
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        yield source.finding((), "A310", f"the folder's name {slug!r} must be small letters a to z, digits and hyphens")


def _unknown_keys(source: Source, book: AddressBook) -> Iterator[Finding]:
    """From the file's plain data, as the rest of the file may not be readable yet."""
    for field, others in (("to", ()), ("copies", (EMBASSY,))):
        entries = source.data.get(field) if isinstance(source.data, dict) else None
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, str) and (message := book.problem(entry, *others)):
                yield source.finding((field, index), "A311", message)


def _bad_keys(source: Source, facts: AppealFile, book: AddressBook) -> Iterator[Finding]:
    yield from _unknown_keys(source, book)
    keys = set(_addressees(facts, book)) | {entry for entry in facts.to if isinstance(entry, str)}
    for index, block in enumerate(facts.letter.body):
        for number, key in enumerate(block.only_to):
            if key not in keys:
                path: KeyPath = ("letter", "body", index, "only_to", number)
                yield source.finding(path, "A312", f"{key!r} is not among `to`{did_you_mean(key, keys)}")


def _bad_addressees(
    source: Source, facts: AppealFile, book: AddressBook, languages: tuple[str, ...]
) -> Iterator[Finding]:
    for index, entry in enumerate(facts.to):
        addressee = entry if isinstance(entry, Addressee) else book.entries.get(entry)
        if addressee is None:
            continue
        if entry is not addressee and facts.status is not Status.DRAFT and (message := waits(addressee)):
            yield source.finding(("to", index), "A320", message)
        missing = [language for language in languages if language not in addressee.salutation]
        if missing:
            yield source.finding(("to", index), "A313", _greet(addressee, missing))
        if not addressee.known_channels and facts.kind is not Kind.SOLIDARITY:
            yield source.finding(
                ("to", index), "A314", f"{addressee.name} has no channel: add post, fax or email to it"
            )


def _greet(addressee: Addressee, languages: list[str]) -> str:
    return f"{addressee.name} has no salutation in: {', '.join(languages)}; add it there, as it shall be printed"


def _bad_photo(source: Source, facts: AppealFile) -> Iterator[Finding]:
    if facts.photo is None:
        return
    folder = source.file.parent.resolve()
    file = (folder / facts.photo.file).resolve()
    path: KeyPath = ("photo", "file")
    if not file.is_relative_to(folder):
        yield source.finding(path, "A315", "must be a file in the appeal's own folder")
    elif file.suffix.lower() not in (".jpg", ".jpeg", ".png", ".webp"):
        yield source.finding(path, "A315", "must be a JPEG, PNG or WebP picture")
    elif not file.is_file():
        yield source.finding(path, "A315", f"there is no file {facts.photo.file} in the appeal's folder")
    elif file.stat().st_size > MAX_PHOTO_BYTES:
        yield source.finding(path, "A315", "is larger than 2 MB; no page needs that: make it about 1200 pixels wide")


def _translation(file: Path, facts: AppealFile | None, load: Load, findings: list[Finding]) -> Translation | None:
    own = facts.language if facts else ""
    try:
        source = _load_inside(file, load)
        if file.stem not in LANGUAGES or file.stem == own:
            known = ", ".join(code for code in LANGUAGES if code != own)
            raise InvalidFiles([source.finding((), "A316", f"a translation is named by its language: {known}")])
        translation = validate(Translation, source)
    except InvalidFiles as error:
        findings.extend(error.findings)
        return None
    if facts:
        findings.extend(_unlike(source, facts, translation))
        findings += [] if facts.status is Status.DRAFT else left_over(source, "A320")
    return translation


def _unlike(source: Source, facts: AppealFile, ours: Translation) -> Iterator[Finding]:
    """Where a translation does not mirror the appeal: its letter block for block."""
    original, translation = facts.letter, ours.letter
    if len(ours.people) > len(facts.people):
        yield source.finding(("people", len(facts.people)), "A317", f"the appeal has only {len(facts.people)} people")
    if len(ours.earlier) > (known := len(facts.earlier)):
        yield source.finding(("earlier", known), "A317", f"the appeal has only {known} earlier documents")
    if ours.photo and not facts.photo:
        yield source.finding(("photo",), "A317", "the appeal has no photo")
    if bool(original.subject) != bool(translation.subject):
        yield source.finding(("letter", "subject"), "A317", "must be given just as in the appeal")
    if len(original.body) != len(translation.body):
        numbers = f"{len(translation.body)} blocks, the appeal {len(original.body)}"
        yield source.finding(("letter", "body"), "A317", f"must mirror the appeal's body: here are {numbers}")
    for index, (theirs, block) in enumerate(zip(original.body, translation.body, strict=False)):
        if difference := _difference(theirs, block):
            yield source.finding(("letter", "body", index), "A317", difference)


def _difference(theirs: Block, ours: Block) -> str:
    if type(theirs) is not type(ours):
        return f"is of another kind than in the appeal: {_name(ours)} here, {_name(theirs)} there"
    if isinstance(theirs, Points) and isinstance(ours, Points) and theirs.choices.keys() != ours.choices.keys():
        return f"the choices must have the appeal's names: {', '.join(theirs.choices)}"
    if isinstance(theirs, Demands) and isinstance(ours, Demands) and len(theirs.items) != len(ours.items):
        return f"has {len(ours.items)} demands, the appeal {len(theirs.items)}"
    if theirs.only_to != ours.only_to:
        return "only_to must be the same as in the appeal"
    return ""


def _name(block: Block) -> str:
    return {"Paragraph": "a paragraph", "Points": "points", "OwnWords": "own_words"}.get(
        type(block).__name__, "demands"
    )
