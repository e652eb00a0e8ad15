"""Somebody follows one appeal, as a feed reader and a calendar do, while its authors' commands change its files."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import feedparser
from conftest import APPEAL
from doors import in_process
from icalendar import Calendar
from visitor import JANE, Visit, Visitor, one_renderer, open_sites  # noqa: F401 two are fixtures

DATED = (
    APPEAL.replace("deadline: none", "deadline: 2099-06-01")
    .replace("language: en", "language: en\ncase: UA 1/20")
    .replace("issued: 2020-04-20\n", "issued: 2020-04-20\ndocument: First UA\n")
)
NEWS = "title: She may see a lawyer\nlanguage: en\ndate: 2020-04-28\ncase: UA 1/20\ntext: At last.\n"
BEGAN = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


@dataclass
class Reader:
    """Asks for a feed as readers do: with what the last answer was known by, and remembers each entry by its id."""

    site: Visitor
    path: str
    known: dict[str, str] = field(default_factory=dict)
    seen: dict[str, Any] = field(default_factory=dict)

    def ask(self) -> list[str]:
        """The titles of what is new; nothing where the site says that nothing has changed."""
        answer = self.site.get(self.path, headers=self.known)
        if answer.status_code == 304:
            return []
        assert answer.status_code == 200
        self.known = {
            "If-None-Match": answer.headers["ETag"],
            "If-Modified-Since": answer.headers["Last-Modified"],
        }
        entries = self._entries(answer.data)
        new = [title for each, (title, _) in entries.items() if each not in self.seen]
        # What has been read goes back in time neither in the feed nor in an entry.
        for each, (_, updated) in entries.items():
            assert each not in self.seen or self.seen[each][1] <= updated
        self.seen |= entries
        return new

    def _entries(self, data: bytes) -> dict[str, Any]:
        if self.path.endswith(".json"):
            return {item["id"]: (item["title"], item["date_modified"]) for item in json.loads(data)["items"]}
        read = feedparser.parse(data)
        assert not read.bozo
        assert read.feed.updated == max(entry.updated for entry in read.entries)
        return {entry.id: (entry.title, entry.updated) for entry in read.entries}


@dataclass
class Subscribed:
    """A calendar that takes what is newer: a higher SEQUENCE, or the same and changed later (RFC 5546 2.1.5)."""

    site: Visitor
    held: dict[str, Any] = field(default_factory=dict)

    def ask(self) -> list[tuple[str, str]]:
        """The day and the state of every event as the calendar has it now."""
        events: list[Any] = Calendar.from_ical(self.site.get(f"{JANE}/calendar.ics").data).walk("VEVENT")
        for event in events:
            held, rank = self.held.get(str(event["uid"])), (int(event["sequence"]), event["dtstamp"].dt)
            assert held is None or rank >= (int(held["sequence"]), held["dtstamp"].dt)
            self.held[str(event["uid"])] = event
        return [(event["dtstart"].to_ical().decode(), str(event["status"])) for event in self.held.values()]


class Clock:
    """The site's clock, which goes on by a day at each change; files are as old as it says."""

    def __init__(self, site: Visitor) -> None:
        self.folder: Path = site.app.extensions["letters"].settings.appeals
        self.live, self.now = site.app.extensions["letters"].live, BEGAN
        site.app.config["NOW"] = lambda: self.now
        self.later()

    def later(self) -> None:
        """A day goes by; what has been saved meanwhile was saved at its end."""
        before, self.now = self.now, self.now + dt.timedelta(days=1)
        for path in (self.folder, *self.folder.glob("**/*")):
            if path.stat().st_mtime > before.timestamp():
                os.utime(path, (self.now.timestamp(), self.now.timestamp()))
        self.live.look()


def changes(folder: Path) -> Iterator[tuple[str, ...]]:
    """What its authors do, one after the other, and what each change is called in a feed."""
    own = ("--appeals", str(folder))

    def run(*words: str) -> None:
        done = in_process(*words, *own, "--yes", cwd=folder)
        assert done.returncode == 0, done.stderr

    yield ("Write by 1 June 2099: A teacher is held",)
    run("update", "jane-doe", "--extend", "2099-07-01")
    yield ("Write by 1 July 2099: A teacher is held",)
    run("update", "jane-doe", "--document", "Second UA", "--deadline", "2099-08-01", "--news", "It began.")
    yield ("Write by 1 August 2099: A teacher is held",)
    (folder / "lawyer").mkdir()
    (folder / "lawyer" / "news.yaml").write_text(NEWS, encoding="utf-8")
    yield ("She may see a lawyer",)
    yield ()
    run("stop", "jane-doe", "--outcome", "She is free. Thank you.")
    yield ("Ended: A teacher is held",)
    yield ()


def test_a_follower_learns_each_step_of_an_appeal_once_and_in_the_end_to_stop(visit: Visit) -> None:
    site = visit({"jane-doe/appeal.yaml": DATED}, address="https://letters.example", allowed_hosts=("localhost",))
    readers = [Reader(site, path) for path in (f"{JANE}/feed.atom", f"{JANE}/feed.json", "/countries/us/feed.atom")]
    clock, calendar, days = Clock(site), Subscribed(site), []
    for titles in changes(clock.folder):
        clock.later()
        for reader in readers:
            assert tuple(reader.ask()) == titles, reader.path
            assert reader.ask() == []
        days += calendar.ask()
    assert list(dict.fromkeys(days)) == [
        ("20990601", "CONFIRMED"),
        ("20990701", "CONFIRMED"),
        ("20990801", "CONFIRMED"),
        ("20990801", "CANCELLED"),
    ]
    assert len(calendar.held) == 1
    (last,) = [item for item in json.loads(site.get("/feed.json").data)["items"] if item["title"].startswith("Ended")]
    assert last["content_text"].startswith("This appeal is closed. Please send no more letters.")
    assert "She is free. Thank you." in last["content_text"]
    assert last["_letters"] | {"status": "stopped", "document": "Second UA", "number": 2} == last["_letters"]
    assert "This appeal has ended. Thank you." in site.get(f"{JANE}/card.svg").text
    one: Any = site.get(f"{JANE}.json").json
    assert (one["status"], one["outcome"], one["write_url"]) == ("stopped", "She is free. Thank you.", None)
