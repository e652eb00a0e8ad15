"""The lock's packages are looked up; where nobody could look, the run says so and counts it as that."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import audit
import pytest
from counted import NOT_LOOKED, pytest_report_teststatus
from places import CHECKOUT


@pytest.mark.slow
def test_no_package_of_the_lock_has_a_known_vulnerability() -> None:
    outcome = audit.audit()
    assert not outcome.found
    if not outcome.is_whole:
        assert os.environ.get("AUDIT") != "required", outcome.said
        pytest.skip(outcome.said)


def report(*vulnerabilities: Sequence[str] | None) -> str:
    """A report on packages: with these vulnerabilities, or None for one that couldn't be looked up."""
    packages = [
        {"name": f"p{number}", "skip_reason": "no data"}
        if each is None
        else {"name": f"p{number}", "version": "1", "vulns": [{"id": name, "fix_versions": []} for name in each]}
        for number, each in enumerate(vulnerabilities)
    ]
    return json.dumps({"dependencies": packages, "fixes": []})


def test_an_audit_in_which_nothing_or_not_all_was_looked_up_is_not_clean() -> None:
    assert not audit.read(report(None, None)).is_whole and audit.read(report(None, None)).said.startswith(NOT_LOOKED)
    assert not audit.read(report([], None)).is_whole and audit.read(report([], None)).said.startswith(NOT_LOOKED)
    assert not audit.read(report()).is_whole
    assert audit.read(report([], [])).is_whole


def test_a_vulnerability_is_found_also_where_others_could_not_be_looked_up() -> None:
    found = audit.read(report(["CVE-2030-1"], None))
    assert found.found == ("p0 1: CVE-2030-1, fixed in none",) and NOT_LOOKED not in found.said


@pytest.mark.parametrize("said", ["requests.exceptions.ConnectionError: x", "pip_audit ServiceError"])
def test_without_a_network_nothing_was_looked_up_and_other_failures_are_failures(tmp_path: Path, said: str) -> None:
    lock = tmp_path / "lock"
    lock.write_text("a==1 \\\n    --hash=sha256:0\nb==2 \\\n    --hash=sha256:0\n")

    def fails(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(words, 1, "", said)

    assert audit.audit(lock, fails) == audit.Audit(0, 2, ())
    with pytest.raises(audit.Broken, match="hash"):
        audit.audit(lock, lambda words: subprocess.CompletedProcess(words, 1, "", "a hash is missing"))


@pytest.mark.parametrize(("asked", "code"), [("required", 3), ("", 0)])
def test_where_it_must_be_looked_up_a_run_that_could_not_is_red(
    asked: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AUDIT", asked)
    monkeypatch.setattr(audit, "audit", lambda: audit.Audit(0, 57, ()))
    assert audit.main() == code
    assert "pip-audit: not looked: vulnerability data within reach for 0 of 57 packages" in capsys.readouterr().out


def test_the_workflow_requires_it_as_data_is_within_reach_there() -> None:
    assert "AUDIT: required" in (CHECKOUT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("reason", "counted"), [("not looked: no data", "not looked"), ("no tiffinfo here", None)])
def test_a_run_counts_by_itself_what_nobody_could_look_at(reason: str, counted: str | None) -> None:
    why = ("test_audit.py", 1, f"Skipped: {reason}")
    report = pytest.TestReport("x", ("x", 1, "x"), {}, outcome="skipped", longrepr=why, when="call")
    status = pytest_report_teststatus(report)
    assert (status[0] if status else None) == counted
