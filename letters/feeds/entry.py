"""What followers learn: an entry for each document of an appeal, and one for its end."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from letters.appeal.appeal import Appeal
from letters.appeal.file import Status
from letters.appeal.notice import Notice

MOST = 100
"""Entries of a feed; whoever follows it has seen the older ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What entries say beside the authors' own words, in the reader's language."""

    language: str
    headed: Callable[[Appeal, str], str]
    """an appeal's title with what is new above all else: until when, or that it has ended"""
    notes: Callable[[Appeal], tuple[str, ...]]
    """what there is to know of an appeal now: until when letters are asked for, or that it is an example"""
    facts: Callable[[Notice], tuple[str, ...]]
    """when and where an event is; nothing for news"""
    typeset: Callable[[str, str], str]
    """an author's text as its language sets it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to learn. `id` stays the same as long as there is nothing new to read.

    `kind` is `appeal`, `news` or `event`; `status` is `open`, `closed` (its last day is over), `stopped` or, of an
    event, `cancelled`; `number` counts the documents from 1. `paragraphs` are plain texts, each with its language.
    """

    id: uuid.UUID
    url: str
    title: str
    paragraphs: tuple[tuple[str, str], ...]
    language: str
    published: dt.datetime
    updated: dt.datetime
    topics: tuple[str, ...]
    kind: str
    status: str
    deadline: dt.date | None = None
    document: str | None = None
    number: int | None = None
    example: int | None = None


def notice_entry(notice: Notice, words: Words, url: str, address: str, now: dt.datetime) -> Entry:
    """An entry for news, or for an event; another time or place makes no new one, but that it is cancelled does."""
    facts, moment = notice.facts, notice.updated(now)
    said, language = notice.texts_in(words.language), notice.language_of("title", words.language)
    spoken = notice.language_of("text", words.language)
    day = dt.datetime.combine(notice.day, dt.time(), dt.UTC)
    return Entry(
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"{address}/{facts.kind}/{notice.slug}#{facts.status}"),
        url=url,
        title=words.typeset(said.title, language),
        paragraphs=(
            *((fact, words.language) for fact in words.facts(notice)),
            *((words.typeset(text, spoken), spoken) for text in said.paragraphs(spoken)),
        ),
        language=language,
        published=min(day, moment),
        updated=moment,
        topics=notice.topics,
        kind=str(facts.kind),
        status=str(facts.status),
        example=facts.example,
    )


def status_of(appeal: Appeal, today: dt.date) -> str:
    """Where an appeal stands for those who write: `open`, `closed` after its last day, or `stopped`."""
    if appeal.facts.status is Status.STOPPED:
        return "stopped"
    return "closed" if appeal.is_late(today) else "open"


def document_number(appeal: Appeal) -> int:
    """Which document of the case it is, counted from 1."""
    return len(appeal.facts.earlier) + 1


def identity(address: str, appeal: Appeal, *more: object) -> uuid.UUID:
    """A number for an appeal on the site at this address, or for something of it: the same on every day and machine."""
    place = f"{address}/appeals/{appeal.slug}"
    return uuid.uuid5(uuid.NAMESPACE_URL, "#".join([place, *([":".join(map(str, more))] if more else [])]))


def updated(appeal: Appeal, now: dt.datetime) -> dt.datetime:
    """When what anybody can see of it last changed: when its files did, or the embargo ended."""
    moment = max(appeal.changed, appeal.facts.embargo or appeal.changed).astimezone(dt.UTC)
    return min(moment, now).replace(microsecond=0)


def published(appeal: Appeal, now: dt.datetime) -> dt.datetime:
    """When its document was issued, as exactly as is known; else when it last changed."""
    issued = appeal.facts.issued
    if issued is None:
        return updated(appeal, now)
    return dt.datetime.combine(issued.first_day, dt.time(), dt.UTC)


def entries(
    appeals: Iterable[Appeal],
    notices: Iterable[Notice],
    words: Words,
    url: Callable[[Appeal | Notice], str],
    address: str,
    now: dt.datetime,
    today: dt.date,
) -> list[Entry]:
    """An entry for each of the appeals and notices, what has changed last on top.

    A new document, a new last day and the end each make a new one, so that feed readers show it again.
    """
    made = [_entry(appeal, words, url(appeal), address, now, today) for appeal in appeals]
    made += [notice_entry(notice, words, url(notice), address, now) for notice in notices]
    return sorted(made, key=lambda entry: (entry.updated, entry.published, entry.url), reverse=True)[:MOST]


def _entry(appeal: Appeal, words: Words, url: str, address: str, now: dt.datetime, today: dt.date) -> Entry:
    facts, status = appeal.facts, status_of(appeal, today)
    has_ended = status == "stopped"
    language = words.language if words.language in appeal.texts else facts.language
    texts = appeal.texts_in(language)
    title = words.typeset(texts.title, language)
    said = [(texts.outcome or "", appeal.language_of("outcome", language))] if has_ended else []
    state = "stopped" if has_ended else facts.deadline or "none"
    return Entry(
        id=identity(address, appeal, document_number(appeal), state),
        url=url,
        title=words.headed(appeal, title),
        paragraphs=(
            *((note, words.language) for note in words.notes(appeal)),
            *((words.typeset(text, spoken), spoken) for text, spoken in (*said, (texts.summary, language))),
        ),
        language=language,
        published=published(appeal, now),
        updated=updated(appeal, now),
        topics=facts.topics,
        kind="appeal",
        status=status,
        deadline=facts.deadline,
        document=facts.document,
        number=document_number(appeal),
        example=facts.example,
    )
