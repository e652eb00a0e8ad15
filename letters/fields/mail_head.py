"""The head of an e-mail, safe whoever has written what stands in it.

What could be anything but text is refused, the rest encoded so that it can't be, and all of it read back before the
message leaves (RFC 5322, RFC 2047).
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from email import policy
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.parser import BytesParser, HeaderParser
from typing import NamedTuple

from letters.errors import Refused, gettext_noop

NO_PLAIN_ADDRESS = gettext_noop("An e-mail address contains a character that can't be in one.")
ENCODED = gettext_noop("The characters =? can't be used together in the name, the subject or an address of an e-mail.")
INVISIBLE = gettext_noop(
    "The name, the subject or an address of this e-mail has a line break or an invisible control character "
    "in it. Please remove it."
)

# A line with encoded words has at most 76 characters (RFC 2047, section 2); 39 bytes make a word of 64.
_WORD_BYTES = 39
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+")
_UNICODE_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\x80-\U0010ffff-]+@[A-Za-z0-9.-]+")
# Short text of these signs needs no encoding, in a subject or between the quotation marks of a name.
_BARE = re.compile(r"(?=.{1,60}\Z)[A-Za-z0-9,.'-]+(?: [A-Za-z0-9,.'-]+)*")
# Python's default of 78 makes lines that are too long for quoted-printable (RFC 2045, section 6.7).
_POLICY = policy.SMTP.clone(max_line_length=76)


class Mailbox(NamedTuple):
    """Somebody who writes or is written to; the name may be empty."""

    name: str
    address: str


class Token(str):
    """A value that the program has made, such as a date: it stands as it is."""


class Header(NamedTuple):
    """A line of the head; a text that isn't a Token is encoded where it needs to be."""

    name: str
    value: str | tuple[Mailbox, ...]


def mailboxes(addresses: tuple[str, ...]) -> tuple[Mailbox, ...]:
    """The addresses without names. Raises Refused."""
    return tuple(Mailbox("", address_in_head(address)) for address in addresses)


def address_in_head(address: str, *, in_unicode: bool = False) -> str:
    """The address itself, if a head can hold it; `in_unicode`: one that has SMTPUTF8 (RFC 6531). Raises Refused."""
    harmless(address)
    if not (_UNICODE_ADDRESS if in_unicode else _ADDRESS).fullmatch(address):
        raise Refused(NO_PLAIN_ADDRESS)
    return address


def harmless(text: str) -> str:
    """The text itself, if it is nothing but text wherever it is decoded. Raises Refused, without the text."""
    # Python before 3.11.10 wrote an encoded line end out as a real one (CVE-2024-6923); other programs may too.
    if "=?" in text:
        raise Refused(ENCODED)
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in text):
        raise Refused(INVISIBLE)
    return text


def alternatives(text: str, html: str, *more: bytes) -> EmailMessage:
    """A message without a head that says the same as plain text and as HTML; `more` is what will be attached."""
    message = EmailMessage(policy=_POLICY)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_alternative_{boundary(text, html, *more)}")
    return message


def boundary(text: str, html: str, *more: bytes) -> str:
    """What parts of a message are parted by: the same for the same message.

    `=_` before it can't stand in quoted-printable or Base64, so no part can hold it (RFC 2045, section 6.7).
    """
    return hashlib.sha256(b"\0".join((text.encode(), html.encode(), *more))).hexdigest()[:32]


def message_of(headers: tuple[Header, ...], content: EmailMessage) -> bytes:
    """The message with its head, read back. Raises RuntimeError where it wouldn't say what was meant."""
    raw = "".join(map(_written, headers)).encode() + content.as_bytes()
    _read_back(raw, headers, content)
    return raw


def _written(header: Header) -> str:
    if isinstance(header.value, str):
        is_plain = isinstance(header.value, Token) or _BARE.fullmatch(header.value)
        value = header.value if is_plain else _encoded(header.value)
    else:
        value = ",\r\n ".join(map(_written_mailbox, header.value))
    return f"{header.name}: {value}\r\n"


def _written_mailbox(mailbox: Mailbox) -> str:
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


def _read_back(raw: bytes, headers: tuple[Header, ...], content: EmailMessage) -> None:
    """Raise RuntimeError unless the bytes say what was meant, header for header."""
    meant = [*headers, *(Header(name, str(value)) for name, value in content.items())]
    # The headers by the strict reader, the parts by the plain one: strict parts would take most of a draft's time.
    parsed = HeaderParser(policy=policy.default).parsestr(raw.decode())
    whole = BytesParser().parsebytes(raw)
    try:
        same = [_spoken(name, value) for name, value in parsed.items()] == [_spoken(h.name, h.value) for h in meant]
    except ValueError:
        # The standard library's own alarm: a line end came out of an address.
        same = False
    if not same or parsed.keys() != whole.keys() or any(part.defects for part in whole.walk()):
        # Neither list may be shown: they hold what people typed.
        raise RuntimeError("The message's headers, read back, differ from what was meant.")


def _spoken(name: str, value: object) -> tuple[object, ...]:
    """A header in a form in which what was meant and what was read can be compared."""
    if isinstance(value, AddressHeader):
        value = tuple(Mailbox(mailbox.display_name, mailbox.addr_spec) for mailbox in value.addresses)
    if isinstance(value, tuple):
        # Spaces aside: Python's reader puts one between two encoded words of a name, against RFC 2047, section 6.2.
        return name, *(("".join(mailbox.name.split()), mailbox.address) for mailbox in value)
    return name, str(value)
