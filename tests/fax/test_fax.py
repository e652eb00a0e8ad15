"""Faxes as text pages and as images."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import golden
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from sample_letters import letter

from letters.compose import Words, compose
from letters.errors import Refused
from letters.fax.image import WIDTH, image
from letters.fax.text_pages import COLUMNS, LINES, fits_text, text_pages
from letters.language.language import LANGUAGES
from letters.letter import CountryLine, DemandList, Letter, Paragraph
from letters.library.library import Library
from letters.supporter import Supporter

NUMBER = "+442079460018"


def pages_of(text: str) -> list[list[str]]:
    return [page.removesuffix("\n").split("\n") for page in text.split("\f")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_short_letter_is_as_agreed(language: str) -> None:
    golden.check(f"fax-{language}.txt", text_pages(letter(language), NUMBER))


def test_a_letter_of_several_pages_is_as_agreed() -> None:
    long = letter(body=letter().body * 6, notice="Copy for information. This letter was sent to the King.")
    golden.check("fax-long-en.txt", text_pages(long, NUMBER))


@pytest.mark.parametrize("language", ["zh", "ar"])
def test_what_latin_1_can_not_carry_is_refused_and_sent_to_the_image(language: str) -> None:
    assert not fits_text(letter(language))
    with pytest.raises(Refused, match="its image") as refusal:
        text_pages(letter(language), NUMBER)
    listed = {sign for sign in str(refusal.value) if sign > "\xff"}
    asked = letter(language)
    known = (*asked.recipient, asked.salutation, *(copied.name for copied in asked.copies), asked.country_lines[0].text)
    assert 1 <= len(listed) <= 5 and listed <= set("".join(known))


@pytest.mark.parametrize(
    "typed",
    [
        letter(signature="Łucja Ż"),
        letter(sender=("Łucja Ż",)),
        letter(subject="Łucja Ż"),
        letter(body=(Paragraph("Łucja Ż"),)),
    ],
)
def test_a_refusal_does_not_tell_what_a_supporter_typed(typed: Letter) -> None:
    assert not fits_text(typed)
    with pytest.raises(Refused, match="some characters") as refusal:
        text_pages(typed, NUMBER)
    assert "Ł" not in str(refusal.value) and "Ż" not in str(refusal.value)


def test_a_refusal_names_the_characters_of_the_addressee() -> None:
    with pytest.raises(Refused, match="such as č Š in the addressee's lines"):
        text_pages(letter(recipient=("Šárka Nováčková",)), NUMBER)


@pytest.mark.parametrize("control", ["\f", "\x1b", "\x85", "\r", "\x00"])
def test_no_control_can_end_a_page_or_steer_the_machine(control: str) -> None:
    typed = letter(body=(Paragraph(f"one{control}two"),))
    assert not fits_text(typed)
    with pytest.raises(Refused):
        text_pages(typed, NUMBER)


@pytest.mark.parametrize(
    ("typographic", "plain"),
    [
        ("“a” „b‟", '"a" "b"'),
        ("‘a’ ‚b‛", "'a' 'b'"),
        ("a – b — c", "a - b - c"),
        ("co\u2011op", "co-op"),
        ("a…", "a..."),
        ("9\u00a0May, 10\u202f000", "9 May, 10 000"),
        ("e\u0301", "é"),
        ("co\u00adop", "coop"),
        ("« a »", "« a »"),
    ],
)
def test_typographic_signs_become_plain_ones(typographic: str, plain: str) -> None:
    text = text_pages(letter(body=(Paragraph(typographic),)), NUMBER)
    assert f"\n{plain}\n" in text
    text.encode("latin-1")


def test_a_country_is_in_the_capitals_of_its_language() -> None:
    text = text_pages(letter(country_lines=(CountryLine("Côte d’Ivoire", "fr"), CountryLine("Germany", "en"))), NUMBER)
    assert "CÔTE D'IVOIRE\n          GERMANY\n" in text
    assert not fits_text(letter(country_lines=(CountryLine("Çin", "tr"),)))  # ÇİN has a letter beyond Latin-1


def test_the_head_gives_the_number_in_international_form_and_no_empty_subject() -> None:
    text = text_pages(letter(subject=""), NUMBER)
    assert "\nFax:    +44 20 7946 0018\n" in text
    assert "Subject" not in text


def test_a_demand_hangs_beneath_its_first_word() -> None:
    demands = DemandList("I ask:", ("word " * 30,))
    lines = pages_of(text_pages(letter(body=(demands,)), NUMBER))[0]
    start = lines.index("I ask:")
    assert lines[start + 1].startswith("- word") and lines[start + 2].startswith("  word")


def test_what_a_supporter_types_is_no_template() -> None:
    assert "\n{{7*7}} {% raw %} <b>\n" in text_pages(letter(body=(Paragraph("{{7*7}} {% raw %} <b>"),)), NUMBER)


@pytest.mark.parametrize("filler", range(28, 48))
def test_closing_and_signature_stay_together(filler: int) -> None:
    pages = pages_of(text_pages(letter(body=(Paragraph("\n".join("x" * filler)),)), NUMBER))
    (ending,) = [page for page in pages if "Yours sincerely," in page]
    place = ending.index("Yours sincerely,")
    assert ending[place:] == ["Yours sincerely,", "", "Ada Example", "", "Copy: Embassy of Switzerland, London"]


@pytest.mark.parametrize("last", [1, 2, 3, 4, 5, 8])
@pytest.mark.parametrize("before", range(16, 44))
def test_the_ending_never_stands_alone(before: int, last: int) -> None:
    body = (Paragraph("\n".join("x" * before)), Paragraph("\n".join("y" * last)))
    pages = pages_of(text_pages(letter(body=body), NUMBER))
    (ending,) = [page for page in pages if "Yours sincerely," in page]
    assert len([line for line in ending if line in ("x", "y")]) >= 2
    assert sum(line in ("x", "y") for page in pages for line in page) == before + last


def test_nothing_is_said_twice_and_a_letter_of_one_page_stays_on_one() -> None:
    pages = pages_of(text_pages(letter(body=letter().body * 2), NUMBER))
    assert len(pages) == 1
    for line in ("Minister of Justice", "SWITZERLAND", "12 Orchard Lane", "5 March 2026", "held since 9 May 2025\n"):
        assert "\n".join(pages[0]).count(line) == 1, line


def test_the_fax_of_a_copy_is_addressed_to_whoever_gets_it() -> None:
    copy = letter(recipient=("Embassy of Switzerland", "16 Montagu Place"), country_lines=(), notice="A copy.")
    lines = text_pages(copy, NUMBER).splitlines()
    assert lines[2:4] == ["To:       Embassy of Switzerland", "          16 Montagu Place"]


def test_one_page_letters_of_the_shipped_appeals_are_faxed_on_one_page(shipped: Library, supporter: Supporter) -> None:
    appeal = shipped.appeals["tashpolat-tiyip"]
    words = Words(points=frozenset(["colleague", "family", "penalty"]))
    copies = shipped.copies(appeal, "GB")
    day = dt.date(2026, 11, 22)
    written = compose(appeal, "xi-jinping", supporter, words, language="en", date=day, copies=copies)
    assert len(pages_of(text_pages(written, NUMBER))) == 1


def test_every_language_has_a_head_that_either_fits_or_is_refused() -> None:
    fitting = {code for code in LANGUAGES if fits_text(letter(language_code=code))}
    assert {"en", "fr", "de", "es", "it", "pt", "nl"} <= fitting
    assert fitting.isdisjoint({"ru", "el", "ar", "fa", "zh", "ja"})


_LATIN_1 = st.text(
    st.characters(codec="latin-1", exclude_categories=["Cc"], exclude_characters="\u00ad"), min_size=1, max_size=200
)


@pytest.mark.slow
@given(paragraphs=st.lists(_LATIN_1, min_size=1, max_size=40), subject=_LATIN_1, name=_LATIN_1)
@example(paragraphs=["x" * 300, "- " + "y" * 300, "ab " * 1500, "c d" * 100], subject="s" * 200, name="n " * 100)
def test_pages_keep_their_bounds_and_every_word(paragraphs: list[str], subject: str, name: str) -> None:
    typed = letter(body=tuple(map(Paragraph, paragraphs)), subject=subject, signature=name, copies=())
    pages = pages_of(text_pages(typed, NUMBER))
    assert all(len(page) <= LINES and not any(len(line) > COLUMNS for line in page) for page in pages)
    assert [page[0].strip() for page in pages] == [f"Page {n} of {len(pages)}" for n in range(1, len(pages) + 1)]
    assert pages[0][2].startswith("To:") and any(line == f"Pages:    {len(pages)}" for line in pages[0])
    # A run longer than a line is broken, so words are compared without what is between them.
    found = "".join("".join(line.split()) for page in pages for line in page[1:])
    meant = "".join("".join(text.split()) for text in ["Dear Minister,", *paragraphs, typed.closing, name])
    assert found.endswith(meant)


@pytest.mark.slow
@given(st.lists(st.text("abcdefgé-", min_size=1, max_size=30), min_size=1, max_size=300))
def test_no_word_that_fits_a_line_is_cut(words: list[str]) -> None:
    text = text_pages(letter(body=(Paragraph("x " + " ".join(words)),)), NUMBER)
    kept = " ".join(line for page in pages_of(text) for line in page[2:]).split()
    start = kept.index("x")
    assert kept[start + 1 : start + 1 + len(words)] == words


@cache
def pdf(size: str, pages: int = 2) -> bytes:
    weasyprint = pytest.importorskip("weasyprint")
    style = f"@page {{ size: {size}; margin: 0 }} div {{ break-after: page }} p {{ margin: 40mm; color: #555 }}"
    bar = "position: absolute; left: 0; top: 100mm; width: 100%; height: 10mm; background: black"
    sheets = "".join(f"<div><p>Dear Minister, 司法部长</p><i style='{bar}'></i></div>" for _ in range(pages))
    written: bytes = weasyprint.HTML(string=f"<style>{style}</style>{sheets}").write_pdf()
    return written


def tiffinfo(tiff: bytes, folder: Path) -> str:
    if not shutil.which("tiffinfo"):
        pytest.skip("tiffinfo is missing; Debian's libtiff-tools has it")
    (folder / "fax.tif").write_bytes(tiff)
    # `-D` decodes every strip, too.
    run = subprocess.run(["tiffinfo", "-D", "fax.tif"], cwd=folder, capture_output=True, text=True, check=True)
    assert run.stderr == ""
    return re.sub(r" at offset .*", "", run.stdout)


@pytest.mark.parametrize(("size", "height"), [("A4", 2292), ("letter", 2156)])
def test_the_image_is_tiff_class_f(size: str, height: int, tmp_path: Path) -> None:
    expected = [
        f"""=== TIFF directory {page} ===
TIFF Directory
  Subfile Type: multi-page document (2 = 0x2)
  Image Width: 1728 Image Length: {height}
  Resolution: 204, 196 pixels/inch
  Bits/Sample: 1
  Compression Scheme: CCITT Group 4
  Photometric Interpretation: min-is-white
  FillOrder: msb-to-lsb
  Samples/Pixel: 1
  Rows/Strip: {height}
  Planar Configuration: single image plane
  Page Number: {page}-2
  Group 4 Options: (0 = 0x0)
"""
        for page in (0, 1)
    ]
    assert tiffinfo(image(pdf(size)), tmp_path).strip() == "\n".join(expected).strip()


@pytest.mark.slow
def test_the_same_pdf_gives_the_same_image() -> None:
    assert image(pdf("A4")) == image(pdf("A4"))


@pytest.mark.slow
@pytest.mark.parametrize(("size", "left", "right"), [("A4", 20, 1708), ("letter", 0, WIDTH)])
def test_the_page_is_centred_black_on_white(size: str, left: int, right: int) -> None:
    with Image.open(io.BytesIO(image(pdf(size)))) as page:
        assert page.mode == "1" and page.getpixel((864, 10)) == 255
        ink = page.convert("L").point(lambda grey: 255 - grey)
        # The bar goes over the whole page, 100 to 110 mm from its top.
        box = ink.crop((0, 780, WIDTH, 840)).getbbox()
        assert box is not None and abs(box[0] - left) <= 1 and abs(box[2] - right) <= 1
        assert page.getpixel((864, 810)) == 0
        assert ink.crop((300, 300, 1500, 400)).getbbox() is not None  # grey text, turned black


def test_a_page_of_another_size_is_refused() -> None:
    with pytest.raises(Refused, match="A4, US Letter"):
        image(pdf("A5"))
