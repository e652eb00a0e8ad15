"""The sheet's geometry: what the table says, and what the printed page shows when it is read back."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from glyphs import _MILLIMETRES, _TOLERANCE, ADDRESSES, ARABIC, LATIN, Glyph, glyphs, inside, letter_to
from places import CHECKOUT

from letters.errors import Refused
from letters.language.language import LANGUAGES
from letters.layout import A4, LAYOUTS, LETTER, US_LETTER_COUNTRIES, Box, LayoutName, layout_for
from letters.letter import DemandList, Letter, Paragraph
from letters.pdf import render
from letters.pdf.batch import batch
from letters.pdf.estimate import type_of
from letters.pdf.geometry import overlap, place_address, place_sender, sender_box
from letters.pdf.page_css import FITS
from letters.stationery import ENVELOPES, EnvelopeName, folds_for


def head_of(letter: Letter, name: LayoutName) -> tuple[list[Glyph], list[Glyph]]:
    """The sender's and the address's glyphs: all that stands above the letter's text, parted by the sender's box."""
    layout = LAYOUTS[name]
    above = [glyph for glyph in glyphs(render([letter], name)) if glyph.box.bottom < layout.body_from]
    sender = place_sender(letter, layout).box
    senders = [glyph for glyph in above if inside(glyph.box, sender)]
    return senders, [glyph for glyph in above if glyph not in senders]


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("lines", [2, 5, 7])
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


_INCH = 25.4
NUMBER_TEN = Box(0, 0, 9.5 * _INCH, 4.125 * _INCH)
NUMBER_TEN_WINDOW = Box(0.875 * _INCH, 2.5 * _INCH, 4.5 * _INCH, 1.125 * _INCH)


def always_seen(panel: float) -> Box:
    """What the window of a No. 10 envelope shows of a US sheet folded to that height, wherever it has slid."""
    right, down = NUMBER_TEN.width - LETTER.width, NUMBER_TEN.height - panel
    left, top = NUMBER_TEN_WINDOW.x, NUMBER_TEN_WINDOW.y
    return Box(left, top, NUMBER_TEN_WINDOW.right - right - left, NUMBER_TEN_WINDOW.bottom - down - top)


@pytest.mark.slow
@pytest.mark.parametrize("lines", range(3, 9))
def test_an_american_address_passes_the_tap_test(lines: int) -> None:
    # The last line is the country's.
    _, printed = head_of(letter_to((*LATIN, "c/o The Embassy")[: lines - 1]), LayoutName.US)
    seen = always_seen(LETTER.height / 3 if lines <= 6 else LAYOUTS[LayoutName.US].folds[0])
    assert seen.height == pytest.approx((0.667 if lines <= 6 else 0.875) * _INCH, abs=0.02)
    assert len(printed) > 20
    assert [glyph for glyph in printed if not inside(glyph.box, seen)] == []


def test_an_american_sheet_folded_at_the_marks_fits_its_envelope() -> None:
    folds = (0, *LAYOUTS[LayoutName.US].folds, LETTER.height)
    assert max(after - before for before, after in pairwise(folds)) <= NUMBER_TEN.height - 0.25 * _INCH + _TOLERANCE


def test_the_documents_name_each_layouts_window_envelopes() -> None:
    rows = (CHECKOUT / "docs/letter-night.md").read_text(encoding="utf-8").splitlines()
    for name, layout in LAYOUTS.items():
        assert f"| `{name}` | {layout.paper.name} | {layout.envelopes} |" in rows


@pytest.mark.parametrize(
    ("layout", "envelope", "down", "across"),
    [
        (LayoutName.UK, EnvelopeName.DL, (99, 198), ()),
        (LayoutName.UK, EnvelopeName.C5, (148.5,), ()),
        (LayoutName.UK, EnvelopeName.C6, (148.5,), (105,)),
        (LayoutName.DIN5008B, EnvelopeName.DL, (105, 210), ()),
        (LayoutName.DIN5008B, EnvelopeName.TEN, (99, 198), ()),
        (LayoutName.DIN5008B, EnvelopeName.C5, (148.5,), ()),
        (LayoutName.US, EnvelopeName.TEN, (98.425, 188.9125), ()),
        (LayoutName.US, EnvelopeName.C6, (139.7,), (107.95,)),
    ],
)
def test_the_folds_follow_the_envelope(
    layout: LayoutName, envelope: EnvelopeName, down: tuple[float, ...], across: tuple[float, ...]
) -> None:
    folds = folds_for(LAYOUTS[layout], ENVELOPES[envelope])
    assert folds.down == pytest.approx(down)
    assert folds.across == pytest.approx(across)


@pytest.mark.parametrize("envelope", EnvelopeName)
@pytest.mark.parametrize("layout", LayoutName)
def test_a_sheet_folded_at_the_marks_slips_into_its_envelope(layout: LayoutName, envelope: EnvelopeName) -> None:
    folds, paper = folds_for(LAYOUTS[layout], ENVELOPES[envelope]), LAYOUTS[layout].paper
    high = max(after - before for before, after in pairwise((0, *folds.down, paper.height)))
    wide = max(after - before for before, after in pairwise((0, *folds.across, paper.width)))
    inside_of = ENVELOPES[envelope].paper
    assert max(high, wide) < inside_of.width
    assert min(high, wide) < inside_of.height


def test_marks_for_an_envelope_are_printed_where_it_wants_them() -> None:
    made = batch([letter_to(LATIN)], LayoutName.UK, fold_marks=True, folded_for=ENVELOPES[EnvelopeName.C6])
    pixels = pypdfium2.PdfDocument(made.data)[0].render(scale=4).to_pil().convert("L")
    per_mm = pixels.height / A4.height
    top = [x / per_mm for x in range(pixels.width) if pixels.getpixel((x, int(7 * per_mm))) < 200]
    left = [y / per_mm for y in range(pixels.height) if pixels.getpixel((int(7 * per_mm), y)) < 200]
    assert top and all(abs(x - 105) < 0.4 for x in top)
    assert left and all(abs(y - 148.5) < 0.4 for y in left)


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("sentences", [1, 12, 22])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", LayoutName)
def test_all_that_begins_at_the_left_begins_at_one_edge(name: LayoutName, language: str, sentences: int) -> None:
    layout = LAYOUTS[name]
    body = (Paragraph("Her family was told nothing about the place where she is held by them. " * sentences),)
    letter = replace(letter_to(LATIN[:3], language=language), body=body)
    starts = [glyph.box.x for glyph in glyphs(render([letter], name)) if glyph.box.x < layout.left + 5]
    assert len(starts) > 5
    assert min(starts) > layout.left - 0.2
    assert layout.left == pytest.approx(layout.window.x + layout.address[0], abs=0.01) or layout.window.x > 90


@pytest.mark.parametrize("name", LayoutName)
def test_a_line_has_about_eighty_characters(name: LayoutName) -> None:
    text = "Her family was told nothing about the place where she is held by them, and nobody may see her. " * 7
    letter = replace(letter_to(LATIN[:3]), body=(Paragraph(text),))
    page = pypdfium2.PdfDocument(render([letter], name))[0].get_textpage().get_text_range()
    lines = page[page.index("Sir,") : page.index("Yours")].split("\r\n")[1:-2]
    assert len(lines) >= 7
    assert 72 <= sum(map(len, lines)) / len(lines) <= 86


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("fit", [fit.name for fit in FITS])
def test_a_hand_has_twenty_millimetres_to_sign_in_every_language(language: str, fit: str) -> None:
    assert type_of(fit, language)["pen"] == pytest.approx(20 / _MILLIMETRES)


def test_dashes_stand_at_the_edge_of_the_text_and_their_lines_hang() -> None:
    items = (
        "release her at once and without conditions, as she is held only because she spoke her mind to us all",
    ) * 2
    letter = replace(letter_to(LATIN[:3]), body=(DemandList("I ask you to:", items),))
    found = glyphs(render([letter], LayoutName.UK))
    dashes = [glyph.box for glyph in found if glyph.sign == "–"]
    assert [box.x for box in dashes] == pytest.approx([25.1, 25.1], abs=0.1)
    behind = [glyph.box for glyph in found if dashes[0].right < glyph.box.x < 28.5 and glyph.box.bottom > dashes[0].y]
    rows = [box.x for box in behind if box.y < dashes[1].bottom + 6]
    assert len(rows) == 4
    assert max(rows) - min(rows) < 0.2


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "ja"])
def test_chinese_and_japanese_letters_end_at_the_lower_right(language: str) -> None:
    letter = replace(letter_to(LATIN[:3], language=language), closing="敬具", signature="安")
    ends = [glyph.box for glyph in glyphs(render([letter], LayoutName.UK)) if glyph.sign in "敬具安"]
    assert len(ends) == 3
    assert all(box.x > 150 for box in ends)


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.parametrize("country", ["US", "PR", "GU", "VI", "AS", "MP", "UM", "CA", "MX", "PH"])
def test_the_paper_is_that_of_the_senders_printer(country: str) -> None:
    assert layout_for(country) is LayoutName.US
