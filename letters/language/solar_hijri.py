"""Days of the Solar Hijri calendar, which Iran and Afghanistan count by.

Source: the 33-year cycle that the Unicode projects (ICU, ICU4X) use, after Roozbeh Pournader; it agrees with the
equinox at Tehran, which the law goes by, in every year from 1178 to 1501 (1799 to 2122).
"""

from __future__ import annotations

import datetime as dt

_BEFORE_YEAR_ONE = 226894
"""The day before the first of the year 1 in that cycle, as Python counts days."""
_FIRST_HALF = 6 * 31
"""Six months of 31 days come first; the others have 30, and the last 29 or 30."""

MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
"""As CLDR has them in Persian."""
AFGHAN_MONTHS = "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split()
"""As CLDR has them in the Persian of Afghanistan."""


def solar_hijri(day: dt.date) -> tuple[int, int, int]:
    """The year, the month and the day of the month in the Solar Hijri calendar."""
    year = 1 + (33 * (day.toordinal() - _BEFORE_YEAR_ONE - 1) + 3) // 12053
    of_year = day.toordinal() - _before(year)
    if of_year <= _FIRST_HALF:
        return year, (of_year - 1) // 31 + 1, (of_year - 1) % 31 + 1
    rest = of_year - _FIRST_HALF - 1
    return year, rest // 30 + 7, rest % 30 + 1


def _before(year: int) -> int:
    """The day before the year's first."""
    return _BEFORE_YEAR_ONE + 365 * (year - 1) + (8 * year + 21) // 33
