"""Labels found in lines: whatever their case and accents, also where a label runs over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from letters.importing.labels import LABELS, Part
from letters.importing.pieces import Line
from letters.importing.signs import is_capitals
from letters.typed import folded

MOST_LINES = 3
# What else may stand before and after a label: marks of plain text, a number such as `1)`.
_BEFORE = r"[\s#*_=]*(?:\d[.)]\s*)?"
_AFTER = r"[\s*_=]*"
_SLOT = r"(?P<slot>.{1,80}?)"
# These wordings alone are too common to be a label without a colon.
_NEED_COLON = frozenset((Part.PEOPLE, Part.ISSUED, Part.SUBJECT, Part.PHOTO, Part.GENDER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label as it stands in the first `lines` of some lines, with what stands in and behind it.

    `languages` are those in which it is worded so.
    """

    part: Part
    text: str
    value: str
    lines: int
    languages: frozenset[str]
    slot: str = ""


@dataclass(frozen=True, slots=True)
class _Wording:
    part: Part
    language: str
    pattern: re.Pattern[str]
    words: int


def label_at(lines: Sequence[Line], index: int) -> Label | None:
    """The longest label that begins in this line, if one does."""
    found: Label | None = None
    for count in range(1, min(MOST_LINES, len(lines) - index) + 1):
        if count > 1 and lines[index + count - 1].gap:
            break
        joined = " ".join(line.plain for line in lines[index : index + count])
        label = _label_in(joined, count)
        # What is found in fewer lines is not found again with the line below as its value.
        if label and (found is None or len(label.text) > len(found.text)):
            found = label
    return found


def is_label(line: Line) -> bool:
    """Whether the line is, or begins with, a label."""
    return label_at([line], 0) is not None


@cache
def _wordings() -> tuple[_Wording, ...]:
    """Every wording, the longest first."""
    found = [
        _Wording(part, language, _pattern(wording), len(wording.split()))
        for part, languages in LABELS.items()
        for language, wordings in languages.items()
        for wording in wordings.split(";")
    ]
    return tuple(sorted(found, key=lambda wording: -len(wording.pattern.pattern)))


def _pattern(wording: str) -> re.Pattern[str]:
    parts = [r"\s+".join(_word(word) for word in part.split()) for part in folded(wording).split("…")]
    inside = rf"\s*:?\s*{_SLOT}\s*".join(parts)
    return re.compile(rf"{_BEFORE}(?P<label>{inside}){_AFTER}(?P<end>[:.]|$|\s)")


def _word(word: str) -> str:
    # French puts a space before a colon.
    return re.escape(word).replace(":", r"\s*[:.-]")


def _label_in(text: str, count: int) -> Label | None:
    plain = folded(text)
    matches = [(wording, match) for wording in _wordings() if (match := wording.pattern.match(plain))]
    matches = [(wording, match) for wording, match in matches if _is_label(text, wording, match)]
    if not matches:
        return None
    wording, match = max(matches, key=lambda found: found[1].end("label"))
    same = frozenset(
        other.language
        for other, at in matches
        if at.span("label") == match.span("label") and other.part is wording.part
    )
    slot = text[slice(*match.span("slot"))] if "slot" in match.groupdict() else ""
    rest = text[match.end() :].strip(" *_=")
    return Label(
        part=wording.part,
        text=text[slice(*match.span("label"))],
        value=rest.removeprefix(":").strip(),
        lines=count,
        languages=same,
        slot=slot.strip(" :"),
    )


def _is_label(text: str, wording: _Wording, match: re.Match[str]) -> bool:
    has_colon, is_over = match["end"] == ":", not text[match.end("label") :].strip(" *_=:")
    if has_colon or (match["end"] == "." and wording.part is Part.SENTENCE_ON_LANGUAGE):
        return True
    if wording.part in _NEED_COLON and wording.words < 3:
        return False
    # Without a colon a value follows only a label of several words in capitals.
    in_capitals = is_capitals(text[match.start("label") : match.end("label")])
    return is_over or (in_capitals and wording.words > 2)
