"""A batch looks as its letters do when each is made alone: pixel for pixel."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from letters import pdf
from letters.compose import Words, compose, copy_of
from letters.errors import Refused
from letters.layout import LAYOUTS, LayoutName
from letters.letter import Letter
from letters.library.library import Library
from letters.pdf import engine
from letters.pdf.batch import batch
from letters.pdf.imposition import widths_of
from letters.pdf.lines import PIXELS_PER_POINT, plain, shape
from letters.pdf.markup import specimen
from letters.pdf.variable import MASTER_TEXT, master_letter
from letters.supporter import supporter_from

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]
DATE = dt.date(2020, 4, 28)
DPI = 150
MEMBERS = (
    ("Maya Lind", "12 Station Road\nLeeds LS1 4AB", "GB"),
    ("Jürgen Müller-Lüdenscheidt", "Große Straße 7\nHinterhaus\n10115 Berlin", "DE"),
    ("Zoë Ōkubo & Söhne", "1 First Ave. AVATAR\nApt. 4/5 – ffi\nToWn Ye", "GB"),
    ("Ann B. Ó Briain", "Kraków", "GB"),
)
FOREIGN = (
    ("أحمد بن علي", "12 Station Road\nLeeds LS1 4AB", "GB"),
    ("Анна Петрова", "улица Мира 7\nМосква", "GB"),
    ("王小明", "12 Station Road\nLeeds LS1 4AB", "GB"),
    ("Bartholomew Featherstonehaugh-Cholmondeley the Third of Norfolk", "A long road " * 6 + "\nX", "GB"),
)


def letter(shipped: Library, member: tuple[str, str, str], language: str = "en", words: Words | None = None) -> Letter:
    name, address, country = member
    supporter = supporter_from({"name": name, "address": address, "country": country})
    appeal = shipped.appeals["tashpolat-tiyip"]
    return compose(appeal, "xi-jinping", supporter, words or Words(), language=language, date=DATE)


def pictures(data: bytes) -> Iterator[Image.Image]:
    document = pdfium.PdfDocument(data)
    for page in document:
        yield page.render(scale=DPI / 72, grayscale=True).to_pil()
    document.close()


def difference(one: Image.Image, other: Image.Image) -> int:
    """The largest difference of two pixels at the same place."""
    assert one.size == other.size
    extrema: Any = ImageChops.difference(one, other).getextrema()
    return int(extrema[1])


def assert_same_pages(letters: list[Letter], layout: LayoutName, **options: Any) -> None:
    together = list(pictures(batch(letters, layout, **options).data))
    alone = [page for each in letters for page in pictures(pdf.render([each], layout, **options))]
    assert len(together) == len(alone) >= len(letters)
    for number, (one, other) in enumerate(zip(together, alone, strict=True)):
        assert difference(one, other) == 0, f"page {number}"
        assert one.getextrema() == (0, 255)


@pytest.mark.parametrize(
    ("layout", "language"), [*((layout, "en") for layout in LayoutName), (LayoutName.CH, "ar"), (LayoutName.US, "ar")]
)
def test_every_layout_looks_as_the_single_letter(shipped: Library, layout: LayoutName, language: str) -> None:
    letters = [letter(shipped, member, language) for member in MEMBERS]
    masters = {master_letter(each, LAYOUTS[layout]) for each in letters if each.sender_country == "GB"}
    assert {master.signature for master in masters} == {MASTER_TEXT}
    assert_same_pages(letters, layout)


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh"])
def test_names_in_every_script_look_as_in_the_single_letter(shipped: Library, language: str) -> None:
    assert_same_pages([letter(shipped, member, language) for member in (*MEMBERS[:2], *FOREIGN)], LayoutName.UK)


LATIN = st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=("Cc", "Cf", "Zs", "Sk", "Lm", "Mn"))
LINES = st.text(st.one_of(LATIN, st.sampled_from(" .,'-/fiTVWAyo0123456789")), min_size=1, max_size=40)


@given(
    lines=st.lists(LINES.map(str.strip).filter(plain), min_size=1, max_size=20),
    language=st.sampled_from(("en", "tr", "ro", "nl")),
)
@settings(max_examples=25, deadline=None)
def test_lines_are_set_glyph_for_glyph_as_weasyprint_does(lines: list[str], language: str) -> None:
    data = engine.write([engine.lay_out(specimen([(language, line) for line in lines]))], variant=None)
    with pikepdf.Pdf.open(io.BytesIO(data)) as document:
        page = document.pages[0]
        shown = re.findall(r"\[.*\] TJ", page.obj.Contents.read_bytes().decode())
        widths = widths_of(next(iter(page.obj.Resources.Font.values())).DescendantFonts[0].W)
    size = 9.5 * PIXELS_PER_POINT
    ours = [f"{shape(line, size, language).shown(widths)} TJ" for line in lines]
    assert [
        re.sub(">0(?:<|(?=]))", lambda found: "" if found[0].endswith("<") else ">", line) for line in shown
    ] == ours


def test_a_shared_letter_takes_less_than_a_kilobyte(shipped: Library) -> None:
    letters = [letter(shipped, (f"Member {number}", f"{number} High Street\nLeeds", "GB")) for number in range(200)]
    made = batch(letters, LayoutName.UK)
    assert made.pages == (1,) * 200
    assert len(made.data) / 200 < 1000


def test_the_same_letters_give_the_same_bytes(shipped: Library) -> None:
    letters = [letter(shipped, member) for member in MEMBERS]
    assert batch(letters, LayoutName.UK).data == batch(letters, LayoutName.UK).data


def test_duplex_begins_every_letter_on_a_front_page(shipped: Library) -> None:
    long = "I know him. " * 120
    letters = [letter(shipped, MEMBERS[0]), letter(shipped, MEMBERS[1], words=Words(own=(long,)))]
    assert batch(letters, LayoutName.UK).pages == (1, 2)
    made = batch(letters, LayoutName.UK, duplex=True)
    assert made.pages == (2, 2)
    pages = list(pictures(made.data))
    assert pages[1].getextrema() == (255, 255)
    assert pages[0].size == pages[1].size == pages[2].size


def test_letters_with_own_words_look_as_the_single_letter(shipped: Library) -> None:
    words = [Words(own=(text,)) for text in ("I teach in Leeds.", "My father was a geographer. " * 30, "")]
    assert_same_pages([letter(shipped, MEMBERS[0], words=each) for each in words], LayoutName.UK)


def test_fold_marks_and_copies_look_as_the_single_letter(shipped: Library) -> None:
    embassy = shipped.embassy("CN", "GB")
    assert embassy
    letters = [letter(shipped, member) for member in MEMBERS[:2]]
    copies = [copy_of(each, "embassy", embassy) for each in letters]
    assert_same_pages([*letters, *copies], LayoutName.DIN5008B, fold_marks=True)


def test_running_numbers_stand_in_the_corner_and_change_nothing_else(shipped: Library) -> None:
    letters = [letter(shipped, member) for member in (MEMBERS[0], FOREIGN[0])]
    with_numbers = batch(letters, LayoutName.UK, numbers=(7, 1234)).data
    document = pdfium.PdfDocument(with_numbers)
    for page, number in zip(document, ("7", "1234"), strict=True):
        text = page.get_textpage()
        assert text.get_text_bounded(left=540, bottom=0, right=595, top=40).strip() == number
    document.close()
    for one, other in zip(pictures(with_numbers), pictures(batch(letters, LayoutName.UK).data), strict=True):
        box = ImageChops.difference(one, other).getbbox()
        assert box
        assert box[0] > 0.9 * one.width
        assert box[1] > 0.9 * one.height


def test_a_character_that_no_font_has_is_refused_in_a_batch_too(shipped: Library) -> None:
    nobody = replace(letter(shipped, MEMBERS[0]), signature="\U0003fffd")
    with pytest.raises(Refused, match="No letter can be printed"):
        batch([nobody], LayoutName.UK)
