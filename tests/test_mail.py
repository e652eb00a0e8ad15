"""E-mail drafts, links and the text to copy."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import golden
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sample_letters import LETTERS, letter

from letters import mail
from letters.channel import Channel
from letters.errors import Refused
from letters.fields import mail_head
from letters.letter import Copied, DemandList, Letter, Paragraph

PDF = b"%PDF-1.7\n% not much of a letter\n"


def read(raw: bytes) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(message, EmailMessage)
    return message


def part(raw: bytes, kind: str) -> str:
    body = read(raw).get_body((kind,))
    assert body is not None
    content: str = body.get_content()
    return content.replace("\r\n", "\n")


def attacked(field: str, text: str) -> Letter:
    changes: dict[str, Any] = {field: (text,) if field.endswith("emails") else text}
    return letter(**changes)


def sender_name(raw: bytes) -> str:
    """The name in From as RFC 2047 reads it, which the newer reader of Python 3.11 doesn't (it adds spaces)."""
    value = message_from_bytes(raw, policy=policy.compat32)["From"].replace("\r\n", "")
    name, address = parseaddr(value)
    assert address == "ada@home.example"
    return str(make_header(decode_header(name)))


@pytest.mark.parametrize("language", LETTERS)
def test_the_text_to_copy_is_as_agreed(language: str) -> None:
    golden.check(f"mail-text-{language}.txt", mail.plain_text(letter(language)))


@pytest.mark.parametrize("language", LETTERS)
def test_the_draft_is_as_agreed(language: str) -> None:
    golden.check(
        f"mail-draft-{language}.txt", mail.draft(letter(language), pdf=PDF).decode("ascii").replace("\r\n", "\n")
    )


@pytest.mark.parametrize("language", LETTERS)
def test_the_html_is_as_agreed(language: str) -> None:
    golden.check(f"mail-html-{language}.txt", part(mail.draft(letter(language)), "html"))


def test_the_text_part_is_the_text_to_copy() -> None:
    for language in LETTERS:
        assert part(mail.draft(letter(language)), "plain") == mail.plain_text(letter(language))


def test_a_draft_has_neither_date_nor_message_id_and_opens_unsent() -> None:
    message = read(mail.draft(letter()))
    assert message.keys() == ["X-Unsent", "From", "To", "Cc", "Subject", "MIME-Version", "Content-Type"]
    assert message["X-Unsent"] == "1"


def test_a_draft_names_its_sender_only_if_the_supporter_gave_an_address() -> None:
    assert "From" not in read(mail.draft(letter(reply_to="")))
    assert str(read(mail.draft(letter("fr")))["From"]) == "Zoé Exemple <zoe@maison.example>"


def test_a_letter_without_a_subject_has_no_subject_header_and_no_empty_one_in_the_link() -> None:
    assert "Subject" not in read(mail.draft(letter(subject="")))
    link = mail.mailto(letter(subject=""))
    assert link is not None and "subject" not in link


def test_the_pdf_is_attached_under_a_name_made_of_slugs() -> None:
    (attachment,) = read(mail.draft(letter(), pdf=PDF)).iter_attachments()
    assert attachment.get_content_type() == "application/pdf"
    assert attachment.get_filename() == "mara-lind-minister.pdf"
    assert attachment.get_content() == PDF


def test_every_line_ends_in_cr_lf() -> None:
    raw = mail.draft(letter(), pdf=PDF)
    assert raw.count(b"\r\n") == raw.count(b"\n") == raw.count(b"\r") > 50
    assert max(map(len, raw.split(b"\r\n"))) <= 76


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert mail.draft(letter(), pdf=PDF) == mail.draft(letter(), pdf=PDF)
    assert mail.draft(letter(), pdf=PDF) != mail.draft(letter(closing="Faithfully,"), pdf=PDF)


def test_a_copy_says_above_the_salutation_that_it_is_one() -> None:
    copy = letter(notice="Copy for information. Addressee: Minister of Justice")
    assert mail.plain_text(copy).startswith(f"{copy.notice}\n\nDear Minister,")
    assert re.search(rf"<p [^>]*>{copy.notice}</p>\n<p [^>]*>Dear Minister,</p>", part(mail.draft(copy), "html"))


# What Outlook's engine (Word), Gmail and Office 365 know alike.
KNOWN_STYLES = {"margin", "padding", "font-family", "font-size", "line-height", "text-align"}
ELEMENTS = {"html", "head", "meta", "title", "body", "div", "p", "ul", "li", "br", "span"}


@pytest.mark.parametrize("language", LETTERS)
def test_the_html_holds_nothing_that_a_mail_program_drops(language: str) -> None:
    shown = part(mail.draft(letter(language)), "html")
    assert set(re.findall(r"<(\w+)", shown)) - {"DOCTYPE"} <= ELEMENTS
    styles = re.findall(r'style="([^"]*)"', shown)
    assert len(styles) > 5
    assert {style.partition(":")[0] for each in styles for style in each.split(";")} <= KNOWN_STYLES


def test_every_line_break_of_the_html_is_one_in_every_mail_program() -> None:
    shown = part(mail.draft(letter(body=(Paragraph("One\ntwo"),), closing="此致\n敬礼！")), "html")
    assert ">One<br>\ntwo</p>" in shown and ">此致<br>\n敬礼！</p>" in shown
    assert ">Ada Example<br>\n12 Orchard Lane<br>\nLeeds LS1 1AA<br>\nUNITED KINGDOM</p>" in shown


URGED, ASKED = "أطلقوا سراحها فوراً (اليوم)!", "Release her at once (today)!"


@pytest.mark.parametrize(
    ("language", "said", "way"),
    [("en", URGED, "rtl"), ("en", "שחררו אותה (היום)!", "rtl"), ("ar", ASKED, "ltr"), ("ar", URGED, "rtl")],
)
def test_each_part_of_the_html_runs_its_own_way(language: str, said: str, way: str) -> None:
    typed = letter(language, body=(Paragraph(said), DemandList(said, (said,))))
    shown = part(mail.draft(typed), "html")
    parts = re.findall(r'<(?:p|li) lang="([\w-]+)" dir="(\w+)" [^>]*>(.*?)</', shown, re.DOTALL)
    assert [(tongue, found) for tongue, found, text in parts if text == said] == [
        (language if way == typed.language.direction else "und", way)
    ] * 3
    assert len(parts) == len(re.findall(r"<(?:p|li)\b", shown)) == 7


def test_an_arabic_paragraph_that_begins_with_a_name_stays_arabic() -> None:
    shown = part(mail.draft(letter("ar", names=("Mara Lind",), body=(Paragraph("Mara Lind معلمة."),))), "html")
    assert re.search('dir="rtl"[^>]*>Mara Lind معلمة', shown)


def test_a_paragraph_that_a_foreign_name_begins_runs_as_in_the_pdf() -> None:
    said = "Omar Khalil معلم في المدرسة منذ سنوات."  # a name that nobody has told the letter
    raw = mail.draft(letter("ar", body=(Paragraph(said),)))
    assert re.search(f'<p lang="ar" dir="rtl"[^>]*>{said}', part(raw, "html"))
    assert "\N{RIGHT-TO-LEFT MARK}" + said in part(raw, "plain")


def test_initials_in_an_arabic_letter_end_with_their_full_stop_in_both_parts() -> None:
    raw = mail.draft(letter("ar", signature="M. L.", sender=("شارع النيل 5", "القاهرة", "Flat (2)")))
    html = part(raw, "html")
    assert '<span dir="ltr">M. L.</span>' in html and '<span dir="ltr">Flat (2)</span>' in html
    assert "\u2066M. L.\u2069" in part(raw, "plain")


def test_a_number_in_an_arabic_sentence_keeps_its_order_in_both_parts() -> None:
    raw = mail.draft(letter("ar", body=(Paragraph("رقم هاتفها هو +20 2 2795 8103."),)))
    assert '<span dir="ltr">+20 2 2795 8103</span>.' in part(raw, "html")
    assert "\u2066+20 2 2795 8103\u2069." in part(raw, "plain")
    assert '<span dir="ltr">12 Orchard Lane</span>' in part(raw, "html")


def test_an_e_mail_names_only_those_who_are_in_its_cc() -> None:
    copies = (Copied("Embassy", (Channel.POST,)), Copied("Editor", (Channel.POST, Channel.EMAIL)))
    raw = mail.draft(letter(copies=copies))
    for kind in ("plain", "html"):
        assert "Copy: Editor" in part(raw, kind) and "Embassy" not in part(raw, kind)
    assert "Copy:" not in mail.plain_text(letter(copies=copies[:1]))


def test_what_a_supporter_types_is_data_in_both_parts() -> None:
    raw = mail.draft(
        letter(body=(Paragraph("{{7*7}} <script>alert(1)</script> {% raw %} & more"),), signature="{{7*7}}")
    )
    assert "{{7*7}} <script>alert(1)</script> {% raw %} & more" in part(raw, "plain")
    assert "{{7*7}} &lt;script&gt;alert(1)&lt;/script&gt; {% raw %} &amp; more" in part(raw, "html")
    assert "49" not in part(raw, "plain") + part(raw, "html")


@pytest.mark.parametrize(
    "text",
    [
        "=?utf-8?q?=0ABcc:_x?=",
        "=?utf-8?q?=0d=0aBcc:_x=40evil.example?=",
        "=?utf-8?b?CkJjYzogeA==?=",
        "Ada =?us-ascii?q?x?=",
        "=?",
        "Ada\nBcc: x@evil.example",
        "Ada\r\nBcc: x@evil.example",
        "Ada\rBcc: x@evil.example",
        "Ada\x0bBcc: x@evil.example",
        "Ada\x0cBcc: x@evil.example",
        "Ada\x1cBcc: x@evil.example",
        "Ada\x85Bcc: x@evil.example",
        "Ada\u2028Bcc: x@evil.example",
        "Ada\u2029Bcc: x@evil.example",
        "Ada\x00",
        "Ada\tByron",
        "\n",
        "\udc0a",
    ],
)
@pytest.mark.parametrize("field", ["subject", "signature", "reply_to", "emails", "copy_emails"])
def test_no_typed_value_can_become_a_header(field: str, text: str) -> None:
    for channel in (mail.draft, mail.mailto, mail.addressed_mailto):
        with pytest.raises(Refused) as refusal:
            channel(attacked(field, text))
        assert text.strip() == "" or text not in str(refusal.value).replace("The characters =?", "")
        assert "evil" not in str(refusal.value)


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example, c@d.example",
        "a b@c.example",
        "<a@b.example>",
        "a@b.example>",
        '"a"@b.example',
        "a",
        "ä@b.example",
        "a@b.example;",
        "a:b@c.example",
        "(x)a@b.example",
    ],
)
@pytest.mark.parametrize("field", ["reply_to", "emails", "copy_emails"])
def test_one_address_can_not_be_several(field: str, address: str) -> None:
    with pytest.raises(Refused):
        mail.draft(attacked(field, address))


@pytest.mark.parametrize(
    "name",
    [
        'Ada "A." Example',
        "Example, Ada",
        "Ada <x@evil.example>",
        "Ada\\",
        "Ada (Byron)",
        "a@b.example",
        "Ada  Byron",
        " Ada",
        "Ж" * 80,
        "é, " * 26 + "é",
        "a" * 80,
    ],
)
def test_a_name_stays_one_name_whatever_signs_it_has(name: str) -> None:
    raw = mail.draft(letter(signature=name))
    assert sender_name(raw) == name
    assert [sender.addr_spec for sender in read(raw)["From"].addresses] == ["ada@home.example"]


_LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=120).filter(
    lambda text: "=?" not in text
)


@pytest.mark.slow
@given(subject=_LINES, name=_LINES, own_words=_LINES)
@example(subject=" ", name=" ", own_words=".")
@example(subject="a ", name="a ", own_words=" ")
@example(subject="é" * 200, name="é " * 100, own_words="From x")
def test_any_text_comes_back_as_it_went_in(subject: str, name: str, own_words: str) -> None:
    typed = letter(subject=subject, signature=name, body=(Paragraph(own_words),))
    raw = mail.draft(typed)
    message = read(raw)
    assert message.keys() == ["X-Unsent", "From", "To", "Cc", "Subject", "MIME-Version", "Content-Type"]
    assert str(message["Subject"]) == subject
    assert sender_name(raw) == name
    assert part(raw, "plain") == mail.plain_text(typed)
    assert raw.isascii() and max(map(len, raw.split(b"\r\n"))) <= 76


def test_a_draft_that_reads_back_differently_is_a_bug_and_not_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_head, "_encoded", lambda text: "=?utf-8?q?=0ABcc:_x?=\r\nBcc: x@evil.example")
    with pytest.raises(RuntimeError, match="read back") as bug:
        mail.draft(letter("fr"))
    assert "Zoé" not in str(bug.value) and "evil" not in str(bug.value)


def fields(link: str) -> dict[str, Any]:
    return parse_qs(urlsplit(link).query, strict_parsing=True)


def test_a_link_holds_the_whole_letter() -> None:
    link = mail.mailto(letter())
    assert link is not None
    assert link.startswith("mailto:minister@justice.example?cc=embassy@london.example&subject=Mara%20Lind%2C%20held")
    assert fields(link)["body"] == [mail.plain_text(letter()).strip().replace("\n", "\r\n")]
    assert "%0D%0A" in link and "+" not in link and link.isascii()


def test_a_link_lists_its_addressees_with_literal_commas() -> None:
    link = mail.mailto(letter("fr"))
    assert link is not None and link.startswith("mailto:garde@justice.example,cabinet@justice.example?subject=")


def test_a_link_quotes_what_an_address_may_hold_but_a_link_may_not() -> None:
    link = mail.mailto(letter(emails=("a&b?c=d+e#f/g%h@x.example",)))
    assert link is not None and link.startswith("mailto:a%26b%3Fc%3Dd%2Be%23f%2Fg%25h@x.example?")


def test_a_link_is_made_up_to_1900_characters_and_no_further() -> None:
    rest = mail.MAX_MAILTO - len(mail.mailto(letter(body=(Paragraph("x"),))) or "")
    assert len(mail.mailto(letter(body=(Paragraph("x" * (rest + 1)),))) or "") == 1900
    assert mail.mailto(letter(body=(Paragraph("x" * (rest + 2)),))) is None


def test_a_link_without_the_text_has_the_addresses_and_the_subject_however_long_the_letter_is() -> None:
    link = mail.addressed_mailto(letter(body=(Paragraph("x" * 5000),)))
    assert link == "mailto:minister@justice.example?cc=embassy@london.example&subject=" + quote(
        letter().subject, safe=""
    )
    assert mail.addressed_mailto(letter(subject="", copy_emails=())) == "mailto:minister@justice.example"


def test_a_letter_without_an_address_is_refused() -> None:
    for channel in (mail.draft, mail.mailto, mail.addressed_mailto):
        with pytest.raises(Refused, match="no e-mail address"):
            channel(letter(emails=()))
