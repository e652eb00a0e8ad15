"""How pages are found: addresses that are almost right, what robots read, and what others show of a page."""

from __future__ import annotations

import io
import re

import pytest
from conftest import APPEAL
from PIL import Image
from translated import own_catalogues, translated  # noqa: F401 two fixtures
from visitor import JANE, TYPED, Visit, one_renderer, open_sites  # noqa: F401 two are fixtures

ADDRESS = "https://letters.example"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/privacy/", "/privacy"),
        ("/PRIVACY", "/privacy"),
        ("/appeals", "/"),
        ("/appeals/", "/appeals"),
        ("/Appeals/Jane-Doe/", JANE),
        (f"{JANE}/write/", f"{JANE}/write"),
        (f"{JANE}/Sheet.PDF?language=en", f"{JANE}/sheet.pdf?language=en"),
        (f"{JANE}/?page=2", f"{JANE}?page=2"),
    ],
)
def test_an_address_with_a_slash_or_capitals_leads_to_the_page_that_was_meant(
    visit: Visit, asked: str, meant: str
) -> None:
    answer = visit().get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, meant)


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    ["/nobody/", "/appeals/nobody/", "//evil.example/", "//evil.example//", "/STATIC/NOTHING.css", "/\r\nx: y/"],
)
def test_no_address_leads_anywhere_else(visit: Visit, asked: str) -> None:
    # The client would take what stands behind two slashes for a host.
    answer = visit().get("/", environ_overrides={"PATH_INFO": asked})
    where = answer.headers.get("Location", "")
    assert answer.status_code == 404 or re.fullmatch(r"/(?!/)[\w/.-]*", where), where
    assert visit().get(where or "/nobody").status_code == 404


def test_a_form_that_is_sent_to_such_an_address_is_not_led_on(visit: Visit) -> None:
    assert visit().post(f"{JANE}/check/").status_code == 404


def test_robots_find_every_public_page_at_the_settings_address(visit: Visit) -> None:
    hidden = APPEAL.replace("status: open", "status: draft")
    site = visit({"hidden/appeal.yaml": hidden}, address=ADDRESS, allowed_hosts=("evil.example", "letters.example"))
    elsewhere = {"base_url": "https://evil.example"}
    robots = site.get("/robots.txt", **elsewhere)
    assert robots.mimetype == "text/plain" and robots.text.splitlines() == [
        "User-agent: *",
        "Disallow:",
        f"Sitemap: {ADDRESS}/sitemap.xml",
    ]
    answer = site.get("/sitemap.xml", **elsewhere)
    assert answer.mimetype == "application/xml"
    listed = re.findall("<loc>(.*?)</loc>", answer.text)
    assert listed == [ADDRESS + path for path in ("/", JANE, "/countries/us", "/privacy")]
    for address in listed:
        assert site.get(address.removeprefix(ADDRESS), base_url=ADDRESS).status_code == 200


def test_without_an_address_no_link_is_built_from_the_visitors_host(visit: Visit) -> None:
    site = visit()
    texts = [site.get(path).text for path in ("/robots.txt", "/sitemap.xml", "/", JANE)]
    assert not any("localhost" in text or "<loc>" in text or "og:url" in text for text in texts)


def test_the_icons_are_pictures_of_this_site(visit: Visit) -> None:
    site = visit()
    page = site.get("/").text
    icons = re.findall(r'<link rel="(?:apple-touch-)?icon" href="([^"]+)"', page)
    assert len(icons) == 3 and all(icon.startswith("/static/") for icon in icons)
    for path in ("/favicon.ico", *icons):
        answer = site.get(path)
        assert answer.status_code == 200 and answer.headers["Cache-Control"] == "public, max-age=3600"
        if not path.endswith(".svg"):
            assert Image.open(io.BytesIO(answer.data)).size in ((32, 32), (180, 180))


def metas(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page))


def test_others_can_show_what_a_page_is_about(visit: Visit) -> None:
    facts = APPEAL.replace("A teacher is held without charge.", 'A "teacher" is held. Write to the mayor.')
    site = visit({"jane-doe/appeal.yaml": facts}, address=ADDRESS)
    found = metas(site.get(f"{JANE}?lang=xx").text)
    assert found["description"] == found["og:description"] == "A “teacher” is held."
    assert (found["og:title"], found["og:type"]) == ("A teacher is held", "article")
    assert found["og:site_name"] == "Letters for Rights"
    assert found["og:url"] == f"{ADDRESS}{JANE}" and found["og:image"] == f"{ADDRESS}/static/icon.png"
    for path in ("/", "/privacy", f"{JANE}/write"):
        assert len(metas(site.get(path).text)["description"]) > 15


@pytest.mark.slow
def test_the_page_of_one_visitor_and_a_failure_are_for_nobody_else(visit: Visit) -> None:
    site = visit(address=ADDRESS)
    for page in (site.post(f"{JANE}/check").text, site.get("/nobody").text, site.get("/appeals/nobody").text):
        assert metas(page)["robots"] == "noindex"
        assert "canonical" not in page and "og:" not in page


@pytest.mark.usefixtures("translated")
def test_each_language_of_a_page_knows_the_others(visit: Visit) -> None:
    site = visit({"site.yaml": "organisation: X\nlanguages: [en, fr]\n"}, address=ADDRESS)
    page, guessed = site.get(f"/fr{JANE}").text, site.get(JANE).text
    assert f'<link rel="canonical" href="{ADDRESS}/fr{JANE}">' in page
    assert f'<link rel="canonical" href="{ADDRESS}{JANE}">' in guessed
    for language, begins in (("en", "/en"), ("fr", "/fr"), ("x-default", "")):
        for shown in (page, guessed):
            assert f'<link rel="alternate" hreflang="{language}" href="{ADDRESS}{begins}{JANE}">' in shown


def test_what_is_typed_is_in_no_description(visit: Visit) -> None:
    page = visit(address=ADDRESS).post(f"{JANE}/write", {**TYPED, "own_words-0": "Canary"}).text
    assert "Canary" not in page.split("</head>")[0] and metas(page)["robots"] == "noindex"


@pytest.mark.parametrize("path", ["/appeals/%C3%A9/write", "/appeals/a%20b", "/appeals/%C3%A9/photo"])
def test_an_address_that_leads_nowhere_leads_not_to_itself(visit: Visit, path: str) -> None:
    assert visit().get(path).status_code == 404
