"""How a letter reads: words, time, longest sentence; said by `letters check --reading`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import APPEAL, Make

from letters.cli import main
from letters.language.language import LANGUAGES
from letters.measures.readability import MAX_SIGNS, MAX_WORDS, rate, too_long, unit

LONG = " ".join(["Word", *["word"] * (MAX_WORDS - 1)])


def check(root: Path, *options: str) -> str:
    return CliRunner().invoke(main, ["check", str(root), "--reading", *options]).output


def test_every_language_of_letters_has_a_rate_and_a_unit() -> None:
    assert {code: rate(code) for code in ("en", "fr", "zh", "ja")} == {"en": 228, "fr": 195, "zh": 255, "ja": 357}
    # Not studied: the mean of those that were.
    assert rate("el") == rate("fa") == 184
    assert {code for code in LANGUAGES if unit(code) == "characters"} == {"zh", "ja"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (f"{LONG}. {LONG}.", "en", []),
        (f"Short. {LONG} more.", "en", [MAX_WORDS + 1]),
        ("人" * MAX_SIGNS + "。", "zh", []),
        ("人" * (MAX_SIGNS + 1) + "。短。", "zh", [MAX_SIGNS + 1]),
    ],
)
def test_a_sentence_over_the_limit_is_too_long(text: str, language: str, expected: list[int]) -> None:
    assert [length for _, length in too_long(text, language)] == expected


def test_each_letter_is_described_in_a_line_with_the_place_of_its_longest_sentence(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("to: [mayor]", "to: [mayor, judge]")})
    lines = [line for line in check(root).splitlines() if ": note: " in line]
    place = f"{root}/jane-doe/appeal.yaml:14:7: note: "
    rest = "longest sentence 7 words: I write to you about Jane Doe."
    # Subject 5, salutation 2, body 7 + 4 + 5 + 4 + 3 + 5, closing 2 words; 228 in a minute.
    assert lines == [
        f"{place}letter to judge in en: 37 words, 10 s to read; {rest}",
        f"{place}letter to mayor in en: 37 words, 10 s to read; {rest}",
    ]
    assert ": note: " not in CliRunner().invoke(main, ["check", str(root)]).output


def test_programs_get_an_object_for_each_letter(make_appeals: Make) -> None:
    objects = json.loads(check(make_appeals(), "--format", "json"))
    (letter,) = [each for each in objects if "length" in each]
    assert all("code" in each for each in objects if each is not letter)
    assert Path(letter.pop("file")).name == "appeal.yaml"
    assert letter == {
        "line": 14,
        "column": 7,
        "appeal": "jane-doe",
        "language": "en",
        "addressee": "mayor",
        "length": 37,
        "unit": "words",
        "seconds": 10,
        "longest": "I write to you about Jane Doe.",
        "longest_length": 7,
    }


def test_a_pull_request_gets_a_notice(make_appeals: Make) -> None:
    (notice,) = [line for line in check(make_appeals(), "--format", "github").splitlines() if "::notice" in line]
    said = "letter to mayor in en: 37 words, 10 s to read; longest sentence 7 words: I write to you about Jane Doe."
    assert notice.endswith(f",line=14,col=7::{said}")


def test_a_long_sentence_is_shown_where_it_begins(make_appeals: Make) -> None:
    text = APPEAL.replace("- I write to you about Jane Doe.", f"- >-\n      It is short.\n      This one {LONG}.")
    output = CliRunner().invoke(main, ["check", str(make_appeals({"jane-doe/appeal.yaml": text}))]).output
    (line,) = [line for line in output.splitlines() if "[A409]" in line]
    assert "appeal.yaml:16:7: warning: letter > body 1: " in line
    assert 'the sentence "This one Word word word ..." has 42 words; people lose the thread after 40' in line
