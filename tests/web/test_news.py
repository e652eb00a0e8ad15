"""News, events and the chain of a case, on pages, in feeds and calendars; nothing of it before its time."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import feedparser
import pytest
from conftest import APPEAL, SITE
from icalendar import Calendar, Timezone
from translated import own_catalogues, translated  # noqa: F401 two fixtures
from visitor import JANE, NOON, Visit, Visitor, one_renderer, open_sites  # noqa: F401 two are fixtures

NEWS = """\
title: She may see a lawyer
language: en
date: 2020-04-28
case: UA 1/20
text: |
  At <b>last</b>.

  Thank you.
"""
EVENT = """\
title: An evening for Jane Doe
language: en
begins: 2020-05-10 18:30
ends: 2020-05-10 20:00
time_zone: Europe/London
place: Town Hall
address: [1 Main Street, Leeds]
speakers: [Ada Byron, a colleague]
online: https://talks.example/jane
case: jane-doe
"""
NUMBERED = APPEAL.replace("language: en", "language: en\ncase: UA 1/20\ntopics: [lawyers]") + (
    "document: Second UA\nearlier:\n"
    "  - {document: First UA, issued: 2019-09-10, news: It began., link: 'https://one.example/'}\n"
    "  - {document: FI 1/20-1, news: A longer deadline.}\n"
)
FILES = {"jane-doe/appeal.yaml": NUMBERED, "lawyer/news.yaml": NEWS, "evening/event.yaml": EVENT}
ADDRESS = {"address": "https://letters.example", "allowed_hosts": ("localhost",)}


def gatherings(answer: Any) -> list[Any]:
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def headings(page: str) -> list[str]:
    return [re.sub("<.*?>", "", found) for found in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", page.split("<main")[1])]


def test_news_has_a_page_and_stands_with_its_case_country_and_topic_and_on_the_first_page(visit: Visit) -> None:
    site = visit(FILES)
    page = site.get("/news/lawyer").text
    assert '<h1 lang="en" dir="ltr">She may see a lawyer</h1>' in page and "28 April 2020" in page
    assert "At &lt;b&gt;last&lt;/b&gt;." in page and "Thank you." in page and f'href="{JANE}"' in page
    for path in ("/", JANE, "/countries/us", "/topics/lawyers", "/cases/ua120", "/search?q=lawyer"):
        assert 'href="/news/lawyer"' in site.get(path).text, path
    assert 'href="/news/lawyer"' not in site.get("/topics/torture").text
    assert site.get("/events/lawyer").status_code == site.get("/news/evening").status_code == 404


def test_an_event_says_when_where_and_who_and_can_be_put_into_a_calendar(visit: Visit) -> None:
    site = visit(FILES, **ADDRESS)
    page = site.get("/events/evening").text
    for said in (
        "10 May 2020, 18:30 – 20:00",
        "British Summer Time",
        "Town Hall",
        "1 Main Street",
        "Ada Byron",
        "talks.example/jane",
    ):
        assert said in page, said
    answer = site.get("/events/evening/event.ics")
    assert answer.mimetype == "text/calendar" and "evening.ics" in answer.headers["Content-Disposition"]
    (event,) = gatherings(answer)
    assert event["dtstart"].params["TZID"] == event["dtend"].params["TZID"] == "Europe/London"
    assert event["dtstart"].dt == dt.datetime(2020, 5, 10, 17, 30, tzinfo=dt.UTC)
    assert event["dtend"].dt == dt.datetime(2020, 5, 10, 19, tzinfo=dt.UTC)
    (zone,) = Calendar.from_ical(answer.data).walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    assert event["dtstart"].dt.replace(tzinfo=zone.to_tz()).utcoffset() == dt.timedelta(hours=1)
    assert event["location"] == "Town Hall, 1 Main Street, Leeds" and event["status"] == "CONFIRMED"
    assert event["url"] == "https://letters.example/events/evening" and "Ada Byron" in event["description"]
    for path in ("/calendar.ics", f"{JANE}/calendar.ics", "/countries/us/calendar.ics", "/topics/lawyers/calendar.ics"):
        assert str(event["uid"]) in {str(each["uid"]) for each in gatherings(site.get(path))}


def test_an_event_that_takes_place_nowhere_else_is_online_in_each_language(visit: Visit) -> None:
    event = EVENT.replace("place: Town Hall\naddress: [1 Main Street, Leeds]\n", "place: online\n")
    files = {"evening/event.yaml": event, "site.yaml": SITE + "languages: [en, de]\n"}
    site = visit(files, **ADDRESS)
    page = site.get("/de/events/evening").text
    assert '<dd lang="de" dir="ltr">Online</dd>\n<dd><a href="https://talks.example/jane"' in page
    assert gatherings(site.get("/events/evening/event.ics"))[0]["location"] == "Online"


def test_a_cancelled_event_says_so_everywhere(visit: Visit) -> None:
    site = visit({**FILES, "evening/event.yaml": EVENT + "status: cancelled\n"}, **ADDRESS)
    assert "This event is cancelled." in site.get("/events/evening").text and "Cancelled" in site.get("/").text
    (event,) = gatherings(site.get("/calendar.ics"))
    assert event["status"] == "CANCELLED"
    entry = next(each for each in feedparser.parse(site.get("/feed.atom").data).entries if "evening" in each.link)
    assert "This event is cancelled." in entry.content[0].value


def test_what_is_followed_tells_of_news_and_events(visit: Visit) -> None:
    site = visit(FILES, **ADDRESS)
    for path in ("/feed.atom", f"{JANE}/feed.atom", "/countries/us/feed.atom", "/topics/lawyers/feed.atom"):
        entries = {each.title: each for each in feedparser.parse(site.get(path).data).entries}
        assert set(entries) == {"A teacher is held", "She may see a lawyer", "An evening for Jane Doe"}
    assert "Town Hall" in entries["An evening for Jane Doe"].content[0].value
    items: Any = site.get("/feed.json").json
    kinds = {item["_letters"]["kind"]: item["_letters"] for item in items["items"]}
    assert set(kinds) == {"appeal", "news", "event"} and kinds["news"]["deadline"] is None


def test_past_events_are_no_longer_coming_up(visit: Visit) -> None:
    site = visit(FILES, **ADDRESS)
    assert "Coming up" in site.get("/").text
    site.app.config["NOW"] = lambda: NOON + dt.timedelta(days=20)
    for path in ("/", "/countries/us", "/topics/lawyers"):
        assert "Coming up" not in site.get(path).text and "An evening" not in site.get(path).text, path
    # Where it was part of a story, and where somebody looks for it, it still is.
    for path in ("/news", "/cases/ua120", "/search?q=evening", "/sitemap.xml"):
        assert "vening" in site.get(path).text, path
    page = site.get("/events/evening").text
    assert "This event is over." in page and "Put it into my calendar" not in page
    assert "An evening" in site.get("/calendar.ics").text


def test_all_news_and_events_stand_on_one_page_the_coming_ones_first(visit: Visit) -> None:
    later = EVENT.replace("2020-05-10", "2020-06-10").replace("An evening", "Another evening")
    site = visit({**FILES, "later/event.yaml": later}, **ADDRESS)
    assert headings(site.get("/news").text)[:5] == [
        "Coming up",
        "An evening for Jane Doe",
        "Another evening for Jane Doe",
        "What has happened",
        "She may see a lawyer",
    ]
    assert (site.get("/events").status_code, site.get("/events").headers["Location"]) == (301, "/news")
    assert "https://letters.example/news</loc>" in site.get("/sitemap.xml").text
    assert "https://letters.example/cases/ua120</loc>" in site.get("/sitemap.xml").text


def test_the_list_of_pages_has_what_there_is_only_news_about(visit: Visit) -> None:
    news = NEWS.replace("case: UA 1/20\n", "country: FR\ntopics: [war]\n")
    listed = visit({**FILES, "lawyer/news.yaml": news}, **ADDRESS).get("/sitemap.xml").text
    for path in ("/countries/fr", "/countries/us", "/topics/war", "/topics/lawyers", "/news/lawyer"):
        assert f"https://letters.example{path}</loc>" in listed, path


def test_a_site_without_news_leads_nowhere(visit: Visit) -> None:
    site = visit()
    assert "There is nothing here at the moment." in site.get("/news").text and 'href="/news"' not in site.get("/").text


@pytest.mark.usefixtures("translated")
def test_news_and_events_speak_the_readers_language_where_somebody_has_translated_them(visit: Visit) -> None:
    files = {
        **FILES,
        "site.yaml": SITE + "languages: [en, fr]\n",
        "lawyer/fr.yaml": "title: Elle peut voir un avocat\ntext: Enfin.\n",
        "evening/fr.yaml": "title: Une soirée pour Jane Doe\nplace: Mairie\nspeakers: [Ada Byron, une collègue]\n",
    }
    site = visit(files, **ADDRESS)
    for path in ("/", JANE, "/countries/us", "/cases/ua120", "/news", "/news/lawyer", "/search?q=avocat"):
        page = site.get(f"/fr{path}").text
        assert "Elle peut voir un avocat" in page and "She may see" not in page, path
    page = site.get("/fr/events/evening").text
    assert '<dd lang="fr" dir="ltr">Mairie<br><bdi lang="en" dir="ltr">1 Main Street' in page and "une collègue" in page
    entries = {each.title for each in feedparser.parse(site.get("/fr/feed.atom").data).entries}
    assert "Une soirée pour Jane Doe" in entries
    (event,) = gatherings(site.get("/fr/events/evening/event.ics"))
    assert (event["summary"], event["location"]) == ("Une soirée pour Jane Doe", "Mairie, 1 Main Street, Leeds")
    assert str(event["uid"]) == str(gatherings(site.get("/events/evening/event.ics"))[0]["uid"])


def test_an_example_without_a_day_stands_in_its_year(visit: Visit) -> None:
    example = APPEAL.replace("issued: 2020-04-20\n", "").replace("language: en", "language: en\nexample: 2019")
    site = visit({"jane-doe/appeal.yaml": example, "lawyer/news.yaml": NEWS.replace("UA 1/20", "jane-doe")})
    assert headings(site.get("/cases/jane-doe").text)[:2] == ["She may see a lawyer", "A teacher is held"]


def test_the_json_of_an_appeal_has_news_and_events_of_its_case(visit: Visit) -> None:
    made: Any = visit(FILES, **ADDRESS).get(f"{JANE}.json").json
    event, news = made["notices"]
    assert (news["kind"], news["date"], news["url"]) == ("news", "2020-04-28", "https://letters.example/news/lawyer")
    assert news["text"] == "At <b>last</b>.\n\nThank you." and news["begins"] is None
    assert (event["begins"], event["ends"]) == ("2020-05-10T18:30:00+01:00", "2020-05-10T20:00:00+01:00")
    assert (event["place"], event["status"]) == ("Town Hall", "open")


def test_a_case_is_reached_from_each_of_its_appeals_and_nothing_leads_to_one_without_a_story(visit: Visit) -> None:
    bare = APPEAL.replace("A teacher", "Another")
    second = NUMBERED.partition("document:")[0].replace("A teacher", "A letter to her")
    site = visit({**FILES, "b/appeal.yaml": second, "c/appeal.yaml": bare}, **ADDRESS)
    for path in (JANE, "/appeals/b", "/news/lawyer", "/events/evening"):
        assert 'href="/cases/ua120"' in site.get(path).text, path
    assert "/cases/" not in site.get("/appeals/c").text and "/cases/c" not in site.get("/sitemap.xml").text
    followed = {each.title for each in feedparser.parse(site.get("/appeals/b/feed.atom").data).entries}
    assert {"A teacher is held", "A letter to her is held", "She may see a lawyer"} <= followed


def test_a_case_shows_its_whole_chain_the_newest_first(visit: Visit) -> None:
    site = visit(
        {
            **FILES,
            "b/appeal.yaml": NUMBERED.partition("document:")[0]
            .replace("2020-04-20", "2020-03-01")
            .replace("A teacher", "A letter to her"),
        }
    )
    page = site.get("/cases/ua120").text
    assert "<h1>Case UA 1/20</h1>" in page
    assert headings(page)[:6] == [
        "An evening for Jane Doe",
        "She may see a lawyer",
        "A teacher is held",
        "A letter to her is held",
        "FI 1/20-1",
        "First UA",
    ]
    assert 'href="https://one.example/"' in page and "A longer deadline." in page
    assert 'href="/cases/ua120"' in site.get(JANE).text
    assert headings(site.get("/cases/b").text)[-2] == "A letter to her is held"
    assert site.get("/cases/nobody").status_code == site.get("/cases/").status_code == 404


@pytest.mark.parametrize("hide", ["status: draft\n", "embargo: 2020-05-01T12:01Z\n"])
def test_what_isnt_public_yet_is_nowhere(visit: Visit, hide: str) -> None:
    hidden = {
        "lawyer/news.yaml": NEWS.replace("She may", "The canary may") + hide,
        "evening/event.yaml": EVENT.replace("evening for", "canary for") + hide,
    }
    site: Visitor = visit({**FILES, **hidden}, **ADDRESS)
    paths = ["/", JANE, "/countries/us", "/topics/lawyers", "/cases/ua120", "/search?q=canary", "/sitemap.xml"]
    paths += [f"{place}/{form}" for place in ("", JANE) for form in ("feed.atom", "feed.json", "calendar.ics")]
    for path in paths:
        page = site.get(path).text.replace('value="canary"', "").replace("q=canary", "")
        assert "canary" not in page and "/news/" not in page and "/events/" not in page, path
    for path in ("/news/lawyer", "/events/evening", "/events/evening/event.ics"):
        assert site.get(path).status_code == 404


def test_news_of_an_appeal_that_is_hidden_says_nothing_of_it(visit: Visit) -> None:
    site = visit({**FILES, "jane-doe/appeal.yaml": NUMBERED.replace("status: open", "status: draft")})
    assert "A teacher is held" not in site.get("/news/lawyer").text and site.get("/cases/ua120").status_code == 404


def test_news_whose_day_nobody_knows_says_the_month(visit: Visit) -> None:
    page = visit({**FILES, "lawyer/news.yaml": NEWS.replace("2020-04-28", "2020-04")}).get("/news/lawyer").text
    assert "April 2020" in page and "1 April" not in page
