"""What the site says before a letter leaves, the command line says too; and what can be made is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ADDRESSEES, APPEAL, SITE, Make
from doors import Said, in_process
from visitor import TYPED, Visit, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters import cautions
from letters.library.library import read

MAYA = ("--name", "Maya Lind", "--address", "12 Station Road, Leeds LS1 4AB", "--country", "GB")
AMNESTY = SITE.replace("Letters for Rights", "Amnesty International")


def write(root: Path, *words: str | Path) -> Said:
    return in_process("write", "jane-doe", "--appeals", root, *MAYA, *words, cwd=root.parent)


def print_(root: Path, *words: str | Path, rows: str = "Maya Lind,12 Station Road,GB,\n") -> Said:
    (root.parent / "members.csv").write_text(f"name,address,country,own words\n{rows}", encoding="utf-8")
    return in_process("print", "jane-doe", "--appeals", root, "--members", "members.csv", *words, cwd=root.parent)


def having(*changes: tuple[str, str]) -> str:
    text = APPEAL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.mark.slow
def test_both_commands_say_that_an_appeal_is_an_example(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": having(("title: A", "example: 2020\ntitle: A"))})
    for said in (write(root), print_(root, "--out", "pack")):
        assert said.returncode == 0
        assert "jane-doe is an example, from 2020. Please don't send the letters." in said.stderr


@pytest.mark.slow
def test_letters_dated_after_the_deadline_are_late(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": having(("deadline: none", "deadline: 2099-12-31"))})
    for command in (write, print_):
        late = command(root, "--date", "2100-01-01", "--out", command.__name__)
        assert late.returncode == 1
        assert "the deadline of jane-doe was 2099-12-31, before the letters' date, 2100-01-01" in late.stderr
        told = command(root, "--date", "2100-01-01", "--late", "--out", command.__name__)
        assert told.returncode == 0 and "the last day to write for jane-doe was 2099-12-31" in told.stderr
        assert command(root, "--date", "2099-12-31", "--out", f"{command.__name__}2").returncode == 0


@pytest.mark.slow
def test_an_embassy_that_is_not_known_is_said(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": having(("to: [mayor]", "to: [mayor]\ncopies: [embassy]"))})
    for said in (write(root), print_(root, "--out", "pack")):
        assert said.returncode == 0
        assert "there is no address here of the embassy of United States in: United Kingdom." in said.stderr


@pytest.mark.slow
@pytest.mark.parametrize("mention", ["never", "avoid", "welcome"])
def test_own_words_that_name_the_organisation_are_said_at_every_door(
    make_appeals: Make, visit: Visit, mention: str
) -> None:
    text = having(("title: A", f"mention_organisation: {mention}\ntitle: A"))
    files = {"jane-doe/appeal.yaml": text, "site.yaml": AMNESTY}
    root, own = make_appeals(files), "I am an Amnesty member."
    (root.parent / "own.txt").write_text(own)
    wanted = mention != "welcome"
    assert ("your own words mention Amnesty" in write(root, "--own-words", "own.txt").stderr) is wanted
    rows = f"Maya Lind,12 Station Road,GB,\nAda Byron,3 Elm Row,GB,{own}\n"
    printed = print_(root, "--out", "pack", rows=rows)
    assert printed.returncode == 0
    assert ("row 3: jane-doe: your own words mention Amnesty" in printed.stderr) is wanted
    page = visit(files).post("/appeals/jane-doe/check", {**TYPED, "own_words-0": own})
    assert ("Your words mention" in page.text) is wanted


@pytest.mark.slow
def test_a_letter_over_one_page_is_said_at_every_door(make_appeals: Make, visit: Visit) -> None:
    long = "I think of her and of those who wait for her every day. " * 24
    root = make_appeals({"jane-doe/appeal.yaml": having(("I write to you about", f"{long * 2}I write about"))})
    on_paper = (write(root), write(root, "--one-file", "--out", "one"))
    for said in (*on_paper, write(root, "--channel", "email"), print_(root, "--out", "pack")):
        takes = "takes 2 pages on paper" if said in on_paper else "probably needs a second page"
        assert said.returncode == 0
        assert said.stderr.count(f"the letter to Mayor Ada Byron {takes}") == 1
    page = visit({"jane-doe/appeal.yaml": (root / "jane-doe" / "appeal.yaml").read_text()})
    assert "This letter takes 2 pages on paper" in page.post("/appeals/jane-doe/check").text


def test_nothing_is_said_of_an_ordinary_letter(make_appeals: Make) -> None:
    root = make_appeals()
    assert write(root).stderr == ""
    assert list(cautions.on_appeal(read(root).appeals["jane-doe"])) == []


WIDE = f"post: {{lines: [{', '.join(f'Line {number} of the court' for number in range(14))}], country: US}}"
COPIED = having(("to: [mayor]", "to: [mayor]\ncopies: [judge]"))
WITH_WIDE = ADDRESSEES.replace("  email: [judge@", f"  {WIDE}\n  email: [judge@")


@pytest.mark.slow
def test_a_copy_whose_address_fits_no_window_costs_no_other_letter(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": COPIED, "addressees.yaml": WITH_WIDE})
    written = write(root, "--copies")
    assert written.returncode == 0 and "1 letter in out/ (jane-doe-mayor.pdf)" in written.stdout
    assert "not made: " in written.stderr and "too long" in written.stderr
    one = write(root, "--copies", "--one-file", "--out", "one")
    assert one.returncode == 0 and "1 letter in one/ (jane-doe.pdf)" in one.stdout
    group = print_(root, "--copies", "--out", "pack")
    assert group.returncode == 0 and "1 letters: pack/letters.pdf" in group.stdout, group.stderr
    assert "nothing to judge of jane-doe from GB: " in group.stderr and "row" not in group.stderr
    assert not (root.parent / "pack" / "refused.csv").exists()


def test_what_no_member_can_mend_is_said_of_the_addressee_and_nothing_is_made(make_appeals: Make) -> None:
    book = ADDRESSEES.replace("post: {lines: [Town Hall, 1 Main Street, Anytown 12345], country: US}", WIDE)
    root = make_appeals({"addressees.yaml": book})
    group = print_(root, "--out", "pack")
    assert group.returncode == 1 and "nothing to mayor of jane-doe from GB: " in group.stderr
    assert "correct them" not in group.stderr and not (root.parent / "pack").exists()
    nowhere = having(("to: [mayor]", "to: [judge]"))
    (root / "jane-doe" / "appeal.yaml").write_text(nowhere)
    group = print_(root, "--out", "pack")
    assert group.returncode == 1 and group.stderr == "no letters to judge of jane-doe: no post now.\n"


def test_each_channel_that_can_be_used_is_used(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": having(("to: [mayor]", "to: [mayor, judge]"))})
    written = write(root, "--channel", "fax", "--channel", "email")
    assert written.returncode == 0
    assert "2 letters in out/" in written.stdout and "jane-doe-judge.eml" in written.stdout
    assert "not made: Judge Mary Roe has no fax (letter jane-doe-judge). Other ways: email" in written.stderr


@pytest.mark.slow
def test_who_writes_from_the_country_concerned_is_told_by_both_commands(make_appeals: Make) -> None:
    root = make_appeals()
    rows = 'Maya Lind,"12 Station Road, Leeds LS1 4AB",GB,\nAda Roe,"1 Elm Street, Reno, NV 89501",US,\n'
    group = print_(root, "--envelopes", "DL", "--country", "GB", rows=rows)
    assert "row 3: those whom jane-doe concerns can reach people who live there (United States)." in group.stderr
    assert "United Kingdom" not in group.stderr
    alone = ("--name", "Ada Roe", "--address", "1 Elm Street, Reno, NV 89501", "--country", "US")
    one = in_process("write", "jane-doe", "--appeals", root, *alone, cwd=root.parent)
    assert "Those whom this letter concerns can reach you where you are (United States)." in one.stderr


def test_initials_in_an_e_mail_are_told_to_a_group_and_in_a_letter_are_not(make_appeals: Make) -> None:
    root = make_appeals()
    (root.parent / "list.csv").write_text(
        "initials,town,country,sign as\nM. L.,Leeds,GB,initials\nA. R.,York,GB,initials\n", encoding="utf-8"
    )
    said = {
        channel: in_process(
            *("print", "jane-doe", "--appeals", root, "--members", "list.csv", "--channel", channel, "--out", channel),
            cwd=root.parent,
        ).stderr
        for channel in ("email", "post")
    }
    assert "rows 2 and 3: signed with initials, but an e-mail shows its reader the name" in said["email"]
    assert "e-mail" not in said["post"]
