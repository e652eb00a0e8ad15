"""After the letter, in a real browser: counted with and without JavaScript, without a cookie, for whoever can't see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import NARROW, PHONE, one_browser, pytestmark, served  # noqa: F401 a fixture, and the need of Chromium
from conftest import APPEAL, SITE
from playwright.sync_api import Browser, Page, expect
from visitor import JANE, KEY, NOON, Broken

from letters.channel import Channel
from letters.library.live import LiveLibrary
from letters.reporting.pack_number import pack_number
from letters.settings import Settings
from letters.signing.keys import Keys
from letters.store.database import opened
from letters.store.reports import Reports
from letters.web import create_app

LANGUAGES = ("en", "fr", "es", "de", "ar", "zh")


class Site:
    """A site that counts letters."""

    def __init__(self, address: str, url: str) -> None:
        self.address, self._url = address, url

    def counts(self) -> dict[tuple[str, str], int]:
        """How many letters each source has reported, by channel."""
        store = opened(self._url, Keys(KEY))
        found = Reports(store, Keys(KEY)).tally("jane-doe").counted
        store.close()
        return {(each.source.value, each.channel.value): each.letters for each in found}


@pytest.fixture
def site(make_appeals: Callable[..., Path], tmp_path: Path) -> Iterator[Site]:
    text = APPEAL.replace("to: [mayor]", "to: [mayor, judge]")
    settings = SITE + f"contact_email: a@rights.example\nlanguages: [{', '.join(LANGUAGES)}]\n"
    appeals = make_appeals({"jane-doe/appeal.yaml": text, "site.yaml": settings})
    url = f"sqlite:///{tmp_path / 'letters.db'}"
    app = create_app(Settings(secret_key=KEY, appeals=appeals, store=url), Broken(), LiveLibrary(appeals))
    app.config["NOW"] = lambda: NOON
    with served(app) as address:
        yield Site(address, url)
    app.extensions["letters"].collection.close()


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site.address, viewport=PHONE, java_script_enabled=request.param, locale="en-GB"
    )
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def take_along(page: Page, language: str = "en") -> None:
    """Write a letter, look at it, and press that it was sent."""
    page.goto(f"/{language}{JANE}/write")
    for field, text in {"name": "Maya Lind", "street": "12 Elm Row", "town": "Leeds", "postcode": "LS1 4AB"}.items():
        page.fill(f"#{field}", text)
    page.select_option("#country", "GB")
    page.locator("main .act button.button").last.click()
    page.locator("button[form=sent]").click()


def press(page: Page) -> None:
    page.locator("main form button.button").last.click()


def test_somebody_says_how_she_has_sent_it_and_it_is_counted_once(page: Page, site: Site) -> None:
    take_along(page)
    press(page)
    expect(page.locator("[role=alert]")).to_have_text("Please say how you sent your letter.")
    page.check("#channel-judge-email")
    press(page)
    expect(page.locator("h1")).to_have_text("Thank you")
    page.reload()
    expect(page.locator("h1")).to_have_text("Thank you")
    assert site.counts() == {("supporters", "email"): 1}


def test_a_group_reports_its_letters(page: Page, site: Site) -> None:
    page.goto("/en/report")
    page.fill("#number", str(pack_number("jane-doe", Channel.POST, 54, "a pack")).lower())
    press(page)
    page.fill("#letters-mayor", "20")
    page.keyboard.press("Enter")
    expect(page.locator(".lead")).to_contain_text("20 letters of your pack are counted.")
    assert site.counts() == {("groups", "post"): 20}


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(browser: Browser, site: Site, language: str) -> None:
    context = browser.new_context(base_url=site.address, viewport=NARROW)
    page = context.new_page()

    def look() -> None:
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")

    take_along(page, language)
    look()
    page.check("#channel-mayor-fax")
    press(page)
    look()
    page.goto(f"/{language}/report")
    look()
    page.fill("#number", str(pack_number("jane-doe", Channel.POST, 54, "a pack")))
    press(page)
    look()
    context.close()


def test_a_phone_hands_a_few_lines_with_the_link_to_another_app(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.address, viewport=PHONE, has_touch=True, is_mobile=True)
    context.add_init_script("navigator.share = async (what) => { window.shared = what }")
    page = context.new_page()
    page.goto(f"/en{JANE}/sent")
    page.get_by_role("button", name="Pass it on with another app").click()
    shared = page.evaluate("window.shared")
    assert shared["title"] == "A teacher is held"
    assert "Please write a letter, too:" in shared["text"] and JANE in shared["text"]
    context.close()
