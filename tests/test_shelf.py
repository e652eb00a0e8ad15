from __future__ import annotations

import os
from unittest.mock import Mock

import pytest
from conftest import APPEAL, Make

from letters.library import Library
from letters.shelf import Shelf


def test_a_shelf_sees_changed_added_and_removed_files_and_keeps_the_last_good_library(make_appeals: Make) -> None:
    root = make_appeals()
    now = [0.0]
    shelf = Shelf(root, clock=lambda: now[0])

    def later() -> Library:
        now[0] += 2
        return shelf.library()

    first = shelf.library()
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
    now = [0.0]
    shelf = Shelf(root, clock=lambda: now[0])
    new = root / "new"
    new.write_text(APPEAL.replace("A teacher is held\n", "A teacher is free\n"))
    os.utime(new, ns=(path.stat().st_mtime_ns,) * 2)
    assert new.stat().st_size == path.stat().st_size
    new.rename(path)
    now[0] = 2
    assert shelf.library().appeals["jane-doe"].facts.title == "A teacher is free"


def test_what_could_not_be_read_for_a_reason_that_passes_is_read_again(
    make_appeals: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(make_appeals(), look_every=0)
    make_appeals({"john-roe/appeal.yaml": APPEAL})
    with monkeypatch.context() as broken, pytest.raises(MemoryError):
        broken.setattr("letters.shelf.read", Mock(side_effect=MemoryError))
        shelf.library()
    assert "john-roe" in shelf.library().appeals
