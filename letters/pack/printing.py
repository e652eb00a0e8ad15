"""A group's evening, printed: from its list of members to the stack, and all that goes with it in the same order."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.compose import Words, compose
from letters.errors import LettersError, Refused
from letters.files import PRIVATE_FOLDER, write_whole
from letters.handout.composing import example_warning
from letters.language.language import LANGUAGES, Language
from letters.layout import LAYOUTS, LayoutName, layout_for
from letters.letter import Letter
from letters.members import Member, MemberList, read_members, refused_list, refused_workbook, text_workbook
from letters.members.written import MOST_IN_WORKBOOK
from letters.pack.executors import processes
from letters.pack.fitting import refuse_misfits
from letters.pack.folder import (
    PARTS,
    RECORD,
    REFUSED,
    REFUSED_WORKBOOK,
    WHOSE,
    alone_in,
    folder_of,
    make_room,
    refuse_inside,
    tidy,
)
from letters.pack.job import Evening, PrintJob, Sort
from letters.pack.orders import (
    LetterMaker,
    Order,
    cautions_for,
    put_aside,
    reasons_against,
    refuse_unclear,
    town_of,
)
from letters.pack.record import Used, record
from letters.pack.shards import SHARD, Shard, chunks, spread
from letters.rendering import render
from letters.stationery import Envelope, LabelSheet
from letters.supporter import Supporter

if TYPE_CHECKING:
    from letters.pdf.tally import TallyCase

LETTERS, ENVELOPES, LABELS, TALLY = "letters.pdf", "envelopes.pdf", "labels.pdf", "tally.pdf"

Done = Callable[[int], None]
"""Hears how many letters, envelopes or labels have just been made."""
Progress = Callable[[int, int], AbstractContextManager[Done]]
"""Hears how many letters there will be, and how many letters, envelopes and labels in all; gives who hears of each."""
Workers = Callable[[int], AbstractContextManager[tuple[Executor, int]]]
"""Gives, for a number of shards, who makes them, and how many of them they take at a time."""

write_private = partial(write_whole, private=True)
_SOMEWHERE = "GB"  # for organisations that don't say where they are: it decides on paper and country lines only
_NOBODY = MemberList(members=(), refused=(), rows=0, said=(), header=(), delimiter=",")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What was made of a job.

    `files` are the names of files (and folders, with a slash) in `folder`, with the number of letters in each; 0 where
    none are counted. `roster` is the list as it was read: who is printed, and which rows were refused, and why.
    `copies` are how many of the letters are copies, `stamps` how many letters stay within the country and how many go
    abroad.
    """

    folder: Path
    files: Mapping[str, int]
    roster: MemberList
    copies: int = 0
    stamps: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A job whose list has been read: who writes, on which layout, into which folder.

    `said` is what whoever prints should know before the letters are made.
    """

    job: PrintJob
    roster: MemberList
    layout: LayoutName
    folder: Path
    maker: LetterMaker = field(compare=False)
    said: tuple[str, ...] = ()

    def orders(self) -> Iterator[Order]:
        """The letters in the order of the stack; each time they are composed anew, as a stack may fill the memory."""
        return self.maker.orders(self.roster.members)

    @property
    def title(self) -> str:
        """What the PDFs call themselves: the titles of the appeals."""
        return ", ".join(appeal.facts.title for appeal in self.job.evening.to_write)


def print_pack(
    job: PrintJob,
    folder: Path,
    *,
    now: dt.datetime,
    force: bool = False,
    workers: Workers = processes,
    progress: Progress = lambda letters, steps: nullcontext(_unheard),
    say: Callable[[str], None] = lambda sentence: None,
) -> Printed:
    """Print the job into the folder; `now` stands in its record.

    A run that was interrupted goes on where it stopped, whoever the `workers` are then: by default a process for each
    core. `say` hears at once how the list was read and whom no letter reaches. `force` replaces a pack that is there.

    Raises Refused before anything is written where the list or its header can't be used, where the folder holds other
    things, or the list itself; LettersError where it can't be written to, or the run was stopped.
    """
    if job.members:
        refuse_inside(job.members, folder)
    pack = _read(job, folder)
    refuse_misfits(pack.maker, pack.roster.members, job.stationery)
    with _stopping(folder), alone_in(folder):
        make_room(folder, force=force)
        for sentence in pack.said:
            say(sentence)
        counts = _counted(pack)
        made = _print_letters(pack, counts, workers, progress) if counts.letters else {}
        _write_refused(pack)
        made |= dict.fromkeys(_print_open_letters(pack), 0)
        write_private(folder / RECORD, _record(pack, counts, made, now).encode())
        tidy(folder)
    stamps = counts.stamps if job.evening.channel is Channel.POST else (0, 0)
    return Printed(folder=folder, files=made, roster=pack.roster, copies=counts.copies, stamps=stamps)


def _write_refused(pack: Pack) -> None:
    """The rows that were refused, to be mended: as a workbook that keeps what is typed, and for programs as CSV."""
    if pack.roster.refused:
        write_private(pack.folder / REFUSED, refused_list(pack.roster))
    if 0 < len(pack.roster.refused) <= MOST_IN_WORKBOOK:
        write_private(pack.folder / REFUSED_WORKBOOK, refused_workbook(pack.roster))


def _unheard(count: int) -> None:
    """Nobody waits."""


def _read(job: PrintJob, folder: Path) -> Pack:
    maker, listed = LetterMaker(job.evening), list[Member]()

    def judge(members: Sequence[Member]) -> Callable[[Member], tuple[str, ...]]:
        refuse_unclear(members, maker)
        listed.extend(members)
        layout = _layout(job, members)
        return lambda member: reasons_against(member, maker, layout)

    roster = _NOBODY
    if maker.reaches_nobody and not job.evening.to_sign:
        raise Refused("\n".join(maker.unreached()))
    if job.evening.to_write:
        if job.members is None:
            raise ValueError("a job with letters to write needs a list of members")
        country, names = job.country or job.evening.library.site.country or "", _names(job.evening)
        roster = read_members(job.members, country=country, encoding=job.encoding, appeals=names, judge=judge)
    if roster.members and not job.evening.to_sign and not any(maker.orders(roster.members)):
        raise Refused("\n".join(maker.unreached()))
    layout = _layout(job, listed)
    said = (
        *roster.said,
        *put_aside(listed, job.evening),
        *maker.unreached(),
        *cautions_for(roster.members, maker),
        *_advice(job, layout),
    )
    return Pack(job=job, roster=roster, layout=layout, folder=folder, maker=maker, said=said)


def _advice(job: PrintJob, layout: LayoutName) -> Iterator[str]:
    """Sentences on the paper that the printer needs."""
    if job.evening.channel is Channel.POST and job.evening.to_write:
        paper, labels = LAYOUTS[layout].paper, job.stationery.labels
        how = "as you asked" if job.stationery.layout else "for another one add --layout"
        yield f"the letters' layout: {LAYOUTS[layout].title}; {how}"
        if labels and labels.paper != paper:
            yield f"the labels are on {labels.paper.name} and the letters on {paper.name}: change the paper in between"


def _layout(job: PrintJob, members: Sequence[Member]) -> LayoutName:
    """The layout that was asked for, or else that of the members' country.

    One printer has one paper: where the members live in several countries, the organisation's chooses.
    """
    if job.stationery.layout:
        return job.stationery.layout
    usual = dict.fromkeys(layout_for(member.supporter.country) for member in members)
    if len(usual) == 1:
        return next(iter(usual))
    country = job.evening.library.site.country
    return layout_for(country) if country else next(iter(usual), LayoutName.DIN5008B)


def _names(evening: Evening) -> dict[str, str]:
    """What the library's appeals may be called in a list, tonight's first: slug, number of the case, titles."""
    names: dict[str, str] = {}
    for appeal in (*evening.appeals, *evening.library.appeals.values()):
        titles = (text.title for text in appeal.texts.values())
        for name in (appeal.slug, appeal.facts.case or appeal.slug, *titles):
            names.setdefault(name, appeal.slug)
    return names


@contextmanager
def _stopping(folder: Path) -> Iterator[None]:
    """What stops a run from outside, in words that say what to do."""
    try:
        yield
    except KeyboardInterrupt:
        raise Refused(
            f"stopped; what is finished is in {folder / PARTS}: run the same command again to continue"
        ) from None
    except OSError as error:
        raise LettersError(f"can't write to {folder}: {error.strerror}") from None


def _print_letters(pack: Pack, counts: Counts, workers: Workers, progress: Progress) -> dict[str, int]:
    """The letters as files, with what goes with them; how many letters each file or folder holds."""
    letters, stationery = counts.letters, pack.job.stationery
    if pack.job.evening.channel is not Channel.POST:
        with progress(letters, letters) as done:
            return {_print_files(pack, counts, done): letters}
    rounds = 1 + (stationery.envelope is not None) + (stationery.labels is not None)
    with progress(letters, letters * rounds) as done, workers(-(-letters // SHARD)) as (executor, at_once):
        names = _print_stack(pack, partial(spread, executor=executor, done=done, at_once=at_once), done)
        write_private(pack.folder / TALLY, _tally(pack, counts, executor))
        return dict.fromkeys((*names, TALLY), letters)


def _print_files(pack: Pack, counts: Counts, done: Done) -> str:
    """Every letter as files, in a folder for each member, with a list of whose is whose; the name of all their folder.

    Folders are called after rows and files after numbers, appeals and addressees, so that no name is in a name.
    """
    channel, stationery = pack.job.evening.channel, pack.job.stationery
    folder = pack.folder / channel.value
    folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
    for order in pack.orders():
        own = folder / folder_of(order.member.row)
        own.mkdir(PRIVATE_FOLDER, exist_ok=True)
        marks, attach = stationery.fold_marks, pack.job.attach
        for file in render(order.letter, channel, pack.layout, fold_marks=marks, attach=attach):
            write_private(own / f"{order.number:05d}-{file.name}", file.content)
        done(1)
    write_private(folder / WHOSE, _whose(pack, counts))
    return f"{channel.value}/"


def _whose(pack: Pack, counts: Counts) -> bytes:
    """Whose the members' folders are, and how many letters lie in each, as a workbook."""
    from letters.pdf.tallywords import TALLY_WORDS, tally_language

    words = TALLY_WORDS[tally_language(pack.job.evening.library.site.languages)]
    rows = [
        (folder_of(row), member.supporter.signature, town_of(member.supporter), str(counts.by_member[row].count))
        for row, member in counts.members.items()
    ]
    return text_workbook((words.folder, words.name, words.town, words.letters), rows)


def _print_stack(pack: Pack, make: Callable[[Iterator[Shard], Path], Iterator[Path]], done: Done) -> list[str]:
    """Letters, and envelopes or labels where they are wanted; the files' names. `make` makes shards into a folder."""
    from letters.pdf.binding import bind_files

    # Whole, as the processes of a cluster stand in folders of their own.
    parts = (pack.folder / PARTS).resolve()
    parts.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
    names, stationery = [LETTERS], pack.job.stationery
    # All of a file's shards first: bookmarks compose the letters once more.
    paths = list(make(_shards(pack), parts))
    bind_files(paths, _chapters(pack), to=pack.folder / LETTERS, title=pack.title)
    if stationery.envelope:
        paths = list(make(_shards(pack, stationery.envelope), parts))
        bind_files(paths, to=pack.folder / ENVELOPES, title=pack.title)
        names.append(ENVELOPES)
    if stationery.labels:
        paths = list(_label_sheets(pack, stationery.labels, parts, done))
        bind_files(paths, to=pack.folder / LABELS, title=pack.title)
        names.append(LABELS)
    return names


def _shards(pack: Pack, envelope: Envelope | None = None) -> Iterator[Shard]:
    stationery = pack.job.stationery
    for orders in chunks(pack.orders(), SHARD):
        yield Shard(
            letters=tuple(order.letter for order in orders),
            numbers=tuple(order.number for order in orders) if stationery.numbers else (),
            layout=pack.layout,
            envelope=envelope,
            fold_marks=stationery.fold_marks and envelope is None,
            folded_for=stationery.envelope if envelope is None else None,
            duplex=stationery.duplex and envelope is None,
            shift=stationery.shift if envelope else (0, 0),
        )


def _label_sheets(pack: Pack, sheet: LabelSheet, parts: Path, done: Done) -> Iterator[Path]:
    """Files of sheets of labels."""
    from letters.pdf.labels import labels

    start, rest = pack.job.stationery.start_label, pack.orders()
    # The first sheet is part-used; after it whole sheets follow.
    first, whole = chunks(rest, sheet.count - start + 1), chunks(rest, sheet.count * (SHARD // sheet.count))
    for number, orders in enumerate(chain(islice(first, 1), whole)):
        letters = tuple(order.letter for order in orders)
        numbers = tuple(order.number for order in orders) if pack.job.stationery.numbers else ()
        path = parts / f"labels-{number}.pdf"
        shift = pack.job.stationery.shift
        write_private(path, labels(letters, sheet, start=1 if number else start, numbers=numbers, shift=shift))
        done(len(orders))
        yield path


def _chapters(pack: Pack) -> Iterator[tuple[str, list[str]]]:
    """Bookmarks: members with their letters, or addressees with theirs."""
    by_addressee = pack.job.evening.sort is Sort.ADDRESSEE
    many = len(pack.job.evening.to_write) > 1

    def chapter(order: Order) -> tuple[int | str, str]:
        return (order.letter.addressee, order.letter.appeal) if by_addressee else (order.member.row, "")

    for _, group in groupby(pack.orders(), chapter):
        # Names only: an addressee's chapter may hold all letters.
        names = [(_writer(order), _addressee(order, many)) for order in group]
        writers, to = [list(column) for column in zip(*names, strict=True)]
        yield (to[0], writers) if by_addressee else (writers[0], to)


def _writer(order: Order) -> str:
    """Who writes, and to whom the copy goes where it is one."""
    name, letter = order.member.supporter.signature, order.letter
    return f"{name} ({letter.recipient[0]})" if letter.is_copy else name


def _addressee(order: Order, many: bool) -> str:
    """To whom, for which case where there are several, and whether it is the copy."""
    letter = order.letter
    name = f"{letter.addressee_name} ({letter.recipient[0]})" if letter.is_copy else letter.addressee_name
    return f"{name} · {letter.appeal}" if many else name


def _tally(pack: Pack, counts: Counts, executor: Executor) -> bytes:
    """Who wrote how often, to whom and for which case, as a PDF: a row for each member in the order of the stack.

    Copies count as what they are: sheets of paper, each with its envelope and its stamp. The executor's processes make
    it, as they have loaded already what sets pages.
    """
    from letters.pdf.tally import Tally, TallyRow, tally
    from letters.pdf.tallywords import tally_language

    evening, site = pack.job.evening, pack.job.evening.library.site
    tongue = LANGUAGES[tally_language(site.languages)]
    head = Tally(
        title=site.organisation,
        date=tongue.date(evening.date, site.country or ""),
        cases=tuple(_case(appeal, counts, evening, tongue) for appeal in evening.to_write),
        contact=site.contact_email or "",
        paper=LAYOUTS[pack.layout].paper,
        language=tongue.code,
        stamps=counts.stamps,
        numbered=pack.job.stationery.numbers,
    )
    numbered = pack.job.stationery.numbers
    rows = [
        TallyRow(
            number=counts.by_member[member.row].only_range if numbered else str(number),
            name=member.supporter.signature,
            town=town_of(member.supporter),
            counts=tuple(counts.by_case[member.row, appeal.slug].count for appeal in evening.to_write),
            numbers=tuple(counts.by_case[member.row, appeal.slug].said for appeal in evening.to_write if numbered),
        )
        for number, member in enumerate(counts.members.values(), start=1)
    ]
    return executor.submit(tally, head, rows).result()


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
    )


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

    @property
    def letters(self) -> int:
        """All letters, copies among them."""
        return sum(numbers.count for numbers in self.by_member.values())

    @property
    def copies(self) -> int:
        """How many of the letters are copies."""
        return sum(numbers.count for numbers in self.copies_to.values())


def _counted(pack: Pack) -> Counts:
    to: dict[tuple[str, str], Numbers] = defaultdict(Numbers)
    copies_to: dict[tuple[str, str], Numbers] = defaultdict(Numbers)
    by_case: dict[tuple[int, str], Numbers] = defaultdict(Numbers)
    by_member: dict[int, Numbers] = defaultdict(Numbers)
    members: dict[int, Member] = {}
    copied: dict[tuple[str, str], Addressee] = {}
    languages: dict[str, set[str]] = defaultdict(set)
    countries: set[str] = set()
    home = abroad = 0
    for order in pack.orders():
        letter, row = order.letter, order.member.row
        by_case[row, letter.appeal].add(order.number)
        by_member[row].add(order.number)
        members.setdefault(row, order.member)
        languages[letter.appeal].add(letter.language_code)
        countries.add(letter.sender_country)
        who = pack.maker.recipient(order)
        if letter.is_copy:
            copies_to[letter.appeal, who.name].add(order.number)
            copied.setdefault((letter.appeal, who.name), who)
        else:
            to[letter.appeal, letter.addressee].add(order.number)
        home += who.post is not None and not letter.country_lines
        abroad += who.post is not None and bool(letter.country_lines)
    return Counts(
        to=to, copies_to=copies_to, by_case=by_case, by_member=by_member, members=members, copied=copied,
        stamps=(home, abroad), languages=languages, countries=countries,
    )  # fmt: skip


def _print_open_letters(pack: Pack) -> Iterator[str]:
    """The open letters with lines to sign: `sign.pdf`, or a file for each appeal and addressee; the files' names."""
    from letters.pdf.signatures import sign_sheets

    stationery, letters = pack.job.stationery, list(_open_letters(pack.job.evening))
    for letter in letters:
        name = "sign.pdf" if len(letters) == 1 else f"sign-{letter.stem}.pdf"
        layout = stationery.layout or layout_for(letter.sender_country)
        write_private(pack.folder / name, sign_sheets(letter, stationery.sign_pages, layout))
        yield name


def letter_language(appeal: Appeal, wanted: str) -> str:
    """The language that was wanted, where the appeal has it, or else its own."""
    return wanted if wanted in appeal.languages else appeal.facts.language


def _open_letters(evening: Evening) -> Iterator[Letter]:
    """The open letter to each addressee, from nobody yet."""
    nobody = Supporter(signature="", country=evening.library.site.country or _SOMEWHERE)
    for appeal in evening.to_sign:
        language = letter_language(appeal, evening.language)
        for key in appeal.to:
            letter = compose(appeal, key, nobody, Words(), language=language, date=evening.date)
            yield replace(letter, sender=(), signature="", watermark=example_warning(appeal, language))


def _record(pack: Pack, counts: Counts, files: Mapping[str, int], now: dt.datetime) -> str:
    evening, roster = pack.job.evening, pack.roster
    used = {appeal.slug: _used(appeal, pack, counts) for appeal in evening.appeals}
    return record(
        evening.appeals, evening.library, now, used=used, rows=roster.rows, refused=len(roster.refused), files=files
    )


def _used(appeal: Appeal, pack: Pack, counts: Counts) -> Used:
    """What the pack's letters have taken from the appeal."""
    evening = pack.job.evening
    languages = counts.languages.get(appeal.slug) or {letter_language(appeal, evening.language)}
    return Used(
        channel=evening.channel,
        languages=tuple(sorted(languages)),
        to=tuple(dict.fromkeys(key for slug, key in counts.to if slug == appeal.slug)) or tuple(appeal.to),
        countries=tuple(sorted(counts.countries)),
        copies=evening.copies,
    )
