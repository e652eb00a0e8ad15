"""What every page needs at hand: the appeals, the renderer, the settings and the day."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import abort, current_app

from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind
from letters.appeal.notice import Notice
from letters.errors import LettersError
from letters.library.library import Library
from letters.library.live import LiveLibrary
from letters.library.search import LiveIndex
from letters.reporting.report import Shown
from letters.settings import Settings
from letters.web.collection import Collection, NotNow, Signed
from letters.web.handout_cache import HandoutCache
from letters.web.page_cache import PageCache
from letters.web.renderer import Renderer

if TYPE_CHECKING:
    from letters.store.reports import Reports
    from letters.store.signatures import Signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the site was started with."""

    settings: Settings
    live: LiveLibrary
    renderer: Renderer
    sheets: HandoutCache
    pages: PageCache
    collection: Collection | None
    """the signatures that are kept, where the organisation has switched that on"""
    index: LiveIndex


class BeingChanged(LettersError):
    """An appeal that everybody could see, whose file somebody is changing and has left with an error."""


def context() -> Context:
    """The context of the running site."""
    return cast(Context, current_app.extensions["letters"])


def library() -> Library:
    """The appeals as they are now."""
    return context().live.library()


def now() -> dt.datetime:
    """This instant, by the site's clock."""
    return cast(dt.datetime, current_app.config["NOW"]())


def utc() -> dt.datetime:
    """This instant as the store has it: in UTC, and without saying so."""
    return now().astimezone(dt.UTC).replace(tzinfo=None)


def today() -> dt.date:
    """The day it is where the organisation is."""
    return now().astimezone(library().site.zone).date()


def public_appeals() -> tuple[Appeal, ...]:
    """Every appeal that anybody may see now."""
    return tuple(appeal for appeal in library().appeals.values() if appeal.is_public(now()))


def public_notices() -> tuple[Notice, ...]:
    """All news and events that anybody may see now, the newest first."""
    shown = (notice for notice in library().notices.values() if notice.is_public(now()))
    return tuple(sorted(shown, key=lambda notice: (notice.day, notice.slug), reverse=True))


def public_appeal(slug: str) -> Appeal:
    """The appeal in this folder, if anybody may see it; else the page that isn't there.

    Raises BeingChanged for one that was there until its file broke. Its last sound version isn't used on: the change
    may be that it has ended.
    """
    appeal = library().appeals.get(slug)
    if appeal and appeal.is_public(now()):
        return appeal
    last = context().live.before_it_broke(slug)
    if appeal is None and last and last.is_public(now()):
        raise BeingChanged(f"{slug} has errors since it was changed")
    return abort(404)


def signatures() -> AbstractContextManager[Signatures]:
    """What may be done with signatures, where they are kept. Raises NotNow and NoMore."""
    return _collection().signatures(library().site.age_key or "")


def recount(slug: str) -> None:
    """Count the appeal's signatures anew when they are next shown."""
    _collection().recount(slug)


def signed(appeal: Appeal) -> Signed:
    """How many have signed an open letter here; nobody without a store, or while it can't be read."""
    if context().collection is None or appeal.facts.kind is not Kind.OPEN_LETTER:
        return Signed()
    try:
        return _collection().counted(appeal, now())
    except NotNow:
        return Signed()


def reports() -> AbstractContextManager[Reports]:
    """What may be done with reports of letters that were sent, where they are kept. Raises NotNow and NoMore."""
    return _collection().reports()


def ended(appeal: Appeal) -> dt.date | None:
    """The day since when nothing is counted for the appeal any more; None while there is none."""
    from letters.store.closing import ends_of

    return ends_of([appeal], today())[appeal.slug]


def reported(appeal: Appeal) -> Shown:
    """How many letters were reported, as everybody may see it; none without a store, or while it can't be read."""
    if context().collection is None or appeal.facts.kind is Kind.OPEN_LETTER or appeal.facts.example:
        return Shown()
    try:
        return _collection().reported(appeal.slug, today(), now())
    except NotNow:
        return Shown()


def _collection() -> Collection:
    return cast(Collection, context().collection)  # what asks is there only with one
