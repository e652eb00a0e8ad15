"""The language stands in the address, is kept on every way through the site, and leads nowhere else."""

from __future__ import annotations

import html
import json
import re

import pytest
from conftest import APPEAL, FRENCH, SITE
from translated import own_catalogues, translated  # noqa: F401 two fixtures
from visitor import JANE, TYPED, Broken, Visit, Visitor, fields_of, one_renderer, open_sites  # noqa: F401 two fixtures

ADDRESS = "https://letters.example"
SEVERAL: dict[str, str | bytes | None] = {"site.yaml": SITE + "languages: [en, fr, ar]\n", "jane-doe/fr.yaml": FRENCH}
pytestmark = pytest.mark.usefixtures("translated")


@pytest.fixture(name="site")
def site_in_three_languages(visit: Visit) -> Visitor:
    return visit(SEVERAL, address=ADDRESS)


def language_of(page: str) -> str:
    found = re.search(r'<html lang="([^"]*)"', page)
    assert found
    return found[1]


def links_in(page: str) -> set[str]:
    """Where the page leads on this site, but for its other languages."""
    page = re.sub(r'(?s)<nav class="languages".*?</nav>|<link rel="(?:alternate" hreflang|canonical).*?>', "", page)
    found = re.findall(r'\b(?:href|action|formaction)="([^"]*)"', page)
    return {html.unescape(link).removeprefix(ADDRESS) for link in found if link.startswith(("/", ADDRESS))}


@pytest.mark.parametrize("path", ["/", JANE, f"{JANE}/write", "/privacy", "/search?q=teacher", "/countries/us"])
def test_every_link_of_a_page_keeps_its_language(site: Visitor, path: str) -> None:
    page = site.get(f"/fr{path}").text
    links = links_in(page)
    assert language_of(page) == "fr" and len(links) > 5
    for link in links - {"/favicon.ico"}:
        assert link.startswith(("/fr/", "/static/")), link


def test_a_form_stays_in_its_language_from_page_to_page(site: Visitor) -> None:
    form = site.get(f"/ar{JANE}/write").text
    assert f'action="/ar{JANE}/check"' in form
    checked = site.post(f"/ar{JANE}/check", TYPED)
    assert checked.status_code == 200 and language_of(checked.text) == "ar"
    assert all(link.startswith(("/ar/", "/static/")) for link in links_in(checked.text))
    faulty = site.post(f"/ar{JANE}/check", {**TYPED, "name": ""})
    assert (faulty.status_code, language_of(faulty.text)) == (422, "ar")


def test_a_bare_address_is_in_the_browsers_language_and_leads_to_its_addresses(site: Visitor) -> None:
    answer = site.get(JANE, headers={"Accept-Language": "fr-CH, en;q=0.5"})
    assert language_of(answer.text) == "fr" and "Accept-Language" in answer.headers["Vary"]
    assert f"/fr{JANE}/write" in links_in(answer.text) and f"{JANE}/write" not in links_in(answer.text)
    assert "Vary" not in site.get(f"/fr{JANE}", headers={"Accept-Language": "ar"}).headers
    assert language_of(site.get(JANE, headers={"Accept-Language": "fr;q=0, de"}).text) == "en"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/fr", "/fr/"),
        ("/fr?x=1", "/fr/?x=1"),
        ("/FR/", "/fr/"),
        ("/fr-CH/privacy", "/fr/privacy"),
        ("/fr/Privacy/", "/fr/privacy"),
        ("/fr/appeals", "/fr/"),
        ("/appeals", "/"),
        (f"/?lang=fr{'&x=1'}", "/fr/?x=1"),
        (f"{JANE}?lang=ar", f"/ar{JANE}"),
        (f"/en{JANE}?lang=ar", f"/ar{JANE}"),
        ("/search?q=a+%26&lang=fr&country=FR", "/fr/search?q=a+%26&country=FR"),
        (f"{JANE}/sheet.pdf?language=fr&lang=en", f"/en{JANE}/sheet.pdf?language=fr"),
        ("/fr/static/site.css", "/static/site.css"),
        ("/fr/robots.txt", "/robots.txt"),
        ("/fr/sitemap.xml", "/sitemap.xml"),
        ("/fr/favicon.ico", "/favicon.ico"),
    ],
)
def test_old_and_almost_right_addresses_lead_to_the_right_one_for_good(site: Visitor, asked: str, meant: str) -> None:
    answer = site.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, meant)


@pytest.mark.parametrize("path", ["/?lang=xx", "/static/site.css?lang=fr", "/robots.txt?lang=fr"])
def test_what_names_no_language_of_the_site_or_has_none_is_answered_as_it_stands(site: Visitor, path: str) -> None:
    assert site.get(path).status_code == 200


def test_a_form_that_was_open_before_is_answered_in_its_language_and_loses_nothing(site: Visitor) -> None:
    answer = site.post(f"{JANE}/check?lang=fr", TYPED)
    assert answer.status_code == 200 and language_of(answer.text) == "fr" and "Emma Woods" in answer.text
    assert f'formaction="/fr{JANE}/write' in answer.text


@pytest.mark.parametrize("path", ["/de/", "/de", f"/de{JANE}", "/de-AT/privacy", f"/zh{JANE}/write"])
def test_a_language_that_the_site_doesnt_have_says_in_which_the_page_is(site: Visitor, path: str) -> None:
    answer = site.get(path)
    rest = "/" + path[1:].partition("/")[2]
    assert answer.status_code == 404
    listed = answer.text.split("<main")[1]
    for code in ("en", "fr", "ar"):
        assert f'href="/{code}{rest}"' in listed


def test_what_isnt_a_language_is_no_page_as_ever(site: Visitor) -> None:
    for path in ("/qq/", "/de/nothing/at/all", "/fr/nothing", "/frieda/"):
        answer = site.get(path)
        assert answer.status_code == 404 and "/nothing" not in str(links_in(answer.text.split("<main")[1]))


@pytest.mark.parametrize(
    "asked",
    [
        "/fr//evil.example/",
        "/fr//evil.example",
        "/fr///evil.example/privacy/",
        "//fr/privacy",
        "//evil.example/fr/",
        "/fr/\\evil.example/",
        "/fr/\r\nx: y/",
        "/fr/../../evil.example",
        "/fr//privacy",
        "//evil.example/?lang=fr",
        "/fr-//evil.example/",
    ],
)
def test_no_address_with_a_language_leads_off_the_site(site: Visitor, asked: str) -> None:
    path, _, query = asked.partition("?")
    # The client would take what stands behind two slashes for a host.
    answer = site.get("/", environ_overrides={"PATH_INFO": path, "QUERY_STRING": query})
    where = answer.headers.get("Location", "")
    assert answer.status_code in (200, 404, 301, 308)
    assert not where or re.fullmatch(r"(http://localhost)?/(?!/)[\w/.?=-]*", where), where
    for link in re.findall(r'(?:href|action)="([^"]*)"', answer.text):
        assert not link.startswith(("//", "/\\")), link


def test_behind_a_prefix_the_language_stands_behind_it(site: Visitor) -> None:
    under = {"environ_overrides": {"SCRIPT_NAME": "/letters"}}
    page = site.get("/fr/privacy", **under).text
    assert language_of(page) == "fr" and links_in(page)
    for link in links_in(page):
        assert link.startswith(("/letters/fr/", "/letters/static/"))
    for asked, meant in (
        ("/fr", "/letters/fr/"),
        ("/privacy/", "/letters/privacy"),
        ("/privacy?lang=fr", "/letters/fr/privacy"),
        ("/fr/static/site.css", "/letters/static/site.css"),
    ):
        assert site.get(asked, **under).headers["Location"] == meant


def test_a_site_in_one_language_has_its_addresses_without_it(visit: Visit) -> None:
    site = visit()
    assert f"{JANE}/write" in links_in(site.get(JANE).text) and "Vary" not in site.get(JANE).headers
    for asked, meant in ((f"/en{JANE}", JANE), ("/en", "/"), (f"{JANE}?lang=en", JANE)):
        assert site.get(asked).headers["Location"] == meant
    page = site.get(JANE).text
    assert "hreflang" not in page.split("<main")[0] and 'class="languages"' not in page


def switches(page: str) -> dict[str, str]:
    """Where each language's link or button leads."""
    nav = page.partition('<nav class="languages"')[2].partition("</nav>")[0]
    found = re.findall(r'(?:href|formaction)="([^"]*)"[^>]*\blang="(\w+)"', nav)
    return {language: html.unescape(where) for where, language in found}


def test_each_page_leads_to_itself_in_the_other_languages(site: Visitor) -> None:
    assert switches(site.get("/fr/search?q=a+%26&page=2").text) == {
        code: f"/{code}/search?q=a+%26&page=2" for code in ("en", "ar")
    }
    assert switches(site.get("/nothing").text)["fr"] == "/fr/nothing"


@pytest.mark.parametrize("path", [f"{JANE}/check", f"{JANE}/letters/nobody.pdf"])
def test_a_page_that_came_of_a_form_takes_everything_along_to_another_language(site: Visitor, path: str) -> None:
    page = site.post(f"/en{path}", TYPED).text
    assert switches(page)["fr"] == f"/fr{path}"
    nav = page.partition('<nav class="languages"')[2].partition("</nav>")[0]
    sent = fields_of(nav)
    assert {name: value.strip() for name, value in sent.items()} == TYPED
    french = site.post(f"/fr{path}", sent).text
    assert language_of(french) == "fr" and "I teach, {{7*7}} &lt;b&gt;too&lt;/b&gt;." in french
    assert '<article class="letter" lang="en"' in french, "the letter keeps the language that was chosen for it"


def test_the_form_takes_along_what_is_in_its_fields_now(site: Visitor) -> None:
    for page in (site.get(f"/en{JANE}/write").text, site.post(f"/en{JANE}/check", {**TYPED, "name": ""}).text):
        assert switches(page)["fr"] == f"/fr{JANE}/write"
        nav = page.partition('<nav class="languages"')[2].partition("</nav>")[0]
        assert nav.count('form="letter"') == 3 and page.count('id="letter"') == 1
        # Enter presses the first of a form's buttons, wherever they stand.
        assert 'class="unseen"' in re.findall(r"<button[^>]*>", nav)[0]
        assert "name=" not in re.findall(r"<button[^>]*>", nav)[0]
    again = site.post(f"/fr{JANE}/write", {**TYPED, "action": ""}).text
    assert language_of(again) == "fr" and 'value="Emma Woods"' in again


def test_a_form_that_is_too_long_to_be_read_offers_no_way_that_would_lose_it(site: Visitor) -> None:
    answer = site.post(f"/fr{JANE}/check", {"text": "x" * 70_000})
    assert answer.status_code == 413 and language_of(answer.text) == "fr" and switches(answer.text) == {}


def test_our_own_mistake_is_told_in_the_addresss_language(visit: Visit) -> None:
    page = visit(SEVERAL, makes=Broken()).post(f"/ar{JANE}/letters/mayor.pdf").text
    assert language_of(page) == "ar"
    assert links_in(page) == {"/static/site.css", "/ar/leave", f"/ar{JANE}/letters/mayor.pdf", "/ar/"}


def test_the_sitemap_lists_each_page_in_each_language_and_where_the_others_are(site: Visitor) -> None:
    text = site.get("/sitemap.xml").text
    listed = re.findall("<loc>(.*?)</loc>", text)
    assert {f"{ADDRESS}{begins}{JANE}" for begins in ("", "/en", "/fr", "/ar")} <= set(listed)
    for entry in re.findall("(?s)<url>.*?</url>", text):
        named = dict(re.findall(r'<xhtml:link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/>', entry))
        assert set(named) == {"en", "fr", "ar", "x-default"} and listed.count(named["fr"]) == 1
    for address in listed:
        assert site.get(address.removeprefix(ADDRESS), base_url=ADDRESS).status_code == 200


def test_what_leaves_the_site_has_the_address_of_its_language(visit: Visit) -> None:
    dated = APPEAL.replace("deadline: none", "deadline: 2020-06-01")
    site = visit({**SEVERAL, "jane-doe/appeal.yaml": dated}, address=ADDRESS)
    for calendar in ("/fr/calendar.ics", f"/fr{JANE}/reminder.ics"):
        assert f"{ADDRESS}/fr{JANE}" in site.get(calendar).text.replace("\r\n ", "")
    assert f'"url":"{ADDRESS}/fr{JANE}"' in site.get("/fr/appeals.json").text
    assert f'href="{ADDRESS}/fr{JANE}"' in site.get(f"/fr{JANE}/card.svg").text
    (server,) = json.loads(site.get("/openapi.json").data)["servers"]
    assert server["url"] == ADDRESS + "{language}" and server["variables"]["language"]["enum"] == [
        "",
        "/en",
        "/fr",
        "/ar",
    ]
    feeds = [site.get(f"/{code}/feed.atom").text for code in ("fr", "ar")]
    assert len({re.findall("<id>(.*?)</id>", feed)[0] for feed in feeds}) == 1, "a reader would show all twice"
