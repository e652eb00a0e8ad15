"""The author's preview: what it shows of an appeal that nobody else may see, and that it follows the files."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import ADDRESSEES, APPEAL, FRENCH, SITE, Make
from flask import Flask
from PIL import Image
from visitor import KEY, NOON, TYPED, Compiled, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters.channel import Channel
from letters.layout import LayoutName
from letters.settings import Settings
from letters.web.preview import create_preview, findings
from letters.web.preview.samples import all_samples
from letters.web.renderer import Busy, Renderer

YAML = "jane-doe/appeal.yaml"
DRAFT = APPEAL.replace("status: open", "status: draft")
OTHER = APPEAL.replace("A teacher is held", "Another one is held")
EMBASSIES = "US: {GB: {name: Embassy in London, post: {lines: [Embassy, London], country: GB}}}\n"
Open = Callable[..., Any]


def _came_in(app: Flask, **options: Any) -> Any:
    """A client that has opened the address that the command printed."""
    client = app.test_client()
    entrance = client.get(f"/preview/open/{app.extensions['preview'].access.key}", **options)
    assert (entrance.status_code, entrance.headers["Location"]) == (303, "/preview")
    return client


_COMPILED = Compiled()


@pytest.fixture(name="preview")
def open_previews(make_appeals: Make, renderer: Renderer) -> Iterator[Open]:
    """Opens the preview of jane-doe with the test's own files and clock."""
    opened: list[Flask] = []

    def preview(
        files: dict[str, str | bytes | None] | None = None, now: dt.datetime = NOON, slug: str = "jane-doe"
    ) -> Any:
        app = create_preview(Settings(secret_key=KEY, appeals=make_appeals(files)), slug, renderer)
        app.jinja_env.bytecode_cache = _COMPILED
        app.config["NOW"] = lambda: now
        opened.append(app)
        return _came_in(app)

    yield preview
    for app in opened:
        app.extensions["preview"].watch.close()


def _write(client: Any, name: str, text: str) -> None:
    folder: Path = client.application.extensions["preview"].live.folder
    (folder / name).write_text(text, encoding="utf-8")


def _wait_until(done: Callable[[], bool]) -> None:
    for _ in range(500):
        if done():
            break
        time.sleep(0.02)


@pytest.mark.slow
def test_a_draft_is_shown_on_the_real_site_and_marked_on_every_page(preview: Open) -> None:
    client = preview({YAML: DRAFT, "other/appeal.yaml": OTHER.replace("status: open", "status: draft")})
    for path in ("/", "/appeals/jane-doe", "/appeals/jane-doe/write", "/privacy"):
        page = client.get(path).text
        assert "A draft: only you see it." in page, path
    assert "A teacher is held" in client.get("/").text
    assert client.get("/appeals/other").status_code == 404


@pytest.mark.slow
def test_an_embargo_is_shown_with_its_end_and_only_before_it(preview: Open) -> None:
    client = preview({YAML: APPEAL + "embargo: 2020-05-02T00:00Z\n"})
    assert "Not before 2020-05-02 00:00 UTC" in client.get("/appeals/jane-doe").text
    over = preview({YAML: APPEAL + "embargo: 2020-05-01T00:00Z\n"})
    assert "unpublished" not in over.get("/appeals/jane-doe").text


@pytest.mark.slow
def test_an_open_appeal_is_marked_in_no_way_and_a_stopped_one_stays_closed(preview: Open) -> None:
    assert "unpublished" not in preview().get("/appeals/jane-doe").text
    stopped = preview({YAML: APPEAL.replace("status: open", "status: stopped") + "outcome: She is free.\n"})
    assert "She is free." in stopped.get("/appeals/jane-doe").text
    assert stopped.get("/appeals/jane-doe/write").status_code == 410


NEWS = "title: She may see a lawyer\nlanguage: en\ndate: 2020-04-28\ncase: jane-doe\ntext: At last.\nstatus: draft\n"
EVENT = "title: An evening\nlanguage: en\nbegins: 2020-05-10 18:30\nplace: Town Hall\nembargo: 2020-05-02T00:00Z\n"


def test_news_that_is_a_draft_is_shown_on_the_real_site_and_marked_on_every_page(preview: Open) -> None:
    client = preview({"lawyer/news.yaml": NEWS, "evening/event.yaml": EVENT}, slug="lawyer")
    for path in ("/news/lawyer", "/news", "/", "/appeals/jane-doe", "/countries/us"):
        page = client.get(path).text
        assert "A draft: only you see this news." in page and "She may see a lawyer" in page, path
        assert "An evening" not in page
    page = client.get("/preview").text
    assert 'src="/news/lawyer"' in page and "All letters" not in page and "No errors" in page
    _write(client, "lawyer/news.yaml", NEWS.replace("date:", "dat:"))
    assert "you see the last version without errors" in client.get("/preview").text
    assert "She may see a lawyer" in client.get("/news/lawyer").text
    _write(client, "lawyer/news.yaml", NEWS.replace("status: draft", "status: open"))
    assert "unpublished" not in client.get("/news/lawyer").text


def test_an_event_under_embargo_says_in_its_preview_until_when(preview: Open) -> None:
    client = preview({"evening/event.yaml": EVENT}, slug="evening")
    page = client.get("/events/evening").text
    assert "Not before 2020-05-02 00:00 UTC: until then only you see this event." in page and "Town Hall" in page


def test_every_finding_stands_with_its_line_and_what_is_in_it(preview: Open) -> None:
    client = preview({YAML: DRAFT.replace("country: US", "country: USA", 1), "other/appeal.yaml": "title: x\n"})
    page = client.get("/preview").text
    assert "1 error" in page
    assert "line 2" in page
    assert "country: USA" in page
    assert "[A211]" in page
    assert "other/appeal.yaml" not in page


@pytest.mark.slow
def test_while_the_appeal_is_broken_its_last_version_stays_to_be_seen(preview: Open) -> None:
    client = preview()
    assert "No errors" in client.get("/preview").text
    _write(client, YAML, "title: [\n")
    page = client.get("/preview").text
    assert "you see the last version without errors" in page
    assert "A teacher is held" in client.get("/appeals/jane-doe").text
    _write(client, YAML, APPEAL.replace("A teacher is held", "A teacher is free"))
    assert "No errors" in client.get("/preview").text
    assert "A teacher is free" in client.get("/appeals/jane-doe").text


@pytest.mark.slow
def test_an_appeal_that_was_broken_from_the_start_is_shown_once_it_is_mended(preview: Open) -> None:
    client = preview({YAML: "title: [\n"})
    page = client.get("/preview").text
    assert "can be shown once that is put right" in page
    assert "<iframe" not in page
    assert client.get("/preview/letters").headers["Location"] == "/preview"
    _write(client, YAML, DRAFT)
    assert "<iframe" in client.get("/preview").text


@pytest.mark.parametrize("junk", [b"\xff\xfe\x00", b"PK\x03\x04 Word", b"\0" * 300_000])
def test_a_file_that_is_no_text_is_explained_like_any_other_mistake(preview: Open, junk: bytes) -> None:
    page = preview({YAML: junk}).get("/preview")
    assert page.status_code == 200
    assert "Error" in page.text


@pytest.mark.slow
@pytest.mark.parametrize("name", ["appeal.yaml", "fr.yaml", "unfinished/fr.yaml"])
def test_no_line_of_a_file_elsewhere_is_shown(preview: Open, tmp_path: Path, name: str) -> None:
    client, outside = preview(), tmp_path / "private"
    outside.write_text("the key: [to everything\n")
    link: Path = client.application.extensions["preview"].live.folder / "jane-doe" / name
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(outside)
    page = client.get("/preview").text
    assert "[A309]" in page
    assert "the key" not in page


@pytest.mark.skipif(sys.platform == "darwin", reason="no such names there")
def test_a_file_whose_name_is_no_utf8_is_explained_like_any_other(preview: Open) -> None:
    client = preview()
    _write(client, os.fsdecode(b"jane-doe/\xe9.yaml"), "x: [\n")
    assert "in jane-doe/\ufffd.yaml, line 2" in client.get("/preview").text


def test_a_link_in_a_circle_and_a_pipe_are_explained(preview: Open) -> None:
    client = preview({"jane-doe/fr.yaml": FRENCH})
    folder: Path = client.application.extensions["preview"].live.folder
    (folder / "jane-doe" / "fr.yaml").unlink()
    (folder / "jane-doe" / "fr.yaml").symlink_to("fr.yaml")
    os.mkfifo(folder / "jane-doe" / "de.yaml")
    page = client.get("/preview").text
    assert page.count("[A101]") == 2


def test_a_line_is_found_without_reading_all_of_a_large_file(preview: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise AssertionError(f"all of {path.name} is read")

    client = preview({YAML: "x: [\n" + "y" * 300_000, "addressees.yaml": "mayor: {colour: red}\n"})
    monkeypatch.setattr(Path, "read_bytes", refuse)
    page = client.get("/preview").text
    assert "[A102]" in page
    assert "x: [" not in page
    assert "colour: red" in page


def _between(monkeypatch: pytest.MonkeyPatch, save: Callable[[], object]) -> None:
    """Something that is saved while a page is being made, before the letter in it."""
    real = findings.of

    def first_saved(*about: Any) -> Any:
        found = real(*about)
        save()
        return found

    monkeypatch.setattr(findings, "of", first_saved)


@pytest.mark.slow
def test_what_is_saved_while_a_page_is_made_is_news_to_it(preview: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    client = preview()
    live, watch = (getattr(client.application.extensions["preview"], name) for name in ("live", "watch"))
    look, before = live._refresh, watch.fingerprint

    def save_after_a_look() -> None:
        look()
        _write(client, YAML, APPEAL.replace("A teacher is held", "A teacher is free"))
        _wait_until(lambda: watch.fingerprint != before)

    monkeypatch.setattr(live, "_refresh", save_after_a_look)
    assert f'data-fingerprint="{before}"' in client.get("/preview").text


@pytest.mark.slow
def test_a_page_is_of_one_piece_whatever_is_saved_meanwhile(preview: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    to_embassy = APPEAL.replace("to: [mayor]", "to: [mayor]\ncopies: [embassy]")
    client = preview({YAML: to_embassy, "embassies.yaml": EMBASSIES})

    def remove_the_embassy() -> None:
        _write(client, "embassies.yaml", "")
        # As the request of another page does, at the same time.
        client.application.extensions["preview"].live.look()

    _between(monkeypatch, remove_the_embassy)
    chosen = "/preview?layout=uk&to=mayor-copy-embassy"
    assert 'alt="Page 1 of the letter to Copy to Embassy in London in English"' in client.get(chosen).text
    assert "Copy to Embassy in London" not in client.get(chosen).text


def test_a_file_that_breaks_while_it_is_looked_at_is_explained(preview: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    client = preview()
    live = client.application.extensions["preview"].live
    look = live._refresh

    def break_after_a_look() -> None:
        look()
        _write(client, YAML, "title: [\n")

    monkeypatch.setattr(live, "_refresh", break_after_a_look)
    assert "No errors" in client.get("/preview").text


def test_an_appeal_that_breaks_together_with_the_site_file_is_explained(preview: Open) -> None:
    client = preview()
    _write(client, "site.yaml", "organisation: [\n")
    _write(client, YAML, "title: [\n")
    page = client.get("/preview")
    assert page.status_code == 200
    assert "in site.yaml, line" in page.text
    assert "in jane-doe/appeal.yaml, line" in page.text


@pytest.mark.slow
def test_there_is_a_letter_for_each_language_layout_and_channel(preview: Open) -> None:
    client = preview({"jane-doe/fr.yaml": FRENCH})
    seen = client.application.extensions["preview"].live.seen()
    trials = list(all_samples(seen.appeal, seen.written))
    assert len(trials) == len(set(trials)) == 2 * (len(LayoutName) + 2)
    assert {trial.channel for trial in trials} == set(Channel)
    page = client.get("/preview/letters").text
    links = re.findall(r'href="(/preview\?[^"]+)"', page)
    assert len(links) == len(trials)
    texts = [client.get(link.replace("&amp;", "&")).text for link in links]
    assert sum('class="page"' in text for text in texts) == 2 * (len(LayoutName) + 1)
    mails = [text for text in texts if 'class="mail"' in text]
    assert [text.count("écris au sujet de") > 0 for text in mails].count(True) == 1
    assert len(mails) == 2


@pytest.mark.slow
def test_the_picture_of_a_page_and_the_pdf_show_the_letter(preview: Open) -> None:
    client = preview({YAML: DRAFT})
    answer = client.get("/preview/page.png?language=en&layout=us&channel=post")
    picture = Image.open(io.BytesIO(answer.data))
    assert answer.mimetype == "image/png"
    assert picture.width == 900
    assert abs(picture.height / picture.width - 11 / 8.5) < 0.01
    with pypdfium2.PdfDocument(client.get("/preview/letter.pdf?layout=us").data) as document:
        text = document[0].get_textpage().get_text_range()
    assert "Portland OR 97201" in text
    assert "I teach as well." in text
    faxed = Image.open(io.BytesIO(client.get("/preview/page.png?channel=fax&layout=us").data))
    assert faxed.size != picture.size
    assert client.get("/preview/page.png?page=2").status_code == 404
    assert client.get("/preview/page.png?page=x").status_code == 404


@pytest.mark.slow
def test_the_sheet_of_a_draft_says_that_it_is_one_on_every_page(preview: Open) -> None:
    client = preview({YAML: DRAFT, "jane-doe/fr.yaml": FRENCH})
    answer = client.get("/appeals/jane-doe/sheet.pdf?language=fr", follow_redirects=True)
    assert answer.request.path == "/preview/sheet.pdf"
    with pypdfium2.PdfDocument(answer.data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert len(pages) == 2
    assert all("Projet" in page for page in pages)
    assert "/preview/sheet.pdf?language=en" in client.get("/preview").text


STOPPED = APPEAL.replace("status: open", "status: stopped") + "outcome: She is free.\n"
EMBARGO = APPEAL + "embargo: 2020-05-02T00:00Z\n"


@pytest.mark.parametrize("path", ["letters", "letter.pdf", "page.png", "page.png?channel=fax", "rendered", "sheet.pdf"])
def test_from_an_appeal_that_has_ended_nothing_is_made_by_any_path(preview: Open, path: str) -> None:
    answer = preview({YAML: STOPPED}).get(f"/preview/{path}")
    assert answer.status_code == 409
    assert "jane-doe has ended" in answer.text
    assert "She is free." in answer.text


def test_an_appeal_that_has_ended_is_shown_with_its_outcome_in_place_of_the_letter(preview: Open) -> None:
    client = preview()
    assert "Show this letter" in client.get("/preview").text
    _write(client, YAML, STOPPED)
    page = client.get("/preview")
    assert page.status_code == 200
    assert "no letter can be made from it any more. She is free." in page.text
    assert "Show this letter" not in page.text
    assert "Do all letters fit?" not in page.text
    assert "<iframe" in page.text


def _heads(content: bytes) -> list[str]:
    """What stands highest on each page of a PDF."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded(bottom=page.get_height() - 36).strip("\r\n ") for page in document]


@pytest.mark.slow
@pytest.mark.parametrize("layout", LayoutName)
@pytest.mark.parametrize(
    ("text", "mark"), [(DRAFT, "DRAFT: NOT TO BE SENT"), (EMBARGO, "NOT TO BE SENT BEFORE 2020-05-02 00:00 UTC")]
)
def test_a_letter_that_may_not_be_sent_says_so_on_every_page_and_in_its_name(
    preview: Open, layout: str, text: str, mark: str
) -> None:
    long = text.replace("I write to you about Jane Doe.", "I write to you about Jane Doe. " * 150)
    answer = preview({YAML: long}).get(f"/preview/letter.pdf?layout={layout}")
    heads = _heads(answer.data)
    assert len(heads) > 1
    assert set(heads) == {mark}
    assert answer.headers["Content-Disposition"] == 'inline; filename="draft-jane-doe-mayor.pdf"'


@pytest.mark.slow
@pytest.mark.parametrize("channel", ["post", "fax"])
def test_the_picture_of_a_letter_that_may_not_be_sent_has_the_mark_too(preview: Open, channel: str) -> None:
    def is_marked(text: str) -> bool:
        answer = preview({YAML: text}).get(f"/preview/page.png?channel={channel}")
        picture = Image.open(io.BytesIO(answer.data)).convert("L")
        darkest: Any = picture.crop((0, 0, picture.width, picture.height // 25)).getextrema()
        return bool(darkest[0] < 128)

    assert is_marked(DRAFT)
    assert not is_marked(APPEAL)


def test_the_letter_of_an_open_appeal_is_the_one_that_supporters_get(preview: Open) -> None:
    answer = preview().get("/preview/letter.pdf")
    assert _heads(answer.data) == [""]
    assert answer.headers["Content-Disposition"] == 'inline; filename="jane-doe-mayor.pdf"'


@pytest.mark.slow
def test_what_the_previewed_site_makes_of_a_draft_is_marked_or_not_made(preview: Open) -> None:
    client = preview({YAML: DRAFT, "other/appeal.yaml": OTHER})
    data = TYPED
    for name in ("letters/mayor.pdf", "letters.pdf"):
        answer = client.post(f"/appeals/jane-doe/{name}", data=data)
        assert _heads(answer.data) == ["DRAFT: NOT TO BE SENT"]
        assert 'filename="draft-jane-doe-' in answer.headers["Content-Disposition"]
    for extension in ("eml", "txt", "tif"):
        answer = client.post(f"/appeals/jane-doe/letters/mayor.{extension}", data=data)
        assert answer.status_code == 409
        assert "Until the appeal is public" in answer.text
        assert client.post(f"/appeals/other/letters/mayor.{extension}", data=data).status_code == 200
    assert _heads(client.post("/appeals/other/letters.pdf", data=data).data) == [""]


@pytest.mark.slow
@pytest.mark.parametrize("text", [DRAFT, EMBARGO])
def test_the_page_to_check_a_letter_offers_no_way_to_send_what_is_not_public(preview: Open, text: str) -> None:
    def checked(client: Any, slug: str = "jane-doe") -> str:
        return str(client.post(f"/appeals/{slug}/check", data=TYPED).text)

    ways = ("mailto:", "<textarea id=", ".eml", ".txt", ".tif")
    client = preview({YAML: text, "other/appeal.yaml": OTHER})
    public, kept = checked(client, "other"), checked(client)
    assert all(way in public for way in ways) and "are left out here" not in public
    assert [way for way in ways if way in kept] == []
    assert "Until the appeal is public, the ways to send the letter by e-mail and fax are left out here" in kept
    assert "letters/mayor.pdf" in kept


@pytest.mark.slow
def test_the_last_version_of_an_appeal_that_has_errors_now_counts_as_a_draft(preview: Open) -> None:
    client = preview()
    data = TYPED
    _write(client, YAML, DRAFT.replace("country: US", "country: USA", 1))
    answer = client.get("/preview/letter.pdf")
    assert _heads(answer.data) == ["DRAFT: NOT TO BE SENT"]
    assert 'filename="draft-' in answer.headers["Content-Disposition"]
    assert _heads(client.post("/appeals/jane-doe/letters.pdf", data=data).data) == ["DRAFT: NOT TO BE SENT"]
    assert client.post("/appeals/jane-doe/letters/mayor.eml", data=data).status_code == 409
    assert "It has errors at the moment: only you see" in client.get("/appeals/jane-doe").text
    with pypdfium2.PdfDocument(client.get("/preview/sheet.pdf").data) as document:
        assert all("Draft" in page.get_textpage().get_text_range() for page in document)
    _write(client, YAML, APPEAL)
    assert _heads(client.get("/preview/letter.pdf").data) == [""]
    assert "unpublished" not in client.get("/appeals/jane-doe").text


class _Full:
    def pdf(self, *_: Any) -> bytes:
        raise Busy("Many letters are being made.")


@pytest.mark.parametrize("path", ["letter.pdf", "page.png", "rendered"])
def test_a_letter_that_can_not_be_made_now_is_one_for_later(preview: Open, path: str) -> None:
    client = preview()
    images = client.application.extensions["preview"].images
    images._renderer = _Full()
    answer = client.get(f"/preview/{path}")
    assert answer.status_code == 503
    assert "Many letters are being made." in answer.text


def test_a_letter_that_can_not_be_printed_says_why(preview: Open) -> None:
    client = preview({YAML: APPEAL.replace("I write to you", "\U000e0fff I write to you")})
    for path in ("letter.pdf", "page.png"):
        answer = client.get(f"/preview/{path}")
        assert answer.status_code == 409
        assert "No letter can be printed with these characters" in answer.text
    assert "No letter can be printed with these characters" in client.get("/preview").text


def test_how_the_letter_reads_is_said_beside_it(preview: Open) -> None:
    page = preview().get("/preview").text
    assert re.search(r"\d+ words, every point ticked; \d+ s to read aloud\.", page)
    assert '<q lang="en" dir="ltr">I write to you about Jane Doe.</q>' in page


def test_points_can_be_left_out(preview: Open) -> None:
    client = preview()
    assert "I teach as well." in client.get("/preview?channel=email").text
    assert "I teach as well." not in client.get("/preview?channel=email&short=1").text


def test_what_an_appeal_does_not_have_can_not_be_left_out(preview: Open) -> None:
    points = APPEAL[APPEAL.index("    - points") : APPEAL.index("    - own_words")]
    page = preview({YAML: APPEAL.replace(points, "")}).get("/preview").text
    assert "Show this letter" in page
    assert "Without any of the points" not in page
    assert "every point ticked" not in page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("site", "layout", "lines"),
    [
        (SITE, "uk", ["12 Station Road", "LS1 4AB Leeds", "Leeds LS1 4AB"]),
        (SITE.replace("GB", "CA"), "us", ["Ottawa ON K1A 0B1"]),
        (SITE.replace("GB", "SE"), "din5008b", ["111 22 Stockholm"]),
        (SITE.replace("GB", "KE"), "din5008b", ["Example Town"]),
        (SITE.replace("country: GB\n", ""), "din5008b", ["10999 Berlin"]),
    ],
)
def test_letters_begin_with_layout_and_sender_of_the_organisations_country(
    preview: Open, site: str, layout: str, lines: list[str]
) -> None:
    client = preview({"site.yaml": site})
    assert f'<option value="{layout}" selected>' in client.get("/preview").text
    with pypdfium2.PdfDocument(client.get("/preview/letter.pdf").data) as document:
        text = document[0].get_textpage().get_text_range()
    assert any(line in text for line in lines), text
    with pypdfium2.PdfDocument(client.get("/preview/letter.pdf?layout=fr").data) as document:
        assert "69003 Lyon" in document[0].get_textpage().get_text_range()


@pytest.mark.slow
def test_a_copy_can_be_chosen_where_the_layouts_country_has_one(preview: Open) -> None:
    client = preview(
        {YAML: APPEAL.replace("to: [mayor]", "to: [mayor]\ncopies: [embassy]"), "embassies.yaml": EMBASSIES}
    )
    assert "Copy to Embassy in London" in client.get("/preview?layout=uk").text
    assert "Copy to" not in client.get("/preview?layout=us").text
    with pypdfium2.PdfDocument(client.get("/preview/letter.pdf?layout=uk&to=mayor-copy-embassy").data) as document:
        assert "Copy for information." in document[0].get_textpage().get_text_range()


def test_a_link_to_what_is_gone_shows_what_is_there(preview: Open) -> None:
    page = preview().get("/preview?language=xx&to=nobody-copy-nowhere&layout=huge&channel=pigeon").text
    assert 'alt="Page 1 of the letter to Mayor Ada Byron in English"' in page


def test_a_channel_that_is_missing_or_suspended_is_explained(preview: Open) -> None:
    to_judge = APPEAL.replace("to: [mayor]", "to: [judge]")
    assert "has no address for this channel" in preview({YAML: to_judge}).get("/preview?channel=fax").text
    closed = ADDRESSEES.replace("  fax:", "  unavailable: {post: Post is suspended.}\n  fax:", 1)
    assert "Not by this channel: Post is suspended." in preview({"addressees.yaml": closed}).get("/preview").text


@pytest.mark.slow
def test_letters_that_overflow_are_found_when_all_are_made(preview: Open) -> None:
    assert "each fits on one page" in preview().get("/preview/rendered").text
    long = APPEAL.replace("I write to you about Jane Doe.", "I write to you about Jane Doe. " * 150)
    assert "A502" in preview({YAML: long}).get("/preview/rendered").text


def test_of_an_appeal_with_errors_nobody_says_that_its_letters_fit(preview: Open) -> None:
    client = preview()
    _write(client, YAML, APPEAL.replace("country: US", "country: USA", 1))
    page = client.get("/preview/rendered").text
    assert "the appeal has errors, so no letter was made" in page
    assert "each fits" not in page


def test_an_entry_of_the_address_book_names_the_other_appeals_that_change_with_it(preview: Open) -> None:
    stopped = OTHER.replace("status: open", "status: stopped") + "outcome: Free.\n"
    page = preview({"other/appeal.yaml": OTHER, "over/appeal.yaml": stopped}).get("/preview").text
    assert "1 other open appeal changes: other." in page


def test_the_event_stream_tells_the_mark_at_once_and_each_new_one(preview: Open) -> None:
    client = preview()
    watch = client.application.extensions["preview"].watch
    events = watch.events(every=0.01)
    first = next(events)
    assert first == f"retry: 500\ndata: {watch.fingerprint}\n\n"
    assert next(events) == ": still here\n\n"
    _write(client, YAML, DRAFT)
    told = next(event for event in watch.events(every=10) if event != first)
    assert told == f"retry: 500\ndata: {watch.fingerprint}\n\n"
    assert client.get("/preview/changes").mimetype == "text/event-stream"


def test_a_change_that_comes_while_an_event_is_on_its_way_is_told_next(preview: Open) -> None:
    client = preview()
    watch = client.application.extensions["preview"].watch
    events = watch.events(every=0.01)
    assert [next(events), next(events)][1] == ": still here\n\n"
    before = watch.fingerprint
    _write(client, YAML, DRAFT)
    _wait_until(lambda: watch.fingerprint != before)
    assert next(events) == f"retry: 500\ndata: {watch.fingerprint}\n\n"


@pytest.mark.slow
def test_only_this_machines_names_are_answered_whatever_the_settings_say(
    make_appeals: Make, renderer: Renderer
) -> None:
    settings = Settings(
        secret_key=KEY, appeals=make_appeals(), address="https://letters.example", allowed_hosts=("letters.example",)
    )
    app = create_preview(settings, "jane-doe", renderer)
    try:
        for address, status in (("http://letters.example", 400), ("http://127.0.0.1:8010", 200)):
            client = _came_in(app, base_url=address)
            assert client.get("/preview", base_url=address).status_code == status
    finally:
        app.extensions["preview"].watch.close()


@pytest.mark.slow
def test_a_frame_is_allowed_in_the_preview_and_never_on_the_site(preview: Open, visit: Any) -> None:
    for path in ("/preview", "/appeals/jane-doe"):
        assert "frame-ancestors 'self'" in preview().get(path).headers["Content-Security-Policy"]
    policy = visit().get("/appeals/jane-doe").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "frame-src" not in policy
    assert visit().get("/preview").status_code == 404


PATHS = (
    "/",
    "/preview",
    "/preview/letters",
    "/preview/page.png",
    "/preview/changes",
    "/appeals/jane-doe",
    "/static/site.css",
)


def _is_closed(answer: Any) -> bool:
    assert "held" not in answer.text
    return answer.status_code == 403 and "Open the address that <code>letters preview</code> has printed" in answer.text


@pytest.mark.slow
def test_only_who_has_opened_the_printed_address_sees_anything(preview: Open) -> None:
    app = preview({YAML: DRAFT}).application
    for path in PATHS:
        assert _is_closed(app.test_client().get(path)), path
        with _came_in(app).get(path) as answer:
            assert answer.status_code == 200, path
    assert _is_closed(app.test_client().post("/appeals/jane-doe/write", data=TYPED))
    assert "default-src 'none'" in app.test_client().get("/preview").headers["Content-Security-Policy"]


@pytest.mark.parametrize("key", ["", "x", "\xe9", "\udcff"])
def test_no_other_key_opens(preview: Open, key: str) -> None:
    app = preview().application
    stranger = app.test_client()
    assert _is_closed(stranger.get(f"/preview/open/{key.encode('utf-8', 'surrogateescape').decode('latin-1')}"))
    stranger.set_cookie("preview-80", app.extensions["preview"].access.key)
    assert _is_closed(stranger.get("/preview"))


def test_the_cookie_is_for_this_site_alone_and_not_for_scripts(preview: Open) -> None:
    app = preview().application
    answer = app.test_client().get(f"/preview/open/{app.extensions['preview'].access.key}")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Domain" not in cookie
    assert app.extensions["preview"].access.key not in cookie
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_a_browser_is_started_with_opens_once(preview: Open) -> None:
    app = preview().application
    address = f"/preview/open/{app.extensions['preview'].access.once()}"
    assert app.test_client().get(address).status_code == 303
    assert _is_closed(app.test_client().get(address))


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_page_of_another_site_or_port_gets_anything(preview: Open, site: str) -> None:
    client = preview()
    key = client.application.extensions["preview"].access.key
    for path in (*PATHS, f"/preview/open/{key}"):
        assert _is_closed(client.get(path, headers={"Sec-Fetch-Site": site})), path
    assert client.get("/preview", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_only_so_many_pages_listen_and_one_that_goes_makes_room(preview: Open) -> None:
    client = preview()
    streams = [client.get("/preview/changes") for _ in range(16)]
    assert {stream.status_code for stream in streams} == {200}
    assert client.get("/preview/changes").status_code == 503
    assert client.get("/preview").status_code == 200
    streams[3].close()
    assert client.get("/preview/changes").status_code == 200
