"""The sheet's geometry: what the table says, and what the printed page shows when it is read back."""

from __future__ import annotations

import re
from itertools import pairwise

import pypdfium2
import pytest
from glyphs import _MILLIMETRES, _TOLERANCE, ADDRESSES, ARABIC, LATIN, Glyph, glyphs, inside, letter_to

from letters.errors import Refused
from letters.layout import A4, LAYOUTS, LETTER, US_LETTER_COUNTRIES, Box, LayoutName, layout_for
from letters.letter import Letter
from letters.pdf import render
from letters.pdf.geometry import overlap, place_address, place_sender, sender_box


def head_of(letter: Letter, name: LayoutName) -> tuple[list[Glyph], list[Glyph]]:
    """The sender's and the address's glyphs: all that stands above the letter's text, parted by the sender's box."""
    layout = LAYOUTS[name]
    above = [glyph for glyph in glyphs(render([letter], name)) if glyph.box.bottom < layout.body_from]
    sender = place_sender(letter, layout).box
    senders = [glyph for glyph in above if inside(glyph.box, sender)]
    return senders, [glyph for glyph in above if glyph not in senders]


@pytest.mark.slow
@pytest.mark.parametrize("lines", range(2, 8))
@pytest.mark.parametrize("kind", ADDRESSES)
@pytest.mark.parametrize("name", LayoutName)
def test_every_glyph_of_the_address_lies_in_the_window(name: LayoutName, kind: str, lines: int) -> None:
    language, address = ADDRESSES[kind]
    letter = letter_to(address[:lines], language=language)
    senders, printed = head_of(letter, name)
    assert "".join(glyph.sign for glyph in senders).startswith("Wilhelmina")
    if kind != "ar-arabic":  # Arabic letters join into ligatures: their number says nothing
        wanted = re.sub(r"\s", "", "".join(address[:lines])) + "CHINA"
        assert sorted(glyph.sign for glyph in printed) == sorted(wanted)
    assert len(printed) > 10 * lines / 2
    window = LAYOUTS[name].window
    assert [glyph for glyph in printed if not inside(glyph.box, window)] == []


@pytest.mark.parametrize("name", LayoutName)
def test_long_lines_wrap_within_the_window(name: LayoutName) -> None:
    long = "The Honourable Minister of Foreign Affairs and International Cooperation, Permanent Secretary of State"
    letter = letter_to((long, "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsanstalt" * 2, "Town"))
    _, printed = head_of(letter, name)
    assert len(printed) > 200
    assert [glyph for glyph in printed if not inside(glyph.box, LAYOUTS[name].window)] == []


def test_long_arabic_lines_wrap_within_the_window() -> None:
    letter = letter_to((" ".join(ARABIC), " ".join(reversed(ARABIC)), "صصصص ضضضض سسسس شششش " * 4), language="ar")
    _, printed = head_of(letter, LayoutName.DIN5008B)
    assert len(printed) > 150
    assert [glyph for glyph in printed if not inside(glyph.box, LAYOUTS[LayoutName.DIN5008B].window)] == []


@pytest.mark.parametrize("name", LayoutName)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_address_that_fits_in_no_type_is_refused_without_naming_it(name: LayoutName, language: str) -> None:
    with pytest.raises(Refused, match="too long for the window") as refusal:
        render([letter_to(("Secret Street " * 40,) * 7, language=language)], name)
    assert "Secret" not in str(refusal.value)


@pytest.mark.parametrize("lines", [1, 4, 7])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", LayoutName)
def test_the_sender_never_touches_the_window_or_the_text(name: LayoutName, language: str, lines: int) -> None:
    layout = LAYOUTS[name]
    letter = letter_to(LATIN, language=language, sender=("Ada Byron of Ockham Park, Countess of Lovelace",) * lines)
    box = place_sender(letter, layout).box
    assert not overlap(box, layout.window)
    assert box.bottom < layout.body_from
    assert box.x > 0 and box.right < layout.paper.width


def test_an_endless_sender_is_refused() -> None:
    with pytest.raises(Refused, match="sender"):
        render([letter_to(LATIN, sender=("word " * 200,) * 4)])


@pytest.mark.parametrize("name", LayoutName)
def test_the_sender_keeps_to_the_margin_from_which_arabic_lines_run(name: LayoutName) -> None:
    layout = LAYOUTS[name]
    sender = ("Ada Byron", "12 Elm Row", "London N1 7AA")
    senders, _ = head_of(letter_to(ARABIC, language="ar", sender=sender), name)
    assert abs(max(glyph.box.right for glyph in senders) - (layout.paper.width - layout.right)) < 1
    assert sender_box(letter_to(LATIN, sender=sender), layout) == layout.sender


def test_the_address_moves_up_before_its_type_shrinks() -> None:
    layout = LAYOUTS[LayoutName.DIN5008B]
    blocks = [place_address(letter_to(LATIN[:lines]), layout) for lines in range(2, 8)]
    assert [block.size for block in blocks] == [11] * 6
    assert blocks[0].box.y == layout.window.y + layout.address[1]
    assert all(lower.box.y >= upper.box.y for lower, upper in pairwise(blocks))


@pytest.mark.parametrize("name", LayoutName)
def test_the_table_is_consistent(name: LayoutName) -> None:
    layout = LAYOUTS[name]
    assert layout.name == name
    assert inside(layout.window, Box(0, 0, layout.paper.width, layout.paper.height))
    assert not overlap(layout.window, layout.sender) or layout.window.y >= layout.sender.y
    assert layout.body_from > layout.window.bottom
    # The fold marks hang below the top of the text.
    assert all(layout.body_from <= fold < layout.paper.height for fold in layout.folds)
    assert len(layout.folds) <= 2


@pytest.mark.parametrize("name", LayoutName)
def test_the_sheet_has_the_size_of_its_paper(name: LayoutName) -> None:
    page = pypdfium2.PdfDocument(render([letter_to(LATIN)], name))[0]
    size = (page.get_width() * _MILLIMETRES, page.get_height() * _MILLIMETRES)
    paper = LAYOUTS[name].paper
    assert size == pytest.approx((paper.width, paper.height), abs=_TOLERANCE)


@pytest.mark.parametrize("name", LayoutName)
def test_fold_marks_lie_where_the_sheet_is_folded(name: LayoutName) -> None:
    layout = LAYOUTS[name]
    image = pypdfium2.PdfDocument(render([letter_to(LATIN)], name, fold_marks=True))[0].render(scale=4)
    pixels = image.to_pil().convert("L")
    per_mm = pixels.height / layout.paper.height
    column = [pixels.getpixel((int(7 * per_mm), y)) for y in range(pixels.height)]
    dark = [y / per_mm for y, value in enumerate(column) if value < 200]
    assert len(dark) >= len(layout.folds)
    assert all(min(abs(y - fold) for fold in layout.folds) < 0.4 for y in dark)
    assert all(min(abs(y - fold) for y in dark) < 0.4 for fold in layout.folds)


@pytest.mark.parametrize("name", LayoutName)
def test_without_fold_marks_the_edge_stays_white(name: LayoutName) -> None:
    pixels = pypdfium2.PdfDocument(render([letter_to(LATIN)], name))[0].render(scale=2).to_pil().convert("L")
    edge = pixels.crop((0, 0, int(15 / _MILLIMETRES * 2), pixels.height))
    assert edge.getextrema() == (255, 255)


def test_the_senders_country_decides_the_paper() -> None:
    assert {LAYOUTS[layout_for(country)].paper for country in US_LETTER_COUNTRIES} == {LETTER}
    assert {LAYOUTS[layout_for(country)].paper for country in ("GB", "FR", "CH", "DE", "CN", "JP", "BR")} == {A4}
    assert layout_for("GB") is LayoutName.UK
    assert layout_for("CH") is LayoutName.CH
    assert layout_for("KE") is LayoutName.DIN5008B
