"""`letters check --format`: for people, for pull requests, for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import APPEAL, Make

from letters.cli import main
from letters.cli.formats import FORMATS
from letters.errors import Finding, Severity

WARNING = Finding(Path("/a/b,c:d.yaml"), 3, 7, "", "A402", "100% \r\nof it: no", Severity.WARNING)


def check(root: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", str(root), *options])
    return result.exit_code, result.output


@pytest.fixture
def broken(make_appeals: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of appeals that is typed as `appeals`, with one error in line 2."""
    root = make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("country: US", "country: UK")})
    monkeypatch.chdir(root.parent)
    return root


def test_the_text_ends_each_line_with_its_code(broken: Path) -> None:
    code, output = check(broken)
    *lines, summary = output.splitlines()
    assert code == 1 and summary.startswith("1 appeal checked: 1 error")
    assert lines[-1].startswith("appeals/jane-doe/appeal.yaml:2:10: error: country: 'UK'") and "[A211]" in lines[-1]


def test_github_gets_a_command_for_each_finding(broken: Path) -> None:
    code, output = check(broken, "--format", "github")
    (command,) = [line for line in output.splitlines() if line.startswith("::error")]
    assert code == 1
    assert command.startswith(
        "::error file=appeals/jane-doe/appeal.yaml,line=2,col=10::country: 'UK' isn't a country code"
    )


def test_a_command_escapes_what_would_end_it() -> None:
    command = FORMATS["github"]([WARNING], "").splitlines()[0]
    assert command == "::warning file=/a/b%2Cc%3Ad.yaml,line=3,col=7::100%25 %0D%0Aof it: no [A402]"


def test_json_is_a_list_of_objects_and_nothing_else(broken: Path) -> None:
    code, output = check(broken, "--format", "json")
    (finding,) = [finding for finding in json.loads(output) if finding["severity"] == "error"]
    message = finding.pop("message")
    assert code == 1 and "isn't a country code" in message
    assert finding == {
        "file": "appeals/jane-doe/appeal.yaml",
        "line": 2,
        "column": 10,
        "severity": "error",
        "code": "A211",
        "field": "country",
    }


def test_json_of_appeals_without_a_finding_is_an_empty_list() -> None:
    assert json.loads(FORMATS["json"]([], "0 appeals checked")) == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_site_file_that_cannot_be_used_is_a_finding_like_any_other(make_appeals: Make, form: str) -> None:
    code, output = check(make_appeals({"site.yaml": "organisatoin: x\n"}), "--format", form)
    assert code == 1 and "A202" in output and "did you mean organisation?" in output
