"""An open letter comes from its organisation and ends with those who have signed it, by every channel and door."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from pathlib import Path

import pypdfium2
import pytest
from conftest import APPEAL, SITE, Make
from doors import in_process

from letters import mail, pdf
from letters.appeal.appeal import Appeal
from letters.compose import Words, compose, organisation
from letters.fax.text_pages import text_pages
from letters.language.language import LANGUAGES
from letters.language.signing import SIGNING
from letters.letter import Letter
from letters.library.library import Library, read

SIGNATORIES = """\
kind: open-letter
signatories:
  - {group: Initiated by, type: organisations, members: [Letters for Rights, The Open Desk]}
  - group: Individuals
    type: people
    members: [Zoë O'Brien, {name: Ada Byron, role: teacher, organisation: Anytown School}]
  - {group: The petition, type: people, count: {more_than: 300000}, date: 2020-06}
"""
SIGNED = APPEAL[: APPEAL.index("    - points")] + APPEAL[APPEAL.index("    - demands") :] + SIGNATORIES
GROUPS = ["Initiated by", "Letters for Rights", "The Open Desk", "Zoë O’Brien", "Ada Byron, teacher, Anytown School"]
TOTAL = "In total: 2 (organisations); more than 300,002 (people)"


def made(root: Path, **site: str) -> tuple[Library, Appeal, Letter]:
    extra = "".join(f"{name}: {value}\n" for name, value in site.items())
    (root / "site.yaml").write_text(SITE + extra, encoding="utf-8")
    library = read(root)
    appeal = library.appeals["jane-doe"]
    day = dt.date(2020, 5, 1)
    return library, appeal, compose(appeal, "mayor", organisation(library.site), Words(), language="en", date=day)


@pytest.fixture(name="root")
def folder_with_an_open_letter(make_appeals: Make) -> Path:
    return make_appeals({"jane-doe/appeal.yaml": SIGNED})


def test_it_comes_from_the_organisation_and_nobody_s_name_stands_below_it(root: Path) -> None:
    _, _, letter = made(root, address="[1 Quiet Lane, London N1 7AA]", replies_to="answers@rights.example")
    assert letter.sender == ("Letters for Rights", "1 Quiet Lane", "London N1 7AA", "United Kingdom")
    assert letter.signature == "" and letter.reply_to == "answers@rights.example"
    assert letter.in_all == TOTAL


def test_where_the_organisation_is_may_be_unknown(root: Path) -> None:
    library, appeal, _ = made(root)
    sender = organisation(library.site.model_copy(update={"country": None}))
    letter = compose(appeal, "mayor", sender, Words(), language="fr", date=dt.date(2020, 5, 1))
    assert letter.sender == ("Letters for Rights",) and letter.country_lines[0].text == "United States"
    assert pdf.render([letter])


@pytest.mark.parametrize("way", ["pdf", "mail", "html", "fax"])
def test_each_channel_ends_with_all_who_signed(root: Path, way: str) -> None:
    _, _, letter = made(root)
    match way:
        case "pdf":
            text = "\n".join(
                page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf.render([letter]))
            )
        case "fax":
            text = text_pages(letter, letter.faxes[0])
        case _:
            draft = email.message_from_bytes(mail.draft(letter), policy=email.policy.default)
            body = draft.get_body(("plain",) if way == "mail" else ("html",))
            assert body is not None
            text = body.get_content()
    text, at = " ".join(text.replace("’", "'").split()), 0
    for part in ("Yours", *GROUPS, TOTAL):
        at = text.index(part.replace("’", "'"), at) + 1
    assert "more than 300,000 (June 2020)" in text


@pytest.mark.slow
def test_many_names_stand_in_columns_over_as_many_pages_as_they_need(root: Path) -> None:
    names = ", ".join(f"Member {number} of Anytown" for number in range(400))
    text = SIGNED.replace("[Letters for Rights, The Open Desk]", f"[{names}]")
    (root / "jane-doe" / "appeal.yaml").write_text(text, encoding="utf-8")
    _, _, letter = made(root)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf.render([letter]))]
    assert 4 < len(pages) < 12
    assert all(f"Member {number} of Anytown" in "".join(pages) for number in range(400))
    assert all("Mayor Ada Byron · 1 May 2020" in page for page in pages[1:])
    letter_itself = " ".join(pages[0].split())
    assert TOTAL.replace("2 (org", "400 (org") in letter_itself and "400, whose names follow" in letter_itself


def listed(root: Path, rows: str, name: str = "signatories.csv") -> Library:
    text = SIGNED.replace("members: [Letters for Rights, The Open Desk]", f"members_from: {name}")
    (root / "jane-doe" / "appeal.yaml").write_text(text, encoding="utf-8")
    (root / "jane-doe" / "signatories.csv").write_text(rows, encoding="utf-8")
    return read(root)


def test_a_long_list_comes_from_a_file_beside_the_appeal(root: Path) -> None:
    listed(root, "Ada Byron;teacher;;Leeds\n" + "Zoë\n" * 499)
    _, appeal, letter = made(root)
    assert appeal.facts.signatories[0].size == 500
    assert letter.signed[0].members[0] == "Ada Byron, teacher, Leeds" and len(letter.signed[0].members) == 500
    assert "500 (organisations)" in letter.in_all


@pytest.mark.parametrize("way", ["mail", "fax"])
def test_who_reads_it_as_text_gets_some_names_and_how_many_more_there_are(root: Path, way: str) -> None:
    listed(root, "".join(f"Name {number}\n" for number in range(8352)))
    _, _, letter = made(root)
    text = mail.plain_text(letter) if way == "mail" else text_pages(letter, letter.faxes[0])
    assert "Name 199\n" in text and "Name 200\n" not in text
    assert "and 8,152 more, in the PDF" in text and "8,352 (organisations)" in text
    # What comes after it has room too.
    assert "Ada Byron, teacher, Anytown School" in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_how_many_more_there_are(code: str) -> None:
    words = SIGNING[code]
    for phrase in (words.more, words.more_in_pdf, words.names_follow):
        assert phrase.format(number="70,000").count("70,000") == 1
    assert "PDF" in words.more_in_pdf.upper() and "PDF" not in words.more.upper()


@pytest.mark.parametrize(
    ("name", "rows", "line", "message"),
    [
        ("signatories.csv", "Ada\n;teacher\n", 2, "has no name"),
        ("../site.yaml", "Ada\n", 0, "must be a file in the appeal's own folder"),
        ("signatories.xlsx", "Ada\n", 0, "must be a list as .csv or .txt"),
        ("others.csv", "Ada\n", 0, "there is no file others.csv"),
        ("link.csv", "Ada\n", 0, "must be a file in the appeal's own folder"),
    ],
)
def test_a_list_that_cant_be_used_is_an_error_with_its_line(
    root: Path, name: str, rows: str, line: int, message: str
) -> None:
    (root / "secret.csv").write_text("Nobody\n")
    (root / "jane-doe" / "link.csv").symlink_to(root / "secret.csv")
    library = listed(root, rows, name)
    assert "jane-doe" not in library.appeals
    (found,) = [finding for finding in library.findings if finding.code == "A326"]
    assert message in found.message
    assert (found.file.name, found.line) == ("signatories.csv", line) if line else found.file.name == "appeal.yaml"


def test_a_list_that_has_changed_is_read_again(root: Path) -> None:
    assert listed(root, "Ada\nZoë\n").appeals["jane-doe"].facts.signatories[0].size == 2
    assert listed(root, "Ada\nZoë\nMaya\n").appeals["jane-doe"].facts.signatories[0].size == 3


def test_names_that_run_the_other_way_keep_their_place_and_their_parts(root: Path) -> None:
    text = SIGNED.replace("Zoë O'Brien", "{name: سارا نمونه, role: teacher}")
    (root / "jane-doe" / "appeal.yaml").write_text(text, encoding="utf-8")
    _, _, letter = made(root)
    assert letter.signed[1].members[0] == "\u2068سارا نمونه\u2069, \u2068teacher\u2069"


@pytest.mark.slow
def test_write_needs_nobody_s_name_for_it_and_says_so(root: Path) -> None:
    made(root)
    done = in_process("write", "jane-doe", "--appeals", root, cwd=root.parent)
    assert done.returncode == 0 and "1 letter in out/" in done.stdout and done.stderr == ""
    again = in_process("write", "jane-doe", "--appeals", root, "--name", "Maya Lind", "--out", "two", cwd=root.parent)
    assert again.returncode == 0 and "comes from the organisation in site.yaml" in again.stderr
    files = [next((root.parent / name).glob("*.pdf")).read_bytes() for name in ("out", "two")]
    assert files[0] == files[1]


@pytest.mark.slow
def test_the_sheets_for_a_table_begin_with_the_letter_and_those_who_signed_it(root: Path) -> None:
    made(root)
    done = in_process("print", "jane-doe", "--appeals", root, "--sign-pages", "2", "--out", "table", cwd=root.parent)
    assert done.returncode == 0, done.stderr
    pages = [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument((root.parent / "table" / "sign.pdf").read_bytes())
    ]
    assert "Letters for Rights" in pages[0] and TOTAL in " ".join(pages[0].split())
    assert len(pages) == 3
