"""A letter on its way: how it can be sent to its addressee, what to look at before, and the files to take along."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from letters import cautions, mail
from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.compose import demands_of
from letters.edited import lost_demands
from letters.errors import FieldProblem, InvalidFields, Refused, gettext_noop
from letters.fax.text_pages import fits_text
from letters.layout import LAYOUTS, LayoutName, layout_for
from letters.letter import Letter
from letters.library.site import Site
from letters.rendering import File, Format, channels_of, render_as
from letters.web.context import context
from letters.web.forms import Draft, Written
from letters.web.renderer import Busy
from letters.web.texts import explained, gettext, in_language, language, number

if TYPE_CHECKING:
    from letters.pdf.breaks import Breaks

# Why a way can't be used: a sentence for each, as languages join them differently.
MISSING = {
    Channel.POST: gettext_noop("There is no postal address for %(name)s in this appeal."),
    Channel.EMAIL: gettext_noop("There is no e-mail address for %(name)s in this appeal."),
    Channel.FAX: gettext_noop("There is no fax number for %(name)s in this appeal."),
}
# What a page has room for, in bytes, if it is to open on a slow line; each letter in full takes its ways beside its
# text, which stands there three times: to read, to copy and in a link. The first is always there in full.
ROOM, LISTED, WAYS, TIMES = 24_000, 170, 7_000, 3
# Longer letters are shown without their ends on paper: it would take too long to find them.
MEASURED_LINES, MEASURED_SIGNS = 400, 12_000


Lost = Callable[[str, tuple[str, ...]], tuple[str, ...]]
"""The demands that a text no longer makes, as `lost_demands` gives them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLetter:
    """One letter on the check page, with what to look at and the ways to send it.

    `in_full` is whether the page shows it now, with its ways; else only that there is one. `breaks` is how it falls on
    paper, where that is known.
    """

    letter: Letter
    addressee: Addressee
    channels: tuple[Channel, ...]
    lost: tuple[str, ...]
    in_full: bool
    copies: tuple[Letter, ...]
    refused: Mapping[Channel, str]
    """What can't carry this letter although its addressee could be reached so, and why."""
    breaks: Breaks | None = None

    @property
    def paper(self) -> Markup:
        """The letter as its PDF will hold it, with the ends of its lines and pages."""
        return paper(self.letter, self.breaks)

    @property
    def fit(self) -> str:
        """The class by which the letter is set closer, to keep to its page."""
        return self.breaks.fit if self.breaks else "normal"

    @property
    def is_long(self) -> bool:
        """Whether it takes a second page, or would by its length."""
        if self.breaks:
            return self.breaks.pages > 1
        return cautions.is_long(self.letter)

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
    def addressed_mailto(self) -> str:
        """A link that opens a message to the addressee, into which the text is to be pasted."""
        return mail.addressed_mailto(self.letter)

    @property
    def faxes_as_text(self) -> bool:
        """Whether plain text carries the letter's script."""
        return fits_text(self.letter)

    def refusing(self, why: str) -> CheckedLetter:
        """The same letter, which can't be printed, and so neither posted nor faxed."""
        printed = (Channel.POST, Channel.FAX)
        return replace(
            self,
            channels=tuple(channel for channel in self.channels if channel not in printed),
            refused={**self.refused, **{channel: why for channel in printed if channel in self.channels}},
        )


def paper(letter: Letter, breaks: Breaks | None = None) -> Markup:
    """The letter's parts as HTML. Imported only now: the typesetter's package is not for the start of the site."""
    from letters.pdf import inner
    from letters.pdf.breaks import Broken

    return inner(letter, Broken(breaks, _turn)) if breaks else inner(letter)


def _turn(page: int) -> Markup:
    words, spoken = gettext("Page %(number)s") % {"number": number(page)}, in_language(language())
    return Markup('<span class="turn" lang="{lang}" dir="{dir}">{}</span>').format(words, **spoken)


def checked_letters(
    draft: Draft, written: Written, appeal: Appeal, seen: str, *, measured: bool
) -> list[CheckedLetter]:
    """Every letter with what the check page says about it, from that to `seen` on.

    `measured` has the renderer say where lines and pages end, if it has the time.
    """
    # Many are told the same: what of it is lost is found once.
    lost = cache(lost_demands)
    checked = [_checked(letter, draft, written, appeal, lost) for letter in written.letters if not letter.is_copy]
    first = next((place for place, each in enumerate(checked) if each.letter.addressee == seen), 0)
    checked = [*checked[first:], *checked[:first]]
    return list(_in_turn(checked, written.layout, measured=measured))


def _in_turn(checked: Sequence[CheckedLetter], layout: LayoutName | None, *, measured: bool) -> Iterator[CheckedLetter]:
    room = ROOM - LISTED * len(checked)
    for index, each in enumerate(checked):
        room -= _weight(each)
        in_full = index == 0 or room >= 0
        each = replace(each, in_full=in_full)
        try:
            breaks = _breaks(each.letter, layout) if measured and in_full else None
            yield replace(each, breaks=breaks)
        except Refused as refusal:
            yield each.refusing(explained(refusal))
        except Busy:
            measured = False
            yield each


def _weight(checked: CheckedLetter) -> int:
    """About how many bytes the page holds for a letter that stands there in full."""
    return WAYS + TIMES * len(checked.letter.plain_body().encode())


def _breaks(letter: Letter, layout: LayoutName | None) -> Breaks | None:
    from letters.pdf.breaks import read

    text = letter.plain_body()
    if text.count("\n") > MEASURED_LINES or len(text) > MEASURED_SIGNS:
        return None
    return read(context().renderer.breaks((letter,), layout))[0]


def _checked(letter: Letter, draft: Draft, written: Written, appeal: Appeal, lost: Lost) -> CheckedLetter:
    key, body = letter.addressee, letter.plain_body()
    channels = appeal.channels_for(key)
    why = mail.refusal(letter) if Channel.EMAIL in channels else ""
    demands = demands_of(appeal, key, written.supporter, letter.language_code)
    return CheckedLetter(
        # As it goes by the first of its ways: by e-mail others get a copy than by post.
        letter=letter.by(next(iter(appeal.channels_for(key)), letter.channel)),
        addressee=appeal.to[key],
        channels=tuple(channel for channel in channels if not why or channel is not Channel.EMAIL),
        lost=lost(body, demands) if draft.is_rewritten else (),
        in_full=True,
        copies=tuple(copy for copy in written.letters if copy.is_copy and copy.addressee == key),
        refused={Channel.EMAIL: gettext(why)} if why else {},
    )


def named_organisation(draft: Draft, appeal: Appeal, site: Site) -> bool:
    """Whether the supporter's words name the organisation although the appeal asks not to."""
    words = draft.one["text"] if draft.is_rewritten else "\n".join(draft.own)
    return bool(cautions.named_organisation(words, appeal, site))


def find(written: Written, name: str, channel: Channel, appeal: Appeal) -> Letter | None:
    """The letter or copy of this name, if it can be sent in this way."""
    found = (letter for letter in written.letters if letter.name == name)
    return next((letter for letter in found if channel in channels_of(letter, appeal, written.copied)), None)


def printable(written: Written, appeal: Appeal) -> tuple[Letter, ...]:
    """The letters and copies that can go by post, each copy behind its letter."""
    ways = ((letter, channels_of(letter, appeal, written.copied)) for letter in written.letters)
    return tuple(letter for letter, channels in ways if Channel.POST in channels)


def mailable(written: Written, appeal: Appeal) -> tuple[Letter, ...]:
    """The letters that can go by e-mail. Their copies go with them."""
    return tuple(
        letter
        for letter in written.letters
        if not letter.is_copy and Channel.EMAIL in channels_of(letter, appeal, written.copied)
    )


def refuse_long_sender(written: Written, appeal: Appeal) -> None:
    """Raises InvalidFields where the sender's lines have no room on the paper, so that no download has to."""
    # Here, as the first asks for the widths of the letters' face.
    from letters.pdf.geometry import place_sender

    for letter in printable(written, appeal):
        try:
            place_sender(letter, LAYOUTS[written.layout or layout_for(letter.sender_country)])
        except Refused as refused:
            raise InvalidFields([FieldProblem("street", refused.message)]) from None


def file(letter: Letter, form: Format, layout: LayoutName | None, *, attach: bool, fold_marks: bool = False) -> File:
    """The letter as a file; `attach` puts the PDF into an e-mail. Raises Refused or Busy."""
    return render_as(form, letter, layout, attach=attach, fold_marks=fold_marks, pdf=_pdf)


def _pdf(letter: Letter, layout: LayoutName | None, fold_marks: bool) -> bytes:
    return context().renderer.pdf((letter,), layout, fold_marks)
