"""Entries as feeds: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedgenerator import Atom1Feed
from markupsafe import Markup

from letters.feeds.entry import Entry
from letters.feeds.published import VERSION, FollowedEntry

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"
JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"


def feed_id(address: str, key: str) -> str:
    """The number of a feed on the site at this address, whatever its language; `key` tells one from another."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{address}/feeds/{key}").urn


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What stands around the entries. `id` is the feed's own, whatever its address; `icon` is a picture's address."""

    id: str
    title: str
    description: str
    language: str
    author: str
    home: str
    address: str
    icon: str
    about: str
    """where it is said what `_letters` means"""
    topics: Mapping[str, str]
    """the names of topics in the reader's language"""
    entries: Sequence[Entry]

    @property
    def updated(self) -> dt.datetime:
        """When the last of the entries changed; long ago where there is none."""
        return max((entry.updated for entry in self.entries), default=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))


class _Atom(Atom1Feed):  # type: ignore[misc]  # the library ships no types
    """Atom as the library writes it, with the language of each entry, and the same for the same entries."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def latest_post_date(self) -> Any:
        return self.feed["updated"]


def atom(feed: Feed) -> bytes:
    """The feed as Atom, in UTF-8."""
    made = _Atom(
        title=feed.title,
        link=feed.home,
        description=feed.description,
        language=feed.language,
        author_name=feed.author,
        feed_url=feed.address,
        feed_guid=feed.id,
        updated=feed.updated,
    )
    for entry in feed.entries:
        made.add_item(
            title=entry.title,
            link=entry.url,
            description=None,
            content=_html(entry),
            unique_id=entry.id.urn,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=[feed.topics[topic] for topic in entry.topics],
            language=entry.language,
        )
    return str(made.writeString("utf-8")).encode()


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed; `_letters` says of each entry until when, and whether, letters are asked for."""
    about = {
        "version": JSON_FEED_VERSION,
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "icon": feed.icon,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "_letters": {"about": feed.about, "version": VERSION},
    }
    return json.dumps({**about, "items": [_item(feed, entry) for entry in feed.entries]}, ensure_ascii=False).encode()


def _item(feed: Feed, entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id.urn,
        "url": entry.url,
        "title": entry.title,
        "content_html": _html(entry),
        "content_text": "\n\n".join(text for text, _ in entry.paragraphs),
        "language": entry.language,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "tags": [feed.topics[topic] for topic in entry.topics],
        "_letters": FollowedEntry.model_validate(
            {name: getattr(entry, name) for name in FollowedEntry.model_fields}
        ).model_dump(mode="json"),
    }


def _html(entry: Entry) -> str:
    paragraph = Markup('<p lang="{}" dir="auto">{}</p>')
    return Markup("\n").join(paragraph.format(language, text) for text, language in entry.paragraphs)
