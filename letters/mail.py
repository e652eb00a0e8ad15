"""A letter as an e-mail: a draft that opens in the supporter's own mail program, a link, or plain text.

Nothing is sent from here. A letter's header values may come from strangers, and `headers` makes them harmless.
"""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import quote

from markupsafe import Markup, escape

from letters.channel import Channel
from letters.errors import Refused, gettext_noop
from letters.fields.mail_head import (
    Header,
    Mailbox,
    address_in_head,
    alternatives,
    boundary,
    harmless,
    mailboxes,
    message_of,
)
from letters.language import bidi
from letters.letter import Letter
from letters.resources import templates

NO_ADDRESS = gettext_noop("This letter has no e-mail address to go to.")

# Longer links are cut or ignored by some mail programs and browsers.
MAX_MAILTO = 1900


def draft(letter: Letter, *, pdf: bytes | None = None) -> bytes:
    """The letter as an unsent message: the bytes of an .eml file, with the letter's PDF attached if given.

    `X-Unsent: 1` opens it for editing in Outlook; Date and Message-ID come when it is sent. The same letter and PDF
    give the same bytes. Raises Refused for a letter without an e-mail address or with what no header may hold.
    """
    letter = letter.by(Channel.EMAIL).in_short(in_pdf=True)
    return message_of(_headers(letter), _content(letter, pdf))


def plain_text(letter: Letter) -> str:
    """The letter as text to copy into a message: all but its subject, date and postal address."""
    return _rendered("text.txt", letter.by(Channel.EMAIL).in_short(in_pdf=True))


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
        address_in_head(address)
    query = (
        f"subject={quote(harmless(subject), safe='')}&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}"
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
    return _refused(harmless, text)


def unfit_address(address: str) -> str:
    """The same of an address to which an e-mail goes."""
    return _refused(address_in_head, address)


def _refused(check: Callable[[str], str], text: str) -> str:
    try:
        check(text)
    except Refused as error:
        return error.message
    return ""


def _listed(addresses: tuple[str, ...]) -> str:
    # The commas between addresses stay as they are; what is in an address is quoted.
    return ",".join(quote(address, safe="@") for address in addresses)


def _headers(letter: Letter) -> tuple[Header, ...]:
    if not letter.emails:
        raise Refused(NO_ADDRESS)
    headers = [Header("X-Unsent", "1")]
    if letter.reply_to:
        # An open letter has no signature; its organisation stands at the head.
        name = letter.signature or next(iter(letter.sender), "")
        headers.append(Header("From", (Mailbox(harmless(name), address_in_head(letter.reply_to)),)))
    headers.append(Header("To", mailboxes(letter.emails)))
    if letter.copy_emails:
        headers.append(Header("Cc", mailboxes(letter.copy_emails)))
    if letter.subject:
        headers.append(Header("Subject", harmless(letter.subject)))
    return tuple(headers)


def _content(letter: Letter, pdf: bytes | None) -> EmailMessage:
    text, html = plain_text(letter), _rendered("html.html", letter)
    attached = pdf or b""
    message = alternatives(text, html, attached)
    if pdf is not None:
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{letter.stem}.pdf")
        message.set_boundary(f"=_mixed_{boundary(text, html, attached)}")
    return message


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
    own, names = letter.language.direction, letter.names
    around = bidi.paragraph_direction(text, own, names)
    lines = []
    for line in text.split("\n"):
        said = Markup("").join(_run(run.text, run.way) for run in bidi.runs(line, around))
        way = bidi.paragraph_direction(line, around, names)
        lines.append(said if way == around else _run(said, way))
    return Markup("<br>\n").join(lines)


def _run(text: str, way: str) -> Markup:
    return Markup('<span dir="{}">{}</span>').format(way, text) if way else escape(text)
