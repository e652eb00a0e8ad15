"""An appeal's folder into an Appeal: translations that mirror it, addressees that exist, files that are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from letters.addressee import Addressee
from letters.appeal import Appeal, AppealFile, Kind, Texts, Translation
from letters.body import Block, Demands, LetterText, Points
from letters.errors import Finding, InvalidFiles
from letters.language import LANGUAGES
from letters.loader import KeyPath, Source, load
from letters.schema import did_you_mean, validate

Load = Callable[[Path], Source]
MAX_PHOTO_BYTES = 2 * 1024 * 1024
EMBASSY = "embassy"


def read_appeal(path: Path, book: Mapping[str, Addressee], load: Load = load) -> Appeal:
    """The appeal in an `appeal.yaml` and the translations beside it.

    `book` holds the addressees that it may name by key. Raises InvalidFiles with every finding in the folder.
    """
    source = load(path)
    facts = validate(AppealFile, source)
    findings = [*_bad_folder(source), *_bad_keys(source, facts, book), *_bad_photo(source, facts)]
    texts = {facts.language: _own_texts(facts)}
    for file in sorted(path.parent.glob("*.yaml")):
        if file.name != "appeal.yaml":
            texts.update(_translation(file, facts, load, findings))
    to = _addressees(facts, book)
    findings += _bad_addressees(source, facts, to, tuple(texts))
    if findings:
        raise InvalidFiles(findings)
    copies = {key: book[key] for key in facts.copies if key != EMBASSY}
    return Appeal(
        slug=path.parent.name,
        folder=path.parent,
        facts=facts,
        to=to,
        copies=copies,
        copies_to_embassy=EMBASSY in facts.copies,
        texts=texts,
    )


def _addressees(facts: AppealFile, book: Mapping[str, Addressee]) -> dict[str, Addressee]:
    named = {
        entry if isinstance(entry, str) else f"addressee-{number}": entry for number, entry in enumerate(facts.to, 1)
    }
    return {
        key: entry if isinstance(entry, Addressee) else book[entry]
        for key, entry in named.items()
        if isinstance(entry, Addressee) or entry in book
    }


def _bad_folder(source: Source) -> Iterator[Finding]:
    slug = source.file.resolve().parent.name
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        yield source.finding((), f"the folder's name {slug!r} must be small letters a to z, digits and hyphens")


def _bad_keys(source: Source, facts: AppealFile, book: Mapping[str, Addressee]) -> Iterator[Finding]:
    for index, entry in enumerate(facts.to):
        if isinstance(entry, str) and entry not in book:
            hint = did_you_mean(entry, book)
            yield source.finding(("to", index), f"{entry!r} is not in the address book or has errors there{hint}")
    for index, key in enumerate(facts.copies):
        if key != EMBASSY and key not in book:
            hint = did_you_mean(key, [*book, EMBASSY])
            yield source.finding(("copies", index), f"{key!r} is not in the address book or has errors there{hint}")
    keys = set(_addressees(facts, book)) | {entry for entry in facts.to if isinstance(entry, str)}
    for index, block in enumerate(facts.letter.body):
        for key in sorted(set(block.only_to) - keys):
            path: KeyPath = ("letter", "body", index, "only_to")
            yield source.finding(path, f"{key!r} is not among `to`{did_you_mean(key, keys)}")


def _bad_addressees(
    source: Source, facts: AppealFile, to: Mapping[str, Addressee], languages: tuple[str, ...]
) -> Iterator[Finding]:
    for index, (key, addressee) in enumerate(to.items()):
        missing = [language for language in languages if language not in addressee.salutation]
        if missing:
            yield source.finding(("to", index), f"{key} has no salutation in: {', '.join(missing)}")
        if not addressee.known_channels and facts.kind is not Kind.SOLIDARITY:
            yield source.finding(("to", index), f"{key} has no channel: add post, fax or email to it")


def _bad_photo(source: Source, facts: AppealFile) -> Iterator[Finding]:
    if facts.photo is None:
        return
    folder = source.file.parent.resolve()
    file = (folder / facts.photo.file).resolve()
    path: KeyPath = ("photo", "file")
    if not file.is_relative_to(folder):
        yield source.finding(path, "must be a file in the appeal's own folder")
    elif file.suffix.lower() not in (".jpg", ".jpeg", ".png", ".webp"):
        yield source.finding(path, "must be a JPEG, PNG or WebP picture")
    elif not file.is_file():
        yield source.finding(path, f"there is no file {facts.photo.file} in the appeal's folder")
    elif file.stat().st_size > MAX_PHOTO_BYTES:
        yield source.finding(path, "is larger than 2 MB; no page needs that: make it about 1200 pixels wide")


def _own_texts(facts: AppealFile) -> Texts:
    return Texts(
        title=facts.title,
        summary=facts.summary,
        about=tuple(person.about for person in facts.people),
        letter=facts.letter,
        background=facts.background,
        rules=facts.rules,
        outcome=facts.outcome,
    )


def _translation(file: Path, facts: AppealFile, load: Load, findings: list[Finding]) -> dict[str, Texts]:
    try:
        source = load(file)
        if file.stem not in LANGUAGES or file.stem == facts.language:
            known = ", ".join(code for code in LANGUAGES if code != facts.language)
            raise InvalidFiles([source.finding((), f"a translation is named by its language: {known}")])
        translation = validate(Translation, source)
    except InvalidFiles as error:
        findings.extend(error.findings)
        return {}
    findings.extend(_unlike(source, facts.letter, translation.letter))
    return {file.stem: _translated(translation, facts)}


def _translated(translation: Translation, facts: AppealFile) -> Texts:
    about = [person.about for person in translation.people]
    about += [person.about for person in facts.people[len(about) :]]
    return Texts(
        title=translation.title,
        summary=translation.summary,
        about=tuple(about[: len(facts.people)]),
        letter=translation.letter,
        background=translation.background or facts.background,
        rules=translation.rules or facts.rules,
        outcome=translation.outcome or facts.outcome,
    )


def _unlike(source: Source, original: LetterText, translation: LetterText) -> Iterator[Finding]:
    """Where a translated letter does not mirror the appeal's, block for block."""
    if bool(original.subject) != bool(translation.subject):
        yield source.finding(("letter", "subject"), "must be given just as in the appeal")
    if len(original.body) != len(translation.body):
        numbers = f"{len(translation.body)} blocks, the appeal {len(original.body)}"
        yield source.finding(("letter", "body"), f"must mirror the appeal's body: here are {numbers}")
    for index, (theirs, ours) in enumerate(zip(original.body, translation.body, strict=False)):
        if difference := _difference(theirs, ours):
            yield source.finding(("letter", "body", index), difference)


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
