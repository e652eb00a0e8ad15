"""How much of our own sheets `letters import` puts into the right field: what `script/bench import` counts."""

from __future__ import annotations

import statistics

import bench_import
import pytest
from bench_import import SHEETS, is_tuned_on, scored, sheets

TEXTS = [path for path in sheets() if path.suffix in (".txt", ".md")]


def test_each_sheet_has_its_answers_and_each_half_has_layouts_of_its_own() -> None:
    assert len(sheets()) >= 20 and all(path.with_suffix(".yaml").is_file() for path in sheets())
    assert {path.stem for path in SHEETS.glob("*.yaml")} == {path.stem for path in sheets()}
    halves = [
        {path.name.partition("--")[0] for path in sheets() if is_tuned_on(path) is half} for half in (True, False)
    ]
    assert all(len(half) >= 5 for half in halves) and not halves[0] & halves[1]


@pytest.mark.slow
@pytest.mark.parametrize(("half", "least"), [(True, 0.9), (False, 0.8)])
def test_most_of_the_sheets_stands_in_the_right_field(half: bool, least: float) -> None:
    scores = [scored(path) for path in TEXTS if is_tuned_on(path) is half]
    assert len(scores) >= 5 and statistics.mean(score.total for score in scores) >= least


def test_texts_are_compared_by_their_words() -> None:
    assert bench_import.share("title", "A teacher … trial", "A TEACHER, on trial!") == 1
    assert bench_import.share("title", "A teacher … trial", "Another teacher on trial") == 0
    assert bench_import.share("demands", ["one", "two"], ["one", "three", "two", "four"]) == 0.5
    assert bench_import.share("addressees", [{"fax": "+20 2 1234"}], [{"fax": ["+20 21234"]}]) == 1
