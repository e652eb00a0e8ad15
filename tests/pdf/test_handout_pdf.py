"""The sheet as PDF: two pages on every paper, all that it must say, a code that telephones read, nothing cut off."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
import zxingcpp
from PIL import Image
from places import TESTS

from letters.errors import Refused
from letters.handout import Handout, hand_out
from letters.handout.content import Passage
from letters.handout.words import WORDS
from letters.layout import A4, LETTER
from letters.letter import DemandList, Paragraph
from letters.library.library import Library, read
from letters.pdf import engine
from letters.pdf.handout import MOST, PICTURE, Fit, Scales, pages_of, render, set_handout
from letters.resources import folder

pytestmark = pytest.mark.slow
NOON = dt.datetime(2020, 5, 1, 12, tzinfo=dt.UTC)
ADDRESS = "https://letters.example"
POINTS = 72 / 25.4
LIBRARY = read(folder("appeals"))
OPEN = [
    (appeal.slug, language)
    for appeal in LIBRARY.appeals.values()
    if appeal.is_open(NOON.date())
    for language in appeal.languages
]


def at_home(country: str) -> Library:
    """The shipped library, of an organisation in this country."""
    return replace(LIBRARY, site=LIBRARY.site.model_copy(update={"country": country}))


@cache
def printed(handout: Handout, most: Scales = Scales()) -> bytes:  # noqa: B008 frozen
    """The sheet, set once: pages that are full, for which up to three more layouts look, have to be asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("letters.pdf.handout.MOST", most)
        return render(handout)


@cache
def sheet(slug: str = "tashpolat-tiyip", language: str = "en", country: str = "GB", address: str = ADDRESS) -> Handout:
    """A shipped appeal's sheet."""
    return hand_out(LIBRARY.appeals[slug], at_home(country), language, NOON, address=address)


def photo(color: str = "grey") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), color).save(out, "JPEG")
    return out.getvalue()


def with_photo(handout: Handout) -> Handout:
    return replace(handout, picture=photo(), picture_alt="A man at a desk", picture_credit="Photo: Nury Teyip")


def texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def squashed(text: str) -> str:
    """The text without spaces, hyphens, marks and joiners, which a page's lines may add or change."""
    text = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in text if unicodedata.category(sign)[0] not in "CZM" and sign not in "-‐")


def parts(handout: Handout) -> Iterator[str]:
    """All that must be on the sheet."""
    yield from (handout.organisation, handout.title, *handout.facts, handout.deadline, *handout.watermarks)
    yield from (*handout.summary, *handout.background, *handout.notes, handout.letter.subject, handout.web)
    yield from (handout.picture_credit, handout.diplomats, handout.totals)
    for person in handout.people:
        yield from (person.name, person.native_name, person.about)
    for _, words in (*handout.letter.salutations, *handout.letter.closings):
        yield words
    for part in handout.letter.parts:
        yield from _letter_part(part)
    for who in (*handout.recipients, *handout.copies):
        yield from (who.name, who.salutation, *who.post, *who.faxes, *who.emails, who.languages)
        yield from (line.text.upper() for line in who.country_lines)
    for entry in handout.earlier:
        yield from (entry.document, entry.issued, entry.news)
    for group in handout.signed:
        yield from (group.group, *group.members, group.number)


def _letter_part(part: object) -> Iterator[str]:
    match part:
        case Passage(text=blocks):
            for block in blocks:
                yield from [block.text] if isinstance(block, Paragraph) else [block.introduction, *block.items]
        case _:
            yield part.ask  # type: ignore[attr-defined]  # every other part asks for something
            for choice in getattr(part, "choices", ()):
                yield from (block.text for block in choice if isinstance(block, Paragraph))


def lacking(handout: Handout, text: str) -> list[str]:
    """What isn't in the text. Where a line mixes directions, pdfium orders its words anew: they are sought alone."""
    whole = squashed(text)
    wanted = [part for part in parts(handout) if part]
    assert len(wanted) > 15
    mixed = [part for part in wanted if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in part)]
    if handout.language.direction == "rtl":
        mixed = wanted
    # Where vowel signs and hamzas are drawn apart, they come out of their order: those words are left aside.
    alone = [
        run
        for part in mixed
        for word in part.split()
        for run in re.findall(r"\w+", word)
        if not any(unicodedata.category(sign) == "Mn" for sign in word)
    ]
    wanted = [part for part in wanted if part not in mixed] + alone
    return [part for part in wanted if squashed(part) not in whole]


def outside(pdf: bytes, margin: float) -> list[str]:
    """Characters that stand nearer to the paper's edge than the margin, in millimetres."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            if right - left and not (
                margin * POINTS <= left
                and right <= width - margin * POINTS
                and bottom >= margin * POINTS
                and top <= height - margin * POINTS
            ):
                found.append(text.get_text_range(index, 1))
    return found


def test_the_shipped_appeals_are_tried_in_every_language() -> None:
    assert len(OPEN) >= 15 and {language for _, language in OPEN} == {"en", "fr", "zh", "ar"}


def extremes() -> set[tuple[str, str]]:
    """The longest and the shortest of the shipped sheets in each language."""
    length = {one: sum(map(len, parts(sheet(*one)))) for one in OPEN}
    own = [[one for one in OPEN if one[1] == language] for language in {language for _, language in OPEN}]
    return {choose(some, key=length.__getitem__) for some in own for choose in (min, max)}


@pytest.mark.no_cover
@pytest.mark.parametrize(("slug", "language", "country"), [(*one, ("GB", "US")[n % 2]) for n, one in enumerate(OPEN)])
def test_a_shipped_appeal_fits_on_two_pages_and_lacks_nothing(slug: str, language: str, country: str) -> None:
    """Each on the paper of one country; the longest and the shortest as large as they can be, and on the other's."""
    handout, extreme = with_photo(sheet(slug, language, country)), (slug, language) in extremes()
    pdf = printed(handout, MOST if extreme else Scales())
    pages = texts(pdf)
    assert len(pages) == 2
    assert lacking(handout, "".join(pages)) == []
    assert outside(pdf, 7) == []
    paper = LETTER if country == "US" else A4
    size = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert size == pytest.approx((paper.width * POINTS, paper.height * POINTS), abs=0.5)
    assert not extreme or pages_of(with_photo(sheet(slug, language, "GB" if country == "US" else "US"))) == 2


@pytest.mark.no_cover
@pytest.mark.parametrize("language", WORDS)
def test_in_every_language_of_letters_the_sheet_s_own_words_can_be_printed(language: str) -> None:
    own = sheet()
    # Little else, so that it is quickly set.
    short = replace(own, background=own.background[:1], letter=replace(own.letter, parts=own.letter.parts[:1]))
    handout = replace(short, language_code=language, deadline=WORDS[language].write_by.format(day="2020"))
    pages = texts(printed(handout))
    assert len(pages) == 2
    said = [WORDS[language].at_risk, WORDS[language].letter, WORDS[language].web, WORDS[language].background]
    whole = squashed("".join(pages))
    assert [phrase for phrase in said for word in phrase.split() if squashed(word) not in whole] == []


def test_the_front_calls_to_write_and_the_back_says_to_whom() -> None:
    called = replace(sheet(), deadline=WORDS["en"].write_freely)  # an example's sheet calls nobody
    front, back = (squashed(page) for page in texts(printed(called)))
    for part in (
        "Urgent appeal",
        "Please write:",
        "Who is at risk",
        "Model letter",
        "In your own words:",
        "[your name",
    ):
        assert squashed(part) in front and squashed(part) not in back, part
    for part in ("Write to", "Zhongnanhai", "Fax: +86 10 6238 1025", "Salutation: Your Excellency,", "Background"):
        assert squashed(part) in back and squashed(part) not in front, part


@pytest.mark.parametrize(
    ("language", "country", "address"),
    [("en", "GB", ADDRESS), ("ar", "US", "https://letters." + "a" * 60 + ".example:8443")],
)
def test_a_telephone_reads_the_address_of_the_form_in_the_code(language: str, country: str, address: str) -> None:
    pdf = printed(sheet(language=language, country=country, address=address))
    page = pypdfium2.PdfDocument(pdf)[1]
    (code,) = zxingcpp.read_barcodes(page.render(scale=4, grayscale=True).to_pil())
    assert code.text == f"{address}/{language}/appeals/tashpolat-tiyip/write"
    assert code.ec_level == "M"
    corners = (code.position.top_left, code.position.top_right, code.position.bottom_left)
    first, *others = [(point.x / 4 / POINTS, point.y / 4 / POINTS) for point in corners]
    assert all(abs(x - first[0]) + abs(y - first[1]) >= 25 for x, y in others), "at least 25 mm"
    assert squashed(code.text) in squashed(texts(pdf)[1]), "and as text below it"


def test_around_the_code_four_modules_stay_white() -> None:
    page = pypdfium2.PdfDocument(printed(sheet()))[1]
    picture = page.render(scale=8, grayscale=True).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    left, top = code.position.top_left.x, code.position.top_left.y
    right, bottom = code.position.bottom_right.x, code.position.bottom_right.y
    quiet = int((right - left) / 33 * 4) - 4
    around = picture.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
    around.paste(255, (quiet - 3, quiet - 3, around.width - quiet + 3, around.height - quiet + 3))
    assert around.getextrema() == (255, 255)


def test_without_an_address_there_is_no_code() -> None:
    pdf = printed(sheet(address=""))
    assert zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[1].render(scale=4, grayscale=True).to_pil()) == []
    assert "camera" not in "".join(texts(pdf))


def test_the_sheet_is_tagged_with_its_language_its_title_and_words_for_its_pictures() -> None:
    with pikepdf.open(io.BytesIO(printed(with_photo(sheet(language="fr"))))) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "fr"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert str(pdf.docinfo.Title).endswith("Un universitaire ouïghour menacé d’exécution")
        assert set(pdf.docinfo) == {"/Title", "/Producer"}
        described = [str(figure.Alt) for figure in _figures(pdf.Root.StructTreeRoot.K[0])]
    assert described == ["A man at a desk", f"Code QR avec l’adresse {ADDRESS}/fr/appeals/tashpolat-tiyip/write"]


def _figures(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        if element.S == "/Figure":
            yield element
        for child in element.get("/K", []):
            yield from _figures(child)


def test_the_photo_stands_on_the_front_and_only_there() -> None:
    def pictures(page: pypdfium2.PdfPage) -> list[pypdfium2.PdfObject]:
        return list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=5))

    front, back = pypdfium2.PdfDocument(printed(with_photo(sheet())))
    assert (len(pictures(front)), len(pictures(back))) == (1, 0)
    front, back = pypdfium2.PdfDocument(printed(sheet()))
    assert (len(pictures(front)), len(pictures(back))) == (0, 0)


def test_nothing_but_the_sheet_s_own_photo_can_be_asked_for() -> None:
    fetcher = engine.fetcher({PICTURE: b"jpeg"})
    assert fetcher.fetch(PICTURE).read() == b"jpeg"
    for url in ("file:///etc/passwd", "https://example.org/x.jpg", "picture:///other", "data:image/png;base64,AAAA"):
        with pytest.raises(BaseException, match="doesn't ship"):
            fetcher.fetch(url)


def test_typed_marks_of_html_print_as_themselves() -> None:
    bad = '<img src="file:///etc/passwd"> {{7*7}} </style>'
    text = "".join(
        texts(printed(replace(sheet(), title=bad, case=bad, watermarks=(bad,), summary=(bad,), organisation=bad)))
    )
    assert squashed(text).count(squashed(bad)) >= 6


def test_what_must_not_be_handed_out_says_so_on_every_page() -> None:
    mark = "Draft – not to be handed out"
    pages = texts(printed(replace(sheet(), watermarks=(mark,))))
    assert len(pages) == 2 and all(squashed(mark) in squashed(page) for page in pages)
    assert not any("Draft" in page for page in texts(printed(replace(sheet(), watermarks=()))))


def test_from_right_to_left_the_sheet_is_mirrored() -> None:
    def middle(language: str, words: str) -> float:
        page = pypdfium2.PdfDocument(printed(sheet(language=language)))[1]
        text = page.get_textpage()
        index = text.get_text_range().index(words)
        return float(text.get_charbox(index)[0] / page.get_width())

    assert middle("en", "Write to") < 0.5 < middle("en", "https://letters.example/")
    assert middle("ar", "https://letters.example/") < 0.5 < middle("ar", "Zhongnanhai")


@pytest.mark.no_cover
def test_a_long_background_is_set_closer_before_a_third_page_begins() -> None:
    words = "The court heard no witness and the family was told nothing about the place where he is held. "
    sizes = []
    for sentences in (8, 32, 56):
        handout = replace(sheet(), background=(words * 4,) * (sentences // 4))
        sizes.append(_size(printed(handout), "Background"))
    assert sizes == sorted(sizes, reverse=True) and len(set(sizes)) == 3


@pytest.mark.slow
def test_both_pages_of_a_short_text_are_full_and_of_a_longer_one_smaller() -> None:
    short = sheet("liu-shaoming")
    fuller = replace(short, background=short.background * 2)
    sizes = []
    for one in (short, fuller):
        pdf = printed(one, MOST)
        sizes.append((_size(pdf, "Model letter"), _size(pdf, "Write to")))
        for page in pypdfium2.PdfDocument(pdf):
            text = page.get_textpage()
            # The foot stands lower than that; the margins of the paper are 18 mm.
            lowest = [text.get_rect(number)[1] for number in range(text.count_rects())]
            assert min(bottom for bottom in lowest if bottom > 25 * POINTS) < 60 * POINTS
    (front, back), (other_front, other_back) = sizes
    assert front == pytest.approx(other_front, rel=0.03) and back > other_back > _size(printed(fuller), "Write to")


def test_what_it_is_can_be_read_from_across_a_table() -> None:
    pdf = printed(replace(sheet(), colour="#14532d"))
    assert _size(pdf, "Urgent appeal") > 1.3 * _size(pdf, "Uyghur academic")
    (front, *_) = pypdfium2.PdfDocument(pdf)
    band = front.render(scale=1).to_pil().convert("RGB").getcolors(1 << 20)
    assert (0x14, 0x53, 0x2D) in {colour for number, colour in band if number > 1_000}


def test_a_name_is_no_heading() -> None:
    with pikepdf.open(io.BytesIO(printed(sheet()))) as pdf:
        kinds = _kinds(pdf.Root.StructTreeRoot.K[0])
    assert "/H2" in kinds and "/H3" not in kinds


def _kinds(element: pikepdf.Object) -> set[str]:
    """The kinds of the elements of a tagged PDF."""
    if not isinstance(element, pikepdf.Dictionary):
        return set()
    found = {str(element.get("/S", ""))}
    if "/K" in element:
        children: Any = element.K
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            found |= _kinds(child)
    return found


def test_the_organisation_s_logo_stands_in_place_of_its_name() -> None:
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><path d="M0 0h60v20z"/></svg>'
    with pikepdf.open(io.BytesIO(printed(replace(sheet(), logo=logo)))) as pdf:
        described = [str(figure.Alt) for figure in _figures(pdf.Root.StructTreeRoot.K[0])]
    assert "Letters for Rights" in described


def test_an_addressee_whose_address_begins_with_the_name_is_named_once() -> None:
    assert texts(printed(sheet()))[1].count("President Xi Jinping") == 1
    chinese = texts(printed(sheet(language="zh")))[1]
    assert "习近平主席" in chinese and chinese.count("President Xi Jinping") == 1


def _size(pdf: bytes, word: str) -> float:
    """The height of the word's first letter on the last page that has it."""
    found = [page for page in map(pypdfium2.PdfPage.get_textpage, pypdfium2.PdfDocument(pdf)) if word in _read(page)][
        -1
    ]
    _, bottom, _, top = found.get_charbox(_read(found).index(word))
    return round(float(top - bottom), 2)


def _read(page: pypdfium2.PdfTextPage) -> str:
    return str(page.get_text_range())


def test_a_letter_longer_than_the_front_runs_on_over_the_back() -> None:
    own = sheet()
    paragraphs = (Paragraph("He is held and nobody says where. Nobody says by whom, and what he did."),) * 24
    long = Passage(text=paragraphs, only_to="")
    handout = replace(own, letter=replace(own.letter, parts=(*own.letter.parts, long)), background=())
    pages = texts(printed(handout))
    assert len(pages) == 2 and lacking(handout, "".join(pages)) == []
    assert "Yours sincerely" in pages[1]


@pytest.mark.no_cover
def test_a_sheet_that_is_too_long_loses_nothing_and_says_how_many_pages_it_has() -> None:
    handout = replace(sheet(), background=("Where he is held is unknown. " * 60,) * 5)
    pages = texts(printed(handout))
    assert len(pages) == pages_of(handout) > 2
    assert lacking(handout, "".join(pages)) == []
    assert pages_of(sheet()) == 2


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("lines", "tries", "said"), [(30, 2, "2 pages"), (230, 2, "4 pages"), (1900, 1, "at most 12 can be printed")]
)
def test_of_a_sheet_that_hardly_fits_the_closest_alone_is_tried(
    lines: int, tries: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each try takes as long as the sheet is long, and the site has other work."""
    tried = list[str]()

    def counted(html: str, *rest: Any) -> Any:
        tried.append(html)
        return engine.lay_out(html, *rest)

    monkeypatch.setattr("letters.pdf.handout.lay_out", counted)
    try:
        result = f"{pages_of(replace(sheet(), background=('He is held.',) * lines))} pages"
    except Refused as error:
        result = str(error)
    assert (len(tried), said in result) == (tries, True), result


def test_few_layouts_find_the_size_that_fills_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = list[Scales]()

    def laid_out(_: Handout, fit: Fit, scales: Scales = Scales()) -> SimpleNamespace:  # noqa: B008 frozen
        tried.append(scales)
        parts = {"front": scales.front**2.4 * 0.7, "back": scales.back**2.4 * 0.4}
        pages = [(name, part) for name, full in parts.items() for part in ([full] if full <= 1 else [1, full - 1])]
        return SimpleNamespace(pages=pages)

    monkeypatch.setattr("letters.pdf.handout._laid_out", laid_out)
    monkeypatch.setattr("letters.pdf.handout._fullness", lambda page: page[1])
    monkeypatch.setattr("letters.pdf.handout._holds_back", lambda page: page[0] == "back")
    (_, front), (_, back) = set_handout(sheet()).pages
    assert 0.85 < front <= 1 and 0.85 < back <= 1
    assert len(tried) <= 4, "the sheet itself, and three larger ones"


def test_what_no_font_can_print_and_what_no_sheet_can_hold_is_refused() -> None:
    with pytest.raises(Refused, match="No letter can be printed with these characters"):
        printed(replace(sheet(), title="An unassigned sign: \U000e0fff"))
    with pytest.raises(Refused, match="too long"):
        printed(replace(sheet(), background=("word " * 6001,)))


def test_two_processes_write_the_same_bytes() -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]; from test_handout_pdf import *;"
        "print(sha256(printed(with_photo(sheet(language='ar')))).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(TESTS), str(TESTS / "pdf")]
    # Not the seed of this process, whatever that is: sets have another order there.
    seed = "1" if os.environ.get("PYTHONHASHSEED") == "2" else "2"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    there = subprocess.run(command, capture_output=True, check=True, text=True, cwd=TESTS.parent, env=environment)
    assert there.stdout.strip() == sha256(printed(with_photo(sheet(language="ar")))).hexdigest()


def test_several_addressees_are_never_addressed_in_one_line() -> None:
    text = re.sub(r"\s+", " ", "".join(texts(printed(sheet("vancouver-street-checks")))))
    salutations = ("Dear Members of the Board,", "Dear Mayor and Members of Council,", "Dear Premier and Ministers,")
    assert all(text.count(salutation) == 2 for salutation in salutations)
    assert " / " not in text


def test_demands_are_a_list() -> None:
    demands = [
        block
        for part in sheet().letter.parts
        if isinstance(part, Passage)
        for block in part.text
        if isinstance(block, DemandList)
    ]
    assert [len(block.items) for block in demands] == [3]
