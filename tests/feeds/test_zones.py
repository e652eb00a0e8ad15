"""Time zones as calendars have them, read back as calendars read them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from letters.feeds.zones import time_zones


@pytest.mark.parametrize(
    "key", ["Europe/London", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca", "America/Sao_Paulo"]
)
def test_a_zone_tells_the_same_time_as_the_systems_own(key: str) -> None:
    zone = ZoneInfo(key)
    (made,) = time_zones([dt.datetime(2026, 12, 10, 18, 30, tzinfo=zone)])
    read, instant = made.to_tz(), dt.datetime(2026, 1, 1, 0, 30, tzinfo=dt.UTC)
    compared = 0
    while instant.year < 2027:
        there = instant.astimezone(zone)
        # An hour that comes twice is the first of the two for a calendar.
        if there.fold == 0:
            assert there.replace(tzinfo=read).utcoffset() == there.utcoffset(), there
            compared += 1
        instant += dt.timedelta(hours=5)
    assert compared > 1700


def test_far_years_cost_nothing_and_each_zone_stands_there_once_in_order() -> None:
    far = [dt.datetime(year, 6, 1, tzinfo=ZoneInfo("Europe/Paris")) for year in (1, 2026, 9999)]
    near = [dt.datetime(2026, 6, 1, tzinfo=ZoneInfo(key)) for key in ("Europe/London", "Europe/Berlin", "UTC")]
    made = time_zones([*far, *near, dt.datetime(2026, 6, 1, tzinfo=dt.UTC)])
    assert [str(zone["tzid"]) for zone in made] == ["Europe/Berlin", "Europe/London", "Europe/Paris"]
    assert len(made[2].subcomponents) < 40
