"""Searching: names in every script are found as people type them, and no query is more than words."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import APPEAL, FRENCH, Make
from hypothesis import given
from hypothesis import strategies as st

from letters.library.library import Library, read
from letters.library.search import Index, LiveIndex, folded_words


@pytest.fixture(scope="module")
def index(shipped: Library) -> Index:
    return Index(shipped)


def named(name: str, native: str) -> str:
    return APPEAL.replace("  - name: Jane Doe\n", f"  - name: {name}\n    native_name: {native}\n")


@pytest.mark.parametrize(
    ("native", "typed"),
    [
        ("高智晟", ["高智晟", "高智", "智晟", "高 智 晟"]),
        ("مُحَمَّد الأحمد", ["محمد", "الأحمد", "الاحمد", "مُحَمَّد", "محـمد"]),
        ("تاشپولات تېيىپ", ["تاشپولات", "تېيىپ", "تاش"]),
        ("Алексей Ёлкин", ["алексей", "Елкин", "ёлк", "АЛЕКСЕИ"]),
        ("José Núñez-Gutiérrez", ["jose nunez", "GUTIÉRREZ", "gutierrez", "núñ"]),
        ("Lê Thị Ngọc Đặng", ["le thi ngoc", "Đặng", "dang"]),
        ("Şahin Işık Łukasz", ["sahin", "isik", "ISIK", "lukasz", "Łuk"]),
        ("Seán O’Néill", ["o'neill", "ONeill", "o’néill", "sean"]),
        ("김철수", ["김철수", "김철"]),
        ("やまだ たろう", ["やまだ", "たろう", "まだ"]),
        ("Ἀλέξανδρος", ["αλεξανδρος", "ΑΛΈΞ"]),
    ],
)
def test_a_name_is_found_as_it_may_be_typed(make_appeals: Make, native: str, typed: list[str]) -> None:
    library = read(make_appeals({"jane-doe/appeal.yaml": named("Somebody", native), "other/appeal.yaml": APPEAL}))
    assert not library.findings
    index = Index(library)
    assert [query for query in typed if index.find(query) != ["jane-doe"]] == []


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("tashpolat", "tashpolat-tiyip"),
        ("Tiyip", "tashpolat-tiyip"),
        ("塔西甫拉提", "tashpolat-tiyip"),
        ("高智晟", "gao-zhisheng"),
        ("UA 119/19", "tashpolat-tiyip"),
        ("dragonfly", "google-dragonfly"),
        ("Todesstrafe", "tashpolat-tiyip"),
        ("عقوبة الإعدام", "tashpolat-tiyip"),
        ("kanada diskriminierung", "vancouver-street-checks"),
        ("wuhan hunger", "jailed-wuhan-journalist"),
    ],
)
def test_what_ships_is_found_by_name_number_topic_country_and_text(index: Index, query: str, first: str) -> None:
    assert index.find(query)[:1] == [first]


def test_all_words_must_be_there_and_a_title_comes_before_a_text(make_appeals: Make) -> None:
    said = APPEAL.replace("A teacher is held without charge.", "A word on volcanoes.")
    titled = APPEAL.replace("title: A teacher is held", "title: Volcanoes").replace("Jane Doe", "Ada Roe")
    index = Index(read(make_appeals({"jane-doe/appeal.yaml": said, "b/appeal.yaml": titled})))
    assert index.find("volcano") == ["b", "jane-doe"] and index.find("volcano jane") == ["jane-doe"]
    assert index.find("volcano nobody") == index.find("") == index.find("?!…") == []


def test_translations_are_found_too(make_appeals: Make) -> None:
    index = Index(read(make_appeals({"jane-doe/fr.yaml": FRENCH})))
    assert index.find("enseignante") == index.find("détenue") == index.find("liberer") == ["jane-doe"]


@given(st.text(max_size=300))
def test_no_query_is_anything_but_words(index: Index, query: str) -> None:
    assert isinstance(index.find(query), list)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '" OR "',
        "names:jane",
        "NEAR(a b)",
        "a* AND NOT b",
        "*",
        "-",
        "(",
        "a" * 5000,
        "'; DROP TABLE pages",
        "a\0b",
    ],
)
def test_what_fts5_would_obey_is_text(index: Index, query: str) -> None:
    index.find(query)
    assert index.find("tashpolat")


def test_the_index_is_made_once_for_each_library(make_appeals: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root: Path = make_appeals()
    live, one, two = LiveIndex(), read(root), read(root)
    assert live.find(one, "jane") == live.find(one, "doe") == ["jane-doe"]
    first = live._made
    assert live.find(one, "held") and live._made is first
    assert live.find(two, "jane") and live._made is not first


def test_a_word_of_another_script_is_folded_and_split_where_it_has_no_spaces() -> None:
    assert folded_words("Xi’an, 高智晟 Élan-2") == ["xian", "高", "智", "晟", "elan", "2"]


def test_news_and_events_are_found_by_their_words_and_their_case_s_country(make_appeals: Make) -> None:
    event = "title: An evening\nlanguage: en\nbegins: 2020-05-10 18:30\nplace: Rathaus\ncase: jane-doe\n"
    index = Index(read(make_appeals({"evening/event.yaml": event})))
    assert index.find("rathaus") == index.find("evening") == ["evening"]
    assert set(index.find("Vereinigte Staaten")) == {"evening", "jane-doe"}
