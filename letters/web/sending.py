"""A letter on its way: how it can be sent to its addressee, what to look at before, and the files to take along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from letters import mail
from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.appeal.file import Mention
from letters.channel import Channel
from letters.compose import demands_of
from letters.edited import lost_demands
from letters.errors import gettext_noop
from letters.fax.text_pages import fits_text
from letters.layout import LayoutName
from letters.letter import Letter
from letters.library.site import Site
from letters.rendering import File, Format, channels_of, render_as
from letters.web.context import context
from letters.web.forms import Draft, Written
from letters.web.texts import gettext

# A sentence for each way, or pair of ways, as languages join them differently. Where all are missing, the page warns.
MISSING = {
    (Channel.POST,): gettext_noop("There is no postal address for %(name)s in this appeal."),
    (Channel.EMAIL,): gettext_noop("There is no e-mail address for %(name)s in this appeal."),
    (Channel.FAX,): gettext_noop("There is no fax number for %(name)s in this appeal."),
    (Channel.POST, Channel.EMAIL): gettext_noop(
        "There is neither a postal nor an e-mail address for %(name)s in this appeal."
    ),
    (Channel.POST, Channel.FAX): gettext_noop(
        "There is neither a postal address nor a fax number for %(name)s in this appeal."
    ),
    (Channel.EMAIL, Channel.FAX): gettext_noop(
        "There is neither an e-mail address nor a fax number for %(name)s in this appeal."
    ),
}
# About a page of 11 points; a sign of Chinese or Japanese takes as much room as two others.
PAGE_SIGNS = 2300


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLetter:
    """One letter on the check page, with what to look at and the ways to send it."""

    letter: Letter
    addressee: Addressee
    channels: tuple[Channel, ...]
    lost: tuple[str, ...]
    is_long: bool
    copies: tuple[Letter, ...]
    refused: Mapping[Channel, str]
    """What can't carry this letter although its addressee could be reached so, and why."""

    @property
    def paper(self) -> Markup:
        """The letter as its PDF will hold it."""
        return paper(self.letter)

    @property
    def missing(self) -> str:
        """The sentence about ways for which there is no address or number, with a place for the name; or nothing."""
        known = (*self.channels, *self.unavailable)
        return MISSING.get(tuple(channel for channel in Channel if channel not in known), "")

    @property
    def unavailable(self) -> Mapping[Channel, str]:
        """The channels that exist but can't be used now, each with the reason."""
        return {**self.addressee.unavailable, **self.refused}

    @property
    def text(self) -> str:
        """The letter as text for an e-mail."""
        return mail.plain_text(self.letter)

    @property
    def mailto(self) -> str | None:
        """A link that opens the letter in a mail program, if one can hold it."""
        return mail.mailto(self.letter)

    @property
    def faxes_as_text(self) -> bool:
        """Whether plain text carries the letter's script."""
        return fits_text(self.letter)


def paper(letter: Letter) -> Markup:
    """The letter's parts as HTML. Imported only now: the typesetter's package is not for the start of the site."""
    from letters.pdf import inner

    return inner(letter)


def checked_letters(draft: Draft, written: Written, appeal: Appeal) -> list[CheckedLetter]:
    """Every letter with what the check page says about it."""
    return [_checked(letter, draft, written, appeal) for letter in written.letters if not letter.is_copy]


def _checked(letter: Letter, draft: Draft, written: Written, appeal: Appeal) -> CheckedLetter:
    key, body = letter.addressee, letter.plain_body()
    channels = appeal.channels_for(key)
    why = mail.refusal(letter) if Channel.EMAIL in channels else ""
    demands = demands_of(appeal, key, written.supporter, letter.language_code)
    return CheckedLetter(
        # As it goes by the first of its ways: by e-mail others get a copy than by post.
        letter=letter.by(next(iter(appeal.channels_for(key)), letter.channel)),
        addressee=appeal.to[key],
        channels=tuple(channel for channel in channels if not why or channel is not Channel.EMAIL),
        lost=lost_demands(body, demands) if draft.is_rewritten else (),
        is_long=sum(2 if sign > "\u2e80" else 1 for sign in body) > PAGE_SIGNS,
        copies=tuple(copy for copy in written.letters if copy.is_copy and copy.addressee == key),
        refused={Channel.EMAIL: gettext(why)} if why else {},
    )


def named_organisation(draft: Draft, appeal: Appeal, site: Site) -> bool:
    """Whether the supporter's words name the organisation although the appeal asks not to."""
    if appeal.facts.mention_organisation not in (Mention.AVOID, Mention.NEVER):
        return False
    words = draft.one["text"] if draft.is_rewritten else "\n".join(draft.own)
    names = [re.escape(name) for name in (site.organisation, site.short_name) if name]
    return bool(re.search(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", words, re.IGNORECASE))


def find(written: Written, name: str, channel: Channel, appeal: Appeal) -> Letter | None:
    """The letter or copy of this name, if it can be sent in this way."""
    found = (letter for letter in written.letters if letter.name == name)
    return next((letter for letter in found if channel in channels_of(letter, appeal, written.copied)), None)


def printable(written: Written, appeal: Appeal) -> tuple[Letter, ...]:
    """The letters and copies that can go by post, each copy behind its letter."""
    ways = ((letter, channels_of(letter, appeal, written.copied)) for letter in written.letters)
    return tuple(letter for letter, channels in ways if Channel.POST in channels)


def file(letter: Letter, form: Format, layout: LayoutName | None, *, attach: bool) -> File:
    """The letter as a file; `attach` puts the PDF into an e-mail. Raises Refused or Busy."""
    return render_as(form, letter, layout, attach=attach, pdf=_pdf)


def _pdf(letter: Letter, layout: LayoutName | None, fold_marks: bool) -> bytes:
    return context().renderer.pdf((letter,), layout, fold_marks)
