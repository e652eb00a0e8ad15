"""What a published sheet says, each part with how certain it is; the rest is kept word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from letters.fields.countries import country_called
from letters.fields.dates import WRITTEN_IN, first_date
from letters.importing import clues
from letters.importing.assign import Placed, assigned
from letters.importing.blocks import Kind, blocks_of
from letters.importing.contacts import ContactBlock, contact_blocks
from letters.importing.deadlines import Deadlines, deadlines_in
from letters.importing.facts import Fact, Facts, all_facts, country_in, facts_in, labelled_case
from letters.importing.flow import joined, paragraphs, quoted
from letters.importing.heads import without_heads
from letters.importing.labels import Part
from letters.importing.languages import WrittenIn, asked_in, codes, written_in
from letters.importing.lettertext import LetterOnSheet, letter_of
from letters.importing.people import PersonNamed, named_most, people_in
from letters.importing.phrases import DIPLOMATS, EMBASSY, PHRASES, UPDATE
from letters.importing.pieces import Line
from letters.importing.roles import Role
from letters.importing.sheetlines import read_lines
from letters.importing.signs import BULLET, words_of
from letters.typed import folded

_NO_FACTS = Facts()
_NO_LANGUAGES = WrittenIn()
_NO_DEADLINES = Deadlines()
_LONGEST_NAME = 150
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


class Sheet:
    """The blocks of a sheet by their roles; what is taken for a field is no longer left."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self.placed = placed
        self._taken: set[int] = set()
        self.certainty: dict[str, float] = {}
        self.named: list[str] = []
        """Lines that only name somebody whose address stands elsewhere."""

    def of(self, *roles: Role) -> list[Placed]:
        """The blocks of these roles, in reading order."""
        return [one for one in self.placed if one.role in roles]

    def take(self, name: str, found: Iterable[Placed]) -> None:
        """Say that these blocks are the field; the least certain of them says how certain that is."""
        certainties = []
        for one in found:
            self._taken.add(id(one))
            certainties.append(one.certainty)
        if certainties and name:
            self.certainty[name] = min(self.certainty.get(name, 1.0), sum(certainties) / len(certainties))

    def left(self) -> list[Placed]:
        """What no field has taken."""
        return [one for one in self.placed if id(one) not in self._taken]


def lines_of(found: Iterable[Placed]) -> tuple[Line, ...]:
    """The lines of some blocks, each block apart from the one before it."""
    return tuple(
        replace(line, gap=True) if number == 0 else line for one in found for number, line in enumerate(one.block.lines)
    )


def published_from(placed: Sequence[Placed], language: str = "") -> Published:
    """What the blocks say."""
    sheet = Sheet(placed)
    language = language or _language(placed)
    title = _title(sheet)
    summary, background = _texts(sheet)
    letter = _letter(sheet, language)
    addressees, copies, embassy = _receivers(sheet, letter)
    facts = _facts(sheet, title)
    if facts.country is None and not any(block.country for block in addressees):
        facts = replace(facts, country=_country_named((title, summary, letter.subject, *letter.paragraphs)))
    deadlines = _deadlines(sheet)
    languages = _languages(sheet)
    people = _people(sheet, [summary, *background, *letter.paragraphs], title, letter.subject)
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
        gender=_gender(sheet),
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


def _letter(sheet: Sheet, language: str) -> LetterOnSheet:
    """The letter with its subject, greeting and demands; or the demands alone, where the sheet has no letter."""
    subjects = [one for one in sheet.of(Role.SUBJECT) if one.block.text]
    greetings, closings = sheet.of(Role.GREETING), sheet.of(Role.CLOSING)
    bodies, demands = sheet.of(Role.BODY), sheet.of(Role.DEMAND)
    inside, outside = _parted(sheet, bodies, demands)
    last = sheet.placed.index(closings[0]) if closings else len(sheet.placed)
    if closings and any(sheet.placed.index(one) < last for one in inside):
        # A second letter is no part of the first.
        inside = [one for one in inside if sheet.placed.index(one) < last]
    letter = letter_of(
        subject=_subject(subjects),
        greeting=" / ".join(one.block.text for one in _first_run(sheet, greetings) if "__" not in one.block.text),
        closing=tuple(one.block.text for one in closings[:1]),
        text=lines_of(inside),
        demands=[BULLET.sub("", one.block.text).strip() for one in outside],
        language=language,
    )
    used = outside if letter.has_demands_from_outside else []
    sheet.take("letter.subject", subjects[:1])
    sheet.take("letter", [*_first_run(sheet, greetings), *closings[:1], *inside])
    sheet.take("letter", used)
    return letter


def _parted(sheet: Sheet, bodies: Sequence[Placed], demands: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """What stands within the letter, and the demands that stand outside of it."""
    places = [sheet.placed.index(one) for one in bodies]
    if not places:
        return [], list(demands)
    first = places[0]
    end = next(
        (
            index
            for index, one in enumerate(sheet.placed)
            if index > places[-1] and one.role is not Role.DEMAND and one.role is not None
        ),
        len(sheet.placed),
    )
    inside = [
        one for index, one in enumerate(sheet.placed) if first <= index < end and one.role in (Role.BODY, Role.DEMAND)
    ]
    return inside, [one for one in demands if one not in inside]


def _first_run(sheet: Sheet, found: Sequence[Placed]) -> list[Placed]:
    """The first of some blocks, and those directly behind it."""
    run: list[Placed] = []
    for one in found:
        if run and sheet.placed.index(one) != sheet.placed.index(run[-1]) + 1:
            break
        run.append(one)
    return run


def _subject(found: Sequence[Placed]) -> str:
    text = found[0].block.text if found else ""
    head, colon, rest = text.partition(":")
    return (rest if colon and folded(head).strip(" *_") in _SUBJECT_WORDS else text).strip(" *_")


_SUBJECT_WORDS = frozenset(("re", "subject", "subject line", "objet", "asunto", "betreff", "betr", "betr.", "sujet"))


def _receivers(
    sheet: Sheet, letter: LetterOnSheet
) -> tuple[tuple[ContactBlock, ...], tuple[ContactBlock, ...], tuple[str, ...]]:
    """Those who decide, those in copy, and what is said of diplomats in the reader's own country."""
    embassy: list[str] = []
    found = []
    for role, name in ((Role.ADDRESSEE, "to"), (Role.COPY, "copies")):
        blocks: list[ContactBlock] = []
        for run in _runs(sheet, role):
            for block in contact_blocks(lines_of(run)):
                certainty = sum(one.certainty for one in run) / len(run)
                text = " ".join(block.lines)
                if _means_diplomats(block, text):
                    embassy.append(text)
                else:
                    blocks.append(replace(block, certainty=certainty))
            sheet.take(name, run)
        merged = _merged(blocks)
        found.append(_reached(merged))
        sheet.named += [line for block in merged if block not in found[-1] for line in block.lines]
    for one in sheet.of(Role.INSTRUCTION):
        if clues.DIPLOMATIC.search(folded(one.block.text)):
            embassy.append(one.block.text)
            sheet.take("", [one])
    addressees, copies = found
    if letter.salutation and (len(addressees) == 1 or _FOR_ALL.fullmatch(folded(letter.salutation).strip(" ,:!"))):
        addressees = tuple(
            block if block.salutation else replace(block, salutation=letter.salutation) for block in addressees
        )
    return addressees, copies, tuple(embassy)


# Each of several addressees can be greeted so.
_FOR_ALL = re.compile(
    r"(?:your )?excellency|(?:votre )?excellence|(?:su )?excelencia|(?:eure )?exzellenz"
    r"|dear sirs?(?:(?: or | and |/| / )madams?)?"
    r"|dear madams?(?:(?: or | and |/| / )sirs?)?|sir|to whom it may concern"
    r"|madame,? monsieur|a quien corresponda|sehr geehrte damen und herren"
)


def _runs(sheet: Sheet, role: Role) -> Iterator[list[Placed]]:
    """Blocks of the role that stand behind each other; labels part them."""
    run: list[Placed] = []
    for one in sheet.placed:
        if one.role is role:
            run.append(one)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _merged(blocks: Sequence[ContactBlock]) -> tuple[ContactBlock, ...]:
    """The blocks; one without any line of an address goes to the one before it."""
    found: list[ContactBlock] = []
    for block in blocks:
        if found and not block.address:
            before = found[-1]
            found[-1] = replace(
                before,
                lines=(*before.lines, *block.lines),
                fax=(*before.fax, *block.fax),
                email=(*before.email, *block.email),
                salutation=before.salutation or block.salutation,
            )
        else:
            found.append(block)
    return tuple(found)


def _reached(blocks: Sequence[ContactBlock]) -> tuple[ContactBlock, ...]:
    """The blocks; where some have addresses, those that only name somebody are said again above or below them."""
    full = [block for block in blocks if block.fax or block.email or len(block.address) > 1]
    return tuple(full or blocks)


def _means_diplomats(block: ContactBlock, text: str) -> bool:
    """Whether it speaks of the diplomats in the reader's country, and is no address of an embassy."""
    plain = folded(text)
    if clues.DIPLOMATIC.search(plain) or DIPLOMATS.search(plain):
        return True
    is_address = block.fax or block.email or any(sign.isdigit() for sign in text)
    return EMBASSY.search(plain) is not None and not is_address


def _facts(sheet: Sheet, title: str) -> Facts:
    """What the heads say; a country also from the headline's colon."""
    heads = sheet.of(Role.HEAD)
    lines = [line.plain for one in heads for line in one.block.lines]
    facts = all_facts(lines)
    for one in heads:
        text = one.block.text
        match one.block.part:
            case Part.CASE if not facts.case:
                facts = replace(facts, case=labelled_case(text))
            case _:
                pass
        day = first_date(text)
        if day and facts.issued is None:
            facts = replace(facts, issued=Fact(value=day.iso, words=day.words))
        if facts.country is None and (country := country_in(text)):
            facts = replace(facts, country=country)
    if not facts.case:
        facts = _from_elsewhere(sheet, facts)
    if facts.country is None:
        facts = replace(facts, country=_country_before_colon([title, *_top(sheet)]))
    told = [facts.case, facts.document, facts.index, *(fact.words for fact in (facts.country, facts.issued) if fact)]
    words = {word for text in told for word in words_of(text)}
    sheet.take(
        "facts", [one for one in heads if one.block.kind is Kind.FACTS or set(words_of(one.block.text)) <= words]
    )
    return facts


def _from_elsewhere(sheet: Sheet, facts: Facts) -> Facts:
    """The number of the case in a headline or a banner."""
    for one in sheet.of(Role.TITLE, Role.BANNER, Role.EARLIER):
        found = facts_in(one.block.text)
        if found.case:
            return replace(
                facts, case=found.case, document=facts.document or found.document, index=facts.index or found.index
            )
    return facts


def _top(sheet: Sheet) -> list[str]:
    return [
        one.block.text
        for one in sheet.placed[:8]
        if one.role in (Role.TITLE, Role.BANNER, Role.HEAD, Role.PEOPLE, None)
    ]


def _country_before_colon(texts: Iterable[str]) -> Fact | None:
    for text in texts:
        for mark in (":", " – ", " - ", " — ", " / ", "/", "|"):
            head, found, _ = text.partition(mark)
            if found and 3 < len(head) < 45 and (code := country_called(head.strip(" *_#"), formal=False)):
                return Fact(value=code, words=head.strip())
    return None


def _country_named(texts: Iterable[str]) -> Fact | None:
    """The only country that the first of the texts to name any names."""
    for text in texts:
        words = re.findall(r"[^\W\d_][\w'’-]*", text)
        found: dict[str, str] = {}
        for start, word in enumerate(words):
            if not word[0].isupper():
                continue
            for count in (4, 3, 2, 1):
                name = " ".join(words[start : start + count]).removesuffix("'s").removesuffix("’s")
                if len(name) > 3 and (code := country_called(name, formal=False)):
                    found.setdefault(code, name)
                    break
        if len(found) == 1:
            return Fact(value=next(iter(found)), words=next(iter(found.values())))
        if found:
            return None
    return None


def _deadlines(sheet: Sheet) -> Deadlines:
    """The last day, from what says so by itself, by a label, or among what is said to writers."""
    own = sheet.of(Role.DEADLINE)
    others = [
        one for one in sheet.placed if one.role in (Role.INSTRUCTION, Role.LEAD, Role.BANNER, Role.LANGUAGE, Role.FOOT)
    ]
    labels = [one for one in sheet.placed if one.role is None]
    found = deadlines_in(
        [(one.block.text, one.block.label) for one in own],
        [one.block.text for one in labels],
        [one.block.text for one in others],
    )
    used = [one for one in own if one.block.text in found.words or not _more_than(one.block.text, found)]
    sheet.take("deadline", used)
    return found


def _more_than(text: str, found: Deadlines) -> bool:
    """Whether the text says more than the deadline."""
    return not set(words_of(text)) <= {word for said in found.words for word in words_of(said)}


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


def _people(sheet: Sheet, texts: Sequence[str], title: str, subject: str) -> tuple[PersonNamed, ...]:
    """Those whom the sheet lists, or else those whom its texts name most: that is a proposal."""
    found = [one for one in sheet.of(Role.PEOPLE) if one.block.part is not Part.GENDER]
    people: list[PersonNamed] = []
    used: list[Placed] = []
    for one in found:
        named = [line.plain for line in one.block.lines]
        if any(len(line) > _LONGEST_NAME for line in named):
            continue
        whole = people_in(named)
        is_whole = len(named) == 1 or all(len(person.name.split()) > 1 for person in whole)
        people += whole if is_whole else people_in([one.block.text])
        used.append(one)
    sheet.take("people", used)
    if people:
        return tuple({person.name: person for person in people}.values())
    names = named_most([*texts, subject], f"{title} {subject}")
    if names:
        sheet.certainty["people"] = 0.5
    return tuple(PersonNamed(name=name) for name in names[:1])


def _gender(sheet: Sheet) -> str:
    found = [one for one in sheet.placed if one.role is not None and one.block.part is Part.GENDER]
    sheet.take("", found)
    return " ".join(one.block.text for one in found)


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
