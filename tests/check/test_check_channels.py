"""What a channel can't carry is a finding at its place, and no end of anything."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from conftest import ADDRESSEES, APPEAL, FRENCH, Make
from doors import in_process

from letters.check import findings
from letters.errors import Severity
from letters.library.library import read

TODAY = dt.date(2026, 11, 22)
SUBJECT = "subject: Jane Doe, held without charge"
ODD = [
    ("|\n    Jane Doe,\n    held without charge", "A323"),
    ('"Jane Doe,\\u2028held without charge"', "A105"),
    ("Jane Doe,\u2029held without charge", "A105"),
    ('"=?utf-8?q?Bcc:_x?= Jane Doe"', "A323"),
    ('"Jane \\u202eDoe"', "A105"),
]
ADA = ("--name", "Ada Byron", "--address", "12 Elm Row, Edinburgh EH7 4AH", "--country", "GB")


@pytest.mark.parametrize(("subject", "code"), ODD)
@pytest.mark.parametrize("file", ["appeal", "fr"])
def test_a_subject_that_no_mail_can_hold_is_a_finding_in_its_line(
    make_appeals: Make, file: str, subject: str, code: str
) -> None:
    texts, old = {"appeal": APPEAL, "fr": FRENCH}, {"appeal": SUBJECT, "fr": "subject: Jane Doe"}[file]
    texts[file] = texts[file].replace(old, f"subject: {subject}")
    library = read(make_appeals({f"jane-doe/{name}.yaml": content for name, content in texts.items()}))
    (found,) = [finding for finding in findings(library, TODAY) if finding.severity is Severity.ERROR]
    line = found.file.read_text(encoding="utf-8").split("\n")[found.line - 1]
    assert (found.code, found.file.stem, found.field) == (code, file, "letter.subject")
    assert "subject:" in line
    assert library.appeals["jane-doe"].languages == ("en", "fr")


def test_other_appeals_are_checked_all_the_same_in_every_format(make_appeals: Make) -> None:
    odd, other = APPEAL.replace(SUBJECT, f"subject: {ODD[3][0]}"), APPEAL.replace("country: US", "cuntry: US")
    root = make_appeals({"jane-doe/appeal.yaml": odd, "john-roe/appeal.yaml": other})
    found = {form: in_process("check", root, "--format", form, cwd=root) for form in ("text", "json", "github")}
    assert {each.returncode for each in found.values()} == {1} and {each.stderr for each in found.values()} == {""}
    for words in ("jane-doe", "A323", "john-roe", "A202"):
        assert all(words in each.stdout for each in found.values())
    assert [each["code"] for each in json.loads(found["json"].stdout) if each["severity"] == "error"][:1] == ["A323"]


@pytest.mark.slow
@pytest.mark.parametrize(("subject", "code"), ODD)
def test_a_letter_that_cannot_be_mailed_can_still_be_printed(
    make_appeals: Make, tmp_path: Path, subject: str, code: str
) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": APPEAL.replace(SUBJECT, f"subject: {subject}")})
    said = in_process("write", "jane-doe", "--appeals", root, *ADA, cwd=tmp_path)
    assert said.returncode == 0 and (tmp_path / "out" / "jane-doe-mayor.pdf").is_file()


def test_an_address_that_no_mail_can_hold_is_a_finding_in_the_address_book(make_appeals: Make) -> None:
    book = ADDRESSEES.replace("mayor@anytown.example", "=?utf-8?q?mayor?=@anytown.example")
    embassies = 'US:\n  GB:\n    name: Embassy\n    email: ["=?x?=@embassy.example"]\n'
    root = make_appeals({"addressees.yaml": book, "embassies.yaml": embassies})
    found = [finding for finding in findings(read(root), TODAY) if finding.code == "A323"]
    assert [(each.file.name, each.field) for each in found] == [
        ("addressees.yaml", "mayor.email[1]"),
        ("embassies.yaml", "US.GB.email[1]"),
    ]


def test_an_address_with_a_hidden_line_break_is_found(make_appeals: Make) -> None:
    book = ADDRESSEES.replace("[Town Hall, 1 Main", '["Town\\u2028Hall", 1 Main')
    found = [f for f in findings(read(make_appeals({"addressees.yaml": book})), TODAY) if f.code == "A105"]
    assert [(each.file.name, each.field, each.line) for each in found] == [
        ("addressees.yaml", "mayor.post.lines[1]", 5)
    ]


def test_joiners_and_marks_that_scripts_need_are_left_alone(make_appeals: Make) -> None:
    text = APPEAL.replace("about Jane Doe.", "about Jane Doe, نامه\u200cها\u200f.")
    assert {f.code for f in findings(read(make_appeals({"jane-doe/appeal.yaml": text})), TODAY)} == {"A405"}
