"""A signature on a site that keeps them: asked for, confirmed by code or link, thanked for, withdrawn."""

from __future__ import annotations

import datetime as dt
import html
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyrage
import pytest
import sqlalchemy as sa
from conftest import SITE, Make
from mail_server import Serve, Taker, free_port, part, serve_mail  # noqa: F401 a fixture
from test_signing import LETTER, OFFICE, WHO, YAML
from visitor import JANE, KEY, NOON, Broken, Visit, Visitor, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures
from werkzeug.test import TestResponse

from letters.appeal.signatories import Bound, MemberType
from letters.cli.serve import serve
from letters.errors import LettersError
from letters.library.live import LiveLibrary
from letters.mailing.sender import Sender
from letters.signing.keys import Keys
from letters.store.additions import Addition, Additions
from letters.store.closing import Closing
from letters.store.database import Store
from letters.store.schema import outbox, pending, signatures
from letters.web import create_app

SIGN, CODE = f"{JANE}/sign", f"{JANE}/sign/code"
EMMA = {**WHO, "email": "emma@woods.example"}
KEYS = Keys(KEY)
OTHER_KEY = "another key, of more than 32 signs"
MINUTE = dt.timedelta(minutes=1)


class Signer:
    """A site with a store, and somebody with a clock who signs on it."""

    def __init__(self, visitor: Visitor, url: str) -> None:
        self.visitor, self.url, self.now = visitor, url, NOON
        visitor.app.config["NOW"] = lambda: self.now

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.visitor.get(path, **options)

    def form(self) -> dict[str, str]:
        """The hidden fields of the form, which was open for a minute."""
        found = fields_of(self.get(f"{JANE}/write").text)
        self.now += MINUTE
        return found

    def asks(self, typed: dict[str, str] | None = None, **more: str) -> TestResponse:
        return self.visitor.post(SIGN, {**self.form(), **(EMMA if typed is None else typed), **more})

    def confirms(self, page: str, code: str = "") -> TestResponse:
        return self.visitor.post(CODE, {**fields_of(page), "code": code or self.code()})

    def signs(self, typed: dict[str, str] | None = None, **more: str) -> TestResponse:
        return self.confirms(self.asks(typed, **more).text)

    def rows(self, table: sa.Table) -> list[Any]:
        store = Store(self.url)
        with store.reading() as connection:
            found = list(connection.execute(sa.select(table)))
        store.close()
        return found

    def code(self) -> str:
        """The code in the last mail."""
        mail = self.rows(outbox)[-1]
        return KEYS.code(mail.nonce, mail.mails)

    def mails_are_handed_on(self) -> None:
        """No mail waits any more."""
        store = Store(self.url)
        with store.writing() as connection:
            connection.execute(sa.delete(outbox))
        store.close()

    def link(self) -> str:
        """The link in the last mail."""
        return f"/sign/{KEYS.token(self.rows(outbox)[-1].nonce)}"


Sign = Callable[..., Signer]


@pytest.fixture(name="sign")
def collecting_sites(visit: Visit, tmp_path: Path) -> Sign:
    """Opens a site that keeps signatures in a file of the test's own."""
    url = f"sqlite:///{tmp_path / 'store' / 'letters.db'}"

    def open_site(text: str = "", site: str = "", **settings: Any) -> Signer:
        files = {YAML: LETTER + text, "site.yaml": SITE + "contact_email: sign@rights.example\n" + site}
        return Signer(visit(files, store=url, **settings), url)

    return open_site


def said(page: str) -> str:
    """The page's words without its marks."""
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page.split("<main")[1])).split())


@pytest.mark.slow
def test_a_signature_is_confirmed_by_the_code_from_the_mail(sign: Sign) -> None:
    site = sign(address="https://letters.example")
    asked = site.asks()
    assert asked.status_code == 200 and "emma@woods.example" in asked.text
    assert 'autocomplete="one-time-code"' in asked.text
    assert len(site.rows(pending)) == 1 and site.rows(signatures) == []
    link = site.link()
    thanks = site.confirms(asked.text)
    assert thanks.status_code == 200
    assert "Your signature has the number 1." in thanks.text and "1 person has signed this text." in thanks.text
    assert f"https://letters.example{link}" in thanks.text
    assert len(site.rows(signatures)) == 1 and site.rows(pending) == []
    assert "Emma" not in thanks.text and "woods" not in thanks.text
    assert thanks.headers["Cache-Control"] == "no-store"


@pytest.mark.slow
def test_the_mail_leaves_at_once_and_says_what_the_pages_expect(sign: Sign, serve: Serve) -> None:
    came = threading.Event()
    server = serve(Taker(to_data=lambda _: came.set() or "250 OK"))  # type: ignore[func-returns-value]
    site = sign(address="https://letters.example", smtp=server.url)
    app = site.visitor.app
    context = app.extensions["letters"]
    app.extensions["mails"] = sender = Sender(
        context.settings, context.live.library, lambda: site.now.replace(tzinfo=None)
    )
    sender.start()
    try:
        page = site.asks().text
        assert came.wait(60)
    finally:
        sender.end()
    (mail,) = server.taker.messages
    assert mail["To"] == "emma@woods.example"
    words = part(mail, "plain")
    code, link = re.search("[0-9A-Z]{4}-[0-9A-Z]{4}", words), re.search(r"https://letters\.example(/sign/\S+)", words)
    assert code and link and 'value="confirm"' in site.get(link[1]).text
    thanks = site.confirms(page, code[0]).text
    assert "number 1." in thanks and link[0] in thanks and 'value="withdraw"' in site.get(link[1]).text


@pytest.mark.slow
def test_the_code_may_be_typed_as_one_likes(sign: Sign) -> None:
    site = sign()
    page = site.asks().text
    code = site.code()
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code.lower())
    typed = f" {wide[:4]} – {wide[4:]}\u200f."
    assert "number 1." in site.confirms(page, typed).text


def test_a_wrong_code_shows_the_same_page_and_keeps_everything(sign: Sign) -> None:
    site = sign()
    page = site.asks(stays_in_touch="yes").text
    answer = site.confirms(page, "0000-0000")
    assert answer.status_code == 422 and "That code isn" in said(answer.text)
    before, after = fields_of(page), fields_of(answer.text)
    assert after.pop("code") == "0000-0000" and before.pop("code") == ""
    assert after == {**before, "csrf_token": after["csrf_token"]}
    assert "number 1." in site.confirms(answer.text).text


def test_behind_a_wrong_code_the_page_is_had_in_another_language_with_everything_and_no_further_try(sign: Sign) -> None:
    site = sign(site="languages: [en, de]\n")
    page = site.confirms(site.asks().text, "0000-0000").text
    switch = re.search(r'<nav class="languages".*?</nav>', page, re.DOTALL)
    assert switch and f'formaction="/de{CODE}"' in switch[0]
    sent = {name: value for name, value in fields_of(page).items() if f'name="{name}"' in switch[0]}
    assert "code" not in sent and sent["email"] == "emma@woods.example"
    for _ in range(5):
        answer = site.visitor.post(f"/de{CODE}", sent)
    assert answer.status_code == 200 and 'lang="de"' in answer.text and "emma@woods.example" in said(answer.text)
    assert "1" in said(site.confirms(answer.text).text) and len(site.rows(signatures)) == 1


@pytest.mark.slow
def test_five_wrong_codes_spoil_the_right_one_and_another_mail_has_a_new_one(sign: Sign) -> None:
    site = sign()
    page = site.asks().text
    for _ in range(5):
        page = site.confirms(page, "00000000").text
    assert site.confirms(page, "00000000").status_code == 422
    site.mails_are_handed_on()
    again = site.visitor.post(SIGN, {**fields_of(page), "action": "again"})
    assert "number 1." in site.confirms(again.text).text


def test_a_form_that_a_browser_sends_again_by_itself_makes_no_second_mail(sign: Sign) -> None:
    site = sign()
    sent = {**site.form(), **EMMA}
    pages = [site.visitor.post(SIGN, sent).text for _ in range(3)]
    assert len(site.rows(outbox)) == 1 and len({fields_of(page)["nonce"] for page in pages}) == 1
    assert "number 1." in site.confirms(pages[0]).text


def test_the_page_for_the_code_can_be_opened_again_and_shows_nothing_that_was_typed(sign: Sign) -> None:
    site = sign()
    assert site.get(SIGN).status_code == 303
    site.asks()
    page = site.get(SIGN)
    assert "Emma" not in page.text and "woods" not in page.text and page.headers["Cache-Control"] == "no-store"
    assert "number 1." in site.confirms(page.text).text
    assert site.get(SIGN).headers["Location"] == f"{JANE}/write"


@pytest.mark.slow
@pytest.mark.parametrize("action", ["confirm", "disown", "withdraw-now"])
def test_the_cookie_forgets_what_was_asked_for_once_the_link_has_answered_it(sign: Sign, action: str) -> None:
    site = sign()
    site.asks()
    assert site.visitor.post(site.link(), {"action": action}).status_code == 200
    assert site.get(SIGN).headers["Location"] == f"{JANE}/write"


def test_an_old_code_is_not_good_any_more(sign: Sign) -> None:
    site = sign()
    page = site.asks().text
    site.now += 61 * MINUTE
    assert site.confirms(page).status_code == 422 and site.rows(signatures) == []


@pytest.mark.slow
def test_every_address_gets_the_same_page(sign: Sign) -> None:
    site = sign()

    def shown(page: str) -> str:
        return re.sub(r'name="(nonce|csrf_token|opened)" value="[^"]*"', "", page)

    first = site.asks().text
    site.confirms(first)
    assert shown(site.asks().text) == shown(first)  # has signed
    site.now += dt.timedelta(days=1)
    site.signs({**EMMA, "name": "Jonas Woods"})
    third = {**EMMA, "name": "Elodie Woods"}
    assert shown(site.asks(third).text) == shown(first).replace("Emma Woods", "Elodie Woods")  # two have signed
    assert [mail.kind for mail in site.rows(outbox)] == ["again", "full"]


def test_the_page_s_number_does_not_tell_whether_somebody_has_signed(sign: Sign) -> None:
    """A stranger who asks twice for somebody else's address gets another number each time, whether she has signed."""
    site = sign()

    def numbers() -> list[str]:
        found = []
        for _ in range(2):
            site.visitor = Visitor(site.visitor.app)  # with no cookie yet
            found.append(fields_of(site.asks().text)["nonce"])
        return found

    first, second = numbers()
    assert first != second and len(site.rows(pending)) == 1
    site.visitor.post(CODE, {**site.form(), "nonce": first, "code": site.code()})
    assert len(site.rows(signatures)) == 1
    first, second = numbers()
    assert first != second


@pytest.mark.slow
def test_a_thousand_looks_at_a_link_confirm_nothing(sign: Sign) -> None:
    site = sign()
    site.asks()
    link, page = site.link(), ""
    for _ in range(500):
        page = site.get(link).text
        assert site.visitor.client.head(link).status_code == 200
    assert "Yes, sign" in page and site.rows(signatures) == [] and len(site.rows(pending)) == 1


def test_a_link_shows_what_it_would_do_and_a_button_does_it(sign: Sign) -> None:
    site = sign()
    site.asks()
    link = site.link()
    page = site.get(link)
    assert "Shown below the letter: Emma Woods" in said(page.text) and 'value="confirm"' in page.text
    assert page.headers["Cache-Control"] == "no-store" and page.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in page.text and 'rel="canonical"' not in page.text
    done = site.visitor.post(link, {"action": "confirm"})
    assert "number 1." in done.text and len(site.rows(signatures)) == 1
    again = site.visitor.post(link, {"action": "confirm"})
    assert "signed already" in again.text and len(site.rows(signatures)) == 1


@pytest.mark.slow
def test_a_signature_is_withdrawn_at_the_second_look(sign: Sign) -> None:
    site = sign()
    page = site.asks().text
    link = site.link()
    site.confirms(page)
    assert 'value="withdraw"' in site.get(link).text
    second = site.visitor.post(link, {"action": "withdraw"})
    assert "Withdraw your signature?" in second.text and len(site.rows(signatures)) == 1
    assert 'value="withdraw"' in site.visitor.post(link, {"action": "keep"}).text
    done = site.visitor.post(link, {"action": "withdraw-now"})
    assert "Your signature is withdrawn" in done.text and site.rows(signatures) == []
    assert site.get(link).status_code == 404 and "signed this text" not in site.get(JANE).text


def test_who_did_not_ask_says_so_and_nothing_stays(sign: Sign) -> None:
    site = sign()
    site.asks()
    link = site.link()
    done = site.visitor.post(link, {"action": "disown"})
    assert "for 30 days" in done.text and site.rows(pending) == [] and site.rows(outbox) == []
    assert site.visitor.post(link, {"action": "confirm"}).status_code == 404


@pytest.mark.parametrize("path", ["/sign/" + "x" * 43, "/sign/x", "/sign/" + "ü" * 43, "/sign/%2e%2e/%2e%2e"])
def test_a_link_to_nothing_is_told_kindly_what_to_do(sign: Sign, path: str) -> None:
    site = sign()
    for answer in (
        site.get(path),
        *(site.visitor.post(path, {"action": deed}) for deed in ("confirm", "withdraw-now")),
    ):
        assert answer.status_code == 404 and "This link leads to nothing" in answer.text
        assert "sign@rights.example" in answer.text


def test_a_link_holds_for_seven_days_and_what_a_mail_program_adds_is_left_out(sign: Sign) -> None:
    site = sign()
    site.asks()
    link = site.link()
    assert (
        site.get(f"{link}.").status_code == site.get(f"{link}>").status_code == site.get(f"{link}/").status_code == 200
    )
    site.now += dt.timedelta(days=7, minutes=1)
    assert site.get(link).status_code == 404
    assert site.visitor.post(link, {"action": "confirm"}).status_code == 404 and site.rows(signatures) == []


def test_the_only_cookie_comes_with_the_form_and_scripts_cant_read_it(sign: Sign) -> None:
    site = sign(address="https://letters.example")
    assert all("Set-Cookie" not in site.get(path).headers for path in ("/", JANE, "/privacy", "/sign/" + "x" * 43))
    cookie = site.get(f"{JANE}/write").headers.getlist("Set-Cookie")
    assert len(cookie) == 1 and cookie[0].startswith("signing=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie[0].split("; "))
    assert "Expires" not in cookie[0] and "Domain" not in cookie[0]


def test_through_an_onion_service_the_cookie_travels_without_https(sign: Sign) -> None:
    hosts = ("letters.example", "abcdefgh.onion")
    site = sign(address="https://letters.example", allowed_hosts=hosts)
    answer = site.get(f"{JANE}/write", headers={"Host": "abcdefgh.onion"})
    assert "Secure" not in answer.headers["Set-Cookie"]


def test_each_visitor_has_a_token_of_her_own(sign: Sign) -> None:
    site = sign()
    hers = site.form()
    theirs = fields_of(Visitor(site.visitor.app).get(f"{JANE}/write").text)
    assert hers["csrf_token"] != theirs["csrf_token"] and "@@" not in str([hers, theirs])
    refused = site.visitor.post(SIGN, {**EMMA, **hers, "csrf_token": theirs["csrf_token"]})
    assert refused.status_code == 403 and site.rows(pending) == []


@pytest.mark.parametrize("fault", ["no cookie", "no token", "old", "quick", "filled"])
def test_a_form_that_may_be_a_programs_comes_back_with_everything(sign: Sign, fault: str) -> None:
    site = sign()
    sent = {**site.form(), **EMMA, "stays_in_touch": "yes"}
    if fault == "no cookie":
        site.visitor.client.delete_cookie("signing")
    elif fault == "no token":
        del sent["csrf_token"]
    elif fault == "old":
        site.visitor.app.config["WTF_CSRF_TIME_LIMIT"] = -1
    elif fault == "quick":
        site.now -= MINUTE
    else:
        sent["remarks"] = "http://spam.example"
    answer = site.visitor.post(SIGN, sent)
    words = {"no cookie": "allow cookies", "quick": "so quick", "filled": "leave the last field empty"}
    assert answer.status_code == 403 and words.get(fault, "very long") in said(answer.text)
    assert site.rows(pending) == [] and site.rows(outbox) == []
    kept = fields_of(answer.text)
    assert {name: kept.get(name) for name in (*EMMA, "stays_in_touch")} == {**EMMA, "stays_in_touch": "yes"}
    site.visitor.app.config["WTF_CSRF_TIME_LIMIT"] = 86400
    site.now += MINUTE
    assert site.visitor.post(SIGN, {**kept, "remarks": ""}).status_code == 200 and len(site.rows(pending)) == 1


def test_a_text_that_was_changed_meanwhile_is_shown_before_it_is_signed(sign: Sign, make_appeals: Make) -> None:
    site = sign()
    sent = {**site.form(), **EMMA}
    make_appeals({YAML: LETTER.replace("I write to you about Jane Doe.", "Jane Doe is ill.")})
    site.visitor.app.extensions["letters"].live.look()
    answer = site.visitor.post(SIGN, sent)
    words = said(answer.text)
    assert "has been changed since you opened this page" in words and "Jane Doe is ill." in words
    assert site.rows(pending) == [] and fields_of(answer.text)["name"] == "Emma Woods"
    assert "Type the code" in site.visitor.post(SIGN, fields_of(answer.text)).text


@pytest.mark.slow
def test_who_signed_which_text_is_told(sign: Sign, make_appeals: Make) -> None:
    site = sign("signers: both\n")
    site.signs({**EMMA, "signs_as": "people"})
    site.signs({**OFFICE, "signs_as": "organisations", "email": "desk@open.example"})
    site.now += dt.timedelta(days=1)
    assert "1 person and 1 organisation have signed this text." in said(site.get(JANE).text)
    make_appeals({YAML: LETTER.replace("I write to you", "I turn to you") + "signers: both\n"})
    site.visitor.app.extensions["letters"].live.look()
    assert "1 person and 1 organisation signed an earlier text." in said(site.get(JANE).text)
    for name in ("Jonas Beispiel", "Maya Lind"):
        site.signs({**EMMA, "signs_as": "people", "name": name, "email": f"{name[:4]}@lind.example"})
    for path in (JANE, f"{JANE}/write"):
        page = said(site.get(path).text)
        assert "2 people have signed this text." in page
        assert "1 person and 1 organisation signed an earlier text, until 2 May 2020." in page
        assert "Emma" not in page and "Open Desk" not in page


def test_who_signed_elsewhere_is_told_apart(sign: Sign) -> None:
    site = sign()
    site.signs()
    store = Store(site.url)
    counted = Addition(type=MemberType.PEOPLE, count=1200, date=dt.date(2020, 4, 30), source="change.example")
    Additions(store).add("jane-doe", replace(counted, bound=Bound.ABOUT))
    Additions(store).add("jane-doe", replace(counted, count=1, source="Paper, <market>", sheet="7"))
    store.close()
    site.now += MINUTE
    page = said(site.get(JANE).text)
    assert "1 person has signed this text. Signed elsewhere: about 1,200 people, 30 April 2020 , change.example" in page
    assert "1 person, 30 April 2020 , Paper, <market>" in page


def test_what_an_organisation_has_a_key_for_is_sealed(sign: Sign) -> None:
    key = pyrage.x25519.Identity.generate()
    site = sign(site=f"age_key: {key.to_public()}\n")
    site.signs(stays_in_touch="yes", shown_name="nothing")
    (row,) = site.rows(signatures)
    assert b"Emma" not in row.details and b"woods" not in row.contact and row.shown == ""
    assert b"Emma" in pyrage.decrypt(row.details, [key]) and pyrage.decrypt(row.contact, [key]) == b"emma@woods.example"
    assert "are sealed" in site.get("/privacy").text


def test_what_is_wrong_is_named_all_at_once_and_nothing_is_lost(sign: Sign) -> None:
    site = sign()
    answer = site.asks({**EMMA, "name": "", "email": "emma@"})
    assert answer.status_code == 422 and site.rows(pending) == []
    assert set(re.findall(r'<li><a href="#(\w+)">', answer.text)) == {"name", "email"}
    assert fields_of(answer.text)["email"] == "emma@" and fields_of(answer.text)["town"] == "London"


def test_who_signs_from_the_country_itself_is_warned_once(sign: Sign) -> None:
    site = sign()
    warned = site.asks({**EMMA, "country": "US"})
    assert "can reach you where you are (United States)" in said(warned.text) and site.rows(pending) == []
    again = site.visitor.post(SIGN, {**fields_of(warned.text), "action": "initials"})
    assert "Type the code" in again.text and [row.shown for row in site.rows(pending)] == ["E. W."]


def test_where_too_many_sign_the_page_says_when_to_come_back(sign: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    from letters.store.signatures import Limits

    monkeypatch.setattr("letters.store.signatures.Limits", lambda: Limits(appeal=1))
    site = sign()
    assert site.asks().status_code == 200
    full = site.asks({**EMMA, "email": "jonas@beispiel.example"})
    assert full.status_code == 503 and full.headers["Retry-After"] == "3600"
    assert "come back in an hour" in full.text and fields_of(full.text)["email"] == "jonas@beispiel.example"


def test_while_the_store_is_locked_the_letter_is_shown_and_nothing_typed_is_lost(
    sign: Sign, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("letters.store.database.WAITS", 0.01)
    site = sign()
    page = site.asks().text
    other = Store(site.url)
    with other.writing():
        asked = site.asks({**EMMA, "name": "Jonas Beispiel"})
        answers = [
            asked,
            site.confirms(page, "00000000"),
            site.visitor.post("/sign/" + "x" * 43, {"action": "confirm"}),
        ]
        assert site.get(JANE).status_code == 200
    other.close()
    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert all("at this moment" in answer.text for answer in answers)
    assert fields_of(asked.text)["name"] == "Jonas Beispiel" and fields_of(answers[1].text)["code"] == "00000000"
    assert "Beispiel" not in caplog.text


def test_a_letter_that_was_stopped_takes_no_signature_and_gives_them_back(sign: Sign, make_appeals: Make) -> None:
    site = sign()
    page = site.asks().text
    link = site.link()
    make_appeals({YAML: LETTER.replace("status: open", "status: stopped") + "outcome: She is free.\n"})
    site.visitor.app.extensions["letters"].live.look()
    assert site.visitor.post(SIGN, {**fields_of(page)}).status_code == 410
    closed = site.confirms(page)
    assert closed.status_code == 410 and "be signed any more" in closed.text
    assert "Delete what I typed" in site.get(link).text
    assert site.visitor.post(link, {"action": "confirm"}).status_code == 410
    site.visitor.post(link, {"action": "withdraw-now"})
    assert site.rows(pending) == [] and site.rows(signatures) == []


def test_a_letter_that_staff_have_closed_asks_nobody_to_sign_whatever_its_file_says(sign: Sign) -> None:
    site = sign()
    page = site.asks().text
    store = Store(site.url)
    Closing(store).close(JANE.rpartition("/")[2], NOON.date())
    store.close()
    site.now += MINUTE
    appeal = site.get(JANE).text
    assert f"{JANE}/write" not in appeal and "be signed any more" in appeal
    assert site.get(f"{JANE}/write").status_code == 410
    assert site.confirms(page, "00000000").status_code == 422


def test_after_the_last_day_what_was_asked_for_in_time_may_still_be_confirmed(sign: Sign, make_appeals: Make) -> None:
    site = sign()
    make_appeals({YAML: LETTER.replace("deadline: none", "deadline: 2020-05-01")})
    site.visitor.app.extensions["letters"].live.look()
    page, link = site.asks().text, site.link()
    site.now += dt.timedelta(days=1)
    assert site.visitor.post(SIGN, fields_of(page)).status_code == 410
    store, today = Store(site.url), site.now.date()
    Closing(store).tidy({JANE.rpartition("/")[2]: today}, today=today, now=site.now.replace(tzinfo=None))
    store.close()
    assert "number 1." in site.visitor.post(link, {"action": "confirm"}).text


@pytest.mark.slow
def test_what_staff_have_closed_is_not_offered_as_the_next_to_help(sign: Sign, make_appeals: Make) -> None:
    site = sign()
    make_appeals({YAML: LETTER, "closed/appeal.yaml": LETTER.replace("A teacher is held", "Closed by staff")})
    site.visitor.app.extensions["letters"].live.look()
    offered = site.signs(email="first@woods.example").text
    assert "Closed by staff" in offered
    store = Store(site.url)
    Closing(store).close("closed", NOON.date())
    store.close()
    site.now += dt.timedelta(minutes=1)
    assert "Closed by staff" not in site.signs(email="second@woods.example").text


def test_who_has_signed_is_told_until_when_others_can(sign: Sign, make_appeals: Make) -> None:
    site = sign()
    make_appeals({YAML: LETTER.replace("deadline: none", "deadline: 2999-05-01\npetition: true")})
    site.visitor.app.extensions["letters"].live.look()
    site.asks()
    assert "Shown below the petition: Emma Woods" in said(site.get(site.link()).text)
    thanks = site.visitor.post(site.link(), {"action": "confirm"}).text
    assert "until 1 May 2999. Everything that is kept about you" in said(thanks)


@pytest.mark.slow
def test_who_has_signed_can_take_the_letter_along(sign: Sign) -> None:
    site = sign()
    thanks = site.signs().text
    # A button is a row of its parts, and a name of its own would stand apart from its brackets.
    assert "<span>Download the PDF (<bdi>Mayor Ada Byron</bdi>)</span></button>" in thanks
    pdf = site.visitor.post(f"{JANE}/letters/mayor.pdf", fields_of(thanks))
    assert pdf.status_code == 200 and pdf.data.startswith(b"%PDF")


def test_only_open_letters_are_signed(visit: Visit, sign: Sign, tmp_path: Path) -> None:
    site = visit({}, store=f"sqlite:///{tmp_path / 'other.db'}")
    assert "csrf_token" not in site.get(f"{JANE}/write").text and site.post(SIGN, EMMA).status_code == 404
    assert visit().post(SIGN, EMMA).status_code == 404


def test_a_form_of_another_site_signs_nothing(sign: Sign) -> None:
    site = sign()
    site.asks()
    for path in (SIGN, CODE, site.link()):
        sent = {**EMMA, "action": "confirm"}
        answer = site.visitor.post(path, sent, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403 and "another site" in answer.text
    assert site.rows(signatures) == []


def test_leaving_quickly_takes_the_cookie_away(sign: Sign) -> None:
    site = sign()
    site.form()
    assert "signing=;" in site.get("/leave").headers["Set-Cookie"]


def test_a_mistake_of_ours_logs_neither_the_link_nor_what_was_typed(
    sign: Sign, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = sign()
    site.asks()
    link = site.link()

    def fail(_: Any, token: Any, *__: Any) -> None:
        raise RuntimeError(f"no such thing as {token}")

    for deed in ("find", "confirm", "ask"):
        monkeypatch.setattr(f"letters.store.signatures.Signatures.{deed}", fail)
    answers = [site.get(link), site.visitor.post(link, {"action": "confirm"}), site.asks({**EMMA, "town": "Leeds"})]
    assert [answer.status_code for answer in answers] == [500, 500, 500]
    assert "RuntimeError" in caplog.text
    assert not any(secret in caplog.text for secret in (link[6:], "Emma", "woods", "Leeds"))
    assert fields_of(answers[2].text)["name"] == "Emma Woods"


@pytest.mark.slow
def test_a_site_with_another_secret_key_takes_no_signatures_and_does_not_start(
    sign: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = sign()
    site.asks()
    settings = site.visitor.app.extensions["letters"].settings
    other = create_app(replace(settings, secret_key=OTHER_KEY), Broken(), LiveLibrary(settings.appeals))
    other.config["NOW"] = lambda: site.now
    stranger = Signer(Visitor(other), site.url)
    assert stranger.asks().status_code == 503
    environment = {"STORE": site.url, "SMTP": "smtp://127.0.0.1:25", "ADDRESS": "https://letters.example"}
    for name, value in {**environment, "SECRET_KEY": OTHER_KEY}.items():
        monkeypatch.setenv(f"LETTERS_{name}", value)
    with pytest.raises(LettersError, match="LETTERS_SECRET_KEY isn't the one"):
        serve(appeals=str(settings.appeals), host="127.0.0.1", port=free_port(), debug=False)


def test_the_home_page_says_what_is_kept_where_something_is(sign: Sign, visit: Visit) -> None:
    exception = "The one exception: if you sign an open letter or a petition here"
    assert exception in said(sign().get("/").text)
    assert exception not in visit({YAML: LETTER}).get("/").text
