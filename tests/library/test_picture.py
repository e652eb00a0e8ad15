"""Pictures of appeals: bounded before they are decoded, upright, and nothing of their file comes along."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from letters.errors import Refused
from letters.library.picture import jpeg, problem_of


def test_a_picture_is_bounded_before_it_is_decoded_and_stays_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = tmp_path / "appeal", io.BytesIO()
    folder.mkdir()
    Image.new("1", (8000, 8000)).save(out, "PNG")
    (folder / "huge.png").write_bytes(out.getvalue())
    (tmp_path / "secret.png").write_bytes(out.getvalue())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "text.png").write_text("no picture")
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("it was decoded"))
    for name in ("huge.png", "../secret.png", "link.png", "text.png", "none.png"):
        with pytest.raises(Refused):
            jpeg(folder, name)


def test_a_picture_is_made_as_small_as_it_is_wanted_and_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: turn it by a quarter
    exif[0x010E] = "where she lives"
    Image.new("RGB", (3000, 1500), "white").save(tmp_path / "photo.jpg", exif=exif)
    for widest in (1200, 800):
        made = jpeg(tmp_path, "photo.jpg", widest)
        with Image.open(io.BytesIO(made)) as picture:
            assert picture.size == (widest // 2, widest)
            assert not picture.getexif() and b"where she lives" not in made


FORMATS = ("JPEG", "PNG", "WEBP")


def picture(kind: str, exif: bytes = b"") -> bytes:
    """A small picture with a pattern, so that its data is long enough to be broken."""
    out = io.BytesIO()
    pixels = Image.effect_noise((64, 48), 80).convert("RGB")
    pixels.save(out, kind, exif=exif or upside_down().tobytes())
    return out.getvalue()


def upside_down() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 3, "a description that takes some room"
    return exif


def broken(kind: str) -> Iterator[bytes]:
    """The picture as it is, cut off at many lengths, and with some bytes changed, most of them near its beginning."""
    whole, chance = picture(kind), random.Random(kind)  # noqa: S311 no secret
    yield whole
    yield from (whole[: len(whole) * part // 25] for part in range(1, 25))
    for number in range(200):
        changed = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(12, 220 if number % 2 else len(whole))] = chance.randrange(256)
        yield bytes(changed)


@pytest.mark.slow
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.filterwarnings("ignore")
def test_a_broken_picture_is_shown_or_refused_and_its_author_is_told_what_the_site_meets(
    kind: str, tmp_path: Path
) -> None:
    file, met = tmp_path / "photo", set[bool]()
    for number, content in enumerate(broken(kind)):
        file.write_bytes(content)
        try:
            jpeg(tmp_path, "photo", 100 + number)  # a size of its own: nothing kept from the one before
            shown = True
        except Refused:
            shown = False
        assert (problem_of(file) == "") is shown
        met.add(shown)
    assert met == {True, False}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.filterwarnings("ignore")
def test_a_picture_is_shown_though_its_camera_s_notes_are_broken(kind: str, tmp_path: Path) -> None:
    exif = upside_down().tobytes()
    notes = (exif[:8], exif[:14], b"Exif\0\0XX" + exif[8:], b"Exif\0\0II*\0\xff\xff\xff\xff" + bytes(99))
    for number, broken_notes in enumerate(notes):
        (tmp_path / "photo").write_bytes(picture(kind, broken_notes))
        assert jpeg(tmp_path, "photo", 100 + number).startswith(b"\xff\xd8")


@pytest.mark.parametrize("allowed", [False, True])
def test_a_picture_that_is_cut_off_is_called_damaged_and_one_that_has_gone_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: bool
) -> None:
    # What WeasyPrint sets for the whole process when it is imported.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", allowed)
    (tmp_path / "photo").write_bytes(picture("JPEG")[:-400])
    assert "is damaged" in problem_of(tmp_path / "photo")
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    with pytest.raises(Refused):
        jpeg(tmp_path, "gone")
