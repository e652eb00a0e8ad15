"""What a translation lacks that its appeal has, what has changed in the appeal since, and files that are half done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from shlex import quote

from letters.authoring.staleness import empty_texts, outdated_texts
from letters.authoring.translating import UNFINISHED
from letters.check.version import Advice, Version, placed
from letters.errors import Finding, InvalidFiles, Severity
from letters.library.library import Library
from letters.library.notices import KINDS
from letters.yamlfile.loader import load_inside
from letters.yamlfile.source import Source

_ORIGINALS = ("appeal.yaml", *(f"{kind}.yaml" for kind in KINDS))
_CHANGED = (
    "the text has changed since this was translated; `letters translate {slug} {language}` shows the new and"
    " the old text above it: correct this one, then delete the line CHANGED and the old text"
)


def gained_since(version: Version) -> Iterator[Advice]:
    """A warning for each text that readers would find in the appeal's own language."""
    untranslated = version.texts.untranslated
    for field in ("background", "rules", "outcome"):
        if field in untranslated:
            yield Advice((field,), "A403", "the appeal has this text, but the translation doesn't")
    if any(name.startswith("people") for name in untranslated):
        yield Advice(("people",), "A403", "the appeal describes people that this translation doesn't")
    photos = "photo" if version.appeal.facts.photo else "photos"
    if any(name.startswith("photos") for name in untranslated):
        yield Advice((photos,), "A403", "the appeal describes its photo, but the translation doesn't: add `alt`")
    if any(name.startswith("captions") for name in untranslated):
        yield Advice((photos,), "A403", "the appeal's photo has a `caption` that this translation doesn't have")
    if any(name.startswith("earlier") for name in untranslated):
        message = "the appeal gives news of an earlier document that this translation doesn't"
        yield Advice(("earlier",), "A403", message)


def changed_since(library: Library) -> Iterator[Advice]:
    """A warning for each text of a translation whose source has changed, in whatever state the translation is."""
    for file, source in library.sources.items():
        original = next(filter(None, (library.sources.get(file.with_name(name)) for name in _ORIGINALS)), None)
        if original and file.parent != library.folder and source is not original:
            yield from _outdated(source, original)


def _outdated(source: Source, original: Source) -> Iterator[Advice]:
    slug = source.file.parent.parent.name if source.file.parent.name == UNFINISHED else source.file.parent.name
    message = _CHANGED.format(slug=quote(slug), language=source.file.stem)
    yield from (Advice(path, "A407", message, file=source.file) for path in outdated_texts(source, original))


def unfinished(library: Library) -> Iterator[Finding]:
    """What is left to do in translations that wait in a folder of their own.

    Nobody is shown them, so nothing in them is an error yet.
    """
    for file, original in library.sources.items():
        for waiting in sorted(file.parent.glob(f"{UNFINISHED}/*.yaml")) if file.name in _ORIGINALS else ():
            try:
                source = load_inside(waiting, file.parent)
            except InvalidFiles as error:
                yield from (replace(found, severity=Severity.WARNING) for found in error.findings)
            else:
                yield from (placed(advice, source) for advice in (*_half_done(source), *_outdated(source, original)))


def _half_done(source: Source) -> Iterator[Advice]:
    empty, total = empty_texts(source)
    command = f"letters translate {quote(source.file.parent.parent.name)} {source.file.stem}"
    if not total:
        return
    if empty:
        message = f"{len(empty)} of {total} texts are still to be translated, this one first; `{command}` lists them"
        yield Advice(empty[0], "A408", message, file=source.file)
    else:
        message = f"every text is translated: run `{command}` to put the file in its place"
        yield Advice((), "A408", message, file=source.file)
