"""`letters update`: the next document of a case, or a later deadline."""

from __future__ import annotations

import datetime as dt
import re

from letters.appeal.appeal import Appeal
from letters.authoring.documents import NextDocument, current_document
from letters.authoring.documents import extend as extended
from letters.authoring.documents import update as updated
from letters.cli.questions import (
    Question,
    answers,
    anything,
    confirm_and_save,
    day,
    day_or_none,
    own_folder,
    partial_day,
    something,
)
from letters.cli.request import appeal_named
from letters.cli.terminal import echo
from letters.errors import Refused
from letters.fields.shapes import WEBSITE_PATTERN
from letters.library.library import read


def update(appeals: str, slug: str, *, extend: str | None, yes: bool, **given: str | None) -> None:
    """Open the next document of a case, or give it a later deadline. Raises LettersError with what to do."""
    library = read(own_folder(appeals))
    appeal = appeal_named(library, slug)
    today = dt.datetime.now(library.site.zone).date()
    if extend is not None:
        _extend(appeal, extend, today, yes=yes, given=given)
        return
    # Not asked for: most documents stand nowhere on the web.
    link = _website(given.pop("link", None) or "")
    document = NextDocument(**answers(_questions(appeal, today), given), link=link)
    if confirm_and_save([updated(appeal, document, today)], yes=yes):
        echo(f"{appeal.slug}: {document.document} is now the current document.")
        echo(
            "The summary and the letter are still those of the previous document. Bring them up to date in"
            f" {appeal.folder / 'appeal.yaml'} before you publish the change."
        )
        remind_of_translations(appeal, "Do so")


def _questions(appeal: Appeal, today: dt.date) -> list[Question]:
    current = current_document(appeal)
    news = f"What was new in {current}? Readers see it in the list of earlier documents"
    return [
        Question(option="document", text="What is the next document called, such as Second UA?", read=something),
        Question(option="index", text="Its index, such as ASA 17/2175/2020 (Enter: none)", read=anything, default=""),
        Question(option="issued", text="The day on which it is issued", read=partial_day, default=f"{today:%Y-%m-%d}"),
        Question(option="deadline", text="The last day on which a letter may leave, or none", read=day_or_none),
        Question(option="news", text=f"{news} (Enter: nothing)", read=anything, default=""),
    ]


def _extend(appeal: Appeal, deadline: str, today: dt.date, *, yes: bool, given: dict[str, str | None]) -> None:
    if others := [f"--{name}" for name in ("issued", "deadline") if given[name] is not None]:
        raise Refused(f"--extend changes the deadline alone; leave out {' and '.join(others)}, or leave out --extend")
    try:
        new = dt.date.fromisoformat(day(deadline))
    except ValueError as error:
        raise Refused(f"--extend: {error}") from None
    more = {name: given[name] or "" for name in ("document", "index", "news")}
    change = extended(appeal, new, today, **more, link=_website(given["link"] or ""))
    if confirm_and_save([change], yes=yes):
        echo(f"{appeal.slug}: letters may leave until {new}, that day included.")


def _website(address: str) -> str:
    """The address of a page, or nothing. Raises Refused for anything else."""
    if address and not re.fullmatch(WEBSITE_PATTERN, address):
        raise Refused(f"--link must be a whole address, such as https://{address.partition('://')[2] or address}")
    return address


def remind_of_translations(appeal: Appeal, what: str) -> None:
    """Name the translations in which the same is to be done."""
    others = [f"{language}.yaml" for language in appeal.languages if language != appeal.facts.language]
    if others:
        echo(f"{what} in the translations too: {', '.join(others)}.")
