"""How well a letter's height is foretold."""

from __future__ import annotations

import pytest
from sample_letters import letter

from letters.layout import LAYOUTS, LayoutName
from letters.letter import DemandList, Paragraph
from letters.pdf import engine, html
from letters.pdf.estimate import height, least_pages, promising, type_of
from letters.pdf.page_css import FITS, NORMAL

SENTENCES = {
    "en": "The court heard no witness and the family was told nothing about the place where she is held. ",
    "fr": "Le tribunal n’a entendu aucun témoin et la famille ignore où elle se trouve aujourd’hui encore. ",
    "zh": "法院没有听取任何证人的证词，家人也不知道她被关押在何处，更不知道她的健康状况如何。",
    "ar": "لم تستمع المحكمة إلى أي شاهد ولم تُبلغ الأسرة بأي شيء عن المكان الذي تُحتجز فيه ابنتها منذ أشهر. ",
}


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_the_height_is_foretold_to_a_tenth(language: str) -> None:
    long = letter(language, body=(Paragraph(SENTENCES[language] * 5), Paragraph(SENTENCES[language] * 3)))
    document = engine.lay_out(html(long, LayoutName.UK))
    (article,) = [box for box in document.pages[0]._page_box.descendants() if box.element_tag == "article"]
    assert height(long, NORMAL) == pytest.approx(article.height * 0.75, rel=0.1)


def test_a_short_letter_is_set_at_ease_and_for_a_hopeless_one_nothing_is_tried() -> None:
    layout = LAYOUTS[LayoutName.UK]
    assert promising(letter(), layout) == FITS
    assert promising(letter(body=(Paragraph("word " * 900),)), layout) == ()


@pytest.mark.slow
def test_a_fuller_letter_begins_with_a_closer_fit() -> None:
    layout = LAYOUTS[LayoutName.UK]
    starts = [promising(letter(body=(Paragraph("word " * count),)), layout)[:1] for count in range(100, 500, 10)]
    names = list(dict.fromkeys(fit.name for start in starts for fit in start))
    assert names == [fit.name for fit in FITS]


def test_the_type_is_that_of_the_style_sheet() -> None:
    assert type_of("normal", "en")["size"] == 11.5
    assert type_of("normal", "ar")["size"] == 12
    assert type_of("dense", "fa")["leading"] < type_of("tight", "fa")["leading"] < type_of("normal", "fa")["leading"]
    assert {fit.name for fit in FITS[1:]} == {"close", "tight", "dense"}


KINDS = {
    "one letter a line": Paragraph("\n".join("x" * 150)),
    "narrow": Paragraph("ill ilil lit " * 450),
    "wide": Paragraph("WMW MOWM " * 300),
    "squares": Paragraph("法院没有听取任何证人的证词，" * 130),
    "joined": Paragraph("أطلقوا سراحها فوراً " * 200),
    "marks": Paragraph("e\u0301\u0323\u0302 a\u0308\u0304" * 600),
    "conjuncts": Paragraph("उसे तुरंत रिहा करें " * 200),
    "items": DemandList("We ask:", ("x",) * 100),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_no_letter_is_taken_for_longer_than_it_is(kind: str, language: str) -> None:
    long = letter(language, body=(KINDS[kind],))
    pages = len(engine.lay_out(html(long, LayoutName.UK)).pages)
    assert pages / 4 <= least_pages(long, LAYOUTS[LayoutName.UK]) <= pages > 1


def test_where_lines_alone_are_too_many_that_is_known_without_setting_any() -> None:
    assert least_pages(letter(body=(Paragraph("\n".join("x" * 3000)),)), LAYOUTS[LayoutName.UK]) > 60
    assert least_pages(letter(body=(Paragraph("x"),) * 3000), LAYOUTS[LayoutName.UK]) > 60
    assert least_pages(letter(), LAYOUTS[LayoutName.UK]) == 1
