"""What the pages say of each kind of appeal, and in which words: open, closed, signed, and to the person at risk."""

from __future__ import annotations

import html
import re

import pytest
from babel import Locale
from conftest import ADDRESSEES, APPEAL, FRENCH, SITE
from translated import own_catalogues, translated  # noqa: F401 two fixtures
from visitor import JANE, TYPED, Visit, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters.fields.countries import name_of

YAML = "jane-doe/appeal.yaml"
SIGNED = APPEAL[: APPEAL.index("    - points")] + APPEAL[APPEAL.index("    - demands") :] + "kind: open-letter\n"
SOLIDARITY = APPEAL[: APPEAL.index("    - demands")].replace("  subject: Jane Doe, held without charge\n", "")
SOLIDARITY += "kind: solidarity\n"
STOPPED = APPEAL.replace("status: open", "status: stopped\noutcome: She is free. We thank all who wrote.")


def said(page: str) -> str:
    """What a reader sees of the page's main part, in one line."""
    main = re.sub("<script.*?</script>", "", page[page.index("<main") : page.index("</main>")], flags=re.DOTALL)
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", main)).split())


def test_a_letter_to_the_person_at_risk_goes_to_nobody_who_decides(visit: Visit) -> None:
    page = visit({YAML: SOLIDARITY}).get(JANE).text
    assert '<h2 id="to">To</h2>' in page and "Who decides" not in page
    assert "Who decides" in visit().get(JANE).text


@pytest.mark.parametrize("deadline", ["none", "2020-06-01"])
def test_an_open_letter_is_signed_and_not_written(visit: Visit, deadline: str) -> None:
    text = SIGNED.replace("deadline: none", f"deadline: {deadline}") + "rules: [Be polite.]\n"
    site = visit({YAML: text})
    page, form, home = (said(site.get(path).text) for path in (JANE, f"{JANE}/write", "/"))
    for words in ("Write a letter", "Write by", "Letters are welcome", "Who decides", "When you write"):
        assert words not in page and words not in form
    assert page.count("Sign the letter") == 2 and form.count("Sign the letter") == 1 and "When you sign" in form
    due = "Signatures are welcome until further notice." if deadline == "none" else "Sign by 1 June 2020."
    assert due in page
    assert ("Sign by 1 June 2020" in home) is (deadline != "none") and "Write by" not in home
    assert "<title>Sign the letter: A teacher is held" in site.get(f"{JANE}/write").text
    # What the words lead to.
    assert "Your name is added to those who have signed it." in page
    assert site.post(f"{JANE}/letters/mayor.pdf", {**TYPED, "points": [], "own_words-0": ""}).status_code == 200


def test_after_its_last_day_an_open_letter_is_not_said_to_be_written(visit: Visit) -> None:
    site = visit({YAML: SIGNED.replace("deadline: none", "deadline: 2020-04-30")})
    for path in (JANE, f"{JANE}/write", "/"):
        page = said(site.get(path).text)
        assert "The last day to sign was 30 April 2020" in page and "to write" not in page
    assert "before you sign" in said(site.get(JANE).text)


def test_a_closed_appeal_keeps_what_it_was_about_and_leads_on(visit: Visit) -> None:
    site = visit({YAML: STOPPED, "open/appeal.yaml": APPEAL.replace("title: A teacher", "title: A nurse")})
    page = said(site.get(JANE).text)
    assert page.index("What happened") < page.index("She is free.") < page.index("A teacher is held without charge.")
    assert "Jane Doe" in page and "Mayor Ada Byron" not in page
    assert "This appeal is closed. Please send no more letters." in page
    assert 'class="button" href="/">See who needs a letter now<' in site.get(JANE).text


def test_a_closed_appeal_promises_no_others_where_there_are_none(visit: Visit) -> None:
    assert 'class="button" href="/">See all appeals<' in visit({YAML: STOPPED}).get(JANE).text


def test_the_list_says_how_a_closed_appeal_ended(visit: Visit) -> None:
    long = STOPPED.replace("She is free.", f"She is {'very ' * 60}free.")
    page = said(visit({YAML: STOPPED, "long/appeal.yaml": long}).get("/").text)
    assert "She is free." in page and "We thank" not in page and "over" not in page.split("Closed appeals")[1]
    assert re.search(r"She is (very )+very… ", f"{page} ")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("date", "approximate", "words"),
    [
        ("2020-06", "true", "about 300,000 in June 2020"),
        ("2020", "true", "about 300,000 in 2020"),
        ("2020-06-02", "true", "about 300,000 on 2 June 2020"),
        ("2020-06", "false", "300,000 in June 2020"),
        ("2020", "false", "300,000 in 2020"),
    ],
)
def test_a_number_of_signatures_says_its_date_as_exactly_as_it_is_known(
    visit: Visit, date: str, approximate: str, words: str
) -> None:
    group = f"{{group: Readers, type: people, count: 300000, date: {date}, approximate: {approximate}}}"
    page = said(visit({YAML: SIGNED + f"signatories:\n  - {group}\n"}).get(JANE).text)
    assert f"Readers {words}" in page and "total" not in page, "one group is its own total"
    page = said(visit({YAML: SIGNED + f"signatories:\n  - {group}\n  - {group}\n"}).get(JANE).text)
    assert f"In total: {'about ' if approximate == 'true' else ''}600,000 people" in page


def test_an_example_doesnt_welcome_letters_that_it_asks_not_to_send(visit: Visit) -> None:
    page = said(visit({YAML: APPEAL + "example: 2019\n"}).get(JANE).text)
    assert "please don’t send" in page and "welcome" not in page
    assert "welcome until further notice" in said(visit().get(JANE).text)


@pytest.mark.slow
@pytest.mark.parametrize("country", ["US", "PS", "AE", "PH", "NL", "CD"])
def test_no_sentence_needs_an_article_before_a_country(visit: Visit, country: str) -> None:
    site = visit({YAML: APPEAL.replace("country: US", f"country: {country}") + "copies: [embassy]\n"})
    name = name_of(country, Locale("en"))
    pages = [site.get(JANE), site.get(f"{JANE}/write"), site.post(f"{JANE}/check", {**TYPED, "copies": "embassy"})]
    found = [said(page.text) for page in pages]
    places = [match[0] for page in found for match in re.finditer(rf".?{re.escape(name)}.?", page)]
    # Beside brackets, at the head of the page, and in the list of countries.
    sentences = [place for place in places if place.startswith("(")]
    assert len(sentences) >= 4 and all(place.endswith(")") for place in sentences)
    assert not [page for page in found if re.search(rf"\b(?:of|in|from) {re.escape(name)}", page)]


@pytest.mark.slow
def test_the_pages_own_words_have_typographic_apostrophes(visit: Visit) -> None:
    site = visit({YAML: APPEAL + "mention_organisation: never\n"})
    pages = [site.get(path).text for path in ("/", JANE, f"{JANE}/write", "/privacy", "/nobody")]
    pages += [site.post(f"{JANE}/check").text, site.post(f"{JANE}/check", {**TYPED, "name": ""}).text]
    for page in map(said, pages):
        assert "'" not in page and '"' not in page
    assert any("don’t" in said(page) for page in pages)


def test_initials_are_asked_for_where_they_are_wanted(visit: Visit) -> None:
    site = visit()
    form = site.get(f"{JANE}/write").text
    assert re.search(r'<div class="initials">\s*(?:<div class="\w+">\s*)+<label for="initials">', form)
    assert ".initials" in site.get("/static/site.css").text


def test_fields_tell_a_telephones_keyboard_what_they_hold(visit: Visit) -> None:
    form = visit({"jane-doe/fr.yaml": FRENCH}).get(f"{JANE}/write").text
    found = dict(re.findall(r'<input [^>]*name="(\w+)"[^>]*autocapitalize="(\w+)"', form))
    assert found == {
        "name": "words", "initials": "characters", "postcode": "characters", "town": "words", "email": "none",
    }  # fmt: skip
    assert re.search(r'<textarea id="own_words-0"[^>]* lang="en"', form)


def test_the_rules_have_a_heading_in_the_form_too(visit: Visit) -> None:
    form = visit({YAML: APPEAL + "rules: [Be polite.]\n"}).get(f"{JANE}/write").text
    assert re.search(r'<h2 id="rules">When you write</h2>\s*<ul', form)


@pytest.mark.usefixtures("translated")
def test_names_keep_to_themselves_and_say_their_language(visit: Visit) -> None:
    book = ADDRESSEES.replace("  name: Mayor Ada Byron\n", "  name: Mayor Ada Byron\n  names: {fr: Madame Byron}\n")
    files = {"addressees.yaml": book, "site.yaml": SITE + "languages: [en, fr]\n", "jane-doe/fr.yaml": FRENCH}
    text = APPEAL + "copies: [judge]\n"
    site = visit({**files, YAML: text})
    assert '<strong dir="ltr" lang="fr">Madame Byron</strong>' in site.get(f"/fr{JANE}").text.replace(
        'lang="fr" dir="ltr"', 'dir="ltr" lang="fr"'
    )
    assert '<bdi lang="en" dir="ltr">Judge Mary Roe</bdi>' in site.get(f"/fr{JANE}").text


@pytest.mark.usefixtures("translated")
def test_an_apostrophe_is_set_however_straight_a_catalogue_has_it(visit: Visit) -> None:
    site = visit({"site.yaml": SITE + "languages: [en, fr]\n"})
    assert "Voir l’ensemble" in said(site.get("/fr/privacy").text)


@pytest.mark.slow
@pytest.mark.usefixtures("translated")
def test_a_role_stands_behind_the_comma_of_the_pages_language(visit: Visit) -> None:
    member = "{name: سلافة مجدي, role: صحفية, organisation: X}"
    text = SIGNED + f"signatories:\n  - {{group: Readers, type: people, members: [{member}]}}\n"
    site = visit({YAML: text, "site.yaml": SITE + "languages: [en, ar, zh]\n"})
    for language, comma in (("en", ", "), ("ar", "، "), ("zh", "、")):
        page = site.get(f"/{language}{JANE}").text
        assert f"<bdi>سلافة مجدي</bdi>{comma}<bdi>صحفية</bdi>{comma}<bdi>X</bdi>" in page


@pytest.mark.parametrize("to", ["mayor", "judge"])
def test_a_copy_by_e_mail_is_in_the_cc_or_a_draft_and_never_both(visit: Visit, to: str) -> None:
    book = ADDRESSEES.replace("  email: [mayor@anytown.example]\n", "") if to == "mayor" else ADDRESSEES
    text = APPEAL.replace("to: [mayor]", f"to: [{to}]\ncopies: [editor]")
    book += "editor:\n  name: Editor\n  salutation: {en: Dear Editor}\n  email: [editor@paper.example]\n"
    files = {YAML: text, "addressees.yaml": book}
    page = visit(files).post(f"{JANE}/check", {**TYPED, "to": to, "copies": "editor"}).text
    is_in_cc = "the copy goes with it automatically" in page
    assert is_in_cc is (to == "judge")
    assert (f"letters/{to}-copy-editor.eml" in page) is not is_in_cc
    assert not re.search(r'<p(?: class="buttons")?>\s*</p>', page)


def test_a_letter_to_somebody_without_an_address_goes_by_hand_and_not_by_post(visit: Visit) -> None:
    nowhere = ADDRESSEES.replace("  email: [judge@anytown.example]\n", "")
    files = {YAML: SOLIDARITY.replace("[mayor]", "[judge]"), "addressees.yaml": nowhere}
    page = said(visit(files).post(f"{JANE}/check", {**TYPED, "to": "judge"}).text)
    offered = page.split("Judge Mary Roe")[1].split("Dear Judge")[0]
    assert "By hand" in offered and "hand it to somebody who can pass it on" in offered
    assert "window of the envelope" not in offered
