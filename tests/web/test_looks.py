"""What makes a site look like its organisation's: its colour, what stands at the foot, and where colours come from."""

from __future__ import annotations

import io
import re

import pytest
from conftest import SITE
from PIL import Image
from places import CHECKOUT
from visitor import JANE, Visit, one_renderer, open_sites  # noqa: F401 two are fixtures

OWN = """\
languages: [en, fr]
colour: {light: "#8b3800", dark: "#ff9249"}
footer: {en: "We are a charity.", fr: "Nous sommes une association."}
links: [{name: {en: Donate, fr: Faire un don}, address: "https://give.example"}]
newsletter: https://rights.example/news
"""
READ = ("/", JANE, "/privacy", "/search")
PAGES = ("/", JANE, f"{JANE}/write", "/privacy", "/search")


def test_a_site_without_a_colour_asks_for_no_second_style_sheet(visit: Visit) -> None:
    site = visit()
    assert "site-colours" not in site.get("/").text
    assert site.get("/site-colours.css").text == ""


def test_an_organisation_s_colour_comes_after_the_site_s_own_in_the_light_and_in_the_dark(visit: Visit) -> None:
    site = visit({"site.yaml": SITE + OWN})
    for page in READ:
        own, *_, theirs = re.findall(r'<link rel="stylesheet" href="([^"]+)"', site.get(page).text)
        assert own.endswith("/static/site.css") and theirs.startswith("/site-colours.css")
    style = site.get(theirs)
    assert style.mimetype == "text/css"
    light, dark = style.text.split("@media (prefers-color-scheme: dark)")
    assert "--act: #8b3800;" in light and "--act: #ff9249;" in dark
    assert "immutable" in style.headers["Cache-Control"]
    again = site.get(theirs, headers={"If-None-Match": style.headers["ETag"]})
    assert again.status_code == 304
    assert site.get("/site-colours.css").headers["Cache-Control"] == "no-cache"


def test_the_foot_says_what_the_organisation_says_in_the_language_of_the_page(visit: Visit) -> None:
    site = visit({"site.yaml": SITE + OWN})
    for page in PAGES:
        foot = site.get(page, headers={"Accept-Language": "fr"}).text.partition("<footer>")[2]
        assert "Nous sommes une association." in foot and "We are" not in foot
        assert re.search(r'<a href="https://give\.example" rel="noreferrer">Faire un don</a>', foot)
        assert 'href="https://rights.example/news"' in foot


def test_what_the_organisation_says_is_text_and_nothing_else(visit: Visit) -> None:
    site = visit({"site.yaml": SITE + "footer: <script>x</script> {{ 7 * 7 }}\n"})
    assert "&lt;script&gt;x&lt;/script&gt; {{ 7 * 7 }}" in site.get("/").text


@pytest.mark.parametrize("name", ["site", "cases", "form", "check", "paper", "reading", "preview", "calendar"])
def test_pages_take_every_colour_from_a_property(name: str) -> None:
    """So that one place makes them dark, and another one an organisation's."""
    style = re.sub(r"/\*.*?\*/", "", (CHECKOUT / "static" / f"{name}.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert style.count("{") > 3
    rules = re.sub(r"--[\w-]+:[^;]+;", "", style)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)|\b(?:rgb|hsl)a?\(|:\s*(?:white|black|red|blue)\b", rules) == []


DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" onload="alert(1)"><script>alert(1)</script>'
    '<a href="https://spy.example"><rect width="300" height="100" fill="#8b3800"/></a></svg>'
)


def test_a_drawn_logo_stands_in_place_of_the_name_with_nothing_in_it_that_could_run(visit: Visit) -> None:
    site = visit({"site.yaml": f"{SITE}logo: logo.svg\n", "logo.svg": DRAWN})
    brand = r'<a class="brand" href="/"><img src="(/logo\?v=\w+)" width="168" height="56" alt="(.+)"></a>'
    for page in PAGES:
        ((src, name),) = re.findall(brand, site.get(page).text)
        assert name == "Letters for Rights"
    logo = site.get(src)
    assert logo.mimetype == "image/svg+xml" and "immutable" in logo.headers["Cache-Control"]
    assert "default-src 'none'" in logo.headers["Content-Security-Policy"]
    assert "<rect" in logo.text and not re.search("script|onload|spy", logo.text)


def test_a_painted_logo_keeps_its_clear_ground_and_is_made_small(visit: Visit) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (2000, 500), (139, 56, 0, 0)).save(out, "PNG")
    site = visit({"site.yaml": f"{SITE}logo: logo.png\n", "logo.png": out.getvalue()})
    (src, width, height) = re.findall(r'<img src="(/logo\?v=\w+)" width="(\d+)" height="(\d+)"', site.get("/").text)[0]
    assert (width, height) == ("224", "56")
    with Image.open(io.BytesIO(site.get(src).data)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("PNG", (480, 120), "RGBA")
        assert picture.getchannel("A").getextrema() == (0, 0)


def test_without_a_logo_the_mark_and_the_name_stand_there(visit: Visit) -> None:
    site = visit()
    assert re.search(
        r'<a class="brand" href="/"><svg class="mark".*?</svg>\s*Letters for Rights</a>', site.get("/").text, re.DOTALL
    )
    assert site.get("/logo").status_code == 404
