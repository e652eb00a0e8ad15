"""A letter as the files of each channel."""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import replace

import pypdfium2
import pytest
from sample_letters import ARABIC, CHINESE, ENGLISH, FRENCH, letter

from letters import mail
from letters.channel import Channel
from letters.cli.guard import CHANNELS
from letters.errors import Refused
from letters.layout import LayoutName
from letters.letter import Letter
from letters.rendering import Format, formats_of, pdf_here, render, render_as

PDF = b"%PDF-1.7 made elsewhere"


@pytest.mark.slow
def test_each_channel_has_its_files_which_say_what_they_are() -> None:
    made = {channel: render(ENGLISH, channel) for channel in Channel}
    assert [(file.name, file.media_type) for files in made.values() for file in files] == [
        ("mara-lind-minister.pdf", "application/pdf"),
        ("mara-lind-minister.eml", "message/rfc822"),
        ("mara-lind-minister.txt", "text/plain; charset=utf-8"),
        ("mara-lind-minister.tif", "image/tiff"),
    ]
    assert [file.content[:4] for files in made.values() for file in files][::3] == [b"%PDF", b"II*\0"]
    assert render(ENGLISH) == made[Channel.POST]


def test_pdfs_are_made_by_whoever_is_handed_in_and_only_where_they_are_needed() -> None:
    asked: list[tuple[Letter, LayoutName | None, bool]] = []

    def elsewhere(letter: Letter, layout: LayoutName | None, fold_marks: bool) -> bytes:
        asked.append((letter, layout, fold_marks))
        return PDF

    (printed,) = render(ENGLISH, layout=LayoutName.CH, fold_marks=True, pdf=elsewhere)
    assert printed.content == PDF and asked == [(ENGLISH, LayoutName.CH, True)]
    (draft,) = render(ENGLISH, Channel.EMAIL, pdf=elsewhere)
    assert draft.content == mail.draft(ENGLISH) and len(asked) == 1
    (draft,) = render(ENGLISH, Channel.EMAIL, attach=True, pdf=elsewhere)
    assert draft.content == mail.draft(ENGLISH, pdf=PDF) and asked[1:] == [(ENGLISH.by(Channel.EMAIL), None, False)]
    assert b"Mara Lind" in render_as(Format.TXT, ENGLISH, pdf=elsewhere).content and len(asked) == 2


@pytest.mark.slow
def test_a_fax_that_latin_1_cant_carry_is_an_image_alone() -> None:
    assert formats_of(Channel.FAX) == (Format.TXT, Format.TIF)
    assert [file.name for file in render(CHINESE, Channel.FAX)] == [f"{CHINESE.stem}.tif"]
    with pytest.raises(Refused, match="can't be faxed as text"):
        render_as(Format.TXT, CHINESE)


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.FAX])
def test_a_letter_that_has_nowhere_to_go_is_refused(channel: Channel) -> None:
    with pytest.raises(Refused, match="to go to"):
        render(replace(ENGLISH, emails=(), faxes=()), channel)


def test_every_channel_has_its_name_on_the_command_line() -> None:
    assert sorted(CHANNELS.values()) == sorted(Channel)


def test_a_fax_as_text_is_readable_in_every_viewer() -> None:
    french, english = (render_as(Format.TXT, each).content for each in (FRENCH, ENGLISH))
    assert french.startswith(BOM_UTF8) and "Télécopie" in french.decode("utf-8-sig")
    assert english.isascii() and b"Minister of Justice" in english


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_each_page_of_a_fax_says_its_number_its_reader_and_which_page_it_is(language: str) -> None:
    long = letter(language, body=letter(language).body * 12)
    faxed, posted = (pages(pdf_here(long.by(channel), None, False)) for channel in (Channel.FAX, Channel.POST))
    assert len(faxed) > 1
    for place, text in enumerate(faxed, start=1):
        page = long.language.fax.page.format(number=place, total=len(faxed))
        assert page in text and "+44 20 7946 0018" in text and f"· {long.recipient[0]}" in text
    assert "+44 20" not in "".join(posted) and len(posted) == len(faxed)


def test_a_fax_number_keeps_its_order_in_a_head_from_right_to_left() -> None:
    with pypdfium2.PdfDocument(pdf_here(ARABIC.by(Channel.FAX), None, False)) as document:
        page = document[0].get_textpage()
        text = page.get_text_range()
        begin, end = (page.get_charbox(text.index(part))[0] for part in ("+44", "0018"))
    assert begin < end


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]
