"""A browser for the tests that need one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
expect.set_options(timeout=120_000)  # milliseconds; what else the machine does is no fault of the program
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1280, height=900)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.no_cover,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; script/bootstrap test installs it"),
    pytest.mark.xdist_group("browser"),  # one site and one browser for all
]


@pytest.fixture(scope="module", name="browser")
def one_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
