"""What the site and `letters write` say to somebody who might be at risk, and of what is her own in the letter."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from conftest import ADDRESSEES, APPEAL, FRENCH, Make
from doors import in_process
from visitor import JANE, TYPED, Visit, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters import exposure

CHECK = f"{JANE}/check"
INITIALS = {**TYPED, "sign_as": "initials", "own_words-0": "I, Emma Woods of Elm Row, teach."}


def said(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", page)).replace("’", "'")


def test_initials_with_a_name_in_own_words_are_said_with_the_place_marked(visit: Visit) -> None:
    page = visit().post(CHECK, INITIALS).text
    assert "You sign with initials, but your own words say who you are" in page
    assert "your name:<br>" in page and "I, <mark>Emma Woods</mark> of Elm Row, teach." in page
    assert "<mark>Elm Row</mark>" in page
    assert f'formaction="{JANE}/write#own_words-0"' in page


@pytest.mark.slow
def test_a_rewritten_letter_is_looked_through_too_and_nobody_else_is_bothered(visit: Visit) -> None:
    site = visit()
    whole = {**INITIALS, "mode": "whole", "text": "Please free Jane Doe.\n\nemma@woods.example"}
    page = site.post(CHECK, whole).text
    assert "<mark>emma@woods.example</mark>" in page and f'formaction="{JANE}/write#text"' in page
    for typed in ({**INITIALS, "sign_as": "full"}, {**INITIALS, "own_words-0": "Jane Doe teaches as I do."}):
        assert "<mark>" not in site.post(CHECK, typed).text


@pytest.mark.slow
@pytest.mark.parametrize(("country", "postcode"), [("US", "02108"), ("PR", "00901")])
def test_who_writes_from_within_is_warned_in_place_of_the_note_on_the_embassy(
    visit: Visit, country: str, postcode: str
) -> None:
    site = visit({"jane-doe/appeal.yaml": APPEAL + "copies: [embassy]\n"})
    typed = {**TYPED, "country": country, "postcode": postcode, "copies": "embassy"}
    page = site.post(CHECK, typed).text
    assert (
        "Those whom this letter concerns can reach you where you are" in page
        and "have the address of the dip" not in page
    )
    assert '<button class="plain" name="action" value="initials"' in page
    kept = fields_of(page)
    hidden = site.post(CHECK, {**kept, "action": "initials"}).text
    assert fields_of(hidden)["sign_as"] == "initials" and fields_of(hidden)["name"] == "Emma Woods"
    assert "Emma Woods" not in hidden.split("<article")[1].split("</article>")[0]
    assert 'value="initials" formaction' not in hidden and "can still lead to you" in hidden
    assert "where those whom" not in site.post(CHECK, TYPED).text


def test_a_name_without_initials_leads_to_the_field_for_them(visit: Visit) -> None:
    answer = visit().post(CHECK, {**TYPED, "name": "王小样", "country": "US", "postcode": "", "action": "initials"})
    assert answer.status_code == 422 and 'href="#initials"' in answer.text
    assert fields_of(answer.text)["name"] == "王小样"


def test_initials_by_e_mail_are_said_to_be_shown_by_the_account_where_the_e_mail_is(visit: Visit) -> None:
    site = visit()
    page = site.post(CHECK, INITIALS).text
    post, email = (page.split(f'<section class="way" aria-labelledby="{way}-')[1] for way in ("post", "email"))
    warning = said(exposure.MAIL_ACCOUNT)
    assert warning in said(email.split("</section>")[0]) and warning not in said(post.split("</section>")[0])
    assert "the account that sends it" not in site.post(CHECK, TYPED).text


def test_the_command_line_says_the_same(make_appeals: Make, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("I, Emma Woods, teach.", encoding="utf-8")
    who = ["--name", "Emma Woods", "--country", "US", "--own-words", "words.txt"]
    command: list[str | Path] = [
        "write",
        "jane-doe",
        "--appeals",
        make_appeals(),
        "--channel",
        "email",
        "--out",
        "out",
        *who,
    ]
    done = in_process(*command, "--sign-as", "initials", "--town", "Boston", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "warning: You sign with initials, but your own words say who you are:" in done.stderr
    assert "– your name: Emma Woods" in done.stderr and exposure.MAIL_ACCOUNT in done.stderr
    assert (
        "warning: Those whom this letter concerns can reach you where you are (United States)." in done.stderr
        and "--sign-as" not in done.stderr
    )
    full = in_process(*command, "--address", "1 Elm Row, Boston", "--force", cwd=tmp_path)
    assert "That is --sign-as initials" in full.stderr and "your own words say" not in full.stderr


@pytest.mark.slow
def test_a_text_in_another_language_than_the_letter_is_said_with_a_way_out(visit: Visit) -> None:
    site = visit({"jane-doe/fr.yaml": FRENCH})
    whole = fields_of(site.post(f"{JANE}/write", {**TYPED, "action": "rewrite"}).text)
    page = said(site.post(CHECK, {**whole, "language": "fr"}).text)
    assert "Your text is in English, but the letter around it is in French" in page
    assert "Your text is in" not in site.post(CHECK, whole).text
    kept = {**whole, "language": "fr"}
    assert "Your text is in English" in said(site.post(f"{JANE}/write", kept).text), "on the form, too"
    french = fields_of(site.post(f"{JANE}/write", {**kept, "action": "refill"}).text)
    assert "Je vous demande de" in french["text"] and french["language"] == "fr"
    assert "Your text is in" not in site.post(CHECK, french).text
    back = fields_of(site.post(f"{JANE}/write", {**kept, "action": "matching"}).text)
    assert back["language"] == "en" and back["text"] == whole["text"]


def test_own_words_in_another_language_are_said_too(visit: Visit) -> None:
    site = visit({"jane-doe/fr.yaml": FRENCH})
    typed = {**TYPED, "own_words-0": "I write to you as a teacher, and I ask you to let her see her family."}
    assert "Your own words are in English, but the letter is in French" in said(
        site.post(CHECK, {**typed, "language": "fr"}).text
    )
    assert "Your own words are in" not in site.post(CHECK, typed).text


@pytest.mark.slow
def test_a_letter_without_anything_of_its_own_invites_a_sentence(visit: Visit) -> None:
    site, line = visit(), "A sentence of your own makes this letter count for more"
    bare = {**TYPED, "points": [], "own_words-0": " "}
    page = site.post(CHECK, bare).text
    assert page.count(line) == 1 and f'formaction="{JANE}/write#own_words-0"' in page
    for typed in (TYPED, {**bare, "points": "colleague"}, {**bare, "mode": "whole", "text": "All my own."}):
        assert line not in site.post(CHECK, typed).text


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({}, "About 70% of this letter is as prepared."),
        ({"own_words-0": ""}, "Every sentence of this letter is as prepared."),
        ({"own_words-0": "She taught my daughter to read and to write, and to ask why."}, ""),
        ({"mode": "whole", "text": "I write to you about Jane Doe."}, "Every sentence of this letter is as prepared."),
    ],
    ids=["a sentence of her own", "points alone", "mostly her own", "the prepared text as it is"],
)
def test_the_check_page_says_how_much_of_a_letter_is_as_prepared_and_refuses_nothing(
    visit: Visit, changed: dict[str, str], line: str
) -> None:
    answer = visit().post(CHECK, {**TYPED, "own_words-0": "I am glad she taught me.", **changed})
    assert answer.status_code == 200
    said_of_it = re.findall(r"[^>.]*letter is as prepared\.", answer.text)
    assert said_of_it == ([line] if line else [])
    field = "#text" if "mode" in changed else "#own_words-0"
    assert (f'formaction="{JANE}/write{field}">Add a sentence' in answer.text) is bool(line)


def test_the_form_says_what_an_addressee_reads_and_offers_it_first(visit: Visit) -> None:
    book = ADDRESSEES.replace("  office: Mayor of Anytown\n", "  office: Mayor of Anytown\n  languages: [fr, en]\n")
    site = visit({"jane-doe/fr.yaml": FRENCH, "addressees.yaml": book})
    page = site.get(f"{JANE}/write").text
    assert re.search(r"<bdi[^>]*>Mayor Ada Byron</bdi>: reads French, English\.", page)
    assert re.findall('name="language" value="(..)"', page) == ["fr", "en"]
    assert re.findall('name="language" value="(..)" checked', page) == ["en"]
    alone = visit({"addressees.yaml": book}).get(f"{JANE}/write").text
    assert "reads French, English." in said(alone)
    plain = visit().get(f"{JANE}/write").text
    assert "reads" not in plain
