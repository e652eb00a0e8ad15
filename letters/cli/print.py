"""`letters print`: a group's evening, from its list of members to what is carried to the printer."""

from __future__ import annotations

import datetime as dt
import re
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from letters import typed
from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.cli.guard import CHANNELS
from letters.cli.request import appeal_named, date_from, refuse_ended
from letters.cli.terminal import echo, hand_over
from letters.errors import Refused
from letters.layout import LayoutName
from letters.library.library import Library, read
from letters.members import sample
from letters.pack import printing
from letters.pack.executors import cluster, processes
from letters.pack.folder import REFUSED, REFUSED_WORKBOOK
from letters.pack.job import Evening, PrintJob, Sort, Stationery, writes_letters
from letters.pack.printing import Done, Printed, Workers
from letters.pack.record import outdated
from letters.settings import appeals_folder
from letters.signing.sheet_number import MAX_GROUP
from letters.stationery import envelope_named, labels_named

Options = Mapping[str, Any]


def print_pack(**options: Any) -> int:
    """Print the pack, or what was asked for in its place; the exit code. Raises LettersError with what to do."""
    if options["sample"]:
        hand_over(sample(options["appeal"]))
        return 0
    library = read(appeals_folder(options["appeals"]))
    now = dt.datetime.now(library.site.zone)
    if options["verify"]:
        return _verify(Path(options["verify"]), library, now)
    job = _job(library, options, now)
    for sentence in idle(options, job, _given()):
        echo(sentence, err=True)
    printed = printing.print_pack(
        job,
        Path(options["out"]),
        now=now,
        force=options["force"],
        workers=_workers(options),
        progress=progress,
        say=partial(echo, err=True),
    )
    _report(printed)
    return 1 if printed.roster.refused else 0


def _given() -> set[str]:
    """The options that were given, by their names in the code."""
    context = click.get_current_context()
    by_hand = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
    return {name for name in context.params if context.get_parameter_source(name) in by_hand}


_PAPER_ONLY = ("envelopes", "labels", "start_label", "shift", "numbers", "duplex")
_WITH_LIST = (*_PAPER_ONLY, "members", "sort", "own_words_for", "country", "attach", "jobs", "scheduler")


def idle(options: Options, job: PrintJob, given: Collection[str]) -> Iterator[str]:
    """Sentences on given options that change nothing here, each option once."""
    evening, said = job.evening, dict[str, str]()
    if not evening.to_write:
        said |= dict.fromkeys(_WITH_LIST, "nobody writes a letter of her own here")
    if evening.channel is not Channel.POST:
        said |= dict.fromkeys(_PAPER_ONLY, f"nothing is printed on paper with --channel {options['channel']}")
    if evening.channel is not Channel.EMAIL:
        said.setdefault("attach", "it is for --channel email")
    elif not job.attach:
        said |= dict.fromkeys(("layout", "fold_marks"), "a draft shows no page; add --attach for one")
    if not evening.to_sign:
        said |= dict.fromkeys(("sign_pages", "group"), "there is no open letter here")
    if not job.stationery.labels:
        said.setdefault("start_label", "there are no labels; add --labels")
    if not (job.stationery.labels or job.stationery.envelope):
        said.setdefault("shift", "it moves what is on envelopes and labels; add --envelopes or --labels")
    if options["scheduler"]:
        said.setdefault("jobs", "the cluster of --scheduler makes the letters")
    if not any(appeal.copies or appeal.copies_to_embassy for appeal in evening.to_write):
        said.setdefault("copies", "no appeal here asks for copies")
    for name, why in said.items():
        if name in given and options[name] not in (None, False, ()):
            yield f"--{name.replace('_', '-')} changes nothing: {why}"


def _verify(path: Path, library: Library, now: dt.datetime) -> int:
    good, bad = outdated(path, library, now)
    for sentence in (*good, *bad):
        echo(sentence)
    return 1 if bad else 0


def _job(library: Library, options: Options, now: dt.datetime) -> PrintJob:
    appeals = _appeals(library, options, now)
    _refuse_language(appeals, options["language"])
    evening = Evening(
        library=library,
        appeals=appeals,
        date=date_from(options["date"]) or now.date(),
        channel=CHANNELS[options["channel"]],
        language=options["language"] or "",
        sort=Sort(options["sort"]),
        copies=options["copies"],
        own_words_for=options["own_words_for"],
    )
    return PrintJob(
        evening=evening,
        members=Path(options["members"]) if options["members"] else None,
        country=options["country"] or "",
        encoding=options["encoding"],
        stationery=_stationery(options),
        attach=options["attach"],
    )


def _appeals(library: Library, options: Options, now: dt.datetime) -> tuple[Appeal, ...]:
    if not options["appeal"]:
        raise click.UsageError("name at least one APPEAL (or --sample, or --verify)")
    appeals = tuple(appeal_named(library, slug) for slug in dict.fromkeys(options["appeal"]))
    for appeal in appeals:
        refuse_ended(appeal, now, late=options["late"], date=date_from(options["date"]) or now.date())
    if not options["members"] and any(map(writes_letters, appeals)):
        raise click.UsageError("say who is writing: --members FILE, the list of members (--sample shows one)")
    return appeals


def _refuse_language(appeals: tuple[Appeal, ...], language: str | None) -> None:
    languages = dict.fromkeys(known for appeal in appeals for known in appeal.languages)
    if language and language not in languages:
        raise Refused(f"--language: there is no such text; choose from: {', '.join(languages)}")


def _stationery(options: Options) -> Stationery:
    return Stationery(
        layout=LayoutName(options["layout"]) if options["layout"] else None,
        envelope=envelope_named(options["envelopes"]) if options["envelopes"] else None,
        labels=labels_named(options["labels"]) if options["labels"] else None,
        start_label=options["start_label"],
        numbers=options["numbers"],
        fold_marks=options["fold_marks"],
        duplex=options["duplex"],
        sign_pages=options["sign_pages"],
        group=_group(options["group"]),
        shift=_shift(options["shift"]),
    )


def _group(text: str) -> str:
    name = typed.clean(text)
    if found := typed.problem("group", name, limit=MAX_GROUP):
        raise Refused(f"--group: {found.message.format(**dict(found.values))}")
    return name


def _shift(text: str | None) -> tuple[float, float]:
    try:
        right, down = map(float, re.split(r"\s*[,; ]\s*", text.strip())) if text else (0.0, 0.0)
    except ValueError:
        raise Refused("--shift: give two numbers of millimetres, to the right and down, such as 1.5,-2") from None
    return right, down


def _workers(options: Options) -> Workers:
    scheduler: str | None = options["scheduler"]
    return (lambda shards: cluster(scheduler)) if scheduler else partial(processes, jobs=options["jobs"])


def _report(printed: Printed) -> None:
    for name, count in printed.files.items():
        echo(f"{count} letters: {printed.folder / name}" if count else f"{printed.folder / name}")
    if printed.copies:
        echo(f"copies among the letters: {printed.copies}")
    if stamps := sum(printed.stamps):
        echo(f"stamps: {stamps}, within the country: {printed.stamps[0]}, abroad: {printed.stamps[1]}")
    rows, refused = printed.roster.rows, printed.roster.refused
    if rows:
        echo(f"{rows} rows: {len(printed.roster.members)} printed, {len(refused)} refused")
    for row in refused[:20]:
        echo(f"row {row.row}: {'; '.join(row.reasons)}", err=True)
    if refused:
        if len(refused) > 20:
            echo(f"and {len(refused) - 20} more", err=True)
        workbook = printed.folder / REFUSED_WORKBOOK
        listed = workbook if workbook.exists() else printed.folder / REFUSED
        echo(f"correct them in {listed}, and print that list into another folder: --members {listed}", err=True)


@contextmanager
def progress(letters: int, steps: int) -> Iterator[Done]:
    """A bar on a terminal: letters done, letters a second, time left. What it gives hears how many are done."""
    began, made = time.monotonic(), 0

    def rate(_: object) -> str:
        return f"{made / max(time.monotonic() - began, 0.001):.0f} letters/s"

    hidden = not sys.stderr.isatty()
    with click.progressbar(
        length=steps, label=f"{letters} letters", file=sys.stderr, hidden=hidden, show_pos=True, item_show_func=rate
    ) as bar:

        def done(count: int) -> None:
            nonlocal made
            made += count
            bar.update(count)

        yield done
