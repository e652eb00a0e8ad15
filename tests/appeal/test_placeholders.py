"""Places in [brackets]: a warning in a draft, an error in an appeal that others see."""

from __future__ import annotations

import datetime as dt

import pytest
from click.testing import CliRunner
from conftest import ADDRESSEES, APPEAL, Make

from letters.appeal.placeholders import placeholder_in
from letters.check import findings
from letters.cli import main
from letters.errors import Severity
from letters.library.library import read

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "[...]",
        "[…]",
        "[Name]",
        "  [What has happened, and to whom?]\n",
        "[Dear ...,]",
        "[What has happened, and to whom?] In June she was arrested.",
        "[...] In June she was arrested.",
        "The first paragraph is there.\n\n[The second one.]",
    ],
)
def test_a_place_that_waits_for_its_text_is_one(text: str) -> None:
    place = placeholder_in(text)
    assert place.startswith("[") and place.endswith("]") and place in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "In June [2026] she was arrested.",
        "He [the minister] said so.",
        "[The] minister said so.",
        "[They all] said so.",
        "He said: 'it [sic] was [...] a mistake' [my emphasis in both places].",
        '"[...] and so on", he said.',
        "[one] and [two]",
    ],
)
def test_brackets_within_a_text_are_none(text: str) -> None:
    assert placeholder_in(text) == ""


def test_a_name_may_be_withheld(make_appeals: Make) -> None:
    text = APPEAL.replace("name: Jane Doe", 'name: "[name withheld]"')
    assert read(make_appeals({"jane-doe/appeal.yaml": text})).findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("status", ["draft", "open", "stopped"])
def test_a_draft_is_reminded_and_an_appeal_that_others_see_is_left_out(make_appeals: Make, status: str) -> None:
    text = APPEAL.replace("- I write to you about Jane Doe.", '- "[What has happened, and to whom? Tell it.]"')
    text = text.replace("status: open", f"status: {status}\noutcome: She is free.")
    library = read(make_appeals({"jane-doe/appeal.yaml": text}))
    (finding,) = [finding for finding in findings(library, TODAY) if "brackets" in finding.message]
    assert (finding.field, finding.line) == (
        "letter.body[1]",
        text.split("\n").index('    - "[What has happened, and to whom? Tell it.]"') + 1,
    )
    assert finding.message.startswith("[What has happened, and to whom? Tell...] still waits for its text: replace it")
    assert (finding.code, finding.severity) == (
        ("A406", Severity.WARNING) if status == "draft" else ("A320", Severity.ERROR)
    )
    assert ("jane-doe" in library.appeals) == (status == "draft")


def test_a_translation_that_is_put_in_place_half_done_is_an_error(make_appeals: Make) -> None:
    root = make_appeals()
    assert CliRunner().invoke(main, ["translate", "jane-doe", "fr", "--appeals", str(root)]).exit_code == 0
    waiting = root / "jane-doe" / "unfinished" / "fr.yaml"
    waiting.rename(root / "jane-doe" / "fr.yaml")
    library = read(root)
    assert {finding.code for finding in library.findings} == {"A320"}
    assert len(library.findings) == 11 and library.appeals["jane-doe"].languages == ("en",)


def test_every_place_of_a_new_draft_is_counted(make_appeals: Make) -> None:
    root = make_appeals()
    options = ["--title", "X", "--country", "US", "--person", "Jo", "--to", "mayor", "--deadline", "none"]
    assert CliRunner().invoke(main, ["new", "jo", *options, "--appeals", str(root)]).exit_code == 0
    text = (root / "jo" / "appeal.yaml").read_text()
    found = [finding for finding in findings(read(root), TODAY) if finding.code == "A406"]
    lines = [number for number, line in enumerate(text.split("\n"), 1) if '"[' in line]
    assert lines and [finding.line for finding in found] == lines


def test_a_salutation_that_waits_in_the_address_book_keeps_an_open_appeal_back(make_appeals: Make) -> None:
    book = ADDRESSEES.replace('{en: "Dear Mayor,"', '{en: "[Dear ...,]"')
    library = read(make_appeals({"addressees.yaml": book}))
    (found,) = library.findings
    assert (found.code, found.severity, found.field, found.line) == ("A320", Severity.ERROR, "to[1]", 10)
    assert "Mayor Ada Byron still has [Dear ...,] in the address book" in found.message
    assert not library.appeals
    draft = APPEAL.replace("status: open", "status: draft")
    library = read(make_appeals({"addressees.yaml": book, "jane-doe/appeal.yaml": draft}))
    assert [(found.code, found.severity) for found in findings(library, TODAY) if found.line == 10] == [
        ("A406", Severity.WARNING)
    ]


def test_all_that_a_draft_still_lacks_is_named_at_once_and_each_thing_once(make_appeals: Make) -> None:
    receiver = """
  - name: "[Who decides]"
    salutation: {en: "[Dear ...,]"}
    post: {lines: [The Minister, "[Town]"], country: "[country code]"}"""
    text = APPEAL.replace("status: open", "status: draft").replace(" [mayor]", receiver)
    for wrong in ("", "[year-month-day, or none]"):
        draft = text.replace("deadline: none", f'deadline: "{wrong}"') if wrong else text
        found = findings(read(make_appeals({"jane-doe/appeal.yaml": draft})), TODAY)
        named = {finding.field: finding for finding in found}
        assert len(named) == len(found)
        fields = ["to[1].name", "to[1].post.country", "to[1].post.lines[2]", "to[1].salutation.en"]
        assert sorted(named) == [*(["deadline"] if wrong else []), *fields]
        assert {finding.code for finding in found} == {"A406", "A211", *(["A212"] if wrong else [])}
        assert all(place in draft.splitlines()[finding.line - 1] for finding in found for place in "[]")
        assert named["to[1].post.country"].message == "replace [country code] by two letters, such as EG"
        assert {finding.severity for finding in found if finding.code == "A406"} == {Severity.WARNING}
    assert named["deadline"].message == (
        "replace [year-month-day, or none] by year-month-day, such as 2026-12-31, or `none`"
    )


def test_places_are_named_beside_other_errors_of_a_draft(make_appeals: Make) -> None:
    text = APPEAL.replace("status: open", "status: draft").replace("summary: ", 'summary: "[Who?]" # ')
    text = text.replace("[mayor]", "[nobody]")
    found = findings(read(make_appeals({"jane-doe/appeal.yaml": text})), TODAY)
    assert [(finding.field, finding.code) for finding in found] == [("summary", "A406"), ("to[1]", "A311")]
