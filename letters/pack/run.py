"""A pack from beginning to end: the stack of letters, and what is printed in the same order beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.errors import Refused
from letters.files import write_whole
from letters.layout import LayoutName
from letters.members import Member
from letters.pack.folder import PARTS
from letters.pack.orders import Desk, Evening, Order, Sort
from letters.pack.shards import SHARD, Shard, chunks, spread
from letters.rendering import render
from letters.stationery import Envelope, LabelSheet

Done = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """On what a pack is printed."""

    layout: LayoutName
    envelope: Envelope | None = None
    labels: LabelSheet | None = None
    start_label: int = 1
    numbers: bool = False
    fold_marks: bool = False
    duplex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Members and what they write, to be printed into a folder."""

    evening: Evening
    members: Sequence[Member]
    stationery: Stationery
    folder: Path
    title: str
    desk: Desk = field(compare=False)

    def orders(self) -> Iterator[Order]:
        """The letters in the order of the stack."""
        return self.desk.orders(self.members)


def print_stack(pack: Pack, executor: Executor, done: Done, *, at_once: int = 4) -> dict[str, int]:
    """Letters, and envelopes or labels where they are wanted, as files; how many letters each holds.

    `at_once`: how many shards the executor holds at a time.
    """
    from letters.pdf.binding import bind_files

    # Whole, as the processes of a cluster stand in folders of their own.
    parts = (pack.folder / PARTS).resolve()
    parts.mkdir(parents=True, exist_ok=True)
    paths = list(spread(_shards(pack), parts, executor, done, at_once=at_once))
    made = {"letters.pdf": bind_files(paths, _chapters(pack), to=pack.folder / "letters.pdf", title=pack.title)}
    if pack.stationery.envelope:
        shards = _shards(pack, pack.stationery.envelope)
        paths = list(spread(shards, parts, executor, done, at_once=at_once))
        made["envelopes.pdf"] = bind_files(paths, to=pack.folder / "envelopes.pdf", title=pack.title)
    if pack.stationery.labels:
        made["labels.pdf"] = _labels(pack, parts, done)
    return made


def print_files(pack: Pack, channel: Channel, done: Done, *, attach: bool = False) -> dict[str, int]:
    """Every letter as files named by running number, appeal and addressee; how many letters the folder holds."""
    folder = pack.folder / channel.value
    folder.mkdir(parents=True, exist_ok=True)
    made = 0
    for order in pack.orders():
        sheet = pack.stationery
        for file in render(order.letter, channel, sheet.layout, fold_marks=sheet.fold_marks, attach=attach):
            write_whole(folder / f"{order.number:05d}-{file.name}", file.content)
        made += 1
        done(1)
    return {f"{channel.value}/": made}


def _shards(pack: Pack, envelope: Envelope | None = None) -> Iterator[Shard]:
    sheet = pack.stationery
    for orders in chunks(pack.orders(), SHARD):
        yield Shard(
            letters=tuple(order.letter for order in orders),
            numbers=tuple(order.number for order in orders) if sheet.numbers else (),
            layout=sheet.layout,
            envelope=envelope,
            fold_marks=sheet.fold_marks and envelope is None,
            duplex=sheet.duplex and envelope is None,
        )


def _labels(pack: Pack, parts: Path, done: Done) -> int:
    from letters.pdf.binding import bind_files
    from letters.pdf.labels import labels

    sheet, start = pack.stationery.labels, pack.stationery.start_label
    if sheet is None:
        raise Refused("no kind of label was chosen")
    paths: list[Path] = []
    rest = pack.orders()
    # The first sheet is part-used; after it whole sheets follow.
    for orders in _first_then(rest, sheet.count - start + 1, sheet.count * (SHARD // sheet.count)):
        numbers = tuple(order.number for order in orders) if pack.stationery.numbers else ()
        path = parts / f"labels-{len(paths)}.pdf"
        content = labels(tuple(order.letter for order in orders), sheet, start=1 if paths else start, numbers=numbers)
        write_whole(path, content)
        paths.append(path)
        done(len(orders))
    return bind_files(paths, to=pack.folder / "labels.pdf", title=pack.title)


def _first_then(orders: Iterator[Order], first: int, then: int) -> Iterator[tuple[Order, ...]]:
    yield from (chunk for chunk in [next(chunks(orders, first), ())] if chunk)
    yield from chunks(orders, then)


def _chapters(pack: Pack) -> Iterator[tuple[str, list[str]]]:
    """Bookmarks: members with their letters, or addressees with theirs."""
    by_addressee = pack.evening.sort is Sort.ADDRESSEE
    many = len(pack.evening.appeals) > 1

    def chapter(order: Order) -> tuple[int | str, str]:
        letter = order.letter
        return (letter.addressee, letter.appeal) if by_addressee else (order.member.row, "")

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


def totals(appeals: Sequence[Appeal], orders: Iterator[Order]) -> Mapping[tuple[str, str], int]:
    """How many letters go to each addressee of each appeal, copies apart."""
    found = {(appeal.slug, key): 0 for appeal in appeals for key in appeal.to}
    for order in orders:
        if not order.letter.is_copy:
            found[order.letter.appeal, order.letter.addressee] += 1
    return found
