"""Contrast is WCAG's, and a tone that stands for a colour can be read."""

from __future__ import annotations

import colorsys
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import CHECKOUT

from letters.fields.colours import DARK, ENOUGH, LIGHT, contrast, least_contrast, readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    # Those of WebAIM's checker, which shows two digits.
    [
        *(("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#767676", "#ffffff", 4.54)),
        *(("#ff6600", "#ffffff", 2.94), ("#1c3f72", "#ffffff", 10.48), ("#0000ff", "#ffff00", 8.0)),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


@given(COLOURS)
def test_a_tone_that_stands_for_a_colour_can_be_read_and_has_its_hue(wanted: str) -> None:
    for grounds in (LIGHT, DARK):
        tone = readable(wanted, grounds)
        assert least_contrast(tone, grounds) >= ENOUGH
        assert readable(tone, grounds) == tone
        if least_contrast(wanted, grounds) >= ENOUGH:
            assert tone == wanted
        elif max(channels(tone)) - min(channels(tone)) > 0.3:
            apart = abs(colorsys.rgb_to_hls(*channels(tone))[0] - colorsys.rgb_to_hls(*channels(wanted))[0])
            assert min(apart, 1 - apart) < 0.02


def channels(value: str) -> tuple[float, float, float]:
    red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def test_no_colour_can_be_read_both_in_the_light_and_in_the_dark() -> None:
    """So one that is given alone always stands beside another tone."""
    assert contrast(LIGHT[1], DARK[1]) < ENOUGH**2


def test_the_pages_lie_on_the_grounds_that_colours_are_measured_on() -> None:
    style = (CHECKOUT / "static" / "site.css").read_text(encoding="utf-8")
    grounds = re.findall(r"--(?:paper|wash): (#\w+);", style)
    assert tuple(grounds[:2]) == LIGHT and tuple(grounds[2:4]) == DARK
