"""A pack printed by a program, without a command line: what it is told, what it hears, and what it gets."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from evening import Group, a_group, pages  # noqa: F401 a fixture

from letters.appeal.file import Kind
from letters.channel import Channel
from letters.errors import LettersError, Refused
from letters.layout import LayoutName
from letters.library.library import read
from letters.pack.job import Evening, PrintJob, Stationery
from letters.pack.printing import Done, print_pack
from letters.stationery import LABEL_SHEETS, LabelName

NOW = dt.datetime(2026, 1, 31, 19, 0, tzinfo=dt.UTC)
PLAIN = Stationery()


def job_of(group: Group, stationery: Stationery = PLAIN, channel: Channel = Channel.POST) -> PrintJob:
    library = read(group.appeals)
    appeals = tuple(library.appeals.values())
    evening = Evening(library=library, appeals=appeals, date=NOW.date(), channel=channel)
    return PrintJob(evening=evening, members=group.folder / "members.csv", stationery=stationery)


@pytest.mark.slow
def test_a_program_prints_the_same_pack_as_the_command(group: Group) -> None:
    assert group.print("--date", "2026-01-31", "--fold-marks", "--layout", "ch").returncode == 0
    stationery = Stationery(layout=LayoutName.CH, fold_marks=True)
    printed = print_pack(job_of(group, stationery), group.folder / "mine", now=NOW)
    assert printed.files == group.record()["files"] == {"letters.pdf": 6, "tally.pdf": 6}
    assert (printed.roster.rows, printed.roster.refused) == (3, ())
    for name in printed.files:
        assert (printed.folder / name).read_bytes() == (group.out / name).read_bytes()
    assert json.loads((printed.folder / "pack.json").read_text())["made"] == "2026-01-31T19:00:00+00:00"


@pytest.mark.slow
def test_it_hears_how_far_the_work_is_and_whom_no_letter_reaches(group: Group) -> None:
    heard: list[int] = []

    @contextmanager
    def progress(letters: int, steps: int) -> Iterator[Done]:
        heard.extend((letters, steps))
        yield heard.append

    said: list[str] = []
    labels = Stationery(labels=LABEL_SHEETS[LabelName.L7163], start_label=14)
    print_pack(job_of(group, labels), group.out, now=NOW, progress=progress, say=said.append)
    assert heard[:2] == [6, 12] and sum(heard[2:]) == 12
    layout = "the letters' layout: A4, window on the left (UK, C5); for another one add --layout"
    assert said == ["members.csv: UTF-8, separated by commas", layout]
    job = job_of(group, channel=Channel.FAX)
    printed = print_pack(job, group.folder / "faxes", now=NOW, say=said.append)
    assert said[3:] == ["no letters to judge of jane-doe: no fax now."] and printed.files == {"fax/": 3}


@pytest.mark.slow
def test_an_open_letter_needs_no_members(group: Group) -> None:
    job = job_of(group)
    (appeal,) = job.evening.appeals
    signed = replace(appeal, facts=appeal.facts.model_copy(update={"kind": Kind.OPEN_LETTER}))
    job = PrintJob(
        evening=replace(job.evening, appeals=(signed,)), stationery=Stationery(layout=LayoutName.UK, sign_pages=2)
    )
    printed = print_pack(job, group.out, now=NOW)
    assert printed.files == {"sign-jane-doe-mayor.pdf": 0, "sign-jane-doe-judge.pdf": 0}
    assert {path.name for path in group.out.iterdir()} == {*printed.files, "pack.json"}
    assert len(pages(group.out / "sign-jane-doe-mayor.pdf")) == 3
    with pytest.raises(ValueError, match="list of members"):
        print_pack(replace(job_of(group), members=None), group.folder / "other", now=NOW)
    assert not (group.folder / "other").exists()


def test_stationery_that_there_is_not_is_refused_at_once() -> None:
    sheet = LABEL_SHEETS[LabelName.L7163]
    with pytest.raises(Refused, match="labels 1 to 14: printing can't begin at label 15"):
        Stationery(labels=sheet, start_label=15)
    assert Stationery(start_label=15).labels is None


def test_what_stops_a_run_is_said_with_what_to_do(group: Group, tmp_path: Path) -> None:
    def stopped(shards: int) -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(Refused, match="run the same command again to continue"):
        print_pack(job_of(group), group.out, now=NOW, workers=stopped)
    (tmp_path / "file").write_text("")
    with pytest.raises(LettersError, match="can't write to"):
        print_pack(job_of(group), tmp_path / "file" / "below", now=NOW)
