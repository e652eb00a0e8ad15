"""The letter of a draft that was made from a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from letters.authoring.draft_page import PARAGRAPH
from letters.authoring.scalars import notes, scalar, value
from letters.importing.demands import Demand, DemandList
from letters.importing.lettertext import LetterOnSheet
from letters.importing.phrases import PHRASES
from letters.importing.published import Published

_APART = """\
  # Salutation and closing come from the addressee and the language, not from the text.
"""
_NO_DEMANDS = """\
    # If the letter asks for several things, make them a list that survives all editing:
    # - demands: {introduction}
    #   items:
    #     - the first;
    #     - the second.
"""
_OURS = "    # The sheet has no introduction to this list; introduction and items must read as one sentence.\n"
_CHANGE = '        # A letter must say "I urge you to ...": rewrite this item.\n'


def letter(sheet: Published, title: str) -> str:
    """What stands below `letter:`."""
    text = sheet.letter
    return f"{_apart(text)}{_subject(text, title)}  body:\n{''.join(_body(sheet))}"


def _apart(text: LetterOnSheet) -> str:
    said = [*([text.salutation] if text.salutation else []), *text.closing]
    return _APART + notes(f"On the sheet: {' / '.join(said)}", "  # ", "  ") if said else ""


def _subject(text: LetterOnSheet, title: str) -> str:
    if text.subject:
        return f"  subject: {value(text.subject, 4)}\n"
    if title:
        return f"  # The sheet has no subject; this is its headline.\n  subject: {value(title, 4)}\n"
    return f"  subject: {scalar('[A few words: the name, and what it is about]')}\n"


def _body(sheet: Published) -> Iterator[str]:
    """The blocks of the letter, with a place for the writer's own words before the demands."""
    body, language = sheet.letter.body, sheet.language
    if not any(isinstance(block, str) for block in body):
        yield PARAGRAPH
    is_asked = False
    for block in body:
        if isinstance(block, str):
            yield f"    - {value(block, 6)}\n"
            continue
        if not is_asked:
            yield _own_words(language)
            is_asked = True
        yield _demands(block)
    if not is_asked:
        yield _own_words(language) + _NO_DEMANDS.format(introduction=PHRASES[language].introduction)


def _own_words(language: str) -> str:
    """Not from the sheet: what makes the letter a writer's own."""
    phrases = PHRASES[language]
    note = "    # Not from the sheet: the place for the writer's own words.\n"
    return f"{note}    - own_words: {scalar(phrases.own_words)}\n      hint: {value(phrases.hint, 8)}\n"


def _demands(block: DemandList) -> str:
    head = f"{_OURS if block.is_ours else ''}    - demands: {value(block.introduction, 8)}\n      items:\n"
    return head + "".join(map(_item, block.items))


def _item(demand: Demand) -> str:
    note = notes(f"on the sheet it begins: {demand.beginning}", "        # ") if demand.beginning else ""
    return f"{note}{_CHANGE if demand.must_change else ''}        - {value(demand.text, 10)}\n"
