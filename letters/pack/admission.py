"""Which members' letters can be printed: every reason against it, before anything is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from letters import mail
from letters.appeal.appeal import Appeal
from letters.appeal.body import OwnWords
from letters.channel import Channel
from letters.errors import InvalidFields, Refused, did_you_mean
from letters.layout import LAYOUTS, LayoutName
from letters.members import Member
from letters.pack.orders import Desk


def reasons_against(member: Member, desk: Desk, appeals: Iterable[Appeal], layout: LayoutName) -> tuple[str, ...]:
    """Why nothing can be made for the member, each reason once; none where all of her letters can be made."""
    appeals = tuple(appeals)
    found = [*_unknown(member, appeals)]
    if not found:
        targets = tuple(desk.targets(member))
        found += _in_letters(member, desk, targets, layout) if targets else ["there is nobody to write to"]
    return tuple(dict.fromkeys(found))


def _unknown(member: Member, appeals: tuple[Appeal, ...]) -> Iterator[str]:
    """Points and addressees that none of the appeals has, and own words that no letter would hold."""
    points = {choice for appeal in appeals for text in appeal.texts.values() for choice in text.letter.choices}
    keys = {key for appeal in appeals for key in appeal.to}
    for name, given, known in (("point", member.points, points), ("addressee", member.addressees, keys)):
        for word in given:
            if word not in known:
                there = ", ".join(sorted(known)) or "none"
                yield f"no appeal here has the {name} {word!r}{did_you_mean(word, known)} (there are: {there})"
    places = max((_places(appeal) for appeal in appeals), default=0)
    if len(member.own_words) > places:
        yield f"places for own words in these letters: {places or 'none'}"


def _places(appeal: Appeal) -> int:
    return max(sum(isinstance(block, OwnWords) for block in text.letter.body) for text in appeal.texts.values())


def _in_letters(member: Member, desk: Desk, targets: Iterable[tuple[Appeal, str]], layout: LayoutName) -> Iterator[str]:
    from letters.pdf.geometry import place_address, place_sender
    from letters.pdf.typesetting import refuse_unprintable

    sheet = LAYOUTS[layout]
    for appeal, key in targets:
        try:
            for letter in desk.letters(member, appeal, key):
                # What all letters of an appeal say is looked at when it is laid out.
                refuse_unprintable(letter if member.own_words else replace(letter, body=()))
                place_sender(letter, sheet)
                place_address(letter, sheet)
                if desk.channel is Channel.EMAIL:
                    mail.draft(letter)
        except InvalidFields as error:
            yield from (str(problem) for problem in error.problems)
        except Refused as error:
            yield str(error)
