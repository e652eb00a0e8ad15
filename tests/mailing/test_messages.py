"""The mails about signatures: what they say, and that nothing typed becomes anything but text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from babel.support import Translations
from mail_server import (
    SITE,
    a_library,  # noqa: F401 a fixture
    a_store,  # noqa: F401 a fixture
    part,
    read_mail,
    settings_for,
    waiting,
)
from translated import write_catalogue

from letters.library.library import Library, read
from letters.mailing import messages
from letters.mailing.messages import Undeliverable, mail_of, sender_of
from letters.settings import InvalidSetting
from letters.store.database import Store
from letters.store.outbox import Waiting
from letters.store.signatures import MailKind

HEADERS = [
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("MIME-Version", "Content-Type"),
]
TRICKS = [
    "Maya\r\nBcc: all@evil.example",
    "Maya\nBcc: all@evil.example",
    "Maya\rBcc: all@evil.example",
    "Maya\0Bcc: all@evil.example",
    "Maya\u2028Bcc: all@evil.example",
    "Maya\u0085Bcc: all@evil.example",
    "=?utf-8?q?=0ABcc:_all=40evil.example?=",
    "\r\n\r\n<script>alert(1)</script>",
    "\r\n.\r\nMAIL FROM:<a@evil.example>",
    "x" * 5000,
    "ä" * 5000,
    "{{ 7 * 7 }} {% raw %} <b>bold</b>",
]
Compose = Callable[..., EmailMessage]


@pytest.fixture(name="compose")
def composed(library: Library, store: Store) -> Compose:
    """The mail, read back; `site` and `title` are put in place of those of the folder."""

    def compose(mail: Waiting, title: str = "", petition: bool = False, **site: object) -> EmailMessage:
        appeal = library.appeals["jane-doe"]
        appeal = replace(appeal, facts=appeal.facts.model_copy(update={"petition": petition}))
        if title:
            texts = {code: replace(texts, title=title) for code, texts in appeal.texts.items()}
            appeal = replace(appeal, texts=texts)
        found = library.site.model_copy(update=site)
        return read_mail(mail_of(mail, appeal, found, settings_for(store, None, library)).content)

    return compose


def test_a_mail_says_what_is_confirmed_how_and_what_if_it_was_somebody_else(compose: Compose) -> None:
    message = compose(waiting(role="Teacher", stays_in_touch=True))
    assert message["Subject"] == "Please confirm your signature: A teacher is held"
    assert message["From"] == "Letters for Rights <letters@rights.example>"
    assert message["Reply-To"] == "people@rights.example"
    assert message["Date"] == "Thu, 05 Mar 2026 12:00:00 +0000"
    assert message["Message-ID"] == f"<{'0123456789abcdef' * 2}@rights.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        said = part(message, kind)
        for words in ("A teacher is held", "Maya Lind", "Teacher", "Leeds, United Kingdom", "ABCD-EFGH", "one hour"):
            assert words in said
        assert f"https://letters.example/sign/{'t' * 43}" in said
        for words in (
            "by 12 March 2026",
            "withdraw",
            "it wasn’t you",
            "about this case",
            "12 Elm Row",
            "rights.example",
        ):
            assert words in said


def test_a_mail_calls_a_petition_what_it_is(compose: Compose) -> None:
    assert "Letter: A teacher is held" in part(compose(waiting()), "plain")
    assert "Petition: A teacher is held" in part(compose(waiting(), petition=True), "plain")


def test_a_mail_whose_code_is_over_offers_the_link_alone(compose: Compose) -> None:
    said = part(compose(waiting(code="")), "plain")
    assert "code" not in said and "Open this page and press its button" in said


def test_who_has_signed_already_gets_the_number_and_the_link(compose: Compose) -> None:
    said = part(compose(waiting(MailKind.AGAIN)), "plain")
    assert "the number 12" in said and "/sign/ttt" in said
    others = part(compose(waiting(MailKind.AGAIN, token="", organisation="Blue House")), "plain")
    assert "/sign/" not in others and "Blue House" in others


def test_a_link_leads_to_the_page_in_the_mails_language(compose: Compose) -> None:
    several = {"languages": ("en", "fr")}
    for language in ("en", "fr"):
        for kind in ("plain", "html"):
            said = part(compose(waiting(language=language), **several), kind)
            assert f"https://letters.example/{language}/sign/{'t' * 43}" in said


def test_an_address_with_two_signatures_gets_neither_link_nor_code(compose: Compose) -> None:
    said = part(compose(waiting(MailKind.FULL)), "plain")
    assert "/sign/" not in said and "Two people have signed" in said


@pytest.mark.slow
@pytest.mark.parametrize("field", ["name", "organisation", "role", "town", "shown", "title", "site"])
def test_nothing_that_is_written_adds_a_header(compose: Compose, field: str) -> None:
    for trick in TRICKS:
        if field == "title":
            message = compose(waiting(), title=trick)
        elif field == "site":
            message = compose(waiting(), organisation=trick)
        else:
            message = compose(waiting(MailKind.CONFIRM, **{field: trick}))
        assert message.keys() == HEADERS
        kinds = [part.get_content_type() for part in message.walk()]
        assert kinds == ["multipart/alternative", "text/plain", "text/html"]
        assert message["To"] == "maya@example.org"
        page = part(message, "html")
        assert "<script" not in page and "<b>" not in page and "49" not in page.replace("#8a5a00", "")
        assert max(map(len, message.as_bytes().splitlines())) < 998


@pytest.mark.parametrize(
    "address", ["a@b.example\r\nBcc: c@evil.example", "a@b.example, c@evil.example", "a b@c.example"]
)
def test_an_address_is_one_address_or_no_mail_is_written(compose: Compose, address: str) -> None:
    with pytest.raises(Undeliverable):
        compose(waiting(recipient=address))


def test_what_a_stranger_typed_is_nothing_to_click(compose: Compose) -> None:
    message = compose(waiting(name="Win at https://evil.example/now", town="www.evil.example", shown="a@evil.example"))
    for kind in ("plain", "html"):
        said = part(message, kind)
        assert not re.search(r"evil\.example|https://evil|@evil", said)
    assert re.findall('href="(.*?)"', part(message, "html")) == [f"https://letters.example/sign/{'t' * 43}"]


def test_the_page_fetches_nothing(compose: Compose) -> None:
    page = part(compose(waiting()), "html")
    assert not re.search(r"src=|url\(|<link|<img|@import|<script", page)


def test_an_address_of_another_script_keeps_its_domain_as_the_network_has_it(library: Library, store: Store) -> None:
    def made(recipient: str) -> messages.Mail:
        return mail_of(
            waiting(recipient=recipient), library.appeals["jane-doe"], library.site, settings_for(store, None, library)
        )

    assert (
        made("zoe@straße.example").recipient == "zoe@xn--strae-oqa.example"
    )  # not strasse.example, which is another's
    umlaut = made("zoë@bücher.example")
    assert (umlaut.recipient, umlaut.needs_unicode) == ("zoë@xn--bcher-kva.example", True)
    assert "To: zoë@xn--bcher-kva.example\r\n".encode() in umlaut.content


def test_a_mail_in_arabic_runs_from_right_to_left(
    compose: Compose, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"Hello,": "مرحبًا،", "Please confirm your signature": "نرجو تأكيد توقيعك", "Letter": "الرسالة"}
    write_catalogue(tmp_path, "ar", known)
    monkeypatch.setattr(messages, "usable", tuple)
    monkeypatch.setattr(messages, "translations", lambda code: Translations.load(tmp_path, [code]))
    message = compose(waiting(language="ar"))
    assert str(message["Subject"]).startswith("نرجو تأكيد توقيعك")
    page = part(message, "html")
    assert '<html lang="ar" dir="rtl">' in page
    assert '<p lang="ar" dir="rtl"' in page
    assert re.search(r'dir="ltr"[^>]*>ABCD-EFGH<', page)
    assert re.search(r'<p lang="en" dir="ltr"[^>]*text-align:right">A teacher is held<', page)


def test_without_an_address_to_come_from_it_says_what_to_set(
    make_appeals: Callable[..., Path], library: Library, store: Store
) -> None:
    settings = settings_for(store, None, library, sender="")
    assert sender_of(settings, library.site) == "people@rights.example"
    bare = read(make_appeals({"site.yaml": SITE.replace("contact_email: people@rights.example\n", "")}))
    with pytest.raises(InvalidSetting, match="set LETTERS_SENDER, or contact_email"):
        sender_of(settings, bare.site)
