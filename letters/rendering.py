"""A letter as the files of a channel: a PDF to print, a draft to mail, or a fax; and how a letter can travel at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.channel import Channel
from letters.errors import Refused
from letters.layout import LayoutName
from letters.letter import Letter

Copies = Mapping[str, Addressee]
"""Who gets a copy, by key."""
MakePdf = Callable[[Letter, LayoutName | None, bool], bytes]
"""Makes a letter's PDF: on this layout, or None for that of the sender's country; and whether with fold marks."""


# A file's time in a ZIP: the earliest there can be.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class Format(StrEnum):
    """What a letter's file is, by the end of its name."""

    PDF = "pdf"
    EML = "eml"
    TXT = "txt"
    TIF = "tif"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.PDF: "application/pdf",
    Format.EML: "message/rfc822",
    Format.TXT: "text/plain; charset=utf-8",
    Format.TIF: "image/tiff",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that was made of a letter.

    `name` is made of slugs and keys, so that it is safe in a folder and in a header, and ends as its format does;
    `media_type` is a Content-Type (RFC 9110, section 8.3).
    """

    name: str
    content: bytes
    media_type: str


def formats_of(channel: Channel) -> tuple[Format, ...]:
    """The formats in which a letter goes by that channel: a fax as text, where Latin-1 carries it, and as an image."""
    match channel:
        case Channel.POST:
            return (Format.PDF,)
        case Channel.EMAIL:
            return (Format.EML,)
        case Channel.FAX:
            return (Format.TXT, Format.TIF)


def channel_of(form: Format) -> Channel:
    """The channel by which files of that format go."""
    return next(channel for channel in Channel if form in formats_of(channel))


def pdf_here(letter: Letter, layout: LayoutName | None, fold_marks: bool) -> bytes:
    """The letter's PDF, made in this process, which loads the typesetter for its first: that takes about a second."""
    from letters import pdf

    return pdf.render([letter], layout, fold_marks=fold_marks)


def render(
    letter: Letter,
    channel: Channel = Channel.POST,
    layout: LayoutName | None = None,
    *,
    fold_marks: bool = False,
    attach: bool = False,
    pdf: MakePdf = pdf_here,
) -> tuple[File, ...]:
    """The letter's files for a channel: a PDF; a draft (.eml); or a fax, as an image and mostly also as text.

    `layout` is where the envelope's window is, by default as in the sender's country; `fold_marks` shows where to fold.
    `attach` puts the PDF into the draft. `pdf` makes PDFs, for those who let another process do it.

    The same letter gives the same bytes. Raises Refused for a letter that has no address or number to go to, for
    characters that no font has or no header may hold, for lines too long for the window, and for over twelve pages.
    """
    return tuple(
        render_as(form, letter, layout, fold_marks=fold_marks, attach=attach, pdf=pdf)
        for form in formats_of(channel)
        if form is not Format.TXT or _is_text(letter)
    )


def render_as(
    form: Format,
    letter: Letter,
    layout: LayoutName | None = None,
    *,
    fold_marks: bool = False,
    attach: bool = False,
    pdf: MakePdf = pdf_here,
) -> File:
    """The letter as one file of that format; the rest is as in `render`.

    Raises Refused as `render` does, and for a fax as text that Latin-1 can't carry.
    """
    if channel_of(form) is Channel.FAX and not letter.faxes:
        raise Refused("This letter has no fax number to go to.")
    letter = letter.by(channel_of(form))
    if letter.channel is Channel.FAX:
        # Seventy thousand names are hours on the line.
        letter = letter.in_short(in_pdf=True)
    content = _content(form, letter, lambda: pdf(letter, layout, fold_marks), attach=attach)
    return File(name=f"{letter.stem}.{form}", content=content, media_type=MEDIA_TYPES[form])


def emails_zipped(letters: Sequence[Letter]) -> bytes:
    """A draft of an e-mail for each letter, in one ZIP; the same letters give the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for letter in letters:
            made = render_as(Format.EML, letter)
            entry = zipfile.ZipInfo(made.name, _LONG_AGO)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, made.content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _content(form: Format, letter: Letter, pdf: Callable[[], bytes], *, attach: bool) -> bytes:
    # Imported only now: each format has libraries of its own, and most commands need none of them.
    match form:
        case Format.PDF:
            return pdf()
        case Format.EML:
            from letters import mail

            return mail.draft(letter, pdf=pdf() if attach else None)
        case Format.TXT:
            from letters.fax.text_pages import text_pages

            text = text_pages(letter, letter.faxes[0])
            # A mark at the beginning tells every program that opens it which encoding it has; plain ASCII needs none.
            return text.encode("ascii" if text.isascii() else "utf-8-sig")
        case Format.TIF:
            from letters.fax.image import image

            return image(pdf())


def _is_text(letter: Letter) -> bool:
    from letters.fax.text_pages import fits_text

    return fits_text(letter)


def channels_of(letter: Letter, appeal: Appeal, copies: Copies) -> tuple[Channel, ...]:
    """How this letter, or this copy, can travel now. Raises KeyError for somebody unknown to both.

    Where the letter goes by e-mail, a copy by e-mail is in its Cc, and no message of its own.
    """
    return tuple(way for way in _reaching(letter, appeal, copies) if not is_in_cc(letter, way, appeal))


def is_in_cc(letter: Letter, channel: Channel, appeal: Appeal) -> bool:
    """Whether it is a copy for which no file is made by that channel, as the letter's own e-mail has it in its Cc."""
    return letter.is_copy and channel is Channel.EMAIL and channel in appeal.channels_for(letter.addressee)


def _reaching(letter: Letter, appeal: Appeal, copies: Copies) -> tuple[Channel, ...]:
    return copies[letter.copy_to].channels if letter.is_copy else appeal.channels_for(letter.addressee)


def refuse_unreached(letter: Letter, channel: Channel, appeal: Appeal, copies: Copies) -> None:
    """Raises Refused where the letter, or copy, can't travel by that channel, with what else there is."""
    recipient = copies[letter.copy_to] if letter.is_copy else appeal.to[letter.addressee]
    ways = _reaching(letter, appeal, copies)
    others = ", ".join(ways) or "none"
    if reason := recipient.unavailable.get(channel):
        raise Refused(f"{recipient.name} can't be reached by {channel} now: {reason} Other ways: {others}")
    if channel not in ways:
        raise Refused(f"{recipient.name} has no {channel} (letter {letter.stem}). Other ways: {others}")
