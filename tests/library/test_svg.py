"""Drawings in SVG, made anew: what runs, asks for files or costs too much stays behind; what is missed is named."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from letters.errors import Refused
from letters.library.svg import MAX_BYTES, MAX_ELEMENTS, Drawing, cleaned

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawn(inner: str, root: str = 'viewBox="0 0 60 40"') -> Drawing:
    return cleaned(f"<svg {NS} {root}>{inner}</svg>".encode())


def test_a_drawing_keeps_its_shapes_its_colours_and_its_size() -> None:
    made = drawn('<g fill="#123"><path d="M0 0 10-5.5z" opacity=".5"/></g><circle r="4" fill="rgb(1, 2, 3)"/>')
    assert (made.width, made.height) == (60, 40)
    assert made.svg.decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40" viewBox="0 0 60 40"><g fill="#123">'
        '<path d="M0 0 10-5.5z" opacity=".5"/></g><circle r="4" fill="rgb(1, 2, 3)"/></svg>'
    )
    assert cleaned(made.svg) == made


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        '<g onload="alert(1)"/>',
        '<a xlink:href="https://evil.example/"><rect width="1" height="1"/></a>',
        '<rect width="1" height="1" fill="x:expression(alert(1))"/>',
        '<rect width="1" height="1" style="fill:red;background-image:u\\72l(https://evil.example/)"/>',
        '<rect width="1" height="1"><set attributeName="href" to="https://evil.example/"/></rect>',
        "<metadata>evil.example: made at home</metadata><!-- evil.example -->",
        '<i:pgf xmlns:i="https://evil.example/"><rect/></i:pgf>',
        "<title>evil.example</title>",
        '<switch><foreignObject requiredExtensions="evil.example"/><rect width="1" height="1"/></switch>',
        '<rect width="1" height="1" fill="var(--evil.example)"/>',
    ],
)
def test_what_runs_leads_elsewhere_or_tells_of_its_author_is_dropped(harm: str) -> None:
    text = drawn(harm).svg.decode()
    ElementTree.fromstring(text)  # noqa: S314 our own
    assert not re.search("evil|alert|script|foreign|onload|href|set|metadata|style", text), text


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("\n<text>Letters</text>", "line 2: holds text"),
        ('<image href="data:image/png;base64,AAAA"/>', "line 1: holds a picture within"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", "piece of another document"),
        ('<filter id="f"/>', "holds <filter>"),
        ('<use href="https://evil.example/x.svg#a"/>', "outside of it"),
        ('<rect fill="url(https://evil.example/x.svg#a)"/>', "outside of it"),
        ('<rect style="fill:url(//evil.example)"/>', "outside of it"),
        ("<style>@import url(https://evil.example);</style>", "style sheet that can't be followed"),
        ("<style>g > .a { fill: red }</style>", "style sheet that can't be followed"),
    ],
)
def test_what_would_be_missed_is_named_with_its_line(inner: str, said: str) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        drawn(inner)


def test_simple_style_sheets_of_drawing_programs_become_attributes() -> None:
    text = drawn(
        "<defs><style>.a, .b{fill:#1c3f72;} /* x */ #c{opacity:.5}</style></defs>"
        '<rect class="a" width="2" height="2"/><rect id="c" class="b" width="1" height="1" style="stroke: red"/>'
    ).svg.decode()
    assert text.count('fill="#1c3f72"') == 2 and 'opacity=".5"' in text and 'stroke="red"' in text


def test_a_part_may_be_used_and_a_gradient_may_take_its_colours_from_another() -> None:
    text = drawn(
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient>'
        '<linearGradient id="b" xlink:href="#a"/><g id="p"><rect width="9" height="9" fill="url(#b)"/></g></defs>'
        '<use xlink:href="#p" x="3"/>'
    ).svg.decode()
    assert 'href="#p"' in text and 'href="#a"' in text and 'fill="url(#b)"' in text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG", "isn't an SVG drawing"),
        (b"<html/>", "isn't an SVG drawing"),
        (b"<svg", "isn't an SVG drawing"),
        (f"<svg {NS}><g></svg>".encode(), "isn't an SVG drawing"),
        (f"<svg {NS}/>".encode(), "how large it is"),
        (f'<svg {NS} viewBox="0 0 0 9"/>'.encode(), "how large it is"),
        (f'<svg {NS} viewBox="0 0 nan 9"/>'.encode(), "how large it is"),
        (f'<svg {NS} viewBox="0 0 900 9"/>'.encode(), "20 times"),
        (f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {NS}>&a;</svg>'.encode(), "definitions of its own"),
        (b" " * (MAX_BYTES + 1), "more shapes than any page needs"),
        (f"<svg {NS}>{'<g/>' * (MAX_ELEMENTS + 1)}</svg>".encode(), "more shapes than any page needs"),
        (f"<svg {NS}>{'<g>' * 99}{'</g>' * 99}</svg>".encode(), "more shapes than any page needs"),
    ],
)
def test_what_is_no_drawing_or_asks_for_too_much_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        cleaned(data)


def test_parts_that_use_themselves_or_multiply_are_refused() -> None:
    with pytest.raises(Refused, match="again and again"):
        drawn('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')
    with pytest.raises(Refused, match="again and again"):
        drawn('<linearGradient id="a" href="#a"/>')
    laughs = "".join(f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 9))
    with pytest.raises(Refused, match="more shapes"):
        drawn(f'<g id="a0"><rect width="1" height="1"/></g>{laughs}')
    # Browsers draw the first part of a name, whatever a later one would cost.
    seconds = "".join(f'<g id="a{n}"/>' for n in range(1, 9))
    with pytest.raises(Refused, match="more shapes"):
        drawn(f'<g id="a0"><rect width="1" height="1"/></g>{laughs}{seconds}')
    assert drawn('<g id="a"/><use href="#a"/><g id="a"/>').svg.count(b' id="a"') == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("M1.2.3-4 5z", "M1.2.3-4 5z"),
        ("M0 0a5 5 0 015 5zl1 1", "M0 0a5 5 0 0 1 5 5zl1 1"),
        ("M0 0A5 5 0 1", "M0 0"),
        ("M0 0 L1 1 2", "M0 0 L1 1"),
        ("M0 0 L foo", "M0 0 "),
        ("q", ""),
    ],
)
def test_a_path_is_drawn_as_far_as_it_is_sound(given: str, kept: str) -> None:
    assert f'<path d="{kept}"/>' in drawn(f'<path d="{given}"/>').svg.decode()


@pytest.mark.parametrize("bad", ['opacity="x"', 'transform="rotate(x)"', 'transform="turn(1)"', 'stop-opacity="1 2"'])
def test_a_value_that_nothing_follows_is_left_out(bad: str) -> None:
    assert '<rect width="1" height="1"/>' in drawn(f'<rect width="1" height="1" {bad}/>').svg.decode()


def test_a_size_in_units_is_as_good_as_a_box() -> None:
    made = drawn('<rect width="1" height="1"/>', 'width="90mm" height="60mm"')
    assert (made.width, made.height) == (90, 60)
