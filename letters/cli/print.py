"""`letters print`: a group's evening, from its list of members to what is carried to the printer."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.cli.guard import CHANNELS
from letters.cli.request import appeal_named, date_from, refuse_ended
from letters.errors import LettersError, Refused
from letters.files import write_whole
from letters.layout import LayoutName, layout_for
from letters.library.library import Library, read
from letters.members import Member, MemberList, read_members, refused_list, sample
from letters.pack.admission import reasons_against
from letters.pack.executors import cluster, processes
from letters.pack.folder import PARTS, RECORD, REFUSED, make_room, refuse_inside, tidy
from letters.pack.orders import Desk, Evening, Sort, writes_letters
from letters.pack.record import outdated, record
from letters.pack.run import Pack, Stationery, print_files, print_stack
from letters.pack.shards import SHARD
from letters.pack.signing import sign_files
from letters.pack.tallying import tally_of
from letters.settings import appeals_folder
from letters.stationery import envelope_named, labels_named

Options = Mapping[str, Any]
TALLY = "tally.pdf"
NOBODY = MemberList(members=(), refused=(), rows=0, said=(), header=(), delimiter=",")


def print_pack(**options: Any) -> int:
    """Print the pack, or what was asked for in its place; the exit code. Raises LettersError with what to do."""
    if options["sample"]:
        click.echo(sample(), nl=False)
        return 0
    library = read(appeals_folder(options["appeals"]))
    now = dt.datetime.now(library.site.zone)
    if options["verify"]:
        return _verify(Path(options["verify"]), library, now)
    appeals = _appeals(library, options, now)
    evening = _evening(library, appeals, options, now)
    pack, found = _pack(evening, options)
    try:
        return _print(pack, appeals, found, options, now)
    except KeyboardInterrupt:
        raise Refused(f"stopped; what is finished is in {pack.folder / PARTS}: the same command goes on") from None
    except OSError as error:
        raise LettersError(f"can't write to {pack.folder}: {error.strerror}") from None


def _verify(path: Path, library: Library, now: dt.datetime) -> int:
    good, bad = outdated(path, library, now)
    for sentence in (*good, *bad):
        click.echo(sentence)
    return 1 if bad else 0


def _appeals(library: Library, options: Options, now: dt.datetime) -> tuple[Appeal, ...]:
    if not options["appeal"]:
        raise click.UsageError("name at least one APPEAL (or --sample, or --verify)")
    appeals = tuple(appeal_named(library, slug) for slug in dict.fromkeys(options["appeal"]))
    for appeal in appeals:
        refuse_ended(appeal, now, late=options["late"])
    if not options["members"] and any(map(writes_letters, appeals)):
        raise click.UsageError("say who writes: --members FILE, the list of members (--sample shows one)")
    return appeals


def _evening(library: Library, appeals: tuple[Appeal, ...], options: Options, now: dt.datetime) -> Evening:
    _refuse_language(appeals, options["language"])
    if options["members"]:
        refuse_inside(Path(options["members"]), Path(options["out"]))
    return Evening(
        library=library,
        appeals=tuple(appeal for appeal in appeals if writes_letters(appeal)),
        date=date_from(options["date"]) or now.date(),
        channel=CHANNELS[options["channel"]],
        language=options["language"] or "",
        sort=Sort(options["sort"]),
        copies=options["copies"],
    )


def _refuse_language(appeals: tuple[Appeal, ...], language: str | None) -> None:
    languages = dict.fromkeys(known for appeal in appeals for known in appeal.languages)
    if language and language not in languages:
        raise Refused(f"--language: there is no such text; choose from: {', '.join(languages)}")


def _pack(evening: Evening, options: Options) -> tuple[Pack, MemberList]:
    desk, chosen = Desk(evening), options["layout"]
    layouts = [LayoutName(chosen)] if chosen else []

    def against(member: Member) -> tuple[str, ...]:
        # One printer, one paper: the first member's country chooses for all.
        if not layouts:
            layouts.append(layout_for(member.supporter.country))
        return reasons_against(member, desk, evening.appeals, layouts[0])

    country = options["country"] or evening.library.site.country or ""
    found = NOBODY
    if evening.appeals:
        found = read_members(Path(options["members"]), country=country, against=against)
    stationery = _stationery((layouts or [LayoutName.DIN5008B])[0], options)
    title = ", ".join(appeal.facts.title for appeal in evening.appeals)
    folder = Path(options["out"])
    return Pack(
        evening=evening, members=found.members, stationery=stationery, folder=folder, title=title, desk=desk
    ), found


def _stationery(layout: LayoutName, options: Options) -> Stationery:
    from letters.pdf.labels import NO_START

    labels, start = labels_named(options["labels"]) if options["labels"] else None, options["start_label"]
    if labels and start > labels.count:
        raise Refused(NO_START, sheet=labels.name, count=labels.count, start=start)
    return Stationery(
        layout=layout,
        envelope=envelope_named(options["envelopes"]) if options["envelopes"] else None,
        labels=labels,
        start_label=start,
        numbers=options["numbers"],
        fold_marks=options["fold_marks"],
        duplex=options["duplex"],
    )


def _print(pack: Pack, appeals: tuple[Appeal, ...], found: MemberList, options: Options, now: dt.datetime) -> int:
    make_room(pack.folder, force=options["force"])
    for sentence in (*found.said, *pack.desk.unreached()):
        click.echo(sentence, err=True)
    made: dict[str, int] = {}
    if found.members:
        made = _printed(pack, options)
    if found.refused:
        write_whole(pack.folder / REFUSED, refused_list(found))
    layout = LayoutName(options["layout"]) if options["layout"] else None
    for name, content in sign_files(pack.evening, appeals, options["sign_pages"], layout):
        write_whole(pack.folder / name, content)
        made[name] = 0
    text = record(appeals, pack.evening.library, now, rows=found.rows, refused=len(found.refused), files=made)
    write_whole(pack.folder / RECORD, text.encode())
    tidy(pack.folder)
    _report(pack, found, made)
    return 1 if found.refused else 0


def _printed(pack: Pack, options: Options) -> dict[str, int]:
    letters = sum(1 for _ in pack.orders())
    rounds = 1 + (pack.stationery.envelope is not None) + (pack.stationery.labels is not None)
    post = pack.evening.channel is Channel.POST
    length = letters * (rounds if post else 1)
    with progress(f"{letters} letters", length) as done:
        if post:
            scheduler, shards = options["scheduler"], -(-letters // SHARD)
            with cluster(scheduler) if scheduler else processes(options["jobs"], shards) as (executor, at_once):
                made = print_stack(pack, executor, done, at_once=at_once)
                write_whole(pack.folder / TALLY, tally_of(pack, executor))
            return {name: letters for name in (*made, TALLY)}
        return print_files(pack, pack.evening.channel, done, attach=options["attach"])


def _report(pack: Pack, found: MemberList, made: Mapping[str, int]) -> None:
    for name, count in made.items():
        click.echo(f"{count} letters: {pack.folder / name}" if count else f"{pack.folder / name}")
    printed, refused = len(found.members), len(found.refused)
    if pack.evening.appeals:
        click.echo(f"{found.rows} rows: {printed} printed, {refused} refused")
    for row in found.refused[:20]:
        click.echo(f"row {row.row}: {'; '.join(row.reasons)}", err=True)
    if refused:
        if refused > 20:
            click.echo(f"and {refused - 20} more", err=True)
        listed = pack.folder / REFUSED
        click.echo(f"mend them in {listed}, and print that list into another folder: --members {listed}", err=True)


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal: letters done, letters a second, time left. What it gives hears how many are done."""
    began, made = time.monotonic(), 0

    def rate(_: object) -> str:
        return f"{made / max(time.monotonic() - began, 0.001):.0f} letters/s"

    hidden = not sys.stderr.isatty()
    with click.progressbar(
        length=length, label=label, file=sys.stderr, hidden=hidden, show_pos=True, item_show_func=rate
    ) as bar:

        def done(count: int) -> None:
            nonlocal made
            made += count
            bar.update(count)

        yield done
