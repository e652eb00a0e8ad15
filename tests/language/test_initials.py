from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.language.initials import initials_of


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ada Byron", "A. B."), ("maya lind", "M. L."), ("J. R. Lind", "J. R. L."), ("Jean-Luc Exemple", "J. L. E.")],
)
def test_initials_are_the_first_letters_of_a_names_words(name: str, initials: str) -> None:
    assert initials_of(name) == initials


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Sean O'Brien", "S. O."),
        ("Sean O’Brien", "S. O."),
        ("jean-paul o'neill", "J. P. O."),
        ("N'Golo D'Angelo", "N. D."),
        ("Beverly d'Angelo", "B. A."),
        ("Ngũgĩ wa Thiong'o", "N. T."),
        ("Gerard 't Hooft", "G. H."),
    ],
)
def test_an_apostrophe_begins_no_new_word(name: str, initials: str) -> None:
    assert initials_of(name) == initials


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ludwig van Beethoven", "L. B."),
        ("José María de la Cruz", "J. M. C."),
        ("Ahmed bin Said", "A. S."),
        ("Abdel Fattah el-Sisi", "A. F. S."),
        ("Ahmed Al-Masri", "A. M."),
        ("IJsbrand de Vries", "IJ. V."),
        ("bell hooks", "B. H."),
    ],
)
def test_particles_and_articles_have_no_initial_of_their_own(name: str, initials: str) -> None:
    assert initials_of(name) == initials


@pytest.mark.parametrize(
    "name",
    [
        "Dr. Maya Lind",
        "Dr Maya Lind",
        "Prof. Dr. h. c. Dipl.-Ing. Maya Lind",
        "Frau Dr. med. Maya Lind",
        "Sir Maya Lind",
        "Mme Maya Lind",
        "M. Lind",
        "Sig.ra Maya Lind",
        "mgr inż. Maya Lind",
        "The Rt Hon. Maya Lind",
        "Maya Lind Jr.",
        "Maya Lind, Jr.",
        "Maya Lind III",
        "Maya Lind PhD",
        "Maya Lind, M.D., MP",
        "Maya Lind MdB",
    ],
)
def test_titles_and_what_follows_a_name_are_left_out(name: str) -> None:
    assert initials_of(name) == "M. L."


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Martin Luther King Jr.", "M. L. K."), ("Jack Ma", "J. M."), ("Yo-Yo MA", "Y. Y. M."), ("Amartya Sen", "A. S.")],
)
def test_a_name_that_reads_like_a_title_keeps_its_initial(name: str, initials: str) -> None:
    assert initials_of(name) == initials


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Анна Петрова", "А. П."),
        ("Ελένη Παππά", "Ε. Π."),
        ("გიორგი ბერიძე", "გ. ბ."),
        ("习近平", ""),
        ("محمد علي", ""),
        ("", ""),
    ],
)
def test_initials_are_made_where_the_script_has_them(name: str, initials: str) -> None:
    assert initials_of(name) == initials


@pytest.mark.slow
@given(st.text(max_size=40))
def test_initials_of_anything_are_short_and_end_with_full_stops(name: str) -> None:
    initials = initials_of(name)
    assert len(initials.split()) <= 4
    assert all(part.endswith(".") for part in initials.split())
