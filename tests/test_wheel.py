"""The wheel holds what the program needs at run time, nothing else, and is the same every time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from places import CHECKOUT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("checkout"),  # a wheel is built of what bootstrap may be writing
]
FONTS = ("Regular", "Italic", "Bold", "BoldItalic")


def build(target: Path) -> Path:
    """A wheel of the checkout, built without network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    (wheel,) = target.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["templates", "static", "appeals"])
def test_the_wheel_holds_every_file_of_the_shipped_folders(names: set[str], folder: str) -> None:
    command = ["git", "ls-files", "-z", folder]
    listed = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout
    files = {name for name in listed.split("\0") if name and (CHECKOUT / name).is_file()}
    assert files
    assert {f"letters/{name}" for name in files} <= names


def test_the_wheel_holds_the_fonts_with_their_licence(names: set[str]) -> None:
    fonts = {f"letters/static/fonts/GentiumBookPlus-{style}.ttf" for style in FONTS}
    assert fonts | {"letters/static/fonts/OFL.txt"} <= names


def test_the_wheel_holds_every_module(names: set[str]) -> None:
    modules = {str(path.relative_to(CHECKOUT)) for path in (CHECKOUT / "letters").rglob("*.py")}
    assert "letters/__init__.py" in modules
    assert modules <= names


def test_the_wheel_holds_nothing_outside_the_package(names: set[str]) -> None:
    folders = {name.partition("/")[0] for name in names}
    assert folders == {"letters", next(folder for folder in folders if folder.endswith(".dist-info"))}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_two_builds_are_identical(wheel: Path, tmp_path: Path) -> None:
    again = build(tmp_path)
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()
