"""What the preview was started with, and what every page of it asks first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from flask import abort, current_app

from letters.appeal.appeal import Appeal
from letters.appeal.file import Status
from letters.appeal.notice import NewsKind
from letters.errors import Refused
from letters.web.context import now
from letters.web.preview.access import Access
from letters.web.preview.page_images import PageImages
from letters.web.preview.previewed import PreviewedLibrary, Seen
from letters.web.preview.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewContext:
    """What the preview was started with."""

    live: PreviewedLibrary
    watch: Watch
    images: PageImages
    access: Access
    address: str
    """Where the site will be, for the sheet's QR code; or nothing."""


def preview() -> PreviewContext:
    """What the running preview shares with its pages."""
    return cast(PreviewContext, current_app.extensions["preview"])


def unpublished() -> dict[str, str]:
    """What every page of the site says above all else while the appeal isn't public, and which appeal that is."""
    seen = preview().live.seen()
    said = state(seen, now())
    return {"unpublished": said, "kept_back": seen.appeal.slug if seen.appeal and said else ""}


def _of_notice(seen: Seen, instant: dt.datetime) -> str:
    """Why nobody else sees the news or the event, or this version of it, yet."""
    if seen.notice is None:
        return ""
    facts, what = seen.notice.facts, "news" if seen.notice.facts.kind is NewsKind.NEWS else "event"
    if str(facts.status) == "draft":
        return f"A draft: only you see this {what}."
    if seen.is_broken:
        return "It has errors at the moment: only you see this last version without errors."
    if facts.embargo and facts.embargo > instant:
        return f"Not before {facts.embargo:%Y-%m-%d %H:%M %Z}: until then only you see this {what}."
    return ""


def state(seen: Seen, instant: dt.datetime) -> str:
    """Why nobody else sees what is in preview, or this version of it, yet; nothing where everybody does."""
    if seen.appeal is None:
        return _of_notice(seen, instant)
    if seen.appeal.facts.status is Status.DRAFT:
        return "A draft: only you see it. Nothing on this page is public, and no letter may be sent."
    if seen.is_broken:
        return "It has errors at the moment: only you see this last version without errors, and no letter may be sent."
    if is_under_embargo(seen.appeal, instant):
        return f"Not before {_end(seen.appeal)}: until then only you see it, and no letter may be sent."
    return ""


def watermark() -> str:
    """What stands on every page of a letter while the appeal isn't public; nothing where it is."""
    seen = preview().live.seen()
    if seen.appeal is None or not state(seen, now()):
        return ""
    # What the files of a broken appeal say now may be that it is a draft.
    if seen.is_broken or seen.appeal.facts.status is Status.DRAFT:
        return "DRAFT: NOT TO BE SENT"
    return f"NOT TO BE SENT BEFORE {_end(seen.appeal)}"


def is_under_embargo(appeal: Appeal, instant: dt.datetime) -> bool:
    """Whether the appeal is kept back at this instant."""
    return appeal.facts.embargo is not None and appeal.facts.embargo > instant


def _end(appeal: Appeal) -> str:
    return f"{appeal.facts.embargo:%Y-%m-%d %H:%M %Z}"


def shown_appeal() -> Appeal:
    """The appeal, or the page that isn't there."""
    appeal = preview().live.seen().appeal
    return appeal if appeal else abort(404)


def open_appeal() -> Appeal:
    """The appeal, if letters can be made from it. Raises Refused for one that has ended."""
    appeal = shown_appeal()
    if ending := ended(appeal):
        raise Refused(ending)
    return appeal


def ended(appeal: Appeal) -> str:
    """Why no letter can be made from the appeal any more; nothing where they can."""
    if appeal.facts.status is not Status.STOPPED:
        return ""
    return f"{appeal.slug} has ended, so no letter can be made from it any more. {appeal.facts.outcome}"
