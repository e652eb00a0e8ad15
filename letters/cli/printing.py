"""`letters print`: a group's evening, from its list of members to what is carried to the printer."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from letters.appeal import Appeal
from letters.channel import Channel
from letters.cli.request import appeal_named, date_from, refuse_ended
from letters.errors import LettersError, Refused
from letters.layout import LayoutName, layout_for
from letters.library import Library, read
from letters.members import Member, MemberList, read_members, refused_list, sample
from letters.pack.admission import reasons_against
from letters.pack.orders import Desk, Evening, Sort, writes_letters
from letters.pack.record import outdated, record
from letters.pack.run import PARTS, Pack, Stationery, print_files, print_stack, tidy
from letters.pack.writing import write_whole
from letters.settings import appeals_folder
from letters.stationery import envelope_named, labels_named

Options = Mapping[str, Any]
CHANNELS = {"pdf": Channel.POST, "email": Channel.EMAIL, "fax": Channel.FAX}
RECORD, REFUSED = "pack.json", "refused.csv"


def print_pack(**options: Any) -> int:
    """Print the pack, or what was asked for in its place; the exit code. Raises LettersError with what to do."""
    if options["sample"]:
        click.echo(sample(), nl=False)
        return 0
    library = read(appeals_folder(options["appeals"]))
    now = dt.datetime.now(library.site.zone)
    if options["verify"]:
        return _verify(Path(options["verify"]), library, now)
    evening = _evening(library, options, now)
    pack, found = _pack(evening, options)
    try:
        return _print(pack, found, options, now)
    except KeyboardInterrupt:
        raise Refused(f"stopped; what is finished is in {pack.folder / PARTS}: the same command goes on") from None
    except BrokenProcessPool:
        raise Refused("a process that made letters was ended from outside: the same command goes on") from None
    except OSError as error:
        raise LettersError(f"can't write to {pack.folder}: {error.strerror}") from None


def _verify(path: Path, library: Library, now: dt.datetime) -> int:
    good, bad = outdated(path, library, now)
    for sentence in (*good, *bad):
        click.echo(sentence)
    return 1 if bad else 0


def _evening(library: Library, options: Options, now: dt.datetime) -> Evening:
    if not options["appeal"] or not options["members"]:
        raise click.UsageError("name at least one APPEAL, and the list with --members FILE (or --sample, or --verify)")
    appeals = tuple(appeal_named(library, slug) for slug in dict.fromkeys(options["appeal"]))
    for appeal in appeals:
        refuse_ended(appeal, now, late=options["late"])
    return Evening(
        library=library,
        appeals=tuple(appeal for appeal in appeals if writes_letters(appeal)),
        date=date_from(options["date"]) or now.date(),
        channel=CHANNELS[options["channel"]],
        language=options["language"] or "",
        sort=Sort(options["sort"]),
        copies=options["copies"],
    )


def _pack(evening: Evening, options: Options) -> tuple[Pack, MemberList]:
    desk, chosen = Desk(evening), options["layout"]
    layouts = [LayoutName(chosen)] if chosen else []

    def against(member: Member) -> tuple[str, ...]:
        # One printer, one paper: the first member's country chooses for all.
        if not layouts:
            layouts.append(layout_for(member.supporter.country))
        return reasons_against(member, desk, evening.appeals, layouts[0])

    country = options["country"] or evening.library.site.country or ""
    found = read_members(Path(options["members"]), country=country, against=against)
    stationery = Stationery(
        layout=(layouts or [LayoutName.DIN5008B])[0],
        envelope=envelope_named(options["envelopes"]) if options["envelopes"] else None,
        labels=labels_named(options["labels"]) if options["labels"] else None,
        start_label=options["start_label"],
        numbers=options["numbers"],
        fold_marks=options["fold_marks"],
        duplex=options["duplex"],
    )
    title = ", ".join(appeal.facts.title for appeal in evening.appeals)
    folder = Path(options["out"])
    return Pack(
        evening=evening, members=found.members, stationery=stationery, folder=folder, title=title, desk=desk
    ), found


def _print(pack: Pack, found: MemberList, options: Options, now: dt.datetime) -> int:
    _make_room(pack.folder, force=options["force"])
    for sentence in found.said:
        click.echo(sentence, err=True)
    made: dict[str, int] = {}
    if found.members:
        made = _printed(pack, options)
    if found.refused:
        write_whole(pack.folder / REFUSED, refused_list(found))
    appeals: tuple[Appeal, ...] = pack.evening.appeals
    text = record(appeals, now, rows=found.rows, refused=len(found.refused), files=made)
    write_whole(pack.folder / RECORD, text.encode())
    tidy(pack)
    _report(pack, found, made)
    return 1 if found.refused else 0


def _make_room(folder: Path, *, force: bool) -> None:
    if (folder / RECORD).exists() and not force:
        raise Refused(f"{folder} holds a pack already; add --force to replace it, or choose another --out")
    folder.mkdir(parents=True, exist_ok=True)
    for name in (RECORD, REFUSED):
        (folder / name).unlink(missing_ok=True)


def _printed(pack: Pack, options: Options) -> dict[str, int]:
    letters = sum(1 for _ in pack.orders())
    rounds = 1 + (pack.stationery.envelope is not None) + (pack.stationery.labels is not None)
    post = pack.evening.channel is Channel.POST
    length = letters * (rounds if post else 1)
    hidden = not sys.stderr.isatty()
    label = f"{letters} letters"
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden, show_pos=True) as bar:
        if post:
            with _executor(options) as executor:
                made = print_stack(pack, executor, bar.update)
            return {name: letters for name in made}
        return print_files(pack, pack.evening.channel, bar.update, attach=options["attach"])


@contextmanager
def _executor(options: Options) -> Iterator[Executor]:
    """A process for each core, or the executor of a cluster."""
    if options["scheduler"]:
        with _cluster(options["scheduler"]) as executor:
            yield executor
        return
    workers = options["jobs"] or os.cpu_count() or 1
    executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """Ctrl-C is for the command: a process that makes letters finishes its shard."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise Refused("--scheduler needs dask.distributed: pip install 'letters-toolkit[cluster]'") from None
    try:
        client: Any = Client(address, timeout=10)  # type: ignore[no-untyped-call]  # distributed has no types
    except (OSError, TimeoutError, ValueError) as error:
        raise Refused(f"no scheduler answers at {address}: {type(error).__name__}") from None
    try:
        yield client.get_executor(pure=False)
    finally:
        client.close()


def _report(pack: Pack, found: MemberList, made: Mapping[str, int]) -> None:
    for name, count in made.items():
        click.echo(f"{count} letters: {pack.folder / name}" if count else f"{pack.folder / name}")
    printed, refused = len(found.members), len(found.refused)
    click.echo(f"{found.rows} rows: {printed} printed, {refused} refused")
    for row in found.refused[:20]:
        click.echo(f"row {row.row}: {'; '.join(row.reasons)}", err=True)
    if refused:
        click.echo(f"mend them in {pack.folder / REFUSED} and print that list next", err=True)
