from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from letters.language.solar_hijri import solar_hijri


# As the Iranian calendar authority published them; leap years end on 30 Esfand.
@pytest.mark.parametrize(
    ("day", "solar"),
    [
        (dt.date(1925, 3, 31), (1304, 1, 11)),
        (dt.date(1979, 2, 11), (1357, 11, 22)),
        (dt.date(1996, 3, 20), (1375, 1, 1)),
        (dt.date(2017, 3, 20), (1395, 12, 30)),
        (dt.date(2021, 3, 21), (1400, 1, 1)),
        (dt.date(2023, 9, 22), (1402, 6, 31)),
        (dt.date(2025, 3, 20), (1403, 12, 30)),
        (dt.date(2025, 3, 21), (1404, 1, 1)),
        (dt.date(2026, 12, 1), (1405, 9, 10)),
    ],
)
def test_known_days_have_their_solar_dates(day: dt.date, solar: tuple[int, int, int]) -> None:
    assert solar_hijri(day) == solar


def test_every_day_follows_the_one_before() -> None:
    days = [solar_hijri(dt.date(2000, 1, 1) + dt.timedelta(days=number)) for number in range(60 * 365)]
    for (year, month, day), after in pairwise(days):
        assert after in ((year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1))
        assert day <= 31
        assert month <= 12
