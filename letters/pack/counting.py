"""The letters of a pack, counted, and told to the group: the tally, and whose each folder is."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.handout.composing import example_warning
from letters.language.language import LANGUAGES, Language
from letters.layout import Paper
from letters.members import Member, text_workbook
from letters.pack.folder import folder_of
from letters.pack.job import Evening
from letters.pack.orders import Order, town_of
from letters.reporting.pack_number import PackNumber, pack_number

if TYPE_CHECKING:
    from letters.pdf.tally import TallyCase


class Numbers:
    """Running numbers, in their order: how many, and from where to where."""

    def __init__(self) -> None:
        self.count = 0
        self._ranges: list[list[int]] = []

    def add(self, number: int) -> None:
        """One more, which is higher than those before."""
        self.count += 1
        if self._ranges and self._ranges[-1][1] == number - 1:
            self._ranges[-1][1] = number
        else:
            self._ranges.append([number, number])

    @property
    def said(self) -> str:
        """`7`, `5–6`, `1–2, 9`."""
        return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in self._ranges)

    @property
    def only_range(self) -> str:
        """The same, where they follow one another without a gap; else nothing."""
        return self.said if len(self._ranges) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The letters of a pack, counted.

    `to`: by appeal and addressee; `copies_to`: by appeal and the name of who gets the copy, as each country has another
    embassy; `copied` are those; `by_case`: by row and appeal; `by_member`: by row. `stamps`: for letters that stay
    within the country, and for those that go abroad; what has no address gets none. `languages` are those of each
    appeal's letters, `countries` those in which their writers live.
    """

    to: Mapping[tuple[str, str], Numbers]
    copies_to: Mapping[tuple[str, str], Numbers]
    by_case: Mapping[tuple[int, str], Numbers]
    by_member: Mapping[int, Numbers]
    members: Mapping[int, Member]
    copied: Mapping[tuple[str, str], Addressee]
    stamps: tuple[int, int]
    languages: Mapping[str, set[str]]
    countries: set[str]
    identity: str
    """What tells this pack from another: who writes to whom on which day, as a digest from which nobody learns it"""

    @property
    def letters(self) -> int:
        """All letters, copies among them."""
        return sum(numbers.count for numbers in self.by_member.values())

    @property
    def copies(self) -> int:
        """How many of the letters are copies."""
        return sum(numbers.count for numbers in self.copies_to.values())

    def by_addressee(self, slug: str) -> dict[str, int]:
        """How many letters to the appeal go to each of its addressees, copies left out."""
        return {key: numbers.count for (appeal, key), numbers in self.to.items() if appeal == slug}

    def reported_as(self, slug: str, channel: Channel) -> PackNumber:
        """The number under which the letters to the appeal are reported; printed again they have the same."""
        return pack_number(slug, channel, sum(self.by_addressee(slug).values()), self.identity)


def counted(orders: Iterable[Order], recipient: Callable[[Order], Addressee]) -> Counts:
    """The letters, counted; `recipient` tells who gets a letter or copy."""
    to: dict[tuple[str, str], Numbers] = defaultdict(Numbers)
    copies_to: dict[tuple[str, str], Numbers] = defaultdict(Numbers)
    by_case: dict[tuple[int, str], Numbers] = defaultdict(Numbers)
    by_member: dict[int, Numbers] = defaultdict(Numbers)
    members: dict[int, Member] = {}
    copied: dict[tuple[str, str], Addressee] = {}
    languages: dict[str, set[str]] = defaultdict(set)
    countries: set[str] = set()
    home = abroad = 0
    identity = hashlib.sha256()
    for order in orders:
        letter, row = order.letter, order.member.row
        identity.update(repr((row, letter.date, letter.appeal, letter.name, letter.sender, letter.signature)).encode())
        by_case[row, letter.appeal].add(order.number)
        by_member[row].add(order.number)
        members.setdefault(row, order.member)
        languages[letter.appeal].add(letter.language_code)
        countries.add(letter.sender_country)
        who = recipient(order)
        if letter.is_copy:
            copies_to[letter.appeal, who.name].add(order.number)
            copied.setdefault((letter.appeal, who.name), who)
        else:
            to[letter.appeal, letter.addressee].add(order.number)
        home += who.post is not None and not letter.country_lines
        abroad += who.post is not None and bool(letter.country_lines)
    return Counts(
        to=to, copies_to=copies_to, by_case=by_case, by_member=by_member, members=members, copied=copied,
        stamps=(home, abroad), languages=languages, countries=countries, identity=identity.hexdigest(),
    )  # fmt: skip


def tally(evening: Evening, counts: Counts, *, paper: Paper, numbered: bool, executor: Executor) -> bytes:
    """Who wrote how often, to whom and for which case, as a PDF: a row for each member in the order of the stack.

    Copies count as what they are: sheets of paper, each with its envelope and its stamp. The executor's processes make
    it, as they have loaded already what sets pages.
    """
    from letters.pdf import tally as sheet
    from letters.pdf.tallywords import tally_language

    site = evening.library.site
    tongue = LANGUAGES[tally_language(site.languages)]
    head = sheet.Tally(
        title=site.organisation,
        date=tongue.date(evening.date, site.country or ""),
        cases=tuple(_case(appeal, counts, evening, tongue) for appeal in evening.to_write),
        contact=site.contact_email or "",
        paper=paper,
        language=tongue.code,
        stamps=counts.stamps,
        numbered=numbered,
    )
    rows = [
        sheet.TallyRow(
            number=counts.by_member[member.row].only_range if numbered else str(number),
            name=member.supporter.signature,
            town=town_of(member.supporter),
            counts=tuple(counts.by_case[member.row, appeal.slug].count for appeal in evening.to_write),
            numbers=tuple(counts.by_case[member.row, appeal.slug].said for appeal in evening.to_write if numbered),
        )
        for number, member in enumerate(counts.members.values(), start=1)
    ]
    return executor.submit(sheet.tally, head, rows).result()


def _case(appeal: Appeal, counts: Counts, evening: Evening, tongue: Language) -> TallyCase:
    from letters.pdf.tally import TallyCase, TallyLine

    lines = [
        TallyLine(to=addressee.name_in(tongue.code), letters=found.count, numbers=found.only_range)
        for key, addressee in appeal.to.items()
        for found in [counts.to.get((appeal.slug, key), Numbers())]
    ]
    for (slug, name), found in counts.copies_to.items():
        if slug == appeal.slug:
            to = tongue.copy.format(names=counts.copied[slug, name].name_in(tongue.code))
            lines.append(TallyLine(to=to, letters=found.count, numbers=found.only_range))
    return TallyCase(
        name=appeal.facts.case or (appeal.slug if len(evening.to_write) > 1 else ""),
        title=appeal.texts_in(tongue.code).title,
        lines=tuple(lines),
        warning=example_warning(appeal, tongue.code),
        # Nobody reports an example's letters, which aren't sent.
        number="" if appeal.facts.example else str(counts.reported_as(appeal.slug, evening.channel)),
    )


def whose(evening: Evening, counts: Counts) -> bytes:
    """Whose the members' folders are, and how many letters lie in each, as a workbook."""
    from letters.pdf.tallywords import TALLY_WORDS, tally_language

    words = TALLY_WORDS[tally_language(evening.library.site.languages)]
    rows = [
        (folder_of(row), member.supporter.signature, town_of(member.supporter), str(counts.by_member[row].count))
        for row, member in counts.members.items()
    ]
    return text_workbook((words.folder, words.name, words.town, words.letters), rows)
