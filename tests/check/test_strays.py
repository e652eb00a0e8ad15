"""Files and folders that look like appeals, and are not read as they are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from conftest import ADDRESSEES, APPEAL, Make

from letters.check import findings
from letters.errors import Finding
from letters.library.library import read


def found(root: Path) -> list[Finding]:
    return [each for each in findings(read(root), dt.date(2026, 11, 24)) if each.code in ("A322", "A428")]


@pytest.mark.parametrize(
    "name",
    ["appeal.yaml", "jane/apeal.yaml", "jane/appeal (1).yaml", "jane/appeal.yaml.docx", "jane/fr.yaml", "jane/x.yml"],
)
def test_a_folder_without_an_appeal_is_an_error_that_names_the_overlooked_file(make_appeals: Make, name: str) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": None, name: APPEAL})
    error, warning = sorted(found(root), key=lambda each: each.code)
    assert (error.code, error.file, error.severity) == ("A322", root / "site.yaml", "error")
    assert f"{name} is not read" in error.message
    assert (warning.code, warning.file) == ("A428", root / name)


def test_a_folder_of_other_files_alone_has_no_appeal(make_appeals: Make) -> None:
    (error,) = found(make_appeals({"jane-doe/appeal.yaml": None, "jane/letter.docx": "x"}))
    assert error.code == "A322" and "is not read" not in error.message


def test_a_folder_just_begun_is_no_error(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": None, ".github/workflows/check.yaml": "x", ".git/config.yaml": "x"})
    for place in root.glob("jane-doe"):
        place.rmdir()
    assert found(root) == []


@pytest.mark.parametrize("name", ["appeal.yaml", "jane/apeal.yaml", "addresses.yaml", "adressees.yaml", "embassy.yaml"])
def test_beside_an_appeal_an_overlooked_file_is_a_warning(make_appeals: Make, name: str) -> None:
    root = make_appeals({name: ADDRESSEES})
    (warning,) = found(root)
    assert (warning.code, warning.file, warning.severity) == ("A428", root / name, "warning")


@pytest.mark.parametrize("name", ["mkdocs.yml", "_config.yml", "docker-compose.yaml", "jane-doe/notes.yaml.bak"])
def test_other_files_beside_appeals_are_left_alone(make_appeals: Make, name: str) -> None:
    assert found(make_appeals({name: "x"})) == []
