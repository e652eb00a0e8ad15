"""The site from the outside: what visitors see, and the letters that they leave with."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import html
import io
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import ADDRESSEES, APPEAL, SITE
from PIL import Image
from translated import own_catalogues, write_catalogue  # noqa: F401 one is a fixture
from visitor import JANE, TYPED, Visit, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures
from werkzeug.test import TestResponse

from letters.channel import Channel
from letters.library.picture import MadeLater
from letters.web import failures, pictures, sending
from letters.web.renderer import BUSY, TOO_LONG, Busy, TooLong

YAML = "jane-doe/appeal.yaml"
FRENCH = """\
title: Une enseignante est détenue
summary: Une enseignante est détenue sans inculpation.
letter:
  subject: Jane Doe, détenue sans inculpation
  body:
    - Je vous écris au sujet de Jane Doe.
    - points: Ce qui vous importe
      choices:
        colleague: J'enseigne aussi.
        family: Je pense à sa famille.
    - own_words: Pourquoi écrivez-vous ?
    - demands: Je vous demande de
      items:
        - libérer Jane Doe ;
        - la laisser voir un avocat.
"""


@pytest.fixture
def french(catalogues: Path) -> None:
    """The pages' own words are there in French, though they say the same as in English."""
    write_catalogue(catalogues, "fr", {})


def pdf_text(answer: TestResponse) -> list[str]:
    """The text of each page of the PDF."""
    with pypdfium2.PdfDocument(answer.data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def appeal(**changes: str) -> dict[str, str]:
    """The appeal's file with these top-level fields changed or added."""
    text = APPEAL
    for field, value in changes.items():
        line = f"{field}: {value}\n"
        text = re.sub(rf"(?m)^{field}: .*\n", line, text) if re.search(rf"(?m)^{field}: ", text) else text + line
    return {YAML: text}


def test_home_lists_the_most_urgent_first_and_what_is_over_below(visit: Visit) -> None:
    def named(title: str, **changes: str) -> str:
        return appeal(title=title, **changes)[YAML]

    site = visit(
        {
            YAML: None,
            "newer/appeal.yaml": named("Newer", issued="2020-04-25"),
            "older/appeal.yaml": named("Older"),
            "soon/appeal.yaml": named("Soon", deadline="2020-05-02"),
            "later/appeal.yaml": named("Later", deadline="2020-06-01"),
            "late/appeal.yaml": named("Late", deadline="2020-04-30"),
            "ended/appeal.yaml": named("Ended", status="stopped", outcome="She is free."),
            "draft/appeal.yaml": named("Draft", status="draft"),
        }
    )
    page = site.get("/").text
    assert re.findall(r"<h3[^>]*><a[^>]*>(.*?)</a>", page) == ["Soon", "Later", "Newer", "Older", "Ended", "Late"]
    assert page.index("Older") < page.index("Closed appeals") < page.index("Ended")
    assert "Write by 2 May 2020" in page


def test_home_asks_for_no_letters_to_be_sent_where_there_are_only_examples(visit: Visit) -> None:
    needed, only = "Letters are needed now", "No letters are needed here at the moment"
    real, example = appeal(title="Real")[YAML], appeal(title="Old", example="2019")[YAML]
    page = visit({YAML: example}).get("/").text
    assert needed not in page and page.index(only) < page.index("Examples to try out") < page.index(">Old<")
    page = visit({YAML: real}).get("/").text
    assert needed in page and only not in page and "Examples" not in page
    page = visit(appeal(deadline="2020-04-30", example="2019")).get("/").text
    assert "There is no open appeal at the moment." in page and "Examples" not in page and only not in page
    page = visit({YAML: example, "real/appeal.yaml": real}).get("/").text
    assert page.index(needed) < page.index("Real") < page.index("Examples to try out") < page.index(">Old<")
    assert only not in page


def test_an_appeal_says_who_what_and_until_when_and_offers_one_thing_to_do(visit: Visit) -> None:
    page = visit(appeal(deadline="2020-06-01", example="2019", background="First.")).get(JANE).text
    assert "A teacher is held without charge." in page
    assert "Jane Doe" in page and "Mayor Ada Byron" in page and "Write by 1 June 2020." in page
    assert "Example, from 2019" in page
    assert set(re.findall(r'class="button"[^>]*>(.*?)<', page)) == {"Write a letter"}


def test_numbers_of_signatures_say_their_day_and_whether_they_are_exact(visit: Visit) -> None:
    groups = """
  - {group: Started by, type: organisations, members: [One, Two]}
  - {group: Organisations, type: organisations, count: 29, date: 2020-07-08}
  - {group: Signatures, type: people, count: 70000, date: 2017-08-11, approximate: true}"""
    page = " ".join(visit(appeal(signatories=groups)).get(JANE).text.split())
    assert "about 70,000 on 11 August 2017" in page
    assert ">29 on 8 July 2020" in page
    assert "31 organisations , about 70,000 people" in page or "31 organisations, about 70,000 people" in page


@pytest.mark.parametrize("hidden", [{"status": "draft"}, {"embargo": "2020-05-01T12:01Z"}])
def test_a_draft_or_embargoed_appeal_is_not_there(visit: Visit, hidden: dict[str, str]) -> None:
    site = visit(appeal(**hidden))
    for path in ("", "/write", "/photo"):
        assert site.get(JANE + path).status_code == 404
    assert "A teacher is held" not in site.get("/").text


def test_the_deadline_ends_with_the_day_where_the_organisation_is(visit: Visit) -> None:
    # In London, where the site is, midnight is at 23:00 UTC in summer.
    before, after = (dt.datetime(2020, 6, 1, hour, tzinfo=dt.UTC) for hour in (22, 23))
    assert visit(appeal(deadline="2020-06-01"), now=before).get(f"{JANE}/write").status_code == 200
    assert visit(appeal(deadline="2020-06-01"), now=after).get(f"{JANE}/write").status_code == 410


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        ({"status": "stopped", "outcome": "She is free."}, "She is free."),
        ({"deadline": "2020-04-30"}, "The last day to write was 30 April 2020."),
    ],
)
def test_no_letter_comes_from_a_closed_appeal_but_what_was_typed_comes_back(
    visit: Visit, closed: dict[str, str], said: str
) -> None:
    open_site, site = visit(), visit(appeal(**closed))
    assert said in site.get(JANE).text
    assert f'href="{JANE}/write"' not in site.get(JANE).text
    # The form was opened before the appeal ended.
    for path in ("write", "check", "letters/mayor.pdf", "letters/mayor.eml", "letters/mayor.txt", "letters.pdf"):
        answer = site.client.post(f"{JANE}/{path}", data=TYPED, content_type="multipart/form-data")
        assert answer.status_code == 410
        assert said in answer.text and fields_of(answer.text)["own_words-0"] == TYPED["own_words-0"]
    assert open_site is not site


def test_a_rewritten_letter_that_comes_back_has_a_label_of_its_own(visit: Visit) -> None:
    site = visit(appeal(deadline="2020-04-30"))
    page = site.client.post(f"{JANE}/check", data={**TYPED, "mode": "whole", "text": "All my own."}).text
    labels = dict(re.findall(r'<label for="kept-([^"]*)">(.*?)</label>', page))
    assert labels == {"text": "Your letter", "own_words-0": "What you wrote"}


def test_everything_wrong_is_named_at_once_on_top_and_at_its_field_and_nothing_is_lost(visit: Visit) -> None:
    wrong = {**TYPED, "name": "", "country": "", "email": "nobody", "own_words-0": "x" * 300}
    answer = visit().post(f"{JANE}/check", wrong)
    assert answer.status_code == 422
    assert "4 things need your attention" in answer.text
    for field in ("own_words-0", "name", "country", "email"):
        assert f'href="#{field}"' in answer.text and f'id="{field}"' in answer.text
        assert f'id="error-{field}"' in answer.text
        assert re.search(
            rf'id="{field}"[^>]*aria-describedby="[^"]*error-{field}"[^>]*aria-invalid="true"', answer.text
        )
    kept = fields_of(answer.text)
    assert {name: kept[name] for name in wrong} == wrong


def test_the_check_page_shows_the_letter_and_every_way_to_send_it(visit: Visit) -> None:
    page = visit().post(f"{JANE}/check").text
    assert "Dear Mayor," in page and "I teach as well." in page
    assert "{{7*7}} &lt;b&gt;too&lt;/b&gt;" in page
    for extension in ("pdf", "eml", "txt", "tif"):
        assert f'formaction="{JANE}/letters/mayor.{extension}"' in page
    assert "+1 202-495-2138" in page and "mailto:mayor@anytown.example" in page
    assert page.count("<form") == 1


def test_what_is_on_the_check_page_leads_back_to_the_form_with_everything_in_it(visit: Visit) -> None:
    site = visit()
    kept = fields_of(site.post(f"{JANE}/check").text)
    again = fields_of(site.post(f"{JANE}/write", kept).text)
    assert {name: again[name] for name in TYPED} == TYPED


@pytest.mark.slow
def test_a_letter_can_be_taken_along_for_every_channel(visit: Visit) -> None:
    site = visit()
    pdf, mail, text, tif = (site.post(f"{JANE}/letters/mayor.{kind}") for kind in ("pdf", "eml", "txt", "tif"))
    assert [answer.status_code for answer in (pdf, mail, text, tif)] == [200] * 4
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="jane-doe-mayor.pdf"'
    assert "Dear Mayor," in pdf_text(pdf)[0] and "{{7*7}}" in pdf_text(pdf)[0]
    message = email.message_from_bytes(mail.data, policy=email.policy.default)
    assert message["To"] == "mayor@anytown.example" and mail.mimetype == "message/rfc822"
    assert "Dear Mayor," in text.data.decode("latin-1")
    assert Image.open(io.BytesIO(tif.data)).format == "TIFF"


@pytest.mark.slow
def test_an_e_mail_carries_the_pdf_when_asked(visit: Visit) -> None:
    site = visit()
    plain = email.message_from_bytes(site.post(f"{JANE}/letters/mayor.eml", TYPED).data, policy=email.policy.default)
    fields = {**TYPED, "attach": "pdf"}
    full = email.message_from_bytes(site.post(f"{JANE}/letters/mayor.eml", fields).data, policy=email.policy.default)
    assert not list(plain.iter_attachments())
    (attached,) = full.iter_attachments()
    assert attached.get_filename() == "jane-doe-mayor.pdf"
    assert attached.get_content() == site.post(f"{JANE}/letters/mayor.pdf", TYPED).data
    assert f'name="attach" value="pdf" formaction="{JANE}/letters/mayor.eml"' in site.post(f"{JANE}/check", TYPED).text


@pytest.mark.slow
def test_all_letters_come_in_one_pdf_each_with_its_copies_behind_it(visit: Visit) -> None:
    book = ADDRESSEES.replace("  email: [judge@", "  post: {lines: [Court], country: US}\n  email: [judge@")
    site = visit({**appeal(to="[mayor]", copies="[judge]"), "addressees.yaml": book})
    fields = {**TYPED, "copies": "judge"}
    pages = pdf_text(site.post(f"{JANE}/letters.pdf", fields))
    assert len(pages) == 2
    assert "Town Hall" in pages[0] and "Court" in pages[1] and "Copy for information" in pages[1]
    assert site.post(f"{JANE}/letters/mayor-copy-judge.pdf", fields).status_code == 200


@pytest.mark.slow
def test_a_key_that_looks_like_a_copy_s_name_is_an_addressee_like_any_other(visit: Visit) -> None:
    lines = "  post: {lines: [Court], country: US}\n  email: [judge@"
    book = ADDRESSEES.replace("  email: [judge@", lines)
    book += book[: book.index("judge:")].replace("mayor:", "mayor-copy-desk:").replace("Town Hall", "Copy Desk")
    site = visit({**appeal(to="[mayor, mayor-copy-desk]", copies="[judge]"), "addressees.yaml": book})
    fields = {**TYPED, "to": ["mayor", "mayor-copy-desk"], "copies": "judge"}
    pages = pdf_text(site.post(f"{JANE}/letters.pdf", fields))
    assert [next(place for place in ("Town Hall", "Copy Desk", "Court") if place in page) for page in pages] == [
        *("Town Hall", "Court"),
        *("Copy Desk", "Court"),
    ]
    assert "Copy Desk" in pdf_text(site.post(f"{JANE}/letters/mayor-copy-desk.pdf", fields))[0]
    assert site.post(f"{JANE}/check", fields).text.count("Download the copy as PDF") == 2


def test_earlier_documents_have_their_index_and_a_link(visit: Visit) -> None:
    earlier = "[{document: First UA, index: AMR 51/1, link: 'https://rights.example/1'}, {document: FI 1}]"
    page = visit({"jane-doe/appeal.yaml": f"{APPEAL}earlier: {earlier}\n"}).get(JANE).text
    assert '<a href="https://rights.example/1">First UA</a>' in page and "AMR 51/1" in page


@pytest.mark.slow
def test_a_subject_that_no_e_mail_can_hold_keeps_nobody_from_printing(visit: Visit) -> None:
    odd = APPEAL.replace("subject: Jane Doe, held without charge", 'subject: "=?utf-8?q?x?= Jane Doe"')
    visitor = visit({"jane-doe/appeal.yaml": odd})
    page = visitor.post(f"{JANE}/check")
    assert page.status_code == 200
    assert "can’t be used together" in page.text.split('id="email-mayor">Not by e-mail')[1]
    assert "Open it in my e-mail program" not in page.text
    assert visitor.post(f"{JANE}/letters/mayor.pdf").status_code == 200


def test_only_letters_to_those_ticked_are_made(visit: Visit) -> None:
    site = visit(appeal(to="[mayor, judge]"))
    page = site.post(f"{JANE}/check", {**TYPED, "to": ["judge"]}).text
    assert "Dear Judge," in page and "Dear Mayor," not in page
    assert site.post(f"{JANE}/check", {**TYPED, "to": []}).status_code == 422


def test_an_unavailable_channel_says_why_and_cannot_be_used(visit: Visit) -> None:
    book = ADDRESSEES.replace("judge:", "  unavailable: {post: Post is suspended.}\njudge:")
    site = visit({"addressees.yaml": book})
    page = site.post(f"{JANE}/check").text
    assert "Post is suspended." in page and "mayor.pdf" not in page
    answer = site.post(f"{JANE}/letters/mayor.pdf")
    assert answer.status_code == 409 and fields_of(answer.text)["name"] == "Emma Woods"


def cards(page: str) -> dict[str, str]:
    """What each card of the check page says, by its heading, without the words of its markup."""
    found = re.findall(r'<section class="way[^>]*>\s*<h3[^>]*>(.*?)</h3>(.*?)</section>', page, re.DOTALL)
    return {heading: " ".join(html.unescape(re.sub("<.*?>", "", text)).split()) for heading, text in found}


@pytest.mark.slow
def test_each_way_is_a_card_with_one_main_button_or_what_is_missing_for_it(visit: Visit) -> None:
    site = visit(appeal(to="[mayor, judge]"))
    page = site.post(f"{JANE}/check", {**TYPED, "to": "judge"}).text
    assert list(cards(page)) == ["By e-mail", "Not by post", "Not by fax"], "what is open comes first"
    assert cards(page)["Not by post"] == "There is no postal address for Judge Mary Roe in this appeal."
    assert cards(page)["Not by fax"] == "There is no fax number for Judge Mary Roe in this appeal."
    page = site.post(f"{JANE}/check", {**TYPED, "to": "mayor"}).text
    assert list(cards(page)) == ["By post", "By e-mail", "By fax"] and "in this appeal" not in page
    for card in re.findall(r'<section class="way".*?</section>', page, re.DOTALL):
        assert len(re.findall(r'class="button"', card)) == 1
    book = ADDRESSEES.replace('  fax: ["+1 202 495 2138"]\n', "  unavailable: {post: Post is suspended.}\n")
    page = visit({"addressees.yaml": book}).post(f"{JANE}/check").text
    assert cards(page)["Not by fax"] == "There is no fax number for Mayor Ada Byron in this appeal."
    assert cards(page)["Not by post"] == "Post is suspended."
    book = book.replace("{post: Post is suspended.}", "{post: No post., email: No mail.}")
    page = visit({"addressees.yaml": book}).post(f"{JANE}/check").text
    assert "There is no fax number" in page and "There is no way to reach" in page


def test_every_way_has_its_sentence_for_want_of_an_address() -> None:
    assert set(sending.MISSING) == set(Channel)


@pytest.mark.slow
def test_a_letter_of_solidarity_can_be_printed_without_an_address(visit: Visit) -> None:
    prison = 'someone:\n  name: Jane Doe\n  salutation: {en: "Dear Jane,"}\n'
    body = APPEAL.replace("  subject: Jane Doe, held without charge\n", "").replace("[mayor]", "[someone]")
    body = body[: body.index("    - demands")]
    site = visit({"addressees.yaml": prison, YAML: body + "kind: solidarity\n"})
    page = site.post(f"{JANE}/check", {**TYPED, "to": "someone"}).text
    assert "We have no postal address" in page
    assert "Dear Jane," in pdf_text(site.post(f"{JANE}/letters/someone.pdf", {**TYPED, "to": "someone"}))[0]


def test_the_whole_letter_can_be_rewritten_and_put_back_without_losing_a_word(visit: Visit) -> None:
    site = visit()
    rewritten = fields_of(site.post(f"{JANE}/write", {**TYPED, "name": "", "action": "rewrite"}).text)
    assert "I teach as well." in rewritten["text"] and "– release Jane Doe;" in rewritten["text"]
    assert rewritten["points"] == "colleague" and rewritten["own_words-0"] == TYPED["own_words-0"]
    mine = {**rewritten, "text": "All my own.", "action": "prepared"}
    back = fields_of(site.post(f"{JANE}/write", mine).text)
    assert back["text"] == "All my own." and back["own_words-0"] == TYPED["own_words-0"]
    again = fields_of(site.post(f"{JANE}/write", {**back, "action": "rewrite"}).text)
    assert again["text"] == "All my own."


def test_a_lost_demand_is_named_so_that_it_can_be_put_back(visit: Visit) -> None:
    text = "Please.\n\n- Release Jane Doe!"
    page = visit().post(f"{JANE}/check", {**TYPED, "mode": "whole", "text": text}).text
    assert "This demand is no longer in your letter:" in page
    assert re.search("<li[^>]*>let her see a lawyer.</li>", page) and "<li>release Jane Doe;</li>" not in page


@pytest.mark.slow
def test_the_page_of_an_ended_appeal_tells_what_happened_and_what_came_before_and_calls_for_nothing(
    visit: Visit,
) -> None:
    changes = {
        "earlier": "[{document: First UA, issued: 2019-09-10, news: She was taken away.}]",
        "rules": "[Write politely.]",
        "background": "She taught history.",
        "copies": "[judge]",
    }
    calls = (
        "Write politely",
        "You may mention",
        "Who decides",
        "Mayor Ada Byron",
        "She taught history",
    )
    is_open = visit(appeal(mention_organisation="welcome", **changes)).get(JANE).text
    assert [call for call in calls if call not in is_open] == []
    ended = {"status": "stopped", "outcome": "She is free. We thank all who wrote."}
    page = visit(appeal(mention_organisation="welcome", **changes, **ended)).get(JANE).text
    assert [call for call in (*calls, "Write a letter", "When you write") if call in page] == []
    for told in (
        "She is free. We thank all who wrote.",
        "held without charge",
        "Jane Doe",
        "First UA, 10 September 2019",
        "She was taken away.",
    ):
        assert told in re.sub("</?bdi[^>]*>", "", page)


@pytest.mark.usefixtures("french")
def test_what_nobody_has_translated_is_marked_as_being_in_the_appeal_s_language(visit: Visit) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "grey").save(out, "PNG")
    original = appeal(
        photo='{file: a.png, alt: Jane at a "desk", credit: Joe}',
        earlier="[{document: First UA, news: She vanished.}, {document: Second UA, news: Nothing new.}]",
        background="She taught history.",
        rules="[Write politely.]",
    )
    files = {"site.yaml": SITE + "languages: [en, fr]\n", "jane-doe/a.png": out.getvalue(), **original}
    bare = visit({**files, "jane-doe/fr.yaml": FRENCH}).get(f"/fr{JANE}").text
    english = 'lang="en" dir="ltr">'
    for text in ("She vanished.", "Nothing new.", "She taught history.", "Write politely."):
        assert f"{english}{text}" in bare
    assert 'alt="Jane at a “desk”" lang="en" dir="ltr"' in bare
    more = "photo: {alt: Jane à une table}\nearlier: [{}, {news: Rien de nouveau.}]\nbackground: Elle enseignait.\n"
    page = visit({**files, "jane-doe/fr.yaml": FRENCH + more}).get(f"/fr{JANE}").text
    french = 'lang="fr" dir="ltr"'
    for said in (f"<dd {french}>Rien de nouveau.", f"{english}She vanished.", f"<p {french}>Elle enseignait."):
        assert said in page
    assert f'alt="Jane à une table" {french}' in page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mention", "said"),
    [
        ("welcome", "You may mention Letters for Rights."),
        ("avoid", "It is better not to mention Letters for Rights."),
        ("never", "Please don’t mention Letters for Rights."),
    ],
)
def test_whether_to_mention_the_organisation_is_said_where_it_was_decided(
    visit: Visit, mention: str, said: str
) -> None:
    site = visit(appeal(mention_organisation=mention))
    page, form = (html.unescape(site.get(path).text) for path in (JANE, f"{JANE}/write"))
    assert said in page
    assert (said in form) is (mention != "welcome"), "also where there are no other rules"


@pytest.mark.usefixtures("french")
def test_authors_texts_have_the_quotation_marks_of_their_language_and_typed_words_stay_as_they_are(
    visit: Visit,
) -> None:
    text = APPEAL.replace("I teach as well.", "I'm {{ supporter.name }} and teach.").replace(
        "Why do you write?", """'What''s it to you?'"""
    )
    text = text.replace("A teacher is held\n", """'Held for an "evil cult"'\n""")
    text += """rules: ["Don't insult."]\nbackground: She's "ill".\n"""
    french = FRENCH.replace("title: Une enseignante", 'title: L\'enseignante "A"')
    site = visit({YAML: text, "jane-doe/fr.yaml": french, "site.yaml": SITE + "languages: [en, fr]\n"})
    for path, said in (
        ("/", "Held for an “evil cult”"),
        (JANE, "Held for an “evil cult”"),
        (JANE, "She’s “ill”."),
        (JANE, "Don’t insult."),
        (f"{JANE}/write", "Held for an “evil cult”"),
        (f"{JANE}/write", "Don’t insult."),
        (f"{JANE}/write", "What’s it to you?"),
        (f"/fr{JANE}", "L’enseignante «\xa0A\xa0»"),
    ):
        assert said in site.get(path).text, path
    form = {**TYPED, "name": "Emma O'Neill", "own_words-0": 'I\'m "me".', "action": "language"}
    page = html.unescape(site.post(f"{JANE}/write", form).text)
    assert "I’m Emma O'Neill and teach." in page and 'I\'m "me".' in page


def test_nothing_is_said_of_mentioning_the_organisation_where_nobody_has_decided(visit: Visit) -> None:
    site = visit()
    for page in (site.get(JANE).text, site.get(f"{JANE}/write").text):
        assert "mention" not in page and "When you write" not in page
    typed = {**TYPED, "own_words-0": "I am with Letters for Rights."}
    assert "Your words mention" not in site.post(f"{JANE}/check", typed).text


@pytest.mark.slow
def test_an_appeal_that_must_not_name_the_organisation_warns_who_does(visit: Visit) -> None:
    site = visit(appeal(mention_organisation="never"))
    warning = "Your words mention Letters for Rights"
    assert warning in site.post(f"{JANE}/check", {**TYPED, "own_words-0": "I am with letters for rights."}).text
    assert warning not in site.post(f"{JANE}/check").text


def test_initials_leave_name_street_and_address_out_of_every_file(visit: Visit) -> None:
    site = visit()
    fields = {**TYPED, "sign_as": "initials"}
    for kind in ("pdf", "eml", "txt"):
        answer = site.post(f"{JANE}/letters/mayor.{kind}", fields)
        text = "".join(pdf_text(answer)) if kind == "pdf" else answer.data.decode("latin-1")
        assert answer.status_code == 200
        assert not any(secret in text for secret in ("Emma", "Woods", "Elm Row", "N1 7AA", "emma@"))


def test_an_embassy_that_is_not_known_is_a_sentence_and_never_an_address(visit: Visit) -> None:
    site = visit(appeal(copies="[embassy]"))
    assert "this country’s diplomatic representatives in yours (United States)" in site.get(JANE).text
    page = site.post(f"{JANE}/check", {**TYPED, "copies": "embassy"}).text
    assert "We don’t have the address of this country’s diplomatic representatives" in page


@pytest.mark.slow
@pytest.mark.usefixtures("french")
def test_page_and_letter_have_languages_of_their_own(visit: Visit) -> None:
    files = {"site.yaml": SITE + "languages: [en, fr]\n", "jane-doe/fr.yaml": FRENCH}
    site = visit(files)
    assert '<html lang="en"' in site.get(JANE).text
    french = site.get(JANE, headers={"Accept-Language": "de, fr-CH;q=0.8, en;q=0.1"}).text
    assert '<html lang="fr"' in french and "Une enseignante" in french
    asked = site.get(f"/en{JANE}", headers={"Accept-Language": "fr"}).text
    assert '<html lang="en"' in asked and f'href="/en{JANE}/write"' in asked
    letter = site.post(f"{JANE}/check", {**TYPED, "language": "fr"}).text
    assert '<html lang="en"' in letter and '<article class="letter" lang="fr" dir="ltr">' in letter


@pytest.mark.slow
def test_the_form_asks_in_the_letters_language_when_told_to_and_keeps_everything(visit: Visit) -> None:
    site = visit({"jane-doe/fr.yaml": FRENCH})
    typed = {**TYPED, "language": "fr", "name": "", "email": "not yet valid"}
    before = site.post(f"{JANE}/write", typed).text
    assert 'value="language" formaction="/appeals/jane-doe/write#language"' in before
    assert "Why do you write?" in before and "Pourquoi" not in before
    page = site.post(f"{JANE}/write", {**typed, "action": "language"}).text
    assert '<html lang="en"' in page and "Why do you write?" not in page
    assert re.search('<label for="own_words-0" lang="fr" dir="ltr">Pourquoi écrivez-vous', page)
    assert re.search('<fieldset id="points" lang="fr" dir="ltr">\\s*<legend>Ce qui vous importe', page)
    assert re.search('<div lang="en" dir="ltr">\\s*<p class="hint">Tick what is true', page)
    assert re.search('value="colleague" checked>\\s*<label[^>]*><span>J’enseigne aussi', page)
    kept = fields_of(page)
    assert {name: kept[name] for name in typed} == typed
    # It stays so over the check page and over mistakes, until another language is asked for.
    wrong = site.post(f"{JANE}/check", kept).text
    assert "Pourquoi" in wrong and "Pourquoi" in site.post(f"{JANE}/write", fields_of(wrong)).text
    right = fields_of(site.post(f"{JANE}/check", {**kept, "name": "Emma", "email": ""}).text)
    assert "Pourquoi" in site.post(f"{JANE}/write", right).text
    again = site.post(f"{JANE}/write", {**right, "language": "en", "action": "language"}).text
    assert "Why do you write?" in again and "Pourquoi" not in again
    assert "Why do you write?" in site.post(f"{JANE}/write", {**right, "shown": "xx"}).text


def test_a_photo_that_has_not_changed_is_not_sent_again_and_one_that_many_wait_for_comes_later(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "PNG")
    facts = appeal(photo="{file: photo.png, alt: Jane Doe, credit: Nobody}")
    client = visit({**facts, "jane-doe/photo.png": out.getvalue()})
    first = client.get(f"{JANE}/photo")
    again = client.get(f"{JANE}/photo", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")

    def busy(folder: Path, name: str, widest: int, form: str) -> bytes:
        raise MadeLater

    monkeypatch.setattr(pictures, "shown", busy)
    later = client.get(f"{JANE}/photo")
    assert (later.status_code, later.headers["Retry-After"]) == (503, "5")


def test_a_photo_is_made_anew_without_its_metadata(visit: Visit) -> None:
    picture, out = Image.new("RGB", (3000, 1500), "white"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "where she lives"
    picture.save(out, "JPEG", exif=exif)
    facts = appeal(photo="{file: photo.jpg, alt: Jane Doe, credit: Nobody}")
    answer = visit({**facts, "jane-doe/photo.jpg": out.getvalue()}).get(f"{JANE}/photo")
    shown = Image.open(io.BytesIO(answer.data))
    assert shown.size == (1200, 600) and b"where she lives" not in answer.data and not shown.getexif()


def test_when_too_many_letters_are_made_the_text_comes_back_with_a_time_to_retry(visit: Visit) -> None:
    class Crowded:
        def pdf(self, *_: Any) -> bytes:
            raise Busy(BUSY)

    site = visit(makes=Crowded())
    answer = site.post(f"{JANE}/letters/mayor.pdf", {**TYPED, "fold_marks": "on"})
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "30"
    assert "try again in a moment" in answer.text
    assert fields_of(answer.text) == {**TYPED, "fold_marks": "on"}, "all that was sent can be sent again"
    assert f'action="{JANE}/letters/mayor.pdf"' in answer.text


def test_a_refusal_for_want_of_time_composes_no_letter_and_asks_for_no_layout(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crowded:
        def pdf(self, *_: Any) -> bytes:
            for costly in ("check_page", "form_page"):
                monkeypatch.setattr(failures, costly, lambda *_: pytest.fail("a page was made anew"))
            raise Busy(BUSY)

    assert visit(makes=Crowded()).post(f"{JANE}/letters/mayor.pdf").status_code == 503


def test_of_a_letter_that_takes_too_long_it_is_not_said_to_try_again(visit: Visit) -> None:
    class Slow:
        def pdf(self, *_: Any) -> bytes:
            raise TooLong(TOO_LONG)

    page = visit(makes=Slow()).post(f"{JANE}/letters/mayor.pdf").text
    assert "A shorter text may help" in page and "Change my letter" in page and "Try again" not in page
    assert fields_of(page)["own_words-0"] == TYPED["own_words-0"]


def test_every_page_is_light(visit: Visit) -> None:
    site = visit()
    pages = [site.get(path) for path in ("/", JANE, f"{JANE}/write", "/privacy")] + [site.post(f"{JANE}/check")]
    extras = sum(len(site.get(f"/static/{name}").data) for name in ("site.css", "site.js"))
    assert all(answer.status_code == 200 and len(answer.data) + extras < 50_000 for answer in pages)


def test_a_broken_change_of_an_appeal_asks_for_patience_and_keeps_what_was_typed(
    visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    site = visit()
    live = site.app.extensions["letters"].live
    path = live._folder / YAML
    sound = path.read_text()
    path.write_text(sound.replace("status: open", "status: stopped"))
    live.look()
    assert "appeal.yaml" in caplog.text and "(left out until it is put right)" in caplog.text
    for page in (JANE, f"{JANE}/write", f"{JANE}/sheet.pdf"):
        assert site.get(page).status_code == 503 and "It will be back in a few minutes" in site.get(page).text
    answer = site.client.post(f"{JANE}/check", data=TYPED, content_type="multipart/form-data")
    assert answer.status_code == 503 and answer.headers["Retry-After"]
    assert fields_of(answer.text)["own_words-0"] == TYPED["own_words-0"]
    assert site.get("/").status_code == 200
    path.write_text(sound)
    live.look()
    assert site.get(JANE).status_code == 200


@pytest.mark.parametrize("secret", [{"status": "draft"}, {"embargo": "2030-01-01T00:00Z"}])
def test_a_broken_appeal_that_nobody_could_see_stays_unknown(visit: Visit, secret: dict[str, str]) -> None:
    site = visit(appeal(**secret))
    live = site.app.extensions["letters"].live
    path = live._folder / YAML
    path.write_text(path.read_text() + "titel: x\n")
    live.look()
    assert site.get(JANE).status_code == 404


def test_an_appeal_that_was_removed_is_not_said_to_come_back(visit: Visit) -> None:
    site = visit()
    live = site.app.extensions["letters"].live
    (live._folder / YAML).unlink()
    live.look()
    assert site.get(JANE).status_code == 404
