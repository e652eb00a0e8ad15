"""What a published sheet says, as far as it can be placed; the rest is kept word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from letters.fields.dates import first_date
from letters.importing.action import action
from letters.importing.contacts import ContactBlock
from letters.importing.facts import Fact, Facts, all_facts, country_above, facts_in
from letters.importing.files import read_pages
from letters.importing.flow import joined, paragraphs, quoted
from letters.importing.headline import headline
from letters.importing.heads import without_heads
from letters.importing.labels import Part
from letters.importing.languages import WrittenIn, codes, written_in
from letters.importing.lettertext import LetterOnSheet
from letters.importing.order import in_order
from letters.importing.people import PersonNamed, people_in
from letters.importing.phrases import UPDATE
from letters.importing.pieces import Line
from letters.importing.sections import Divided, divide
from letters.importing.signs import words_of
from letters.typed import folded

_NO_FACTS = Facts()
_NO_LANGUAGES = WrittenIn()
_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Lines that no field was found for, and the label they stand below."""

    label: str
    lines: tuple[str, ...]
    count: int
    """How many lines of the sheet they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A sheet, read. Texts are the sheet's own; `Fact`s keep the words they were read from."""

    file: str = ""
    language: str
    title: str
    summary: str
    background: tuple[str, ...]
    letter: LetterOnSheet
    addressees: tuple[ContactBlock, ...]
    copies: tuple[ContactBlock, ...]
    embassy: tuple[str, ...]
    facts: Facts = _NO_FACTS
    deadline: Fact | None = None
    people: tuple[PersonNamed, ...] = ()
    gender: str = ""
    languages: WrittenIn = _NO_LANGUAGES
    earlier: tuple[str, ...] = ()
    on_earlier: tuple[str, ...] = ()
    photo: tuple[str, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    repeated: tuple[str, ...] = ()
    count: int = 0
    """How many lines the sheet has."""

    @property
    def language_codes(self) -> tuple[str, ...]:
        """The languages in which to write, where the sheet only names languages."""
        return codes(self.languages.names, self.language)


def read_sheet(path: Path, language: str = "") -> Published:
    """What the file says. `language` is that of its texts, where it isn't to be found out. Raises Refused."""
    sheet = without_heads(in_order(read_pages(path)))
    divided = divide(sheet.lines)
    published = published_from(divided, language or divided.language or "en")
    return replace(published, file=path.name, repeated=sheet.repeated, count=len(sheet.lines) + len(sheet.repeated))


Left = list[tuple[Part | None, tuple[Line, ...]]]


def published_from(divided: Divided, language: str) -> Published:
    """What the sections say."""
    texts, above, left = _texts(divided, language)
    facts, undated = _facts(divided)
    above, facts = _located(above, facts)
    deadline, undecided = _deadline(divided)
    people, unnamed = _people(divided.lines(Part.PEOPLE))
    earlier, on_earlier = _earlier(divided)
    languages = written_in(divided)
    left = [(None, above), (Part.ISSUED, undated), (Part.DEADLINE, undecided), (Part.PEOPLE, unnamed), *left]
    left.append((Part.LANGUAGE, languages.rest))
    return replace(
        texts,
        facts=facts,
        deadline=deadline,
        people=people,
        gender=joined(divided.lines(Part.GENDER)),
        languages=languages,
        earlier=earlier,
        on_earlier=on_earlier,
        photo=tuple(line.plain for line in divided.lines(Part.PHOTO)),
        unplaced=tuple(_unplaced(divided, left, facts.rest)),
    )


def _texts(divided: Divided, language: str) -> tuple[Published, tuple[Line, ...], Left]:
    """The sheet with its texts and receivers alone, the lines left above them, and those left below labels."""
    head = headline(divided)
    acts = action(divided, language)
    letter = acts.letter
    left: Left = [*acts.rest]
    # A subject that stands outside of the letter.
    outside = divided.lines(Part.SUBJECT)
    if letter.subject:
        left.append((Part.SUBJECT, outside))
    texts = Published(
        language=language,
        title=head.title,
        summary=head.summary,
        background=(*head.body, *paragraphs(divided.lines(Part.BACKGROUND))),
        letter=letter if letter.subject else replace(letter, subject=joined(outside)),
        addressees=acts.addressees,
        copies=acts.copies,
        embassy=acts.embassy,
    )
    return texts, head.rest, left


def _facts(divided: Divided) -> tuple[Facts, tuple[Line, ...]]:
    """What the heads say, and the day of issue where it has a label of its own."""
    facts = all_facts(divided.heads)
    lines = divided.lines(Part.ISSUED)
    found = first_date(joined(lines))
    if found is None or facts.issued:
        return facts, tuple(line for line in lines if not facts.issued or not _says_no_more(line, facts.issued.words))
    return replace(facts, issued=Fact(value=found.iso, words=joined(lines))), ()


def _located(lines: tuple[Line, ...], facts: Facts) -> tuple[tuple[Line, ...], Facts]:
    """The lines without one that only names the country, and the facts with it."""
    found = None if facts.country else country_above([line.plain for line in lines])
    if found is None:
        return lines, facts
    return tuple(line for line in lines if line.plain != found.words), replace(facts, country=found)


def _deadline(divided: Divided) -> tuple[Fact | None, tuple[Line, ...]]:
    """The last day, from the label for it or from within the label above the addressees, and what is said besides."""
    slots = [section.slot for section in divided.sections if section.part is Part.APPEALS and section.slot]
    lines = (*divided.lines(Part.DEADLINE), *(Line(text=slot, gap=True) for slot in slots))
    for index, line in enumerate(lines):
        found = first_date(line.plain)
        if found:
            fact = Fact(value=found.iso, words=line.plain)
            others = [*lines[:index], *lines[index + 1 :]]
            return fact, tuple(other for other in others if not _says_no_more(other, line.plain))
    # Words such as `as soon as possible` say when, too, though not on which day.
    return (Fact(value="", words=lines[0].plain), lines[1:]) if lines else (None, ())


def _says_no_more(line: Line, text: str) -> bool:
    """Whether a line only repeats what the text says."""
    return set(words_of(line.plain)) <= set(words_of(text))


def _people(lines: Sequence[Line]) -> tuple[tuple[PersonNamed, ...], tuple[Line, ...]]:
    """The people in the first lines, up to a gap, and the lines behind it."""
    count = next((index for index, line in enumerate(lines) if index and line.gap), len(lines))
    named = [line.plain for line in lines[:count]]
    text = joined(lines[:count])
    if any(len(line) > _LONGEST_NAME for line in named):
        return (), tuple(lines)
    whole = people_in(named)
    is_whole = len(named) == 1 or all(len(person.name.split()) > 1 for person in whole)
    return whole if is_whole else people_in([text]), tuple(lines[count:])


def _earlier(divided: Divided) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of documents before this one, and what the sheet says of them."""
    lines = [line.plain for line in divided.lines(Part.PREVIOUS)]
    numbers = [fact for line in lines if (fact := facts_in(line).document or facts_in(line).case)]
    said = []
    for part in {section.part for section in divided.sections}:
        text = joined(divided.lines(part))
        for match in UPDATE.finditer(folded(text)):
            number = next(name for name, value in match.groupdict().items() if value)
            numbers.append(text[slice(*match.span(number))])
            said.append(text[slice(*match.span())])
    return tuple(dict.fromkeys(numbers)), (*lines, *said)


def _unplaced(divided: Divided, left: Left, rest: Sequence[str]) -> Iterator[Unplaced]:
    if rest:
        yield Unplaced(label="", lines=tuple(rest), count=len(rest))
    for part, lines in left:
        if lines:
            yield Unplaced(label=divided.label(part), lines=quoted(lines), count=len(lines))
