"""The pictures of the README: the form in a browser, and a letter as it is printed. Start: `script/screenshots`."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

from bench_site import PAGE, same_letter, site
from PIL import Image
from playwright.sync_api import sync_playwright

from letters import pdf

IMAGES = Path(__file__).parents[1] / "docs" / "images"
MAX_BYTES = 150_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Write both pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    save(form(), "form")
    save(letter(), "letter")


def form() -> bytes:
    """The top of the form, as a PNG."""
    program = next(path for name in BROWSERS if (path := shutil.which(name)))
    with site() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 820, "height": 1160})
        page.goto(f"http://127.0.0.1:{port}{PAGE}/write")
        picture: bytes = page.screenshot()
        browser.close()
    return picture


def letter() -> bytes:
    """The first page of a letter, as a PNG with 100 dots to the inch."""
    command = ["pdftoppm", "-png", "-r", "100", "-f", "1", "-l", "1", "-singlefile", "-"]
    printed = subprocess.run(command, input=pdf.render([same_letter()]), check=True, capture_output=True)  # noqa: S603 - no input of strangers
    return printed.stdout


def save(picture: bytes, name: str) -> None:
    """Write a picture with as many colours as text needs. Raises ValueError where it is too large for a README."""
    file = IMAGES / f"{name}.png"
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(48).save(file, optimize=True)
    if file.stat().st_size > MAX_BYTES:
        raise ValueError(f"{file.name} has {file.stat().st_size} bytes; at most {MAX_BYTES} are meant")


if __name__ == "__main__":
    main()
