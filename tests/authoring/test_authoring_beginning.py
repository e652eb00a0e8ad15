"""An organisation begins: its folder, and its first addressee."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from doors import at_terminal

from letters.authoring.beginning import zone_of
from letters.cli import main
from letters.library.library import read

JUSTICE = ["--name", "Minister Amal Example", "--salutation", "en=Dear Minister,", "--email", "m@justice.example"]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    result = run("init", str(folder), "--organisation", 'Write: "for" Justice', "--country", "fr")
    assert result.exit_code == 0, result.output
    return folder


def test_a_folder_begins_with_a_site_an_empty_book_and_the_schemas_that_they_name(mine: Path) -> None:
    library = read(mine)
    assert (library.site.organisation, library.site.country) == ('Write: "for" Justice', "FR")
    assert (library.site.time_zone, library.book, library.findings) == ("Europe/Paris", {}, ())
    for path in (mine / "site.yaml", mine / "addressees.yaml"):
        assert (mine / path.read_text().split("\n")[0].partition("$schema=")[2]).is_file()


def test_the_command_that_is_proposed_in_place_of_a_second_beginning_is_about_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "our appeals"
    for _ in range(2):
        result = run("init", str(folder), "--organisation", "X")
    assert result.exit_code == 1
    assert f"`letters new SLUG --appeals '{folder}'` starts an appeal" in result.output


def test_a_folder_of_appeals_is_not_begun_again(mine: Path) -> None:
    before = (mine / "site.yaml").read_text()
    result = run("init", str(mine), "--organisation", "Other")
    assert result.exit_code == 1 and "already exists" in result.output
    assert (mine / "site.yaml").read_text() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "--organisation is missing"),
        (["--organisation", "X", "--contact-email", "x@"], "--contact-email: 'x@' isn't an e-mail address"),
        (
            ["--organisation", "X", "--country", "France"],
            "--country: 'France' isn't a country code; write FR for France",
        ),
        (["--organisation", "X", "--time-zone", "Paris"], "'Paris' isn't a time zone"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_no_folder_is_made(tmp_path: Path, words: list[str], message: str) -> None:
    result = run("init", str(tmp_path / "new"), *words)
    assert result.exit_code == 1 and message in result.output
    assert not (tmp_path / "new").exists()


def test_a_country_with_several_zones_leaves_the_choice_to_the_organisation() -> None:
    assert (zone_of("GB"), zone_of("US"), zone_of("")) == ("Europe/London", "UTC", "UTC")


def test_an_addressee_is_entered_below_those_that_are_there(mine: Path) -> None:
    assert run("new-addressee", "justice", "--appeals", str(mine), *JUSTICE).exit_code == 0
    address = ["--line", "Prison: Wing #2", "--line", "1 Square Street", "--country", "EG", "--fax", "+20 2 2795 8103"]
    words = ["--name", "The Director", "--office", "Prison Director", *address, "--checked", "2026-01-31"]
    result = run("new-addressee", "director", "--appeals", str(mine), *words)
    assert result.exit_code == 0 and "write `to: [director]`" in result.output
    library = read(mine)
    assert (list(library.book), library.findings) == (["justice", "director"], ())
    post = library.book["director"].post
    assert post is not None and post.lines == ("Prison: Wing #2", "1 Square Street")
    assert library.book["director"].fax == ("+20227958103",)
    assert library.book["justice"].salutation == {"en": "Dear Minister,"}


@pytest.mark.parametrize(
    ("key", "words", "message"),
    [
        ("justice", JUSTICE, "'justice' is already in the address book: Minister Amal Example"),
        ("The Minister", JUSTICE, "the addressee's key: 'The Minister' must be small letters"),
        ("other", JUSTICE[:4], "nobody can be reached without an address"),
        ("other", [*JUSTICE, "--line", "1 Square Street"], "--country is missing"),
        ("other", [*JUSTICE, "--fax", "home"], "--fax: 'home' isn't a fax number"),
        ("other", ["--name", "X", "--email", "x@"], "--email: 'x@' isn't an e-mail address"),
        ("other", [*JUSTICE, "--salutation", "Dear Minister,"], 'such as "en=Dear Minister,"'),
        ("other", [*JUSTICE, "--salutation", "english=Dear Minister,"], "write a language, =, and the words"),
        ("other", [*JUSTICE, "--checked", "31/12/2025"], "--checked: '31/12/2025' isn't a date; write 2025-12-31"),
        ("embassy", JUSTICE, "choose another key"),
    ],
)
def test_what_cannot_be_entered_is_said_and_the_book_stays(
    mine: Path, key: str, words: list[str], message: str
) -> None:
    assert run("new-addressee", "justice", "--appeals", str(mine), *JUSTICE).exit_code == 0
    before = (mine / "addressees.yaml").read_text()
    result = run("new-addressee", key, "--appeals", str(mine), *words)
    assert result.exit_code == 1 and message in result.output, result.output
    assert (mine / "addressees.yaml").read_text() == before


@pytest.mark.parametrize("name", ["appeal.schema.json", "site.yaml"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_begins_with_nothing_outside_of_it(tmp_path: Path, name: str, is_there: bool) -> None:
    folder, outside = tmp_path / "mine", tmp_path / "outside"
    folder.mkdir()
    (folder / name).symlink_to(Path("..") / "outside")
    if is_there:
        outside.write_text("theirs\n")
    result = run("init", str(folder), "--organisation", "X")
    assert result.exit_code == 1 and str(folder / name) in result.output
    assert [path.name for path in folder.iterdir()] == [name]
    assert outside.read_text() == "theirs\n" if is_there else not outside.exists()


@pytest.mark.parametrize("text", ["", "a: {name: A, email: [a@min.example]}\n", None])
def test_no_addressee_is_entered_outside_of_the_folder(mine: Path, text: str | None) -> None:
    outside, book = mine.parent / "outside.yaml", mine / "addressees.yaml"
    book.unlink()
    book.symlink_to(Path("..") / outside.name)
    if text is not None:
        outside.write_text(text)
    result = run("new-addressee", "justice", "--appeals", str(mine), *JUSTICE)
    assert result.exit_code == 1 and str(book) in result.output and "outside" in result.output, result.output
    assert not outside.exists() if text is None else outside.read_text() == text


def test_a_line_that_is_given_whole_stays_whole(mine: Path) -> None:
    address = ["--line", "Ministry; of Justice", "--line", "1 Square Street", "--country", "EG"]
    many = ["--email", "a@min.example", "--email", "b@min.example", "--fax", "+20 2 2795 8103", "--fax", "+20227958104"]
    result = run("new-addressee", "jo", "--appeals", str(mine), "--name", "Jo", *address, *many)
    assert result.exit_code == 0, result.output
    entry = read(mine).book["jo"]
    assert entry.post is not None and entry.post.lines == ("Ministry; of Justice", "1 Square Street")
    assert (entry.email, entry.fax) == (("a@min.example", "b@min.example"), ("+20227958103", "+20227958104"))


@pytest.mark.parametrize("text", ["---\n", "--- # none yet\n"])
def test_a_book_that_holds_nothing_is_begun(mine: Path, text: str) -> None:
    (mine / "addressees.yaml").write_text(text)
    result = run("new-addressee", "justice", "--appeals", str(mine), *JUSTICE)
    assert result.exit_code == 0, result.output
    assert list(read(mine).book) == ["justice"]


@pytest.mark.parametrize("text", ["null\n", "~", "{}\n", "  a:\n    name: A\n    email: [a@min.example]\n"])
def test_a_book_that_cannot_be_added_to_is_named_without_a_line_that_it_has_not(mine: Path, text: str) -> None:
    book = mine / "addressees.yaml"
    book.write_text(text)
    result = run("new-addressee", "justice", "--appeals", str(mine), *JUSTICE)
    assert result.exit_code == 1 and book.read_text() == text
    assert result.output.startswith(f"{book} is written in a way that the program can't add to"), result.output


def test_a_link_in_a_circle_makes_room_for_the_book(mine: Path) -> None:
    (mine / "addressees.yaml").unlink()
    (mine / "addressees.yaml").symlink_to("addressees.yaml")
    assert run("new-addressee", "justice", "--appeals", str(mine), *JUSTICE).exit_code == 0
    assert list(read(mine).book) == ["justice"]


def test_a_book_that_another_name_in_its_folder_leads_to_is_added_to(mine: Path) -> None:
    (mine / "addressees.yaml").rename(mine / "book.yaml")
    (mine / "addressees.yaml").symlink_to("book.yaml")
    assert run("new-addressee", "justice", "--appeals", str(mine), *JUSTICE).exit_code == 0
    assert (mine / "addressees.yaml").is_symlink() and "justice:" in (mine / "book.yaml").read_text()


@pytest.mark.slow
def test_on_a_terminal_both_ask_for_what_they_need(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    seen = at_terminal(["init", str(folder)], "Teachers\n\nGB\n\n")
    assert "The organisation's name" in seen and "is now your folder of appeals" in seen
    typed = "Minister Jo\n\nMinistry; 1 Street\nx\n\njo@min.example\n\nEG\nDear Minister,\n"
    seen = at_terminal(["new-addressee", "jo", "--appeals", str(folder)], typed)
    assert "'x' isn't a fax number" in seen and "jo has been added" in seen
    entry = read(folder).book["jo"]
    assert (entry.salutation, entry.email) == ({"en": "Dear Minister,"}, ("jo@min.example",))
    assert entry.post is not None and entry.post.country == "EG"
