"""Advice on appeals: what `letters check` says beyond errors."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from letters.check import findings, rendered_findings
from letters.errors import Finding, Severity
from letters.library import read
from letters.resources import folder

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def check(tmp_path: Path) -> Callable[[str, str, str], tuple[Finding, ...]]:
    """Replace a text in a copy of an appeal's file, and check."""

    def changed(file: str, old: str, new: str) -> tuple[Finding, ...]:
        own = Path(shutil.copytree(folder("appeals"), tmp_path / "own"))
        path = own / file
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new, 1))
        return findings(read(own), TODAY)

    return changed


@pytest.mark.parametrize(
    ("file", "old", "new", "severity", "message"),
    [
        ("gao-zhisheng/appeal.yaml", "summary: >-\n", f"summary: >-\n  {'word ' * 91}\n", "warning", "90 is as long"),
        (
            "gao-zhisheng/appeal.yaml",
            "background: |\n",
            f"background: |\n  {'word ' * 401}\n",
            "warning",
            "400 is as long",
        ),
        (
            "tashpolat-tiyip/appeal.yaml",
            "- halt any plans",
            "- Urging the authorities to halt any plans",
            "warning",
            "begins with 'Urging'",
        ),
        (
            "tashpolat-tiyip/appeal.yaml",
            "One page is enough.",
            "Send it before 1 June 2020.",
            "error",
            "deadline is none",
        ),
        ("addressees.yaml", "checked: 2020-04-20", "checked: 2025-01-01", "warning", "more than a year ago"),
        ("tashpolat-tiyip/fr.yaml", "background: |", "outcome: |", "warning", "the translation lacks it"),
    ],
)
def test_advice_names_its_reason(
    check: Callable[[str, str, str], tuple[Finding, ...]], file: str, old: str, new: str, severity: str, message: str
) -> None:
    found = [finding for finding in check(file, old, new) if message in finding.message]
    assert found
    assert all(finding.severity is Severity(severity) for finding in found)
    assert found[0].file.match(file)


def test_a_letter_over_one_page_is_an_error_when_rendered() -> None:
    appeal = read(folder("appeals")).appeals["tashpolat-tiyip"]
    found = list(rendered_findings(appeal, TODAY, lambda letter, layout: 2, lambda letter: ""))
    assert len(found) == len(appeal.texts)
    assert all("over one page" in finding.message and finding.severity is Severity.ERROR for finding in found)


def test_characters_without_a_font_are_named() -> None:
    appeal = read(folder("appeals")).appeals["tashpolat-tiyip"]
    found = list(rendered_findings(appeal, TODAY, lambda letter, layout: 1, lambda letter: "ᛒ"))
    assert found and all("ᛒ" in finding.message for finding in found)
