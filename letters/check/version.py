"""An appeal in one of its languages, with the file that says it: what advice looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from letters.appeal.appeal import Appeal, Texts
from letters.appeal.body import Block, Demands, OwnWords, Paragraph, Points
from letters.errors import Finding, Severity
from letters.library.library import Library
from letters.yamlfile.source import KeyPath, Source

Passage = tuple[KeyPath, str]
"""Where a text stands in its file, and the text."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What a rule says of a place in a file, with its code; `word` is the part of the text that it is about.

    `file` is another one than the version's own that the rule looks at; without a path, the file itself is meant.
    """

    path: KeyPath
    code: str
    message: str
    word: str = ""
    severity: Severity = Severity.WARNING
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """An appeal in one of its languages, and its file's data with lines and columns."""

    appeal: Appeal
    language: str
    source: Source

    @property
    def texts(self) -> Texts:
        """All that it says."""
        return self.appeal.texts[self.language]

    @property
    def is_original(self) -> bool:
        """Whether this is the appeal's own language, and no translation."""
        return self.language == self.appeal.facts.language

    def says(self, name: str) -> bool:
        """Whether the language's own file says it, by the names of `Texts.untranslated`, and not the appeal for it."""
        return name not in self.texts.untranslated

    def passages(self) -> Iterator[Passage]:
        """The texts that go into letters: subject, paragraphs, choices and demands."""
        letter = self.texts.letter
        if letter.subject:
            yield ("letter", "subject"), letter.subject
        for index, block in enumerate(letter.body):
            yield from passages_of(block, ("letter", "body", index))

    def headlines(self) -> Iterator[Passage]:
        """What the appeal's page says above all else: title and summary."""
        yield ("title",), self.texts.title
        yield ("summary",), self.texts.summary


def passages_of(block: Block, path: KeyPath) -> Iterator[Passage]:
    """The texts of a block that go into letters; its own place is `path`."""
    match block:
        case Paragraph():
            yield path, block.text
        case Points():
            yield from (((*path, "choices", name), text) for name, text in block.choices.items())
        case Demands():
            yield (*path, "demands"), block.demands
            yield from (((*path, "items", number), item) for number, item in enumerate(block.items))
        case OwnWords():
            pass


def versions(library: Library, appeal: Appeal) -> Iterator[Version]:
    """The appeal in each of its languages, its own first."""
    for language in appeal.texts:
        name = "appeal" if language == appeal.facts.language else language
        yield Version(appeal, language, library.sources[appeal.folder / f"{name}.yaml"])


def placed(advice: Advice, source: Source | None) -> Finding:
    """The advice as a finding, at its place in the file; in the first line of a file that isn't read."""
    if source is None or (advice.file and advice.file != source.file):
        return Finding(advice.file or Path(), 1, 1, "", advice.code, advice.message, advice.severity)
    found = source.finding(advice.path, advice.code, advice.message, word=advice.word)
    return replace(found, severity=advice.severity)
