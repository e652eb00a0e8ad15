"""`letters check` on translations: what has changed since, and what is half done."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import APPEAL, Make

from letters.authoring.translating import UNFINISHED
from letters.check import findings
from letters.cli import main
from letters.errors import Finding, Severity
from letters.library.library import read

TODAY = dt.date(2020, 5, 1)


def run(*words: str) -> str:
    return CliRunner().invoke(main, words).output


def found(appeals: Path) -> list[Finding]:
    return [
        finding
        for finding in findings(read(appeals), TODAY)
        if finding.code in ("A407", "A408") or finding.file.parent.name == UNFINISHED
    ]


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))


@pytest.fixture
def finished(make_appeals: Make) -> Path:
    """Appeals with a French translation, made as a translator makes it."""
    appeals = make_appeals()
    run("translate", "jane-doe", "fr", "--appeals", str(appeals))
    waiting = appeals / "jane-doe" / "unfinished" / "fr.yaml"
    waiting.write_text(waiting.read_text().replace("\n[...]", "").replace("[...]", "Un texte fini."))
    assert "The translation is complete" in run("translate", "jane-doe", "fr", "--appeals", str(appeals))
    return appeals


def test_a_translation_of_today_s_texts_is_left_alone(finished: Path) -> None:
    assert found(finished) == []


def test_each_text_whose_source_has_changed_is_shown_where_it_stands(finished: Path) -> None:
    appeal, french = finished / "jane-doe" / "appeal.yaml", finished / "jane-doe" / "fr.yaml"
    change(appeal, "I write to you about Jane Doe.", "I am writing about Jane Doe.")
    change(appeal, "let her see a lawyer.", "let her see her lawyer.")
    change(appeal, "family: I think", "family: I often think")
    # Line breaks don't count.
    change(appeal, "title: A teacher is held", "title: A teacher\n  is held")
    stale = found(finished)
    assert [finding.field for finding in stale] == [
        "letter.body[1]",
        "letter.body[2].choices.family",
        "letter.body[4].items[2]",
    ]
    lines = french.read_text().split("\n")
    assert [lines[finding.line - 2].strip() for finding in stale] == [
        "#| I write to you about Jane Doe.",
        "#| I think of her family.",
        "#| let her see a lawyer.",
    ]
    assert {(finding.code, finding.severity, finding.file) for finding in stale} == {("A407", Severity.WARNING, french)}
    assert "`letters translate jane-doe fr` shows the new and the old text" in stale[0].message


@pytest.mark.slow
def test_it_is_said_until_the_translator_has_mended_it(finished: Path) -> None:
    french = finished / "jane-doe" / "fr.yaml"
    change(finished / "jane-doe" / "appeal.yaml", "I write to you about", "I am writing about")
    run("translate", "jane-doe", "fr", "--appeals", str(finished))
    (finding,) = found(finished)
    text = french.read_text()
    assert "CHANGED" in text and text.split("\n")[finding.line - 1].strip() == "- >-"
    lines = text.split("\n")
    old = next(number for number, line in enumerate(lines) if "The old text was:" in line)
    mark = next(number for number, line in enumerate(lines) if "CHANGED" in line)
    french.write_text("\n".join([*lines[:mark], *lines[mark + 1 : old], *lines[old + 3 :]]))
    assert found(finished) == []
    assert read(finished).findings == ()


def test_a_demand_that_has_come_in_between_leaves_the_others_alone(finished: Path) -> None:
    change(finished / "jane-doe" / "appeal.yaml", "        - let her", "        - tell her family;\n        - let her")
    assert found(finished) == []
    # That one is missing is the loader's to say.
    assert "A317" in {finding.code for finding in read(finished).findings}


def test_a_translation_without_notes_has_no_marks_and_nothing_is_said(finished: Path) -> None:
    french = finished / "jane-doe" / "fr.yaml"
    french.write_text("\n".join(line for line in french.read_text().split("\n") if not line.lstrip().startswith("#|")))
    change(finished / "jane-doe" / "appeal.yaml", "I write to you about", "I am writing about")
    assert found(finished) == []


def test_texts_that_share_a_line_have_no_note_of_their_own(finished: Path) -> None:
    french = finished / "jane-doe" / "fr.yaml"
    change(finished / "jane-doe" / "appeal.yaml", "family: I think", "family: I often think")
    lines = french.read_text().split("\n")
    start = next(number for number, line in enumerate(lines) if line.strip() == "choices:")
    end = next(number for number, line in enumerate(lines) if "own_words" in line)
    lines[start:end] = [lines[start + 1], "      choices: {colleague: Un texte., family: Un autre.}"]
    french.write_text("\n".join(lines))
    assert read(finished).findings == () and found(finished) == []


def test_an_unfinished_translation_is_noticed_with_how_much_is_missing(make_appeals: Make) -> None:
    appeals = make_appeals()
    run("translate", "jane-doe", "fr", "--appeals", str(appeals))
    waiting = appeals / "jane-doe" / "unfinished" / "fr.yaml"
    change(waiting, "title: >-\n  [...]", "title: Une enseignante")
    (finding,) = found(appeals)
    assert (finding.file, finding.code, finding.field, finding.severity) == (
        waiting,
        "A408",
        "summary",
        Severity.WARNING,
    )
    assert finding.message.startswith("10 of 11 texts are still to be translated, this one first; `letters translate")
    waiting.write_text(waiting.read_text().replace("\n[...]", "").replace("[...]", "Un texte fini."))
    (finding,) = found(appeals)
    assert finding.message == (
        "every text is translated: run `letters translate jane-doe fr` to put the file in its place"
    )


def test_what_can_not_be_read_in_an_unfinished_translation_is_no_error_yet(make_appeals: Make) -> None:
    appeals = make_appeals({"jane-doe/unfinished/fr.yaml": "title: a: b\n", "jane-doe/unfinished/de.yaml": "nothing"})
    (finding,) = found(appeals)
    assert (finding.code, finding.severity, finding.file.name) == ("A107", Severity.WARNING, "fr.yaml")


@pytest.mark.parametrize("text", ["a: b: c", "- a", "title: x\nlanguage: [en]\n"])
def test_an_appeal_that_can_not_be_read_says_nothing_of_its_translations(make_appeals: Make, text: str) -> None:
    assert found(make_appeals({"jane-doe/appeal.yaml": text, "jane-doe/fr.yaml": "title: x\n"})) == []


@pytest.mark.slow
def test_letters_check_says_so_and_belongs_to_its_appeal(finished: Path) -> None:
    other = finished / "another" / "appeal.yaml"
    other.parent.mkdir()
    other.write_text(APPEAL)
    change(finished / "jane-doe" / "appeal.yaml", "I write to you about", "I am writing about")
    run("translate", "jane-doe", "de", "--appeals", str(finished))
    assert [code for code in ("A407", "A408") if code in run("check", str(finished))] == ["A407", "A408"]
    assert "A407" in run("check", str(finished / "jane-doe")) and "A408" in run("check", str(finished / "jane-doe"))
    alone = run("check", str(finished / "another"))
    assert "A407" not in alone and "A408" not in alone and "1 appeal checked" in alone


@pytest.mark.slow
@pytest.mark.parametrize("linked", ["jane-doe/unfinished/fr.yaml", "jane-doe/unfinished", "jane-doe"])
def test_no_link_to_what_waits_leads_out_of_the_appeals_folder(finished: Path, tmp_path: Path, linked: str) -> None:
    outside, link = tmp_path / "outside", finished / linked
    (finished / "jane-doe" / "fr.yaml").unlink()
    waiting = finished / "jane-doe" / "unfinished" / "fr.yaml"
    waiting.parent.mkdir(exist_ok=True)
    waiting.write_text("secret: [\n")
    link.rename(outside)
    link.symlink_to(outside)
    assert {finding.code for finding in found(finished)} == ({"A309"} if "unfinished" in linked else set())
    assert all(finding.severity is Severity.WARNING for finding in found(finished))
