from __future__ import annotations

import datetime as dt

import pytest

from letters.fields.dates import PartialDate, day, meant


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-09-10",) + ("2019-09-10",) * 2,
    ],
)
def test_a_partial_date_means_the_days_it_may_be(written: str, first: str, last: str) -> None:
    date = PartialDate.parse(written)
    assert (date.first_day.isoformat(), date.last_day.isoformat()) == (first, last)


@pytest.mark.parametrize("written", ["2019-13", "2019-02-30", "10/9/2019", "19", "0000", "0755"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"isn't a date|is no (month|year)|has 28 days"):
        PartialDate.parse(written)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("31/12/2026", "'31/12/2026' isn't a date; write 2026-12-31"),
        ("31.12.2026", "'31.12.2026' isn't a date; write 2026-12-31"),
        ("12/31/2026", "'12/31/2026' isn't a date; write 2026-12-31"),
        ("5/5/2026", "'5/5/2026' isn't a date; write 2026-05-05"),
        ("3/4/2026", "'3/4/2026' isn't a date; write 2026-04-03 for 3 April or 2026-03-04 for 4 March"),
        ("2026-6-1", "'2026-6-1' isn't a date; write 2026-06-01"),
        ("2026/06/01", "'2026/06/01' isn't a date; write 2026-06-01"),
        (
            "2027-15-01",
            "'2027-15-01' isn't a date: there is no month 15 (did you mean 2027-01-15?); write year-month-day",
        ),
        ("2026-13-45", "'2026-13-45' isn't a date: there is no month 13; write year-month-day"),
        ("2027-02-30", "'2027-02-30' isn't a date: February 2027 has 28 days"),
        ("99/99/2026", "'99/99/2026' isn't a date; write year-month-day, such as 2026-12-31"),
        ("1 June 2027", "'1 June 2027' isn't a date; write 2027-06-01"),
        ("June 1, 2027", "'June 1, 2027' isn't a date; write 2027-06-01"),
        ("1er juin 2027", "'1er juin 2027' isn't a date; write 2027-06-01"),
        ("1. Juni 2027", "'1. Juni 2027' isn't a date; write 2027-06-01"),
        ("until 1 June 2027", "'until 1 June 2027' isn't a date; write year-month-day, such as 2026-12-31"),
        ("tomorrow", "'tomorrow' isn't a date; write year-month-day, such as 2026-12-31"),
    ],
)
def test_what_is_no_day_is_answered_with_what_to_write(written: str, message: str) -> None:
    with pytest.raises(ValueError) as refused:
        day(written)
    assert str(refused.value) == message


def test_nothing_is_proposed_that_is_no_day() -> None:
    for written in ("2026-02-30", "30/30/2026", "31/2/2026", ""):
        assert meant(written) == ""
    assert day("2026-12-31") == dt.date(2026, 12, 31)


def test_a_month_that_there_is_not_is_answered_without_a_day() -> None:
    with pytest.raises(ValueError, match="'2026-13' isn't a date: there is no month 13; write year-month"):
        PartialDate.parse("2026-13")
