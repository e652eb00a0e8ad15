"""The tally of a pack: who wrote how often, to whom and for which case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor

from letters.language import LANGUAGES
from letters.layout import LAYOUTS
from letters.members import Member
from letters.pack.orders import Order, town_of
from letters.pack.run import Pack


def tally_of(pack: Pack, executor: Executor) -> bytes:
    """The tally as a PDF: a row for each member in the order of the stack. Copies aren't counted.

    The executor's processes make it, as they have loaded already what sets pages.
    """
    from letters.pdf.tally import Tally, TallyCase, TallyRow, tally

    to: Counter[tuple[str, str]] = Counter()
    by_member: Counter[tuple[int, str]] = Counter()
    members: dict[int, Member] = {}
    for order in _letters(pack):
        to[order.letter.appeal, order.letter.addressee] += 1
        by_member[order.member.row, order.letter.appeal] += 1
        members.setdefault(order.member.row, order.member)
    evening, site = pack.evening, pack.evening.library.site
    head = Tally(
        title=site.organisation,
        date=LANGUAGES["en"].date(evening.date),
        cases=tuple(
            TallyCase(
                name=appeal.facts.case or (appeal.slug if len(evening.appeals) > 1 else ""),
                title=appeal.facts.title,
                letters=tuple((addressee.name, to[appeal.slug, key]) for key, addressee in appeal.to.items()),
            )
            for appeal in evening.appeals
        ),
        contact=site.contact_email or "",
        paper=LAYOUTS[pack.stationery.layout].paper,
    )
    rows = [
        TallyRow(
            number=number,
            name=member.supporter.signature,
            town=town_of(member.supporter),
            counts=tuple(by_member[member.row, appeal.slug] for appeal in evening.appeals),
        )
        for number, member in enumerate(members.values(), start=1)
    ]
    return executor.submit(tally, head, rows).result()


def _letters(pack: Pack) -> Iterator[Order]:
    return (order for order in pack.orders() if not order.letter.is_copy)
