"""Who to write to and what: the parts of a sheet that become a letter and its addressees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from letters.importing.contacts import ContactBlock, contact_blocks
from letters.importing.demands import demand_list
from letters.importing.flow import Items, blocks
from letters.importing.labels import Part
from letters.importing.lettertext import LetterOnSheet, letter_from, salutation_at
from letters.importing.phrases import DIPLOMATS, EMBASSY
from letters.importing.pieces import Line
from letters.importing.sections import Divided
from letters.importing.signs import BULLET
from letters.importing.wording import label_at
from letters.typed import folded

_PROSE_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What a sheet asks its readers to do. `embassy` is what it says of diplomats; `rest` has no place."""

    letter: LetterOnSheet
    addressees: tuple[ContactBlock, ...]
    copies: tuple[ContactBlock, ...]
    embassy: tuple[str, ...]
    rest: tuple[tuple[Part, tuple[Line, ...]], ...]


def action(divided: Divided, language: str) -> Action:
    """The letter, from whichever part of the sheet has it, and everybody it goes to."""
    letter, above, rest = _letter(divided, language)
    blocks_found: list[ContactBlock] = []
    embassy: list[str] = []
    left: list[tuple[Part, tuple[Line, ...]]] = [(Part.ACTION, rest)]
    for part, lines in ((Part.ACTION, above), *((part, divided.lines(part)) for part in (Part.CONTACT, Part.APPEALS))):
        contacts, diplomats, others = _receivers(lines)
        blocks_found += contacts
        embassy += diplomats
        left.append((part, others))
    copies, diplomats, others = _receivers(divided.lines(Part.COPIES))
    return Action(
        letter=letter,
        addressees=_greeted(blocks_found, letter),
        copies=tuple(copies),
        embassy=(*embassy, *diplomats),
        rest=(*left, (Part.COPIES, others)),
    )


def _letter(divided: Divided, language: str) -> tuple[LetterOnSheet, tuple[Line, ...], tuple[Line, ...]]:
    """The letter, the lines above it, and the lines that belong to neither."""
    own, acting = divided.lines(Part.LETTER), divided.lines(Part.ACTION)
    if own:
        begins = _start(own) or 0
        has_list = any(isinstance(block, Items) for block in blocks(acting))
        above = own[:begins] if has_list else (*acting, *own[:begins])
        return letter_from(own[begins:], language), above, acting if has_list else ()
    start = _start(acting)
    if start is not None:
        return letter_from(acting[start:], language), acting[:start], ()
    return _demands(acting, language)


def _start(lines: Sequence[Line]) -> int | None:
    """Where the letter begins: at its salutation, or at its subject above it."""
    place = salutation_at(lines)
    if place is None:
        return None
    for index in range(place):
        label = label_at(lines, index)
        if label and label.part is Part.SUBJECT:
            return index
    return place


def _demands(lines: Sequence[Line], language: str) -> tuple[LetterOnSheet, tuple[Line, ...], tuple[Line, ...]]:
    """The older form has no letter, only what to ask for; without that, the lines may be who to write to."""
    items = tuple(item for block in blocks(lines) if isinstance(block, Items) for item in block.items)
    if not items:
        return LetterOnSheet(), tuple(lines), ()
    letter = LetterOnSheet(body=(demand_list("", items, language),))
    # The lines that are not part of an item; a line may go on with the one before.
    others = (line for line in lines if not BULLET.match(line.plain) and not any(line.plain in item for item in items))
    return letter, (), tuple(others)


def _receivers(lines: Sequence[Line]) -> tuple[list[ContactBlock], list[str], tuple[Line, ...]]:
    """The addressees in some lines, what is said of diplomats, and what is neither."""
    contacts: list[ContactBlock] = []
    diplomats: list[str] = []
    others: list[Line] = []
    for block in contact_blocks(lines):
        text = " ".join(block.lines)
        if _means_diplomats(block, text):
            diplomats.append(text)
        elif _is_prose(block, text):
            others += [Line(text=line) for line in block.lines]
        else:
            contacts.append(block)
    return contacts, diplomats, tuple(others)


def _means_diplomats(block: ContactBlock, text: str) -> bool:
    """Whether it speaks of the diplomats in the reader's country, and is no address of an embassy."""
    if DIPLOMATS.search(folded(text)):
        return True
    is_address = block.fax or block.email or any(sign.isdigit() for sign in text)
    return EMBASSY.search(folded(text)) is not None and not is_address


def _is_prose(block: ContactBlock, text: str) -> bool:
    if block.fax or block.email or block.salutation:
        return False
    return max(map(len, block.lines)) > 100 or (
        len(text.split()) >= _PROSE_WORDS and text.endswith((".", "!", "?", ":"))
    )


def _greeted(found: Sequence[ContactBlock], letter: LetterOnSheet) -> tuple[ContactBlock, ...]:
    """The addressees; where there is one alone, the letter's salutation is hers."""
    if len(found) == 1 and letter.salutation and not found[0].salutation:
        return (replace(found[0], salutation=letter.salutation),)
    return tuple(found)
