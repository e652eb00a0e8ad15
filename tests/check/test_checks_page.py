"""Every finding has a code, and docs/checks.md explains every code."""

from __future__ import annotations

import re

import pytest
from conftest import APPEAL, Make
from mistakes import MISTAKES
from places import CHECKOUT

from letters.library.library import read

PAGE = (CHECKOUT / "docs" / "checks.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(A\d{3})` \| (.+) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)


def codes_in_the_code() -> set[str]:
    files = list((CHECKOUT / "letters").rglob("*.py"))
    assert len(files) > 50
    return {code for file in files for code in re.findall(r'"(A\d{3})"', file.read_text(encoding="utf-8"))}


def test_the_page_explains_every_code_of_the_program_and_no_other() -> None:
    explained = [code for code, *_ in ROWS]
    assert len(explained) > 50
    assert explained == sorted(codes_in_the_code())


def test_every_row_says_what_why_and_how() -> None:
    assert len(ROWS) == len(re.findall(r"^\| `", PAGE, re.MULTILINE))
    assert [row for row in ROWS if any(len(cell) < 5 for cell in row[1:])] == []


def test_links_of_the_page_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert links and [link for link in links if not (CHECKOUT / "docs" / link).exists()] == []


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new"), [mistake[:2] for mistake in MISTAKES])
def test_a_mistake_s_code_is_explained(make_appeals: Make, old: str, new: str) -> None:
    (finding,) = read(make_appeals({"jane-doe/appeal.yaml": APPEAL.replace(old, new)})).findings
    assert finding.code in {code for code, *_ in ROWS}
    assert str(finding).endswith(f" [{finding.code}]")
    assert finding.code != "A221", "a kind of mistake without a code of its own"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"PK\x03\x04", "A103"),
        ("title: é".encode("latin-1"), "A104"),
        (b"title: \x07", "A105"),
        (b"title:\n\t- x", "A106"),
        (b"title: a: b", "A107"),
        (b"a:\n  - x\n y: z", "A108"),
        (b"title: 'x", "A109"),
        (b"to: [x\n", "A110"),
        (b"title: @x", "A111"),
        (b"a: 1\n---\nb: 2", "A113"),
        (b"{a: 1}: b", "A114"),
        (b"a: 1\na: 2", "A115"),
        (b"a: *x", "A116"),
        (b"a: &x y", "A116"),
        (b"a: " + b"[" * 30 + b"]" * 30, "A117"),
        (b"x" * 300_000, "A102"),
        (b"", "A118"),
    ],
)
def test_a_file_that_cannot_be_read_has_a_code_that_says_how(make_appeals: Make, text: bytes, code: str) -> None:
    assert code in {finding.code for finding in read(make_appeals({"jane-doe/appeal.yaml": text})).findings}
