"""What a published sheet says, each part with how certain it is; the rest is kept word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from letters.fields.dates import WRITTEN_IN
from letters.importing.assign import Placed, assigned
from letters.importing.blocks import Kind, blocks_of
from letters.importing.case import country_named, facts_on
from letters.importing.contacts import ContactBlock
from letters.importing.deadlines import Deadlines, deadlines_on
from letters.importing.facts import Fact, Facts, facts_in
from letters.importing.flow import joined, paragraphs, quoted
from letters.importing.heads import without_heads
from letters.importing.labels import Part
from letters.importing.languages import WrittenIn, asked_in, codes, written_in
from letters.importing.lettertext import LetterOnSheet, letter_on
from letters.importing.people import PersonNamed, gender_on, people_on
from letters.importing.phrases import PHRASES, UPDATE
from letters.importing.receivers import receivers_on
from letters.importing.roles import Role
from letters.importing.sheet import Sheet, lines_of
from letters.importing.sheetlines import read_lines
from letters.importing.signs import words_of
from letters.typed import folded

_NO_FACTS = Facts()
_NO_LANGUAGES = WrittenIn()
_NO_DEADLINES = Deadlines()
_LONGEST_TITLE = 200
_MOST_OF_A_SUMMARY = 110
"""Words; what goes beyond is background."""
_LEAST_OF_A_SUMMARY = 18
_IN_BRIEF = frozenset(
    "summary brief short resume bref resumen breve zusammenfassung kurzfassung kurze kurz sachlage "
    "glance overview".split()
)
CERTAIN = 0.6
"""What is less certain is marked in the draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Lines that no field was found for, and what they seem to be."""

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
    deadlines: Deadlines = _NO_DEADLINES
    people: tuple[PersonNamed, ...] = ()
    gender: str = ""
    languages: WrittenIn = _NO_LANGUAGES
    earlier: tuple[str, ...] = ()
    on_earlier: tuple[str, ...] = ()
    photo: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    """That the case has ended, in the sheet's words."""
    signatories: tuple[str, ...] = ()
    """Those who have signed, as the sheet lists them."""
    unplaced: tuple[Unplaced, ...] = ()
    headings: tuple[str, ...] = ()
    """The sheet's own headings and labels."""
    repeated: tuple[str, ...] = ()
    certainty: Mapping[str, float] = field(default_factory=dict)
    """How certain a field is, from 0 to 1."""
    count: int = 0
    """How many lines the sheet has."""

    @property
    def deadline(self) -> Fact | None:
        """The last day or `none`; empty where it isn't certain which day is meant."""
        return self.deadlines.day

    @property
    def language_codes(self) -> tuple[str, ...]:
        """The languages in which to write, where the sheet only names languages."""
        return codes(self.languages.names, self.language)

    def is_uncertain(self, name: str) -> bool:
        """Whether the field was found and may be wrong."""
        return self.certainty.get(name, 1.0) < CERTAIN


def read_sheet(path: Path, language: str = "") -> Published:
    """What the file says. `language` is that of its texts, where it isn't to be found out. Raises Refused."""
    sheet = without_heads(read_lines(path))
    published = published_from(assigned(blocks_of(sheet.lines)), language)
    return replace(published, file=path.name, repeated=sheet.repeated, count=len(sheet.lines) + len(sheet.repeated))


def published_from(placed: Sequence[Placed], language: str = "") -> Published:
    """What the blocks say."""
    sheet = Sheet(placed)
    language = language or _language(placed)
    title = _title(sheet)
    summary, background = _texts(sheet)
    letter = letter_on(sheet, language)
    addressees, copies, embassy = receivers_on(sheet, letter)
    facts = facts_on(sheet, title)
    if facts.country is None and not any(block.country for block in addressees):
        facts = replace(facts, country=country_named((title, summary, letter.subject, *letter.paragraphs)))
    deadlines = deadlines_on(sheet)
    languages = _languages(sheet)
    people = people_on(sheet, [summary, *background, *letter.paragraphs], title, letter.subject)
    earlier, on_earlier = _earlier(sheet)
    outcome = _taken_texts(sheet, Role.OUTCOME, "outcome")
    photo = _taken_texts(sheet, Role.CREDIT, "photo")
    return Published(
        language=language,
        title=title,
        summary=summary,
        background=background,
        letter=letter,
        addressees=addressees,
        copies=copies,
        embassy=embassy,
        facts=facts,
        deadlines=deadlines,
        people=people,
        gender=gender_on(sheet),
        languages=languages,
        earlier=earlier,
        on_earlier=on_earlier,
        photo=photo,
        outcome=outcome,
        signatories=_taken_texts(sheet, Role.SIGNATORY, "signatories"),
        certainty=sheet.certainty,
        unplaced=tuple(_unplaced(sheet, facts, languages)),
        headings=tuple(dict.fromkeys(one.block.text for one in placed if one.role is None)),
    )


def _language(placed: Sequence[Placed]) -> str:
    """That of the texts; labels decide where there is hardly any text."""
    text = " ".join(line.plain for one in placed for line in one.block.lines)
    for code, (first, last) in {"zh": ("\u4e00", "\u9fff"), "ar": ("\u0621", "\u064a")}.items():
        if sum(first <= sign <= last for sign in text) > 0.3 * sum(map(str.isalpha, text)):
            return code
    words = Counter(words_of(text))
    votes: Counter[str] = Counter()
    for one in placed:
        votes.update(dict.fromkeys(one.block.languages, 3) if one.block.kind is Kind.LABEL else {})
    for code in WRITTEN_IN:
        votes[code] += sum(words[folded(word)] for word in PHRASES[code].common)
    return max(WRITTEN_IN, key=lambda code: votes[code])


def _title(sheet: Sheet) -> str:
    """The first headline, its lines joined; the one below a label for it comes first."""
    found = sheet.of(Role.TITLE)
    labelled = [one for one in found if one.block.part is Part.TITLE]
    if not found:
        return ""
    first = max(labelled or found, key=lambda one: round(one.certainty, 1))
    place = sheet.placed.index(first)
    run = [first]
    for one in sheet.placed[place + 1 :]:
        if one.role is not Role.TITLE or one.block.part is not first.block.part or _is_other(run[-1], one):
            break
        run.append(one)
    text = joined(lines_of(run)) if len(run) == 1 else " ".join(one.block.text for one in run)
    if len(text) > _LONGEST_TITLE:
        return ""
    sheet.take("title", run)
    return text.strip(" *_#")


def _is_other(one: Placed, other: Placed) -> bool:
    """Whether the second is a headline of its own: not in capitals below capitals, or apart from a whole one."""
    first, second = one.block.text, other.block.text
    return first.isupper() != second.isupper() or other.block.lines[0].gap or len(first) + len(second) > _LONGEST_TITLE


def _texts(sheet: Sheet) -> tuple[str, tuple[str, ...]]:
    """The summary, and the background: what goes beyond a summary is background, too."""
    summaries, backgrounds = sheet.of(Role.SUMMARY), sheet.of(Role.BACKGROUND)
    first: list[Placed] = []
    words = 0
    for one in summaries:
        is_said = bool(_IN_BRIEF & set(words_of(one.block.label))) and one.block.part is Part.SUMMARY
        if first and (
            one.block.part is not first[0].block.part
            or words >= (_MOST_OF_A_SUMMARY if is_said else _LEAST_OF_A_SUMMARY)
        ):
            break
        words += len(one.block.text.split())
        if first and words > _MOST_OF_A_SUMMARY:
            break
        first.append(one)
    if not summaries:
        # Texts without any label, above all that is to be done.
        first = [one for one in backgrounds if one.block.part in (None, Part.HEADLINE)][:1]
        backgrounds = [one for one in backgrounds if one not in first]
    rest = [one for one in summaries if one not in first]
    sheet.take("summary", first)
    sheet.take("background", [*rest, *backgrounds])
    return "\n\n".join(paragraphs(lines_of(first))), paragraphs(lines_of([*rest, *backgrounds]))


def _languages(sheet: Sheet) -> WrittenIn:
    own = sheet.of(Role.LANGUAGE)
    if own:
        sheet.take("languages", own)
        return written_in(lines_of(own))
    for one in sheet.of(Role.INSTRUCTION, Role.LEAD, Role.DEADLINE, Role.BANNER):
        if names := asked_in(one.block.text):
            return WrittenIn(names=names)
    for label in (one for one in sheet.placed if one.role is None):
        if names := asked_in(label.block.text):
            return WrittenIn(names=names)
    return WrittenIn()


def _earlier(sheet: Sheet) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of documents before this one, and what the sheet says of them."""
    found = sheet.of(Role.EARLIER)
    said = [one.block.text for one in found]
    numbers = [fact for text in said if (fact := facts_in(text).document or facts_in(text).case)]
    sheet.take("earlier", found)
    for one in sheet.placed:
        text = one.block.text
        for match in UPDATE.finditer(folded(text)):
            number = next(name for name, value in match.groupdict().items() if value)
            numbers.append(text[slice(*match.span(number))])
            said.append(text[slice(*match.span())])
    return tuple(dict.fromkeys(numbers)), tuple(dict.fromkeys(said))


def _taken_texts(sheet: Sheet, role: Role, name: str) -> tuple[str, ...]:
    found = sheet.of(role)
    sheet.take(name, found)
    return tuple(line.plain for one in found for line in one.block.lines)


_SAYS = {
    Role.INSTRUCTION: "for those who write",
    Role.LEAD: "for those who write",
    Role.LINK: "links",
    Role.FOOT: "of the organisation",
    Role.BANNER: "at the top, or of the organisation",
    Role.SIGNER: "places for the writer's name",
    Role.SIGNATORY: "who signed",
    Role.TITLE: "more headlines",
    Role.DEADLINE: "on the deadline",
    Role.DEMAND: "more demands",
    Role.HEAD: "in the head",
}


def _unplaced(sheet: Sheet, facts: Facts, languages: WrittenIn) -> Iterator[Unplaced]:
    """What is left, by what it seems to be."""
    if facts.rest:
        yield Unplaced(label="in the head", lines=facts.rest, count=len(facts.rest))
    by_name: dict[str, list[Placed]] = {}
    for one in sheet.left():
        if one.role is not None:
            by_name.setdefault(_SAYS.get(one.role, one.role.value), []).append(one)
    for name, found in by_name.items():
        lines = lines_of(found)
        yield Unplaced(label=name, lines=quoted(lines), count=len(lines))
    if sheet.named:
        yield Unplaced(label="named as who to write to", lines=tuple(sheet.named), count=len(sheet.named))
    if languages.rest:
        yield Unplaced(label="on languages", lines=quoted(languages.rest), count=len(languages.rest))
