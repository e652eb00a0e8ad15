"""The model letter of a sheet: salutation, subject, text, demands and closing told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letters.importing.assign import Placed
from letters.importing.clues import ASKS
from letters.importing.demands import DemandList, clauses, demand_list, introduction_of, sentence_of_demand
from letters.importing.flow import Block, Items, blocks
from letters.importing.greetings import closes, is_greeting
from letters.importing.labels import Part
from letters.importing.pieces import Line
from letters.importing.roles import Role
from letters.importing.sheet import Sheet, lines_of
from letters.importing.signs import BULLET
from letters.importing.wording import label_at
from letters.typed import folded

# Below the closing stand a name, a town, perhaps a country: no more lines than this.
_MOST_BELOW = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOnSheet:
    """The letter as the sheet has it. Salutation and closing are said apart: they are not part of an appeal's text."""

    subject: str = ""
    salutation: str = ""
    closing: tuple[str, ...] = ()
    body: tuple[str | DemandList, ...] = ()
    has_demands_from_outside: bool = False

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of all its blocks."""
        return tuple(
            text
            for block in self.body
            for text in ([block] if isinstance(block, str) else [item.text for item in block.items])
        )


def letter_on(sheet: Sheet, language: str) -> LetterOnSheet:
    """The letter with its subject, greeting and demands; or the demands alone, where the sheet has no letter."""
    subjects = [one for one in sheet.of(Role.SUBJECT) if one.block.text]
    greetings, closings = sheet.of(Role.GREETING), sheet.of(Role.CLOSING)
    bodies, demands = sheet.of(Role.BODY), sheet.of(Role.DEMAND)
    inside, outside = _parted(sheet, bodies, demands)
    last = sheet.placed.index(closings[0]) if closings else len(sheet.placed)
    if closings and any(sheet.placed.index(one) < last for one in inside):
        # A second letter is no part of the first.
        inside = [one for one in inside if sheet.placed.index(one) < last]
    letter = _letter_of(
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


def _letter_of(
    *,
    subject: str,
    greeting: str,
    closing: tuple[str, ...],
    text: Sequence[Line],
    demands: Sequence[str],
    language: str,
) -> LetterOnSheet:
    """The letter from its parts. Demands that stand outside of it are put in where it has none of its own."""
    body = tuple(_body(blocks(text), language))
    has_own = any(isinstance(block, DemandList) for block in body)
    joins = bool(demands) and not has_own
    if joins:
        body = (*body, demand_list("", demands, language))
    return LetterOnSheet(
        subject=subject, salutation=greeting, closing=closing, body=body, has_demands_from_outside=joins
    )


def letter_from(lines: Sequence[Line], language: str) -> LetterOnSheet:
    """The letter in lines that begin with its salutation, its subject, or its text."""
    subject, salutation, rest = "", "", list(lines)
    for _ in range(2):
        if rest and not salutation and is_greeting(rest[0].plain):
            salutation, rest = rest[0].plain, rest[1:]
        elif rest and not subject and (label := label_at(rest, 0)) and label.part is Part.SUBJECT:
            subject, rest = label.value, rest[label.lines :]
    end = _closing_at(rest)
    body = tuple(_body(blocks(rest[:end]), language))
    return LetterOnSheet(
        subject=subject, salutation=salutation, closing=tuple(line.plain for line in rest[end:]), body=body
    )


def _closing_at(lines: Sequence[Line]) -> int:
    """Where the closing begins; behind the last line, where there is none."""
    for index in range(max(0, len(lines) - _MOST_BELOW), len(lines)):
        if closes(lines[index].plain) and all(len(line.plain) < 120 for line in lines[index:]):
            return index
    return len(lines)


def _body(found: Sequence[Block], language: str) -> Iterator[str | DemandList]:
    introduction = ""
    for index, block in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        if isinstance(block, Items) or introduction:
            items = block.items if isinstance(block, Items) else clauses(block.text)
            yield demand_list(introduction, items, language)
            introduction = ""
        elif (block.text.rstrip().endswith(":") and _lists(after)) or _leads(block.text, after):
            before, introduction = introduction_of(block.text)
            if before:
                yield before
        else:
            yield sentence_of_demand(block.text, language) or block.text


_LONGEST_LEAD = 200


def _leads(text: str, after: Block | None) -> bool:
    """Whether a sentence that asks for something goes on in the list below it without a colon."""
    is_open = not text.rstrip().endswith((".", "!", "?"))
    return isinstance(after, Items) and is_open and len(text) < _LONGEST_LEAD and ASKS.search(folded(text)) is not None


def _lists(block: Block | None) -> bool:
    """Whether the block goes on behind a colon: as a list, or as one whose marks were pictures and are lost."""
    return isinstance(block, Items) or (block is not None and block.text[:1].islower())
