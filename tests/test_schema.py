"""What an author's mistake in an appeal.yaml is answered with."""

from __future__ import annotations

import pytest
from conftest import APPEAL, Make

from letters.errors import Finding
from letters.library.library import read


def findings(make_appeals: Make, appeal: str) -> tuple[Finding, ...]:
    return read(make_appeals({"jane-doe/appeal.yaml": appeal})).findings


# A change of one piece of the valid appeal, then a piece of the finding's line, its field, its words.
MISTAKES = [
    ("deadline: none\n", "", "title: A teacher", "deadline", "is missing"),
    ("deadline: none", "deadline:", "deadline:", "deadline", "has no value"),
    ("deadline: none", "deadlin: none", "deadlin:", "deadlin", "did you mean deadline?"),
    ("deadline: none", "deadline: 31/12/2026", "deadline:", "deadline", "write 2026-12-31"),
    ("deadline: none", "deadline: 2020-02-30", "deadline:", "deadline", "February 2020 has 29 days"),
    ("deadline: none", "deadline: “2026-12-31”", "deadline:", "deadline", "curly quotation marks"),
    ("deadline: none", "deadline: 2020-04-19", "deadline:", "deadline", "earlier than the day of issue"),
    ("deadline: none", "deadline: none\nembargo: 2020-04-19T23:01", "embargo:", "embargo", "needs a time zone"),
    ("country: US", "country: Chnia", "country:", "country", "did you mean CN"),
    ("country: US", "country: UK", "country:", "country", "write GB for United Kingdom"),
    ("country: US", "country: us", "country:", "country", "must be in capitals: US"),
    ("country: US", "country: ZZ", "country:", "country", "no country code"),
    ("status: open", "status: opne", "status:", "status", "did you mean open?"),
    ("status: open", "status: stopped", "status:", "outcome", "a stopped appeal tells what happened"),
    ("language: en", "language: [en]", "language:", "language", "must be one text and no list"),
    ("language: en", "language: xx", "language:", "language", "known: en, fr"),
    ("to: [mayor]", "to: mayor", "to:", "to", "write [mayor]"),
    ("to: [mayor]", "to: [major]", "to:", "to[1]", "did you mean mayor?"),
    ("to: [mayor]", "to: [mayor, mayor]", "to:", "to[2]", "twice"),
    ("to: [mayor]", "to: [judge, major]", "to:", "to[2]", "did you mean mayor?"),
    ("to: [mayor]", "to: []", "to:", "to", "must not be empty"),
    ("to: [mayor]", "to: [mayor]\ncopies: [embasy]", "copies:", "copies[1]", "did you mean embassy?"),
    ("  subject: Jane Doe, held without charge\n", "", "letter:", "letter.subject", "needs a subject"),
    ("I write to you about", "I write to {{ addresse.name }} about", "- I write", "letter.body[1]", "addressee.name?"),
    ("I write to you about", "I {{ 7*7 }} write to you about", "- I {{", "letter.body[1]", "only names"),
    ("I write to you about", "I {% if x %} write to you about", "- I {%", "letter.body[1]", "{% can't be used"),
    ("I write to you about Jane", "I write {{ to Jane", "- I write", "letter.body[1]", "never closed"),
    ("- demands:", "- demnads:", "demnads:", "letter.body[4].demnads", "did you mean demands?"),
    ("- I write to you about Jane Doe.", "- I write: please help", "- I write:", "letter.body[1]", "double quotes"),
    ("        family:", "        Family!:", "Family!:", "letter.body[2].choices.Family!", "small letters a to z"),
    ("people:\n  - name: Jane Doe", "people: Jane Doe", "people:", "people", "must be a list"),
    ("summary: A teacher is held without charge.", "summary: [x]", "summary:", "summary", "must be one text"),
    ("is held without charge", f"is {'x' * 201}", "summary:", "summary", "a word of more than 200 signs"),
    ("to: [mayor]", "to: [mayor]\nphoto: {file: a.jpg, alt: x}", "photo:", "photo.credit", "is missing"),
    ("to: [mayor]", "to: [mayor]\nphoto: {file: a.jpg, alt: x, credit: y}", "photo:", "photo.file", "there is no file"),
    ("to: [mayor]", "to: [mayor]\nphoto: {file: ../../x.jpg, alt: x, credit: y}", "photo:", "photo.file", "own folder"),
    ("to: [mayor]", "to:\n  - {name: X, office: Y, fax: ['12']}", "- {name", "to[1].fax[1]", "is no fax number"),
    ("to: [mayor]", "to:\n  - {name: X, salutation: {en: Y}}", "- {name", "to[1]", "X has no channel"),
    ("to: [mayor]", "to:\n  - {name: X, email: [a@b.example]}", "- {name", "to[1]", "X has no salutation in 'en'"),
    ("to: [mayor]", "to:\n  - {office: X}", "- {office", "to[1].name", "is missing"),
    ("- demands: I", "- only_to: [judge]\n      demands: I", "only_to", "letter.body[4].only_to[1]", "not among `to`"),
    ("title: A", "kind: solidarity\ntitle: A", "subject:", "letter.subject", "has no subject"),
    ("title: A", "kind: open-letter\ntitle: A", "- points:", "letter.body[2]", "is fixed"),
]


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
