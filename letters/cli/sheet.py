"""`letters sheet`: an appeal as two pages to hand out, into a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from letters.appeal.appeal import Appeal
from letters.cli.request import appeal_named, language_of, refuse_late
from letters.cli.terminal import echo
from letters.cli.write import save
from letters.errors import Refused
from letters.handout import Handout, hand_out
from letters.handout.content import PAGES, what_to_shorten
from letters.library.library import Library, read
from letters.settings import appeals_folder, public_address


def sheet(appeals: str, slug: str, *, language: str | None, address: str, late: bool, force: bool, out: str) -> None:
    """Write the sheet, and say what it lacks. Raises LettersError with what to do."""
    library = read(appeals_folder(appeals))
    appeal = appeal_named(library, slug)
    now = dt.datetime.now(library.site.zone)
    handout = handout_of(appeal, library, language_of(appeal, language), now, public_address(address))
    refuse_late(appeal, now, late=late)
    # Only now: the typesetter takes its time to load.
    from letters.pdf.handout import render_counted

    content, pages = render_counted(handout)
    save({f"{handout.stem}.pdf": content}, Path(out), force=force)
    _warn(handout, pages, is_public=appeal.is_public(now))
    echo(f"{appeal.slug} as a sheet of {pages} pages in {out}/ ({handout.stem}.pdf)")


def handout_of(appeal: Appeal, library: Library, language: str, now: dt.datetime, address: str) -> Handout:
    """The appeal's sheet with its photo. Raises Refused for a stopped appeal and for a photo that can't be opened."""
    # Only a sheet waits for Pillow.
    from letters.library.picture import logo_to_print

    logo = logo_to_print(library.folder, library.site.logo)
    return hand_out(appeal, library, language, now, address=address, picture=picture_of(appeal), logo=logo)


def picture_of(appeal: Appeal) -> bytes:
    """The appeal's first photo, a JPEG or the drawing that it is; nothing where it has none.

    Raises Refused where it can't be opened.
    """
    if not appeal.facts.pictures:
        return b""
    photo = appeal.facts.pictures[0]
    from letters.library.picture import PRINTED, jpeg

    try:
        return jpeg(appeal.folder, photo.file, PRINTED)
    except Refused:
        file = appeal.folder / photo.file
        raise Refused(f"{file}: this picture can't be opened; `letters check` says why") from None


def _warn(handout: Handout, pages: int, *, is_public: bool) -> None:
    if not is_public:
        echo("note: this appeal isn't public yet, and every page says so", err=True)
    if not handout.web:
        echo(
            "note: there is no QR code without the site's address: add --address, or set LETTERS_ADDRESS",
            err=True,
        )
    if pages > PAGES:
        echo(f"warning: {pages} pages don't fit on one sheet of paper: {what_to_shorten(handout)}", err=True)
