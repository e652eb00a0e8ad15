from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import watchfiles
from click.testing import CliRunner
from conftest import ADDRESSEES, APPEAL, SITE, Make

from letters.cli import main
from letters.library.watching import NOT_TOLD, fingerprint_of, fingerprints

YAML = "jane-doe/appeal.yaml"


@pytest.fixture(name="stop")
def stop_at_the_end() -> Iterator[threading.Event]:
    stop = threading.Event()
    yield stop
    stop.set()


def test_the_mark_changes_with_what_a_file_says(make_appeals: Make) -> None:
    root = make_appeals()
    before = fingerprint_of(root)
    (root / YAML).write_text(APPEAL.replace("A teacher is held", "A teacher is free"))
    assert fingerprint_of(root) != before
    (root / YAML).write_text(APPEAL)
    assert fingerprint_of(root) == before


def test_a_file_that_is_saved_again_as_it_was_changes_nothing(make_appeals: Make) -> None:
    root = make_appeals()
    before = fingerprint_of(root)
    (root / YAML).write_text(APPEAL)
    os.utime(root / YAML, (1, 1))
    assert fingerprint_of(root) == before


@pytest.mark.parametrize("name", [".appeal.yaml.swp", "appeal.yaml~", ".#appeal.yaml", "#appeal.yaml#", "notes.docx"])
def test_what_editors_write_beside_a_file_changes_nothing(make_appeals: Make, name: str) -> None:
    root = make_appeals()
    before = fingerprint_of(root)
    (root / "jane-doe" / name).write_text("x")
    assert fingerprint_of(root) == before


@pytest.mark.parametrize("name", ["photo.jpg", "fr.yaml", "unfinished/fr.yaml", "../addressees2.yaml"])
def test_a_new_file_that_appeals_are_made_of_changes_the_mark(make_appeals: Make, name: str) -> None:
    root = make_appeals()
    before = fingerprint_of(root)
    path = root / "jane-doe" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    assert fingerprint_of(root) != before


def test_no_more_of_a_large_file_is_read_than_an_appeal_may_have(make_appeals: Make) -> None:
    root = make_appeals({YAML: b"x" * 300_000})
    before = fingerprint_of(root)
    (root / YAML).write_bytes(b"x" * 299_999 + b"y")
    assert fingerprint_of(root) == before
    (root / YAML).write_bytes(b"x" * 200_000)
    assert fingerprint_of(root) != before


def _unexpected(sentence: str) -> None:
    raise AssertionError(sentence)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "darwin", reason="no such names there")
def test_a_name_that_is_no_utf8_ends_no_watching(make_appeals: Make, stop: threading.Event) -> None:
    root, said = make_appeals(), list[str]()
    told = fingerprints(root, known=fingerprint_of(root), tell=said.append, stop=stop)
    for name in (b"jane-doe/\xe9.yaml", b"jane-doe/\xe8.txt"):
        # The first look has been taken when the file comes.
        threading.Timer(0.3, (root / os.fsdecode(name)).write_text, ("x",)).start()
        threading.Timer(0.6, (root / YAML).write_text, (APPEAL.replace("held", f"held {name.hex()}"),)).start()
        marked = next(told)
        while marked != fingerprint_of(root):
            marked = next(told)
    assert [sentence.partition(" (")[0] for sentence in said] == [NOT_TOLD]


@pytest.mark.slow
def test_where_the_system_can_watch_no_more_files_are_looked_at(
    make_appeals: Make, stop: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_folders: object, **_options: object) -> Iterator[object]:
        raise OSError(errno.ENOSPC, "OS file watch limit reached")

    monkeypatch.setattr(watchfiles, "watch", exhausted)
    root, said = make_appeals(), list[str]()
    told = fingerprints(root, known=fingerprint_of(root), tell=said.append, stop=stop)
    for title in ("gone", "free"):
        threading.Timer(0.3, _replace, (root / YAML, APPEAL.replace("held", title))).start()
        next(told)
        assert title in (root / YAML).read_text()
    assert said == [f"{NOT_TOLD} ([Errno 28] OS file watch limit reached)."]


def _replace(path: Path, text: str) -> None:
    """As careful editors save: a file beside it, renamed into its place."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(text)
    new.replace(path)


@pytest.mark.slow
def test_each_change_is_told_once_however_an_editor_saves(make_appeals: Make, stop: threading.Event) -> None:
    root = make_appeals()
    told = fingerprints(root, known=fingerprint_of(root), tell=_unexpected, stop=stop)
    first = threading.Timer(0.3, _replace, (root / YAML, APPEAL.replace("held", "gone")))
    first.start()
    assert next(told) == fingerprint_of(root)
    # Saved again as it was, which tells nobody; then changed.
    (root / YAML).write_text(APPEAL.replace("held", "gone"))
    changed = fingerprint_of(root)
    second = threading.Timer(0.3, _replace, (root / YAML, APPEAL.replace("held", "free")))
    second.start()
    assert next(told) == fingerprint_of(root) != changed


def test_a_change_before_anybody_listened_is_told_at_once(make_appeals: Make, stop: threading.Event) -> None:
    root = make_appeals()
    before = fingerprint_of(root)
    (root / YAML).write_text(APPEAL.replace("held", "gone"))
    assert next(fingerprints(root, known=before, tell=_unexpected, stop=stop)) == fingerprint_of(root)


@pytest.fixture(name="check")
def watched_check(make_appeals: Make) -> Iterator[subprocess.Popen[str]]:
    """`letters check --watch` on a folder of its own, until Ctrl-C."""
    command = [sys.executable, "-m", "letters", "check", "--watch", str(make_appeals())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as check:
        # What is waited for may never be said.
        patience = threading.Timer(120, check.kill)
        patience.start()
        try:
            yield check
        finally:
            check.send_signal(signal.SIGINT)
            check.wait()
            patience.cancel()
        assert check.returncode == 0


def _until(check: subprocess.Popen[str], words: str) -> str:
    """What is printed up to the line with these words."""
    lines: list[str] = []
    while not lines or words not in lines[-1]:
        line = check.stdout.readline() if check.stdout else ""
        assert line, f"it ended without {words!r}: {lines}"
        lines.append(line)
    return "".join(lines)


@pytest.mark.slow
def test_check_looks_again_after_each_save_and_names_the_appeals_that_an_address_changes(
    check: subprocess.Popen[str], tmp_path: Path
) -> None:
    root = tmp_path / "appeals"
    assert "1 appeal checked: 0 errors" in _until(check, "Ctrl-C ends it")
    (root / YAML).write_text(APPEAL.replace("country: US", "country: USA", 1))
    said = _until(check, "appeal checked")
    assert "a file has been saved" in said
    assert "appeal.yaml:2:10: error: country:" in said
    assert "1 error" in said
    (root / YAML).write_text(APPEAL)
    assert "0 errors" in _until(check, "appeal checked")
    _replace(root / "addressees.yaml", ADDRESSEES.replace("Anytown 12345", "Anytown 54321"))
    assert "addressees.yaml: mayor: 1 open appeal changes: jane-doe" in _until(check, "addressees.yaml: mayor")
    # A folder that can't be read for a moment ends nothing.
    (root / "site.yaml").unlink()
    _until(check, "no appeal.yaml or site.yaml")
    (root / "site.yaml").write_text(SITE)
    assert "0 errors" in _until(check, "appeal checked")


def test_watching_is_for_people(make_appeals: Make) -> None:
    result = CliRunner().invoke(main, ["check", str(make_appeals()), "--watch", "--format", "json"])
    assert result.exit_code == 1
    assert "leave out --format" in result.output
