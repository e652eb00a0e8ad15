"""Pictures of appeals: bounded before they are decoded, upright, and nothing of their file comes along."""

from __future__ import annotations

import io
import os
import random
import struct
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest
from PIL import Image, ImageFile
from places import TESTS

from letters import bounded
from letters.errors import Refused
from letters.library.picture import MadeLater, Pictures, jpeg, problem_of, size_of
from letters.library.pixels import jpeg_of, made_of


@pytest.mark.slow
def test_a_picture_is_bounded_before_it_is_decoded_and_stays_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "appeal"
    folder.mkdir()
    (folder / "huge.png").write_bytes(a_png(8000, 8000))
    (tmp_path / "secret.png").write_bytes(a_png(8, 8))
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "text.png").write_text("no picture")
    for name in ("huge.png", "../secret.png", "link.png", "text.png", "none.png"):
        with pytest.raises(Refused):
            jpeg(folder, name)
    assert "more pixels" in problem_of(folder / "huge.png")
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("it was decoded"))
    with pytest.raises(Refused):
        jpeg_of(str(folder / "huge.png"), 1200)


def a_png(width: int, height: int) -> bytes:
    """A black picture of two colours: it takes few bytes, whatever its size."""
    rows = zlib.compress(bytes((1 + (width + 7) // 8) * height), 9)
    parts = (b"IHDR", struct.pack("!IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")
    chunks = (
        struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_no_picture_is_decoded_in_the_process_that_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "photo").write_bytes(picture("PNG"))
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("it was opened here"))
    assert jpeg(tmp_path, "photo").startswith(b"\xff\xd8")


@pytest.mark.slow
def test_a_small_file_of_many_pixels_takes_a_bounded_process_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(a_png(6300, 6300))
    assert len((tmp_path / "photo").read_bytes()) < 10_000
    code = (
        "import sys; from pathlib import Path; from letters.library.picture import jpeg;"
        "from memory import most_megabytes; made = jpeg(Path(sys.argv[1]), 'photo'); print(len(made), most_megabytes())"
    )
    words = [sys.executable, "-c", code, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    said = subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout.split()
    assert int(said[0]) > 1_000 and float(said[1]) < 100


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_the_shades_of_a_picture_stay_in_every_mode(tmp_path: Path, mode: str) -> None:
    bright = Image.new("L", (64, 64), 255)
    bright.paste(0, (0, 0, 32, 64))
    wide = bright.convert("I").point(lambda value: value * 257).convert("I;16")
    (wide if mode == "I;16" else bright.convert(mode)).save(tmp_path / "photo", "PNG")
    with Image.open(io.BytesIO(jpeg_of(str(tmp_path / "photo"), 64))) as made:
        grey = made.convert("L")
    assert cast(int, grey.getpixel((8, 32))) < 10 and cast(int, grey.getpixel((56, 32))) > 245


def test_what_is_clear_in_a_picture_shows_as_white(tmp_path: Path) -> None:
    Image.new("RGBA", (16, 16), (255, 0, 0, 0)).save(tmp_path / "photo", "PNG")
    with Image.open(io.BytesIO(jpeg_of(str(tmp_path / "photo"), 16))) as made:
        assert min(cast(tuple[int, ...], made.getpixel((8, 8)))) > 250


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "PPM", "ICO"])
def test_a_picture_of_another_kind_is_refused_whatever_its_name(tmp_path: Path, kind: str) -> None:
    Image.new("RGB", (16, 16)).save(tmp_path / "photo.png", kind)
    assert problem_of(tmp_path / "photo.png").startswith("isn't a JPEG, PNG or WebP picture")


class Maker:
    """Makes pictures only when it is let, and counts them."""

    def __init__(self) -> None:
        self.made = 0
        self.begun, self.let = threading.Event(), threading.Event()

    def __call__(self, path: Path, widest: int, form: str) -> bytes:
        self.made += 1
        self.begun.set()
        assert self.let.wait(30)
        return path.read_bytes()


def test_a_picture_is_made_once_for_all_who_ask_and_again_when_its_file_changes(tmp_path: Path) -> None:
    make, file = Maker(), tmp_path / "photo"
    file.write_bytes(b"one")
    pictures = Pictures(make, waiting=4, patience=30)
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(pictures.made, file, 100) for _ in range(4)]
        assert make.begun.wait(30)
        make.let.set()
        assert {each.result() for each in asked} == {b"one"}
    assert pictures.made(file, 100) == b"one" and make.made == 1
    file.write_bytes(b"other")
    assert pictures.made(file, 100) == b"other" and make.made == 2


def test_few_wait_for_a_picture_and_the_others_hear_it_at_once(tmp_path: Path) -> None:
    make, file = Maker(), tmp_path / "photo"
    file.write_bytes(b"one")
    pictures = Pictures(make, waiting=1)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(pictures.made, file, 100)
        assert make.begun.wait(30)
        for _ in range(20):
            with pytest.raises(MadeLater):
                pictures.made(file, 100)
        make.let.set()
        assert first.result() == b"one"
    assert make.made == 1


def test_pictures_that_are_kept_have_a_bound_and_what_took_too_long_is_tried_again_later(tmp_path: Path) -> None:
    made, now = list[str](), [0.0]

    def make(path: Path, widest: int, form: str) -> bytes:
        made.append(path.name)
        if path.name == "slow":
            raise bounded.OutOfTime
        return bytes(400)

    pictures = Pictures(make, room=1_000, clock=lambda: now[0])
    for name in ("a", "b", "slow", "a", "b", "c", "a"):
        (tmp_path / name).touch()
        pictures.made(tmp_path / name, 100)
    assert made == ["a", "b", "slow", "a", "b", "c", "a"]
    pictures = Pictures(make, clock=lambda: now[0])
    made.clear()
    for later in (0.0, 599.0, 601.0):
        now[0] = later
        assert isinstance(pictures.made(tmp_path / "slow", 100), Refused)
    assert made == ["slow", "slow"]


@pytest.mark.slow
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
    with pytest.raises(Refused, match="is damaged"):
        jpeg_of(str(tmp_path / "photo"), 100)
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    with pytest.raises(Refused):
        jpeg(tmp_path, "gone")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_size_of_a_picture_is_that_of_what_is_shown(kind: str, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    Image.new("RGB", (300, 150), "white").save(tmp_path / "photo", kind, exif=exif)
    assert made_of(str(tmp_path / "photo"), 0, "SIZE") == b"150 300"
    with Image.open(io.BytesIO(made_of(str(tmp_path / "photo"), 100, "WEBP"))) as made:
        assert (made.format, made.size, dict(made.getexif())) == ("WEBP", (50, 100), {})


def test_a_drawing_stays_one_and_is_cleaned(tmp_path: Path) -> None:
    file = tmp_path / "drawing.svg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40" onload="alert(1)"><script/></svg>')
    assert size_of(tmp_path, "drawing.svg") == (60, 40)
    assert b"alert" not in jpeg(tmp_path, "drawing.svg") and problem_of(file) == ""
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><text>x</text></svg>')
    assert problem_of(file).startswith("line 1: holds text")
