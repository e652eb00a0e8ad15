"""Appeals as JSON for other programs: what anybody can see of them, typed, and described as OpenAPI 3.1."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind
from letters.appeal.notice import EventFile, NewsFile, Notice
from letters.channel import Channel
from letters.feeds.entry import document_number, status_of, updated

VERSION: Literal[1] = 1
"""Goes up when something is taken away or changes its meaning; fields may be added at any time."""


class _Published(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PublishedPerson(_Published):
    """Somebody at risk."""

    name: str = Field(description="the name as letters and pages give it")
    native_name: str | None = Field(description="the name in its own script")
    pronouns: str | None = Field(description="such as she/her")
    about: str | None = Field(description="who this is, in a few words")


class PublishedAddressee(_Published):
    """Somebody who decides."""

    key: str = Field(description="the addressee's key within the appeal")
    name: str = Field(description="what pages call the addressee")
    office: str | None = Field(description="the addressee's office")
    channels: tuple[Channel, ...] = Field(description="how letters can travel now")


class PublishedDocument(_Published):
    """A document of the case that came before this one."""

    document: str = Field(description="which document it was, in the issuer's words")
    index: str | None = Field(description="the index that it had")
    issued: str | None = Field(description="the day, month or year of issue, as ISO 8601 writes it")
    link: str | None = Field(description="where it can be read")
    news: str | None = Field(description="what was new in it")


class PublishedNotice(_Published):
    """News of the case, or an event."""

    kind: Literal["news", "event"] = Field(description="which of the two it is")
    url: str = Field(description="its page")
    title: str = Field(description="the headline")
    language: str = Field(description="the language of the title (BCP 47)")
    text: str | None = Field(description="paragraphs, with an empty line between them")
    date: str = Field(description="the day, month or year of news, the day of an event, as ISO 8601 writes it")
    begins: dt.datetime | None = Field(description="when an event begins, by the clocks there")
    ends: dt.datetime | None = Field(description="when it ends, if that is known")
    place: str | None = Field(description="where it takes place; online: nowhere else")
    status: Literal["open", "cancelled"] = Field(description="cancelled: the event is off")
    example: int | None = Field(description="for examples: the year they come from")


class AppealInBrief(_Published):
    """What a list says of an appeal."""

    slug: str = Field(description="the appeal's name on this site")
    url: str = Field(description="its page")
    json_url: str = Field(description="all that is published of it, as JSON")
    kind: Kind = Field(description="whether people write letters of their own or sign one that is fixed")
    case: str | None = Field(description="the number that every document of the case keeps")
    document: str | None = Field(description="which document of the case this is, in the issuer's words")
    number: int = Field(ge=1, description="which document of the case this is, counted from 1")
    index: str | None = Field(description="the issuer's own index")
    title: str = Field(description="the headline")
    summary: str = Field(description="who is in danger and what to do")
    language: str = Field(description="the language of title and summary (BCP 47)")
    languages: tuple[str, ...] = Field(description="the languages in which letters can be written, its own first")
    country: str = Field(description="where it happens (ISO 3166-1 alpha-2)")
    topics: tuple[str, ...] = Field(description="what it is about, from the vocabulary of topics")
    issued: str | None = Field(description="the day, month or year of issue, as ISO 8601 writes it")
    deadline: dt.date | None = Field(description="the last day to write, that day included; null: until further notice")
    status: Literal["open", "closed", "stopped"] = Field(
        description="closed: the last day is over; stopped: it has ended, and nothing more is to be sent"
    )
    example: int | None = Field(description="for examples, from which nothing is to be sent: the year they come from")
    updated: dt.datetime = Field(description="when what is published of it last changed")


class PublishedAppeal(AppealInBrief):
    """All that is published of an appeal."""

    version: Literal[1] = Field(default=VERSION, description="of this format")
    write_url: str | None = Field(description="the form for a letter; null where none is to be written")
    card_url: str = Field(description="a picture that links here, to embed elsewhere (SVG)")
    feed_url: str = Field(description="what happens in this case, as Atom")
    people: tuple[PublishedPerson, ...] = Field(description="those at risk")
    to: tuple[PublishedAddressee, ...] = Field(description="who decides")
    rules: tuple[str, ...] = Field(description="what the appeal asks of its writers")
    background: str | None = Field(description="paragraphs, with an empty line between them")
    outcome: str | None = Field(description="when it is stopped: what happened")
    earlier: tuple[PublishedDocument, ...] = Field(description="the documents before this one, oldest first")
    notices: tuple[PublishedNotice, ...] = Field(description="news and events of the case, the newest first")


class FollowedEntry(_Published):
    """What `_letters` says of an item of the JSON Feed."""

    kind: Literal["appeal", "news", "event"] = Field(description="what it is about")
    deadline: dt.date | None = Field(description="the last day to write, that day included; null: none, or not asked")
    status: Literal["open", "closed", "stopped", "cancelled"] = Field(
        description="closed: the last day is over; stopped: nothing more is to be sent; cancelled: the event is off"
    )
    document: str | None = Field(description="which document of the case it is, in the issuer's words")
    number: int | None = Field(description="the same, counted from 1")
    example: int | None = Field(description="for examples, from which nothing is to be sent: the year they come from")


class PublishedAppeals(_Published):
    """Every appeal that anybody may see."""

    version: Literal[1] = Field(default=VERSION, description="of this format")
    organisation: str = Field(description="who publishes them")
    url: str = Field(description="the page that lists them")
    appeals: tuple[AppealInBrief, ...] = Field(description="the most urgent first")


Url = Callable[..., str]
"""The absolute address of a page: of `page`, `json`, `write`, `card` or `feed`, for an appeal; `page` for a notice."""


def in_brief(appeal: Appeal, url: Url, language: str, now: dt.datetime, today: dt.date) -> AppealInBrief:
    """What a list says of an appeal, in a language where it has been translated."""
    return AppealInBrief(**_brief(appeal, url, language, now, today))


def in_full(
    appeal: Appeal, notices: Iterable[Notice], zone: ZoneInfo, url: Url, language: str, now: dt.datetime
) -> PublishedAppeal:
    """All that is published of an appeal, in a language where it has been translated; `zone` is the site's."""
    today = now.astimezone(zone).date()
    facts, texts = appeal.facts, appeal.texts_in(language)
    people = zip(facts.people, texts.about, strict=True)
    earlier = zip(facts.earlier, texts.news, strict=True)
    spoken = language if language in appeal.texts else facts.language
    return PublishedAppeal(
        **_brief(appeal, url, language, now, today),
        write_url=url("write", appeal) if appeal.is_open(today) else None,
        card_url=url("card", appeal),
        feed_url=url("feed", appeal),
        people=tuple(
            PublishedPerson(name=who.name, native_name=who.native_name, pronouns=who.pronouns, about=about)
            for who, about in people
        ),
        to=tuple(
            PublishedAddressee(key=key, name=who.name_in(spoken), office=who.office, channels=appeal.channels_for(key))
            for key, who in appeal.to.items()
        ),
        rules=texts.rules,
        background=texts.background,
        outcome=texts.outcome,
        earlier=tuple(
            PublishedDocument(document=was.document, index=was.index, issued=_iso(was.issued), link=was.link, news=news)
            for was, news in earlier
        ),
        notices=tuple(_notice(notice, zone, url("page", notice), language) for notice in notices),
    )


def _notice(notice: Notice, zone: ZoneInfo, url: str, language: str) -> PublishedNotice:
    facts, said, spoken = notice.facts, notice.texts_in(language), notice.language_of("text", language)
    event = facts if isinstance(facts, EventFile) else None
    begins, ends = event.times(zone) if event else (None, None)
    return PublishedNotice.model_validate(
        {
            "kind": str(facts.kind),
            "url": url,
            "title": said.title,
            "language": notice.language_of("title", language),
            "text": "\n\n".join(said.paragraphs(spoken)) or None,
            "date": notice.day.isoformat() if event else _iso(facts.date if isinstance(facts, NewsFile) else None),
            "begins": begins,
            "ends": ends,
            "place": said.place or None,
            "status": str(facts.status),
            "example": facts.example,
        }
    )


def all_in_brief(
    appeals: Iterable[Appeal], organisation: str, home: str, url: Url, language: str, now: dt.datetime, today: dt.date
) -> PublishedAppeals:
    """The list of all appeals that are handed in, the most urgent first."""
    ordered = sorted(appeals, key=lambda appeal: (*appeal.urgency(today), appeal.slug))
    return PublishedAppeals(
        organisation=organisation,
        url=home,
        appeals=tuple(in_brief(appeal, url, language, now, today) for appeal in ordered),
    )


def _brief(appeal: Appeal, url: Url, language: str, now: dt.datetime, today: dt.date) -> dict[str, Any]:
    facts, texts = appeal.facts, appeal.texts_in(language)
    same = ("kind", "case", "document", "index", "country", "topics", "deadline", "example")
    return {
        **{name: getattr(facts, name) for name in same},
        "slug": appeal.slug,
        "url": url("page", appeal),
        "json_url": url("json", appeal),
        "number": document_number(appeal),
        "title": texts.title,
        "summary": texts.summary,
        "language": language if language in appeal.texts else facts.language,
        "languages": appeal.languages,
        "issued": _iso(facts.issued),
        "status": status_of(appeal, today),
        "updated": updated(appeal, now),
    }


def _iso(date: object) -> str | None:
    return str(date) if date else None


def openapi(organisation: str, server: str, begins: Sequence[str] = ()) -> dict[str, Any]:
    """What the JSON on the site at this address is, as an OpenAPI 3.1 document.

    `begins` is what the paths begin with in each of its languages: `/fr`.
    """
    models = [(PublishedAppeals, "serialization"), (PublishedAppeal, "serialization"), (FollowedEntry, "serialization")]
    _, defined = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]  # wants Literal
    language = {
        "enum": ["", *begins],
        "default": "",
        "description": "the language of the texts, where somebody has translated them; else the client's",
    }
    chosen = {"url": f"{server}{{language}}", "variables": {"language": language}}
    slug = {
        "name": "slug",
        "in": "path",
        "required": True,
        "description": "the appeal's name on this site",
        "schema": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Appeals of {organisation}",
            "version": f"{VERSION}.0.0",
            "description": "The appeals that anybody may see, with their deadlines and how they end. Nothing here is "
            "about those who write. Conditional requests (ETag, Last-Modified) are answered with 304. Each item of "
            "/feed.json has a FollowedEntry as `_letters`.",
        },
        "servers": [chosen] if begins else [{"url": server}],
        "paths": {
            "/appeals.json": _path("listAppeals", "Every appeal in brief", "PublishedAppeals", []),
            "/appeals/{slug}.json": _path("getAppeal", "One appeal in full", "PublishedAppeal", [slug], True),
        },
        "components": {"schemas": defined["$defs"]},
    }


def _path(name: str, summary: str, model: str, parameters: list[dict[str, Any]], missing: bool = False) -> Any:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}
    answers: dict[str, Any] = {
        "200": {"description": summary, "content": content},
        "304": {"description": "It is still as it was"},
    }
    if missing:
        answers["404"] = {"description": "There is no such appeal, or nobody may see it yet"}
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers}}
