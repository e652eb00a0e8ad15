"""The sheet on the site: a link where an appeal is open, a PDF made once, and no way to keep the site busy with it."""

from __future__ import annotations

import datetime as dt
import io
import threading
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from conftest import APPEAL, Make
from PIL import Image
from visitor import JANE, KEY, Visit, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters.errors import Refused
from letters.handout import Handout, hand_out
from letters.library.library import Library
from letters.settings import Settings
from letters.web import create_app
from letters.web.handout_cache import TRY_AGAIN_AFTER, HandoutCache
from letters.web.renderer import BUSY, TOO_LONG, Busy, TooLong

SHEET = f"{JANE}/sheet.pdf"
NOON = dt.datetime(2020, 5, 1, 12, tzinfo=dt.UTC)
FRENCH = (
    "title: Une enseignante détenue\nsummary: Elle est détenue.\nletter:\n  subject: Jane Doe\n  body:\n"
    "    - Je vous écris.\n    - {points: Quoi, choices: {colleague: J’enseigne., family: Sa famille.}}\n"
    "    - own_words: Pourquoi?\n    - {demands: Je vous demande, items: [de la libérer, de l’entendre]}\n"
)


class Maker:
    """A renderer that counts, and makes what it is told to make."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.made = list(answers), list[Handout]()

    def sheet(self, handout: Handout) -> bytes:
        self.made.append(handout)
        answer = self.answers.pop(0) if self.answers else b"%PDF of " + handout.title.encode()
        if isinstance(answer, Exception):
            raise answer
        return bytes(answer)


def changed(**fields: str) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + "".join(
        line for line in APPEAL.splitlines(keepends=True) if line.partition(":")[0] not in fields
    )


def test_the_appeal_s_page_links_to_its_sheet_in_every_language(visit: Visit) -> None:
    assert "other languages" not in visit().get(JANE).text
    page = visit({"jane-doe/fr.yaml": FRENCH}).get(JANE).text
    assert f'href="{SHEET}?language=en"' in page and f'href="{SHEET}?language=fr"' in page
    assert 'lang="fr"' in page and "Français</a>" in page


@pytest.mark.slow
def test_the_sheet_is_a_pdf_to_download_with_the_code_of_the_settings_address(visit: Visit) -> None:
    site = visit(address="https://letters.example", allowed_hosts=("other.example",))
    answer = site.get(SHEET, headers={"Host": "other.example"})
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="jane-doe-sheet.pdf"'
    document = pypdfium2.PdfDocument(answer.data)
    (code,) = zxingcpp.read_barcodes(document[1].render(scale=4).to_pil())
    assert len(document) == 2 and code.text == f"https://letters.example{JANE}/write"


@pytest.mark.slow
def test_a_site_without_an_address_makes_a_sheet_without_a_code(visit: Visit) -> None:
    document = pypdfium2.PdfDocument(visit().get(SHEET).data)
    assert zxingcpp.read_barcodes(document[1].render(scale=4).to_pil()) == []


def test_a_translation_is_asked_for_by_its_language(visit: Visit) -> None:
    site = visit({"jane-doe/fr.yaml": FRENCH}, makes=Maker())
    answer = site.get(f"{SHEET}?language=fr")
    assert 'filename="jane-doe-sheet-fr.pdf"' in answer.headers["Content-Disposition"]
    assert answer.data == "%PDF of Une enseignante détenue".encode()
    assert site.get(f"{SHEET}?language=de").status_code == 404
    # The browser's language changes nothing: what a cache keeps is the same for all.
    assert site.get(SHEET, headers={"Accept-Language": "fr"}).data == b"%PDF of A teacher is held"


def test_it_may_be_kept_for_minutes_carries_no_cookie_and_is_sent_once(visit: Visit) -> None:
    site = visit(makes=Maker())
    first = site.get(SHEET)
    assert first.headers["Cache-Control"] == "public, max-age=300" and "Set-Cookie" not in first.headers
    again = site.get(SHEET, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "stopped", "outcome": "She is free."}, 410),
        ({"deadline": "2020-04-30"}, 410),
        ({"status": "draft"}, 404),
        ({"embargo": "2020-06-01T00:00Z"}, 404),
    ],
)
def test_what_is_not_open_has_neither_sheet_nor_link(visit: Visit, fields: dict[str, str], status: int) -> None:
    maker = Maker()
    site = visit({"jane-doe/appeal.yaml": changed(**fields)}, makes=maker)
    assert site.get(SHEET).status_code == status and maker.made == []
    assert "sheet.pdf" not in site.get(JANE).text
    assert site.get("/appeals/nobody/sheet.pdf").status_code == 404


@pytest.mark.slow
def test_the_photo_is_on_the_sheet_and_a_broken_one_is_left_out(visit: Visit) -> None:
    out = io.BytesIO()
    Image.new("RGB", (900, 1200), "grey").save(out, "PNG")
    files: dict[str, Any] = {
        "jane-doe/appeal.yaml": changed(photo="{file: photo.png, alt: Jane, credit: Joe}"),
        "jane-doe/photo.png": out.getvalue(),
    }
    maker = Maker()
    visit(files, makes=maker).get(SHEET)
    with Image.open(io.BytesIO(maker.made[0].picture)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (600, 800))
    visit({**files, "jane-doe/photo.png": b"broken"}, makes=maker).get(SHEET)
    assert maker.made[1].picture == b""


def test_a_sheet_is_made_once_and_anew_when_the_appeal_has_changed(visit: Visit) -> None:
    maker = Maker()
    site = visit(makes=maker)
    for _ in range(5):
        assert site.get(SHEET).data == b"%PDF of A teacher is held"
    assert len(maker.made) == 1
    live = site.app.extensions["letters"].live
    (live._folder / "jane-doe" / "appeal.yaml").write_text(changed(title="She is ill"))
    live.look()
    assert site.get(SHEET).data == b"%PDF of She is ill"
    assert len(maker.made) == 2


@pytest.fixture
def handouts(shipped: Library) -> list[Handout]:
    """Sheets of four appeals."""
    slugs = ("tashpolat-tiyip", "gao-zhisheng", "liu-shaoming", "yang-zhengjun")
    return [hand_out(shipped.appeals[slug], shipped, "en", NOON) for slug in slugs]


def test_the_stock_keeps_the_last_ones_as_far_as_there_is_room(handouts: list[Handout]) -> None:
    maker = Maker(*[bytes(100_000) for _ in range(9)])
    stock = HandoutCache(maker.sheet, room=300_000)
    one, two, three, _ = handouts
    for handout in (one, two, one, three):
        stock.pdf(handout)
    assert maker.made == [one, two, three]
    stock.pdf(one)
    assert len(maker.made) == 3
    stock.pdf(two)
    assert maker.made[3:] == [two], "the one that nobody had asked for again had to go"


def test_what_was_refused_is_refused_again_without_being_tried(handouts: list[Handout]) -> None:
    maker = Maker(Refused("At most {limit}.", limit=3))
    stock = HandoutCache(maker.sheet)
    for _ in range(3):
        with pytest.raises(Refused, match="At most 3"):
            stock.pdf(handouts[0])
    assert len(maker.made) == 1


def test_what_took_too_long_is_not_tried_again_for_the_next_readers(handouts: list[Handout]) -> None:
    """It would take as long each time, and each time others would wait."""
    now = [0.0]
    maker = Maker(TooLong(TOO_LONG))
    stock = HandoutCache(maker.sheet, clock=lambda: now[0])
    for now[0] in (0.0, 20.0, TRY_AGAIN_AFTER - 1):
        with pytest.raises(Refused, match="takes too long"):
            stock.pdf(handouts[0])
    assert len(maker.made) == 1
    now[0] = TRY_AGAIN_AFTER
    assert stock.pdf(handouts[0]).startswith(b"%PDF"), "the computer may have been busy with something else"


@pytest.mark.slow
def test_no_sheet_stands_in_the_letters_queue(make_appeals: Make) -> None:
    app = create_app(Settings(secret_key=KEY, appeals=make_appeals()))
    renderer = app.extensions["letters"].renderer
    try:
        with renderer._turns.turn():
            assert app.test_client().get(SHEET).data.startswith(b"%PDF")
    finally:
        renderer.close()


def test_what_passes_is_tried_again(handouts: list[Handout]) -> None:
    stock = HandoutCache(Maker(Busy(BUSY)).sheet)
    with pytest.raises(Busy):
        stock.pdf(handouts[0])
    assert stock.pdf(handouts[0]).startswith(b"%PDF")


def test_one_is_made_at_a_time_few_wait_and_others_are_asked_to_come_back(handouts: list[Handout]) -> None:
    begun, go_on = threading.Semaphore(0), threading.Event()

    class Slow(Maker):
        def sheet(self, handout: Handout) -> bytes:
            begun.release()
            go_on.wait(30)
            return super().sheet(handout)

    maker = Slow()
    stock = HandoutCache(maker.sheet, waiting=2)
    got: list[bytes] = []
    readers = [threading.Thread(target=lambda: got.append(stock.pdf(handouts[0]))) for _ in range(2)]
    readers[0].start()
    assert begun.acquire(timeout=30)
    readers[1].start()
    while stock._waiting.acquire(blocking=False):
        stock._waiting.release()
    with pytest.raises(Busy):
        stock.pdf(handouts[1])
    go_on.set()
    for reader in readers:
        reader.join(30)
    assert len(got) == 2 and len(maker.made) == 1, "who waited got the one that was made meanwhile"


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [(Busy(BUSY), 503, "try again in a moment"), (Refused("No font has {x}.", x="Q"), 404, "No font has Q.")],
)
def test_a_sheet_that_is_not_made_is_explained(visit: Visit, error: Exception, status: int, said: str) -> None:
    answer = visit(makes=Maker(error)).get(SHEET)
    assert answer.status_code == status and said in answer.text and "Your text" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers.get("Retry-After") == ("30" if status == 503 else None)


@pytest.mark.slow
def test_the_renderer_s_process_makes_what_the_command_line_makes(renderer: Any, handouts: list[Handout]) -> None:
    from letters.pdf.handout import render

    assert renderer.sheet(handouts[0]) == render(handouts[0])
