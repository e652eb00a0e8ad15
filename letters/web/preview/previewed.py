"""The appeals as the public would see them if the one in preview were published now."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import cast

from flask import g, has_request_context

from letters.appeal.appeal import Appeal
from letters.appeal.file import Status
from letters.appeal.notice import EventStatus, Notice
from letters.errors import Finding
from letters.library.library import Library
from letters.library.live import LiveLibrary


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The folder at one moment. `fingerprint` is the one of its files just before, so that what came since is news."""

    fingerprint: str
    written: Library
    """What the files say."""
    appeal: Appeal | None
    """The appeal as its authors have written it, or its last version without errors; None: there was none yet."""
    notice: Notice | None = None
    """The same, where news or an event is in preview."""

    @property
    def is_broken(self) -> bool:
        """Whether what is in preview is the last version without errors, as its files have some now."""
        if self.notice:
            return self.notice.slug not in self.written.notices
        return self.appeal is not None and self.appeal.slug not in self.written.appeals

    def as_public(self) -> Library:
        """What the folder holds, with what is in preview as if it were published."""
        if self.notice:
            seen = {**self.written.notices, self.notice.slug: published_notice(self.notice)}
            return replace(self.written, notices=MappingProxyType(seen))
        if self.appeal is None:
            return self.written
        shown = {**self.written.appeals, self.appeal.slug: published(self.appeal)}
        return replace(self.written, appeals=MappingProxyType(shown))


class PreviewedLibrary(LiveLibrary):
    """A folder of appeals in which one is shown although it is a draft, has an embargo, or is broken just now; or news.

    While its files have errors, the last version that had none stays to be seen. It looks for changes once for each
    request, which then sees one and the same folder until its end.
    """

    def __init__(self, folder: Path, slug: str, fingerprint: Callable[[], str]) -> None:
        self.slug, self.folder = slug, folder
        self._fingerprint = fingerprint
        super().__init__(folder, look_every=math.inf)
        first = self.look()
        self._last: Appeal | None = first.appeals.get(slug)
        self._last_notice: Notice | None = first.notices.get(slug)
        self._seen_last = Seen(fingerprint="", written=first, appeal=self._last, notice=self._last_notice)

    def tell(self, findings: Sequence[Finding]) -> None:
        """Say nothing: the preview shows them."""

    def library(self) -> Library:
        """What the folder holds now, with the appeal as if it were published.

        Before a request begins, what the last one has found: the address may name one of the site's languages then, and
        to look twice would show a page of another folder than the one that it was found in.
        """
        if not has_request_context():
            return self._seen_last.as_public()
        return self.seen().as_public()

    def seen(self) -> Seen:
        """The folder as this request has found it; outside of requests, as it is now."""
        if not has_request_context():
            return self._look()
        if "seen" not in g:
            g.seen = self._look()
        return cast(Seen, g.seen)

    def _look(self) -> Seen:
        fingerprint = self._fingerprint()
        written = self.look()
        self._last = written.appeals.get(self.slug, self._last)
        self._last_notice = written.notices.get(self.slug, None if self._last else self._last_notice)
        self._seen_last = Seen(fingerprint=fingerprint, written=written, appeal=self._last, notice=self._last_notice)
        return self._seen_last


def as_draft(appeal: Appeal) -> Appeal:
    """The appeal as one that nobody may hand out yet. One that is stopped stays so."""
    status = appeal.facts.status if appeal.facts.status is Status.STOPPED else Status.DRAFT
    return replace(appeal, facts=appeal.facts.model_copy(update={"status": status}))


def published(appeal: Appeal) -> Appeal:
    """The appeal as it will be once everybody may see it. One that is stopped stays so."""
    status = Status.OPEN if appeal.facts.status is Status.DRAFT else appeal.facts.status
    return replace(appeal, facts=appeal.facts.model_copy(update={"status": status, "embargo": None}))


def published_notice(notice: Notice) -> Notice:
    """News or an event as it will be once everybody may see it. One that is cancelled stays so."""
    cancelled = notice.facts.status is EventStatus.CANCELLED
    status = notice.facts.status if cancelled else type(notice.facts.status)("open")
    return replace(notice, facts=notice.facts.model_copy(update={"status": status, "embargo": None}))
