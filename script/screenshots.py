"""The pictures of README.md and docs/publishing.md: form, letter, preview and sheet. Start: `script/screenshots`."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench_alone import same_letter
from bench_authoring import previewed
from bench_visitors import PAGE, SLUG, site
from PIL import Image
from playwright.sync_api import sync_playwright

from letters import pdf
from letters.cli import main as letters
from letters.resources import folder

IMAGES = Path(__file__).parents[1] / "docs" / "images"
MAX_BYTES = 150_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Write every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with site() as port:
        save(seen(f"http://127.0.0.1:{port}{PAGE}/write", 820, 1160), "form")
    save(printed(pdf.render([same_letter()])), "letter")
    with tempfile.TemporaryDirectory() as name:
        appeals = shutil.copytree(folder("appeals"), Path(name) / "appeals")
        draft = appeals / SLUG / "appeal.yaml"
        draft.write_text(draft.read_text("utf-8").replace("status: open", "status: draft"), "utf-8")
        with previewed(draft.parent) as address:
            save(seen(address, 1280, 960), "preview")
    save(printed(sheet()), "sheet")


def seen(address: str, width: int, height: int) -> bytes:
    """The top of a page, as a PNG."""
    program = next(path for name in BROWSERS if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(address, wait_until="load")
        picture: bytes = page.screenshot()
        browser.close()
    return picture


def sheet() -> bytes:
    """The sheet of the same appeal, as a PDF."""
    with tempfile.TemporaryDirectory() as out:
        words = ["sheet", SLUG, "--address", "https://letters.example", "--out", out]
        letters(words, standalone_mode=False)
        return (Path(out) / f"{SLUG}-sheet.pdf").read_bytes()


def printed(document: bytes) -> bytes:
    """The first page of a PDF, as a PNG with 100 dots to the inch."""
    command = ["pdftoppm", "-png", "-r", "100", "-f", "1", "-l", "1", "-singlefile", "-"]
    return subprocess.run(command, input=document, check=True, capture_output=True).stdout  # noqa: S603 - no input of strangers


def save(picture: bytes, name: str) -> None:
    """Write a picture with as many colours as text needs. Raises ValueError where it is too large for a README."""
    file = IMAGES / f"{name}.png"
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(48).save(file, optimize=True)
    if file.stat().st_size > MAX_BYTES:
        raise ValueError(f"{file.name} has {file.stat().st_size} bytes; at most {MAX_BYTES} are meant")


if __name__ == "__main__":
    main()
