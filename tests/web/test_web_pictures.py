"""Pictures on the pages: every photo with its description and credit, as small as will do; else a drawing."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from conftest import APPEAL, FRENCH, SITE
from PIL import Image
from translated import own_catalogues, write_catalogue  # noqa: F401 one is a fixture
from visitor import JANE, Visit, one_renderer, open_sites  # noqa: F401 two are fixtures

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40" onload="alert(1)"><path d="M0 0h9v9z"/></svg>'


def jpeg(width: int, height: int, turned: int = 1) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010E] = turned, "where she lives"
    Image.new("RGB", (width, height), "#8a4").save(out, "JPEG", exif=exif)
    return out.getvalue()


def files(*photos: str, **more: bytes) -> dict[str, str | bytes | None]:
    listed = "".join(f"  - {{{photo}}}\n" for photo in photos)
    text = APPEAL + (f"photos:\n{listed}" if photos else "")
    made: dict[str, str | bytes | None] = {"jane-doe/appeal.yaml": text, "site.yaml": SITE + "languages: [en, fr]\n"}
    return made | {f"jane-doe/{name.replace('_', '.')}": content for name, content in more.items()}


def test_every_photo_stands_on_the_page_and_a_shared_credit_once(visit: Visit) -> None:
    client = visit(
        files(
            'file: a.jpg, alt: Jane at a desk, credit: "© Hu Jia", caption: Jane in 2019',
            'file: b.jpg, alt: Her desk, credit: "© Hu  Jia"',
            "file: c.svg, alt: A bird, credit: Photo via Twitter",
            a_jpg=jpeg(60, 40),
            b_jpg=jpeg(60, 40, turned=6),
            c_svg=DRAWING,
        )
    )
    page = client.get(JANE).text
    assert page.count("Hu Jia") == 1 and page.count("Photo via Twitter") == 1
    assert "Photo: " not in page and "Photos: " not in page
    assert re.findall(r'<img src="[^"]*photos[^>]* alt="([^"]*)"', page) == ["Jane at a desk", "Her desk", "A bird"]
    sizes = re.findall(r'<img src="[^"]*photos/\d-\d+"[^>]*? width="(\d+)" height="(\d+)"', page)
    assert sizes == [("60", "40"), ("40", "60"), ("60", "40")]
    assert page.count('loading="lazy"') == 2 and page.count('decoding="async"') == 3 and "Jane in 2019" in page
    drawn = client.get(f"{JANE}/photos/3-320")
    assert drawn.mimetype == "image/svg+xml" and b"<path" in drawn.data and b"alert" not in drawn.data


def test_a_drawing_is_no_picture_beside_a_link_however_its_file_is_called(visit: Visit) -> None:
    client = visit(files("file: a.SVG, alt: A bird, credit: Joe", a_SVG=DRAWING), address="https://letters.example")
    assert re.search(r'og:image" content="[^"]*/static/icon\.png"', client.get(JANE).text)


def test_a_photo_comes_in_the_size_that_is_asked_for_and_in_a_form_that_the_browser_reads(visit: Visit) -> None:
    client = visit(files("file: a.jpg, alt: Jane, credit: Joe", a_jpg=jpeg(1600, 800, turned=6)))
    assert (
        f'srcset="{JANE}/photos/1-320 160w, {JANE}/photos/1-640 320w, {JANE}/photos/1-1280 640w"'
        in client.get(JANE).text
    )
    for accepted, form in (("image/avif,image/webp,*/*", "WEBP"), ("image/png,image/*;q=0.8,*/*;q=0.5", "JPEG")):
        answer = client.get(f"{JANE}/photos/1-320", headers={"Accept": accepted})
        assert answer.headers["Vary"] == "Accept" and b"where she lives" not in answer.data
        with Image.open(io.BytesIO(answer.data)) as made:
            assert (made.format, made.size) == (form, (160, 320))
            assert answer.mimetype == f"image/{form.lower()}"
    again = client.get(f"{JANE}/photos/1-320", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    for absent in ("1-321", "2-320", "0-320", "1-", "1-100000"):
        assert client.get(f"{JANE}/photos/{absent}").status_code == 404


def test_a_photo_that_cannot_be_shown_leaves_no_gap(visit: Visit) -> None:
    page = visit(files("file: a.jpg, alt: Jane at a desk, credit: Joe", a_jpg=b"no picture")).get(JANE).text
    assert "<figure" not in page and "Joe" not in page


def test_what_is_said_of_photos_is_said_in_the_reader_s_language(visit: Visit) -> None:
    given = files(
        "file: a.jpg, alt: Jane at a desk, credit: Photo via Twitter, caption: Jane in 2019", a_jpg=jpeg(60, 40)
    )
    given["jane-doe/fr.yaml"] = FRENCH + "photos: [{alt: Jane à son bureau, credit: Photo diffusée sur Twitter}]\n"
    page = visit(given).get(f"/fr{JANE}").text
    assert 'alt="Jane à son bureau" lang="fr" dir="ltr"' in page and "Photo diffusée sur Twitter" in page
    assert '<p class="caption" lang="en" dir="ltr">Jane in 2019</p>' in page and "Photo via" not in page


def test_an_appeal_without_a_photo_has_a_drawing_that_says_nothing(visit: Visit) -> None:
    client = visit(files())
    assert (
        f'<img class="face" src="{JANE}/drawing.svg" alt="" width="120" height="80" decoding="async"'
        in client.get("/").text
    )
    drawn = client.get(f"{JANE}/drawing.svg")
    assert drawn.mimetype == "image/svg+xml" and drawn.data.startswith(b"<svg") and b"<title" not in drawn.data
    assert client.get(f"{JANE}/drawing.svg", headers={"If-None-Match": drawn.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["drawing.svg", "photos/1-320", "photo"])
def test_nobody_sees_the_picture_of_what_is_not_public(visit: Visit, path: str) -> None:
    given = files("file: a.jpg, alt: Jane, credit: Joe", a_jpg=jpeg(6, 4))
    assert visit(given).get(f"{JANE}/{path}").status_code == 200
    given["jane-doe/appeal.yaml"] = str(given["jane-doe/appeal.yaml"]).replace("status: open", "status: draft")
    assert visit(given).get(f"{JANE}/{path}").status_code == 404


def test_lists_show_the_first_photo_small(visit: Visit) -> None:
    page = visit(files("file: a.jpg, alt: Jane, credit: Joe", a_jpg=jpeg(60, 40))).get("/").text
    assert f'<img class="face" src="{JANE}/photos/1-320" alt=""' in page
    assert Path("photos").name not in page.replace(f"{JANE}/photos/1-320", "")
