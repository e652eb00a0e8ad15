"""An open letter is read, signed and sent to the organisation by whoever signs; nothing of it is kept."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
from conftest import APPEAL, SITE
from visitor import JANE, Visit, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures

LETTER = APPEAL[: APPEAL.index("    - points")] + APPEAL[APPEAL.index("    - demands") :] + "kind: open-letter\n"
YAML = "jane-doe/appeal.yaml"
WHO = {"language": "en", "name": "Emma Woods", "town": "London", "country": "GB", "shown_name": "name"}
OFFICE = {"language": "en", "name": "Ada Byron", "organisation": "The Open Desk", "country": "CA", "role": "chair"}


def site(
    visit: Visit, signers: str = "people", contact: str = "contact_email: sign@rights.example\n", **more: Any
) -> Any:
    return visit({YAML: f"{LETTER}signers: {signers}\n", "site.yaml": SITE + contact}, **more)


def link(page: str) -> tuple[str, str, str]:
    """To whom the message goes, its subject and its text."""
    found = re.search(r'href="(mailto:sign@[^"]+\?[^"]+)"', page)
    assert found
    parts = urlsplit(html.unescape(found[1]))
    asked = parse_qs(parts.query)
    return parts.path, asked["subject"][0], asked["body"][0]


def test_the_letter_stands_in_the_form_as_it_is_and_comes_from_the_organisation(visit: Visit) -> None:
    page = site(visit).get(f"{JANE}/write").text
    assert page.index("You sign it as it stands") < page.index('<article class="letter"') < page.index('id="name"')
    assert re.search("<li[^>]*>let her see a lawyer.</li>", page) and "Write the whole letter yourself" not in page
    letter = page.split("<article")[1].split("</article>")[0]
    assert "Letters for Rights" in letter and "Town Hall" in letter and "signature" not in letter


def test_a_signature_is_a_message_that_whoever_signs_sends(visit: Visit) -> None:
    page = site(visit, address="https://letters.example").post(f"{JANE}/check", WHO).text
    to, subject, body = link(page)
    assert to == "sign@rights.example" and subject == "Signature: A teacher is held"
    assert body.split("\r\n") == [
        "I sign this open letter: A teacher is held",
        "https://letters.example/appeals/jane-doe",
        "",
        "Name: Emma Woods",
        "Place: London, United Kingdom",
        "",
        "Please show my name.",
    ]
    text = re.search('<textarea id="words".*?>\n(.*?)</textarea>', page, re.DOTALL)
    assert text and html.unescape(text[1]).replace("\n", "\r\n") == body
    assert "the name and the address of your e-mail account" in page


LISTED = "people\nsignatories: [{group: Individuals, type: people, members_from: signatories.csv}]"


def with_names(visit: Visit, count: int) -> Any:
    rows = "".join(f"Name {number} of Anytown\n" for number in range(count))
    return visit(
        {
            YAML: f"{LETTER}signers: {LISTED}\n",
            "jane-doe/signatories.csv": rows,
            "site.yaml": f"{SITE}contact_email: sign@rights.example\n",
        }
    )


def test_pages_show_some_of_many_names_and_how_many_more_there_are(visit: Visit) -> None:
    client = with_names(visit, 8352)
    page, form = client.get(JANE).text, client.get(f"{JANE}/write").text
    for text, shown in (page, 60), (form, 20):
        assert len(re.findall(r"Name \d+ of Anytown", text)) == shown
        assert f"and {8352 - shown:,} more" in text and len(text) < 60_000
    assert "Name 59 of" in page and "Name 60 of" not in page


@pytest.mark.slow
def test_the_sites_pdf_has_a_thousand_names_at_most(visit: Visit) -> None:
    answer = with_names(visit, 8352).post(f"{JANE}/letters/mayor.pdf", WHO)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.data)]
    text = " ".join("".join(pages).split())
    assert text.count(" of Anytown") == 1000 and "and 7,352 more" in text


def test_a_petition_is_called_one_on_every_page(visit: Visit) -> None:
    client = site(visit, "people\npetition: true")
    page, form, sent = client.get(JANE).text, client.get(f"{JANE}/write").text, client.post(f"{JANE}/check", WHO).text
    assert ">Sign this petition</a>" in page and ">Who this petition is to</h2>" in page
    assert "<h1>Sign this petition</h1>" in form and "The text of this petition is fixed." in form
    assert link(sent)[2].startswith("I sign this petition: A teacher is held") and "below the petition" in sent
    letter = site(visit).get(JANE).text
    assert ">Sign the letter</a>" in letter and ">Who this letter is to</h2>" in letter and "petition" not in letter


@pytest.mark.parametrize(
    ("shown", "below", "asked"),
    [
        ("name", "Emma Woods", "Please show my name."),
        ("initials", "E. W.", "Please show only my initials: E. W."),
        ("nothing", "", "Please count me without showing my name."),
    ],
)
def test_who_signs_says_how_the_name_may_be_shown(visit: Visit, shown: str, below: str, asked: str) -> None:
    page = site(visit).post(f"{JANE}/check", {**WHO, "shown_name": shown}).text
    assert link(page)[2].endswith(asked)
    seen = re.search("Shown below the letter:</p>|Shown below the letter: <strong><bdi>([^<]*)", page)
    assert (seen[1] if seen else "") == below


def test_an_organisation_signs_where_the_appeal_asks_for_it(visit: Visit) -> None:
    for signers in ("organisations", "both"):
        page = site(visit, signers).post(f"{JANE}/check", {**OFFICE, "signs_as": "organisations"}).text
        body = link(page)[2]
        assert "Organisation: The Open Desk" in body and "Name: Ada Byron" in body and "Place: Canada" in body
        assert body.endswith("I sign for the organisation, and may do so.")
        assert "<bdi>The Open Desk</bdi>" in page


@pytest.mark.parametrize(
    ("signers", "typed", "fields"),
    [
        ("people", {}, {"name", "town", "country"}),
        ("organisations", {}, {"organisation", "name", "country"}),
        ("both", WHO, {"signs_as"}),
        ("both", {**WHO, "signs_as": "organisations"}, {"organisation"}),
        ("people", {**WHO, "name": "E" * 81}, {"name"}),
        ("people", {**WHO, "town": "London\nBcc: x@y.example"}, {"town"}),
        ("people", {**WHO, "name": "\u202eEmma"}, {"name"}),
        ("people", {**WHO, "country": "XX"}, {"country"}),
        ("people", {**WHO, "shown_name": "loudly"}, {"shown_name"}),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(
    visit: Visit, signers: str, typed: dict[str, str], fields: set[str]
) -> None:
    answer = site(visit, signers).post(f"{JANE}/check", typed)
    assert answer.status_code == 422
    assert set(re.findall(r'<li><a href="#(\w+)">', answer.text)) == fields
    kept = fields_of(answer.text)
    for name in ("name", "town"):
        if name in typed and "\n" not in typed[name]:
            assert kept[name] == typed[name]


def test_going_back_keeps_what_was_typed(visit: Visit) -> None:
    here = site(visit, "both")
    sent = fields_of(here.post(f"{JANE}/check", {**OFFICE, "signs_as": "organisations"}).text)
    back = here.post(f"{JANE}/write", sent).text
    kept = fields_of(back)
    assert {name: kept[name] for name in OFFICE} == OFFICE
    assert re.search(r'value="organisations" checked', back)


def test_without_an_address_for_it_nobody_is_asked_for_a_name(visit: Visit) -> None:
    page = site(visit, contact="").get(f"{JANE}/write").text
    assert "takes no signatures by mail" in page and 'name="name"' not in page
    assert '<article class="letter"' in page


def test_the_letter_itself_can_be_taken_along_and_bears_no_private_name(visit: Visit) -> None:
    here = site(visit)
    page = here.post(f"{JANE}/check", WHO).text
    assert "letters/mayor.pdf" in page
    pdf = here.post(f"{JANE}/letters/mayor.pdf", fields_of(page))
    text = pypdfium2.PdfDocument(pdf.data)[0].get_textpage().get_text_range()
    assert "Letters for Rights" in text and "Emma" not in text


def test_typed_marks_stay_text_on_the_page_and_in_the_message(visit: Visit) -> None:
    name = '{{7*7}} <b>Emma</b> & "Co"'
    page = site(visit).post(f"{JANE}/check", {**WHO, "name": name}).text
    assert f"Name: {name}" in link(page)[2] and "<b>Emma" not in page


def test_a_signature_leaves_no_cookie_and_is_not_kept_by_browsers(visit: Visit) -> None:
    answer = site(visit).post(f"{JANE}/check", WHO)
    assert "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "no-store"
