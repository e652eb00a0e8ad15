"""docs/publishing.md, gone through as its reader does: from a draft to the end of the case."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from places import CHECKOUT
from ruamel.yaml import YAML

from letters.appeal.file import Status
from letters.cli import main
from letters.library.library import read

PAGE = (CHECKOUT / "docs" / "publishing.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    (letters .+)$", PAGE, re.MULTILINE)


@pytest.mark.slow
def test_the_page_s_commands_lead_from_a_draft_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    appeals = tmp_path / "my-appeals"
    file = appeals / "teacher-on-trial" / "appeal.yaml"
    assert [command.split()[1] for command in COMMANDS] == [
        *("init", "new-addressee", "addressees", "new", "check", "preview", "translate", "sheet"),
        *("new-news", "new-event", "import", "check", "addressees", "update", "update", "stop"),
    ]
    (sheet,) = re.findall(r"^```text sheet.txt\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "sheet.txt").write_text(sheet)
    started: list[list[str]] = []
    # The preview would take this process's place.
    monkeypatch.setattr(os, "execve", lambda _program, words, _environment: started.append(words))
    for command in COMMANDS:
        _, name, *words = shlex.split(command)
        if "--since" in words:
            # What `git show` has put there.
            shutil.copy(appeals / "addressees.yaml", tmp_path / "earlier.yaml")
        # What the page leaves to a person: the answer to a question, and opening the draft.
        words += ["--yes"] if name in ("update", "stop") else []
        result = CliRunner().invoke(main, [name, *words])
        assert result.exit_code == 0, f"{command}\n{result.output}"
        if name == "import":
            assert "".join(f"    {line}\n" for line in result.stdout.splitlines()) in PAGE
        if command.startswith("letters check amal-example"):
            assert f"has nothing more to ask: `{result.stdout.strip()}`" in PAGE
        if name == "translate":
            written = re.sub(r'"\[.*?\]"', "A text of its author.", file.read_text())
            file.write_text(written.replace("status: draft ", "status: open  "))
    assert [words[4] for words in started] == ["teacher-on-trial"]
    facts = read(appeals).appeals["teacher-on-trial"].facts
    assert (facts.status, facts.document) == (Status.STOPPED, "Second UA")
    assert [str(earlier.news) for earlier in facts.earlier] == ["Issued when the trial began."]
    assert "\n# When everything is right, set `status: open`." in file.read_text()


def test_the_check_can_be_read_and_asks_for_no_rights() -> None:
    (text,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    workflow = YAML(typ="safe").load(text)
    assert workflow["permissions"] == {"contents": "read"}
    runs = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    assert runs[-1] == ".toolkit/.venv/bin/letters check my-appeals --render --format github"
    root = CHECKOUT
    assert (root / runs[0].removeprefix(".toolkit/")).is_file()


def test_links_of_the_page_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert links and all((CHECKOUT / "docs" / link).exists() for link in links)
