"""The check of commit titles: what it refuses, and which commits it reads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commit_titles import MOST, RULE_SINCE, faults
from places import CHECKOUT

SCRIPT = CHECKOUT / "script" / "commit_titles.py"


@pytest.mark.parametrize(
    "title",
    [
        "Keep the answers to mistakes in a golden file",
        "Bring each channel's table home",
        "Fix the window of French envelopes",
        "Focus on the address",
        "Process a member's row once",
        "Ask: who reads this?",
        "X" * MOST,
    ],
)
def test_a_short_sentence_in_the_imperative_is_accepted(title: str) -> None:
    assert list(faults(title)) == []


@pytest.mark.parametrize(
    ("title", "fault"),
    [
        ("X" * (MOST + 1), "has 61 characters; at most 60 are meant"),
        ("keep it short", "doesn't begin with a capital"),
        ("Keep the address book whole.", "ends with a full stop"),
        ("Added a layout", "begins with 'added', and not with a verb such as Add or Keep"),
        ("Adding a layout", "begins with 'adding', and not with a verb such as Add or Keep"),
        ("Adds a layout", "begins with 'adds', and not with a verb such as Add or Keep"),
        ("A layout for Japan", "begins with 'a', and not with a verb such as Add or Keep"),
        ("Fix stuff", "doesn't say what the program does now"),
        ("Fix typo", "doesn't say what the program does now"),
        ("WIP", "doesn't say what the program does now"),
        ("Some more changes", "doesn't say what the program does now"),
    ],
)
def test_another_title_is_refused_and_the_answer_says_why(title: str, fault: str) -> None:
    assert list(faults(title)) == [fault]


def test_a_title_without_words_is_refused() -> None:
    assert all("doesn't say what the program does now" in faults(title) for title in ("", "...", "123"))


@pytest.fixture(name="clone")
def a_clone(tmp_path: Path) -> Path:
    """A history of three commits, the second on the main branch of where it was cloned from."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "work")
    for title in ("old and bad.", "Begin", "Keep short"):
        git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", title)
    git(tmp_path, "update-ref", "refs/remotes/origin/main", "HEAD~1")
    return tmp_path


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@letters.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def read_in(folder: Path, *words: str, **environment: str) -> tuple[int, list[str]]:
    """The check, run in a folder: its exit code, and what it says."""
    known = {name: value for name, value in os.environ.items() if name != "BASE" and not name.startswith("GIT_")}
    command = [sys.executable, str(SCRIPT), *words]
    done = subprocess.run(
        command, cwd=folder, env={**known, **environment}, capture_output=True, text=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


@pytest.mark.slow
def test_the_commits_of_the_branch_are_read(clone: Path) -> None:
    assert read_in(clone) == (0, ["commit titles: read 1, faults: 0"])
    git(clone, "commit", "--quiet", "--allow-empty", "--message", "Stuff")
    fault = "'Stuff' doesn't say what the program does now"
    assert read_in(clone) == (1, [fault, "commit titles: read 2, faults: 1"])


@pytest.mark.slow
def test_a_merge_says_what_git_lets_it_say(clone: Path) -> None:
    git(clone, "checkout", "--quiet", "-b", "other", "HEAD~1")
    git(clone, "commit", "--quiet", "--allow-empty", "--message", "Go another way")
    git(clone, "merge", "--quiet", "--message", "merged.", "work")
    assert read_in(clone) == (0, ["commit titles: read 2, faults: 0"])


@pytest.mark.slow
def test_the_base_can_be_named(clone: Path) -> None:
    assert read_in(clone, BASE="HEAD") == (0, ["commit titles: read 0, faults: 0"])
    assert read_in(clone, BASE="elsewhere") == (1, ["commit titles: BASE=elsewhere is no commit here"])


@pytest.mark.slow
def test_where_the_commits_cannot_be_read_it_says_so(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    git(clone, "update-ref", "-d", "refs/remotes/origin/main")
    assert read_in(clone) == (0, [f"commit titles: skipped, {RULE_SINCE} isn't in this history"])
    target = tmp_path_factory.mktemp("shallow")
    git(target, "clone", "--quiet", "--depth", "1", f"file://{clone}", "clone")
    code, (said,) = read_in(target / "clone")
    assert code == 0 and said.startswith("commit titles: skipped, this clone is shallow")
    assert read_in(target) == (0, ["commit titles: skipped, this is no clone"])


def test_a_message_that_is_being_written_is_read_from_its_file(tmp_path: Path) -> None:
    message = tmp_path / "COMMIT_EDITMSG"
    message.write_text("Keep short\n\nThe rest may be long, and end with a full stop.\n")
    assert read_in(tmp_path, str(message)) == (0, ["commit titles: read 1, faults: 0"])
    message.write_text("keep short\n")
    assert read_in(tmp_path, str(message))[0] == 1
