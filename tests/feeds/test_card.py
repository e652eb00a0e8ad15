"""The card that others embed: bounded, escaped, and well-formed whatever the words are."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.feeds.card import HEIGHT, WIDTH, Card, card

SVG = "{http://www.w3.org/2000/svg}"


def drawn(title: str, *, call: str = "Write by 1 June 2020.", direction: str = "ltr") -> ElementTree.Element:
    made = Card(
        title=title,
        language=("ar" if direction == "rtl" else "en", direction),
        facts="China",
        call=call,
        own=("en", "ltr"),
        organisation="Letters for Rights",
        url="https://letters.example/appeals/jane-doe?a=1&b=2",
        is_over=False,
    )
    return ElementTree.fromstring(card(made))  # noqa: S314 it is ours


def texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_a_card_is_a_link_and_says_until_when() -> None:
    root = drawn("A teacher is held")
    (link,) = root.iter(f"{SVG}a")
    assert link.get("href") == "https://letters.example/appeals/jane-doe?a=1&b=2"
    assert texts(root) == ["Letters for Rights", "A teacher is held", "China", "Write by 1 June 2020."]
    assert root.findtext(f"{SVG}title") == "A teacher is held – Write by 1 June 2020."


@pytest.mark.parametrize("title", ["Held " * 200, "W" * 200, "教授面临处决" * 40, "محتجز منذ عام " * 40])
def test_a_long_title_ends_in_an_ellipsis_on_the_third_line(title: str) -> None:
    root = drawn(title)
    assert len(texts(root)) == 6 and texts(root)[3].endswith("…")
    assert all(len(line) < 45 for line in texts(root))
    assert all(0 <= float(element.get("y", "-1")) <= HEIGHT for element in root.iter(f"{SVG}text"))


def test_what_is_written_from_the_right_begins_there() -> None:
    root = drawn("أستاذ جامعي يواجه الإعدام", direction="rtl")
    title = list(root.iter(f"{SVG}text"))[1]
    assert title.get("direction") == "rtl" and float(title.get("x", "0")) > WIDTH - 40


@pytest.mark.slow
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=300))
def test_no_title_breaks_out_of_its_card(title: str) -> None:
    root = drawn(f"<script>&{title}\"'>")
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {"svg", "title", "a", "rect", "text"}
    assert not re.search("style|onload", " ".join(name for element in root.iter() for name in element.attrib))
