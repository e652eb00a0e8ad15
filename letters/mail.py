"""A letter as an e-mail: a draft that opens in the supporter's own mail program, a link, or plain text.

Nothing is sent from here. A letter's header values may come from strangers, so they are refused where they could
be anything but text, encoded so that they can't be, and read back before the draft leaves (RFC 5322, RFC 2047).
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Callable
from email import policy
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from letters.channel import Channel
from letters.errors import Refused, gettext_noop
from letters.language import bidi
from letters.letter import Letter
from letters.resources import templates

NO_ADDRESS = gettext_noop("This letter has no e-mail address to go to.")
NO_PLAIN_ADDRESS = gettext_noop("An e-mail address contains a character that can't be in one.")
ENCODED = gettext_noop("The characters =? can't be used together in the name, the subject or an address of an e-mail.")
INVISIBLE = gettext_noop(
    "The name, the subject or an address of this e-mail has a line break or an invisible control character "
    "in it. Please remove it."
)

# Longer links are cut or ignored by some mail programs and browsers.
MAX_MAILTO = 1900

# A line with encoded words has at most 76 characters (RFC 2047, section 2); 39 bytes make a word of 64.
_WORD_BYTES = 39
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+")
# Short text of these signs needs no encoding, in a subject or between the quotation marks of a name.
_BARE = re.compile(r"(?=.{1,60}\Z)[A-Za-z0-9,.'-]+(?: [A-Za-z0-9,.'-]+)*")
# Python's default of 78 makes lines that are too long for quoted-printable (RFC 2045, section 6.7).
_POLICY = policy.SMTP.clone(max_line_length=76)


class _Mailbox(NamedTuple):
    name: str
    address: str


class _Header(NamedTuple):
    name: str
    value: str | tuple[_Mailbox, ...]


def draft(letter: Letter, *, pdf: bytes | None = None) -> bytes:
    """The letter as an unsent message: the bytes of an .eml file, with the letter's PDF attached if given.

    `X-Unsent: 1` opens it for editing in Outlook; Date and Message-ID come when it is sent. The same letter and PDF
    give the same bytes. Raises Refused for a letter without an e-mail address or with what no header may hold.
    """
    letter = letter.by(Channel.EMAIL)
    headers = _headers(letter)
    message = _content(letter, pdf)
    raw = "".join(map(_written, headers)).encode("ascii") + message.as_bytes()
    _read_back(raw, headers, message)
    return raw


def plain_text(letter: Letter) -> str:
    """The letter as text to copy into a message: all but its subject, date and postal address."""
    return _rendered("text.txt", letter.by(Channel.EMAIL))


def mailto(letter: Letter) -> str | None:
    """A link that opens the letter in a mail program (RFC 6068), or None if it would be too long for some.

    Raises Refused as `draft` does.
    """
    link = _link(letter, plain_text(letter).strip().replace("\n", "\r\n"))
    return link if len(link) <= MAX_MAILTO else None


def addressed_mailto(letter: Letter) -> str:
    """A link that opens a message to the addressee with the subject alone: the text is to be pasted.

    Raises Refused as `draft` does.
    """
    return _link(letter, body="")


def _link(letter: Letter, body: str) -> str:
    _headers(letter)  # What no header may hold, no link may hold either.
    query = {"cc": _listed(letter.copy_emails), "subject": quote(letter.subject, safe=""), "body": quote(body, safe="")}
    # An empty subject makes Outlook swallow the body, so what is empty isn't named.
    named = "&".join(f"{name}={value}" for name, value in query.items() if value)
    return f"mailto:{_listed(letter.emails)}" + (f"?{named}" if named else "")


def message_link(addresses: tuple[str, ...], subject: str, body: str) -> str | None:
    """A link that opens a message with its text in a mail program (RFC 6068), or None if it would be too long for some.

    Raises Refused for what no header may hold.
    """
    for address in addresses:
        _address(address)
    query = (
        f"subject={quote(_harmless(subject), safe='')}&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}"
    )
    link = f"mailto:{_listed(addresses)}?{query}"
    return link if len(link) <= MAX_MAILTO else None


def refusal(letter: Letter) -> str:
    """Why no e-mail can carry the letter, as a translatable text; nothing where one can."""
    try:
        _headers(letter)
    except Refused as error:
        return error.message
    return ""


def unfit_head(text: str) -> str:
    """Why no head of an e-mail can hold the text, as a translatable text; nothing where one can."""
    return _refused(_harmless, text)


def unfit_address(address: str) -> str:
    """The same of an address to which an e-mail goes."""
    return _refused(_address, address)


def _refused(check: Callable[[str], str], text: str) -> str:
    try:
        check(text)
    except Refused as error:
        return error.message
    return ""


def _listed(addresses: tuple[str, ...]) -> str:
    # The commas between addresses stay as they are; what is in an address is quoted.
    return ",".join(quote(address, safe="@") for address in addresses)


def _headers(letter: Letter) -> tuple[_Header, ...]:
    if not letter.emails:
        raise Refused(NO_ADDRESS)
    headers = [_Header("X-Unsent", "1")]
    if letter.reply_to:
        # An open letter has no signature; its organisation stands at the head.
        name = letter.signature or next(iter(letter.sender), "")
        headers.append(_Header("From", (_Mailbox(_harmless(name), _address(letter.reply_to)),)))
    headers.append(_Header("To", _mailboxes(letter.emails)))
    if letter.copy_emails:
        headers.append(_Header("Cc", _mailboxes(letter.copy_emails)))
    if letter.subject:
        headers.append(_Header("Subject", _harmless(letter.subject)))
    return tuple(headers)


def _mailboxes(addresses: tuple[str, ...]) -> tuple[_Mailbox, ...]:
    return tuple(_Mailbox("", _address(address)) for address in addresses)


def _address(address: str) -> str:
    _harmless(address)
    if not _ADDRESS.fullmatch(address):
        raise Refused(NO_PLAIN_ADDRESS)
    return address


def _harmless(text: str) -> str:
    """The text itself, if it is nothing but text wherever it is decoded. Raises Refused, without the text."""
    # Python before 3.11.10 wrote an encoded line end out as a real one (CVE-2024-6923); other programs may too.
    if "=?" in text:
        raise Refused(ENCODED)
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in text):
        raise Refused(INVISIBLE)
    return text


def _written(header: _Header) -> str:
    if isinstance(header.value, str):
        value = header.value if _BARE.fullmatch(header.value) else _encoded(header.value)
    else:
        value = ",\r\n ".join(map(_written_mailbox, header.value))
    return f"{header.name}: {value}\r\n"


def _written_mailbox(mailbox: _Mailbox) -> str:
    if not mailbox.name:
        return mailbox.address
    name = f'"{mailbox.name}"' if _BARE.fullmatch(mailbox.name) else _encoded(mailbox.name)
    return f"{name}\r\n <{mailbox.address}>"


def _encoded(text: str) -> str:
    """The text as encoded words, one a line, none of which cuts a character in two (RFC 2047, sections 2 and 5)."""
    words = [b""]
    for sign in text:
        code = sign.encode()
        if len(words[-1]) + len(code) > _WORD_BYTES:
            words.append(b"")
        words[-1] += code
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(word).decode('ascii')}?=" for word in words)


def _content(letter: Letter, pdf: bytes | None) -> EmailMessage:
    text, html = plain_text(letter), _rendered("html.html", letter)
    digest = hashlib.sha256(b"\0".join((text.encode(), html.encode(), pdf or b""))).hexdigest()[:32]
    message = EmailMessage(policy=_POLICY)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    # `=_` can't stand in quoted-printable or Base64, so no part can hold a boundary (RFC 2045, section 6.7).
    message.set_boundary(f"=_alternative_{digest}")
    if pdf is not None:
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{letter.stem}.pdf")
        message.set_boundary(f"=_mixed_{digest}")
    return message


def _read_back(raw: bytes, headers: tuple[_Header, ...], content: EmailMessage) -> None:
    """Raise RuntimeError unless the bytes say what was meant, header for header."""
    meant = [*headers, *(_Header(name, str(value)) for name, value in content.items())]
    # The headers by the strict reader, the parts by the plain one: strict parts would take most of a draft's time.
    parsed, whole = BytesHeaderParser(policy=policy.default).parsebytes(raw), BytesParser().parsebytes(raw)
    try:
        same = [_spoken(name, value) for name, value in parsed.items()] == [_spoken(h.name, h.value) for h in meant]
    except ValueError:
        # The standard library's own alarm: a line end came out of an address.
        same = False
    if not same or parsed.keys() != whole.keys() or any(part.defects for part in whole.walk()):
        # Neither list may be shown: they hold what people typed.
        raise RuntimeError("The draft's headers, read back, differ from what was meant.")


def _spoken(name: str, value: object) -> tuple[object, ...]:
    """A header in a form in which what was meant and what was read can be compared."""
    if isinstance(value, AddressHeader):
        value = tuple(_Mailbox(mailbox.display_name, mailbox.addr_spec) for mailbox in value.addresses)
    if isinstance(value, tuple):
        # Spaces aside: Python's reader puts one between two encoded words of a name, against RFC 2047, section 6.2.
        return name, *(("".join(mailbox.name.split()), mailbox.address) for mailbox in value)
    return name, str(value)


def _rendered(template: str, letter: Letter) -> str:
    own, names = letter.language.direction, letter.names
    return (
        templates("mail", keeps_last_line_end=True)
        .get_template(template)
        .render(
            letter=letter,
            # The sender's block may begin with the name, which the signature has already said.
            address=[line for line in letter.sender if line != letter.signature],
            direction=lambda text: bidi.paragraph_direction(text, own, names),
            set_apart=lambda text: _html(text, letter) if template.endswith(".html") else bidi.plain(text, own, names),
        )
    )


def _html(text: str, letter: Letter) -> Markup:
    """The text escaped, its line breaks as <br>; what must keep its own order says so with `dir`, which Word knows."""
    way = bidi.paragraph_direction(text, letter.language.direction, letter.names)
    return Markup("<br>\n").join(
        Markup("").join(
            Markup('<span dir="{}">{}</span>').format(run.way, run.text) if run.way else escape(run.text)
            for run in bidi.runs(line, way)
        )
        for line in text.split("\n")
    )
