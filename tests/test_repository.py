"""What stands beside the code for those who contribute: forms, the workflow, the settings of editors and hooks."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from places import CHECKOUT
from ruamel.yaml import YAML

GITHUB = CHECKOUT / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
HOOKS = CHECKOUT / ".pre-commit-config.yaml"


def data_of(path: Path) -> Any:
    return YAML(typ="safe").load(path)


def test_there_is_a_form_for_each_kind_of_issue() -> None:
    assert [path.stem for path in FORMS] == ["fault", "new-language", "wrong-address"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_what_its_host_asks_for(path: Path) -> None:
    form = data_of(path)
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert form["name"] and form["description"] and asked
    assert {part["type"] for part in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert len({part["id"] for part in asked}) == len({part["attributes"]["label"] for part in asked}) == len(asked)
    for part in asked:
        assert ("options" in part["attributes"]) == (part["type"] in ("dropdown", "checkboxes"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_only_read_and_knows_no_secret(path: Path) -> None:
    flow, text = data_of(path), path.read_text("utf-8")
    assert flow["permissions"] == {"contents": "read"} and "secrets" not in text and "pull_request_target" not in text
    used = re.findall(r"uses: (\S+)", text)
    assert used and [action for action in used if not re.fullmatch(r"actions/[\w-]+@v\d+", action)] == []
    assert all("permissions" not in job and job["timeout-minutes"] <= 30 for job in flow["jobs"].values())


def test_the_workflow_runs_all_tests_on_each_system_with_the_oldest_python() -> None:
    job = data_of(GITHUB / "workflows" / "test.yml")["jobs"]["test"]
    assert job["strategy"]["matrix"] == {"system": ["ubuntu-latest", "macos-latest"], "python": ["3.11", "3.13"]}
    assert 'requires-python = ">=3.11"' in (CHECKOUT / "pyproject.toml").read_text("utf-8")
    assert job["steps"][-1] == {"run": "script/test", "env": {"CI": "true", "AUDIT": "required"}}


def test_the_hooks_are_the_gate_s_own_checks() -> None:
    (repository,) = data_of(HOOKS)["repos"]
    assert repository["repo"] == "local"
    entries = [hook["entry"] for hook in repository["hooks"]]
    assert {entry.split()[0] for entry in entries} == {f".venv/bin/{tool}" for tool in ("ruff", "mypy", "python")}
    assert {hook["language"] for hook in repository["hooks"]} == {"system"}
    mypy, titles = (entry.removeprefix(".venv/bin/") for entry in entries[-2:])
    gate = (CHECKOUT / "script" / "test").read_text("utf-8")
    assert f"step {mypy}\n" in gate and f"step {titles}\n" in gate


def test_text_files_are_as_editors_are_told_to_write_them() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout
    paths = [CHECKOUT / name for name in listed.split("\0") if name and (CHECKOUT / name).is_file()]
    texts = {path: data for path in paths if b"\0" not in (data := path.read_bytes())}
    assert len(texts) > 400
    golden = CHECKOUT / "tests" / "golden"
    assert [path for path, data in texts.items() if b"\r" in data or not _is_utf8(data)] == []
    written = {path: data for path, data in texts.items() if golden not in path.parents}
    assert [path for path, data in written.items() if data and not data.endswith(b"\n")] == []
    assert [path for path, data in written.items() if re.search(rb"[ \t]$", data, re.MULTILINE)] == []


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
