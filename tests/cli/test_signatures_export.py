"""`letters signatures export`: who has signed, as a list, sealed, below the letter and in its file."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from conftest import SITE
from counted import NOT_LOOKED
from doors import Said, in_process
from signed import OPEN_LETTER, Petition

from letters.appeal.signatories import MemberType
from letters.authoring.closing import take_off
from letters.authoring.collected import MANY
from letters.library.library import read
from letters.signing.sealing import Opener, new_key_file
from letters.signing.signature import Shown
from letters.store.database import Store

SHEET = ("--type", "people", "--source", "Market square, Leeds", "--date", "2026-03-05")
HOSTILE = ["=1+1", '+cmd|" /C calc"!A0', "@SUM(1;2)", "-2+3", "\u2007=1+1"]
ODD = ["سارا نمونه", "王小样", 'Ada "The; Count" Byron', "O'Brien, Zoë", "Maya; Lind"]


@pytest.fixture(name="petition")
def a_petition(tmp_path: Path) -> Petition:
    return Petition(tmp_path)


def says(petition: Petition, *words: str | Path, stdin: str = "") -> Said:
    return in_process("signatures", *words, cwd=petition.appeals, stdin=stdin, **petition.environment)


def exported(petition: Petition, name: str, *words: str | Path) -> bytes:
    out = petition.appeals.parent / name
    done = says(petition, "export", "jane-doe", "--out", out, *words)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_mode & 0o777 == 0o600
    return out.read_bytes()


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def some_sign(petition: Petition) -> None:
    petition.signs("Zoë Lind", role="teacher", organisation="Anytown School", stays_in_touch=True)
    petition.signs("Jonas Beispiel", shown=Shown.NOTHING, country="DE")
    petition.signs("Élodie Exemple", shown=Shown.INITIALS, country="FR")
    petition.signs("Ada Byron", organisation="Open Desk", type=MemberType.ORGANISATIONS)
    petition.signs("Bo Lind")


@pytest.mark.slow
def test_a_list_has_all_that_is_known_in_the_order_of_the_alphabet(petition: Petition) -> None:
    some_sign(petition)
    rows = table(exported(petition, "list.csv"))
    assert [row["name"] for row in rows] == ["Bo Lind", "Élodie Exemple", "Jonas Beispiel", "Ada Byron", "Zoë Lind"]
    assert rows[-1] == {
        **{"number": "1", "day": "2026-03-05", "type": "people", "name": "Zoë Lind", "role": "teacher"},
        **{"organisation": "Anytown School", "town": "Leeds", "country": "GB"},
        "shown as": "Zoë Lind, teacher, Anytown School",
    }
    assert [row["shown as"] for row in rows[1:3]] == ["É. E.", "(only counted)"]
    by_number = table(exported(petition, "second.csv", "--order", "number", "--contacts"))
    assert [row["number"] for row in by_number] == ["1", "2", "3", "4", "5"]
    assert [row["contact"] for row in by_number] == ["zoë@lists.example", "", "", "", ""]


def test_what_is_struck_or_waits_is_not_exported(petition: Petition) -> None:
    some_sign(petition)
    petition.asks("Somebody Else")
    says(petition, "strike", "jane-doe", "--where", "number=1-4", "--reason", "a trial", "--yes")
    assert [row["name"] for row in table(exported(petition, "list.csv"))] == ["Bo Lind"]


def test_nothing_is_overwritten_unless_one_says_so(petition: Petition) -> None:
    petition.signs("Maya Lind")
    first = exported(petition, "list.csv")
    petition.signs("Bo Lind")
    again = says(petition, "export", "jane-doe", "--out", petition.appeals.parent / "list.csv")
    assert again.returncode == 1 and "already exists; add --force" in again.stderr
    assert (petition.appeals.parent / "list.csv").read_bytes() == first
    assert len(table(exported(petition, "list.csv", "--force"))) == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "--out FILE is missing"),
        (("--out", "list.txt"), "--format is missing"),
        (("--out", "a.yaml", "--into-appeal"), "leave out --out"),
        (("--out", "a.age"), "has no age_key"),
        (("--out", "a.pdf", "--to", "nobody"), "has no addressee 'nobody'"),
        (("--out", "a.csv", "--identity", "missing.txt"), "missing.txt: can't be read"),
    ],
)
def test_what_cannot_be_exported_is_said(petition: Petition, words: tuple[str, ...], message: str) -> None:
    petition.signs("Maya Lind")
    done = says(petition, "export", "jane-doe", *words)
    assert done.returncode == 1 and message in done.stderr


def test_sealed_names_are_opened_by_the_organisations_key_alone(tmp_path: Path) -> None:
    text, public = new_key_file()
    (tmp_path / "key.txt").write_text(text)
    petition = Petition(tmp_path, recipient=public)
    (petition.appeals / "site.yaml").write_text(f"{SITE}age_key: {public}\n", encoding="utf-8")
    some_sign(petition)
    done = says(petition, "export", "jane-doe", "--out", tmp_path / "clear.csv", "--contacts")
    assert "5 of 5 signatures are sealed" in done.stderr
    clear = table((tmp_path / "clear.csv").read_bytes())
    assert {row["name"] for row in clear} == {""} and "Jonas" not in str(clear)
    assert {row["shown as"] for row in clear} >= {"Bo Lind", "É. E.", "Open Desk", "(only counted)"}
    key = ("--identity", tmp_path / "key.txt")
    rows = table(exported(petition, "opened.csv", *key, "--contacts", "--order", "number"))
    assert [(row["name"], row["contact"]) for row in rows][:2] == [
        ("Zoë Lind", "zoë@lists.example"),
        ("Jonas Beispiel", ""),
    ]
    sealed = exported(petition, "list.age", *key)
    assert sealed.startswith(b"age-encryption.org/v1") and b"Lind" not in sealed
    assert len(table(Opener(tmp_path / "key.txt").open(sealed))) == 5
    struck = says(petition, "strike", "jane-doe", "--where", "name=lind", "--reason", "x", "--yes")
    assert struck.returncode == 1 and "5 signatures are sealed" in struck.stderr
    opened = says(petition, "strike", "jane-doe", "--where", "name=lind", "--reason", "x", "--yes", *map(str, key))
    assert "Strike 1: 2 struck" in opened.stdout


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason=f"{NOT_LOOKED}: LibreOffice isn't here")
def test_a_spreadsheet_opens_the_list_without_a_formula(petition: Petition) -> None:
    for number, name in enumerate([*HOSTILE, *ODD]):
        petition.signs(name, f"{number}@lists.example")
    exported(petition, "list.csv", "--order", "number")
    folder = petition.appeals.parent
    # Commas, quotation marks, UTF-8, from the first row on; texts may be numbers, and what looks like a formula is one.
    reading = "CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", f"--infilter={reading}"]
    command += ["--convert-to", "fods", "--outdir", str(folder), str(folder / "list.csv")]
    subprocess.run(command, check=True, capture_output=True)
    opened = (folder / "list.fods").read_text(encoding="utf-8")
    assert "table:formula" not in opened
    cells = {html.unescape(text) for text in re.findall(r"<text:p>([^<]*)</text:p>", opened)}
    assert {*ODD, *(f"'{name.strip()}" for name in HOSTILE)} <= cells


def test_the_block_for_the_file_is_one_that_the_file_takes(petition: Petition) -> None:
    some_sign(petition)
    says(petition, "add", "jane-doe", "--count", "27", *SHEET, "--at-least")
    block = exported(petition, "block.yaml").decode()
    petition.file.write_text(OPEN_LETTER + block, encoding="utf-8")
    library = read(petition.appeals)
    assert library.findings == ()
    groups = library.appeals["jane-doe"].facts.signatories
    assert [(group.group, group.size, bool(group.members), group.bound) for group in groups] == [
        ("Organisations that signed online", 1, True, None),
        ("Individuals who signed online", 3, True, None),
        ("Others who signed online", 1, False, None),
        ("Market square, Leeds", 27, False, "at_least"),
    ]
    assert [member.name for member in groups[1].members] == ["Bo Lind", "É. E.", "Zoë Lind"]
    assert groups[1].members[2].organisation == "Anytown School"
    assert "Jonas" not in block


BY_HAND = """\
# who began it
signatories:
  # ours
  - group: Initiators
    type: organisations
    members: [Letters for Rights, The Open Desk]   # in this order
# nothing below
"""


@pytest.mark.slow
def test_the_groups_go_into_the_file_beside_those_written_by_hand_and_are_renewed(petition: Petition) -> None:
    some_sign(petition)
    petition.file.write_text(OPEN_LETTER + BY_HAND, encoding="utf-8")
    unasked = says(petition, "export", "jane-doe", "--into-appeal")
    assert unasked.returncode == 1 and "Add --yes" in unasked.stderr
    assert petition.file.read_text(encoding="utf-8") == OPEN_LETTER + BY_HAND
    done = says(petition, "export", "jane-doe", "--into-appeal", "--yes")
    assert "Individuals who signed online: 3 names" in done.stdout
    once = petition.file.read_text(encoding="utf-8")
    assert once.startswith(OPEN_LETTER + BY_HAND.replace("# nothing below\n", "")) and once.endswith(
        "# nothing below\n"
    )
    assert says(petition, "export", "jane-doe", "--into-appeal", "--yes").returncode == 0
    assert petition.file.read_text(encoding="utf-8") == once
    petition.signs("Cleo Lind")
    says(petition, "export", "jane-doe", "--into-appeal", "--yes")
    now = petition.file.read_text(encoding="utf-8")
    assert now == once.replace("Bo Lind\n", "Bo Lind\n      - Cleo Lind\n")


@pytest.mark.slow
def test_names_of_every_kind_come_back_from_the_file_as_they_were(petition: Petition) -> None:
    names = [*HOSTILE[:4], *ODD, "null", "yes", "3:00", "# Maya", "- Maya", "{x}", "&Maya", "Maya: Lind", "true", "1e3"]
    for number, name in enumerate(names):
        petition.signs(name, f"{number}@lists.example")
    assert says(petition, "export", "jane-doe", "--into-appeal", "--yes", "--order", "number").returncode == 0
    (group,) = read(petition.appeals).appeals["jane-doe"].facts.signatories
    assert [member.name for member in group.members] == names


def test_a_new_store_takes_nobody_off_a_letter_whose_names_an_earlier_one_has_collected(petition: Petition) -> None:
    signed = petition.signs("Maya Lind")
    assert says(petition, "export", "jane-doe", "--into-appeal", "--yes").returncode == 0
    appeal, new = read(petition.appeals).appeals["jane-doe"], Store(f"sqlite:///{petition.appeals.parent / 'new.db'}")
    new.upgrade()
    assert take_off(new, appeal) == 0 and "Maya Lind" in petition.file.read_text(encoding="utf-8")
    new.close()
    petition.signatures.withdraw(signed.token)
    assert take_off(petition.store, appeal) == 1 and "Maya Lind" not in petition.file.read_text(encoding="utf-8")


def test_a_list_between_brackets_is_not_spoilt(petition: Petition) -> None:
    petition.signs("Maya Lind")
    text = OPEN_LETTER + "signatories: [{group: Initiators, type: organisations, members: [The Open Desk]}]\n"
    petition.file.write_text(text, encoding="utf-8")
    done = says(petition, "export", "jane-doe", "--into-appeal", "--yes")
    assert done.returncode == 1 and "stands between brackets" in done.stderr
    assert petition.file.read_text(encoding="utf-8") == text


@pytest.mark.slow
def test_the_petition_to_hand_over_ends_with_all_who_may_be_shown(petition: Petition) -> None:
    some_sign(petition)
    says(petition, "add", "jane-doe", "--count", "27", *SHEET)
    content = exported(petition, "petition.pdf")
    pages = pypdfium2.PdfDocument(content)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    for said in ("Open Desk", "Bo Lind", "É. E.", "Zoë Lind, teacher, Anytown School", "Market square, Leeds"):
        assert said in text
    assert "In total: 1 (organisations); 31 (people)" in text
    assert "Jonas" not in text and re.search(r"Others who signed online 1 \(", text)


@pytest.mark.slow
@pytest.mark.parametrize("words", [("--into-appeal", "--yes"), ("--out", "block.yaml")])
def test_who_signed_an_earlier_text_is_told_before_names_stand_below_another(
    petition: Petition, words: tuple[str, ...]
) -> None:
    petition.signs("Maya Lind")
    assert "earlier text" not in says(petition, "export", "jane-doe", "--out", "first.yaml").stderr
    petition.file.write_text(OPEN_LETTER.replace("release Jane Doe;", "free Jane Doe;"), encoding="utf-8")
    petition.signs("Jonas Beispiel")
    said = says(petition, "export", "jane-doe", *words)
    assert said.returncode == 0 and "note: 1 of 2 signatures were given to an earlier text" in said.stderr


@pytest.mark.slow
def test_a_long_list_of_names_goes_into_a_file_beside_the_appeal_and_loses_who_withdraws(petition: Petition) -> None:
    petition.signs('Maya "May;" Lind', role="=HYPERLINK(1)")
    done = [petition.signs(f"Supporter {number} Example", f"{number}@lists.example") for number in range(MANY)]
    assert says(petition, "export", "jane-doe", "--into-appeal", "--yes", "--order", "number").returncode == 0
    library = read(petition.appeals)
    assert library.findings == ()
    (group,) = library.appeals["jane-doe"].facts.signatories
    assert group.members_from == "signed-online-people.csv" and len(group.names) == MANY + 1
    assert (group.names[0].name, group.names[0].role) == ('Maya "May;" Lind', "=HYPERLINK(1)")
    assert ";'=HYPERLINK(1);" in (petition.file.parent / "signed-online-people.csv").read_text(encoding="utf-8")
    text = petition.file.read_text(encoding="utf-8")
    petition.signatures.withdraw(done[-1].token)
    assert take_off(petition.store, library.appeals["jane-doe"]) == 1
    (group,) = read(petition.appeals).appeals["jane-doe"].facts.signatories
    assert len(group.members) == MANY and not (petition.file.parent / "signed-online-people.csv").exists()
    assert petition.file.read_text(encoding="utf-8") != text
    out = petition.appeals.parent / "out"
    petition.signs("Bo Lind")
    assert says(petition, "export", "jane-doe", "--out", out / "block.yaml").returncode == 0
    assert {path.name for path in out.iterdir()} == {"block.yaml", "signed-online-people.csv"}
