"""The pictures that are drawn where there is no photo: one for each topic and kind, always the same, and small."""

from __future__ import annotations

import re

import pytest

from letters.appeal.file import Kind
from letters.appeal.topics import TOPICS
from letters.drawing.motifs import BY_KIND, BY_TOPIC, HEIGHT, WIDTH
from letters.drawing.picture import COLOUR, picture
from letters.library.svg import cleaned


def test_each_topic_and_each_kind_has_a_picture() -> None:
    assert set(BY_TOPIC) == set(TOPICS)
    assert {*map(str, Kind), "news", "event"} == set(BY_KIND)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_picture_is_small_and_holds_shapes_alone(topic: str) -> None:
    made = picture("appeal", (topic,), "jane-doe")
    assert cleaned(made).svg == made
    assert len(made) < 4_000


def test_the_same_case_has_the_same_picture_and_others_have_others() -> None:
    slugs = [f"case-{number}" for number in range(40)]
    assert [picture("appeal", ("workers",), slug) for slug in slugs] == [
        picture("appeal", ("workers", "police"), slug) for slug in slugs
    ]
    assert len({picture("appeal", ("workers",), slug) for slug in slugs}) == 6


def test_without_a_topic_the_kind_tells_what_is_drawn() -> None:
    assert len({picture(kind, (), "jane-doe") for kind in BY_KIND}) == len(BY_KIND)


def test_a_picture_takes_the_colour_of_its_site() -> None:
    green, own = picture("appeal", (), "jane-doe", "#14532d").decode(), picture("appeal", (), "jane-doe").decode()
    assert green != own and COLOUR not in green
    assert re.sub("#[0-9a-f]{6}", "#", green) == re.sub("#[0-9a-f]{6}", "#", own)


@pytest.mark.parametrize("planes", {**BY_TOPIC, **BY_KIND}.values())
def test_every_plane_stands_on_the_page(planes: tuple[object, ...]) -> None:
    text = " ".join(map(str, planes))
    corners = re.findall(r"[ML](-?[\d.]+)[ ,](-?[\d.]+)", text)
    assert corners and all(-50 <= float(x) <= WIDTH + 50 and -50 <= float(y) <= HEIGHT + 50 for x, y in corners)
