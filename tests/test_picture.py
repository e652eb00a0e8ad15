"""Pictures of appeals: bounded before they are decoded, upright, and nothing of their file comes along."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from letters.errors import Refused
from letters.picture import jpeg


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
