"""What others have written reaches a terminal, a log and a CI service as text: none of it is obeyed there."""

from __future__ import annotations

import ast
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ADDRESSEES, APPEAL, SITE
from doors import Said, in_process
from places import CHECKOUT
from spreadsheets import EXCEL, excel, excel_row

from letters.cli.formats import as_github, as_json, as_text
from letters.cli.terminal import shown
from letters.errors import OBEYED, Finding, visible

# The beginning of a terminal's commands in one sign and in two, a title for its window, a bell, an order of direction,
# a separator of lines, half a character, a carriage return that writes over the line.
HOSTILE = "\x1b[2J\x9b31m\x1b]0;pwned\x07\u202egnp.\u2066\u2028\r\u200b\ufeff"
PEOPLE = "name,address,country\nMaya Lind,1 Elm Row Leeds,GB\n"


def is_harmless(said: str) -> bool:
    """Whether nothing is in it that a terminal obeys; line breaks of ours are."""
    return not OBEYED.search(said.replace("\n", ""))


@pytest.mark.parametrize(
    "sign", [*HOSTILE, "\n", "\t", "\0", "\x7f", "\x85", "\u200f", "\u061c", "\udc80", "\U000e0041"]
)
def test_what_a_terminal_would_obey_shows_as_its_code(sign: str) -> None:
    assert visible(f"a{sign}b").isascii() and visible(f"a{sign}b").isprintable()


@pytest.mark.parametrize("text", ["نامه\u200cها", "क्\u200dष", "l\u2019appel\u00a0:\u202foui", "我们", "👩‍👧", "é"])
def test_words_of_every_language_stay_as_they_are(text: str) -> None:
    assert visible(text) == text == shown(text)


@pytest.mark.parametrize("text", ["::error::no", "fine\n  ::stop-commands::x", "##[error]no", "a ##[group]"])
def test_no_line_is_a_command_to_a_ci_service(text: str) -> None:
    said = shown(text)
    assert "##[" not in said and not any(line.lstrip().startswith("::") for line in said.splitlines())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site.yaml").write_text(SITE, encoding="utf-8")
    (tmp_path / "addressees.yaml").write_text(ADDRESSEES, encoding="utf-8")
    (tmp_path / "jane-doe").mkdir()
    (tmp_path / "jane-doe" / "appeal.yaml").write_text(APPEAL, encoding="utf-8")
    return tmp_path


def listed(folder: Path, name: str, text: str) -> Said:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    words = ("--appeals", folder, "--members", path, "--out", folder / "out", "--channel", "email")
    return in_process("print", "jane-doe", *words, cwd=folder)


def as_column(folder: Path) -> Said:
    return listed(
        folder, "list.csv", PEOPLE.replace("country", f'country,"odd {HOSTILE}\n::error::x"').replace("GB", "GB,")
    )


def as_twice(folder: Path) -> Said:
    return listed(folder, "list.csv", PEOPLE.replace("name,", f'"name","{HOSTILE}name",', 1))


def as_file(folder: Path) -> Said:
    return listed(folder, f"::error::{HOSTILE}\n::error::x.csv", PEOPLE)


def as_file_of_another_kind(folder: Path) -> Said:
    return listed(folder, f"{HOSTILE}\n::error::x.csv", "%PDF-1.7")


def as_sheet(folder: Path) -> Said:
    sheet = HOSTILE.replace("\x1b", "").replace("\x07", "") + "\n::error::x"
    book = EXCEL["xl/workbook.xml"].replace('name="Members"', f'name="{sheet}"')
    path = excel(
        folder / "list.xlsx", [excel_row("name", "address", "country"), excel_row("Maya Lind", "1 Elm Row", "GB")]
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | {"xl/workbook.xml": book.encode()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    words = ("--appeals", folder, "--members", path, "--out", folder / "out", "--channel", "email")
    return in_process("print", "jane-doe", *words, cwd=folder)


def as_record(folder: Path) -> Said:
    used = {"channel": "post", "languages": [], "to": [], "countries": [], "copies": False}
    appeals = {f"::error::{HOSTILE}\n::error::x": {"title": f"{HOSTILE}\n::error::x", "used": used, "version": ""}}
    (folder / "pack.json").write_text(json.dumps({"format": 2, "appeals": appeals}))
    return in_process("print", "--verify", folder / "pack.json", "--appeals", folder, cwd=folder)


def as_folder(folder: Path) -> Said:
    (folder / f"::error::{HOSTILE}\n::error::x").mkdir()
    (folder / f"::error::{HOSTILE}\n::error::x" / "appeal.yaml").write_text("title: x\n")
    return in_process("check", folder, cwd=folder)


def as_appeal_named(folder: Path) -> Said:
    return in_process("write", f"{HOSTILE}\n::error::x", "--appeals", folder, cwd=folder)


def as_option(folder: Path) -> Said:
    return in_process("write", "jane-doe", f"--{HOSTILE}\n::error::x", cwd=folder)


def as_choice(folder: Path) -> Said:
    return in_process("print", "jane-doe", "--channel", f"{HOSTILE}::error::x", cwd=folder)


def as_text_file(folder: Path) -> Said:
    words = (
        "--own-words",
        f"{HOSTILE}\n::error::x.txt",
        "--name",
        "Maya Lind",
        "--address",
        "1 Elm Row",
        "--country",
        "GB",
    )
    return in_process("write", "jane-doe", "--appeals", folder, *words, cwd=folder)


@pytest.mark.parametrize(
    "door", [as_column, as_twice, as_file, as_file_of_another_kind, as_sheet, as_record, as_folder, as_appeal_named,
             as_option, as_choice, as_text_file],
)  # fmt: skip
def test_nothing_of_others_is_obeyed_by_a_terminal_or_a_ci_service(door: Callable[[Path], Said], folder: Path) -> None:
    answer = door(folder)
    said = answer.stdout + answer.stderr
    assert is_harmless(said), ascii(said)
    assert "\\u202e" in said or "\\x9b" in said
    assert not [line for line in said.splitlines() if line.lstrip().startswith("::")], said


FOUND = Finding(Path(f"/x/::error::{HOSTILE}\n::error::y"), 1, 1, "a", "A000", f"{HOSTILE}\n::error::x\U000e0041\udc80")


def test_formats_for_programs_say_the_same_and_hide_nothing_of_it() -> None:
    said = as_json([FOUND], "")
    assert is_harmless(said)
    (told,) = json.loads(said)
    assert (told["message"], told["file"]) == (FOUND.message, FOUND.file.as_posix())


def test_a_finding_is_one_line_in_every_other_format() -> None:
    for said in (as_text([FOUND], "end"), as_github([FOUND], "end")):
        assert len(said.splitlines()) == 2 and is_harmless(said)
        assert not [line for line in said.splitlines()[1:] if line.startswith("::")]


@pytest.mark.slow
def test_all_that_the_commands_say_goes_through_one_place() -> None:
    files = [file for file in (CHECKOUT / "letters" / "cli").glob("*.py") if file.name != "terminal.py"]
    calls = {
        f"{file.name}:{node.lineno}"
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in ("echo", "secho", "style", "write_usage"))
        or (isinstance(node, ast.Name) and node.id == "print")
    }
    assert len(files) > 20 and not calls
