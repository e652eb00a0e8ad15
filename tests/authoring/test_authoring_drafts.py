"""`letters new`: a draft that `letters check` accepts, whatever its kind and whoever answers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import APPEAL, Make
from doors import at_terminal

from letters.appeal.file import Kind, Status
from letters.authoring.uses import search
from letters.check import findings
from letters.cli import main
from letters.library.library import Library, read

FACTS = ["--title", 'Held: "a teacher" #1', "--country", "us", "--deadline", "2099-12-31"]


def new(appeals: Path, *words: str, slug: str = "amal") -> Result:
    return CliRunner().invoke(main, ["new", slug, "--appeals", str(appeals), *words])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("appeal", ["--to", "mayor", "--to", "judge", "--person", "Amal: X", "--person", "- B"]),
        ("open-letter", ["--to", "mayor"]),
        ("solidarity", ["--person", "Amal Example"]),
        ("solidarity", ["--person", "Amal Example", "--to", "judge", "--language", "fr"]),
    ],
)
def test_a_draft_of_each_kind_passes_check(kind: str, words: list[str], make_appeals: Make) -> None:
    appeals = make_appeals()
    result = new(appeals, *FACTS, "--kind", kind, *words)
    assert result.exit_code == 0, result.stderr
    assert f"  letters check amal --appeals {appeals}\n" in result.stdout
    assert "(with --appeals as now, if you gave it)" in (appeals / "amal" / "appeal.yaml").read_text()
    library = read(appeals)
    found = [finding for finding in findings(library, dt.date(2026, 1, 1)) if finding.file.parent.name == "amal"]
    # What is left to do, and nothing else.
    assert found and {finding.code for finding in found} == {"A406"}
    facts = library.appeals["amal"].facts
    assert (facts.kind, facts.status, facts.country) == (Kind(kind), Status.DRAFT, "US")
    assert (facts.title, facts.deadline) == ('Held: "a teacher" #1', dt.date(2099, 12, 31))
    assert [person.name for person in facts.people] == [
        words[i + 1] for i, word in enumerate(words) if word == "--person"
    ]


def test_a_draft_leaves_it_to_its_author_whether_to_name_the_organisation_and_says_so(make_appeals: Make) -> None:
    appeals = make_appeals()
    new(appeals, *FACTS, "--to", "mayor")
    draft = (appeals / "amal" / "appeal.yaml").read_text()
    assert "# May writers name the organisation? Say welcome, avoid" in draft and "# mention_organisation: " in draft
    assert read(appeals).appeals["amal"].facts.mention_organisation is None


def test_a_draft_of_an_open_letter_asks_nobody_to_write_in_words_of_their_own(make_appeals: Make) -> None:
    appeals = make_appeals()
    new(appeals, *FACTS, "--to", "mayor", "--kind", "open-letter")
    draft = (appeals / "amal" / "appeal.yaml").read_text()
    assert "own words" not in draft.replace("in your own words\n", "", 1)  # which document this is
    assert "May writers" not in draft and "I am writing" not in draft
    assert "# the last day on which people can sign, or none\n" in draft
    facts = read(appeals).appeals["amal"].facts
    assert (facts.rules, facts.mention_organisation) == ((), None)


def test_another_appeal_lends_its_texts_and_not_its_facts(make_appeals: Make) -> None:
    rest = (
        "case: UA 1/20\nexample: 2020\nphoto: {file: a.jpg, alt: Jane, credit: Joe}\nembargo: 2020-04-19T23:01Z\n"
        "earlier:\n  - document: First\nbackground: Long ago.\n"
    )
    text = "# yaml-language-server: $schema=../appeal.schema.json\n# a note\n" + APPEAL + rest
    appeals = make_appeals({"jane-doe/appeal.yaml": text, "jane-doe/a.jpg": b"x"})
    result = new(appeals, *FACTS, "--from", "jane-doe", "--person", "Amal Example", "--to", "judge")
    assert result.exit_code == 0, result.stderr
    library = read(appeals)
    facts, other = library.appeals["amal"].facts, library.appeals["jane-doe"].facts
    assert facts.letter == other.letter and facts.background == "Long ago."
    assert facts.status is Status.DRAFT and [person.name for person in facts.people] == ["Amal Example"]
    assert list(library.appeals["amal"].to) == ["judge"]
    assert not any([facts.case, facts.example, facts.photo, facts.embargo, facts.earlier, facts.issued, facts.outcome])
    written = (appeals / "amal" / "appeal.yaml").read_text()
    assert written.startswith("# yaml-language-server") and "# a note\n" in written


def test_a_letter_of_solidarity_for_one_is_not_sent_to_another(make_appeals: Make) -> None:
    appeals = make_appeals()
    first = ["--kind", "solidarity", "--person", "Amal Example"]
    assert new(appeals, *FACTS, *first).exit_code == 0
    result = new(appeals, *FACTS, "--from", "amal", "--person", "Jo Example", slug="jo")
    assert result.exit_code == 0, result.stderr
    assert [addressee.name for addressee in read(appeals).appeals["jo"].to.values()] == ["Jo Example"]


@pytest.mark.parametrize(
    ("slug", "words", "message"),
    [
        ("Amal X", FACTS, "the appeal's name: 'Amal X' must be small letters"),
        ("../amal", FACTS, "must be small letters"),
        ("jane-doe", FACTS, "already exists"),
        ("amal", [], "--title is missing: The headline\n--country is missing"),
        ("amal", [*FACTS, "--country", "China"], "write CN for China"),
        ("amal", [*FACTS, "--deadline", "31/12/2026"], "--deadline: '31/12/2026' isn't a date"),
        ("amal", [*FACTS, "--deadline", "2020-01-01", "--to", "mayor"], "has already passed"),
        ("amal", FACTS, "--to is missing"),
        ("amal", [*FACTS, "--to", "mayr"], "'mayr' is not in the address book (addressees.yaml) (did you mean mayor?)"),
        (
            "amal",
            [*FACTS, "--to", "mayor", "--language", "ar"],
            "mayor has no salutation in 'ar' (there are: en, fr, zh)",
        ),
        ("amal", [*FACTS, "--to", "mayor", "--language", "xx"], "letters can't be written in 'xx' yet"),
        ("amal", [*FACTS, "--from", "jane-do"], "did you mean jane-doe?"),
        ("amal", [*FACTS, "--from", "jane-doe", "--kind", "solidarity"], "leave out --kind"),
        ("amal", [*FACTS, "--from", "jane-doe", "--to", "mayor"], "'judge' is not among `to`"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_written(
    slug: str, words: list[str], message: str, make_appeals: Make
) -> None:
    text = APPEAL.replace("[mayor]", "[mayor, judge]") + "    - {text: Your Honour., only_to: [judge]}\n"
    appeals = make_appeals({"jane-doe/appeal.yaml": text})
    result = new(appeals, *words, slug=slug)
    assert result.exit_code == 1, result.stdout
    assert message in result.stderr
    assert sorted(path.name for path in appeals.iterdir()) == ["addressees.yaml", "jane-doe", "site.yaml"]


@pytest.mark.slow
def test_on_a_terminal_the_address_book_is_searched(make_appeals: Make) -> None:
    appeals = make_appeals()
    typed = "A headline\nChina\ncn\nAmal; Jo\nnone\nnobody\nanytown\nm\nadá\n\n"
    seen = at_terminal(["new", "amal", "--appeals", str(appeals)], typed)
    assert "write CN for China" in seen
    assert "Nobody in the address book has that name." in seen
    assert "  judge: Judge Mary Roe" in seen and "To mayor." in seen
    appeal = read(appeals).appeals["amal"]
    assert list(appeal.to) == ["mayor"] and len(appeal.facts.people) == 2


@pytest.mark.slow
def test_every_typed_word_is_looked_for_without_accents(shipped: Library) -> None:
    assert search(shipped.book, "antonio secretary") == ["un-secretary-general"]
    assert search(shipped.book, "习近平") == ["xi-jinping"]
    assert len(search(shipped.book, "google")) == 2
