"""An open letter in parts: its own pages, and the names that are too many for them and follow on pages of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from letters.appeal.signed import Signed
from letters.language.language import Language
from letters.language.signing import SIGNING
from letters.letter import Letter

MOST_WITH_THE_LETTER = 200
"""So many names at most stand on the letter's own pages; the longest groups give way first."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A letter as it is printed: its own pages, and the groups whose names stand on pages after them."""

    letter: Letter
    lists: tuple[Signed, ...]


def parted(letter: Letter) -> Parts:
    """The letter, with the number in place of names where there are too many, and the groups that these belong to."""
    apart, with_it = set[int](), sum(len(group.members) for group in letter.signed)
    for index in sorted(range(len(letter.signed)), key=lambda index: -len(letter.signed[index].members)):
        if with_it <= MOST_WITH_THE_LETTER:
            break
        apart.add(index)
        with_it -= len(letter.signed[index].members)
    if not apart:
        return Parts(letter, ())
    signed = tuple(
        replace(group, members=(), number=_number(group, letter.language)) if index in apart else group
        for index, group in enumerate(letter.signed)
    )
    return Parts(replace(letter, signed=signed), tuple(letter.signed[index] for index in sorted(apart)))


def _number(group: Signed, tongue: Language) -> str:
    """How many names follow, and how many more there are that aren't named."""
    follow = SIGNING[tongue.code].names_follow.format(number=tongue.number(len(group.members)))
    return tongue.separator.join(filter(None, (follow, group.more)))
