from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import APPEAL, Make

from letters.watching import mark_of, marks

YAML = "jane-doe/appeal.yaml"


@pytest.fixture(name="stop")
def stop_at_the_end() -> Iterator[threading.Event]:
    stop = threading.Event()
    yield stop
    stop.set()


def test_the_mark_changes_with_what_a_file_says(make_appeals: Make) -> None:
    root = make_appeals()
    before = mark_of(root)
    (root / YAML).write_text(APPEAL.replace("A teacher is held", "A teacher is free"))
    assert mark_of(root) != before
    (root / YAML).write_text(APPEAL)
    assert mark_of(root) == before


def test_a_file_that_is_saved_again_as_it_was_changes_nothing(make_appeals: Make) -> None:
    root = make_appeals()
    before = mark_of(root)
    (root / YAML).write_text(APPEAL)
    os.utime(root / YAML, (1, 1))
    assert mark_of(root) == before


@pytest.mark.parametrize("name", [".appeal.yaml.swp", "appeal.yaml~", ".#appeal.yaml", "#appeal.yaml#", "notes.docx"])
def test_what_editors_write_beside_a_file_changes_nothing(make_appeals: Make, name: str) -> None:
    root = make_appeals()
    before = mark_of(root)
    (root / "jane-doe" / name).write_text("x")
    assert mark_of(root) == before


@pytest.mark.parametrize("name", ["photo.jpg", "fr.yaml", "unfinished/fr.yaml", "../addressees2.yaml"])
def test_a_new_file_that_appeals_are_made_of_changes_the_mark(make_appeals: Make, name: str) -> None:
    root = make_appeals()
    before = mark_of(root)
    path = root / "jane-doe" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    assert mark_of(root) != before


def _replace(path: Path, text: str) -> None:
    """As careful editors save: a file beside it, renamed into its place."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(text)
    new.replace(path)


def test_each_change_is_told_once_however_an_editor_saves(make_appeals: Make, stop: threading.Event) -> None:
    root = make_appeals()
    told = marks(root, mark_of(root), stop)
    first = threading.Timer(0.3, _replace, (root / YAML, APPEAL.replace("held", "gone")))
    first.start()
    assert next(told) == mark_of(root)
    # Saved again as it was, which tells nobody; then changed.
    (root / YAML).write_text(APPEAL.replace("held", "gone"))
    changed = mark_of(root)
    second = threading.Timer(0.3, _replace, (root / YAML, APPEAL.replace("held", "free")))
    second.start()
    assert next(told) == mark_of(root) != changed


def test_a_change_before_anybody_listened_is_told_at_once(make_appeals: Make, stop: threading.Event) -> None:
    root = make_appeals()
    before = mark_of(root)
    (root / YAML).write_text(APPEAL.replace("held", "gone"))
    assert next(marks(root, before, stop)) == mark_of(root)
