"""`letters signatures`: what staff see of who has signed, what they add, and what they strike."""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
from pathlib import Path

import pytest
from conftest import SITE
from doors import Said, in_process
from places import CHECKOUT
from signed import KEY_OF_SITE, NOW, OPEN_LETTER, Petition

from letters.appeal.signatories import MemberType
from letters.library.library import read
from letters.signing.sealing import Opener, seal
from letters.signing.sheet_number import sheet_number
from letters.signing.signature import Shown

SHEET = ("--type", "people", "--source", "Market square, Leeds", "--date", "2026-03-05")


@pytest.fixture(name="petition")
def a_petition(tmp_path: Path) -> Petition:
    return Petition(tmp_path)


def says(petition: Petition, *words: str, stdin: str = "") -> Said:
    return in_process("signatures", *words, cwd=petition.appeals, stdin=stdin, **petition.environment)


def counts(petition: Petition) -> tuple[int, int, int]:
    """People, organisations, and those that are struck."""
    found = json.loads(says(petition, "list", "jane-doe", "--json").stdout)
    return found["people"], found["organisations"], found["struck"]


def seven_sign(petition: Petition) -> None:
    """Five from one domain and two from others."""
    for number in range(5):
        petition.signs(f"Name{number} Troll", f"{number}@mailinator.example")
    petition.signs("Élodie Exemple", "elodie@exemple.example", country="FR", now=NOW + dt.timedelta(days=1))
    petition.signs("Ada Byron", organisation="Open Desk", type=MemberType.ORGANISATIONS)


def test_without_a_store_the_commands_say_what_to_set(petition: Petition) -> None:
    for name, rest in (("LETTERS_STORE", "is not set"), ("LETTERS_SECRET_KEY", "is not set")):
        environment = petition.environment | {name: ""}
        said = in_process("signatures", "list", cwd=petition.appeals, **environment)
        assert said.returncode == 1 and f"{name} {rest}" in said.stderr and KEY_OF_SITE not in said.stderr
    nowhere = petition.environment | {"LETTERS_STORE": f"sqlite:///{petition.appeals / 'none.db'}"}
    said = in_process("signatures", "list", cwd=petition.appeals, **nowhere)
    assert said.returncode == 1 and "there is no" in said.stderr
    assert not (petition.appeals / "none.db").exists()


def test_the_list_of_all_separates_thousands_as_all_else_does(petition: Petition) -> None:
    says(petition, "add", "jane-doe", "--count", "8352", *SHEET)
    assert says(petition, "list").stdout.splitlines()[1].split()[-1] == "8,352"


def test_the_list_of_all_shows_a_line_for_each_open_letter(petition: Petition) -> None:
    seven_sign(petition)
    petition.asks("Jonas Beispiel")
    head, line = says(petition, "list").stdout.splitlines()
    assert head.split() == ["appeal", "state", "people", "organisations", "struck", "waiting", "added"]
    assert line.split() == ["jane-doe", "open", "6", "1", "0", "1", "0"]


def test_a_stopped_letter_has_ended(petition: Petition) -> None:
    text = OPEN_LETTER.replace("status: open", "status: stopped\noutcome: She is free. Thank you.")
    petition.file.write_text(text, encoding="utf-8")
    assert says(petition, "list").stdout.splitlines()[1].split()[1] == "ended"


def test_one_letter_is_told_by_text_day_country_and_domain_without_a_name(petition: Petition) -> None:
    seven_sign(petition)
    said = says(petition, "list", "jane-doe")
    lines = [" ".join(line.split()) for line in said.stdout.splitlines()]
    for line in (
        "jane-doe: open",
        "people 6",
        "the text as it is now, first seen 2026-03-05 7",
        "2026-03-06 1",
        "United Kingdom 6",
        "France 1",
        "mailinator.example 5",
        "others 2",
    ):
        assert line in lines
    assert not any(name in said.stdout for name in ("Troll", "Byron", "Exemple", "lists.example", "exemple.example"))


def test_a_changed_text_is_told_apart(petition: Petition) -> None:
    petition.signs("Maya Lind")
    petition.file.write_text(OPEN_LETTER.replace("release Jane Doe;", "free Jane Doe;"), encoding="utf-8")
    petition.signs("Jonas Beispiel")
    found = json.loads(says(petition, "list", "jane-doe", "--json").stdout)
    assert [(text["is_current"], text["people"]) for text in found["texts"]] == [(True, 1), (False, 1)]


def test_paper_is_added_apart_and_a_sheet_once(petition: Petition) -> None:
    petition.signs("Maya Lind")
    said = says(petition, "add", "jane-doe", "--count", "27", *SHEET, "--sheet", "17")
    assert said.stdout == "jane-doe: added as number 1: 27 people, 2026-03-05: Market square, Leeds, sheet 17\n"
    again = says(petition, "add", "jane-doe", "--count", "20", *SHEET, "--sheet", "17")
    assert again.returncode == 1 and "sheet 17 is counted already: 27 people" in again.stderr
    says(petition, "add", "jane-doe", "--count", "300000", *SHEET, "--more-than")
    found = json.loads(says(petition, "list", "jane-doe", "--json").stdout)
    assert (found["people"], found["added"]) == (1, 300_027)
    assert [(each["count"], each["bound"]) for each in found["additions"]] == [(27, None), (300_000, "more_than")]
    assert "2. more than 300,000 people, 2026-03-05" in says(petition, "list", "jane-doe").stdout


def test_what_is_added_was_signed_by_whom_the_letter_asks_and_is_true_today(petition: Petition) -> None:
    number = str(sheet_number("jane-doe", "Leeds", dt.date(2026, 3, 1), 1))
    words = ("add", "jane-doe", "--count", "18", "--source", "Leeds", "--sheet", number)
    unclear = says(petition, *words)
    assert unclear.returncode == 1 and "--type is missing: jane-doe asks people and organisations" in unclear.stderr
    petition.file.write_text(OPEN_LETTER.replace("signers: both", "signers: organisations"), encoding="utf-8")
    before = dt.datetime.now(dt.UTC).date()
    assert says(petition, *words).returncode == 0
    (added,) = json.loads(says(petition, "list", "jane-doe", "--json").stdout)["additions"]
    assert (added["type"], added["count"]) == ("organisations", 18)
    assert abs(dt.date.fromisoformat(added["date"]) - before) <= dt.timedelta(days=1)


def test_the_number_of_a_printed_page_is_looked_at(petition: Petition) -> None:
    number, other = (str(sheet_number(slug, "Leeds", dt.date(2026, 3, 1), 1)) for slug in ("jane-doe", "another"))
    said = says(petition, "add", "jane-doe", "--count", "18", *SHEET, "--sheet", number.lower().replace("-", ""))
    assert said.stdout.endswith(f", sheet {number}\n")
    assert (
        f"sheet {number} is counted already"
        in says(petition, "add", "jane-doe", "--count", "18", *SHEET, "--sheet", number).stderr
    )
    for typed, why in (
        (other, "another appeal's sheet"),
        (number[:-1] + ("2" if number[-1] != "2" else "3"), "look at it once more"),
    ):
        refused = says(petition, "add", "jane-doe", "--count", "18", *SHEET, "--sheet", typed)
        assert refused.returncode == 1 and why in refused.stderr


def test_what_was_added_can_be_taken_out_and_its_sheet_counted_anew(petition: Petition) -> None:
    says(petition, "add", "jane-doe", "--count", "27", *SHEET, "--sheet", "17")
    assert "taken out: 27 people" in says(petition, "remove-addition", "1").stdout
    assert says(petition, "remove-addition", "1").returncode == 1
    assert says(petition, "add", "jane-doe", "--count", "28", *SHEET, "--sheet", "17").returncode == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--date", "2999-01-01"), "--date: 2999-01-01 is still to come"),
        (("--date", "5 March"), "--date: "),
        (("--source", " "), "--source: write a line of text"),
        (("--source", "x" * 201), "--source: write a line of text of at most 200 characters"),
        (("--about", "--at-least"), "--about and --at-least: only one of them can be true"),
    ],
)
def test_an_addition_that_cannot_be_is_refused(petition: Petition, words: tuple[str, ...], message: str) -> None:
    said = says(petition, "add", "jane-doe", "--count", "27", *SHEET, *words)
    assert said.returncode == 1 and message in said.stderr


@pytest.mark.slow
def test_a_strike_says_how_many_asks_and_is_undone_by_its_number(petition: Petition) -> None:
    seven_sign(petition)
    where = ("strike", "jane-doe", "--where", "domain=Mailinator.example", "--reason", "throwaway addresses")
    trial = says(petition, *where, "--dry-run")
    assert "5 signatures (number 1, 2, 3, 4, 5)" in trial.stdout and counts(petition) == (6, 1, 0)
    unasked = says(petition, *where)
    assert unasked.returncode == 1 and "Add --yes" in unasked.stderr and counts(petition) == (6, 1, 0)
    done = says(petition, *where, "--yes")
    assert "Strike 1: 5 struck" in done.stdout and counts(petition) == (1, 1, 5)
    listed = says(petition, "list", "jane-doe").stdout
    assert "domain=mailinator.example: 5 struck (throwaway addresses)" in listed
    assert "mailinator.example  " not in listed
    assert "5 count again" in says(petition, "undo", "1").stdout and counts(petition) == (6, 1, 0)
    assert "was undone on" in says(petition, "undo", "1").stderr


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        (["number=2-4"], "2, 3, 4"),
        (["number=6"], "6"),
        (["day=2026-03-06"], "6"),
        (["day=2026-03-05..2026-03-06", "country=France"], "6"),
        (["type=organisations"], "7"),
        (["name=elodie"], "6"),
        (["organisation=open desk", "town=leeds"], "7"),
        (["name=troll", "number=1-2"], "1, 2"),
    ],
)
def test_conditions_are_joined_by_and(petition: Petition, where: list[str], numbers: str) -> None:
    seven_sign(petition)
    words = [word for condition in where for word in ("--where", condition)]
    said = says(petition, "strike", "jane-doe", *words, "--reason", "a trial", "--dry-run")
    assert f"(number {numbers})" in said.stdout


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("domian=a.example", "(did you mean domain?)"),
        ("day=yesterday", "--where day=yesterday"),
        ("number=9-2", "2 comes before 9"),
        ("country=Atlantis", "no such country"),
        ("name=", "write name="),
        ("type=robots", "write organisations or people"),
    ],
)
def test_a_condition_that_says_nothing_is_refused(petition: Petition, where: str, message: str) -> None:
    said = says(petition, "strike", "jane-doe", "--where", where, "--reason", "x", "--yes")
    assert said.returncode == 1 and message in said.stderr


def test_a_struck_signature_stays_struck_when_it_is_withdrawn_and_undone(petition: Petition) -> None:
    first = petition.signs("Maya Lind")
    petition.signs("Jonas Beispiel")
    says(petition, "strike", "jane-doe", "--where", "number=1-2", "--reason", "x", "--yes")
    petition.signatures.withdraw(first.token)
    assert "1 count again" in says(petition, "undo", "1").stdout and counts(petition) == (1, 0, 0)


def test_an_organisation_that_has_signed_itself_is_not_counted_twice_when_the_strike_is_undone(
    petition: Petition,
) -> None:
    kind = MemberType.ORGANISATIONS
    petition.signs("Somebody Else", "else@nowhere.example", organisation="Open Desk", type=kind)
    petition.signs("Maya Lind", "maya@nowhere.example")
    says(petition, "strike", "jane-doe", "--where", "domain=nowhere.example", "--reason", "not theirs", "--yes")
    petition.signs("Ada Byron", "ada@desk.example", organisation="Open Desk", type=kind)
    assert counts(petition) == (0, 1, 2)
    said = says(petition, "undo", "1").stdout
    assert "1 count again" in said and "1 of an organisation that has signed itself meanwhile stays struck" in said
    assert counts(petition) == (1, 1, 1)


def test_an_appeal_that_nobody_signs_is_refused(petition: Petition) -> None:
    petition.file.write_text(OPEN_LETTER.replace("kind: open-letter\nsigners: both\n", ""), encoding="utf-8")
    said = says(petition, "add", "jane-doe", "--count", "1", *SHEET)
    assert said.returncode == 1 and "isn't an open letter" in said.stderr
    assert "there is no appeal 'joan-doe' (did you mean jane-doe?)" in says(petition, "list", "joan-doe").stderr


def test_initials_and_those_who_are_only_counted_count(petition: Petition) -> None:
    petition.signs("Maya Lind", shown=Shown.INITIALS)
    petition.signs("Jonas Beispiel", shown=Shown.NOTHING)
    assert counts(petition) == (2, 0, 0)


def test_a_key_is_made_for_its_owner_alone_and_its_public_half_goes_into_the_site_file(petition: Petition) -> None:
    out = petition.appeals.parent / "key.txt"
    said = says(petition, "keygen", "--out", str(out))
    line = said.stdout.splitlines()[-1]
    assert out.stat().st_mode & 0o777 == 0o600 and "AGE-SECRET" not in said.stdout
    site = petition.appeals / "site.yaml"
    site.write_text(f"{SITE}{line}\n", encoding="utf-8")
    recipient = read(petition.appeals).site.age_key
    assert recipient and Opener(out).open(seal(b"Maya Lind", recipient)) == b"Maya Lind"
    before = out.read_bytes()
    again = says(petition, "keygen", "--out", str(out))
    assert again.returncode == 1 and "already exists" in again.stderr and out.read_bytes() == before


PAGE = (CHECKOUT / "docs" / "open-letters.md").read_text(encoding="utf-8").partition("## For those who run it")[2]


@pytest.mark.slow
def test_the_page_for_those_who_run_it_shows_what_works(petition: Petition) -> None:
    petition.signs("Maya Lind", "maya@mailinator.example")
    commands = [shlex.split(line)[2:] for line in re.findall(r"^    (letters signatures .+)$", PAGE, re.MULTILINE)]
    commands += [
        ["export", "joint-letter", *shlex.split(row)] for row in re.findall(r"^\| `(--.+?)` \|", PAGE, re.MULTILINE)
    ]
    assert {words[0] for words in commands} == {"keygen", "list", "add", "strike", "undo", "prove", "export"}
    for words in commands:
        asked = ["--yes"] if words[0] == "strike" or "--into-appeal" in words else []
        done = says(petition, *(word.replace("joint-letter", "jane-doe") for word in words), *asked)
        # Nothing is closed here, and there is no key in the site's file.
        expected = 1 if words[0] == "prove" or "list.age" in words else 0
        assert done.returncode == expected, f"{words}: {done.stderr}"
    options = set(re.findall(r"`(--[a-z-]+)", PAGE))
    shown = "".join(
        says(petition, word, "--help").stdout for word in ("list", "add", "strike", "export", "close", "prove")
    )
    assert len(options) > 8 and options <= {*re.findall(r"--[a-z-]+", shown)}
