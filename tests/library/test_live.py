from __future__ import annotations

import os
import threading
from pathlib import Path
from unittest.mock import Mock

import pytest
from conftest import APPEAL, Make

from letters.addressee import AddressBook
from letters.appeal.file import Status
from letters.library import library as library_module
from letters.library import reading
from letters.library.live import LiveLibrary
from letters.library.sources import Sources


def test_a_shelf_sees_changed_added_and_removed_files_and_keeps_the_last_good_library(make_appeals: Make) -> None:
    root = make_appeals()
    live = LiveLibrary(root)
    later = live.look
    first = live.look()
    assert later() is first
    make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("A teacher is held\n", "She is free\n")})
    assert later().appeals["jane-doe"].facts.title == "She is free"
    make_appeals({"john-roe/appeal.yaml": APPEAL})
    assert set(later().appeals) == {"jane-doe", "john-roe"}
    (root / "john-roe/appeal.yaml").unlink()
    assert set(later().appeals) == {"jane-doe"}
    (root / "site.yaml").write_text("organisation: [\n")
    kept = later()
    assert set(kept.appeals) == {"jane-doe"}
    assert kept.findings
    make_appeals()
    assert later().findings == ()


def test_a_shelf_sees_a_file_renamed_into_place_with_the_same_age_and_size(make_appeals: Make) -> None:
    root = make_appeals()
    path = root / "jane-doe/appeal.yaml"
    live = LiveLibrary(root)
    new = root / "new"
    new.write_text(APPEAL.replace("A teacher is held\n", "A teacher is free\n"))
    os.utime(new, ns=(path.stat().st_mtime_ns,) * 2)
    assert new.stat().st_size == path.stat().st_size
    new.rename(path)
    assert live.look().appeals["jane-doe"].facts.title == "A teacher is free"


def test_what_could_not_be_read_for_a_reason_that_passes_is_read_again(
    make_appeals: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveLibrary(make_appeals())
    make_appeals({"john-roe/appeal.yaml": APPEAL})
    with monkeypatch.context() as broken, pytest.raises(MemoryError):
        broken.setattr("letters.library.live.read", Mock(side_effect=MemoryError))
        live.look()
    assert "john-roe" in live.look().appeals


def test_a_case_that_ends_while_the_site_file_is_broken_has_ended(make_appeals: Make) -> None:
    root = make_appeals()
    live = LiveLibrary(root)
    (root / "site.yaml").write_text("organisation: [\n")
    make_appeals(
        {
            "site.yaml": "organisation: [\n",
            "jane-doe/appeal.yaml": f"{APPEAL}outcome: Free.\n".replace("open", "stopped"),
        }
    )
    library = live.look()
    assert library.appeals["jane-doe"].facts.status is Status.STOPPED
    assert library.site.organisation == "Letters for Rights" and library.findings


def test_a_mistake_of_ours_in_one_appeal_leaves_out_that_one(
    make_appeals: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    root = make_appeals({"john-roe/appeal.yaml": APPEAL})
    live = LiveLibrary(root)

    def read_appeal(path: Path, book: AddressBook, files: Sources) -> object:
        if path.parent.name == "jane-doe":
            raise RuntimeError("a bug")
        return reading.read_appeal(path, book, files)

    monkeypatch.setattr(library_module, "read_appeal", read_appeal)
    make_appeals({"john-roe/appeal.yaml": APPEAL.replace("A teacher is held\n", "He is free\n")})
    library = live.look()
    assert {slug: appeal.facts.title for slug, appeal in library.appeals.items()} == {"john-roe": "He is free"}
    assert "jane-doe" in caplog.text and "a bug" in caplog.text
    with pytest.raises(RuntimeError):
        library_module.read(root)


def test_a_thread_that_cannot_be_started_is_started_for_whoever_asks_next(
    make_appeals: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, started = LiveLibrary(make_appeals()), list[str]()

    def start(thread: threading.Thread) -> None:
        started.append(thread.name)
        if len(started) == 1:
            raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    for _ in range(3):
        assert set(live.library().appeals) == {"jane-doe"}
    assert started == ["appeals", "appeals"]


def test_a_file_whose_rights_alone_have_changed_is_read_again(make_appeals: Make) -> None:
    root = make_appeals()
    live, file = LiveLibrary(root), root / "jane-doe" / "appeal.yaml"
    first = live.look()
    assert live.look() is first
    file.chmod(0o640 if file.stat().st_mode & 0o777 != 0o640 else 0o644)
    assert live.look() is not first
