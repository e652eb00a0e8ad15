"""How many findings of a file are named, and how many words are looked for: what a file costs is bounded."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from unittest.mock import Mock

import pytest
from conftest import APPEAL, Make

from letters.check import count
from letters.cli.check import gather
from letters.cli.formats import as_github, as_json
from letters.errors import Finding, Severity, did_you_mean, few_guesses, limited
from letters.yamlfile import validation


def _found(number: int, severity: Severity = Severity.ERROR, file: str = "a.yaml") -> list[Finding]:
    return [Finding(Path(file), line, 1, "", "A202", "x", severity) for line in range(1, number + 1)]


def test_fifty_findings_of_a_file_are_named_errors_first_and_the_others_counted() -> None:
    shown = limited([*_found(30, Severity.WARNING), *reversed(_found(60)), *_found(3, file="b.yaml")])
    assert [(each.line, each.severity) for each in shown[:50]] == [(line, Severity.ERROR) for line in range(1, 51)]
    assert [str(each) for each in shown[50:52]] == [
        "a.yaml:51:1: error: and 10 more errors in this file, from here on: mend those that are named, then check again"
        " [A120]",
        "a.yaml:1:1: warning: and 30 more warnings in this file, from here on: mend those that are named, then check"
        " again [A120]",
    ]
    assert shown[52:] == _found(3, file="b.yaml")
    assert limited(shown) == shown
    assert [each.more for each in limited([*shown, *_found(2)])[50:52]] == [12, 30]


def test_a_word_is_looked_for_among_many_only_some_times_for_each_file(monkeypatch: pytest.MonkeyPatch) -> None:
    look = Mock(return_value=[])
    monkeypatch.setattr(difflib, "get_close_matches", look)
    many = [str(number) for number in range(100)]
    with few_guesses():
        for number in range(500):
            did_you_mean(f"word {number}", many)
    assert look.call_count == 50
    did_you_mean("word", many)
    assert look.call_count == 51


@pytest.mark.parametrize(
    "lines", ["k{0}: x\n", "rules: [{0}]\n", "to: [{0}]\n"], ids=["unknown keys", "wrong kinds", "unknown addressees"]
)
def test_what_to_do_is_worked_out_for_fifty_faults_however_many_there_are(
    make_appeals: Make, monkeypatch: pytest.MonkeyPatch, lines: str
) -> None:
    explain = Mock(side_effect=validation._finding)
    monkeypatch.setattr(validation, "_finding", explain)
    for number in (200, 800):
        explain.reset_mock()
        many = "".join(lines.format(each) for each in range(number)) if "k" in lines else ""
        many = many or lines.format(
            ", ".join(["[]"] * number if "rules" in lines else map("k{}".format, range(number)))
        )
        root = make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("to: [mayor]\n", "") + many})
        checked = gather(root)
        assert explain.call_count <= 50
        assert len(checked.found) == 51
        assert sum(finding.more or 1 for finding in checked.found) == number + (0 if "to" in lines else 1)


def test_the_fifty_that_are_named_are_the_first_in_the_file(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": APPEAL + "".join(f"k{number}: x\n" for number in range(200))})
    found = gather(root).found
    first = len(APPEAL.splitlines()) + 1
    assert [finding.line for finding in found] == list(range(first, first + 51))
    assert str(found[-1]).endswith(
        "and 150 more errors in this file, from here on: mend those that are named, then check again [A120]"
    )


def test_what_is_only_counted_stands_in_every_format(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": APPEAL + "".join(f"k{number}: x\n" for number in range(51))})
    found = gather(root).found
    assert [each.get("more", 0) for each in json.loads(as_json(found, ""))] == [0] * 50 + [1]
    assert as_github(found, "1 appeal").splitlines()[-2].endswith("check again [A120]")
    assert count(found, Severity.ERROR) == 51
