"""How a letter can travel: one answer for the site, `letters write`, `letters print` and the preview."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest
from conftest import ADDRESSEES, APPEAL, Make
from doors import Said, in_process
from visitor import TYPED, Visit, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.compose import write_letter
from letters.library.library import read
from letters.rendering import render
from letters.supporter import supporter_from
from letters.web.preview.samples import all_samples

SUBJECT = "  subject: Jane Doe, held without charge\n"
SOLIDARITY = APPEAL[: APPEAL.index("    - demands")].replace(SUBJECT, "").replace("[mayor]", "[judge]")
SOLIDARITY += "kind: solidarity\n"
MAYA = ["--name", "Maya Lind", "--address", "12 Station Road, Leeds LS1 4AB", "--country", "GB"]
CLOSED = ADDRESSEES.replace(
    "  email: [judge@", "  post: {lines: [Court], country: US}\n  unavailable: {post: Closed.}\n  email: [judge@"
)
NOBODY = ADDRESSEES.replace("  email: [judge@anytown.example]\n", "")
BOTH = (Channel.POST, Channel.EMAIL)


def appeal_in(root: Path) -> Appeal:
    library = read(root)
    assert not library.findings, library.findings
    return library.appeals["jane-doe"]


@pytest.mark.parametrize(
    ("text", "book", "ways"),
    [
        (APPEAL, ADDRESSEES, tuple(Channel)),
        (APPEAL.replace("[mayor]", "[judge]"), ADDRESSEES, (Channel.EMAIL,)),
        (APPEAL.replace("[mayor]", "[judge]"), CLOSED, (Channel.EMAIL,)),
        (SOLIDARITY, ADDRESSEES, BOTH),
        (SOLIDARITY, CLOSED, (Channel.EMAIL,)),
        (SOLIDARITY, NOBODY, (Channel.POST,)),
    ],
)
def test_a_letter_of_solidarity_can_be_printed_unless_its_post_is_closed(
    make_appeals: Make, text: str, book: str, ways: tuple[Channel, ...]
) -> None:
    appeal = appeal_in(make_appeals({"jane-doe/appeal.yaml": text, "addressees.yaml": book}))
    (key,) = appeal.to
    assert appeal.channels_for(key) == ways
    with pytest.raises(KeyError):
        appeal.channels_for("nobody")


def first_page(pdf: bytes | Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


def at_the_terminal(root: Path, *words: str) -> Said:
    command, *options = words
    return in_process(command, "jane-doe", *options, "--appeals", root, "--out", command, cwd=root.parent)


def printed(root: Path, *words: str) -> Said:
    (root.parent / "members.csv").write_text("name,address,country\nMaya Lind,12 Station Road,GB\n")
    return at_the_terminal(root, "print", "--members", "members.csv", *words)


@pytest.mark.slow
def test_every_door_prints_a_letter_of_solidarity_to_somebody_with_only_an_email_address(
    make_appeals: Make, visit: Visit
) -> None:
    files = {"jane-doe/appeal.yaml": SOLIDARITY}
    root, fields = make_appeals(files), {**TYPED, "to": "judge"}
    site = visit(files).post("/appeals/jane-doe/letters/judge.pdf", fields)
    written = at_the_terminal(root, "write", *MAYA)
    group = printed(root)
    assert (site.status_code, written.returncode, group.returncode) == (200, 0, 0), written.stderr + group.stderr
    made = (site.data, root.parent / "write" / "jane-doe-judge.pdf", root.parent / "print" / "letters.pdf")
    assert all("Dear Judge," in first_page(pdf) for pdf in made)
    assert "no letters to" not in group.stderr
    samples = all_samples(appeal_in(root), read(root))
    assert {sample.channel for sample in samples} == set(BOTH)


@pytest.mark.slow
def test_every_door_refuses_to_print_it_where_post_is_closed(make_appeals: Make, visit: Visit) -> None:
    files = {"jane-doe/appeal.yaml": SOLIDARITY, "addressees.yaml": CLOSED}
    root, fields = make_appeals(files), {**TYPED, "to": "judge"}
    assert visit(files).post("/appeals/jane-doe/letters/judge.pdf", fields).status_code == 409
    written = at_the_terminal(root, "write", *MAYA)
    assert written.returncode == 1
    assert written.stderr == "Judge Mary Roe can't be reached by post now: Closed. Other ways: email\n"
    group = printed(root)
    assert group.returncode == 1 and "no letters to judge of jane-doe: no post now. Closed." in group.stderr


COPIED = APPEAL.replace("to: [mayor]", "to: [mayor]\ncopies: [judge]")
WITH_COURT = ADDRESSEES.replace("  email: [judge@", "  post: {lines: [Court], country: US}\n  email: [judge@")


@pytest.mark.slow
@pytest.mark.parametrize("channel", ["pdf", "email", "fax"])
def test_a_letter_says_nothing_of_copies_where_none_are_made(make_appeals: Make, channel: str) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": COPIED, "addressees.yaml": WITH_COURT})
    assert at_the_terminal(root, "write", *MAYA, "--channel", channel).returncode == 0
    assert printed(root, "--channel", channel).returncode == 0
    texts = [_text_of(path) for path in root.parent.rglob("*") if path.suffix in (".pdf", ".eml", ".txt")]
    assert sum("Dear Mayor," in text for text in texts) == 2
    assert not [text for text in texts if "Copy:" in text or "\nCc:" in text]


@pytest.mark.slow
def test_a_copy_by_e_mail_is_in_the_cc_and_no_second_draft(make_appeals: Make, visit: Visit) -> None:
    files = {"jane-doe/appeal.yaml": COPIED, "addressees.yaml": WITH_COURT}
    root, fields = make_appeals(files), {**TYPED, "copies": "judge"}
    for made in (
        at_the_terminal(root, "write", *MAYA, "--channel", "email", "--copies"),
        printed(root, "--channel", "email", "--copies"),
    ):
        assert made.returncode == 0, made.stderr
    drafts = [path.read_text() for path in root.parent.rglob("*.eml")]
    assert len(drafts) == 2 and all("\nCc: judge@anytown.example\n" in draft for draft in drafts)
    assert all("Copy: Judge Mary Roe" in draft for draft in drafts)
    site = visit(files)
    assert b"Cc: judge@anytown.example" in site.post("/appeals/jane-doe/letters/mayor.eml", fields).data
    assert site.post("/appeals/jane-doe/letters/mayor-copy-judge.eml", fields).status_code == 409
    assert "letters/mayor-copy-judge.pdf" in site.post("/appeals/jane-doe/check", fields).text
    assert "letters/mayor-copy-judge.eml" not in site.post("/appeals/jane-doe/check", fields).text


def test_where_the_letter_goes_by_post_alone_a_copy_by_e_mail_is_a_draft_of_its_own(
    make_appeals: Make, visit: Visit
) -> None:
    book = ADDRESSEES.replace("  email: [mayor@anytown.example]\n", "")
    files = {"jane-doe/appeal.yaml": COPIED, "addressees.yaml": book}
    answer = visit(files).post("/appeals/jane-doe/letters/mayor-copy-judge.eml", {**TYPED, "copies": "judge"})
    assert answer.status_code == 200 and b"To: judge@anytown.example" in answer.data


@pytest.mark.slow
def test_each_channel_names_only_whom_a_copy_reaches_by_it(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": COPIED})
    # The judge has an e-mail address alone.
    assert printed(root, "--copies").returncode == 0
    assert "Copy:" not in _text_of(root.parent / "print" / "letters.pdf")
    library = read(root)
    appeal = library.appeals["jane-doe"]
    maya = supporter_from({"name": "Maya Lind", "street": "12 Station Road", "town": "Leeds", "country": "GB"})
    letter = write_letter(appeal, "mayor", maya, date=dt.date(2026, 12, 1), copies=library.copies(appeal, "GB"))
    made = {channel: [file for file in render(letter, channel) if not file.name.endswith("tif")] for channel in Channel}
    (pdf,), (draft,), (fax,) = made.values()
    assert "Copy:" not in first_page(pdf.content) and b"Copy:" not in fax.content
    assert b"Copy: Judge Mary Roe" in draft.content and b"Cc: judge@anytown.example" in draft.content


def _text_of(path: Path) -> str:
    if path.suffix != ".pdf":
        return path.read_text(encoding="utf-8-sig")
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.slow
def test_a_copy_goes_where_the_address_book_says_and_nowhere_else(make_appeals: Make, visit: Visit) -> None:
    text = SOLIDARITY.replace("to: [judge]", "to: [mayor]\ncopies: [judge]")
    files = {"jane-doe/appeal.yaml": text}
    root, fields = make_appeals(files), {**TYPED, "copies": "judge"}
    assert visit(files).post("/appeals/jane-doe/letters/mayor-copy-judge.pdf", fields).status_code == 409
    written = at_the_terminal(root, "write", *MAYA, "--copies")
    assert written.returncode == 0 and "1 letter in write/ (jane-doe-mayor.pdf)" in written.stdout
    said = "not made: Judge Mary Roe has no post (letter jane-doe-mayor-copy-judge). Other ways: email"
    assert said in written.stderr.splitlines()
    group = printed(root, "--copies")
    assert group.returncode == 0 and "1 letters: print/letters.pdf" in group.stdout, group.stderr
    assert "no copies to judge of jane-doe: no post now." in group.stderr
