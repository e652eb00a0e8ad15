"""`letters preview` in a real browser, started as an author starts it, while files are saved."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import DESK, PHONE, one_browser, pytestmark  # noqa: F401 a fixture, and the need of Chromium
from conftest import APPEAL, write_appeals
from playwright.sync_api import Browser, Page, Route, expect

from letters.library.watching import fingerprint_of

DRAFT = APPEAL.replace("status: open", "status: draft")
YAML = "jane-doe/appeal.yaml"

WIDEST_LAYOUT = """() => {
  const list = document.querySelector("#layout"), style = getComputedStyle(list), arrow = 24;
  const pen = Object.assign(document.createElement("canvas").getContext("2d"), {font: style.font});
  const widths = [...list.options].map((option) => pen.measureText(option.text).width);
  const room = list.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
  return {widest: Math.max(...widths), room};
}"""


@pytest.fixture(scope="module", name="served")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder of appeals, and the address at which its preview stands, as the command prints it; one for all tests."""
    folder = write_appeals(tmp_path_factory.mktemp("previewed") / "appeals", {YAML: DRAFT})
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "letters", "preview", str(folder / "jane-doe"), "--port", str(port)]
    # What lies about where the author stands is no part of the program.
    (folder / "flask.py").write_text("raise SystemExit('not the real one')")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder) as server:
        assert server.stdout
        try:
            said = server.stdout.readline()
            assert f"The preview of jane-doe is at http://127.0.0.1:{port}/preview/open/" in said
            yield folder, said.split()[6]
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0


@pytest.fixture
def folder(served: tuple[Path, str]) -> Path:
    """The appeals as they are before somebody changes them."""
    folder, _ = served
    (folder / YAML).write_text(DRAFT)
    return folder


@pytest.fixture(name="page")
def opened(browser: Browser, served: tuple[Path, str], folder: Path) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.goto(served[1])
    # What the test before has left is no news any more.
    while page.locator("body").get_attribute("data-fingerprint") != fingerprint_of(folder):
        page.reload()
    assert page.url.endswith("/preview")
    expect(page.get_by_role("status")).to_contain_text("Reloads by itself")
    yield page
    context.close()


def test_the_page_the_letter_and_the_findings_follow_each_save_once(page: Page, folder: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[0].rpartition("/")[2]))
    site = page.frame_locator("iframe")
    expect(site.get_by_role("heading", name="A teacher is held")).to_be_visible()
    before = page.locator("img.page").get_attribute("src")

    (folder / YAML).write_text(DRAFT.replace("A teacher is held", "A teacher is gone"))
    expect(site.get_by_role("heading", name="A teacher is gone")).to_be_visible()
    expect(page.locator("img.page")).not_to_have_attribute("src", before or "")
    expect(page.get_by_role("status")).to_contain_text("Renewed at")

    # Whatever would go round in a loop would have done so by now; and a file that says the same is no news.
    (folder / YAML).write_text(DRAFT.replace("A teacher is held", "A teacher is gone"))
    page.wait_for_timeout(2500)
    assert asked.count("preview") == 1
    assert asked.count("jane-doe") == 1

    (folder / YAML).write_text(DRAFT.replace("country: US", "country: Narnia", 1))
    expect(page.get_by_role("heading", name="1 error")).to_be_visible()
    expect(site.get_by_role("heading", name="A teacher is gone")).to_be_visible()
    (folder / YAML).write_text(DRAFT)
    expect(page.get_by_role("heading", name="No errors")).to_be_visible()
    expect(site.get_by_role("heading", name="A teacher is held")).to_be_visible()


def test_what_is_typed_into_the_form_stays_when_the_appeal_changes(page: Page, folder: Path) -> None:
    site = page.frame_locator("iframe")
    site.get_by_role("link", name="Write a letter").first.click()
    site.get_by_label("Why do you write?").fill("I teach too.")
    site.get_by_label("Name", exact=True).fill("Emma Woods")
    (folder / YAML).write_text(DRAFT.replace("Why do you write?", "Why do you care?"))
    expect(site.get_by_label("Why do you care?")).to_have_value("I teach too.")
    expect(site.get_by_label("Name", exact=True)).to_have_value("Emma Woods")


def test_a_link_that_leads_out_of_the_site_ends_no_reloading(page: Page, folder: Path) -> None:
    page.evaluate("document.querySelector('iframe').contentWindow.location = 'http://elsewhere.example/'")
    page.wait_for_timeout(500)
    (folder / YAML).write_text(DRAFT.replace("A teacher is held", "A teacher is gone"))
    site = page.frame_locator("iframe")
    expect(site.get_by_role("heading", name="A teacher is gone")).to_be_visible()


def test_a_letter_is_chosen_and_stays_chosen(page: Page, folder: Path) -> None:
    page.get_by_label("Channel").select_option("email")
    expect(page.locator(".mail")).to_contain_text("I write to you about Jane Doe.")
    (folder / YAML).write_text(DRAFT.replace("I write to you about", "I am writing about"))
    expect(page.locator(".mail")).to_contain_text("I am writing about Jane Doe.")
    page.get_by_text("Do all letters fit?").click()
    expect(page.get_by_text("each fits on one page")).to_be_visible()
    (folder / YAML).write_text(DRAFT)
    expect(page.locator(".mail")).to_contain_text("I write to you about Jane Doe.")
    expect(page.get_by_text("each fits on one page")).to_be_visible()


def test_a_page_that_fails_says_so_keeps_what_is_typed_and_comes_back_with_the_next_save(
    page: Page, folder: Path
) -> None:
    site = page.frame_locator("iframe")
    site.get_by_role("link", name="Write a letter").first.click()
    site.get_by_label("Why do you write?").fill("I teach too.")
    page.route("**/preview", lambda route: route.fulfill(status=500, body="<p id='renewed'>No."))
    (folder / YAML).write_text(DRAFT.replace("country: US", "country: Narnia", 1))
    expect(page.get_by_role("status")).to_contain_text("could not be renewed")
    expect(page.get_by_role("heading", name="No errors")).to_be_visible()
    expect(site.get_by_label("Why do you write?")).to_have_value("I teach too.")
    page.unroute("**/preview")
    (folder / YAML).write_text(DRAFT.replace("I write to you about", "I am writing about"))
    expect(page.get_by_role("status")).to_contain_text("Renewed at")
    expect(site.get_by_label("Why do you write?")).to_have_value("I teach too.")


def test_of_two_saves_the_later_one_stays_whichever_answer_comes_last(page: Page, folder: Path) -> None:
    held: list[Route] = []
    page.route("**/preview", lambda route: route.continue_() if held else held.append(route))
    (folder / YAML).write_text(DRAFT.replace("country: US", "country: Narnia", 1))
    while not held:
        page.wait_for_timeout(50)
    early = held[0].fetch()
    (folder / YAML).write_text(DRAFT.replace("I write to you about", "I am writing about"))
    expect(page.get_by_role("status")).to_contain_text("Renewed at")
    held[0].fulfill(response=early)
    page.wait_for_timeout(500)
    expect(page.get_by_role("heading", name="No errors")).to_be_visible()


def test_whether_all_letters_fit_is_asked_once_and_again_after_a_failure(page: Page, folder: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "rendered" in request.url else None)
    page.route("**/rendered?*", lambda route: route.fulfill(status=500, body="<p data-made>Something else"))
    page.get_by_text("Do all letters fit?").click()
    expect(page.get_by_text("could not be found out")).to_be_visible()
    page.unroute("**/rendered?*")
    (folder / YAML).write_text(DRAFT.replace("I write to you about", "I am writing about"))
    expect(page.get_by_text("each fits on one page")).to_be_visible()
    assert len(asked) == 2


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_preview_has_no_barriers_and_never_scrolls_sideways(page: Page, viewport: dict[str, int]) -> None:
    page.set_viewport_size(viewport)  # type: ignore[arg-type]
    for link in ("Page and letter", "All letters"):
        page.get_by_role("link", name=link).first.click()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("link", name="Page and letter").first.click()
    page.locator("#layout").wait_for()
    options = page.evaluate(WIDEST_LAYOUT)
    assert options["widest"] > 100
    assert options["widest"] <= options["room"]
