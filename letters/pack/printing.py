"""A group's evening, printed: from its list of members to the stack, and all that goes with it in the same order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.compose import Words, compose, organisation
from letters.errors import LettersError, Refused
from letters.files import PRIVATE_FOLDER, write_whole
from letters.handout.composing import example_warning
from letters.layout import LAYOUTS, LayoutName, layout_for
from letters.letter import Letter
from letters.members import Member, MemberList, read_members, refused_list, refused_workbook
from letters.members.written import MOST_IN_WORKBOOK
from letters.pack import shards
from letters.pack.counting import Counts, counted, tally, whose
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
)
from letters.pack.record import Used, Written, record
from letters.pack.shards import Shard, chunks, spread
from letters.rendering import render
from letters.stationery import Envelope, LabelSheet

if TYPE_CHECKING:
    pass

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
        counts = counted(pack.orders(), pack.maker.recipient)
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
    with progress(letters, letters * rounds) as done, workers(-(-letters // shards.SHARD)) as (executor, at_once):
        names = _print_stack(pack, partial(spread, executor=executor, done=done, at_once=at_once), done)
        paper = LAYOUTS[pack.layout].paper
        book = tally(pack.job.evening, counts, paper=paper, numbered=stationery.numbers, executor=executor)
        write_private(pack.folder / TALLY, book)
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
    write_private(folder / WHOSE, whose(pack.job.evening, counts))
    return f"{channel.value}/"


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
    for orders in chunks(pack.orders(), shards.SHARD):
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
    first, whole = chunks(rest, sheet.count - start + 1), chunks(rest, sheet.count * (shards.SHARD // sheet.count))
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


def _print_open_letters(pack: Pack) -> Iterator[str]:
    """The open letters with lines to sign: `sign.pdf`, or a file for each appeal and addressee; the files' names."""
    from letters.pdf.signatures import sign_sheets

    stationery, letters = pack.job.stationery, list(_open_letters(pack.job.evening))
    for letter in letters:
        name = "sign.pdf" if len(letters) == 1 else f"sign-{letter.stem}.pdf"
        layout = stationery.layout or layout_for(letter.sender_country)
        write_private(pack.folder / name, sign_sheets(letter, stationery.sign_pages, layout, group=stationery.group))
        yield name


def letter_language(appeal: Appeal, wanted: str) -> str:
    """The language that was wanted, where the appeal has it, or else its own."""
    return wanted if wanted in appeal.languages else appeal.facts.language


def _open_letters(evening: Evening) -> Iterator[Letter]:
    """The open letter to each addressee, with all who have signed it so far."""
    for appeal in evening.to_sign:
        language = letter_language(appeal, evening.language)
        for key in appeal.to:
            sender = organisation(evening.library.site)
            letter = compose(appeal, key, sender, Words(), language=language, date=evening.date)
            yield replace(letter, watermark=example_warning(appeal, language))


def _record(pack: Pack, counts: Counts, files: Mapping[str, int], now: dt.datetime) -> str:
    evening, roster = pack.job.evening, pack.roster
    used = {appeal.slug: _used(appeal, pack, counts) for appeal in evening.appeals}
    written = {
        appeal.slug: Written(number=str(counts.reported_as(appeal.slug, evening.channel)), letters=letters)
        for appeal in evening.to_write
        if (letters := counts.by_addressee(appeal.slug)) and not appeal.facts.example
    }
    rows, refused = roster.rows, len(roster.refused)
    return record(
        evening.appeals, evening.library, now, used=used, written=written, rows=rows, refused=refused, files=files
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
