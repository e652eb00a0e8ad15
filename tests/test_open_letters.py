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
    assert TOTAL.replace("2 (org", "400 (org") in " ".join(pages[-1].split())


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
