"""The command line, as a person uses it in an empty folder."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from conftest import APPEAL, Make
from doors import as_process, in_process

from letters.resources import folder

ADA = ["--name", "Ada Byron", "--address", "12 Elm Row, Edinburgh EH7 4AH", "--country", "GB"]


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def own_appeals(tmp_path: Path) -> Path:
    """A copy of the shipped appeals to break."""
    return Path(shutil.copytree(folder("appeals"), tmp_path / "own"))


@pytest.mark.slow
def test_every_shipped_appeal_passes_check(tmp_path: Path) -> None:
    result = as_process("check", cwd=tmp_path)
    assert result.returncode == 0, result.stdout
    assert "18 appeals and 2 news items and events checked: 0 errors" in result.stdout


@pytest.mark.slow
def test_check_names_file_line_column_field_and_the_nearest_word(own_appeals: Path) -> None:
    file = own_appeals / "gao-zhisheng" / "appeal.yaml"
    file.write_text(file.read_text().replace("\ncountry: CN", "\ncuntry: CN"))
    line = file.read_text().split("\n").index("cuntry: CN") + 1
    result = as_process("check", str(file.parent), cwd=own_appeals)
    assert result.returncode == 1
    assert (
        f"gao-zhisheng/appeal.yaml:{line}:1: error: cuntry: there is no such field (did you mean country?)"
        in result.stdout
    )
    assert "country: is missing" not in result.stdout, "the mistyped field explains the missing one"


def test_check_of_a_folder_with_a_misnamed_file_says_how_to_rename_it(own_appeals: Path) -> None:
    file = own_appeals / "liu-shaoming" / "appeal.yaml"
    file.rename(file.with_name("appeal.yaml.txt"))
    result = in_process("check", str(file.parent), cwd=own_appeals)
    assert result.returncode == 1
    assert "there is no appeal.yaml or site.yaml there" in result.stderr
    assert "rename appeal.yaml.txt to appeal.yaml" in result.stderr


@pytest.mark.slow
def test_check_of_a_name_that_is_nowhere_asks_for_the_folder_of_appeals(own_appeals: Path) -> None:
    (own_appeals / "liu-shaoming").rename(own_appeals / "mine")
    result = in_process("check", "mine", cwd=own_appeals.parent)
    assert result.returncode == 1 and "mine: " in result.stderr
    assert "add --appeals FOLDER, your folder of appeals" in result.stderr
    assert in_process("check", "mine", "--appeals", str(own_appeals), cwd=own_appeals.parent).returncode == 0


@pytest.mark.slow
def test_check_labels_every_line_and_puts_the_errors_just_above_the_summary(own_appeals: Path) -> None:
    book, file = own_appeals / "addressees.yaml", own_appeals / "gao-zhisheng" / "appeal.yaml"
    book.write_text(book.read_text().replace("country: CN", "country: XX", 1))
    file.write_text(file.read_text().replace("\ncountry: CN", "\ncuntry: CN"))
    *lines, summary = in_process("check", str(own_appeals), cwd=own_appeals).stdout.splitlines()
    labels = [match[1] for line in lines if (match := re.fullmatch(r"[\w/.-]+:\d+:\d+: (error|warning): .+", line))]
    errors, warnings = labels.count("error"), labels.count("warning")
    assert errors >= 2 and warnings >= 2
    assert labels == ["warning"] * warnings + ["error"] * errors and len(labels) == len(lines)
    assert summary.endswith(f": {errors} errors, {warnings} warnings")


@pytest.mark.slow
def test_check_names_an_unknown_addressee_beside_other_mistakes(own_appeals: Path) -> None:
    file = own_appeals / "gao-zhisheng" / "appeal.yaml"
    file.write_text(
        file.read_text().replace("xi-jinping", "xi-jinpin").replace("deadline: none", "deadline: 2020-13-45")
    )
    result = in_process("check", str(file.parent), cwd=own_appeals)
    assert result.returncode == 1
    assert "(did you mean xi-jinping?)" in result.stdout and "2020-13-45" in result.stdout


def test_the_list_begins_with_the_most_urgent_and_ends_with_what_is_closed(make_appeals: Make) -> None:
    soon, later = (APPEAL.replace("deadline: none", f"deadline: {year}-01-01") for year in (2998, 2999))
    files = {
        "jane-doe/appeal.yaml": APPEAL,
        "a-draft/appeal.yaml": soon.replace("status: open", "status: draft"),
        "b-late/appeal.yaml": APPEAL.replace("deadline: none", "deadline: 2020-05-01"),
        "c-later/appeal.yaml": later,
        "d-soon/appeal.yaml": soon,
        "also-open/appeal.yaml": APPEAL,
    }
    root = make_appeals(files)
    listed = [line.split() for line in in_process("list", "--appeals", root, cwd=root.parent).stdout.splitlines()]
    assert [(words[0], words[-1]) for words in listed] == [
        *(("d-soon", "open"), ("c-later", "open"), ("also-open", "open"), ("jane-doe", "open")),
        *(("b-late", "late"), ("a-draft", "draft")),
    ]


def test_write_makes_a_pdf_for_every_addressee_and_says_so(tmp_path: Path) -> None:
    result = in_process("write", "tashpolat-tiyip", *ADA, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "1 letter in out/ (tashpolat-tiyip-xi-jinping.pdf)" in result.stdout
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["tashpolat-tiyip-xi-jinping.pdf"]
    assert "Ada Byron" in text_of(tmp_path / "out" / "tashpolat-tiyip-xi-jinping.pdf")


@pytest.mark.slow
def test_write_makes_all_three_channels_with_ticks_and_own_words(tmp_path: Path) -> None:
    words = ["--channel", "pdf", "--channel", "email", "--channel", "fax", "--tick", "colleague", "--own-words", "-"]
    result = as_process("write", "tashpolat-tiyip", *ADA, *words, cwd=tmp_path, stdin="I taught with {{7*7}} of them.")
    assert result.returncode == 0, result.stderr
    out = tmp_path / "out"
    message = email.message_from_bytes(
        (out / "tashpolat-tiyip-xi-jinping.eml").read_bytes(), policy=email.policy.default
    )
    part = message.get_body(("plain",))
    assert part is not None and "I taught with {{7*7}} of them." in part.get_content()
    assert "I taught with {{7*7}} of them." in (out / "tashpolat-tiyip-xi-jinping.txt").read_text("latin-1")
    assert (out / "tashpolat-tiyip-xi-jinping.tif").read_bytes()[:2] in (b"II", b"MM")
    assert "Sorbonne" in text_of(out / "tashpolat-tiyip-xi-jinping.pdf")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (["--street", "742 Ter", "--town", "Springfield", "--region", "Illinois", "--postcode", "62704",
          "--country", "US"], ["742 Ter", "Springfield IL 62704"]),
        (["--address", "742 Ter Apt 4\nSpringfield, IL 62704", "--country", "US"],
         ["742 Ter Apt 4", "Springfield, IL 62704"]),
        (["--address", "12 rue X, Québec", "--region", "quebec", "--postcode", "g1r3x2", "--country", "Canada"],
         ["12 rue X", "Québec QC  G1R 3X2"]),
    ],
)  # fmt: skip
def test_write_takes_an_address_in_parts_with_its_region(given: list[str], lines: list[str], tmp_path: Path) -> None:
    done = in_process("write", "tashpolat-tiyip", "--name", "M", *given, "--channel", "email", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (draft,) = (tmp_path / "out").glob("*.eml")
    body = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default).get_body(("plain",))
    assert body and "\n".join(lines) in body.get_content().replace("\r\n", "\n")


@pytest.mark.slow
def test_write_refuses_a_postcode_that_cannot_be(tmp_path: Path) -> None:
    who = ["--name", "M", "--street", "Gasse 1", "--town", "Dresden", "--postcode", "1067", "--country", "DE"]
    done = in_process("write", "tashpolat-tiyip", *who, cwd=tmp_path)
    assert done.returncode == 1 and "a zero at its beginning counts too" in done.stderr


@pytest.mark.slow
def test_initials_leave_no_name_and_no_street_in_any_file(tmp_path: Path) -> None:
    signed = ["--name", "Ada Byron", "--sign-as", "initials", "--town", "Edinburgh", "--country", "GB"]
    channels = ["--channel", "pdf", "--channel", "email", "--channel", "fax", "--email", "ada@byron.example"]
    result = in_process("write", "tashpolat-tiyip", *signed, "--address", "12 Elm Row", *channels, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    files = list((tmp_path / "out").iterdir())
    assert len(files) == 4
    for file in files:
        content = text_of(file) if file.suffix == ".pdf" else file.read_bytes().decode("latin-1")
        for secret in ("Byron", "Ada ", "Elm Row", "ada@"):
            assert secret not in content and secret not in file.name
        if file.suffix in (".pdf", ".txt", ".eml"):
            assert "A. B." in content


@pytest.mark.slow
def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    assert in_process("write", "tashpolat-tiyip", *ADA, cwd=tmp_path).returncode == 0
    again = in_process("write", "tashpolat-tiyip", *ADA, cwd=tmp_path)
    assert again.returncode == 1
    assert "--force" in again.stderr
    assert in_process("write", "tashpolat-tiyip", *ADA, "--force", cwd=tmp_path).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["write", "tashpolat-tiyp", *ADA], "did you mean tashpolat-tiyip?"),
        (["write", "liu-xia", *ADA], "has ended"),
        (["write", "kadeer-relatives", *ADA], "--late"),
        (["write", "tashpolat-tiyip", *ADA, "--language", "xx"], "choose from: en, ar, fr, zh"),
        (["write", "tashpolat-tiyip", *ADA, "--to", "xi-jinpin"], "did you mean xi-jinping?"),
        (["write", "tashpolat-tiyip", *ADA, "--tick", "colleage"], "did you mean colleague?"),
        (["write", "yang-zhengjun", *ADA, "--channel", "fax"], "has no fax"),
        (["write", "xinjiang-un-secretary-general", *ADA, "--tick", "x"], "open letter is fixed"),
        (["write", "tashpolat-tiyip", "--country", "GB"], "Please give your name"),
        (["write", "tashpolat-tiyip", *ADA, "--date", "31/12/2026"], "year-month-day"),
    ],
)
def test_what_the_user_can_fix_ends_with_a_message_and_exit_code_1(
    words: list[str], message: str, tmp_path: Path
) -> None:
    result = in_process(*words, cwd=tmp_path)
    assert result.returncode == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_late_letter_can_be_asked_for(tmp_path: Path) -> None:
    assert in_process("write", "kadeer-relatives", *ADA, "--late", cwd=tmp_path).returncode == 0


@pytest.mark.slow
def test_copies_carry_the_line_that_says_what_they_are(tmp_path: Path) -> None:
    result = in_process("write", "tashpolat-tiyip", *ADA, "--copies", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    copy = text_of(tmp_path / "out" / "tashpolat-tiyip-xi-jinping-copy-embassy.pdf")
    assert "Copy for information" in copy and "49-51 Portland Place" in copy


@pytest.mark.slow
def test_the_supporter_can_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text(
        "name: Jürgen Weiß\naddress: [Lindenallee 3, 10115 Berlin]\ncountry: DE\nlanguage: fr\ntick: [family]\n"
    )
    result = in_process("write", "tashpolat-tiyip", "--supporter", "me.yaml", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "Jürgen Weiß" in text_of(tmp_path / "out" / "tashpolat-tiyip-xi-jinping.pdf")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nmae: Ada Byron\n", "me.yaml:1:1: error: nmae: there is no such field (did you mean name?)"),
        ("name: {first: Ada}\n", "me.yaml:1:7: error: name: must be a text"),
        ("tick: {first: family}\n", "me.yaml:1:7: error: tick: must be a list"),
        ("Ada Byron, London\n", "me.yaml:1:1: error: must have fields below it, each as `name: value`: name, initials"),
        ("", "me.yaml:1:1: error: the file is empty"),
    ],
)
def test_a_mistake_in_the_supporters_file_is_shown_with_its_place(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text(text)
    result = in_process("write", "tashpolat-tiyip", "--supporter", "me.yaml", cwd=tmp_path)
    assert result.returncode == 1
    assert message in result.stderr


@pytest.mark.slow
def test_a_field_of_the_supporters_file_may_be_left_empty(tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text("name: Ada Byron\nstreet:\npostcode: 01234\ntick: family\nemail:\n")
    result = in_process(
        "write", "tashpolat-tiyip", "--supporter", "me.yaml", "--town", "London", "--country", "GB", cwd=tmp_path
    )
    assert "Please give your address" in result.stderr
    assert "email" not in result.stderr


@pytest.mark.slow
def test_a_rewritten_text_that_lost_a_demand_is_warned_of_with_the_text_to_paste(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Please let him go home.")
    result = as_process("write", "tashpolat-tiyip", *ADA, "--text", "text.txt", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "halt any plans to carry out the execution" in result.stderr


@pytest.mark.slow
def test_wrong_usage_ends_with_exit_code_2(tmp_path: Path) -> None:
    assert as_process("write", cwd=tmp_path).returncode == 2
    assert as_process("write", "x", "--channel", "pigeon", cwd=tmp_path).returncode == 2


@pytest.mark.slow
def test_a_bug_keeps_its_traceback(tmp_path: Path) -> None:
    code = (
        "import letters.library.library as library\n"
        "def broken(*_): raise ZeroDivisionError\n"
        "library.read = broken\n"
        "from letters.cli import main\n"
        "main(['list'])\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "Traceback" in result.stderr and "ZeroDivisionError" in result.stderr


def test_help_loads_neither_the_typesetter_nor_the_web(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom letters.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = {'weasyprint', 'flask', 'pydantic', 'babel', 'letters.bounded'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
