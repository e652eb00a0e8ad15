"""Which way texts run, and what in them keeps its order."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.language.bidi import beside, direction, is_mixed, paragraph_direction, plain, runs


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Release her", "ltr"),
        ("– أطلقوا سراح Mara", "rtl"),
        ("(1) שחררו", "rtl"),
        ("12 345", "rtl"),  # no letter: as what is around it
        ("", "rtl"),
    ],
)
def test_the_first_letter_says_which_way_a_text_runs(text: str, way: str) -> None:
    assert direction(text, "rtl") == way


def test_a_name_at_the_beginning_is_skipped() -> None:
    assert direction("Mara Lind معلمة", "rtl", ("Mara", "Mara Lind")) == "rtl"
    assert direction("مارا ليند is a teacher", "ltr", ("مارا ليند",)) == "ltr"
    # A text that is nothing else, or a longer word.
    assert direction("Mara Lind", "rtl", ("Mara Lind",)) == "ltr"
    assert direction("Maras معلمة", "rtl", ("Mara",)) == "ltr"


@pytest.mark.slow
def test_every_letter_that_runs_from_right_to_left_is_seen() -> None:
    signs = map(chr, range(sys.maxunicode + 1))
    assert [f"{ord(s):X}" for s in signs if (unicodedata.bidirectional(s) in ("R", "AL")) != is_mixed(f"a {s}")] == []


def test_a_mark_over_a_latin_letter_runs_the_letters_way() -> None:
    assert plain("m\N{COMBINING MACRON}1 and x\N{COMBINING DIAERESIS}2", "ltr") == "m\u03041 and x\u03082"


@pytest.mark.parametrize(
    ("parts", "way", "line"),
    [
        (("Minister", "5 March"), "ltr", "Minister · 5 March"),
        (("", "5 March", ""), "ltr", "5 March"),
        (("Minister", "5 مارس"), "rtl", "\u2068Minister\u2069 · \u20685 مارس\u2069"),
        (("الوزير", "5 March"), "ltr", "\u2068الوزير\u2069 · \u20685 March\u2069"),
    ],
)
def test_parts_beside_each_other_keep_their_own_order(parts: tuple[str, ...], way: str, line: str) -> None:
    assert beside(parts, way) == line


def apart(text: str, way: str = "rtl") -> list[str]:
    return [run.text for run in runs(text, way) if run.way]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("رقم هاتفها هو +20 2 2795 8103", "+20 2 2795 8103"),
        ("الفاكس (00 202) 2577 4716.", "(00 202) 2577 4716"),
        ("القضية UA 119/19، الصادرة", "UA 119/19"),
        ("الوثيقة ASA 17/2175/2020.", "ASA 17/2175/2020"),
        ("يسكن في 12 Elm Row, London N1 7AA.", "12 Elm Row, London N1 7AA"),
        ("في 2020-04-20 وبعدها", "2020-04-20"),
        ("האתר https://letters.example/a/1 כאן", "https://letters.example/a/1"),
        ("۱۲ Elm Row در", "۱۲ Elm Row"),
    ],
)
def test_numbers_and_addresses_keep_their_order_in_a_text_from_right_to_left(text: str, kept: str) -> None:
    assert apart(text) == [kept]


@pytest.mark.parametrize(
    "text", ["في 9 مايو 2025 ولم", "عام 2019، 2020", "من 10 – 12", "قال Tiyip هذا", "نحو 70,000 (2019)", "9.5.2025"]
)
def test_what_shows_right_by_itself_is_left_alone(text: str) -> None:
    assert apart(text) == []


def test_an_arabic_name_takes_no_number_along_in_a_text_from_left_to_right() -> None:
    assert apart("held since سلافة مجدي (2019)", "ltr") == ["سلافة مجدي"]
    assert apart("held is سلافة مجدي, a writer", "ltr") == []


@given(st.text("aب1 ,.+()\n-/«–"), st.sampled_from(["ltr", "rtl"]))
def test_no_sign_is_lost(text: str, way: str) -> None:
    assert "".join(run.text for run in runs(text, way)) == text
    marks = dict.fromkeys(map(ord, "\u2066\u2067\u2069\u200e\u200f"))
    assert plain(text, way).translate(marks) == text


def test_a_line_of_plain_text_that_runs_the_other_way_is_set_apart_behind_its_dash() -> None:
    assert plain("I ask:\n– أطلقوا سراحها!", "ltr") == "I ask:\n– \u2067أطلقوا سراحها!\u2069"
    assert plain("Mara معلمة", "rtl", ("Mara",)) == "\u200fMara معلمة"


@pytest.mark.parametrize(
    ("text", "own", "way"),
    [
        ("أطلقوا سراحها فوراً (اليوم)!", "ltr", "rtl"),
        ("أطلقوا سراح Maya فوراً!", "ltr", "rtl"),
        ("שחררו אותה (היום)!", "ltr", "rtl"),
        ("Release her (now)!", "rtl", "ltr"),
        ("Maya Lind أستاذة جامعية.", "rtl", "rtl"),
        ("طيب is a geographer.", "ltr", "ltr"),
        ("2026", "rtl", "rtl"),
    ],
)
def test_a_paragraph_runs_as_its_first_letter_unless_that_is_a_foreign_name(text: str, own: str, way: str) -> None:
    assert paragraph_direction(text, own) == way


def test_letters_from_right_to_left_make_a_text_mixed() -> None:
    assert is_mixed("x س")
    assert not is_mixed("x 1 é 字")
