"""The quick way out in a real browser: what is seen afterwards, and where Back leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import PHONE, one_browser, pytestmark, served  # noqa: F401 a fixture, and the need of Chromium
from conftest import APPEAL
from playwright.sync_api import Browser, Page, expect
from visitor import JANE, KEY, NOON, Broken

from letters.settings import Settings
from letters.web import create_app

WORDS = "I saw what nobody should."


@pytest.fixture
def site(make_appeals: Callable[..., Path]) -> Iterator[str]:
    app = create_app(Settings(secret_key=KEY, appeals=make_appeals({"jane-doe/appeal.yaml": APPEAL})), Broken())
    app.config["NOW"] = lambda: NOON
    with served(app) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=PHONE, java_script_enabled=request.param, locale="en-GB")
    yield context.new_page()
    context.close()


def write(page: Page) -> None:
    page.goto(JANE)
    page.click("main a[href$='/write']")
    page.fill("[name=own_words-0]", WORDS)
    page.fill("[name=name]", "Emma Woods")


def send(page: Page) -> None:
    page.check("#sign_as-initials")
    page.fill("[name=initials]", "E. W.")
    page.fill("[name=town]", "Leeds")
    page.select_option("[name=country]", "GB")
    page.locator("main button.button").last.click()
    page.wait_for_selector("article.letter")


def is_calendar(page: Page) -> None:
    expect(page).to_have_title("May 2020")
    expect(page.locator("td[aria-current=date]")).to_have_text("1")
    assert page.url.endswith("/calendar") and WORDS not in page.content()


def test_one_press_shows_a_calendar_instead(page: Page) -> None:
    write(page)
    page.click(".leave")
    is_calendar(page)
    write(page)
    send(page)
    page.evaluate("scrollTo(0, 1500)")
    expect(page.locator(".leave")).to_be_in_viewport()
    page.click(".leave")
    is_calendar(page)


@pytest.mark.parametrize("page", [True], indirect=True, ids=["with-javascript"])
def test_going_back_does_not_show_what_was_written(page: Page) -> None:
    write(page)
    page.click(".leave")
    is_calendar(page)
    page.go_back()
    expect(page.locator("h1")).not_to_have_text("Write your letter")
    page.go_forward()
    is_calendar(page)

    write(page)
    send(page)
    page.click(".leave")
    is_calendar(page)
    page.go_back(wait_until="commit")
    is_calendar(page)

    write(page)  # whoever comes anew finds an empty form that stays
    expect(page.locator("[name=own_words-0]")).to_have_value(WORDS)


@pytest.mark.parametrize("page", [True], indirect=True, ids=["with-javascript"])
def test_escape_three_times_does_the_same(page: Page) -> None:
    write(page)
    for key in ("Escape", "Escape", "a", "Escape", "Escape"):
        page.keyboard.press(key)
    expect(page.locator("h1")).to_have_text("Write your letter")
    page.keyboard.press("Escape")
    is_calendar(page)


@pytest.mark.parametrize("page", [True], indirect=True, ids=["with-javascript"])
def test_the_browser_forgets_what_it_kept_of_the_site(page: Page) -> None:
    write(page)
    page.evaluate("localStorage.setItem('kept', 'x')")
    page.click(".leave")
    is_calendar(page)
    assert page.evaluate("localStorage.length") == 0
