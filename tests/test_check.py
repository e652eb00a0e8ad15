"""Advice on appeals: what `letters check` says beyond errors."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from letters.check import findings, rendered_findings
from letters.errors import Finding, Refused, Severity
from letters.layout import LayoutName
from letters.letter import Letter
from letters.library import Library, read
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


def rendered(library: Library, pages: Callable[[Letter, LayoutName], int], missing: str = "") -> list[Finding]:
    appeal = library.appeals["tashpolat-tiyip"]
    return list(rendered_findings(library, appeal, TODAY, pages, lambda letter: missing))


def test_a_letter_over_one_page_is_an_error_when_rendered(shipped: Library) -> None:
    found = rendered(shipped, lambda letter, layout: 2)
    assert len(found) == len(shipped.appeals["tashpolat-tiyip"].texts)
    assert all("over one page" in finding.message and finding.severity is Severity.ERROR for finding in found)


def test_copies_are_made_too_with_the_longest_address_and_named_by_their_letter(shipped: Library) -> None:
    tried: list[Letter] = []

    def pages(letter: Letter, layout: LayoutName) -> int:
        tried.append(letter)
        return 1 + bool(letter.notice and layout is LayoutName.UK)

    found = rendered(shipped, pages)
    assert len(found) == len(shipped.appeals["tashpolat-tiyip"].texts)
    assert all("over one page on uk" in f.message and "(copy of the letter to xi-jinping" in f.message for f in found)
    assert all(letter.copies for letter in tried)
    longest = max(len("".join(e.post.lines)) for e in shipped.embassies["CN"].values() if e.post)
    assert {len("".join(letter.recipient)) for letter in tried if letter.notice} == {longest}


def test_an_address_that_fits_no_window_is_a_finding(shipped: Library) -> None:
    def pages(letter: Letter, layout: LayoutName) -> int:
        raise Refused("The address is too long.")

    assert {finding.message.partition(" (")[0] for finding in rendered(shipped, pages)} == {"The address is too long."}


def test_characters_without_a_font_are_named(shipped: Library) -> None:
    found = rendered(shipped, lambda letter, layout: 1, "ᛒ")
    assert found and all("ᛒ" in finding.message for finding in found)
