"""Where lines and pages end on paper, put into the letter that the site shows."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pytest
from markupsafe import Markup
from sample_letters import ARABIC, CHINESE, ENGLISH

from letters.letter import Letter, Paragraph
from letters.pdf import inner, render
from letters.pdf.breaks import Breaks, Broken, Line, measure, read
from letters.pdf.page_css import FITS

SENTENCE = "The court heard no witness and the family was told nothing about the place where he is held. "


def long_letter(sentences: int) -> Letter:
    counts = [5] * (sentences // 5) + [sentences % 5] * bool(sentences % 5)
    return replace(ENGLISH, body=tuple(Paragraph(SENTENCE * count) for count in counts))


def turn(page: int) -> Markup:
    return Markup("[page {}]").format(page)


def shown(letter: Letter) -> tuple[Breaks, str]:
    """How it falls, and its preview with a line for each line on paper."""
    (breaks,) = read(measure([letter]))
    page = re.sub(r"\n", " ", inner(letter, Broken(breaks, turn)))
    page = re.sub(r'<br class="end">|<br>(</span>)?|</(p|h2|li|div|ul)>', "\n", page)
    return breaks, re.sub(r"<[^>]*>", "", page)


def lines_of(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def printed(letter: Letter) -> list[str]:
    document = pypdfium2.PdfDocument(render([letter]))
    return [line for page in document for line in lines_of(page.get_textpage().get_text_range())]


@pytest.mark.slow
@pytest.mark.parametrize("letter", [ENGLISH, long_letter(9), long_letter(30)], ids=["short", "a page", "pages"])
def test_the_preview_s_lines_are_those_of_the_pdf(letter: Letter) -> None:
    breaks, page = shown(letter)
    on_paper = printed(letter)
    body = [line.removeprefix("[page 2]").removeprefix("[page 3]") for line in lines_of(page)]
    text = [line for line in body if len(line) > 60]
    assert text and [line for line in text if line not in on_paper] == []
    assert breaks.pages == len(pypdfium2.PdfDocument(render([letter])))


@pytest.mark.slow
def test_a_page_is_marked_where_it_begins_and_nowhere_else() -> None:
    letter = long_letter(30)
    breaks, page = shown(letter)
    pages = [lines_of(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(render([letter]))]
    assert breaks.pages == len(pages) > 1
    assert re.findall(r"\[page (\d+)\]", page) == [str(number) for number in range(2, breaks.pages + 1)]
    for number, words in enumerate(pages[1:], 2):
        assert f"[page {number}]{words[0]}" in page


@pytest.mark.slow
@pytest.mark.parametrize("letter", [ENGLISH, ARABIC, CHINESE], ids=["en", "ar", "zh"])
def test_no_word_is_lost_or_added_in_any_script(letter: Letter) -> None:
    first = letter.body[0]
    assert isinstance(first, Paragraph)
    letter = replace(letter, body=(Paragraph(" ".join([first.text] * 6)), *letter.body[1:]))
    (breaks,) = read(measure([letter]))
    broken = inner(letter, Broken(breaks, turn))
    assert broken.count('class="end"') > 3
    bare = broken.replace('<br class="end">', "")
    assert re.sub(r'<span class="end">.<br></span>', "", bare) == inner(letter)


def test_a_hyphen_of_the_typesetter_s_is_shown_with_the_end_that_it_belongs_to() -> None:
    text = " ".join(["they disappeared and their whereabouts are unknown to everybody;"] * 15)
    (breaks,) = read(measure([replace(ENGLISH, body=(Paragraph(text),), names=())]))
    assert any(line.hyphen for block in breaks.blocks for line in block)
    broken = inner(replace(ENGLISH, body=(Paragraph(text),), names=()), Broken(breaks, turn))
    assert re.search('[a-z]<span class="end">\u2010<br></span>[a-z]', broken)


def test_a_letter_that_was_not_the_one_measured_stays_as_it_is() -> None:
    (breaks,) = read(measure([ENGLISH]))
    other = long_letter(5)
    assert inner(other, Broken(breaks, turn)).count('class="end"') <= inner(ENGLISH).count("<p")
    assert re.sub('<br class="end">', "", inner(other, Broken(breaks, turn))) == inner(other)


@pytest.mark.parametrize(
    ("text", "lines", "broken"),
    [
        ("one two", [3, 3], 'one <br class="end">two'),
        ("well-known", [4, 5], 'well-<br class="end">known'),
        ("so (said)", [2, 6], 'so <br class="end">(said)'),
        ("so – said", [3, 4], 'so – <br class="end">said'),
        ("a<br>\nb", [1, 1], "a<br>\nb"),
        ("他说好", [2, 1], '他说<br class="end">好'),
        ("it&#39;s &amp; so", [4, 1, 2], 'it&#39;s <br class="end">&amp; <br class="end">so'),
        ('by<span class="name"> Li Na</span>', [4, 2], 'by<span class="name"> Li <br class="end">Na</span>'),
    ],
)
def test_a_line_ends_behind_its_space_and_once(text: str, lines: list[int], broken: str) -> None:
    block = tuple(Line(count, 1, False) for count in lines)
    assert Broken(Breaks(fit="normal", pages=1, blocks=(block,)), turn)(Markup(text)) == broken  # noqa: S704 ours


@pytest.mark.slow
def test_how_closely_a_letter_is_set_is_told() -> None:
    fits = {read(measure([long_letter(count)]))[0].fit for count in range(12, 27)}
    assert {fit.name for fit in FITS} == fits
