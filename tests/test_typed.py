from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import typed
from letters.edited import parse
from letters.language.language import LANGUAGES
from letters.letter import DemandList
from letters.typed import folded, squeezed, squeezed_lines


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert typed.clean(typed.clean(text)) == typed.clean(text)


@given(st.text(max_size=300))
def test_a_line_that_passes_is_one_line_without_controls(text: str) -> None:
    cleaned = typed.clean(text)
    if typed.problem("f", cleaned, limit=300) is None:
        assert not set(cleaned) & set("\r\n\t\0\x0b\x0c\x85\u2028\u2029\u202e\u2066")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    assert typed.clean(f"a{end}b") == "a\nb"
    assert typed.problem("f", typed.clean(f"a{end}b"), limit=9) is not None


@pytest.mark.parametrize(
    "mark",
    (
        "\u00ad \u061c \u200b \u200e \u200f \u202a \u202b \u202c \u2060 \u2061 \u2064 "
        "\u2066 \u2067 \u2068 \u2069 \u206a \u206f \ufeff \ufe0f \ufffc"
    ).split(),
    ids=ascii,
)
def test_marks_that_carry_nothing_are_taken_out_without_a_word(mark: str) -> None:
    assert typed.clean(f"{mark}from {mark}Lee{mark}ds{mark}") == "from Leeds"
    assert typed.clean(f"من{mark} ليدز") == "من ليدز"


def test_marks_that_words_need_are_kept() -> None:
    for text in ("می\u200cخواهم", "क\u094d\u200dष", "ខ្ញុំ\u200bសរសេរ", "ᠮᠣᠩᠭᠣᠯ\u180eᠠ"):
        assert typed.clean(text) == text
        assert typed.problem("f", text, limit=99) is None


@pytest.mark.parametrize(("sign", "name"), [("\u202d", "left-to-right override"), ("\u202e", "right-to-left override")])
def test_overrides_are_refused_by_name(sign: str, name: str) -> None:
    for lines in (True, False):
        problem = typed.problem("f", typed.clean(f"a{sign}b"), limit=9, lines=lines)
        assert problem is not None and f"(U+{ord(sign):04X}, {name})" in str(problem)


@pytest.mark.parametrize(
    "bullet",
    ["\uf0b7\t", "\uf0b7", "\uf0a7 ", "\uf0d8  ", "\uf076\t", "\ue00a ", "• ", "▪\t", "o\t", "§\t", "·\u00a0", "● "],
    ids=ascii,
)
def test_bullets_of_word_processors_are_bullets(bullet: str) -> None:
    text = typed.clean(f"I ask you to\r\n{bullet}free her;\r\n  {bullet}let her call.")
    assert text == "I ask you to\n• free her;\n• let her call."
    assert typed.problem("f", text, limit=99, lines=True) is None
    (block,) = parse(text, LANGUAGES["en"])
    assert block == DemandList("I ask you to", ("free her;", "let her call."))


def test_a_private_bullet_within_a_line_is_one_too_and_other_private_signs_are_refused() -> None:
    assert typed.clean("a \uf0b7 b") == "a • b"
    assert typed.problem("f", typed.clean("a \uf04a b"), limit=9) is not None


def test_letters_that_look_like_bullets_stay_letters() -> None:
    for text in ("o que me importa", "Ø er en bokstav", "§ 5 says so", "über"):
        assert typed.clean(text) == text


@pytest.mark.parametrize("text", ["Free her 🙏", "👨\u200d👩\u200d👧", "🏳\ufe0f"])
def test_what_no_letter_can_be_printed_with_is_refused_and_named(text: str) -> None:
    problem = typed.problem("f", typed.clean(text), limit=99, lines=True)
    assert problem is not None and problem.message == typed.UNPRINTABLE
    assert set(str(problem)) & set(text) - set("Free her ")


def test_too_many_lines_are_refused() -> None:
    problem = typed.problem("street", "a\nb\nc", limit=9, lines=True, max_lines=2)
    assert str(problem) == "street: At most 2 lines fit on the letter."


def test_long_runs_are_refused_but_not_in_scripts_without_spaces() -> None:
    assert typed.problem("f", "x" * 201, limit=999) is not None
    assert typed.problem("f", "x" * 200, limit=999) is None
    assert typed.problem("f", "字" * 900, limit=999) is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Été", "ete"),
        ("ＰＬＺ", "plz"),
        ("L’État", "l'etat"),
        ("한국", "한국"),
        ("ﬁn", "ﬁn"),
        ("أحمد", "احمد"),
        ("a\u00a0–b", "a -b"),
    ],
)
def test_a_folded_text_is_as_long_as_it_was(text: str, plain: str) -> None:
    assert folded(text) == plain
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Groß-Britannien", "grossbritannien"), ("U.S.A.", "usa"), ("Cote d’Ivoire", "Côte d'Ivoire"), ("e\u0301t", "ét")],
)
def test_squeezed_names_are_alike_however_they_are_typed(one: str, other: str) -> None:
    assert squeezed(one) == squeezed(other)


@pytest.mark.slow
@given(st.lists(st.text().map(lambda text: text.replace("\n", " ")), min_size=1))
def test_many_names_are_squeezed_as_each_is(names: list[str]) -> None:
    assert squeezed_lines(names) == [squeezed(name) for name in names]


ARABIC = "\u0671\u0644\u0644\u0651\u064e\u0670\u0647\u0650 \u0642\u064f\u0631\u0652\u0622\u0646\u064c\u06e2"
TIBETAN = "\u0f56\u0f66\u0f92\u0fb2\u0f74\u0f56\u0f66\u0f0b\u0f67\u0f71\u0f74\u0f83 \u0f62\u0f90\u0fb1\u0f7a\u0f53"
REAL_MARKS = {
    "Vietnamese, taken apart": unicodedata.normalize("NFD", "Nguy\u1ec5n Th\u1ecb \u1eb6m"),
    "Greek, with all its accents": "\u1fa7 \u1f82",
    "Lithuanian": "i\u0307\u0303, ru\u0304\u0301",
    "Hebrew, pointed": "\u05d1\u05bc\u05b0\u05e8\u05b5\u05d0\u05e9\u05c1\u05b4\u0596\u05d9\u05ea",
    "Hebrew: dot, dagesh, vowel, meteg, two accents": "\u05e9\u05c1\u05bc\u05b8\u05bd\u0597\u059d\u05d1",
    "Arabic, with vowels": ARABIC,
    "Thai": "\u0e19\u0e49\u0e33\u0e17\u0e35\u0e48\u0e19\u0e35\u0e48 \u0e1b\u0e37\u0e49\u0e33",
    "Hindi": "\u0930\u094d\u095b\u094d\u092f\u093e\u0902 \u0915\u0943\u0901",
    "Vedic": "\u0905\u0917\u094d\u0928\u093f\u0952\u092e\u0940\u0951\u0933\u0947",
    "Burmese: four marks and a vowel's sign": "\u101c\u103b\u103e\u102d\u102f\u1037\u101d\u103e\u1000\u103a",
    "Tibetan": TIBETAN,
    "Khmer": "\u179f\u17d2\u178f\u17d2\u179a\u17b8 \u17a5\u178b\u17b7\u17cd",
    "Syriac": "\u072b\u0735\u0720\u0733\u0741\u0308",
    "a key of a telephone": "1\ufe0f\u20e3",
}


@pytest.mark.parametrize("name", REAL_MARKS)
def test_the_accents_of_every_language_are_kept(name: str) -> None:
    assert typed.crowded(REAL_MARKS[name]) == ""


@pytest.mark.parametrize(
    "marks",
    [
        "\u0301" * 79,
        "\u0301\u0323\u0302\u0331",
        "\u0316" * 4,
        "\u20dd\u0301\u0301\u0301",
        "\u200d\u0301\u0301\u034f\u0301\u0301",
        "\u0e31" * 7,
    ],
)
@pytest.mark.parametrize("base", ["q", "e", "\u05d0", "\u4eba", " "])
def test_more_accents_than_any_language_has_are_refused_and_the_field_is_named(base: str, marks: str) -> None:
    found = typed.problem("name", f"A{base}{marks}b", limit=200)
    assert found and (found.field, found.message) == ("name", typed.CROWDED)
    assert found.message in typed.NAMELESS
    assert len(str(found)) < 120
