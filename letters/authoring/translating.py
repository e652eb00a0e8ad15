"""A translation's file: begun with the source text in notes, and later told what is new and what has changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from letters.authoring.change import Change, bare, edited, save, source_of, text_of, verify
from letters.authoring.mirror import line_of, original_of, value, with_new_items, without_empty
from letters.authoring.new_translation import field_lines, page, stub
from letters.authoring.units import (
    CHANGED,
    UNTRANSLATED,
    Unit,
    all_paths,
    as_notes,
    is_note,
    revised_note,
    units,
)
from letters.errors import Refused, did_you_mean, spoken
from letters.fields.languages import language_called
from letters.language.language import LANGUAGES
from letters.yamlfile.loader import load
from letters.yamlfile.source import KeyPath, Source, field_name

UNFINISHED = "unfinished"
"""The folder, inside the appeal's, where a translation waits: nobody is shown half of one."""
_STUB = "^# ?{}:"
"""A place behind a #; earlier ones have a space after it."""
_OPTIONAL = ("place", "speakers", "text", "people", "photo", "photos", "rules", "background", "earlier", "outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A translation as it shall be written, and what is left to do: lines of the file that it will be."""

    change: Change
    target: Path
    missing: tuple[int, ...]
    changed: tuple[int, ...]
    gone: tuple[str, ...]
    new_rules: int = 0
    """Rules that the appeal has and a file in use lacks; it may, so they are only counted."""

    @property
    def is_complete(self) -> bool:
        """Whether every text is there."""
        return not self.missing


def translate(file: Path, own: str, language: str) -> Work:
    """The translation of an appeal.yaml, news.yaml or event.yaml, whose own language is `own`, into another.

    It is begun or brought up to date; no finished text is touched. Raises LettersError.
    """
    folder = file.parent
    _refuse_language(folder.name, own, language)
    data = load(file).data
    target = folder / f"{language}.yaml"
    waiting = folder / UNFINISHED / target.name
    path = target if target.exists() else waiting
    if not path.exists():
        return _work(Change(waiting, None, page(data, folder.name, own, language, file.name)), target, ())
    before = text_of(path)
    source = source_of(path, before)
    if not isinstance(source.data, dict):
        raise Refused(f"{path} holds no fields; delete it, and run this again")
    # In a file that is in use, what is empty is an error that `letters check` names: it can't be published.
    after, gone = _revised(path, bare(before), data, own, "" if path == target else UNTRANSLATED)
    if without_empty(source_of(path, after).data) != without_empty(source.data):
        raise Refused(f"{path} is written in a way that the program can't add to; nothing was changed")
    work = _work(Change(path, before, edited(before, after)), target, gone)
    rules = len(data.get("rules") or ()) - len(source.data.get("rules") or ())
    return replace(work, new_rules=max(rules, 0) if path == target and "rules" in source.data else 0)


def put_in_place(work: Work) -> None:
    """Move a complete translation to where readers find it. Raises LettersError with every finding."""
    change = Change(work.target, None, work.change.after)
    verify(change, source_of(work.target, change.after).data)
    save(change)
    work.change.path.unlink()
    if not any(work.change.path.parent.iterdir()):
        work.change.path.parent.rmdir()


def _refuse_language(slug: str, own: str, language: str) -> None:
    if language not in LANGUAGES:
        if (code := language_called(language)) in LANGUAGES:
            raise Refused(f"{language!r} isn't a language code; write {code}")
        known = ", ".join(code for code in LANGUAGES if code != own)
        raise Refused(f"letters can't be written in {language!r} yet{did_you_mean(language, LANGUAGES)}: {known}")
    if language == own:
        raise Refused(f"{slug} is written in {language!r} itself; give another language, such as fr")


def _work(change: Change, target: Path, gone: tuple[str, ...]) -> Work:
    source = source_of(change.path, change.after)
    missing = [line_of(source, path) for path in all_paths(source.data) if _is_empty(source.data, path)]
    stubs = re.compile(_STUB.format(f"({'|'.join(_OPTIONAL)})"))
    missing += [number for number, line in enumerate(source.lines, 1) if stubs.match(line)]
    changed = [number for number, line in enumerate(source.lines, 1) if is_note(line) and CHANGED in line]
    return Work(change=change, target=target, missing=tuple(missing), changed=tuple(changed), gone=gone)


def _revised(path: Path, text: str, data: Mapping[str, Any], own: str, empty: str) -> tuple[str, tuple[str, ...]]:
    """The text with every note up to date and places for what is new, and the names of texts without a source."""
    newline = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    while (more := with_new_items(text, source_of(path, text), data, own, empty)) != text:
        text = more
    source = source_of(path, text)
    originals = {unit.path: unit for unit in units(data, own)}
    found = {place: original_of(place, source, data, own) for place in all_paths(source.data)}
    partners = {place: originals[original] for place, original in found.items() if original in originals}
    lines = text.split("\n")
    # From the end, so that the lines above keep their numbers.
    edits = sorted(((line_of(source, place) - 1, place) for place in partners), key=lambda edit: -edit[0])
    taken = [line for line, _ in edits]
    for line, place in edits:
        if taken.count(line) == 1 and not is_within_brackets(lines, line, source, place):
            _note(lines, line, partners[place], is_begun=not _is_empty(source.data, place))
    revised = _with_new_fields("\n".join(lines), data, source.data, own, empty)
    gone = tuple(spoken(field_name(place)) for place in found if place not in partners)
    return revised.replace("\n", newline), gone


def is_within_brackets(lines: list[str], place: int, source: Source, path: KeyPath) -> bool:
    """Whether the text stands in a list or fields on one line, where no note fits above it."""
    line, column = source.keys.get(path) or source.values[path]
    return bool(re.search(r"[\[{]", lines[line - 1][: column - 1])) or not re.match(
        r"[ \t]*(?:- +)*$", lines[place][: column - 1]
    )


def _is_empty(data: Mapping[str, Any], path: KeyPath) -> bool:
    return str(value(data, path)).strip() in ("", UNTRANSLATED)


def _note(lines: list[str], place: int, unit: Unit, *, is_begun: bool) -> None:
    start = place
    while start and is_note(lines[start - 1]):
        start -= 1
    indent = len(lines[place]) - len(lines[place].lstrip())
    lines[start:place] = as_notes(revised_note(lines[start:place], unit, is_begun=is_begun), indent)


def _with_new_fields(text: str, data: Mapping[str, Any], ours: Mapping[str, Any], own: str, empty: str) -> str:
    """The text with a place for each field that the appeal has gained.

    In a file that is in use it stands behind a #, so that nothing empty is published.
    """
    for name in _OPTIONAL:
        written = "\n".join(field_lines(data, name, own)) + "\n" if empty else stub(data, name, own)
        if name not in ours and written.strip() and not re.search(_STUB.format(name), text, re.MULTILINE):
            text = (text if text.endswith("\n") else f"{text}\n") + f"\n{written}"
    return text
