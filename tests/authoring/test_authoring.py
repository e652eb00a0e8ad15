"""`letters update` and `letters stop`: a diff shows what was meant, and nothing else."""

from __future__ import annotations

import datetime as dt
import difflib
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import APPEAL, Make
from doors import at_terminal

from letters.appeal.file import Status
from letters.authoring.change import difference, save
from letters.authoring.documents import NextDocument, extend, stop, update
from letters.cli import main
from letters.errors import InvalidFiles, Refused
from letters.library.library import read
from letters.resources import folder
from letters.yamlfile.loader import load

TODAY = dt.date(2026, 11, 1)
NEXT = NextDocument(
    document='Third UA: "the last"',
    index="ASA 17/2175/2026 #2",
    issued="2026-11-01",
    deadline="2099-12-31",
    news="It was said that the trial would be public: " + "word " * 30,
)
SHIPPED = sorted(path.parent.name for path in folder("appeals").glob("*/appeal.yaml"))
UPDATE = ["--document", "Second UA", "--deadline", "2099-12-31"]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def own(tmp_path: Path, slug: str) -> Path:
    """A folder with this shipped appeal alone, open."""
    appeals = tmp_path / "own"
    shutil.copytree(folder("appeals") / slug, appeals / slug)
    for file in folder("appeals").glob("*.yaml"):
        shutil.copy(file, appeals)
    file = appeals / slug / "appeal.yaml"
    file.write_text(file.read_text().replace("status: stopped", "status: open"))
    return appeals


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone and those that have come."""
    diff = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [line[2:] for line in diff if line[0] == "-"], [line[2:] for line in diff if line[0] == "+"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("slug", "ends"),
    [*((slug, "\n") for slug in SHIPPED), *(("tashpolat-tiyip", ends) for ends in ("\r\n", "none", "mark"))],
)
def test_an_update_touches_no_line_but_those_it_means(slug: str, ends: str, tmp_path: Path) -> None:
    appeals = own(tmp_path, slug)
    file = appeals / slug / "appeal.yaml"
    text = file.read_text()
    texts = {"\n": text, "\r\n": text.replace("\n", "\r\n"), "none": text.rstrip("\n"), "mark": "\ufeff" + text}
    file.write_bytes(texts[ends].encode())
    before = file.read_bytes().decode()
    save(update(read(appeals).appeals[slug], NEXT, TODAY))
    after = file.read_bytes().decode()
    gone, come = changed_lines(before, after)
    meant = {"document", "index", "issued", "deadline"}
    assert {line.partition(":")[0].strip("\ufeff") for line in gone} <= meant
    assert {line.partition(":")[0] for line in come if line[0].isalpha()} <= {*meant, "earlier"}
    assert next(line for line in come if line[0] == " ").startswith("  - document: ")
    assert after.startswith("\ufeff") == (ends == "mark")
    assert "\r\n" not in after or "\n" not in after.replace("\r\n", "")
    facts = read(appeals).appeals[slug].facts
    assert (facts.document, facts.index, facts.deadline) == (NEXT.document, NEXT.index, dt.date(2099, 12, 31))
    assert facts.earlier[-1].news == NEXT.news.strip()


@pytest.mark.slow
@pytest.mark.parametrize("slug", SHIPPED)
def test_a_stop_changes_the_status_and_adds_the_outcome(slug: str, tmp_path: Path) -> None:
    appeals = own(tmp_path, slug)
    file = appeals / slug / "appeal.yaml"
    before = load(file).data
    save(stop(read(appeals).appeals[slug], "She is free: at last.\n\nThank you all."))
    after = load(file).data
    assert after["outcome"] == "She is free: at last.\n\nThank you all."
    assert {name for name in after if after[name] != before.get(name)} == {"status", "outcome"}
    assert read(appeals).appeals[slug].facts.status is Status.STOPPED


@pytest.mark.slow
@pytest.mark.parametrize(
    ("earlier", "written"),
    [
        ("earlier:\n- document: First\n  news: Old # a note\n  # and its end\n# what follows\n", "\n- document: Now\n"),
        ("earlier:\n    -   document: First\n", "\n    -   document: Now\n        issued: 2020-04-20\n"),
        ("earlier:\n  - {document: First, news: Old}\n", "\n  - {document: Now, issued: 2020-04-20}\n"),
        ("earlier: [{document: First}] # all\n", "[{document: First}, {document: Now, issued: 2020-04-20}] # all\n"),
        ("earlier: []\n", "\nearlier:\n  - document: Now\n"),
        ("", "\nearlier:\n  - document: Now\n"),
    ],
)
def test_an_earlier_document_is_written_like_those_that_are_there(
    earlier: str, written: str, make_appeals: Make
) -> None:
    text = f"document: 'Now' # the name\n{earlier}{APPEAL}"
    appeals = make_appeals({"jane-doe/appeal.yaml": text})
    following = NextDocument(document="It's next", issued="2026-11", deadline="none")
    after = update(read(appeals).appeals["jane-doe"], following, TODAY).after
    assert written in after
    assert "document: 'It''s next' # the name\n" in after
    assert after.count("#") == text.count("#")
    assert "  # and its end\n- document: Now\n  issued: 2020-04-20\n# what" in after or "its end" not in after


def test_an_index_that_is_not_given_goes_with_its_document(make_appeals: Make) -> None:
    appeals = make_appeals({"jane-doe/appeal.yaml": "index: AMR 51/1/2020\n" + APPEAL})
    following = NextDocument(document="Second", issued="2026-11-01", deadline="none")
    change = update(read(appeals).appeals["jane-doe"], following, TODAY)
    save(change)
    facts = read(appeals).appeals["jane-doe"].facts
    assert facts.index is None and facts.earlier[-1].index == "AMR 51/1/2020"


@pytest.mark.slow
def test_each_document_keeps_its_index_and_may_have_a_link(make_appeals: Make) -> None:
    appeals = make_appeals({"jane-doe/appeal.yaml": "document: First\nindex: AMR 51/1/2020\n" + APPEAL})
    command = ["update", "jane-doe", "--appeals", str(appeals), "--yes", "--deadline", "2099-12-31"]
    link = "https://rights.example/amr-51-1"
    first = run(*command, "--document", "Second", "--index", "AMR 51/2/2026", "--link", link)
    assert first.exit_code == 0, first.output
    extended = [*command[:-2], "--extend", "2100-12-31", "--document", "FI 1", "--index", "AMR 51/3/2026"]
    assert run(*extended).exit_code == 0
    facts = read(appeals).appeals["jane-doe"].facts
    told = [(each.document, each.index, each.link) for each in facts.earlier]
    assert told == [("First", "AMR 51/1/2020", link), ("Second", "AMR 51/2/2026", None)]
    assert (facts.document, facts.index) == ("FI 1", "AMR 51/3/2026")


def test_a_link_that_is_no_address_is_refused_before_anything_is_changed(make_appeals: Make) -> None:
    appeals = make_appeals()
    result = run("update", "jane-doe", "--appeals", str(appeals), "--yes", *UPDATE, "--link", "rights.example")
    assert result.exit_code == 1 and "--link must be a whole address, such as https://rights.example" in result.output


def test_an_extension_changes_one_line(make_appeals: Make) -> None:
    text = APPEAL.replace("deadline: none", 'deadline: "2026-12-01"   # the last day')
    appeals = make_appeals({"jane-doe/appeal.yaml": text})
    appeal = read(appeals).appeals["jane-doe"]
    after = extend(appeal, dt.date(2027, 1, 1), TODAY).after
    assert changed_lines(text, after)[1] == ['deadline: "2027-01-01"   # the last day']
    named = extend(appeal, dt.date(2027, 1, 1), TODAY, document="FI 1").after
    assert "document: FI 1\n" in named and "issued: 2026-11-01\n" in named and "document: A teacher is held" in named


@pytest.mark.parametrize(
    ("status", "words", "message"),
    [
        ("open", ["update", *UPDATE], "--appeals"),
        ("open", ["update", "--deadline", "31/12/2026"], "'31/12/2026' isn't a date; write 2026-12-31"),
        ("open", ["update", "--deadline", "none"], "--document is missing"),
        ("open", ["update", "--document", "B", "--deadline", "2020-05-01"], "has already passed"),
        ("open", ["update", *UPDATE, "--issued", "2019"], "is earlier than the day"),
        ("open", ["update", *UPDATE, "--news", "\x07"], "can't be printed (U+0007)"),
        ("open", ["update", *UPDATE], "Nothing was changed. Add --yes"),
        ("open", ["update", "--document", "Now", "--deadline", "none"], "is the current document of jane-doe already"),
        ("open", ["update", "--extend", "2099-01-01"], "has no deadline that could be extended"),
        ("open", ["update", "--extend", "soon"], "--extend: 'soon' isn't a date"),
        ("open", ["update", "--extend", "2099-01-01", "--issued", "2026"], "leave out --issued"),
        ("draft", ["update", *UPDATE], "is a draft that nobody has seen"),
        ("stopped\noutcome: Free", ["update", *UPDATE], "has ended"),
        ("stopped\noutcome: Free", ["stop", "--outcome", "Free."], "has ended"),
        ("open", ["stop"], "--outcome is missing"),
        ("open", ["stop", "--outcome", "  "], "--outcome: must not be empty"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_the_file(
    status: str, words: list[str], message: str, make_appeals: Make
) -> None:
    text = "document: Now\n" + APPEAL.replace("status: open", f"status: {status}")
    appeals = make_appeals({"jane-doe/appeal.yaml": text})
    where = [] if message == "--appeals" else ["--appeals", str(appeals)]
    result = run(words[0], "jane-doe", *where, *words[1:])
    assert result.exit_code == 1
    assert message in result.stderr
    assert (appeals / "jane-doe" / "appeal.yaml").read_text() == text


def test_a_file_between_braces_is_left_to_its_author(make_appeals: Make) -> None:
    text = (
        "{title: A, country: US, deadline: none, status: open, language: en, summary: S, to: [mayor],"
        " letter: {subject: S, body: [P]}}\n"
    )
    appeal = read(make_appeals({"jane-doe/appeal.yaml": text})).appeals["jane-doe"]
    with pytest.raises(Refused, match="by hand"):
        stop(appeal, "Free.")


def test_what_the_loader_would_refuse_is_not_written(make_appeals: Make) -> None:
    appeal = read(make_appeals()).appeals["jane-doe"]
    with pytest.raises(InvalidFiles, match=r"appeal\.yaml:5:11: error: deadline: is earlier than the day of issue"):
        update(appeal, NextDocument(document="B", issued="2027-01-01", deadline="2026-12-01"), TODAY)


def test_a_file_that_changed_meanwhile_is_not_overwritten(make_appeals: Make) -> None:
    appeals = make_appeals()
    change = stop(read(appeals).appeals["jane-doe"], "Free.")
    file = appeals / "jane-doe" / "appeal.yaml"
    file.write_text(APPEAL + "# another hand\n")
    with pytest.raises(Refused, match="in the meantime"):
        save(change)
    assert file.read_text().endswith("# another hand\n")


@pytest.mark.slow
def test_the_change_is_shown_made_and_followed_by_what_is_left_to_do(tmp_path: Path) -> None:
    appeals = own(tmp_path, "tashpolat-tiyip")
    result = run("update", "tashpolat-tiyip", "--appeals", str(appeals), *UPDATE[:1], "Third UA", *UPDATE[2:], "--yes")
    assert result.exit_code == 0, result.stderr
    assert "    document becomes: Third UA; it was: Second UA\n" in result.stdout
    assert "    earlier gets a new entry: Second UA, ASA 17/2175/2020, 2020-04-20" in " ".join(
        result.stdout.split("\n")
    )
    assert "The summary and the letter are still those of the previous document." in result.stdout
    assert "translations too: ar.yaml, fr.yaml, zh.yaml" in result.stdout
    result = run("stop", "tashpolat-tiyip", "--appeals", str(appeals), "--outcome", "Free.", "--yes")
    assert result.exit_code == 0, result.stderr
    assert read(appeals).appeals["tashpolat-tiyip"].facts.outcome == "Free."
    assert [path.name for path in (appeals / "tashpolat-tiyip").glob(".*")] == []


@pytest.mark.slow
def test_on_a_terminal_it_asks_again_until_the_answer_can_be_used(make_appeals: Make) -> None:
    appeals = make_appeals()
    typed = "Second UA\n\n\n31/12/2099\n2099-12-31\nShe had been moved.\ny\n"
    seen = at_terminal(["update", "jane-doe", "--appeals", str(appeals)], typed)
    assert "'31/12/2099' isn't a date; write 2099-12-31" in seen
    assert "Second UA is now the current document." in seen
    facts = read(appeals).appeals["jane-doe"].facts
    assert (facts.document, facts.earlier[0].news) == ("Second UA", "She had been moved.")
    assert "Nothing was changed." in at_terminal(["stop", "jane-doe", "--appeals", str(appeals)], "Free.\nn\n")
    assert read(appeals).appeals["jane-doe"].facts.status is Status.OPEN


def test_a_case_can_be_ended_while_a_translation_of_it_has_errors(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/fr.yaml": "title: Seulement un titre\n"})
    result = run("stop", "jane-doe", "--outcome", "She is free.", "--yes", "--appeals", str(root))
    assert result.exit_code == 0, result.output
    assert read(root).appeals["jane-doe"].facts.status is Status.STOPPED


def test_whoever_asks_for_a_translation_with_errors_learns_why_there_is_none(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/fr.yaml": "title: Seulement un titre\n"})
    words = [
        "write",
        "jane-doe",
        "--language",
        "fr",
        "--name",
        "Ada",
        "--address",
        "1 Elm Row, Anytown",
        "--country",
        "US",
    ]
    result = run(*words, "--appeals", str(root))
    assert result.exit_code == 1
    assert "fr.yaml has errors, so there is no letter in 'fr' yet; `letters check --appeals" in result.output


def test_a_change_is_told_in_words() -> None:
    before = {"title": "A", "index": "X 1", "deadline": "2020-01-01", "earlier": [{"document": "First UA"}]}
    more = {"document": "Second UA", "issued": "2020-01-01"}
    after = {
        "title": "A",
        "deadline": "2020-02-01",
        "earlier": [*before["earlier"], more],
        "outcome": "Free.\n\nThanks.",
    }
    assert list(difference(before, after)) == [
        "    deadline becomes: 2020-02-01; it was: 2020-01-01",
        "    earlier gets a new entry: Second UA, 2020-01-01",
        "    outcome is new:",
        "        Free.",
        "        Thanks.",
        "    index is removed: X 1",
    ]


def test_what_the_sheet_said_of_a_day_goes_with_it(make_appeals: Make) -> None:
    dated = APPEAL.replace("deadline: none", "deadline: 2099-01-01        # on the sheet: 1 January 2099")
    root = make_appeals({"jane-doe/appeal.yaml": dated.replace("status: open", "status: open  # a note of ours")})
    assert run("update", "jane-doe", "--extend", "2099-02-01", "--yes", "--appeals", str(root)).exit_code == 0
    text = (root / "jane-doe" / "appeal.yaml").read_text()
    assert "\ndeadline: 2099-02-01\n" in text and "# a note of ours" in text
