"""The page for whoever has sent a letter, and what a site without a store never does."""

from __future__ import annotations

import html
import re
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from conftest import ADDRESSEES, APPEAL, SITE
from visitor import JANE, TYPED, Visit, Visitor, one_renderer, open_sites  # noqa: F401 two are fixtures

YAML, SENT = "jane-doe/appeal.yaml", f"{JANE}/sent"
CONTACT = {"site.yaml": SITE + "contact_email: team@letters.example\n"}


def shown(site: Visitor, path: str = SENT) -> str:
    answer = site.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    return answer.text


def wrong_links(page: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'<li><a href="(mailto:[^"]*)"', page)]


def test_the_check_page_leads_to_the_page_for_whoever_has_sent_it(visit: Visit) -> None:
    site = visit()
    page = site.post(f"{JANE}/check").text
    assert f'<a class="button" href="{SENT}">I have sent it</a>' in page
    assert "<h1>Sent it?</h1>" in shown(site)
    assert "emma" not in shown(site).casefold()


def test_without_a_store_nothing_can_be_reported_and_no_ticket_is_made(visit: Visit) -> None:
    site = visit()
    assert "<form" not in shown(site)
    assert "ticket" not in site.post(f"{JANE}/check").text
    assert site.post(SENT, {"ticket": "x"}).status_code == 405
    assert site.post(f"{SENT}/report", {"ticket": "x"}).status_code == 404


def test_a_letter_that_came_back_is_told_of_with_appeal_and_addressee_and_nothing_of_who_wrote(visit: Visit) -> None:
    files = {**CONTACT, YAML: APPEAL.replace("to: [mayor]", "case: AMR 1/2020\nto: [mayor, judge]")}
    links = wrong_links(shown(visit(files)))
    assert [urlsplit(link).path for link in links] == ["team@letters.example"] * 2
    subjects = [parse_qs(urlsplit(link).query)["subject"][0] for link in links]
    assert subjects == [
        "Wrong address: Mayor Ada Byron (mayor), A teacher is held (jane-doe, AMR 1/2020)",
        "Wrong address: Judge Mary Roe (judge), A teacher is held (jane-doe, AMR 1/2020)",
    ]
    for link in links:
        # RFC 6068, 2: of what is reserved nothing stands unencoded, and line breaks are CRLF.
        query = urlsplit(link).query
        assert re.fullmatch(r"subject=(?:[\w.~-]|%[0-9A-F]{2})+&body=(?:[\w.~-]|%[0-9A-F]{2})+", query)
        assert re.search("%0A", query.replace("%0D%0A", "")) is None


@pytest.mark.parametrize("name", ["Mayor & Sons=Co?#%0ABcc: spy@spy.example", "قاضٍ 法官 Ünal", "A+B 100%"])
def test_whatever_an_addressee_is_called_the_link_has_one_subject_and_one_body(visit: Visit, name: str) -> None:
    book = ADDRESSEES.replace("name: Mayor Ada Byron", f'name: "{name}"')
    (link,) = wrong_links(shown(visit({**CONTACT, "addressees.yaml": book})))
    query = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert sorted(query) == ["body", "subject"]
    (subject,) = query["subject"]
    assert subject.startswith(f"Wrong address: {name} (mayor)")
    message = EmailMessage()
    message["Subject"] = subject
    assert list(message) == ["Subject"]
    assert unquote(link).count("Wrong address") == 1


def test_of_very_many_addressees_the_message_asks_which(visit: Visit) -> None:
    keys = [f"member-{number}" for number in range(20)]
    entry = ADDRESSEES[: ADDRESSEES.index("judge:")]
    files = {
        **CONTACT,
        "addressees.yaml": "".join(entry.replace("mayor:", f"{key}:", 1) for key in keys),
        YAML: APPEAL.replace("[mayor]", f"[{', '.join(keys)}]"),
    }
    (link,) = wrong_links(shown(visit(files)))
    assert "Wrong address: which?" in unquote(link)


def test_without_an_address_of_the_organisation_nobody_is_asked_to_write_to_it(visit: Visit) -> None:
    assert "If it comes back" not in shown(visit())


def test_a_text_to_pass_on_says_what_it_is_about_and_leads_to_the_appeal(visit: Visit) -> None:
    site = visit(address="https://letters.example", allowed_hosts=("localhost",))
    page = shown(site)
    found = re.search(r'<textarea id="pass-text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    assert html.unescape(found[1]) == (
        "A teacher is held\n\nA teacher is held without charge.\n\n"
        f"Please write a letter, too:\nhttps://letters.example{JANE}"
    )
    assert all(" hidden " in button for button in re.findall(r"<button[^>]*data-(?:copy|share)[^>]*>", page))
    assert 'data-share="pass-text"' in page


@pytest.mark.slow
def test_it_leads_on_to_the_next_open_appeal_round_and_round(visit: Visit) -> None:
    def named(title: str, deadline: str) -> str:
        return APPEAL.replace("A teacher is held\n", f"{title}\n").replace("deadline: none", f"deadline: {deadline}")

    site = visit(
        {
            YAML: named("Soon", "2020-05-02"),
            "b/appeal.yaml": named("Later", "2020-06-01"),
            "c/appeal.yaml": named("Late", "2020-04-30"),
            "d/appeal.yaml": named("Old", "none") + "example: 2019\n",
        }
    )
    for slug, following in (("jane-doe", "b"), ("b", "jane-doe"), ("d", "")):
        page = shown(site, f"/appeals/{slug}/sent")
        onward = page[page.index("<h1>") :]
        led = re.findall(r'<p><a lang="en" dir="ltr" href="/appeals/([\w-]+)"', onward)
        assert led == [following] * bool(following)


def test_what_to_do_with_an_answer_and_the_link_to_pass_on_are_said(visit: Visit) -> None:
    site = visit(
        {"site.yaml": SITE + "replies_to: answers@letters.example\n"},
        address="https://letters.example",
        allowed_hosts=("localhost",),
    )
    page = shown(site)
    assert "If you get an answer" in page and "answers@letters.example" in page
    link = f"https://letters.example{JANE}"
    assert f'<a id="pass-on" class="long" href="{link}">{link}</a>' in page


def test_after_the_last_day_nobody_is_asked_to_pass_it_on(visit: Visit) -> None:
    files = {**CONTACT, YAML: APPEAL.replace("deadline: none", "deadline: 2020-04-30")}
    page = shown(visit(files))
    assert "If you get an answer" in page and "If it comes back" in page
    assert "Pass it on" not in page and "reminder.ics" not in page


def test_an_open_letter_has_no_such_page(visit: Visit) -> None:
    start, end = APPEAL.index("    - points"), APPEAL.index("    - demands")
    text = (APPEAL[:start] + APPEAL[end:]).replace("status: open", "status: open\nkind: open-letter")
    assert visit({YAML: text}).get(SENT).status_code == 404
