"""Whether every address has room on what it is to be printed on, before anything is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from letters.channel import Channel
from letters.errors import Refused
from letters.letter import Letter
from letters.members import Member
from letters.pack.job import Stationery
from letters.pack.orders import LetterMaker
from letters.stationery import ENVELOPES, LABEL_SHEETS

_SHOWN = 10


def refuse_misfits(maker: LetterMaker, members: Sequence[Member], stationery: Stationery) -> None:
    """Raises Refused for addresses that have no room on the envelopes or on the labels.

    It names whose they are, and what has room for all of them.
    """
    if maker.evening.channel is not Channel.POST:
        return
    from letters.pdf import envelopes, labels

    letters, numbered = list(_addresses(maker, members)), stationery.numbers
    problems: list[str] = []
    if envelope := stationery.envelope:
        sizes = {other.name.upper(): _in(envelopes.fits, other) for other in ENVELOPES.values()}
        problems += _misfits(letters, envelope.name.upper(), sizes, "--envelopes")
    if sheet := stationery.labels:
        sheets = {other.name: _in(labels.fits, other, numbered=numbered) for other in LABEL_SHEETS.values()}
        problems += _misfits(letters, sheet.name, sheets, "--labels")
    if problems:
        raise Refused("\n".join(problems))


def _in(fits: Callable[..., bool], place: object, **how: bool) -> Callable[[Letter], bool]:
    return lambda letter: fits(letter, place, **how)


def _addresses(maker: LetterMaker, members: Sequence[Member]) -> Iterator[Letter]:
    """A letter with each address that is printed: a country's name depends on who writes, and in which language."""
    seen = set()
    for member in members:
        for appeal, key in maker.targets(member):
            place = (appeal.slug, key, maker.language(member, appeal), member.supporter.country)
            if place not in seen:
                seen.add(place)
                yield from maker.letters(member, appeal, key)


def _misfits(
    letters: Sequence[Letter], wanted: str, places: Mapping[str, Callable[[Letter], bool]], option: str
) -> Iterator[str]:
    """Sentences on the addresses that have no room there."""
    amiss = [letter for letter in letters if not places[wanted](letter)]
    if not amiss:
        return
    others = [name for name, fits in places.items() if all(map(fits, letters))]
    what_to_do = f"{option} {' or '.join(others)} has room for all" if others else "shorten its lines, or join some"
    for name, lines in list(dict.fromkeys(map(_said, amiss)))[:_SHOWN]:
        yield f"the address of {name} has {lines} lines, too many for {option} {wanted}: {what_to_do}"


def _said(letter: Letter) -> tuple[str, int]:
    """Whose address it is, for which appeal, and how many lines it has."""
    name = letter.recipient[0] if letter.is_copy else letter.addressee_name
    return f"{name} ({letter.appeal})", len(letter.recipient) + len(letter.country_lines)
