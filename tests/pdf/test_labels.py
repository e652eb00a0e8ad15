"""Labels as they are printed: every glyph inside its label, in the letters' order."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from glyphs import ADDRESSES, CHINESE, LATIN, Glyph, glyphs, inside, letter_to

from letters.errors import Refused
from letters.layout import Box
from letters.letter import Letter
from letters.pdf.labels import labels
from letters.stationery import LABEL_SHEETS, LabelName, LabelSheet

L7160 = LABEL_SHEETS[LabelName.L7160]


def printed_part(cell: Box) -> Box:
    return Box(cell.x + 2, cell.y + 2, cell.width - 4, cell.height - 4)


def by_cell(found: list[Glyph], sheet: LabelSheet) -> list[str]:
    """What each label of a sheet shows; fails for a glyph that lies in none."""
    parts = [printed_part(cell) for cell in sheet.cells()]
    texts = [""] * len(parts)
    for glyph in found:
        (index,) = [index for index, part in enumerate(parts) if inside(glyph.box, part)]
        texts[index] += glyph.sign
    return texts


def to_rooms(count: int) -> list[Letter]:
    return [letter_to((f"Room-{number}.", "Leeds")) for number in range(count)]


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("numbers", [[], list(range(99_000, 99_100))], ids=["plain", "numbered"])
@pytest.mark.parametrize("lines", [1, 7])
@pytest.mark.parametrize("kind", ADDRESSES)
@pytest.mark.parametrize("name", LabelName)
def test_every_glyph_lies_inside_its_label(name: LabelName, kind: str, lines: int, numbers: list[int]) -> None:
    sheet, (language, address) = LABEL_SHEETS[name], ADDRESSES[kind]
    # An inch has room for six lines and the country.
    letters = [letter_to(address[: 6 if name is LabelName.US5160 else lines][:lines], language=language)] * sheet.count
    texts = by_cell(glyphs(labels(letters, sheet, numbers=numbers[: sheet.count])), sheet)
    assert len({text.removesuffix(str(number)) for text, number in zip(texts, numbers, strict=False)}) <= 1
    assert min(map(len, texts)) > 5 * lines


@pytest.mark.slow
@pytest.mark.parametrize("name", LabelName)
def test_labels_come_in_the_order_of_the_letters_row_by_row(name: LabelName) -> None:
    sheet = LABEL_SHEETS[name]
    data = labels(to_rooms(sheet.count + 2), sheet)
    shown = by_cell(glyphs(data), sheet) + by_cell(glyphs(data, 1), sheet)
    assert [text.partition(".")[0] for text in shown] == [
        *(f"Room-{number}" for number in range(sheet.count + 2)),
        *[""] * (sheet.count - 2),
    ]
    assert len(pypdfium2.PdfDocument(data)) == 2


@pytest.mark.parametrize("start", [1, 5, 21])
def test_the_first_label_is_the_one_asked_for(start: int) -> None:
    data = labels(to_rooms(3), L7160, start=start)
    texts = [text for page in range(len(pypdfium2.PdfDocument(data))) for text in by_cell(glyphs(data, page), L7160)]
    assert [text.partition(".")[0] for text in texts[: start + 3]][: start + 2] == [
        *[""] * (start - 1),
        "Room-0",
        "Room-1",
        "Room-2",
    ]
    assert len(texts) == (42 if start == 21 else 21)


@pytest.mark.parametrize("start", [0, 22, -1])
def test_a_start_that_is_not_on_the_sheet_is_refused(start: int) -> None:
    with pytest.raises(Refused, match="labels 1 to 21"):
        labels(to_rooms(1), L7160, start=start)


def test_each_label_carries_the_number_of_its_letter() -> None:
    letters = [letter_to(address) for address in (LATIN[:3], CHINESE[:3], LATIN[:3])]
    texts = by_cell(glyphs(labels(letters, L7160, numbers=(7, 8, 12345))), L7160)
    assert [text[-5:].lstrip("CHINA") for text in texts[:3]] == ["7", "8", "12345"]


def test_letters_that_differ_inside_only_share_what_is_laid_out() -> None:
    one = letter_to(LATIN)
    many = [replace(one, sender=(f"Member {number}",), subject=f"Subject {number}") for number in range(200)]
    assert len(labels(many, L7160)) < 2 * len(labels([one], L7160))


def test_an_address_too_long_for_a_label_is_refused_without_naming_it() -> None:
    with pytest.raises(Refused, match="too long for a label of the sheet L7160") as refusal:
        labels([letter_to(("Secret Street " * 40,) * 7)], L7160)
    assert "Secret" not in str(refusal.value)


@pytest.mark.parametrize("name", LabelName)
def test_the_sheet_has_the_size_of_its_paper(name: LabelName) -> None:
    sheet = LABEL_SHEETS[name]
    page = pypdfium2.PdfDocument(labels(to_rooms(1), sheet))[0]
    size = (page.get_width() * 25.4 / 72, page.get_height() * 25.4 / 72)
    assert size == pytest.approx((sheet.paper.width, sheet.paper.height), abs=0.01)


@pytest.mark.slow
def test_a_thousand_labels_for_five_addressees_are_laid_out_five_times(layouts: list[object]) -> None:
    letters = [letter_to((f"Minister {number % 5}", *LATIN[1:4])) for number in range(1_000)]
    data = labels(letters, L7160, numbers=range(1_000))
    assert len(pypdfium2.PdfDocument(data)) == 48
    assert len(layouts) == 5 + 1, "and the numbers once"
