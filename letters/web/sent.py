"""The page for whoever has sent a letter: what comes next, an address that was wrong, others to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, url_for

from letters import mail
from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind
from letters.channel import Channel
from letters.errors import Refused, gettext_noop
from letters.web.context import context, library, public_appeal, today
from letters.web.texts import country_options, first_words, gettext, language, typeset
from letters.web.views import following, text_language

pages = Blueprint("sent", __name__, url_prefix="/appeals/<slug>")

WRONG_ADDRESS = gettext_noop("Wrong address: %(name)s, %(appeal)s")
WHAT_CAME_BACK = gettext_noop("What came back (letter, e-mail or fax), and what it says:")
MOST_NAMED = 12
"""Of more addressees than these, whoever writes names the one."""


@dataclass(frozen=True, slots=True)
class Question:
    """How a letter to `name` was sent, by one of the `channels`; without a name: how all of them were.

    `field` is the form's.
    """

    field: str
    name: str
    channels: tuple[Channel, ...]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The form of a report: its ticket, to whom the letters go, and what was chosen so far."""

    ticket: str
    to: tuple[str, ...]
    questions: tuple[Question, ...]
    country: str


@dataclass(frozen=True, slots=True)
class WrongAddress:
    """A link that opens a message about an addressee whose address may be wrong; no name: about any of them."""

    name: str
    key: str
    link: str


@pages.get("/sent")
def sent(slug: str) -> str:
    """What to do once a letter is on its way. It is the same page for everybody."""
    return sent_page(written_for(slug))


def written_for(slug: str) -> Appeal:
    """The appeal, also after its last day; an open letter isn't sent by those who sign it."""
    appeal = public_appeal(slug)
    if appeal.facts.kind is Kind.OPEN_LETTER:
        abort(404)
    return appeal


def sent_page(
    appeal: Appeal, *, heading: str = "", notice: str = "", thanks: int = 0, asking: Asking | None = None
) -> str:
    """The page: with what went wrong, thanks for so many letters, or the question how they were sent."""
    spoken = text_language(appeal)
    return render_template(
        "web/sent/page.html",
        appeal=appeal,
        texts=appeal.texts_in(spoken),
        text_language=spoken,
        is_open=appeal.is_open(today()),
        wrong=list(wrong_addresses(appeal)),
        passed_on=passed_on(appeal, spoken),
        following=following(appeal),
        heading=heading or gettext("Sent it?"),
        notice=notice,
        thanks=thanks,
        asking=asking,
        countries=country_options(asking.country) if asking else "",
    )


def wrong_addresses(appeal: Appeal) -> Iterator[WrongAddress]:
    """A message for each addressee, to whoever looks after the addresses; nothing where nobody can be written to.

    Only what everybody can read of the appeal is in it (RFC 6068: each of its characters percent-encoded).
    """
    site = library().site
    to = site.contact_email or site.replies_to
    if not to:
        return
    if len(appeal.to) > MOST_NAMED:
        yield WrongAddress("", "", _message(to, gettext("which?"), appeal))
        return
    for key, addressee in appeal.to.items():
        name = addressee.name_in(language())
        yield WrongAddress(name, key, _message(to, f"{name} ({key})", appeal))


def _message(to: str, who: str, appeal: Appeal) -> str:
    number = f"{appeal.slug}, {appeal.facts.case}" if appeal.facts.case else appeal.slug
    title = f"{typeset(appeal.texts_in(text_language(appeal)).title, text_language(appeal))} ({number})"
    subject = gettext(WRONG_ADDRESS) % {"name": who, "appeal": title}
    body = f"{gettext(WHAT_CAME_BACK)}\n\n"
    try:
        return mail.message_link((to,), subject, body) or mail.message_link((to,), number, "") or f"mailto:{to}"
    except Refused:  # an author's name that no head of an e-mail can hold
        return f"mailto:{to}"


def passed_on(appeal: Appeal, spoken: str) -> str:
    """A few lines to send to others: what it is about, and where they can write."""
    texts = appeal.texts_in(spoken)
    about = first_words(typeset(texts.summary, spoken), spoken)
    link = f"{context().settings.address}{url_for('pages.appeal', slug=appeal.slug)}"
    return "\n\n".join((typeset(texts.title, spoken), about, gettext("Please write a letter, too:") + f"\n{link}"))
