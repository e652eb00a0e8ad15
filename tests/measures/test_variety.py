"""How much letters are alike: shares that are counted by hand, and letters of real appeals."""

from __future__ import annotations

import datetime as dt
import random
from itertools import combinations
from pathlib import Path

import pytest
from conftest import APPEAL, Make
from doors import in_process

from letters.appeal.appeal import Appeal
from letters.check.rendered import TRIAL
from letters.compose import Words, compose
from letters.library.library import read
from letters.measures.variety import containment, is_short, likeness, prepared_share, resemblance, shingles, shingles_of

SIX = "One two three four five six."
DAY = dt.date(2026, 3, 5)


def test_a_text_is_its_runs_of_five_words() -> None:
    assert shingles(SIX) == {("one", "two", "three", "four", "five"), ("two", "three", "four", "five", "six")}
    assert shingles("Free her, now!") == {("free", "her", "now")}
    assert shingles("–…") == shingles("") == frozenset()


def test_capitals_accents_and_marks_make_no_difference() -> None:
    assert shingles("Élodie a été arrêtée à l’aube") == shingles("elodie a ete arretee, a l'aube.")
    assert shingles("حُرِّيَّة") == shingles("حرية")


def test_shares_are_those_that_one_counts_by_hand() -> None:
    one, other = shingles(SIX), shingles("one two three four five seven")
    # One run of two is common, and there are three in all.
    assert containment(one, other) == 1 / 2
    assert resemblance(one, other) == 1 / 3
    assert containment(shingles(f"{SIX} Seven eight."), one) == 2 / 4
    assert containment(frozenset(), one) == 0
    assert resemblance(frozenset(), frozenset()) == 1


@pytest.mark.parametrize(
    ("text", "other", "share"),
    [
        ("我们要求释放她。", "我们要求释放他！", 2 / 3),
        ("わたしたちは自由を求めます", "わたしたちは平和を求めます", 3 / 9),
        ("ปล่อยเธอเดี๋ยวนี้", "ปล่อยเธอเดี๋ยวนี้", 1),
        ("请释放 Jane Doe 女士吧", "请释放 Jane Doe 先生吧", 1 / 4),
    ],
    ids=["Chinese", "Japanese", "Thai", "names in Latin script between Chinese"],
)
def test_where_no_spaces_stand_between_words_each_character_is_one(text: str, other: str, share: float) -> None:
    assert containment(shingles(text), shingles(other)) == pytest.approx(share)


def _appeal(make_appeals: Make, text: str = APPEAL) -> Appeal:
    return read(make_appeals({"jane-doe/appeal.yaml": text})).appeals["jane-doe"]


def test_a_letter_to_which_nothing_was_added_is_wholly_as_prepared(make_appeals: Make) -> None:
    appeal = _appeal(make_appeals)
    for points in (frozenset[str](), frozenset({"colleague"}), frozenset({"family", "colleague"})):
        letter = compose(appeal, "mayor", TRIAL, Words(points=points), language="en", date=DAY)
        assert prepared_share(letter, appeal, TRIAL) == 1


def test_a_sentence_of_ones_own_lowers_the_share_by_its_runs(make_appeals: Make) -> None:
    appeal = _appeal(make_appeals)
    own = Words(own=("She taught my daughter to read.",))  # six words: two runs, beside the three that are prepared
    letter = compose(appeal, "mayor", TRIAL, own, language="en", date=DAY)
    assert prepared_share(letter, appeal, TRIAL) == 3 / 5


def test_demands_count_neither_in_a_list_nor_as_her_own_words_in_a_sentence(make_appeals: Make) -> None:
    appeal = _appeal(make_appeals)
    kept = Words(text="Something quite different stands here now.\n\nI ask you to\n– release Jane Doe;")
    assert prepared_share(compose(appeal, "mayor", TRIAL, kept, language="en", date=DAY), appeal, TRIAL) == 0
    turned = Words(text="Let her see a lawyer.")
    assert prepared_share(compose(appeal, "mayor", TRIAL, turned, language="en", date=DAY), appeal, TRIAL) == 1


def test_likeness_is_the_mean_over_all_pairs_of_letters(make_appeals: Make) -> None:
    appeal, chance = _appeal(make_appeals), random.Random(7)  # noqa: S311 the same letters as there
    letters = [
        shingles_of(compose(appeal, "mayor", TRIAL, Words(points=points), language="en", date=DAY))
        for _ in range(12)
        for points in [frozenset(point for point in ("colleague", "family") if chance.random() < 0.5)]
    ]
    pairs = [resemblance(one, other) for one, other in combinations(letters, 2)]
    found = likeness(appeal, "mayor", TRIAL, language="en", seed=7, number=12)
    assert found == pytest.approx(sum(pairs) / len(pairs))
    assert found == likeness(appeal, "mayor", TRIAL, language="en", seed=7, number=12)


def test_likeness_of_a_thousand_letters_is_near_what_probability_says(make_appeals: Make) -> None:
    # Three prepared runs, and one for either point: of two letters each has a point or not, 16 cases alike in weight.
    alike = (4 * 1 + 2 * (3 / 4 + 3 / 4 + 3 / 5 + 3 / 5 + 4 / 5 + 4 / 5)) / 16
    assert likeness(_appeal(make_appeals), "mayor", TRIAL, language="en") == pytest.approx(alike, abs=0.02)


def test_letters_without_points_are_all_the_same(make_appeals: Make) -> None:
    text = APPEAL.replace(APPEAL[APPEAL.index("    - points") : APPEAL.index("    - own_words")], "")
    assert likeness(_appeal(make_appeals, text), "mayor", TRIAL, language="en") == 1


LONG = " ".join(f"Word{number}" for number in range(80))


def _checked(root: Path) -> list[str]:
    said = in_process("check", "--appeals", root, cwd=root)
    assert "1 appeals checked" in said.stdout or "1 appeal checked" in said.stdout
    return [line for line in said.stdout.splitlines() if "A455" in line]


def test_check_warns_of_letters_that_look_like_copies(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("I write to you about Jane Doe.", LONG)})
    (line,) = _checked(root)
    assert "jane-doe/appeal.yaml:14:5: warning: letter > body: two letters to mayor are on average 99% alike" in line


def test_check_says_nothing_where_own_words_weigh_more_than_what_is_prepared(make_appeals: Make) -> None:
    appeal = _appeal(make_appeals)
    assert is_short(appeal, "mayor", TRIAL, "en")
    assert _checked(appeal.folder.parent) == []


def test_a_short_letter_is_warned_of_where_nobody_is_asked_for_own_words(make_appeals: Make) -> None:
    start, end = APPEAL.index("    - points"), APPEAL.index("    - demands")
    assert len(_checked(make_appeals({"jane-doe/appeal.yaml": APPEAL[:start] + APPEAL[end:]}))) == 1


def test_variety_measures_the_letters_of_an_appeal_and_repeats_itself(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": APPEAL})
    first = in_process("variety", "jane-doe", "--appeals", root, cwd=root)
    assert first.returncode == 0
    assert first.stdout == in_process("variety", "jane-doe", "--appeals", root, cwd=root).stdout
    assert "1,000 letters, of 2 points each ticked in half of them" in first.stdout
    assert "  mayor  two are on average 79% alike\n" in first.stdout
    other = in_process("variety", "jane-doe", "--appeals", root, "--seed", "2", "--letters", "5", cwd=root)
    assert other.returncode == 0
    assert other.stdout != first.stdout


def test_an_open_letter_has_no_variety(make_appeals: Make) -> None:
    text = APPEAL.replace("status: open", "status: open\nkind: open-letter")
    start, end = text.index("    - points"), text.index("    - demands")
    root = make_appeals({"jane-doe/appeal.yaml": text[:start] + text[end:]})
    said = in_process("variety", "jane-doe", "--appeals", root, cwd=root)
    assert said.returncode == 1
    assert "is an open letter" in said.stderr
