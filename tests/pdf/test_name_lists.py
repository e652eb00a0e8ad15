"""Long lists of those who signed: on pages of their own behind the letter, searchable, tagged, in any script."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest
from sample_letters import letter

from letters.appeal.signed import Signed
from letters.layout import LAYOUTS, LayoutName
from letters.letter import Letter
from letters.pdf import pages_of, render
from letters.pdf.parts import MOST_WITH_THE_LETTER, parted

FEW = Signed(group="Initiators", members=("Letters for Rights", "The Open Desk"), number="")
COUNTED = Signed(group="On paper", members=(), number="at least 300 (June 2020)")


def signed(count: int, language: str = "en", **fields: Any) -> Letter:
    names = tuple(f"Member {number} of Anytown" for number in range(count))
    groups = (FEW, Signed(group="Individuals", members=names, number=""), COUNTED)
    return letter(language, **{"signature": "", "signed": groups, "in_all": "In total: many", **fields})


def texts(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def test_a_short_list_stays_with_the_letter() -> None:
    whole = signed(MOST_WITH_THE_LETTER - 2)
    assert parted(whole).letter is whole and parted(whole).lists == ()


def test_the_longest_group_gives_way_and_its_number_stays() -> None:
    parts = parted(signed(433))
    assert [group.group for group in parts.lists] == ["Individuals"]
    assert parts.letter.signed[0] == FEW and parts.letter.signed[2] == COUNTED
    assert parts.letter.signed[1].number == "433, whose names follow on pages of their own"


def test_each_name_stands_once_below_its_heading_under_the_letters_head() -> None:
    pages = texts(render([signed(433)]))
    assert "433, whose names follow" in pages[0] + pages[1]
    listed = [page for page in pages if "Member" in page]
    assert len(listed) == 5 and listed[0].index("Individuals") < listed[0].index("Member 0 of")
    assert all(pages[-number].count("Minister of Justice · 5 March 2026") == 1 for number in range(1, 6))
    assert [page.split("2026")[1].split()[0] for page in _heads(pages[-5:])] == [
        str(len(pages) - 4 + number) for number in range(5)
    ]
    found = [line.strip() for page in listed for line in page.splitlines() if line.startswith("Member")]
    assert found == [f"Member {number} of Anytown" for number in range(433)]


def _heads(pages: list[str]) -> list[str]:
    return [page[page.index("Minister of Justice ·") :] for page in pages]


@pytest.mark.slow
def test_names_are_items_of_a_list_and_the_head_is_an_artifact() -> None:
    with pikepdf.open(io.BytesIO(render([signed(230)]))) as pdf:
        root = pdf.Root.StructTreeRoot
        (whole,) = root.K
        heading, names = list(whole.K)[-2:]
        assert heading.S == "/H2" and names.S == "/L" and len(names.K) == 230
        assert all(item.S == "/LI" and item.K[0].S == "/LBody" and item.P.objgen == names.objgen for item in names.K)
        numbers = list(root.ParentTree.Nums)
        assert [int(key) for key in numbers[::2]] == [int(page.StructParents) for page in pdf.pages]
        seen = 0
        for page, elements in zip(pdf.pages, numbers[1::2], strict=True):
            for mark, element in enumerate(elements):
                if element is not None and element.get("/S") == "/LBody" and element.P.P.objgen == names.objgen:
                    assert mark == element.K and element.Pg.objgen == page.obj.objgen
                    seen += 1
        assert seen == 230
        content = pdf.pages[-1].Contents.read_bytes()
        assert content.count(b"/Artifact << /Type /Pagination >> BDC") == 1
        assert content.count(b"BDC") == content.count(b"EMC")
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en"
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()


@pytest.mark.slow
def test_names_of_every_script_are_found_again() -> None:
    names = ["Анна Иванова", "Γιώργος", "王小明", "김민수", "สมชาย ใจดี", "Գևորգ", "सुनीता शर्मा", "Nguyễn Văn"]
    from_right = ["محمد العربي", "דוד כהן"]
    group = Signed(group="Individuals", members=(*names, *from_right) * 25, number="")
    text = "\n".join(texts(render([signed(0, signed=(group,))])))
    for name in names:
        assert text.count(name) == 25, name
    for word in (word for name in from_right for word in name.split()):
        assert text.count(word) == 25, word


@pytest.mark.parametrize("layout", LayoutName)
def test_every_layout_has_its_columns_within_its_margins(layout: LayoutName) -> None:
    data, at = render([signed(260)], layout), LAYOUTS[layout]
    document = pypdfium2.PdfDocument(data)
    page = document[len(document) - 2]
    assert page.get_width() == pytest.approx(at.paper.width * 72 / 25.4, abs=0.1)
    words = page.get_textpage()
    boxes = [words.get_rect(index) for index in range(words.count_rects())]
    left, right = (min(box[0] for box in boxes), max(box[2] for box in boxes))
    assert left == pytest.approx(at.left * 72 / 25.4, abs=1)
    assert right <= (at.paper.width - at.right) * 72 / 25.4 + 0.1
    assert min(box[1] for box in boxes) >= 20 * 72 / 25.4


@pytest.mark.slow
def test_a_page_looks_as_the_letters_own_do() -> None:
    """The same type at the same distance, in the same columns, as WeasyPrint's list."""
    short, long = (texts_at(render([signed(count)])) for count in (150, 260))
    lines = [sorted({round(y, 1) for x, y in found if x < 200}) for found in (short, long)]
    steps = [{round(b - a, 1) for a, b in pairwise(ys) if b - a < 14} for ys in lines]
    assert steps[0] & steps[1] and max(steps[1]) == pytest.approx(13, abs=0.11)
    columns = [sorted({round(x) for x, _ in found}) for found in (short, long)]
    assert columns[0][0] == columns[1][0] and columns[0][-1] == columns[1][-1]


def texts_at(data: bytes) -> list[tuple[float, float]]:
    """Left ends and baselines of the names on the last page that is full of them."""
    document = pypdfium2.PdfDocument(data)
    page = next(page for page in reversed(list(document)) if page.get_textpage().get_text_range().count("Member") > 50)
    words, found = page.get_textpage(), []
    text = words.get_text_range()
    at = text.find("Member")
    while at >= 0:
        left, bottom, *_ = words.get_charbox(at)
        found.append((left, bottom))
        at = text.find("Member", at + 1)
    return found


def test_a_letter_from_right_to_left_begins_its_columns_at_the_right() -> None:
    document = pypdfium2.PdfDocument(render([signed(260, "ar")]))
    page = document[len(document) - 3].get_textpage()
    text = page.get_text_range()
    ends = [page.get_charbox(text.index(f"Member {number} of Anytown") + 16)[2] for number in (0, 3, 100)]
    right = (210 - LAYOUTS[LayoutName.DIN5008B].right) * 72 / 25.4
    assert ends[0] == pytest.approx(right, abs=20) and ends[1] == pytest.approx(ends[0], abs=5)
    assert ends[2] < right / 1.5


def test_a_long_name_is_broken_and_goes_on_further_in() -> None:
    name = "Verein für die Rechte der Menschen in Gefahr " * 3 + "x" * 180
    group = Signed(group="All", members=(name, *("Ada",) * 210), number="")
    document = pypdfium2.PdfDocument(render([signed(0, signed=(group,))]))
    page = document[len(document) - 3].get_textpage()
    boxes = [page.get_rect(index) for index in range(page.count_rects())]
    assert max(box[2] for box in boxes) <= 190 * 72 / 25.4 + 0.1
    assert page.get_text_range().count("x") >= 180


@pytest.mark.slow
def test_several_letters_share_a_file_and_each_counts_its_own_pages() -> None:
    data = render([signed(230), signed(3), signed(210)])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (whole,) = pdf.Root.StructTreeRoot.K
        assert [str(element.S) for element in whole.K] == ["/Art", "/H2", "/L", "/Art", "/Art", "/H2", "/L"]
        keys = [int(page.StructParents) for page in pdf.pages]
        assert len(set(keys)) == len(pdf.pages)
    pages = texts(data)
    assert len(pages) == sum(pages_of(each) for each in (signed(230), signed(3), signed(210)))


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert render([signed(230)]) == render([signed(230)])


@pytest.mark.slow
def test_a_list_of_two_long_groups_goes_on_below_the_first() -> None:
    groups = tuple(
        Signed(group=name, members=tuple(f"{name} {number}" for number in range(count)), number="")
        for name, count in (("North", 211), ("South", 220), ("West", 150))
    )
    parts = parted(signed(0, signed=groups))
    assert [group.group for group in parts.lists] == ["North", "South"]
    pages = texts(render([signed(0, signed=groups)]))
    (both,) = [page for page in pages if "North 210" in page]
    assert both.index("North 210") < both.index("South\r\nSouth 0")


def test_a_watermark_stands_on_the_pages_of_names_too() -> None:
    pages = texts(render([replace(signed(230), watermark="Example, please don’t send")]))
    assert all("please don’t send" in page for page in pages)
