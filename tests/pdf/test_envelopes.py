"""Envelopes as they are printed: read back from the PDF, glyph by glyph."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from glyphs import ADDRESSES, ARABIC, CHINESE, LATIN, Glyph, glyphs, inside, letter_to

from letters.errors import Refused
from letters.layout import Box
from letters.letter import CountryLine, Letter, Paragraph
from letters.pdf.envelopes import envelopes
from letters.stationery import ENVELOPES, Envelope, EnvelopeName

_MILLIMETRES = 25.4 / 72


def right_of(found: list[Glyph], envelope: Envelope) -> list[Glyph]:
    return [glyph for glyph in found if glyph.box.x >= envelope.paper.width / 2 - 0.05]


def text_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def numbered(count: int) -> list[Letter]:
    return [letter_to(LATIN[:4], sender=(f"Member {number}", "Leeds", "United Kingdom")) for number in range(count)]


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("lines", [1, 7])
@pytest.mark.parametrize("kind", ADDRESSES)
@pytest.mark.parametrize("name", EnvelopeName)
def test_the_address_lies_in_its_area_and_the_sender_in_hers(name: EnvelopeName, kind: str, lines: int) -> None:
    envelope, (language, address) = ENVELOPES[name], ADDRESSES[kind]
    made = envelopes([letter_to(address[:lines], language=language)], envelope)
    printed = glyphs(made.data)
    addressed = [glyph for glyph in printed if not inside(glyph.box, envelope.sender)]
    assert len(addressed) > 5 * lines
    assert [glyph for glyph in addressed if not inside(glyph.box, envelope.address)] == []
    assert "".join(glyph.sign for glyph in printed if glyph not in addressed).startswith("Wilhelmina")


@pytest.mark.slow
@pytest.mark.parametrize("name", EnvelopeName)
def test_the_stamps_corner_and_the_lowest_15_mm_stay_free(name: EnvelopeName) -> None:
    envelope = ENVELOPES[name]
    long = letter_to(
        ("The Honourable Minister of Foreign Affairs and Cooperation",) * 6, sender=("Ada Byron " * 6,) * 4
    )
    page = pypdfium2.PdfDocument(envelopes([long], envelope, numbers=[12345]).data)[0]
    picture = page.render(scale=4).to_pil().convert("L")
    per_mm = picture.width / envelope.paper.width
    stamp = picture.crop([round(side * per_mm) for side in (envelope.stamp.x, 0, envelope.paper.width, 38)])
    below = picture.crop((0, round((envelope.paper.height - 15) * per_mm), picture.width, picture.height))
    assert picture.getextrema()[0] < 100
    assert stamp.getextrema() == below.getextrema() == (255, 255)


@pytest.mark.parametrize("name", EnvelopeName)
def test_a_page_has_the_size_of_its_envelope(name: EnvelopeName) -> None:
    page = pypdfium2.PdfDocument(envelopes(numbered(1), ENVELOPES[name]).data)[0]
    paper = ENVELOPES[name].paper
    size = (page.get_width() * _MILLIMETRES, page.get_height() * _MILLIMETRES)
    assert size == pytest.approx((paper.width, paper.height), abs=0.05)


@pytest.mark.slow
def test_envelopes_come_in_the_order_of_their_letters_with_their_numbers() -> None:
    letters = [letter_to(address, sender=(name,)) for name in ("Ada", "王小明", "Zoë") for address in (LATIN, CHINESE)]
    made = envelopes(letters, ENVELOPES[EnvelopeName.C5], numbers=range(41, 47))
    assert made.pages == (1,) * 6
    texts = text_of(made.data)
    assert [next(name for name in ("Ada", "王小明", "Zoë") if name in text) for text in texts] == (
        ["Ada"] * 2 + ["王小明"] * 2 + ["Zoë"] * 2
    )
    assert ["Zhongnanhai" in text for text in texts] == [True, False] * 3
    assert [number in text.split() for number, text in zip(map(str, range(41, 47)), texts, strict=True)] == [True] * 6


def test_the_number_stands_at_the_left_edge_under_the_sender() -> None:
    envelope = ENVELOPES[EnvelopeName.DL]
    with_number, without = (glyphs(envelopes(numbered(1), envelope, numbers=n).data) for n in ([58], []))
    extra = [glyph for glyph in with_number if glyph not in without]
    assert "".join(glyph.sign for glyph in extra) == "58"
    assert all(inside(glyph.box, Box(10, 40, 20, 55)) for glyph in extra)


@pytest.mark.parametrize("sender", ["Ada", "أحمد بن علي", "王小明"])
def test_the_sender_of_an_arabic_letter_begins_at_the_left_like_any_other(sender: str) -> None:
    envelope = ENVELOPES[EnvelopeName.DL]
    printed = glyphs(envelopes([letter_to(ARABIC, language="ar", sender=(sender, "12 Station Road"))], envelope).data)
    senders = [glyph for glyph in printed if glyph.box.bottom < 40]
    assert min(glyph.box.x for glyph in senders) == pytest.approx(10, abs=0.6)
    assert max(glyph.box.right for glyph in senders) < 60


def test_an_address_written_from_right_to_left_ends_at_the_areas_right_side() -> None:
    envelope = ENVELOPES[EnvelopeName.DL]
    letter = replace(letter_to(ARABIC, language="ar"), country_lines=(CountryLine("Egypt", "en"),))
    printed = right_of(glyphs(envelopes([letter], envelope).data), envelope)
    assert max(glyph.box.right for glyph in printed) == pytest.approx(envelope.address.right, abs=0.6)


def test_letters_that_differ_inside_only_have_the_same_envelope() -> None:
    one = letter_to(LATIN)
    other = replace(one, body=(Paragraph("Something else. " * 2000),), subject="Another", signature="\U0003fffd")
    first, second = (envelopes([letter], ENVELOPES[EnvelopeName.DL]).data for letter in (one, other))
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize("name", EnvelopeName)
def test_an_address_too_long_for_the_envelope_is_refused_without_naming_it(name: EnvelopeName) -> None:
    with pytest.raises(Refused, match="too long for an envelope") as refusal:
        envelopes([letter_to(("Secret Street " * 40,) * 7)], ENVELOPES[name])
    assert "Secret" not in str(refusal.value)


def test_a_character_that_no_font_has_is_refused() -> None:
    with pytest.raises(Refused, match="No letter can be printed"):
        envelopes([letter_to(LATIN, sender=("\U0003fffd",))], ENVELOPES[EnvelopeName.DL])


@pytest.mark.slow
def test_many_envelopes_to_one_addressee_are_laid_out_once(layouts: list[object]) -> None:
    letters = [replace(letter, recipient=("To whom many write", "Leeds")) for letter in numbered(500)]
    made = envelopes(letters, ENVELOPES[EnvelopeName.DL])
    assert made.pages == (1,) * 500
    assert len(layouts) == 1 + 1, "and the senders' own lines once"
    assert len(made.data) / 500 < 600
