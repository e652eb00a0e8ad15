"""The tally as it is printed: who is on it, what it adds up to, and where there are boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from glyphs import glyphs

from letters.layout import A4, LETTER
from letters.pdf.tally import Tally, TallyCase, TallyLine, TallyRow, columns, fitted, tally

NAMES = ("Maya Lind", "أحمد بن علي", "Zoë Ōkubo", "王小明", "Анна Петрова", "M. L.")


def member(number: int, *counts: int, name: str = "", town: str = "Leeds") -> TallyRow:
    return TallyRow(number=str(number), name=name or f"Member {number}.", town=town, counts=counts)


def head(rows: Sequence[TallyRow], **changes: object) -> Tally:
    """A tally whose cases have as many letters as the rows."""
    totals = [sum(counts) for counts in zip(*(row.counts for row in rows), strict=True)]
    cases = tuple(
        TallyCase(name=f"UA {case}/20", title=f"Title {case}", lines=(TallyLine(to=f"Minister {case}", letters=total),))
        for case, total in enumerate(totals)
    )
    made = Tally(title="Letter night", date="10 December 2020", group="Leeds group", cases=cases, contact="LfR, Leeds")
    return replace(made, **changes)  # type: ignore[arg-type]  # fields by name


def texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def boxes(data: bytes) -> int:
    """How many squares are drawn on the pages."""
    squares = 0
    for page in pypdfium2.PdfDocument(data):
        for path in page.get_objects(filter=[2], max_depth=1):
            left, bottom, right, top = path.get_bounds()
            squares += right - left > 5 and abs((right - left) - (top - bottom)) < 0.01
    return squares


@pytest.mark.slow
def test_three_members_stand_on_one_page_with_cases_and_totals() -> None:
    rows = [member(1, 1, 2), member(2, 1, 0), member(3, 4, 1)]
    (page,) = texts(tally(head(rows), rows))
    for words in ("Letter night", "Leeds group · 10 December 2020", "UA 0/20 · Title 0", "Minister 1", "Page 1 of 1"):
        assert words in page
    assert "Please send this sheet back to: LfR, Leeds" in page
    assert re.search(r"In all\s+Members: 3\s+9\b", page)


@pytest.mark.slow
def test_every_member_is_on_the_tally_once_and_in_order() -> None:
    rows = [member(number, 1) for number in range(1, 201)]
    pages = texts(tally(head(rows), rows))
    assert re.findall(r"Member (\d+)\.", "".join(pages)) == [str(number) for number in range(1, 201)]
    assert [re.findall(r"Page \d+ of \d+", page) for page in pages] == [
        [f"Page {number} of {len(pages)}"] for number in range(1, len(pages) + 1)
    ]
    assert len(pages) == 6
    assert all("Please send" in page and "Town" in page for page in pages)


@pytest.mark.slow
def test_names_in_every_script_stand_in_their_rows() -> None:
    rows = [member(number, 1, name=name) for number, name in enumerate(NAMES, 1)]
    data = tally(head(rows), rows)
    (page,) = texts(data)
    for name in ("Maya Lind", "Zoë Ōkubo", "王小明", "Анна Петрова", "M. L."):
        assert name in page
    printed = glyphs(data)
    chinese = next(glyph for glyph in printed if glyph.sign == "明").box
    digit = max((g for g in printed if g.sign == "4" and g.box.x < 35), key=lambda g: g.box.y)
    assert chinese.y + chinese.height / 2 == pytest.approx(digit.box.y + digit.box.height / 2, abs=1.5)


@pytest.mark.slow
def test_there_is_a_box_for_each_case_that_a_member_writes_to() -> None:
    rows = [member(1, 1, 2), member(2, 1, 0), member(3, 0, 1)]
    assert boxes(tally(head(rows), rows)) == 4


@pytest.mark.slow
def test_many_cases_have_one_box_for_each_member() -> None:
    rows = [member(number, *[1] * 9) for number in range(1, 4)]
    data = tally(head(rows), rows)
    assert boxes(data) == 3
    assert "posted" in texts(data)[0]


def test_initials_and_a_town_are_all_that_is_printed_of_a_member() -> None:
    rows = [member(17, 1, name="M. L.", town="York")]
    before, _, row = texts(tally(head(rows), rows))[0].partition("Town")
    assert before
    words = set(re.findall(r"[\w.]+", row))
    assert {"M.", "L.", "York", "17", "1"} <= words
    assert words <= {
        "M.",
        "L.",
        "York",
        "17",
        "1",
        "UA",
        "0",
        "20",
        "Page",
        "of",
        *"Please send this sheet back to LfR Leeds".split(),
    }


def test_totals_that_do_not_reconcile_make_no_tally() -> None:
    rows = [member(1, 1), member(2, 1)]
    with pytest.raises(ValueError, match="reconcile"):
        tally(head(rows), rows[:1])


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("paper", [A4, LETTER])
@pytest.mark.parametrize("cases", [1, 6, 7])
def test_rows_stay_within_the_page_and_columns_apart(paper: object, cases: int) -> None:
    rows = [member(number, *[1] * cases, name="W" * 70, town="ض" * 70) for number in range(99_990, 100_040)]
    data = tally(head(rows, paper=paper), rows)
    for page in range(len(pypdfium2.PdfDocument(data))):
        printed = glyphs(data, page)
        assert min(glyph.box.x for glyph in printed) > 15
        assert max(glyph.box.right for glyph in printed) < (210 if paper is A4 else 215.9) - 19
        assert max(glyph.box.bottom for glyph in printed) < (297 if paper is A4 else 279.4) - 5
    table = columns(head(rows, paper=A4))
    assert all(one.left + one.width <= other.left + 0.001 for one, other in pairwise(table))


def test_a_long_name_is_set_smaller_and_then_cut_off() -> None:
    assert fitted("Maya Lind", 50) == ("Maya Lind", 9.5)
    name, size = fitted("Bartholomew Featherstonehaugh-Cholmondeley", 60)
    assert (name[-1], size < 9.5) == ("y", True)
    assert fitted("W" * 80, 50)[0].endswith("W…")


def test_nobody_is_a_tally_of_one_page() -> None:
    (page,) = texts(tally(Tally(title="Letter night", date="", cases=()), []))
    assert "Members: 0" in page


@pytest.mark.slow
def test_markup_in_what_people_type_prints_as_itself() -> None:
    rows = [member(1, 1, name="<b>Maya</b>", town="بيت <i>")]
    (page,) = texts(tally(head(rows, title="<i>Night", contact='"; } <x>\\'), rows))
    assert "<b>Maya</b>" in page and "<i>Night" in page and '"; } <x>\\' in page


@pytest.mark.slow
def test_the_same_rows_give_the_same_bytes() -> None:
    rows = [member(number, 1, name=name) for number, name in enumerate(NAMES)]
    assert tally(head(rows), rows) == tally(head(rows), rows)


@pytest.mark.slow
def test_of_many_members_nothing_is_laid_out_for_one_alone(layouts: list[object]) -> None:
    rows = [member(number, 1, 1) for number in range(2_000)]
    pages = len(pypdfium2.PdfDocument(tally(head(rows), rows)))
    assert pages > 50
    assert len(layouts) == 2 + -(-pages // 20), "the two kinds of pages, and the names of twenty pages together"
