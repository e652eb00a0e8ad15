"""An appeal in one of its languages, with the file that says it: what advice looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from letters.appeal.appeal import Appeal, Texts
from letters.appeal.body import Block, Demands, OwnWords, Paragraph, Points
from letters.errors import Finding, Severity
from letters.yamlfile.source import KeyPath, Load, Source

Passage = tuple[KeyPath, str]
"""Where a text stands in its file, and the text."""


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

    def warning(self, path: KeyPath, code: str, message: str, word: str = "") -> Finding:
        """Advice at a place in the file; `word` is the part of the text that it is about."""
        return replace(self.source.finding(path, code, message, word=word), severity=Severity.WARNING)

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


def versions(appeal: Appeal, load: Load) -> Iterator[Version]:
    """The appeal in each of its languages, its own first."""
    for language in appeal.texts:
        name = "appeal" if language == appeal.facts.language else language
        yield Version(appeal, language, load(appeal.folder / f"{name}.yaml"))
