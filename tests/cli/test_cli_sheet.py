"""`letters sheet` as a person runs it: a file, a reason, or a note about what the sheet lacks."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner, Result
from conftest import ADDRESSEES, APPEAL
from PIL import Image

from letters.cli import main

Make = Callable[..., Path]
TRANSLATION = (
    "title: Une enseignante détenue\nsummary: Elle est détenue.\nletter:\n  subject: Jane Doe\n  body:\n"
    "    - Je vous écris.\n    - {points: Quoi, choices: {colleague: J’enseigne., family: Sa famille.}}\n"
    "    - own_words: Pourquoi?\n    - {demands: Je vous demande, items: [de la libérer, de l’entendre]}\n"
)


@pytest.fixture
def sheet(make_appeals: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs `letters sheet jane-doe` with these words, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LETTERS_ADDRESS", raising=False)

    def run(*words: str, files: dict[str, str | bytes | None] | None = None, **settings: str) -> Result:
        folder = make_appeals(files)
        return CliRunner().invoke(main, ["sheet", "jane-doe", "--appeals", str(folder), *words], env=settings)

    return run


def text_of(path: str) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


def code_of(path: str) -> list[str]:
    page = pypdfium2.PdfDocument(path)[1].render(scale=4).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(page)]


def test_it_writes_a_file_of_two_pages_and_says_so(sheet: Callable[..., Result]) -> None:
    result = sheet("--address", "https://letters.example/")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "jane-doe as a sheet of 2 pages in out/ (jane-doe-sheet.pdf)\n"
    front, back = text_of("out/jane-doe-sheet.pdf")
    assert "A teacher is held" in front and "Dear Mayor," in front and "Town Hall" in back
    assert code_of("out/jane-doe-sheet.pdf") == ["https://letters.example/appeals/jane-doe/write"]


@pytest.mark.slow
def test_without_an_address_it_says_why_there_is_no_code(sheet: Callable[..., Result]) -> None:
    result = sheet()
    assert result.exit_code == 0
    assert "there is no QR code" in result.stderr and "--address" in result.stderr
    assert code_of("out/jane-doe-sheet.pdf") == []


@pytest.mark.slow
def test_the_address_also_comes_from_the_settings_and_must_be_one(sheet: Callable[..., Result]) -> None:
    assert sheet(LETTERS_ADDRESS="https://settings.example").stderr == ""
    assert code_of("out/jane-doe-sheet.pdf") == ["https://settings.example/appeals/jane-doe/write"]
    result = sheet("--force", "--address", "letters.example")
    assert result.exit_code == 1 and "--address" in result.stderr and "https://letters.example" in result.stderr


@pytest.mark.slow
def test_a_translation_has_a_file_of_its_own(sheet: Callable[..., Result]) -> None:
    files: dict[str, str | bytes | None] = {"jane-doe/fr.yaml": TRANSLATION}
    assert "(jane-doe-sheet-fr.pdf)" in sheet("--language", "fr", files=files).stdout
    front, _ = text_of("out/jane-doe-sheet-fr.pdf")
    assert "Une enseignante détenue" in front and "Madame la Maire," in front
    result = sheet("--language", "de", files=files)
    assert result.exit_code == 1 and "choose from: en, fr" in result.stderr


@pytest.mark.slow
def test_nothing_is_overwritten_without_being_told_to(sheet: Callable[..., Result]) -> None:
    assert sheet("--out", "sheets").exit_code == 0
    file = Path("sheets/jane-doe-sheet.pdf")
    made = file.read_bytes()
    file.write_bytes(b"mine")
    result = sheet("--out", "sheets")
    assert result.exit_code == 1 and "--force" in result.stderr and file.read_bytes() == b"mine"
    assert sheet("--out", "sheets", "--force").exit_code == 0
    assert file.read_bytes() == made, "the same appeal gives the same bytes"
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_stopped_appeal_has_no_sheet_even_when_it_is_late(sheet: Callable[..., Result]) -> None:
    text = APPEAL.replace("status: open", "status: stopped\noutcome: She is free.")
    text = text.replace("deadline: none", "deadline: 2020-05-01")
    for words in ([], ["--late"], ["--force"]):
        result = sheet(*words, files={"jane-doe/appeal.yaml": text})
        assert result.exit_code == 1 and "has ended" in result.stderr and "She is free." in result.stderr
    assert not Path("out").exists()


@pytest.mark.slow
def test_after_the_deadline_it_asks_to_be_told_twice(sheet: Callable[..., Result]) -> None:
    files: dict[str, str | bytes | None] = {
        "jane-doe/appeal.yaml": APPEAL.replace("deadline: none", "deadline: 2020-05-01")
    }
    result = sheet(files=files)
    assert result.exit_code == 1 and "--late" in result.stderr and not Path("out").exists()
    assert sheet("--late", files=files).exit_code == 0
    front, _ = text_of("out/jane-doe-sheet.pdf")
    assert "The last day was 1 May 2020" in front and "Please write" not in front


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "mark"),
    [
        ("status: open", "status: draft", "Draft – not to be handed out"),
        (
            "status: open",
            "status: open\nembargo: 2199-01-01T12:00Z",
            "Not to be handed out before 1 January 2199, 12:00",
        ),
    ],
)
def test_what_is_not_public_yet_is_marked_on_every_page(
    sheet: Callable[..., Result], old: str, new: str, mark: str
) -> None:
    result = sheet("--address", "https://x.example", files={"jane-doe/appeal.yaml": APPEAL.replace(old, new)})
    assert (result.exit_code, result.stderr) == (0, "note: this appeal isn't public yet, and every page says so\n")
    pages = text_of("out/jane-doe-sheet.pdf")
    assert len(pages) == 2 and all(mark in page for page in pages)


@pytest.mark.slow
def test_the_logo_is_printed_in_place_of_the_organisation_s_name(sheet: Callable[..., Result]) -> None:
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><path d="M0 0h60v20z"/></svg>'
    site = "organisation: Letters for Rights\nlogo: logo.svg\n"
    files: dict[str, str | bytes | None] = {"site.yaml": site, "logo.svg": logo}
    assert sheet(files=files).exit_code == 0
    assert "Letters for Rights" not in text_of("out/jane-doe-sheet.pdf")[0]


def test_the_photo_is_printed_without_what_its_file_tells_else(sheet: Callable[..., Result]) -> None:
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x010E] = "where she lives"
    Image.new("RGB", (2000, 3000), "grey").save(out, "JPEG", exif=exif)
    text = APPEAL + "photo: {file: photo.jpg, alt: Jane at her desk, credit: Joe Bloggs}\n"
    files: dict[str, str | bytes | None] = {"jane-doe/appeal.yaml": text, "jane-doe/photo.jpg": out.getvalue()}
    assert sheet(files=files).exit_code == 0
    made = Path("out/jane-doe-sheet.pdf").read_bytes()
    assert "Photo: Joe Bloggs" in text_of("out/jane-doe-sheet.pdf")[0]
    assert b"JFIF" in made and b"where she lives" not in made
    broken = sheet("--force", files={**files, "jane-doe/photo.jpg": b"no picture"})
    assert broken.exit_code == 1 and "photo.jpg: this picture can't be opened" in broken.stderr


@pytest.mark.slow
def test_a_third_page_is_printed_and_the_author_is_told_what_to_shorten(sheet: Callable[..., Result]) -> None:
    text = APPEAL + "background: " + "Where she is held is unknown. " * 400 + "\n"
    result = sheet("--address", "https://x.example", files={"jane-doe/appeal.yaml": text})
    assert result.exit_code == 0
    assert re.search(r"warning: [34] pages don't fit .*: shorten the background \(\d+ characters\) or", result.stderr)
    assert "".join(text_of("out/jane-doe-sheet.pdf")).count("unknown.") > 350


@pytest.mark.slow
def test_check_reports_a_sheet_that_is_too_long_where_the_text_stands(make_appeals: Make) -> None:
    text = APPEAL + "background: " + "Where she is held is unknown. " * 400 + "\n"
    folder = make_appeals({"jane-doe/appeal.yaml": text})
    result = CliRunner().invoke(main, ["check", str(folder), "--render"])
    line = text[: text.index("background:")].count("\n") + 1
    assert re.search(
        rf"appeal\.yaml:{line}:\d+: warning: background: makes a sheet of [34] pages: .*A504", result.stdout
    )
    assert result.exit_code == 0
    files = {"jane-doe/appeal.yaml": APPEAL, "addressees.yaml": ADDRESSEES}
    assert "A504" not in CliRunner().invoke(main, ["check", str(make_appeals(files)), "--render"]).stdout


@pytest.mark.slow
def test_a_sheet_knows_nothing_of_the_day_on_which_it_is_made(sheet: Callable[..., Result]) -> None:
    assert sheet().exit_code == 0
    assert str(dt.date.today().year) not in "".join(text_of("out/jane-doe-sheet.pdf"))
