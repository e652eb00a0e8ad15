from __future__ import annotations

import gc
import json
import os
import signal
import threading
from pathlib import Path
from typing import cast

import pytest
from conftest import APPEAL, FRENCH, Make

from letters import bounded
from letters.errors import InvalidFiles
from letters.library import apart
from letters.library.apart import ReaderApart
from letters.library.library import read
from letters.library.live import LiveLibrary
from letters.resources import folder
from letters.yamlfile.loader import load
from letters.yamlfile.source import Source

ODD = 'title: "a\\ud83d\\ude00b"\n# a note\nlist:\n  - {a: , b: [x, [y, z]]}\n  -\nlast: |\n  two\n  lines\n'


def _data(path: Path, text: str) -> object:
    return apart._source(path, text, json.loads(apart.parsed(path.name, text).decode("utf-8", "surrogatepass")))


@pytest.mark.parametrize("text", [APPEAL, FRENCH, ODD, "", "# nothing\n", "just a text\n", "- a\n- b: c\r\n", "~"])
def test_what_comes_back_from_the_process_is_what_load_gives(tmp_path: Path, text: str) -> None:
    path = tmp_path / "appeal.yaml"
    path.write_bytes(text.encode())
    assert _data(path, text) == load(path)


def test_what_is_wrong_comes_back_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "appeal.yaml"
    path.write_text("title: [\n")
    with pytest.raises(InvalidFiles) as expected:
        load(path)
    with pytest.raises(InvalidFiles) as found:
        _data(path, path.read_text())
    assert found.value.findings == expected.value.findings


@pytest.mark.slow
def test_a_folder_read_apart_is_the_folder(make_appeals: Make) -> None:
    reader = ReaderApart()
    try:
        for root in (folder("appeals"), make_appeals({"john-roe/appeal.yaml": "title: [\n"})):
            assert read(root, reader) == read(root)
    finally:
        reader.close()


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_left_out_and_the_others_are_read(make_appeals: Make) -> None:
    # On any machine, this takes longer than a tenth of the time that it has here, and the others less: for the line of
    # a space it is the parser in Python that reads it.
    long = APPEAL + "rules:\n" + "  - write\n" * 25_000 + " \n"
    root = make_appeals({"an-appeal/appeal.yaml": long})
    reader = ReaderApart(seconds=0.5)
    try:
        live = LiveLibrary(root, reader)
        assert set(live.library().appeals) == {"jane-doe"}
        (finding,) = live.library().findings
        assert (finding.code, finding.file) == ("A121", root / "an-appeal/appeal.yaml")
    finally:
        reader.close()


class Slow:
    """Reads as `load` does, but for a file that holds a word, with which it isn't done."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, path: Path) -> Source:
        if "endless" in path.read_text():
            self.asked += 1
            raise apart.given_up(path, apart._SLOW)
        return load(path)

    def end_if_idle(self) -> None:
        pass

    close = end_if_idle


def test_a_public_appeal_whose_file_is_given_up_is_being_changed_and_tried_again_later(make_appeals: Make) -> None:
    now, slow = [0.0], Slow()
    live = LiveLibrary(make_appeals(), cast(ReaderApart, slow), clock=lambda: now[0])
    make_appeals({"jane-doe/appeal.yaml": APPEAL + "background: endless\n"})
    assert "jane-doe" not in live.look().appeals
    assert live.before_it_broke("jane-doe")
    live.look()
    assert slow.asked == 1
    now[0] = 1000.0
    live.look()
    assert slow.asked == 2


def test_who_asks_never_waits_for_a_file(make_appeals: Make) -> None:
    reading, go_on = threading.Event(), threading.Event()

    class Waiting(Slow):
        def __call__(self, path: Path) -> Source:
            if "endless" in path.read_text():
                reading.set()
                go_on.wait()
            return load(path)

    live = LiveLibrary(make_appeals(), cast(ReaderApart, Waiting()), look_every=0.001)
    before = live.library()
    make_appeals({"jane-doe/appeal.yaml": APPEAL + "background: endless\n"})
    assert reading.wait(60)
    assert live.library() is before
    go_on.set()
    while live.library() is before:
        reading.wait(0.001)
    assert live.library().appeals["jane-doe"].facts.background == "endless"
    live._stop.set()


@pytest.mark.slow
def test_the_thread_that_looks_for_changes_ends_with_the_library(make_appeals: Make) -> None:
    live, others = LiveLibrary(make_appeals(), look_every=0.001), set(threading.enumerate())
    live.library()
    (looking,) = set(threading.enumerate()) - others
    del live
    gc.collect()
    looking.join(60)
    assert not looking.is_alive()


@pytest.mark.slow
def test_the_process_ends_when_it_has_had_nothing_to_do_and_another_follows(make_appeals: Make) -> None:
    now = [0.0]
    reader = ReaderApart(clock=lambda: now[0])
    root = make_appeals()
    try:
        live = LiveLibrary(root, reader)
        first = reader._process().pid
        live.look()
        assert reader._process().pid == first
        now[0] = 1000.0
        live.look()
        with pytest.raises(ProcessLookupError):
            os.kill(first, 0)
        # One that somebody kills is replaced, and no file is given up for it.
        os.kill(reader._process().pid, signal.SIGKILL)
        make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("A teacher is held\n", "She is free\n")})
        assert live.look().appeals["jane-doe"].facts.title == "She is free"
    finally:
        reader.close()


def test_an_appeal_that_ends_is_seen_to_have_while_a_long_file_of_another_is_read(make_appeals: Make) -> None:
    seen: list[object] = []

    class Looking(Slow):
        def __call__(self, path: Path) -> Source:
            if "endless" in path.read_text():
                seen.append(live.library().appeals["john-roe"].facts.status)
                seen.append(live.before_it_broke("jane-doe") is not None)
            return load(path)

    live = LiveLibrary(make_appeals({"john-roe/appeal.yaml": APPEAL}), cast(ReaderApart, Looking()), look_every=1000)
    make_appeals(
        {
            "jane-doe/appeal.yaml": APPEAL + "background: endless\n" + "# a note\n" * 4000,
            "john-roe/appeal.yaml": APPEAL.replace("status: open", "status: stopped") + "outcome: Free.\n",
        }
    )
    assert set(live.look().appeals) == {"jane-doe", "john-roe"}
    assert seen == ["stopped", True]
    assert live.before_it_broke("jane-doe") is None
    live.close()


def test_where_no_process_can_be_started_an_appeal_comes_back_by_itself(
    make_appeals: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, root = [0.0], make_appeals()

    class Full(ReaderApart):
        def _answer(self, name: str, text: str) -> bytes:
            if full:
                raise bounded.NotStarted
            return apart.parsed(name, text)

    full = False
    live = LiveLibrary(root, Full(clock=lambda: now[0]), clock=lambda: now[0])
    assert set(live.look().appeals) == {"jane-doe"}
    full = True
    make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("A teacher is held\n", "She is ill\n")})
    found = live.look()
    assert not found.appeals and "it is tried again" in found.findings[0].message
    assert live.before_it_broke("jane-doe")
    full, now[0] = False, 301.0
    assert live.look().appeals["jane-doe"].facts.title == "She is ill"
