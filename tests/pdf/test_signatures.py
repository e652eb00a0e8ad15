"""Open letters with sheets for signatures: a loose sheet names its text, and there is room to sign."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from glyphs import glyphs
from sample_letters import LETTERS

from letters.appeal.signed import Signed
from letters.errors import Refused
from letters.language.language import LANGUAGES
from letters.layout import A4, LETTER, LayoutName
from letters.letter import Letter
from letters.pdf import render
from letters.pdf.signatures import HEADS, MAX_SHEETS, REPORT, lines_on, sign_sheets
from letters.signing.sheet_number import sheet_number


def open_letter(language: str, **changes: object) -> Letter:
    return replace(LETTERS[language], sender=(), signature="", copies=(), **changes)  # type: ignore[arg-type]  # fields by name


def texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def rules(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """The bounds of what is drawn beside the text."""
    return [path.get_bounds() for path in page.get_objects(filter=[2]) if path.get_bounds()[2] > path.get_bounds()[0]]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_sheet_names_the_text_and_asks_for_name_place_and_signature(language: str) -> None:
    letter = open_letter(language)
    first, *sheets = texts(sign_sheets(letter, 3))
    assert letter.subject in first
    assert len(sheets) == 3
    for number, sheet in enumerate(sheets, 1):
        flat = " ".join(sheet.replace("\xa0", " ").split())
        assert letter.subject.replace("\xa0", " ") in flat
        assert letter.addressee_name in flat
        assert all(head in flat for head in HEADS[language])
        assert letter.language.fax.page.format(number=number, total=3) in flat


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_page_of_a_group_names_it_and_has_a_number_of_its_own(language: str) -> None:
    letter = open_letter(language, reply_to="answers@rights.example")
    *_, one, two = texts(sign_sheets(letter, 2, group="Leeds"))
    for page, text in enumerate((one, two), 1):
        assert str(sheet_number(letter.appeal, "Leeds", letter.date, page)) in text
        assert "Leeds" in text and "answers@rights.example" in text
    assert "Leeds" not in texts(sign_sheets(letter, 1))[-1]


def test_a_group_with_the_longest_name_and_its_number_stay_on_the_page() -> None:
    letter = open_letter("en", language_code="de", reply_to="antworten-auf-unsere-offenen-briefe@gesellschaft.example")
    pages = texts(sign_sheets(letter, 2, LayoutName.US, group="Gruppe " * 8))
    assert len(pages) == 3 and all("Seite" in page and "antworten" in page for page in pages[1:])


@pytest.mark.slow
def test_who_signs_at_a_table_sees_some_names_and_how_many_more_there_are() -> None:
    many = Signed(group="Individuals", members=tuple(f"Name {number}" for number in range(8352)), number="")
    pages = texts(sign_sheets(open_letter("en", signed=(many,)), 1))
    assert "and 8,152 more" in "".join(pages) and "Name 200" not in "".join(pages) and len(pages) < 5


def test_every_language_of_letters_has_heads_for_the_columns() -> None:
    assert HEADS.keys() == REPORT.keys() == LANGUAGES.keys()
    assert all(len(set(heads)) == 3 and all(heads) for heads in HEADS.values())


@pytest.mark.slow
@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("layout", [LayoutName.UK, LayoutName.US])
def test_each_page_asked_for_takes_one_page(language: str, layout: LayoutName) -> None:
    long = open_letter(language, subject="A subject that goes on. " * 8)
    pages = len(pypdfium2.PdfDocument(render([long], layout)))
    assert len(pypdfium2.PdfDocument(sign_sheets(long, 4, layout))) == pages + 4


def test_a_sheet_has_room_for_many_signatures() -> None:
    assert lines_on(A4) == 18
    assert lines_on(LETTER) == 17
    page = pypdfium2.PdfDocument(sign_sheets(open_letter("en"), 1))[1]
    heights = {round(bottom) for _, bottom, _, _ in rules(page)}
    assert len(heights) >= 18 + 1


@pytest.mark.slow
def test_a_sheet_in_arabic_is_mirrored() -> None:
    english, arabic = (glyphs(sign_sheets(open_letter(language), 1), 1) for language in ("en", "ar"))
    assert min(glyph.box.x for glyph in english if glyph.box.y < 40) == pytest.approx(20, abs=1)
    assert max(glyph.box.right for glyph in arabic if glyph.box.y < 40) == pytest.approx(190, abs=1)
    assert min(glyph.box.x for glyph in arabic if glyph.box.y < 40) > 100


@pytest.mark.slow
def test_without_a_signature_no_room_for_one_is_left() -> None:
    # The foot is the lowest line of both.
    signed, unsigned = (
        max(glyph.box.bottom for glyph in glyphs(render([letter])))
        for letter in (LETTERS["en"], replace(LETTERS["en"], sender=(), signature=""))
    )
    assert signed - unsigned == pytest.approx(20 + 16 * 25.4 / 72, abs=0.1)


@pytest.mark.slow
def test_the_file_is_tagged_and_has_the_letters_title() -> None:
    data = sign_sheets(open_letter("en"), 2)
    with pikepdf.Pdf.open(io.BytesIO(data)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.docinfo.Title) == open_letter("en").subject
        assert document.Root.Lang == "en"


def test_a_letter_without_subject_is_named_by_its_addressee() -> None:
    (_, sheet) = texts(sign_sheets(open_letter("en", subject=""), 1))
    assert sheet.startswith("Minister of Justice")


def test_there_is_a_limit_to_the_sheets() -> None:
    with pytest.raises(Refused, match="At most 200"):
        sign_sheets(open_letter("en"), MAX_SHEETS + 1)
    with pytest.raises(ValueError, match="no pages"):
        sign_sheets(open_letter("en"), 0)
