from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import typed
from letters.typed import folded, squeezed


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
