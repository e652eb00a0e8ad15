"""Which numbers of reported letters are shown, and when."""

from __future__ import annotations

import datetime as dt

import pytest

from letters.channel import Channel
from letters.reporting.report import Counted, People, Shown, Source, Totals, about, shared_out, shown, week_of

MONDAY = dt.date(2026, 3, 2)
BEFORE = MONDAY - dt.timedelta(days=7)


def letters(number: int, week: dt.date = BEFORE, source: Source = Source.SUPPORTERS) -> Counted:
    return Counted(week=week, source=source, channel=Channel.POST, addressee="mayor", letters=number)


def people(number: int, country: str, week: dt.date = BEFORE) -> People:
    return People(week=week, country=country, people=number)


@pytest.mark.parametrize("day", range(2, 9))
def test_a_week_begins_on_monday(day: int) -> None:
    assert week_of(dt.date(2026, 3, day)) == MONDAY


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *[(0, 0), (9, 0), (10, 10), (19, 10), (99, 90), (100, 100), (149, 100), (437, 400), (450, 450), (999, 950)],
        *[(1000, 1000), (1299, 1200), (12_999, 12_000), (123_456, 120_000)],
    ],
)
def test_a_number_is_rounded_down_and_a_small_one_not_said(number: int, said: int) -> None:
    assert about(number) == said


def test_what_came_this_week_is_shown_from_next_monday_on() -> None:
    counted = [letters(400), letters(50, MONDAY)]
    assert [shown(Totals(), counted, [], MONDAY + dt.timedelta(days=day)).supporters for day in range(7)] == [400] * 7
    assert shown(Totals(), counted, [], MONDAY + dt.timedelta(days=7)).supporters == 450


def test_sources_are_never_added_to_each_other_and_old_totals_are_to_their_own() -> None:
    counted = [letters(37), letters(260, source=Source.GROUPS), letters(-20, source=Source.GROUPS)]
    seen = shown(Totals(supporters=100, groups=10), counted, [], MONDAY)
    assert (seen.supporters, seen.groups) == (100, 250)


def test_countries_of_few_people_are_counted_together() -> None:
    given = [people(25, "FR"), people(9, "GB"), people(1, "GB"), people(9, "TV"), people(4, "NR")]
    assert shown(Totals(), [], given, MONDAY) == Shown(countries={"FR": 20, "GB": 10}, others=10)
    # Few in all are not even said to be few.
    assert shown(Totals(), [], [people(3, "TV"), people(40, "FR", MONDAY)], MONDAY) == Shown()


@pytest.mark.parametrize(
    ("total", "like", "parts"),
    [
        (6, {"a": 3, "b": 3}, {"a": 3, "b": 3}),
        (5, {"a": 3, "b": 3}, {"a": 3, "b": 2}),
        (10, {"a": 30, "b": 60, "c": 10}, {"a": 3, "b": 6, "c": 1}),
        (7, {"a": 1, "b": 1, "c": 8}, {"a": 1, "b": 1, "c": 5}),  # 0.7, 0.7 and 5.6: the two largest remainders
        (0, {"a": 3}, {"a": 0}),
        (4, {"a": 0, "b": 0}, {"a": 0, "b": 0}),
    ],
)
def test_a_total_is_shared_out_as_what_was_printed(total: int, like: dict[str, int], parts: dict[str, int]) -> None:
    assert shared_out(total, like) == parts
