"""The mails about signatures, in words: what is to be confirmed, how, and what to do if it was somebody else.

Whoever asks to sign can have one sent to any address, so what was typed stands in it as what somebody has typed: apart
from our own words, on one line, and never as something to click.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import format_datetime

from babel import Locale
from babel.dates import format_date
from babel.support import NullTranslations
from email_validator import EmailNotValidError, validate_email
from markupsafe import Markup, escape

from letters.appeal.appeal import Appeal
from letters.appeal.signatories import MemberType
from letters.errors import Refused
from letters.fields.countries import name_of
from letters.fields.mail_head import Header, Mailbox, Token, address_in_head, alternatives, harmless, message_of
from letters.language import bidi
from letters.language.catalogues import prefix_of, translations, usable
from letters.language.language import LANGUAGES, Language
from letters.library.site import Site
from letters.resources import templates
from letters.settings import InvalidSetting, Settings
from letters.store.outbox import Waiting
from letters.store.signatures import LINK_LASTS, MailKind

_LINKLIKE = re.compile(r"(?<=\w)([.@])(?=\w{2})|(?<=:)(?=//)")
"""Where a mail program would see the address of a page or of a person."""
_WORD_JOINER = "\N{WORD JOINER}"


class Undeliverable(Exception):
    """No mail can be written to the address; it isn't repeated."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mail:
    """A message and its envelope; `needs_unicode`: only a server with SMTPUTF8 can take it (RFC 6531)."""

    sender: str
    recipient: str
    content: bytes
    needs_unicode: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of our own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """The code that is typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a page, which shows as itself."""

    address: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What somebody has typed or chosen, each beside what it is; `language` where it has one that is known."""

    rows: tuple[tuple[str, str, str], ...]


Block = Paragraph | Code | Link | Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What a mail is said in; its catalogue is read once for each mail."""

    code: str
    catalogue: NullTranslations

    @classmethod
    def of(cls, code: str) -> Speech:
        """The language, if all of the site's own words can be said in it, or else English."""
        (code,) = usable((code,))
        return cls(code=code, catalogue=translations(code))

    @property
    def tongue(self) -> Language:
        """Its marks; English ones, where letters aren't written in it."""
        return LANGUAGES.get(self.code, LANGUAGES["en"])

    @property
    def locale(self) -> Locale:
        """CLDR's data for the language."""
        return LANGUAGES[self.code].locale if self.code in LANGUAGES else Locale.parse(self.code)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.locale.text_direction)

    def gettext(self, message: str) -> str:
        """One of our own messages, set as the language sets it."""
        said = self.catalogue.gettext(message)
        return LANGUAGES[self.code].typographic(said) if self.code in LANGUAGES else said

    def day(self, day: dt.date) -> str:
        """The day, as the language writes it."""
        known = LANGUAGES.get(self.code)
        return known.date(day) if known else format_date(day, "long", locale=self.locale)

    def country(self, code: str) -> str:
        """The country's name."""
        return name_of(code, self.locale)


def sender_of(settings: Settings, site: Site) -> str:
    """The address from which mails come. Raises InvalidSetting where there is none that a mail can come from."""
    try:
        return address_in_head(settings.sender or site.contact_email or "")
    except Refused:
        raise InvalidSetting(
            "the mails about signatures need an address to come from: set LETTERS_SENDER, or contact_email in"
            " site.yaml, to one such as letters@organisation.example"
        ) from None


def mail_of(waiting: Waiting, appeal: Appeal, site: Site, settings: Settings) -> Mail:
    """The mail with its envelope. The same that waits gives the same bytes.

    Raises InvalidSetting without a sender, and Undeliverable.
    """
    speech, sender = Speech.of(waiting.language), sender_of(settings, site)
    recipient, needs_unicode = _address(waiting.recipient)
    title = _typeset(appeal, waiting.language)
    blocks = tuple(_blocks(waiting, appeal, speech, site, settings))
    text, html = (_rendered(kind, title, blocks, speech, site) for kind in ("txt", "html"))
    headers = (
        Header("From", (Mailbox(_plain(site.organisation), sender),)),
        Header("To", (Mailbox("", address_in_head(recipient, in_unicode=needs_unicode)),)),
        *_reply_to(site, sender),
        Header("Subject", _plain(f"{_subject(waiting, speech)}{speech.tongue.label_mark}{title}")),
        Header("Date", Token(format_datetime(waiting.written.replace(tzinfo=dt.UTC)))),
        Header("Message-ID", Token(f"<{waiting.key}@{sender.rpartition('@')[2]}>")),
        # No program answers a program (RFC 3834); the second is what Exchange understands.
        Header("Auto-Submitted", Token("auto-generated")),
        Header("X-Auto-Response-Suppress", "All"),
    )
    content = message_of(headers, alternatives(text, html))
    return Mail(sender=sender, recipient=recipient, content=content, needs_unicode=needs_unicode)


def _address(recipient: str) -> tuple[str, bool]:
    """The address with its domain as the network has it (IDNA 2008), and whether it still isn't ASCII."""
    try:
        found = validate_email(recipient, check_deliverability=False)
    except EmailNotValidError:
        raise Undeliverable("an address is none") from None
    return found.ascii_email or f"{found.local_part}@{found.ascii_domain}", found.ascii_email is None


def _reply_to(site: Site, sender: str) -> Iterator[Header]:
    try:
        if site.contact_email and site.contact_email != sender:
            yield Header("Reply-To", (Mailbox("", address_in_head(site.contact_email)),))
    except Refused:
        return  # an address that no head can hold; it stands in the text


def _plain(text: str) -> str:
    """An author's text, fit for a head: what no head may hold becomes a blank, as here nobody could put it right."""
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text)
    return harmless(" ".join(kept.replace("=?", "= ?").split()))


def _typeset(appeal: Appeal, language: str) -> str:
    code = appeal.language_of("title", language)
    return LANGUAGES[code].typographic(appeal.texts_in(code).title)


def _subject(waiting: Waiting, speech: Speech) -> str:
    match waiting.kind:
        case MailKind.CONFIRM:
            return speech.gettext("Please confirm your signature")
        case MailKind.AGAIN:
            return speech.gettext("You have signed already")
        case MailKind.FULL:
            return speech.gettext("Two people have signed with your address")


def _blocks(waiting: Waiting, appeal: Appeal, speech: Speech, site: Site, settings: Settings) -> Iterator[Block]:
    link = _link(waiting, site, settings) if waiting.token else ""
    yield Paragraph(speech.gettext("Hello,"))
    match waiting.kind:
        case MailKind.CONFIRM:
            yield from _to_confirm(waiting, appeal, speech, site, link)
        case MailKind.AGAIN:
            yield from _again(waiting, appeal, speech, link)
        case MailKind.FULL:
            yield from _full(waiting, appeal, speech)


def _link(waiting: Waiting, site: Site, settings: Settings) -> str:
    """The page of the signature, in the language in which it was given."""
    return f"{settings.address}{prefix_of(waiting.language, usable(site.languages))}/sign/{waiting.token}"


def _to_confirm(waiting: Waiting, appeal: Appeal, speech: Speech, site: Site, link: str) -> Iterator[Block]:
    gettext, about = speech.gettext, waiting.about
    yield Paragraph(
        gettext(
            "Thank you for signing. One step is left: please confirm that this is your address, and that you want to"
            " sign. Your signature counts as soon as you have."
        )
    )
    yield Facts((_letter(waiting, appeal, speech), *_said(waiting, speech)))
    if about.stays_in_touch:
        yield Paragraph(
            gettext("You have also asked us to write to you about this case, and we keep your address for that.")
        )
    ends = (waiting.written + LINK_LASTS).replace(tzinfo=dt.UTC).astimezone(site.zone).date()
    if waiting.code:
        yield Paragraph(gettext("Type this code into the page where you signed. It is good for one hour:"))
        yield Code(f"{waiting.code[:4]}-{waiting.code[4:]}")
        said = gettext("Or open this page and press its button, by %(day)s:")
    else:
        said = gettext("Open this page and press its button, by %(day)s:")
    yield Paragraph(said % {"day": speech.day(ends)})
    yield Link(link)
    yield Paragraph(
        gettext(
            "Please keep this mail: once you have signed, you can withdraw your signature on the same page, at any time"
            " and without a reason."
        )
    )
    yield Paragraph(
        gettext(
            "Was it somebody else? Then you needn't do anything: what isn't confirmed isn't counted, and is deleted"
            " after seven days. If you say on that page that it wasn't you, it is deleted at once, and for a month"
            " nobody can have such a mail about this letter sent to you."
        )
    )


def _again(waiting: Waiting, appeal: Appeal, speech: Speech, link: str) -> Iterator[Block]:
    gettext, number = speech.gettext, {"number": str(waiting.number)}
    if link:
        yield Paragraph(
            gettext(
                "Somebody has just asked to sign this letter with your address once more; most likely it was you. Your"
                " signature is counted already, and has the number %(number)s. Nothing has been changed."
            )
            % number
        )
        yield Facts((_letter(waiting, appeal, speech),))
        yield Paragraph(gettext("If you want to withdraw your signature, open this page and press its button:"))
        yield Link(link)
    else:
        yield Paragraph(
            gettext(
                "You have asked to sign this letter for your organisation. Somebody has signed it in its name already,"
                " with another address; that signature has the number %(number)s. Nothing has been changed."
            )
            % number
        )
        yield Facts((_letter(waiting, appeal, speech), *_said(waiting, speech)))
        yield Paragraph(gettext("If that can't be right, please write to us."))
    yield Paragraph(gettext("Was it somebody else who asked? Then you needn't do anything."))


def _full(waiting: Waiting, appeal: Appeal, speech: Speech) -> Iterator[Block]:
    yield Paragraph(
        speech.gettext(
            "Somebody has asked to sign this letter with your address. Two people have signed with it already, and no"
            " more can, so nothing has been counted or kept. Whoever else wants to sign needs an address of their own."
        )
    )
    yield Facts((_letter(waiting, appeal, speech), *_said(waiting, speech)))
    yield Paragraph(speech.gettext("Was it somebody else who asked? Then you needn't do anything."))


def _letter(waiting: Waiting, appeal: Appeal, speech: Speech) -> tuple[str, str, str]:
    title = _typeset(appeal, waiting.language)
    label = speech.gettext("Petition") if appeal.facts.petition else speech.gettext("Letter")
    return label, title, appeal.language_of("title", waiting.language)


def _said(waiting: Waiting, speech: Speech) -> Iterator[tuple[str, str, str]]:
    """What was typed, and what of it everybody will see."""
    gettext, about = speech.gettext, waiting.about
    rows = [(gettext("Organisation"), about.organisation), (gettext("Name"), about.name), (gettext("Role"), about.role)]
    rows.append((gettext("Place"), speech.tongue.comma.join(filter(None, (about.town, speech.country(about.country))))))
    yield from ((label, _unlinked(value), "") for label, value in rows if value)
    label = gettext("Shown under the letter")
    if about.shown:
        yield label, _unlinked(about.shown), ""
    elif about.type is MemberType.PEOPLE:
        yield label, gettext("nothing; the signature is only counted"), speech.code


def _unlinked(text: str) -> str:
    """What a stranger has typed, on one line, in which no mail program sees anything to click."""
    return _LINKLIKE.sub(lambda found: (found[1] or "") + _WORD_JOINER, " ".join(text.split()))


def _rendered(kind: str, title: str, blocks: tuple[Block, ...], speech: Speech, site: Site) -> str:
    def set_apart(text: str) -> str:
        return _html(text, speech) if kind == "html" else bidi.plain(text, speech.direction)

    lines = [*site.address, *([speech.country(site.country)] if site.country else [])]
    return (
        templates("mail", keeps_last_line_end=True)
        .get_template(f"notice.{kind}")
        .render(
            title=title,
            blocks=[(type(block).__name__, block) for block in blocks],
            language=speech.code,
            direction=speech.direction,
            # A stranger's text has its own direction, beside a label of ours.
            way=lambda text: bidi.paragraph_direction(text, speech.direction),
            set_apart=set_apart,
            closing=speech.gettext("With kind regards"),
            colon=speech.tongue.label_mark,
            organisation=site.organisation,
            lines=[line for line in lines if line != site.organisation],
            reached=[value for value in (site.website, site.contact_email) if value],
            note=speech.gettext(
                "A program has sent this mail, because your address was typed on our site to sign a letter."
            ),
        )
    )


def _html(text: str, speech: Speech) -> Markup:
    """The text escaped; what must keep its own order says so with `dir`, which Word knows."""
    way = bidi.paragraph_direction(text, speech.direction)
    return Markup("").join(
        Markup('<span dir="{}">{}</span>').format(run.way, run.text) if run.way else escape(run.text)
        for run in bidi.runs(text, way)
    )
