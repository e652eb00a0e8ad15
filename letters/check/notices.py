"""Advice on news and events: what a draft still lacks, times that no clock shows, and texts nobody has translated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from letters.appeal.notice import EventFile, EventStatus, NewsFile, NewsStatus, Notice
from letters.appeal.placeholders import places_left
from letters.check.version import Advice
from letters.library.library import Library
from letters.yamlfile.source import Source


def notices(library: Library, today: dt.date) -> Iterator[Advice]:
    """A warning for whatever its author would want to know of news or an event before others see it."""
    for notice in library.notices.values():
        for source in _sources(library, notice):
            yield from _empty(notice, source)
            yield from _untranslated(notice, source)
            if source.file.stem == str(notice.facts.kind):
                yield from _times(notice.facts, source, library.site.zone)
                yield from _too_early(notice.facts, source, today)


def _sources(library: Library, notice: Notice) -> list[Source]:
    names = (str(notice.facts.kind), *notice.texts)
    found = (library.sources.get(library.folder / notice.slug / f"{name}.yaml") for name in names)
    return [source for source in found if source]


def _empty(notice: Notice, source: Source) -> Iterator[Advice]:
    """Places in brackets of a draft. In what others see they are errors, and the loader's."""
    if notice.facts.status in (NewsStatus.DRAFT, EventStatus.DRAFT):
        for path, message, place in places_left(source):
            yield Advice(path, "A406", message, place, file=source.file)


def _untranslated(notice: Notice, source: Source) -> Iterator[Advice]:
    texts = notice.texts.get(source.file.stem)
    # Names are often the same in every language.
    if texts and "text" in texts.untranslated:
        yield Advice(("text",), "A403", "the event has this text, but the translation doesn't", file=source.file)


def _times(facts: NewsFile | EventFile, source: Source, zone: ZoneInfo) -> Iterator[Advice]:
    """A warning for a time that clocks jump over, or show twice, in the night when summer time begins or ends."""
    if not isinstance(facts, EventFile):
        return
    for name, moment in zip(("begins", "ends"), facts.times(zone), strict=True):
        if moment is None:
            continue
        same = moment.astimezone(dt.UTC).astimezone(moment.tzinfo)
        if same.replace(tzinfo=None) != moment.replace(tzinfo=None):
            message = f"is a time that no clock there shows, as summer time begins: {same:%H:%M} is meant, perhaps"
            yield Advice((name,), "A452", message, file=source.file)
        elif moment.utcoffset() != moment.replace(fold=1).utcoffset():
            message = "comes twice that night, as summer time ends: the first is taken; say another time if you can"
            yield Advice((name,), "A452", message, file=source.file)


def _too_early(facts: NewsFile | EventFile, source: Source, today: dt.date) -> Iterator[Advice]:
    if isinstance(facts, NewsFile) and facts.date.first_day > today and facts.embargo is None:
        message = "is a day that hasn't come yet: correct it, or add an `embargo` if nobody may read it before"
        yield Advice(("date",), "A453", message, file=source.file)
