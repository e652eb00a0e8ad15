"""A letter as the files of one channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letters import mail
from letters.addressee import Addressee
from letters.channel import Channel
from letters.errors import Refused
from letters.layout import LayoutName
from letters.letter import Letter

File = tuple[str, bytes]


def refuse_missing(channel: Channel, ways: Sequence[Channel], addressee: Addressee, stem: str) -> None:
    """Raises Refused where that channel isn't among the ways to reach the addressee, with what else there is."""
    others = ", ".join(other.value for other in ways) or "none"
    if reason := addressee.unavailable.get(channel):
        raise Refused(
            f"{addressee.name} can't be reached by {channel.value} now: {reason} What else there is: {others}"
        )
    if channel not in ways:
        raise Refused(f"{addressee.name} has no {channel.value} (letter {stem}). What else there is: {others}")


def files(
    channel: Channel, letter: Letter, layout: LayoutName | None, *, fold_marks: bool = False, attach: bool = False
) -> Iterator[File]:
    """The letter's files for a channel: a PDF, a draft, or a fax as an image and, where Latin-1 suffices, as text.

    `attach` puts the PDF into the draft. Raises Refused as the channels do.
    """
    # Here, so that a page of text doesn't wait for the typesetter.
    from letters import pdf
    from letters.fax.image import image
    from letters.fax.text_pages import fits_text, text_pages

    match channel:
        case Channel.POST:
            yield f"{letter.stem}.pdf", pdf.render([letter], layout, fold_marks=fold_marks)
        case Channel.EMAIL:
            attached = pdf.render([letter], layout, fold_marks=fold_marks) if attach else None
            yield f"{letter.stem}.eml", mail.draft(letter, pdf=attached)
        case Channel.FAX:
            if fits_text(letter):
                yield f"{letter.stem}.txt", text_pages(letter, letter.faxes[0]).encode("latin-1")
            yield f"{letter.stem}.tif", image(pdf.render([letter], layout, fold_marks=fold_marks))
