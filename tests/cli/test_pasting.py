from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import APPEAL, Make

from letters.cli import main
from letters.cli.pasting import pasteable
from letters.resources import folder


def test_a_proposed_command_names_the_folder_that_it_is_about(tmp_path: Path) -> None:
    text = "run `letters translate jane-doe fr`, then `letters check`; `site.yaml` stays"
    path = tmp_path / "my appeals"
    assert pasteable(text, path) == (
        f"run `letters translate jane-doe fr --appeals '{path}'`, then `letters check --appeals '{path}'`;"
        " `site.yaml` stays"
    )
    assert pasteable(f"`letters check --appeals {path}`", path) == f"`letters check --appeals {path}`"


def test_a_folder_that_is_found_anyway_is_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "run `letters check`"
    assert pasteable(text, "") == pasteable(text, folder("appeals")) == text
    monkeypatch.setenv("LETTERS_APPEALS", str(tmp_path))
    assert pasteable(text, tmp_path) == text


def test_errors_and_findings_propose_commands_that_can_be_pasted(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("[mayor]", "[nobody-known]")})
    said = CliRunner().invoke(main, ["check", str(root)]).output
    assert f"`letters addressees --appeals {root}` shows who is" in said
    said = CliRunner().invoke(main, ["write", "x", "--appeals", str(root), "--name", "A"]).output
    assert f"`letters list --appeals {root}` shows them" in said


@pytest.mark.slow
def test_whoever_looks_among_the_examples_is_told_how_to_name_a_folder() -> None:
    said = CliRunner().invoke(main, ["write", "teacher-on-trial", "--name", "A"]).output
    assert "there is no appeal 'teacher-on-trial'" in said and "add --appeals FOLDER" in said
