"""What an author's mistake in an appeal.yaml is answered with."""

from __future__ import annotations

import pytest
from conftest import APPEAL, Make
from mistakes import MISTAKES

from letters.errors import Finding
from letters.library.library import read


def findings(make_appeals: Make, appeal: str) -> tuple[Finding, ...]:
    return read(make_appeals({"jane-doe/appeal.yaml": appeal})).findings


# A change of one piece of the valid appeal, then a piece of the finding's line, its field, its words.


@pytest.mark.parametrize(("old", "new", "line", "field", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_line_and_field(
    make_appeals: Make, old: str, new: str, line: str, field: str, message: str
) -> None:
    assert APPEAL.count(old) == 1
    text = APPEAL.replace(old, new)
    (finding,) = findings(make_appeals, text)
    assert (finding.field, finding.file.name) == (field, "appeal.yaml")
    assert message in finding.message
    assert line in text.splitlines()[finding.line - 1]
    assert finding.column >= 1


def test_an_unknown_name_deep_in_a_folded_text_is_found_on_its_own_line(make_appeals: Make) -> None:
    text = APPEAL.replace("- I write to you about Jane Doe.", "- >-\n      I write\n      to {{ adressee.name }}.")
    (finding,) = findings(make_appeals, text)
    assert "adressee" in text.splitlines()[finding.line - 1]


def test_a_word_that_no_line_can_hold_is_found_on_its_own_line_and_chinese_needs_no_spaces(make_appeals: Make) -> None:
    text = APPEAL + f"background: |\n  A line.\n\n  {'x' * 200} {'y' * 201}\n"
    (finding,) = findings(make_appeals, text)
    assert (finding.code, finding.line, finding.column) == ("A222", len(text.splitlines()), 204)
    assert findings(make_appeals, APPEAL + f"background: {'中' * 300}\n") == ()


def test_all_mistakes_of_an_appeal_and_its_translation_come_at_once(make_appeals: Make) -> None:
    text = APPEAL.replace("country: US", "country: XX").replace("deadline: none", "deadline: 2020-01-01")
    root = make_appeals(
        {
            "jane-doe/appeal.yaml": text.replace("status: open", "status: stopped"),
            "jane-doe/fr.yaml": "title: Une enseignante\n",
        }
    )
    found = {(finding.file.name, finding.field) for finding in read(root).findings}
    assert found >= {
        ("appeal.yaml", "country"),
        ("appeal.yaml", "deadline"),
        ("appeal.yaml", "outcome"),
        ("fr.yaml", "summary"),
        ("fr.yaml", "letter"),
    }


def test_an_empty_file_is_called_empty(make_appeals: Make) -> None:
    (finding,) = findings(make_appeals, "# nothing yet\n")
    assert finding.message == "the file is empty"


def test_a_list_in_place_of_fields_is_refused(make_appeals: Make) -> None:
    (finding,) = findings(make_appeals, "- title: x\n")
    assert "must have fields below it" in finding.message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("status: open", "status: opne", "must be one of draft, open, stopped, not 'opne' (did you mean open?)"),
        ("title: A", "kind: apeal\ntitle: A", "must be one of appeal, open-letter, solidarity, not 'apeal'"),
        ("title: A", "mention_organisation: perhaps\ntitle: A", "must be one of welcome, avoid, never, not 'perhaps'"),
        ("to: [mayor]", "to: [mayor]\nsignatories: [{group: X, type: people, count: many}]", "not 'many'"),
        ("to: [mayor]", "to: [mayor]\nsignatories: [{group: X, type: people, count: 0}]", "not '0'"),
        ("to: [mayor]", "to: [mayor]\nsignatories: [{group: X, type: folk, members: [J]}]", "not 'folk'"),
        (
            "to: [mayor]",
            "to: [mayor]\nsignatories: [{group: X, type: people, members: [J], approximate: yes}]",
            "'yes'",
        ),
        ("status: open", f"status: {'x' * 100}", f"not '{'x' * 37}...'"),
    ],
)
def test_an_unknown_value_is_repeated_as_it_was_written(make_appeals: Make, old: str, new: str, said: str) -> None:
    (finding,) = read(make_appeals({"jane-doe/appeal.yaml": APPEAL.replace(old, new, 1)})).findings
    assert said in finding.message
