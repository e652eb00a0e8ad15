"""Envelopes and label sheets: what the tables say is consistent, and is found by its name."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from letters.errors import Refused
from letters.layout import LAYOUTS, LETTER, Box, LayoutName
from letters.stationery import (
    ENVELOPES,
    LABEL_SHEETS,
    EnvelopeName,
    LabelName,
    envelope_named,
    labels_named,
)

_INCH = 25.4


_ROUNDING = 1e-6  # labels that touch


def apart(one: Box, other: Box) -> bool:
    gaps = (other.x - one.right, one.x - other.right, other.y - one.bottom, one.y - other.bottom)
    return max(gaps) >= -_ROUNDING


@pytest.mark.parametrize("name", EnvelopeName)
def test_the_parts_of_an_envelope_keep_out_of_each_others_way(name: EnvelopeName) -> None:
    envelope = ENVELOPES[name]
    assert envelope.name == name
    for one, other in combinations((envelope.address, envelope.sender, envelope.stamp), 2):
        assert apart(one, other)
    assert envelope.stamp == Box(envelope.paper.width - 74, 0, 74, 38)
    assert max(envelope.address.bottom, envelope.sender.bottom, envelope.number[1]) <= envelope.paper.height - 15
    assert envelope.number[0] < envelope.address.x
    assert envelope.number[1] > envelope.sender.bottom + 5


@pytest.mark.parametrize("name", EnvelopeName)
def test_the_address_begins_in_the_middle_of_the_envelope(name: EnvelopeName) -> None:
    envelope = ENVELOPES[name]
    assert envelope.address.x == envelope.paper.width / 2
    assert envelope.address.y + envelope.middle == pytest.approx(envelope.paper.height / 2)


def test_envelopes_have_the_sizes_of_the_shops() -> None:
    sizes = {name: (envelope.paper.width, envelope.paper.height) for name, envelope in ENVELOPES.items()}
    assert sizes == {"dl": (220, 110), "c5": (229, 162), "c6": (162, 114), "10": (9.5 * _INCH, 4.125 * _INCH)}


@pytest.mark.parametrize("name", LabelName)
def test_the_labels_lie_on_their_sheet_without_overlapping(name: LabelName) -> None:
    sheet = LABEL_SHEETS[name]
    cells = list(sheet.cells())
    assert sheet.name == name
    assert len(cells) == sheet.count > 0
    assert all(apart(one, other) for one, other in combinations(cells, 2))
    assert all(one.y < other.y or (one.y == other.y and one.x < other.x) for one, other in pairwise(cells))
    # Both margins of the sheet are alike, so the grid is the one that the maker cuts.
    assert cells[0].x == pytest.approx(sheet.paper.width - cells[-1].right, abs=0.5)
    assert cells[0].y == pytest.approx(sheet.paper.height - cells[-1].bottom, abs=0.5)


def test_the_edges_of_each_label_stay_empty() -> None:
    assert labels_named("L7160").printed == Box(4, 2, 55.5, 34.1)


def test_the_grids_are_those_of_the_boxes() -> None:
    grids = {name: (sheet.columns, sheet.rows, sheet.paper.name) for name, sheet in LABEL_SHEETS.items()}
    assert grids == {
        "L7160": (3, 7, "A4"),
        "L7163": (2, 7, "A4"),
        "5160": (3, 10, "Letter"),
        "5163": (2, 5, "Letter"),
    }


@pytest.mark.parametrize("typed", ["C5", "c5", " C5 "])
def test_an_envelope_is_found_in_capitals_or_not(typed: str) -> None:
    assert envelope_named(typed) is ENVELOPES[EnvelopeName.C5]


@pytest.mark.parametrize("typed", ["l7160", "L7160"])
def test_labels_are_found_in_capitals_or_not(typed: str) -> None:
    assert labels_named(typed) is LABEL_SHEETS[LabelName.L7160]


def test_what_there_is_is_named_where_something_else_is_asked_for() -> None:
    with pytest.raises(Refused, match="dl, c5, c6, 10"):
        envelope_named("c4")
    with pytest.raises(Refused, match="L7160, L7163, 5160, 5163"):
        labels_named("L71")


@pytest.mark.parametrize("layout", LayoutName)
def test_a_folded_letter_goes_into_its_envelope(layout: LayoutName) -> None:
    """Twice folded it is as high as DL or No. 10, once folded as C5."""
    sheet = LAYOUTS[layout]
    name = EnvelopeName.TEN if sheet.paper is LETTER else EnvelopeName.C5 if len(sheet.folds) == 1 else EnvelopeName.DL
    envelope = ENVELOPES[name].paper
    edges = (0, *sheet.folds, sheet.paper.height)
    assert max(lower - upper for upper, lower in pairwise(edges)) < envelope.height
    assert sheet.paper.width < envelope.width
