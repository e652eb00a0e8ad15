"""The public API: what docs/api.md shows runs, and its names are those that the package offers."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest
from places import CHECKOUT

import letters
from letters import LettersError, Words, read, supporter_from, write_letter

PAGE = (CHECKOUT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
DATE = dt.date(2026, 12, 1)
WHO = {"name": "Maya Lind", "street": "12 Station Road", "town": "Leeds", "country": "GB"}
APPEAL = """\
title: Teacher on trial for a lesson
country: EG
deadline: 2027-01-31
status: open
language: en
summary: Amal Example is on trial for a lesson on elections.
to: [minister]
letter:
  subject: The trial of Amal Example
  body:
    - own_words: Why does this case matter to you?
    - {demands: I call on you to, items: [drop all charges against Amal Example.]}
"""
MEMBERS = """\
name,address,postcode,town
Maya Lind,12 Station Road,LS1 4AB,Leeds
Nobody,,,
"""
BOOK = """\
minister:
  name: The Minister of Justice
  salutation: {en: "Dear Minister,"}
  post: {lines: [Ministry of Justice, Cairo 11511], country: EG}
  fax: ["+20 2 2795 8103"]
  email: [minister@justice.example]
  checked: 2026-11-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    appeals = tmp_path / "appeals"
    (appeals / "teacher-on-trial").mkdir(parents=True)
    (appeals / "site.yaml").write_text("organisation: Letters for Rights\n")
    (appeals / "addressees.yaml").write_text(BOOK)
    (appeals / "teacher-on-trial" / "appeal.yaml").write_text(APPEAL)
    return appeals


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_page_runs(example: str, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    members = tmp_path / "members.csv"
    members.write_text(MEMBERS)
    exec(compile(example, "docs/api.md", "exec"), {"folder": folder, "out": out, "members": members})  # noqa: S102 our own page
    if "write_bytes" in example:
        assert {path.suffix for path in out.iterdir()} == {".pdf", ".eml", ".txt", ".tif"}
    if "print_pack(" in example:
        assert {path.name for path in (out / "pack").iterdir()} >= {"letters.pdf", "tally.pdf", "refused.csv"}
    if "save(change)" in example:
        assert "deadline: 2027-03-01" in (folder / "teacher-on-trial" / "appeal.yaml").read_text()


def test_every_public_name_is_there_and_documented() -> None:
    for name in letters.__all__:
        thing = getattr(letters, name)
        assert thing.__doc__, name
    assert set(letters.__all__) <= set(dir(letters))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = letters.nothing


def test_the_package_is_typed_and_its_import_loads_nothing() -> None:
    assert (Path(letters.__file__).parent / "py.typed").is_file()
    loaded = "import sys, letters; print([name for name in sys.modules if name.startswith('letters.')])"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True).stdout.strip() == "[]"


def test_the_language_is_the_appeals_own_unless_another_is_named(folder: Path) -> None:
    appeal = read(folder).appeals["teacher-on-trial"]
    letter = write_letter(appeal, "minister", supporter_from(WHO), date=DATE)
    assert (letter.language_code, letter.date, letter.signature) == ("en", DATE, "Maya Lind")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"to": "ministre"}, "no addressee 'ministre' (did you mean minister?); there are: minister"),
        ({"language": "fr"}, "no language 'fr'; there are: en"),
        ({"words": Words(points=frozenset({"teacher"}))}, "no point 'teacher'; there are: none"),
    ],
)
def test_what_the_appeal_does_not_have_is_refused_with_the_nearest(
    asked: dict[str, object], said: str, folder: Path
) -> None:
    appeal = read(folder).appeals["teacher-on-trial"]
    given = {"to": "minister", "words": Words(), "language": "en", **asked}
    with pytest.raises(LettersError, match=re.escape(said)):
        write_letter(appeal, given.pop("to"), supporter_from(WHO), date=DATE, **given)  # type: ignore[arg-type]  # wrong on purpose
