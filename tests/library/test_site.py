"""What an organisation says of its looks in site.yaml, and what is said of it where that can't be."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import SITE, Make

from letters import check
from letters.errors import Finding, InvalidFiles
from letters.library.library import read
from letters.library.site import Site

DAY = dt.date(2020, 5, 1)


def site_with(make_appeals: Make, text: str) -> Site:
    return read(make_appeals({"site.yaml": f"{SITE}{text}\n"})).site


def mistakes(make_appeals: Make, text: str) -> tuple[Finding, ...]:
    with pytest.raises(InvalidFiles) as caught:
        read(make_appeals({"site.yaml": f"{SITE}{text}\n"}))
    return tuple(caught.value.findings)


@pytest.mark.parametrize(
    ("text", "light", "dark"),
    [
        ('colour: "#ff6600"', "#8b3800", "#ff9249"),
        ('colour: "#1C3F72"', "#1c3f72", "#8eb1e3"),
        ('colour: "#fc0"', "#634f00", "#ffcc00"),
        ('colour: {light: "#1c3f72", dark: "#a9c7f5"}', "#1c3f72", "#a9c7f5"),
        ('colour: {dark: "#ffcc00"}', "#634f00", "#ffcc00"),
    ],
)
def test_a_colour_that_cannot_be_read_somewhere_gives_way_to_a_tone_of_its_hue(
    make_appeals: Make, text: str, light: str, dark: str
) -> None:
    made = site_with(make_appeals, text).colour
    assert made is not None and (made.light, made.dark) == (light, dark)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("colour: dark blue", "A226", "'dark blue' isn't a colour"),
        ('colour: "#12345"', "A226", 'between quotes: "#1c3f72"'),
        ("colour: #1c3f72", "A203", "as a # begins a note"),
        ("colour: {}", "A207", "must not be empty"),
        ('colour: {light: "#ff6600"}', "A227", 'the nearest that can be read is "#8b3800"'),
        ('colour: {light: "#000000", dark: "#000000"}', "A227", "on dark pages"),
        ("footer: {}", "A207", "must not be empty"),
        ('footer: {english: "We are there."}', "A215", "write en"),
        ('links: [{name: Give, address: "http://give.example"}]', "A221", "begins with https://"),
        ("newsletter: news@rights.example", "A221", "https://news@rights.example"),
    ],
)
def test_looks_that_cannot_be_used_are_named_with_what_to_write(
    make_appeals: Make, text: str, code: str, said: str
) -> None:
    (finding,) = mistakes(make_appeals, text)
    assert (finding.code, finding.line) == (code, 4) and said in finding.message


def test_the_check_says_which_tones_stand_for_a_colour_and_how_to_settle_it(make_appeals: Make) -> None:
    library = read(make_appeals({"site.yaml": f'{SITE}colour: "#ff6600"\n'}))
    (advice,) = (found for found in check.findings(library, DAY) if found.code == "A454")
    assert '"#8b3800" on white paper' in advice.message and '"#ff9249" on dark pages' in advice.message
    settled = 'colour: {light: "#8b3800", dark: "#ff9249"}'
    assert f"write `{settled}` to settle it" in advice.message
    library = read(make_appeals({"site.yaml": f"{SITE}{settled}\n"}))
    assert [found for found in check.findings(library, DAY) if found.code == "A454"] == []
    # On white alone it would do.
    library = read(make_appeals({"site.yaml": f'{SITE}colour: "#575757"\n'}))
    (advice,) = (found for found in check.findings(library, DAY) if found.code == "A454")
    assert "on white paper (there #575757 has a contrast of 6.5, and 7 is needed)" in advice.message


def test_a_text_is_said_in_the_language_of_the_page_as_far_as_it_is_there(make_appeals: Make) -> None:
    site = site_with(make_appeals, "languages: [fr, en, de]\nfooter: {en: Hello, fr: Bonjour}")
    assert site.footer is not None
    assert [site.said(site.footer, code) for code in ("en", "de")] == [("Hello", "en"), ("Bonjour", "fr")]
    site = site_with(make_appeals, "languages: [fr, en]\nfooter: Bonjour")
    assert site.footer is not None and site.said(site.footer, "en") == ("Bonjour", "fr")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.svg", None, "there is no file logo.svg beside site.yaml"),
        ("logo.gif", b"GIF89a", "must be an SVG drawing or a PNG picture"),
        ("jane-doe/logo.png", b"x", "must be a file beside site.yaml"),
        ("../logo.png", None, "must be a file beside site.yaml"),
        ("logo.svg", b"<svg>" + b" " * (256 << 10), "is larger than 256 kB"),
    ],
)
def test_a_logo_that_cannot_be_shown_is_named_and_the_site_goes_on_without(
    make_appeals: Make, name: str, content: bytes | None, said: str
) -> None:
    root = make_appeals({"site.yaml": f"{SITE}logo: {name}\n"})
    if content is not None:
        (root / name).write_bytes(content)
    library = read(root)
    (finding,) = library.findings
    assert (finding.code, finding.field, finding.line) == ("A329", "logo", 4) and said in finding.message
    assert library.site.logo is None


def test_a_damaged_logo_is_found_by_the_check(make_appeals: Make) -> None:
    root = make_appeals({"site.yaml": f"{SITE}logo: logo.svg\n"})
    (root / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>Us</text></svg>')
    (found,) = (each for each in check.findings(read(root), DAY) if each.code == "A329")
    assert "turn the text into paths" in found.message and found.field == "logo"
