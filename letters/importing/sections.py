"""A sheet's lines by the labels they stand below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from letters.fields.dates import WRITTEN_IN
from letters.importing.facts import is_fact_line
from letters.importing.labels import Part
from letters.importing.phrases import PHRASES
from letters.importing.pieces import Line
from letters.importing.signs import words_of
from letters.importing.wording import Label, label_at
from letters.typed import folded

# What stands below these is one line; then the section above goes on.
_ONE_LINE = frozenset((Part.ISSUED, Part.PHOTO, Part.GENDER, Part.SENTENCE_ON_LANGUAGE))
_NEXT_LINE = _ONE_LINE - {Part.SENTENCE_ON_LANGUAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The lines below a label; no part: those above the first label. `slot` is what stands within the label."""

    part: Part | None
    label: str = ""
    slot: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided:
    """A sheet in sections, its heads apart, with the language of its labels and words (empty: none was found)."""

    sections: tuple[Section, ...]
    heads: tuple[str, ...]
    language: str

    def has(self, part: Part) -> bool:
        """Whether the sheet has the label."""
        return any(section.part is part for section in self.sections)

    def lines(self, part: Part | None) -> tuple[Line, ...]:
        """All lines below the label, wherever it stands."""
        return tuple(line for section in self.sections if section.part is part for line in section.lines)

    def label(self, part: Part | None) -> str:
        """The label as the sheet words it first."""
        return next((section.label for section in self.sections if section.part is part), "")


def divide(lines: Sequence[Line]) -> Divided:
    """The sections of a sheet."""
    sections, heads = [Section(part=None)], []
    votes: Counter[str] = Counter()
    index = 0
    while index < len(lines):
        line, last = lines[index], sections[-1]
        label = label_at(lines, index)
        if is_fact_line(line.plain):
            heads.append(line.plain)
        elif line.text.startswith("©"):
            sections += [Section(part=Part.PHOTO, lines=(line,)), replace(last, lines=(), slot="")]
        elif label and not _is_within(label.part, last):
            votes.update(label.languages)
            index += label.lines - 1
            below = lines[index + 1 : index + 2]
            takes = label.part in _NEXT_LINE and not label.value and below and not label_at(below, 0)
            sections += _below(label, last, below if takes else ())
            index += bool(takes)
        else:
            sections[-1] = replace(last, lines=(*last.lines, line))
        index += 1
    return Divided(sections=tuple(sections), heads=tuple(heads), language=_language(votes, lines))


def _below(label: Label, last: Section, following: Sequence[Line]) -> list[Section]:
    """The section that a label opens; behind one of a single line, the section above once more."""
    value = (Line(text=label.value, gap=True),) if label.value else tuple(following)
    opened = Section(part=label.part, label=label.text, slot=label.slot, lines=value)
    if label.part not in _ONE_LINE:
        return [opened]
    resumed = replace(last, lines=(), slot="")
    return [opened, replace(resumed, part=Part.ACTION) if label.part is Part.SENTENCE_ON_LANGUAGE else resumed]


def _is_within(part: Part, last: Section) -> bool:
    """Whether the label belongs to the text of the section: a letter has its own subject, a list of names no date."""
    return part is Part.SUBJECT and last.part in (Part.LETTER, Part.ACTION, Part.CONTACT)


def _language(votes: Counter[str], lines: Sequence[Line]) -> str:
    """That of the labels; where they are of several languages alike, that of the words."""
    text = Counter(word for line in lines for word in words_of(line.plain))
    common = Counter({code: sum(text[folded(word)] for word in phrases.common) for code, phrases in PHRASES.items()})
    most = max(votes.values(), default=0)
    likely = [code for code in WRITTEN_IN if votes[code] == most] if most else list(WRITTEN_IN)
    best = max(likely, key=lambda code: common[code])
    return best if common[best] or most else ""
