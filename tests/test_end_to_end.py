"""A supporter in a real browser: the form filled in, every channel downloaded and read back."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import http.client
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import DESK, PHONE, one_browser, pytestmark, served  # noqa: F401 a fixture, and the need of Chromium
from conftest import APPEAL
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from visitor import JANE, KEY, NOON, Broken

from letters.settings import Settings
from letters.web import create_app
from letters.web.security import HEADERS


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real site, started as the README says, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("site")
    log = (folder / "log").open("w")
    # What lies about where it is started is no part of the program.
    for trap in ("flask.py", "gunicorn.conf.py"):
        (folder / trap).write_text("raise SystemExit('not the real one')")
    command = [str(Path(sys.executable).with_name("letters")), "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the site ended at its start"
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own site on this machine)
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the site did not answer")


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=PHONE, java_script_enabled=request.param, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=DESK, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def stage(make_appeals: Callable[..., Path]) -> Iterator[Flask]:
    """A site in this process: its renderer is broken, and the test can change its clock."""
    appeals = make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("deadline: none", "deadline: 2020-05-02")})
    app = create_app(Settings(secret_key=KEY, appeals=appeals), Broken())
    with served(app) as address:
        app.config.update(NOW=lambda: NOON, ADDRESS=address)
        yield app


def fill(page: Page, *, language: str = "en", own_words: str = "My students ask about him.") -> None:
    """Fill the form in as Ada would."""
    page.check(f"input[name=language][value={language}]")
    page.fill("[name=own_words-0]", own_words)
    page.fill("[name=name]", "Ada Byron")
    page.fill("[name=street]", "12 Elm Row")
    page.fill("[name=postcode]", "EH7 4AH")
    page.fill("[name=town]", "Edinburgh")
    page.select_option("[name=country]", "GB")


def see_letter(page: Page) -> None:
    page.get_by_role("button", name="See my letter").click()
    page.wait_for_selector("article.letter")


def download(page: Page, name: str, folder: Path) -> Path:
    """Press the button that downloads the file whose address ends so."""
    button = page.locator(
        f"[formaction$='{name}'], form[action$='{name}'] button, form[action*='{name}?'] button"
    ).first
    fold = page.locator("details", has=button)
    if fold.count() and fold.get_attribute("open") is None:
        fold.locator("summary").click()
    button.scroll_into_view_if_needed()
    with page.expect_download() as waiting:
        button.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return " ".join("\n".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_supporter_leaves_with_her_letter_on_all_three_channels_and_without_a_cookie(
    page: Page, site: str, tmp_path: Path
) -> None:
    page.goto("/")
    page.click("a[href*='/appeals/tashpolat-tiyip']")
    page.click("main a[href*='/write']")
    page.check("input[name=points][value=colleague]")
    fill(page)
    with page.expect_request("**/check") as asked:
        see_letter(page)
    assert asked.value.all_headers()["origin"] == site, "browsers say that the form is ours"
    letter = page.locator("article.letter").first
    assert letter.get_attribute("lang") == "en"
    assert "My students ask about him." in letter.inner_text()

    pdf = download(page, "xi-jinping.pdf", tmp_path)
    assert pdf.name == "tashpolat-tiyip-xi-jinping.pdf"
    for words in ("Ada Byron", "Zhongnanhai", "CHINA", "My students ask about him.", "Sorbonne", "halt any plans"):
        assert words in text_of(pdf)
    message = email.message_from_bytes(
        download(page, "xi-jinping.eml", tmp_path).read_bytes(), policy=email.policy.default
    )
    assert message["X-Unsent"] == "1"
    part = message.get_body(("plain",))
    assert part is not None and "My students ask about him." in part.get_content()
    assert "My students ask about him." in download(page, "xi-jinping.txt", tmp_path).read_text("latin-1")
    with Image.open(download(page, "xi-jinping.tif", tmp_path)) as fax:
        assert fax.size[0] == 1728 and fax.mode == "1"
    assert page.context.cookies() == []


def test_going_back_keeps_everything(page: Page) -> None:
    page.goto("/appeals/tashpolat-tiyip/write")
    page.check("input[name=points][value=family]")
    fill(page, own_words="Kept as it was.")
    see_letter(page)
    page.get_by_role("button", name="Change my letter").first.click()
    page.wait_for_selector("[name=own_words-0]")
    assert page.input_value("[name=own_words-0]") == "Kept as it was."
    assert page.is_checked("input[name=points][value=family]")
    assert page.input_value("[name=town]") == "Edinburgh"


def test_the_browsers_back_button_keeps_everything(page: Page) -> None:
    page.goto("/appeals/tashpolat-tiyip/write")
    fill(page, own_words="Kept by the browser.")
    page.check("#sign_as-initials")
    page.fill("[name=initials]", "A. B.")
    see_letter(page)
    page.go_back()
    assert page.input_value("[name=own_words-0]") == "Kept by the browser."
    assert page.input_value("[name=initials]") == "A. B."
    assert page.input_value("[name=town]") == "Edinburgh"


def test_errors_are_named_on_top_and_nothing_typed_is_lost(page: Page) -> None:
    page.goto("/appeals/tashpolat-tiyip/write")
    page.fill("[name=own_words-0]", "Not to be lost.")
    page.get_by_role("button", name="See my letter").click()
    page.wait_for_selector("[role=alert], .errors, .error-summary")
    assert page.input_value("[name=own_words-0]") == "Not to be lost."
    assert page.get_attribute("[name=name]", "aria-invalid") == "true"
    assert page.locator("a[href='#name']").count() == 1


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("zh", "ltr")])
def test_a_preview_has_its_script_s_direction_and_the_sender_on_the_right_as_on_paper(
    desk: Page, language: str, direction: str
) -> None:
    desk.goto("/appeals/tashpolat-tiyip/write")
    fill(desk, language=language)
    see_letter(desk)
    letter = desk.locator("article.letter").first
    assert letter.get_attribute("dir") == direction
    assert (letter.get_attribute("lang") or "").startswith(language)
    assert desk.locator("html").get_attribute("dir") in (None, "ltr")
    sender, paper = (letter.locator(part).first.bounding_box() for part in (".sender", ".date"))
    assert sender
    assert paper
    assert sender["x"] + sender["width"] == pytest.approx(paper["x"] + paper["width"], abs=1)


def test_the_form_asks_for_initials_once_they_are_chosen(page: Page) -> None:
    page.goto("/appeals/tashpolat-tiyip/write")
    initials = page.get_by_label("Initials", exact=True)
    assert not initials.is_visible()
    page.check("#sign_as-initials")
    assert initials.is_visible()
    page.get_by_role("button", name="See my letter").click()
    page.wait_for_selector("[aria-invalid=true]")
    assert initials.is_visible() and page.locator("#error-initials").is_visible()


def test_the_form_asks_in_a_language_that_runs_the_other_way(page: Page) -> None:
    page.goto("/appeals/tashpolat-tiyip/write")
    page.check("input[name=points][value=family]")
    fill(page, language="ar", own_words="لن أنساه")
    page.get_by_role("button", name="Show the questions in this language").click()
    points = page.locator("fieldset#points[lang=ar]")
    points.wait_for()
    assert points.get_attribute("dir") == "rtl"
    assert page.locator("label[for=own_words-0]").get_attribute("dir") == "rtl"
    assert page.is_checked("input[name=points][value=family]") and page.is_checked("input[name=language][value=ar]")
    assert page.input_value("[name=own_words-0]") == "لن أنساه" and page.input_value("[name=town]") == "Edinburgh"
    top = page.locator("fieldset#language").bounding_box()
    assert top is not None and 0 <= top["y"] < 100, "the browser shows the place where the button was"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("<script> / HTTP/1.1", 400),
        ("GET /<script> HTTP/9.9", 400),
        ("GET / HTTP/1.1\r\n<script>: 1", 400),
        (f"GET /{'x' * 10_000} HTTP/1.1", 414),
        (f"GET / HTTP/1.1\r\nCookie: {'x' * 10_000}", 431),
    ],
    ids=["method", "version", "header", "long address", "long header"],
)
def test_what_is_no_request_is_answered_with_the_headers_too(site: str, sent: str, status: int) -> None:
    with socket.create_connection(("127.0.0.1", int(site.rpartition(":")[2])), timeout=10) as connection:
        connection.sendall(f"{sent}\r\n\r\n".encode())
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        assert answer.status == status and "<script>" not in answer.read().decode()
        for name, value in HEADERS.items():
            assert answer.headers[name] == value


# All that makes a difference to axe but the widths of boxes: what is shown, in which colours and sizes, at which place
# among the others.
LOOK = """() => [...document.querySelectorAll("body *")].map((one) => {
  const style = getComputedStyle(one);
  return [one.getClientRects().length > 0, style.display, style.position, style.float, style.color,
    style.backgroundColor, style.fontSize, style.visibility, style.overflowX, style.order, style.opacity].join();
}).join("\\n")"""
PAGES = ["/", "/appeals/tashpolat-tiyip", "/appeals/liu-xia", "/appeals/facial-recognition-canada", "/privacy", "/none"]
PAGES += ["/appeals/vancouver-street-checks/write", "/help"]
FOUND = ["/countries/cn", "/topics/workers", "/cases/ua11919", "/search?q=tiyip&country=CN", "/search?q=nobody"]
FOUND += ["/news", "/news/liu-xia-leaves-china", "/ar/events/evening-of-letters", "/zh/cases/liu-xia"]


def test_axe_finds_nothing_and_no_page_scrolls_sideways(desk: Page) -> None:
    for path in PAGES:
        desk.goto(path)
        _assert_accessible(desk, path)
    desk.goto("/appeals/tashpolat-tiyip/write")
    _assert_accessible(desk, "write")
    desk.get_by_role("button", name="See my letter").click()
    desk.wait_for_selector("[aria-invalid=true]")
    _assert_accessible(desk, "write with errors")
    for language in ("en", "ar", "zh"):
        fill(desk, language=language)
        see_letter(desk)
        _assert_accessible(desk, f"check {language}")
        desk.get_by_role("button", name="Change my letter").first.click()
        desk.wait_for_selector("[name=own_words-0]")


def test_axe_finds_nothing_where_appeals_are_found_and_followed(desk: Page) -> None:
    for path in FOUND:
        desk.goto(path)
        desk.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        _assert_accessible(desk, path)


def test_axe_finds_nothing_where_an_open_letter_is_signed(desk: Page) -> None:
    desk.goto("/appeals/facial-recognition-canada/write")
    desk.get_by_role("button", name="See my signature").last.click()
    desk.wait_for_selector("[aria-invalid=true]")
    _assert_accessible(desk, "signing with errors")
    desk.fill("[name=name]", "Ada Byron")
    desk.fill("[name=town]", "Edinburgh")
    desk.select_option("[name=country]", "GB")
    desk.get_by_role("button", name="See my signature").last.click()
    desk.wait_for_selector("#words")
    _assert_accessible(desk, "signature")
    assert "Please show my name." in desk.input_value("#words")


def test_axe_finds_nothing_where_the_whole_letter_is_rewritten_or_too_long(desk: Page) -> None:
    desk.goto("/appeals/tashpolat-tiyip/write")
    desk.locator("[name=own_words-0]").evaluate(
        "area => { area.removeAttribute('maxlength'); area.value = 'word '.repeat(20000) }"
    )
    _press(desk, "See my letter", 413)
    assert "Then shorten it" in desk.inner_text("main")
    _assert_accessible(desk, "413")
    desk.go_back()
    assert desk.input_value("[name=own_words-0]").startswith("word word")
    desk.fill("[name=own_words-0]", "Shortened.")
    for language in ("en", "ar"):
        desk.check(f"input[name=language][value={language}]")
        desk.get_by_role("button", name="Show the questions in this language").click()
        desk.wait_for_selector(f"fieldset#points[lang={language}]")
        _assert_accessible(desk, f"write {language}")
        desk.get_by_role("button", name="Write the whole letter yourself").click()
        desk.wait_for_selector("textarea[name=text]")
        _assert_accessible(desk, f"rewrite {language}")
        desk.get_by_role("button", name="Back to the prepared letter").click()
        desk.wait_for_selector("textarea[name=own_words-0]")


def test_axe_finds_nothing_where_we_broke_or_the_appeal_ended(browser: Browser, stage: Flask) -> None:
    context = browser.new_context(base_url=stage.config["ADDRESS"], viewport=DESK, locale="en-GB")
    page = context.new_page()
    page.goto(f"{JANE}/write")
    page.fill("[name=own_words-0]", "Not to be lost.")
    page.fill("[name=name]", "Ada Byron")
    page.fill("[name=street]", "12 Elm Row")
    page.fill("[name=town]", "Edinburgh")
    page.select_option("[name=country]", "GB")
    see_letter(page)
    _press(page, "Download the letter as PDF", 500)
    assert "It is our mistake" in page.inner_text("main")
    assert page.get_by_label("What you wrote").input_value() == "Not to be lost."
    _assert_accessible(page, "500")
    stage.config["NOW"] = lambda: NOON + dt.timedelta(days=2)
    _press(page, "Try again", 410)
    assert "The last day to write was 2 May 2020." in page.inner_text("main")
    assert page.get_by_label("What you wrote").input_value() == "Not to be lost."
    _assert_accessible(page, "410")
    context.close()


def _press(page: Page, name: str, status: int) -> None:
    """Press the button and wait for an answer with this status."""
    with page.expect_response(lambda response: response.request.method == "POST") as waiting:
        page.get_by_role("button", name=name).first.click()
    assert waiting.value.status == status
    page.wait_for_load_state()


def _assert_accessible(page: Page, name: str) -> None:
    """Neither on a phone nor on a desk; axe looks at both where the desk's differs in more than the lines' width."""
    looks = []
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], f"{name} is {width} px wide"
        if (look := page.evaluate(LOOK)) not in looks:
            looks.append(look)
            results = Axe().run(page)
            assert results.response["passes"], "axe looked at nothing"
            assert results.violations_count == 0, f"{name}: {results.generate_report()}"


def test_a_script_copies_address_subject_and_text_each_by_itself(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, viewport=PHONE, locale="en-GB")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/appeals/tashpolat-tiyip/write")
    fill(page)
    see_letter(page)
    for name, copied in (
        ("Copy the address", "president@prc.example"),
        ("Copy the subject", "Tashpolat Tiyip, at risk of execution"),
        ("Copy the text", "My students ask about him."),
    ):
        page.get_by_role("button", name=name).click()
        expect(page.locator("#told")).not_to_be_empty()
        assert copied in page.evaluate("navigator.clipboard.readText()")
        page.evaluate("document.getElementById('told').textContent = ''")
    context.close()


def test_without_a_script_nothing_is_shown_that_does_nothing_and_the_text_can_be_marked(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(base_url=site, viewport=PHONE, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto("/appeals/tashpolat-tiyip/write")
    fill(page, language="zh")
    see_letter(page)
    scripted = page.locator("[data-copy], [data-share]").all()
    assert len(scripted) == 4 and not any(button.is_visible() for button in scripted)
    text = page.get_by_label("Text of the e-mail")
    assert text.is_visible() and text.get_attribute("readonly") is not None and "塔西甫拉提" in text.input_value()
    assert page.get_by_role("link", name="Open it in my e-mail program").is_visible()
    context.close()


def test_on_a_desk_the_letter_stands_beside_the_ways_and_on_a_phone_below_them(desk: Page) -> None:
    desk.goto("/appeals/tashpolat-tiyip/write")
    fill(desk)
    see_letter(desk)
    schemes: tuple[Literal["dark", "light"], ...] = ("dark", "light")
    for scheme, viewport in product(schemes, (DESK, PHONE)):
        desk.emulate_media(color_scheme=scheme)
        desk.set_viewport_size(viewport)
        letter, post = (desk.locator(part).first.bounding_box() for part in (".paper", ".way"))
        assert letter and post
        if viewport == DESK:
            assert abs(letter["y"] - post["y"]) < 5 and letter["x"] + letter["width"] < post["x"]
            assert letter["width"] == pytest.approx(210 / 25.4 * 96, abs=1)
            assert desk.evaluate("document.fonts.check('16px \"Gentium Book Plus\"')")
        else:
            assert post["y"] < letter["y"]


def test_printed_the_page_is_the_letter_alone(desk: Page, tmp_path: Path) -> None:
    desk.goto("/appeals/tashpolat-tiyip/write")
    fill(desk)
    see_letter(desk)
    desk.pdf(path=tmp_path / "printed.pdf", format="A4", prefer_css_page_size=False)
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as document:
        assert len(document) == 1
    text = text_of(tmp_path / "printed.pdf")
    assert "Your Excellency" in text and "Tashpolat Tiyip, at risk of execution" in text
    assert not [own for own in ("By post", "Your letter", "What comes next", "Letters for Rights") if own in text]
    desk.goto("/")
    desk.emulate_media(media="print")
    headings = desk.locator("h1, h2, h3").all()
    assert len(headings) > 5 and all(heading.is_visible() for heading in headings)


def test_a_phone_hands_the_text_to_another_app(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, viewport=PHONE, locale="en-GB", has_touch=True, is_mobile=True)
    context.add_init_script("navigator.share = async (what) => { window.shared = what }")
    page = context.new_page()
    page.goto("/appeals/tashpolat-tiyip/write")
    fill(page)
    see_letter(page)
    page.get_by_role("button", name="Pass the text to another app").click()
    shared = page.evaluate("window.shared")
    assert shared["title"] == "Tashpolat Tiyip, at risk of execution" and "My students ask" in shared["text"]
    context.close()


def test_what_is_typed_is_counted_as_it_grows_and_nothing_is_cut(desk: Page) -> None:
    desk.goto("/appeals/tashpolat-tiyip/write")
    area, room = desk.locator("[name=own_words-0]"), desk.locator("#room-own_words-0")
    assert room.inner_text() == "At most 1,500 characters on 60 lines"
    before = area.bounding_box()
    words = "I teach\u200e ge\u00adography. 👩 " * 100
    area.fill(words)
    assert desk.input_value("[name=own_words-0]") == words
    assert room.inner_text() == "2,099 of 1,500 characters"
    assert area.get_attribute("aria-invalid") == "true"
    after = area.bounding_box()
    assert before and after and after["height"] > before["height"] + 100
    area.fill("Short.")
    assert room.inner_text() == "6 of 1,500 characters" and area.get_attribute("aria-invalid") is None


def test_the_server_counts_as_the_script_does(page: Page) -> None:
    page.goto("/appeals/tashpolat-tiyip/write")
    page.fill("[name=own_words-0]", " I teach\u200e ge\u00adography.\n" * 100)
    page.get_by_role("button", name="See my letter").click()
    page.wait_for_selector("#error-own_words-0")
    assert "1,998 characters" in page.inner_text("#error-own_words-0")
    assert page.inner_text("#room-own_words-0") == "1,998 of 1,500 characters"


def test_larger_text_needs_no_script_and_no_page_scrolls_sideways_with_it(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/help", "/appeals/tashpolat-tiyip", "/appeals/tashpolat-tiyip/write", "/nothing"):
        page.goto(path)
        size = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
        before = page.evaluate(size)
        page.get_by_label("Larger text").check()
        assert page.evaluate(size) >= 1.3 * before
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.context.cookies() == []
