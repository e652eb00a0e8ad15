"""Sheets that aren't first appeals: the next document of a case, a later deadline, its end, a letter to sign."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import Make
from places import TESTS

from letters.cli import main

SHEETS = TESTS / "published" / "sheets"
FIRST = """\
UA 60/16    Index: EUR 44/0001/2016    Turkey    Date: 1 November 2016

NURSE HELD FOR TREATING THE WOUNDED

Elif Specimen has been held since October 2016 because she treated people who were hurt at a demonstration.

Dear Minister,

I am writing to you about Elif Specimen, a nurse who is held in Izmir.

I call on you to release her.

Yours sincerely,

CONTACT
Minister of Justice
1 Road
06000 Ankara
Turkey

DEADLINE: 1 January 2099
"""


def imported(appeals: Path, text: str, *words: str) -> Result:
    file = appeals.parent / "sheet.txt"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["import", str(file), "--appeals", str(appeals), *words])
    assert result.exit_code == 0, result.stderr
    return result


@pytest.fixture
def folder(make_appeals: Make) -> Path:
    """A folder with the first document of a case."""
    appeals = make_appeals()
    imported(appeals, FIRST)
    assert (appeals / "elif-specimen" / "appeal.yaml").is_file()
    return appeals


def test_the_end_of_a_case_offers_to_stop_it_with_its_outcome(folder: Path) -> None:
    said = imported(folder, (SHEETS / "stopped--nurse.txt").read_text(encoding="utf-8")).stdout
    assert "The case is elif-specimen in the folder. The sheet says that no further action is needed." in said
    assert "letters stop elif-specimen --outcome 'Elif Specimen was released on 2 May 2017" in said
    assert "# The sheet says that the case has ended: " in (folder / "elif-specimen-2" / "appeal.yaml").read_text()


def test_the_next_document_of_a_case_offers_to_update_it(folder: Path) -> None:
    further = FIRST.replace("UA 60/16", "Second UA: 60/16").replace("1 January 2099", "1 March 2099")
    said = imported(folder, further).stdout
    assert "letters update elif-specimen --document 'Second UA' --index 'EUR 44/0001/2016'" in said
    assert "--deadline 2099-03-01" in said


def test_a_later_deadline_alone_offers_to_extend_it(folder: Path) -> None:
    text = "UA 60/16\n\nTAKE ACTION UNTIL 1 March 2099\n\nThe deadline of this action has been extended."
    said = imported(folder, text).stdout
    assert "letters update elif-specimen --extend 2099-03-01" in said


def test_a_letter_with_signatories_is_called_one(make_appeals: Make) -> None:
    appeals = make_appeals()
    said = imported(appeals, (SHEETS / "together--printer.txt").read_text(encoding="utf-8"), "--slug", "sheet").stdout
    assert "The sheet seems to be an open letter" in said
    assert "# The sheet is signed by others" in (appeals / "sheet" / "appeal.yaml").read_text()


def test_what_was_not_found_is_said(make_appeals: Make) -> None:
    said = imported(make_appeals(), "TITLE: A teacher on trial\n\nSUMMARY\nShe is on trial for a lesson.").stdout
    assert "No addressee was found." in said and "No deadline was found." in said
    assert "lines were placed" not in said
