"""The number of a sheet for signatures: it holds what it is of, and no slip of the pen goes unnoticed."""

from __future__ import annotations

import datetime as dt

import pytest

from letters.errors import Refused
from letters.signing.sheet_number import (
    MAX_PAGE,
    looks_like_a_sheet_number,
    parse_sheet_number,
    sheet_number,
)

DAY = dt.date(2026, 11, 30)
ALPHABET = "023456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_it_holds_appeal_group_day_and_page() -> None:
    number = sheet_number("joint-letter", "Leeds Group", DAY, 3)
    assert len(str(number)) == 15 and str(number).count("-") == 3
    found = parse_sheet_number(str(number))
    assert found == number and (found.day, found.page) == (DAY, 3)
    assert found.is_of("joint-letter") and not found.is_of("another")
    assert found.is_from("LEEDS  group ") and not found.is_from("York group")


def test_the_same_sheet_has_the_same_number_and_another_one_another() -> None:
    made = {
        str(sheet_number(appeal, group, DAY + dt.timedelta(days), page))
        for appeal in ("one", "two")
        for group in ("Leeds", "York")
        for days in range(3)
        for page in range(1, 5)
    }
    assert len(made) == 48
    assert str(sheet_number("one", "Leeds", DAY, 1)) in made


def test_how_it_is_typed_makes_no_difference() -> None:
    said = str(sheet_number("one", "Leeds", DAY, 1))
    number = parse_sheet_number(said)
    for typed in (said.lower(), said.replace("-", ""), said.replace("-", " "), f" {said.replace('-', '–')} "):
        assert parse_sheet_number(typed) == number and looks_like_a_sheet_number(typed)
    assert parse_sheet_number(said.replace("0", "O")) == number


@pytest.mark.parametrize("page", [1, 7, MAX_PAGE])
def test_every_wrong_character_and_every_swap_of_neighbours_is_found(page: int) -> None:
    signs, tried = str(sheet_number("joint-letter", "Leeds", DAY, page)).replace("-", ""), 0
    for at, right in enumerate(signs):
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(Refused):
                parse_sheet_number(signs[:at] + wrong + signs[at + 1 :])
            tried += 1
        if at and signs[at - 1] != right:
            with pytest.raises(Refused):
                parse_sheet_number(signs[: at - 1] + right + signs[at - 1] + signs[at + 1 :])
            tried += 1
    assert tried >= 12 * 30


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "has 12 characters"),
        ("QK7-M2X-3F2", "has 12 characters"),
        ("QK7-M2X-3F2-I1L", "has the character"),
        ("222-222-222-222", "a character is wrong"),
    ],
)
def test_what_is_no_number_says_why(typed: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        parse_sheet_number(typed)


def test_a_groups_own_numbers_are_others() -> None:
    assert not looks_like_a_sheet_number("17") and not looks_like_a_sheet_number("Leeds 2026/3, page 1")


@pytest.mark.parametrize(("day", "page"), [(DAY, 0), (DAY, MAX_PAGE + 1), (dt.date(2019, 12, 31), 1)])
def test_what_no_number_can_hold_is_a_mistake_of_the_program(day: dt.date, page: int) -> None:
    with pytest.raises(ValueError, match="no such"):
        sheet_number("one", "Leeds", day, page)
