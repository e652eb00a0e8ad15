"""Signing in a real browser, with and without JavaScript: seen, pressed, typed, and read by whoever can't see."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from browsing import DESK, NARROW, PHONE, one_browser, pytestmark, served  # noqa: F401 a fixture, and the need of Chromium
from conftest import SITE
from playwright.sync_api import Browser, Page, ViewportSize, expect
from test_signing import LETTER, YAML
from visitor import JANE, KEY, NOON, Broken

from letters.library.live import LiveLibrary
from letters.settings import Settings
from letters.signing.keys import Keys
from letters.store.database import Store
from letters.store.schema import outbox, signatures
from letters.web import create_app


class Site:
    """A site that keeps signatures, and what mails would say. Its clock moves on at each look."""

    def __init__(self, address: str, url: str) -> None:
        self.address, self._url = address, url

    def link(self) -> str:
        """The link in the last mail."""
        return f"/sign/{Keys(KEY).token(self._last().nonce)}"

    def code(self) -> str:
        """The code in the last mail."""
        mail = self._last()
        return Keys(KEY).code(mail.nonce, mail.mails)

    def signed(self) -> int:
        """How many signatures are kept."""
        return len(self._rows(signatures))

    def _last(self) -> sa.Row[tuple[object, ...]]:
        return self._rows(outbox)[-1]

    def _rows(self, table: sa.Table) -> list[sa.Row[tuple[object, ...]]]:
        store = Store(self._url)
        with store.reading() as connection:
            found = list(connection.execute(sa.select(table)))
        store.close()
        return found


@pytest.fixture
def site(make_appeals: Callable[..., Path], tmp_path: Path) -> Iterator[Site]:
    appeals = make_appeals({YAML: LETTER + "signers: both\n", "site.yaml": SITE + "contact_email: a@rights.example\n"})
    url = f"sqlite:///{tmp_path / 'letters.db'}"
    app = create_app(Settings(secret_key=KEY, appeals=appeals, store=url), Broken(), LiveLibrary(appeals))
    clock = iter(NOON + dt.timedelta(seconds=second) for second in range(0, 10**6, 3))
    app.config["NOW"] = lambda: next(clock)
    with served(app) as address:
        yield Site(address, url)
    app.extensions["letters"].collection.close()


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site.address, viewport=PHONE, java_script_enabled=request.param, locale="en-GB"
    )
    yield context.new_page()
    context.close()


def fill(page: Page) -> None:
    page.goto(JANE)
    page.click("main a[href$='/write']")
    page.check("#signs_as-people")
    for field, text in {"name": "Maya Lind", "town": "Leeds", "email": "maya@lind.example"}.items():
        page.fill(f"#{field}", text)
    page.select_option("#country", "GB")


def press(page: Page) -> None:
    page.locator("main button.button").last.click()


def test_somebody_signs_and_changes_her_mind(page: Page, site: Site) -> None:
    fill(page)
    press(page)
    expect(page.locator("h1")).to_have_text("Type the code from our message")
    expect(page.locator("#code")).to_be_focused()
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.locator("[role=alert]")).to_contain_text("That code isn’t good.")
    page.fill("#code", site.code().lower())
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Thank you, you have signed")
    assert site.signed() == 1 and "lind" not in page.url and "Maya" not in page.content()
    page.click("main a[href^='/sign/']")
    page.get_by_role("button", name="Withdraw my signature").click()
    page.get_by_role("button", name="Yes, withdraw it").click()
    expect(page.locator("h1")).to_have_text("Your signature is withdrawn")
    assert site.signed() == 0


def test_what_was_typed_can_be_changed_on_the_way(page: Page, site: Site) -> None:
    fill(page)
    press(page)
    page.get_by_role("button", name="Change what I typed").click()
    expect(page.locator("#email")).to_have_value("maya@lind.example")
    expect(page.locator("#signs_as-people")).to_be_checked()
    page.fill("#email", "maya@other.example")
    press(page)
    expect(page.locator("main .lead")).to_contain_text("maya@other.example")


def test_the_link_from_the_mail_signs_in_another_browser(page: Page, site: Site, browser: Browser) -> None:
    fill(page)
    press(page)
    expect(page.locator("#code")).to_be_visible()
    other = browser.new_context(base_url=site.address, viewport=PHONE, java_script_enabled=False)
    there = other.new_page()
    there.goto(site.link())
    assert site.signed() == 0
    there.get_by_role("button", name="Yes, sign").click()
    expect(there.locator("h1")).to_have_text("Thank you, you have signed")
    assert site.signed() == 1 and other.cookies() == []
    other.close()


def test_a_page_that_the_browser_has_lost_is_found_again(page: Page, site: Site) -> None:
    fill(page)
    press(page)
    expect(page.locator("#code")).to_be_visible()
    code, lost = site.code(), page.url
    page.goto(JANE)
    page.goto(lost)
    page.fill("#code", code)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Thank you, you have signed")


def test_the_keyboard_alone_is_enough(page: Page, site: Site) -> None:
    page.goto(f"{JANE}/write")
    page.focus("#signs_as-people")
    for key in ("Space", "Tab"):
        page.keyboard.press(key)
    for words in ("Maya Lind", "", "", "Leeds", "United Kingdom", "", "maya@lind.example", ""):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#code")).to_be_focused()
    page.keyboard.type(site.code())
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Thank you, you have signed")


@pytest.mark.parametrize("size", [NARROW, PHONE, DESK], ids=["320", "360", "1280"])
def test_every_page_of_signing_can_be_read_by_everybody(browser: Browser, site: Site, size: ViewportSize) -> None:
    context = browser.new_context(base_url=site.address, viewport=size, locale="en-GB")
    page, looked = context.new_page(), []

    def look() -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.title()
        looked.append(page.locator("h1").inner_text())

    fill(page)
    look()
    page.select_option("#country", "US")
    press(page)
    look()
    expect(page.locator(".warning")).to_be_focused()
    page.select_option("#country", "GB")
    press(page)
    look()
    page.fill("#code", "wrong")
    press(page)
    look()
    link, code = site.link(), site.code()
    page.goto(link)
    look()
    page.goto(f"{JANE}/sign")
    look()
    page.fill("#code", code)
    press(page)
    look()
    page.goto(link)
    look()
    for action in ("Withdraw my signature", "Yes, withdraw it"):
        page.get_by_role("button", name=action).click()
        look()
    for path in (link, "/privacy", JANE):
        page.goto(path)
        look()
    assert len(looked) == 13 and all(re.search(r"\w", heading) for heading in looked)
    context.close()
