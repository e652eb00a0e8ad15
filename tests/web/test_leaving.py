"""The quick way out: where it is, what it leads to, and what that page doesn't say."""

from __future__ import annotations

import re

import pytest
from conftest import APPEAL
from translated import own_catalogues, translated  # noqa: F401 two fixtures
from visitor import JANE, Broken, Visit, one_renderer, open_sites  # noqa: F401 two are fixtures

LINK = '<a class="leave" href="/leave">Leave quickly</a>'


@pytest.mark.slow
def test_every_page_on_which_something_is_written_can_be_left_quickly(visit: Visit) -> None:
    site, closed = visit(), visit({"jane-doe/appeal.yaml": APPEAL.replace("status: open", "status: stopped")})
    pages = {
        "form": site.get(f"{JANE}/write"),
        "check": site.post(f"{JANE}/check"),
        "faults": site.post(f"{JANE}/check", {}),
        "rewritten": site.post(f"{JANE}/write"),
        "foreign": site.post(f"{JANE}/check", headers={"Origin": "null"}),
        "closed": closed.post(f"{JANE}/check"),
        "too much": site.post(f"{JANE}/check", {"text": "x" * 70_000}),
        "not there": site.post("/nothing"),
        "broken": visit(makes=Broken()).post(f"{JANE}/letters/mayor.pdf"),
    }
    for name, page in pages.items():
        assert page.text.count(LINK) == 1 and '<script src="/static/leave.js" defer>' in page.text, name
        before = page.text.partition(LINK)[0].partition("<body>")[2]
        assert not re.search(r"<(a|button|input)\b", before.replace('<a class="skip"', "")), f"{name}: it comes first"


@pytest.mark.parametrize("path", ["/", JANE, "/privacy", "/nothing", "/calendar"])
def test_pages_on_which_nothing_is_written_need_no_way_out(visit: Visit, path: str) -> None:
    page = visit().get(path).text
    assert "leave.js" not in page and 'class="leave"' not in page


def test_leaving_makes_the_browser_forget_and_leads_to_a_calendar(visit: Visit) -> None:
    site = visit()
    answer = site.get("/leave")
    assert answer.status_code == 303 and answer.headers["Location"] == "/calendar"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Clear-Site-Data" not in site.get("/").headers


def test_the_calendar_shows_this_month_and_nothing_of_the_site(visit: Visit) -> None:
    page = visit().get("/calendar")
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert "<title>May 2020</title>" in page.text and '<td aria-current="date">1</td>' in page.text
    assert [int(day) for day in re.findall(r"<td[^>]*>(\d+)</td>", page.text)] == [27, 28, 29, 30, *range(1, 32)]
    shown = re.sub(r'<link rel="stylesheet".*', "", page.text)
    assert not re.search("letter|appeal|rights|leave|organi|jane|<a ", shown, re.IGNORECASE)


@pytest.mark.slow
@pytest.mark.usefixtures("translated")
def test_the_way_out_keeps_the_reader_s_language(visit: Visit) -> None:
    site = visit({"site.yaml": "organisation: Letters for Rights\nlanguages: [en, fr]\n"})
    page = site.get(f"/fr{JANE}/write").text
    assert 'href="/fr/leave"' in page
    assert site.get("/fr/leave").headers["Location"] == "/fr/calendar"


def test_the_privacy_page_says_what_leaving_cannot_do(visit: Visit) -> None:
    page = visit().get("/privacy").text
    assert "Escape key three times" in page and "its history still says that you were here" in page


@pytest.mark.parametrize(
    ("headers", "forgets"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "document"}, True),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Dest": "document"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "image"}, False),
    ],
)
def test_no_other_site_makes_a_browser_forget_what_somebody_writes_here(
    visit: Visit, headers: dict[str, str], forgets: bool
) -> None:
    answer = visit().get("/leave", headers=headers)
    assert answer.status_code == 303 and ("Clear-Site-Data" in answer.headers) is forgets
