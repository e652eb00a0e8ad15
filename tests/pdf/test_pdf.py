"""The letter as PDF: pages, marks for screen readers, refusals, and what typed text can't do."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import logging
import os
import re
import subprocess
import sys
import tempfile
from bisect import bisect
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from markupsafe import escape
from places import TESTS

from letters.errors import Refused
from letters.layout import LayoutName
from letters.letter import Copied, CountryLine, DemandList, Letter, Paragraph
from letters.pdf import MAX_PAGES, engine, fonts, html, inner, missing_characters, pages_of, render
from letters.pdf.markup import unbroken
from letters.pdf.page_css import css_string
from letters.resources import folder

NO_BREAK = "\u00a0"
SENTENCE = "The court heard no witness and the family was told nothing about the place where he is held. "
LETTER = Letter(
    appeal="appeal",
    addressee="president",
    addressee_name="President Xi Jinping",
    language_code="en",
    sender=("Ada Byron", "12 Elm Row", "Edinburgh EH7 4AH"),
    sender_country="GB",
    recipient=("President Xi Jinping", "Zhongnanhai", "Beijing Shi 100017"),
    country_lines=(CountryLine("China", "en"),),
    date=dt.date(2026, 11, 22),
    notice="",
    subject="Tashpolat Tiyip, at risk of execution",
    salutation="Your Excellency,",
    body=(Paragraph("I write to you."), DemandList("I ask you to:", ("release him;", "tell his family."))),
    closing="Yours sincerely,",
    signature="Ada Byron",
    copies=(Copied("Embassy of China, London"),),
    names=("Tashpolat Tiyip", "Ada Byron"),
    emails=(),
    copy_emails=(),
    faxes=(),
    reply_to="ada@example.org",
)
CHINESE = replace(
    LETTER,
    language_code="zh",
    closing="此致\n敬礼！",
    subject="关于他",
    salutation="主席：",
    body=(Paragraph("我写信。"),),
)
ARABIC = replace(
    LETTER, language_code="ar", closing="مع الاحترام،", subject="رسالة", salutation="السيد،", body=(Paragraph("أكتب."),)
)


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf)]


def long_letter(sentences: int, paragraph: int = 5) -> Letter:
    whole, rest = divmod(sentences, paragraph)
    counts = [paragraph] * whole + [rest] * bool(rest)
    return replace(LETTER, body=tuple(Paragraph(SENTENCE * count) for count in counts))


def test_a_letter_reads_in_the_order_in_which_it_is_written() -> None:
    (text,) = texts(render([replace(LETTER, notice="Copy for information.")]))
    parts = (
        "12 Elm Row", "Zhongnanhai", "CHINA", "Copy for information.", "22 November 2026", "at risk of execution",
        "Your Excellency,", "I write to you.", "I ask you to:", "release him;", "Yours sincerely,", "Copy: Embassy",
    )  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert text.count("Ada Byron") == 2


def test_the_pdf_is_tagged_for_screen_readers_and_says_so() -> None:
    with pikepdf.open(io.BytesIO(render([LETTER]))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        kinds = re.findall(r"/(\w+)", " ".join(str(kind) for kind in kinds_below(pdf.Root.StructTreeRoot.K[0])))
    assert {"Document", "Art", "Div", "H1", "P", "L", "LI", "Lbl"} <= set(kinds)


def kinds_below(element: pikepdf.Object) -> list[str]:
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return []
    return [str(element.S), *(kind for child in element.get("/K", []) for kind in kinds_below(child))]


@pytest.mark.slow
def test_letters_bound_together_stay_tagged_each_with_its_own_page_numbers() -> None:
    long = long_letter(45)
    pdf = render([long, LETTER, long])
    pages = texts(pdf)
    assert len(pages) == 5
    assert [page.endswith("President Xi Jinping · 22 November 2026 2") for page in pages] == [
        False, True, False, False, True,
    ]  # fmt: skip
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert kinds_below(opened.Root.StructTreeRoot.K[0]).count("/Art") == 5
        assert len(opened.Root.StructTreeRoot.ParentTree.Nums) == 2 * 5


def test_the_metadata_hold_the_title_and_nothing_else_about_the_letter() -> None:
    pdf = render([LETTER])
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert set(opened.docinfo) == {"/Title", "/Producer"}
        assert str(opened.docinfo.Title) == LETTER.subject
        xmp = str(opened.open_metadata())
    assert "Ada" not in xmp and "2026" not in xmp
    with pikepdf.open(io.BytesIO(render([replace(LETTER, subject="")]))) as opened:
        assert str(opened.docinfo.Title) == LETTER.addressee_name


@pytest.mark.slow
def test_two_processes_write_the_same_bytes() -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]; from test_pdf import *;"
        "print(hashlib.sha256(render([LETTER, CHINESE, ARABIC])).hexdigest())"
    )
    # Not the seed of this process, whatever that is: sets have another order there.
    seed = "1" if os.environ.get("PYTHONHASHSEED") == "2" else "2"
    command = [sys.executable, "-c", code, str(TESTS), str(TESTS / "pdf")]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    there = subprocess.run(command, capture_output=True, check=True, text=True, cwd=TESTS.parent, env=environment)
    assert there.stdout.strip() == hashlib.sha256(render([LETTER, CHINESE, ARABIC])).hexdigest()


@pytest.mark.slow
@pytest.mark.parametrize("sentences", range(14, 50, 2))
def test_the_signature_is_never_alone_on_a_page(sentences: int) -> None:
    pages = texts(render([long_letter(sentences)]))
    before, closing, after = pages[-1].partition("Yours sincerely,")
    assert closing and "Ada Byron" in after and "Copy:" in after
    # At least two lines of the text come over with it.
    assert len(before) > 90


@pytest.mark.slow
def test_that_it_is_a_copy_stands_beside_the_date_and_takes_no_line_of_its_own() -> None:
    def height(letter: Letter, text: str) -> float:
        page = pypdfium2.PdfDocument(render([letter]))[0].get_textpage()
        found = page.search(text).get_next()
        assert found
        return float(page.get_charbox(found[0])[1])

    copy = replace(LETTER, notice="Copy for information.")
    assert abs(height(copy, "Copy for") - height(copy, "22 November")) < 2
    assert abs(height(copy, "Your Excellency") - height(LETTER, "Your Excellency")) < 2


@pytest.mark.slow
def test_a_letter_that_is_a_little_too_long_is_set_closer() -> None:
    # The first number of paragraphs that takes two pages; half of those left are ruled out by each try.
    too_many = bisect(range(14, 40), 1, key=lambda count: pages_of(long_letter(count))) + 14
    assert 14 < too_many < 40
    longest = long_letter(too_many - 1)
    loose = engine.lay_out(html(longest, LayoutName.UK))
    assert len(loose.pages) == 2
    assert len(texts(render([longest]))) == 1


def test_whether_a_letter_fits_is_tried_once_for_all_layouts_of_a_width(layouts: list[object]) -> None:
    assert {pages_of(replace(LETTER, signature="Eva Lind"), layout) for layout in LayoutName} == {1}
    assert len(layouts) == 2, "A4 and US Letter"


@pytest.mark.slow
@pytest.mark.parametrize("sentences", [15, 22])
def test_a_letter_takes_as_many_pages_as_when_it_is_printed(sentences: int) -> None:
    letter = long_letter(sentences)
    asked = {layout: pages_of(letter, layout) for layout in LayoutName}
    assert asked == {layout: len(texts(render([letter], layout))) for layout in LayoutName}


def test_an_address_that_one_window_refuses_fits_another() -> None:
    letter = replace(LETTER, recipient=("The Ministry of Justice and of the Interior",) * 9)
    with pytest.raises(Refused, match="layout uk"):
        pages_of(letter, LayoutName.UK)
    assert pages_of(letter, LayoutName.DIN5008B) == 1


@pytest.mark.slow
def test_at_most_twelve_pages_are_printed() -> None:
    with pytest.raises(Refused, match=f"at most {MAX_PAGES}"):
        render([long_letter(480)])


def test_a_layout_ends_with_the_first_page_that_is_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = list[int]()
    monkeypatch.setattr("letters.pdf.typesetting.MAX_PAGES", 1)
    monkeypatch.setattr("letters.pdf.typesetting.least_pages", lambda *_: 1)
    from weasyprint.layout import page

    def making(*given: Any, **named: Any) -> Any:
        begun.append(given[4])
        return made(*given, **named)

    made = page.make_page
    monkeypatch.setattr(page, "make_page", making)
    with pytest.raises(Refused, match="at most 1 "):
        render([long_letter(60)])
    assert begun == [1]
    assert len(texts(render([LETTER]))) == 1, "and the next letter is made"


@pytest.mark.parametrize(
    "body", [(Paragraph("\n".join("x" * 3000)),), (Paragraph("x"),) * 3000], ids=["lines", "parts"]
)
def test_many_lines_are_refused_before_any_is_set(body: tuple[Paragraph], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letters.pdf.typesetting.lay_out", lambda *_, **__: pytest.fail("it was set"))
    with pytest.raises(Refused, match=f"at most {MAX_PAGES} can be printed"):
        render([replace(LETTER, body=body)])


def test_endless_text_is_refused_before_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letters.pdf.typesetting.lay_out", lambda _: pytest.fail("it was set"))
    with pytest.raises(Refused, match="too long"):
        render([replace(LETTER, body=(Paragraph("a" * 60_001),))])


def test_characters_that_can_not_be_printed_are_named() -> None:
    letter = replace(LETTER, signature="Ada \U0001f54a", body=(DemandList("Do:", ("free \U0001f64f\u200d him",)),))
    assert missing_characters(letter) == "\U0001f64f\U0001f54a"
    with pytest.raises(Refused, match="can be printed with these characters: \U0001f64f \U0001f54a"):
        render([letter])


def test_a_font_that_is_not_installed_is_no_fault_of_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_coverage", lambda: frozenset(range(0x20, 0x250)) | {0x2019})
    letter = replace(LETTER, signature="Ada \u9f98", body=(DemandList("Do:", ("free \u0e01\u200d him",)),), copies=())
    assert missing_characters(letter) == ""
    with pytest.raises(Refused, match="isn't installed on this machine: \u0e01 \u9f98"):
        render([letter])


def test_the_shipped_and_the_systems_fonts_cover_the_languages_of_letters() -> None:
    assert [missing_characters(letter) for letter in (LETTER, CHINESE, ARABIC)] == ["", "", ""]
    assert missing_characters(replace(LETTER, signature="\U0003fffd")) == "\U0003fffd"


def test_without_fontconfigs_tools_the_shipped_face_is_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert fonts._system_coverage() == frozenset()


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["{{7*7}}", "<script>alert(1)</script>", "</style><b>", "&lt;", "{% raw %}", "\\41 "])
def test_what_people_type_prints_as_itself(typed: str) -> None:
    letter = replace(
        LETTER, sender=(typed,), recipient=(typed,), addressee_name=typed, subject=typed, salutation=typed,
        body=(Paragraph(typed), DemandList(typed, (typed,))), closing=typed, signature=typed, copies=(Copied(typed),),
        names=(typed,), notice=typed,
    )  # fmt: skip
    (text,) = texts(render([letter]))
    assert text.count(typed.strip()) == 11
    assert "49" not in text
    assert "<script>" not in inner(letter) and "<b>" not in inner(letter)


def test_the_head_of_later_pages_prints_any_name_as_itself() -> None:
    name = 'O\'Hara "</style>" \\ {x} é'
    assert texts(render([replace(long_letter(60), addressee_name=name)]))[1].endswith(f"{name} · 22 November 2026 2")
    assert re.fullmatch(r'"[A-Za-z0-9\\ ]*"', css_string(name))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "fa"])
def test_from_right_to_left_the_head_names_the_addressee_and_then_the_day(language: str) -> None:
    letter = replace(long_letter(60), language_code=language, addressee_name="Minister of Justice")
    text = pypdfium2.PdfDocument(render([letter]))[1].get_textpage()
    said = text.get_text_range()
    name = text.get_charbox(said.index("Minister"))
    # The head's day and year; the digits of the text stand below.
    days = [text.get_charbox(place) for place, sign in enumerate(said) if sign.isdecimal()]
    lefts = [left for left, bottom, *_ in days if abs(bottom - name[1]) < 4]
    assert max(lefts) < name[0]


@pytest.mark.parametrize(
    "url", ["http://example.org/a.png", "https://example.org", "file:///etc/hostname", "data:text/plain,x",
            "shipped:///../letter.css", "shipped:///../../etc/hostname", "shipped:///nothing.ttf"],
)  # fmt: skip
def test_nothing_but_shipped_fonts_is_fetched(url: str) -> None:
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        engine.fetcher().fetch(url)
    with pytest.raises(RuntimeError, match="doesn't ship"):
        engine.lay_out(f'<html lang="en"><title>t</title><img alt="" src="{url}">')


def test_the_shipped_fonts_are_fetched() -> None:
    for name in fonts.FILES:
        assert engine.fetcher().fetch(f"shipped:///{name}").read()[:4] == b"\0\1\0\0"


@pytest.mark.slow
def test_typesetting_puts_nothing_into_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    engine._let_go()
    content = render([LETTER])
    assert list(tmp_path.iterdir()) == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert all("Gentium" in str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values())
    # Nor is one needed.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    engine._let_go()
    assert render([LETTER]) == content


def test_a_warning_of_the_renderer_fails_the_letter_and_reaches_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(RuntimeError, match="complained") as failure:
        engine.lay_out('<html lang="en"><title>t</title><style>p { no-such-thing: secret }</style><p>x')
    assert "secret" not in str(failure.value)
    assert caplog.records == []
    assert logging.getLogger("weasyprint").propagate


def test_the_preview_has_neither_ids_nor_styles_and_the_same_words() -> None:
    preview = inner(LETTER)
    assert preview.startswith('<article class="letter" lang="en" dir="ltr">')
    assert not re.search(r"\s(id|style)=|<style|<script", preview)
    words = re.sub(r"<[^>]+>", "", preview).replace("China\n", "CHINA\n", 1).split()
    # The dashes of the list are the style sheet's; the PDF paints them after the text.
    assert words == texts(render([LETTER]))[0].removesuffix(" – –").split()


def test_names_are_not_hyphenated_and_stay_whole_words() -> None:
    marked = unbroken("Li Na met Li and Lina & co\nLi", ("Li", "Li Na"))
    assert marked == (
        '<span class="name">Li Na</span> met<span class="name"> Li</span> and Lina &amp; co<br>\n'
        '<span class="name">Li</span>'
    )


def printed_lines(paragraph: str, width: int) -> list[str]:
    """The lines of a paragraph of an English letter in a measure of so many points."""
    css = f"@page {{ size: {width}pt 400pt; margin: 0 }}"
    page = f"<html lang=en><title>x</title><style>{css}</style><body class=sheet><article class=letter><p>{paragraph}"
    printed: str = pypdfium2.PdfDocument(engine.write([engine.lay_out(page)]))[0].get_textpage().get_text_range()
    return printed.split("\r\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    "token",
    [
        "https://letters.example/appeals/internationalization/representatives",
        "international.representatives@department-of-justice.example",
        "Tashpolatovskaya",
    ],
)
def test_addresses_and_unknown_names_are_never_hyphenated(token: str) -> None:
    for width in range(110, 260, 10):
        text = "".join(printed_lines(unbroken(f"Please look at {token} and at nothing else.", (), "en"), width))
        # PDFium gives U+FFFE for a hyphen at a line's end; those of the address itself count.
        assert "\u2010" not in text
        assert text.count("\ufffe") + text.count("-") == token.count("-"), text


def test_an_address_breaks_behind_its_marks() -> None:
    lines = printed_lines(unbroken("See https://letters.example/appeals/x now.", (), "en"), 110)
    assert lines[:2] == ["See https://letters.", "example/appeals/x"] or lines[0].endswith(("/", "."))


@pytest.mark.slow
def test_the_number_of_a_rule_stays_on_its_line() -> None:
    for width in range(100, 300, 5):
        lines = printed_lines(
            unbroken("They are held in breach of Rule I.1.2.3 and of others, see I.1.2.3 there.", ()), width
        )
        assert sum("I.1.2.3" in line for line in lines) == 2 or any(line.count("I.1.2.3") == 2 for line in lines)


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("رقم هاتفها هو +20 2 2795 8103.", "+20 2 2795 8103"),
        ("القضية UA 119/19، هنا", "UA 119/19"),
        ("(2019-2020) هنا", "2019-2020"),
        ("מספר +972 2 555 هنا", "+972 2 555"),
    ],
)
def test_numbers_beside_letters_from_right_to_left_are_isolated(text: str, isolated: str) -> None:
    assert f'<bdi dir="ltr">{isolated.replace(" ", NO_BREAK)}</bdi>' in unbroken(text, ())


def test_letters_from_right_to_left_before_a_number_are_isolated() -> None:
    assert '<bdi dir="rtl">سلافة</bdi>' in unbroken("her name سلافة 20 2 2795", ())


def test_addresses_beside_letters_from_right_to_left_are_isolated() -> None:
    assert '<bdi dir="ltr">https://<wbr>x.<wbr>example/<wbr>a/</bdi>' in unbroken("رابط https://x.example/a/.", ())


@pytest.mark.parametrize("signature", ["M. L.", "Maya <b>Lind</b>", "Lind, Maya (12)"])
def test_a_signature_keeps_its_own_order_in_an_arabic_letter(signature: str) -> None:
    assert f'<bdi dir="ltr">{escape(signature)}</bdi>' in inner(replace(ARABIC, signature=signature))
    assert "<bdi" not in inner(replace(ARABIC, signature="مايا"))


def test_a_telephone_number_is_printed_from_the_left_in_an_arabic_letter() -> None:
    pdf = render([replace(ARABIC, body=(Paragraph("رقم هاتفها هو +20 2 2795 8103 وهي هنا."),))])
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    places = []
    for sign in ("+", "8103"):
        found = page.search(sign).get_next()
        assert found
        places.append(page.get_charbox(found[0])[0])
    assert places[0] < places[1]


def test_items_and_introductions_have_their_own_direction() -> None:
    arabic, english = ("أطلقوا سراحها فوراً (اليوم)!",), ("Release her (now)!",)
    preview = inner(replace(LETTER, body=(DemandList("أطلب منكم:", arabic), DemandList("I ask:", english + arabic))))
    assert '<p class="introduction" dir="rtl">أطلب منكم:</p>' in preview
    assert f'<ul class="demands" dir="rtl">\n<li dir="rtl">{arabic[0]}</li>' in preview
    assert '<ul class="demands" dir="ltr">\n<li dir="ltr">Release her (now)!</li>' in preview
    assert preview.count(f'<li dir="rtl">{arabic[0]}</li>') == 2


def test_a_name_at_the_beginning_of_a_line_leaves_the_line_before_it_whole() -> None:
    text = (
        "I work in education, and I know that scholars travel so that knowledge can be shared. "
        "The Sorbonne gave Tashpolat Tiyip an honorary doctorate in November 2008."
    )
    widths = (243, 245, 247, 380, 381)
    for width in widths:
        css = f"@page {{ size: {width}pt 400pt; margin: 0 }} p {{ font: 10.5pt 'Gentium Book Plus'; margin: 0 }}"
        page = f"<html lang=en><title>x</title><style>{css}</style><p>{unbroken(text, LETTER.names)}"
        printed = pypdfium2.PdfDocument(engine.write([engine.lay_out(page)]))[0].get_textpage().get_text_range()
        assert min(len(line) for line in printed.split("\r\n")[:-1]) * 8 > width, printed


@pytest.mark.slow
def test_a_latin_names_apostrophe_is_narrow_in_a_chinese_letter() -> None:
    letter = replace(CHINESE, body=(Paragraph("我写信给Sean O’Brien，他说：‘好’。"),), signature="Sean O’Brien")
    page = pypdfium2.PdfDocument(render([letter]))[0].get_textpage()
    text = page.get_text_range()
    for name in re.finditer("O’Brien", text):
        o, b = page.get_charbox(name.start()), page.get_charbox(name.start() + 2)
        assert b[0] - o[2] < 6  # points
    assert text.count("O’Brien") == 2
    assert '<span class="latin">' not in inner(LETTER)


def test_a_closing_of_two_lines_is_printed_on_two() -> None:
    assert "此致<br>\n敬礼！" in inner(CHINESE)


def test_each_line_of_an_address_has_its_own_direction_and_a_country_its_language() -> None:
    preview = inner(
        replace(ARABIC, recipient=("فخامة الرئيس", "12 Tahrir Street"), country_lines=(CountryLine("Çin", "tr"),))
    )
    assert '<div class="recipient" dir="rtl">' in preview
    assert '<p class="line" dir="ltr">12 Tahrir Street</p>' in preview
    assert '<p class="line country" lang="tr" dir="ltr">Çin</p>' in preview


def test_a_country_is_printed_in_the_capitals_of_its_language() -> None:
    letter = replace(LETTER, country_lines=(CountryLine("Çin", "tr"), CountryLine("China", "en")))
    assert "ÇİN CHINA" in texts(render([letter]))[0]


def test_no_letters_are_no_pdf() -> None:
    with pytest.raises(ValueError, match="no letters"):
        render([])


def test_the_style_sheet_of_the_letter_fetches_nothing() -> None:
    sheet = (folder("static") / "letter.css").read_text(encoding="utf-8")
    assert "font-family" in sheet
    assert "url(" not in sheet and "@import" not in sheet


@pytest.mark.parametrize(
    ("letter", "words", "direction"),
    [
        (ARABIC, "My students ask about him.", "ltr"),
        (ARABIC, "Tashpolat Tiyip أستاذ جامعي.", "rtl"),
        (LETTER, "يسأل طلابي عنه.", "rtl"),
        (LETTER, "طيب is a geographer.", "ltr"),
        (ARABIC, "2026", "rtl"),
    ],
)
def test_a_paragraph_wholly_in_another_script_runs_its_own_way(letter: Letter, words: str, direction: str) -> None:
    assert f'<p dir="{direction}">{words}</p>' in inner(replace(letter, body=(Paragraph(words),), names=()))
