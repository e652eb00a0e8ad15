"""`letters report` and `letters tally`: a group's letters by the number of their pack, and what staff see of all."""

from __future__ import annotations

import datetime as dt
import json
import re
from urllib.parse import unquote

import pypdfium2
import pytest
from conftest import SITE
from doors import Said, in_process
from evening import Group, a_group  # noqa: F401 a fixture
from signed import KEY_OF_SITE, Petition

from letters.channel import Channel
from letters.reporting.pack_number import pack_number, parse_pack_number
from letters.signing.keys import Keys
from letters.store.database import Store, opened
from letters.store.reports import Reported, Reports, Ticket

NUMBER = str(pack_number("jane-doe", Channel.POST, 54, "a pack"))


class Office:
    """The store of the organisation to which the group reports, and its commands."""

    def __init__(self, group: Group) -> None:
        self.group, self.url = group, f"sqlite:///{group.folder / 'letters.db'}"
        opened(self.url, Keys(KEY_OF_SITE)).close()

    def run(self, *words: object) -> Said:
        environment = {"LETTERS_STORE": self.url, "LETTERS_SECRET_KEY": KEY_OF_SITE}
        command = [*map(str, words), "--appeals", str(self.group.appeals)]
        return in_process(*command, cwd=self.group.folder, **environment)

    def counts(self) -> dict[str, int]:
        return dict(json.loads(self.run("tally", "jane-doe", "--json").stdout)["letters"])


@pytest.fixture(name="office")
def an_office(group: Group) -> Office:
    return Office(group)


def test_a_pack_says_how_many_letters_go_to_whom_and_has_a_number(group: Group) -> None:
    said = group.print()
    assert said.returncode == 0, said.stderr
    appeals = group.record()["appeals"]
    assert appeals["jane-doe"]["letters"] == {"mayor": 3, "judge": 3}
    number = parse_pack_number(appeals["jane-doe"]["number"])
    assert number.is_of("jane-doe") and (number.letters, number.channel) == (6, Channel.POST)
    # Printed again it is the same pack, and another list is another.
    assert group.print("--force", "--numbers").returncode == 0
    assert group.record()["appeals"]["jane-doe"]["number"] == str(number)
    (group.folder / "members.csv").write_text(
        "name,street,postcode,town,country\nMaya Lind,13 Station Road,LS1 4AB,Leeds,GB\n"
    )
    assert group.print("--force").returncode == 0
    assert group.record()["appeals"]["jane-doe"]["number"] != str(number)


def test_a_pack_is_counted_once_and_corrected_by_a_later_report(office: Office, group: Group) -> None:
    assert group.print().returncode == 0
    first = office.run("report", group.out / "pack.json")
    assert first.returncode == 0
    assert re.fullmatch(r"Counted: jane-doe, [\w-]{14}: 6 letters by post \(mayor 3, judge 3\)\n", first.stdout), (
        first.stdout
    )
    again = office.run("report", group.out)
    assert again.stdout.startswith("Counted before, and nothing has changed: ")
    fewer = office.run("report", group.out, "--posted", "4")
    assert "Corrected: " in fewer.stdout and "4 letters by post (mayor 2, judge 2), in place of 6" in fewer.stdout
    office.run("report", group.out, "--posted", "mayor=3", "--posted", "judge=2")
    assert office.counts() == {"supporters": 0, "groups": 5}


def test_without_a_store_it_says_what_to_send_and_to_whom(group: Group) -> None:
    (group.appeals / "site.yaml").write_text(SITE + "contact_email: team@letters.example\n")
    assert group.print().returncode == 0
    said = in_process("report", group.out, "--appeals", group.appeals, cwd=group.folder, LETTERS_STORE="")
    assert said.returncode == 0
    assert "nothing is counted here" in said.stdout and "send this to team@letters.example" in said.stdout
    assert "6 letters by post (mayor 3, judge 3)" in said.stdout
    (link,) = re.findall(r"mailto:\S+", said.stdout)
    number = group.record()["appeals"]["jane-doe"]["number"]
    assert unquote(link).startswith(
        f"mailto:team@letters.example?subject=Letters posted: {number}&body=jane-doe, {number}"
    )
    assert "Maya" not in said.stdout


def test_a_number_from_a_tally_is_enough_where_one_says_to_whom_how_many_went(office: Office) -> None:
    unclear = office.run("report", NUMBER)
    assert unclear.returncode == 1 and "--posted mayor=N --posted judge=N" in unclear.stderr
    done = office.run("report", NUMBER.lower().replace("-", " "), "--posted", "mayor=30", "--posted", "judge=20")
    assert f"Counted: jane-doe, {NUMBER}: 50 letters by post (mayor 30, judge 20)" in done.stdout
    assert office.counts()["groups"] == 50


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("D3X0-68DC-DE39",), "This is no pack's number"),
        ((str(pack_number("else", Channel.POST, 3, "x")),), "an appeal that isn't here; add --appeals"),
        ((NUMBER, "--posted", "mayr=3"), "no addressee 'mayr' (did you mean mayor?): mayor, judge"),
        ((NUMBER, "--posted", "mayor=50", "--posted", "judge=5"), "only 54 letters to jane-doe were printed"),
        ((NUMBER, "--posted", "many"), "--posted: write how many were posted in all (54)"),
        ((NUMBER, "--posted", "50"), "say to whom how many went, as in --posted mayor=50"),
        (("nowhere/pack.json",), "can't read nowhere/pack.json"),
    ],
)
def test_what_cannot_be_counted_says_what_to_do(office: Office, words: tuple[str, ...], message: str) -> None:
    said = office.run("report", *words)
    assert said.returncode == 1
    assert message in said.stderr
    assert office.counts() == {"supporters": 0, "groups": 0}


def test_a_pack_to_several_appeals_is_reported_by_each(office: Office, group: Group) -> None:
    other = group.appeals / "john-doe"
    other.mkdir()
    (other / "appeal.yaml").write_text((group.appeals / "jane-doe" / "appeal.yaml").read_text())
    assert group.print(appeals=("jane-doe", "john-doe")).returncode == 0
    unclear = office.run("report", group.out, "--posted", "5")
    assert unclear.returncode == 1 and "say with --appeal for which" in unclear.stderr
    assert office.run("report", group.out, "--appeal", "john-doe", "--posted", "5").returncode == 0
    assert office.counts()["groups"] == 0
    both = office.run("report", group.out)
    assert "Counted: jane-doe" in both.stdout and "Corrected: john-doe" in both.stdout
    assert office.counts()["groups"] == 6


def test_a_record_of_an_earlier_version_says_that_it_has_no_numbers(office: Office, group: Group) -> None:
    assert group.print().returncode == 0
    record = group.record()
    for name in ("number", "letters"):
        record["appeals"]["jane-doe"].pop(name)
    (group.out / "pack.json").write_text(json.dumps(record))
    said = office.run("report", group.out)
    assert said.returncode == 1 and "has no numbers to report by" in said.stderr
    assert group.verify().returncode == 0


def reported(
    office: Office, number: int, key: str, channel: Channel, country: str = "", day: str = "2026-03-05"
) -> None:
    store, now = Store(office.url), dt.datetime(2026, 3, 5, 12)
    letters = [Reported(addressee=key, channel=channel)]
    ticket = Ticket(number=number.to_bytes(16, "big"), ends=now + dt.timedelta(days=14))
    Reports(store, Keys(KEY_OF_SITE)).report(
        "jane-doe", letters, country, ticket, now=now, today=dt.date.fromisoformat(day)
    )
    store.close()


def test_tally_shows_weeks_ways_addressees_and_sources_apart(office: Office) -> None:
    for number in range(12):
        reported(office, number, "mayor", Channel.POST, "GB")
    for number in range(20, 31):
        reported(office, number, "mayor", Channel.EMAIL, day="2026-03-12")
    office.run("report", NUMBER, "--posted", "mayor=30", "--posted", "judge=4")
    said = office.run("tally", "jane-doe")
    assert said.returncode == 0
    lines = said.stdout.splitlines()
    assert lines[0] == "jane-doe: letters reported since 2026-03-05"
    assert lines[1].split() == ["week", "addressee", "channel", "supporters", "groups"]
    assert ["2026-03-02", "mayor", "post", "12", "0"] in [line.split() for line in lines]
    assert ["2026-03-09", "mayor", "email", "11", "0"] in [line.split() for line in lines]
    assert "  in all: 23 by supporters, 34 by groups" in lines
    assert "  United Kingdom: 12" in lines
    assert re.search(r"\n  1\. \d{4}-\d\d-\d\d: 34 letters by post \(mayor 30, judge 4\)\n", said.stdout)
    text = (
        "  Since 5 March 2026, supporters have told us of about 20 letters that they have sent to you: A teacher is"
        " held."
        " Since 5 March 2026, groups have told us of about 30 letters that they have posted to you: A teacher is held."
    )
    assert lines[lines.index("For mayor, in English:") + 1] == text
    # Four letters are too few to be spoken of.
    assert "For judge, in English:" not in lines


def test_tally_speaks_the_language_that_is_asked_for(office: Office) -> None:
    office.run("report", NUMBER, "--posted", "mayor=30")
    said = office.run("tally", "jane-doe", "--language", "fr")
    assert "For mayor, in French:" in said.stdout and "Une enseignante est détenue" in said.stdout
    assert "Since" not in said.stdout
    assert office.run("tally", "jane-doe", "--language", "zh").returncode == 1


def test_tally_gives_programs_the_same(office: Office) -> None:
    reported(office, 1, "judge", Channel.EMAIL, "FR")
    found = json.loads(office.run("tally", "jane-doe", "--json").stdout)
    assert found["weeks"] == [
        {"week": "2026-03-02", "addressee": "judge", "channel": "email", "source": "supporters", "letters": 1}
    ]
    assert (found["countries"], found["packs"], found["paragraphs"]) == ({"FR": 1}, [], {})
    assert found["signed"] == {"people": 0, "organisations": 0, "elsewhere": 0}


def test_a_pack_that_was_made_up_is_taken_out(office: Office) -> None:
    office.run("report", NUMBER, "--posted", "mayor=30")
    done = office.run("tally", "jane-doe", "--remove-pack", "1")
    assert done.returncode == 0 and "taken out: 30 letters by post (mayor 30)" in done.stdout
    assert office.counts()["groups"] == 0
    assert office.run("tally", "jane-doe", "--remove-pack", "1").returncode == 1


def test_signatures_of_an_open_letter_stand_apart_from_letters(tmp_path_factory: pytest.TempPathFactory) -> None:
    petition = Petition(tmp_path_factory.mktemp("petition"))
    petition.signs("Maya Lind")
    said = in_process("tally", "jane-doe", cwd=petition.appeals, **petition.environment)
    assert "no letters reported yet" in said.stdout
    assert "Signed here, apart from the above: 1 people, 0 organisations" in said.stdout


def test_an_appeal_that_is_not_there_is_named(office: Office) -> None:
    said = office.run("tally", "jane-do")
    assert said.returncode == 1 and "did you mean jane-doe?" in said.stderr


def test_the_number_stands_on_the_tally_below_its_case(group: Group) -> None:
    assert group.print().returncode == 0
    number = group.record()["appeals"]["jane-doe"]["number"]
    text = pypdfium2.PdfDocument(group.out / "tally.pdf")[0].get_textpage().get_text_range()
    assert f"To report them: {number}" in text
    example = group.appeals / "jane-doe" / "appeal.yaml"
    example.write_text(example.read_text() + "example: 2019\n")
    assert group.print("--force").returncode == 0
    assert "To report them" not in pypdfium2.PdfDocument(group.out / "tally.pdf")[0].get_textpage().get_text_range()
    assert "number" not in group.record()["appeals"]["jane-doe"]
