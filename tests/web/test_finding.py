"""How an appeal is found: on its country's and topic's page, by a search, by filters; and what a list says of each."""

from __future__ import annotations

import datetime as dt
import logging
import re
from urllib.parse import quote

import pytest
from conftest import APPEAL, FRENCH, SITE
from translated import own_catalogues, translated  # noqa: F401 two fixtures
from visitor import JANE, NOON, Visit, Visitor, one_renderer, open_sites  # noqa: F401 two are fixtures

YAML = "jane-doe/appeal.yaml"


def appeal(title: str, *, topics: str = "torture", **changes: str) -> str:
    text = APPEAL.replace("A teacher is held\n", f"{title}\n").replace(
        "country: US\n", f"country: US\ntopics: [{topics}]\n", 1
    )
    for field, value in changes.items():
        line = f"{field}: {value}\n"
        text = re.sub(rf"(?m)^{field}: .*\n", line, text) if re.search(rf"(?m)^{field}: ", text) else text + line
    return text


def titles(page: str) -> list[str]:
    return re.findall(r"<h[23][^>]*><a[^>]*>(.*?)</a></h[23]>", page)


def some(visit: Visit) -> Visitor:
    return visit(
        {
            YAML: appeal("Soon", deadline="2020-05-06", issued="2020-04-20"),
            "b/appeal.yaml": appeal("Later", deadline="2020-05-28", topics="lawyers", issued="2020-04-25"),
            "c/appeal.yaml": appeal("By e-mail", to="[judge]", issued="2020-04-10"),
            "d/appeal.yaml": appeal("In France", country="FR", topics="police, torture", issued="2020-04-01"),
            "e/appeal.yaml": appeal("Over", status="stopped", outcome="She is free. Thanks.", issued="2020-04-22"),
            "f/appeal.yaml": appeal("Hidden", status="draft"),
        }
    )


def test_a_country_shows_all_of_its_appeals_newest_first_and_how_they_ended(visit: Visit) -> None:
    page = some(visit).get("/countries/us").text
    assert titles(page) == ["Later", "Over", "Soon", "By e-mail"]
    assert "She is free." in page and "Closed" in page and "<h1>United States</h1>" in page
    assert titles(some(visit).get("/countries/fr").text) == ["In France"]
    nothing = some(visit).get("/countries/de")
    assert nothing.status_code == 200 and "There is nothing here at the moment." in nothing.text


def test_a_topic_shows_what_is_about_it_under_its_name(visit: Visit) -> None:
    page = some(visit).get("/topics/torture").text
    assert "<h1>Torture and ill-treatment</h1>" in page and "Later" not in titles(page) and len(titles(page)) == 4
    assert titles(some(visit).get("/topics/lawyers").text) == ["Later"]


def test_capitals_and_slashes_lead_to_the_page_that_was_meant(visit: Visit) -> None:
    for asked, meant in (
        ("/countries/US", "/countries/us"),
        ("/topics/Torture/", "/topics/torture"),
        ("/Feed.Atom", "/feed.atom"),
    ):
        answer = some(visit).get(asked)
        assert (answer.status_code, answer.headers["Location"]) == (301, meant)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Soon", "Later", "By e-mail", "In France", "Over"]),
        ("q=france", ["In France"]),
        ("q=Frankreich", ["In France"]),
        ("q=soon", ["Soon"]),
        ("country=FR", ["In France"]),
        ("topic=lawyers", ["Later"]),
        ("way=fax", ["Soon", "Later", "In France", "Over"]),
        ("way=email&country=US&q=e-mail", ["By e-mail"]),
        ("until=7", ["Soon"]),
        ("until=30", ["Soon", "Later"]),
        ("until=none", ["By e-mail", "In France"]),
        ("country=XX&topic=nothing&way=pigeon&until=8&more=1", ["Soon", "Later", "By e-mail", "In France", "Over"]),
        ("q=hidden", []),
        ("q=torture", ["Soon", "By e-mail", "In France", "Over"]),
    ],
)
def test_a_search_finds_what_has_all_that_is_asked_for_open_ones_first(
    visit: Visit, query: str, found: list[str]
) -> None:
    answer = some(visit).get(f"/search?{query}")
    assert answer.status_code == 200
    shown = titles(answer.text)
    assert (sorted(shown), shown[-1:]) == (sorted(found), found[-1:])
    if not query.startswith("q="):
        assert shown == found


def test_open_letters_are_found_by_whoever_wants_to_sign(visit: Visit) -> None:
    letter = re.sub(
        r"(?ms)    - points:.*?(?=    - demands)",
        "",
        appeal("To be signed").replace("country: US", "kind: open-letter\ncountry: US", 1),
    )
    site = visit({YAML: letter, "b/appeal.yaml": appeal("To be written")})
    page = site.get("/search?way=sign").text
    assert titles(page) == ["To be signed"] and '<option value="sign" selected>' in page


def test_who_finds_nothing_is_shown_what_a_choice_less_would_find(visit: Visit) -> None:
    page = some(visit).get("/search?country=FR&topic=lawyers&until=7").text
    assert "Nothing found, sorry" in page and "Choose less" in page
    found = re.findall(r'<li><a href="\?(.*?)">(.*?): (.*?)</a>', page)
    assert found == [("", "Without any of these choices", "5 appeals")]
    page = some(visit).get("/search?country=FR&topic=lawyers").text
    found = re.findall(r'<li><a href="\?(.*?)">(.*?): (.*?)</a>', page)
    assert found == [
        ("topic=lawyers", "In any country", "1 appeal"),
        ("country=FR", "On any topic", "1 appeal"),
        ("", "Without any of these choices", "5 appeals"),
    ]


def test_a_search_that_finds_nothing_is_answered_kindly_and_keeps_what_was_typed(visit: Visit) -> None:
    page = some(visit).get("/search?q=%3Cb%3Eno%22body&country=FR&topic=police").text
    assert "Nothing found, sorry" in page and "See all appeals" in page
    assert 'value="&lt;b&gt;no&#34;body"' in page and "<b>no" not in page
    assert (
        '<option value="FR" selected>' in page
        and '<option value="police" selected>' in page
        and "<details open>" in page
    )


@pytest.mark.parametrize(
    "query", ["%00%ff%fe", "a" * 10_000, quote('" OR * NEAR('), quote("高" * 5000), quote("x OR " * 2000), "q&q=1&q=2"]
)
def test_no_query_breaks_the_page(visit: Visit, query: str) -> None:
    answer = some(visit).get(f"/search?q={query}")
    assert answer.status_code == 200 and len(answer.data) < 50_000


def test_nothing_that_is_looked_for_is_logged_or_kept(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = some(visit).get("/search?q=Canary&country=FR")
    assert "anary" not in caplog.text and answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers and '<meta name="robots" content="noindex">' in answer.text


@pytest.mark.usefixtures("translated")
def test_another_language_keeps_the_search(visit: Visit) -> None:
    site = visit({YAML: appeal("Soon"), "jane-doe/fr.yaml": FRENCH, "site.yaml": SITE + "languages: [en, fr]\n"})
    page = site.get("/en/search?q=enseignante+%26&topic=torture").text
    assert 'href="/fr/search?q=enseignante+%26&amp;topic=torture"' in page
    page = site.get("/fr/search?q=enseignante").text
    assert titles(page) == ["Une enseignante détenue"] and 'action="/fr/search"' in page
    assert "Torture et mauvais traitements" in page


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("2020-05-01", "Today is the last day"),
        ("2020-05-02", '<span class="figure">1</span> day left'),
        ("2020-05-06", '<span class="figure">5</span> days left'),
        ("2020-06-30", '<span class="figure">60</span> days left'),
        ("2020-07-01", "<strong><bdi>Write by 1 July 2020</bdi></strong>"),
        ("2020-04-30", "The last day to write was 30 April 2020"),
    ],
)
def test_a_list_says_how_many_days_are_left(visit: Visit, deadline: str, said: str) -> None:
    for path in ("/", "/countries/us", "/search"):
        page = visit({YAML: appeal("Soon", deadline=deadline)}).get(path).text
        assert said in page
        assert ("left" in page) == ("left" in said)


def test_the_first_of_a_list_is_the_most_urgent_and_stands_out_with_the_one_thing_to_do(visit: Visit) -> None:
    later, soon = appeal("Later", deadline="2020-06-01"), appeal("Soon", deadline="2020-05-08")
    page = visit({YAML: later, "john-doe/appeal.yaml": soon}).get("/").text
    assert titles(page) == ["Soon", "Later"] and page.count('<li class="row large">') == 1
    first, second = re.findall(r'<li class="row.*?</li>', page, re.DOTALL)
    assert 'href="/appeals/john-doe/write"' in first and 'class="due soon"' in first
    assert "/write" not in second and 'class="due"' in second


def test_the_days_are_those_where_the_organisation_is(visit: Visit) -> None:
    site = visit({YAML: appeal("Soon", deadline="2020-05-02")}, now=dt.datetime(2020, 5, 1, 23, 30, tzinfo=dt.UTC))
    assert "Today is the last day" in site.get("/").text


def test_a_list_says_by_which_ways_a_letter_can_travel(visit: Visit) -> None:
    page = some(visit).get("/").text
    assert "By post, e\u2011mail or fax" in page and "By e\u2011mail<" in page, "no line ends within a word"


def test_home_leads_to_each_country_and_topic_that_has_something(visit: Visit) -> None:
    page = some(visit).get("/").text
    assert re.findall(r'href="/(countries/\w+|topics/[\w-]+)"', page) == [
        *("countries/fr", "countries/us"),
        *("topics/lawyers", "topics/police", "topics/torture"),
    ]
    assert (
        'href="/countries/us"' in some(visit).get(JANE).text and 'href="/topics/torture"' in some(visit).get(JANE).text
    )


def test_before_its_embargo_ends_an_appeal_is_not_found_and_then_it_is(visit: Visit) -> None:
    site = visit({YAML: appeal("Soon", embargo="2020-05-01T12:01Z")})
    assert titles(site.get("/search?q=soon").text) == []
    site.app.config["NOW"] = lambda: NOON + dt.timedelta(minutes=2)
    assert titles(site.get("/search?q=soon").text) == ["Soon"]


@pytest.mark.slow
def test_a_long_list_comes_in_pages_that_keep_what_was_asked_for(visit: Visit) -> None:
    files: dict[str, str | None] = {f"n-{number}/appeal.yaml": appeal(f"Number {number}") for number in range(55)}
    site = visit({YAML: None, **files})
    for path in ("/search?q=number&topic=torture", "/countries/us?", "/topics/torture?"):
        shown = [titles(site.get(f"{path}&page={page}").text) for page in (1, 2, 3, 4, 0, "x", "9" * 30)]
        assert [len(page) for page in shown] == [25, 25, 5, 5, 25, 25, 25]
        assert len({title for page in shown[:3] for title in page}) == 55
        assert len(site.get(path).data) < 50_000
    page = site.get("/search?q=number&topic=torture&page=2").text
    assert 'rel="prev" href="?q=number&amp;topic=torture&amp;page=1"' in page
    assert 'rel="next" href="?q=number&amp;topic=torture&amp;page=3"' in page and "55 appeals" in page
    home = site.get("/")
    assert len(titles(home.text)) == 30 and 'href="/search">See all appeals<' in home.text and len(home.data) < 50_000
