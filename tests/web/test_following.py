"""What others follow, read back as their programs read it: feeds, calendars, JSON and its description."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from conftest import APPEAL, FRENCH, SITE
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from translated import own_catalogues, translated  # noqa: F401 two fixtures
from visitor import JANE, NOON, Visit, Visitor, one_renderer, open_sites  # noqa: F401 two are fixtures
from werkzeug.test import TestResponse

ADDRESS = "https://letters.example"
YAML = "jane-doe/appeal.yaml"
PUBLIC = {"address": ADDRESS, "allowed_hosts": ("localhost", "letters.example")}
DATED = APPEAL.replace("deadline: none", "deadline: 2020-06-01").replace(
    "country: US\n", "country: US\ntopics: [torture, lawyers]\n"
)
STOPPED = DATED.replace("status: open", "status: stopped") + "outcome: She is free. Thank you.\n"
PLACES = ("", "/countries/us", "/topics/torture", JANE)
FORMS = ("feed.atom", "feed.json", "calendar.ics")


def hidden(kind: str) -> str:
    text = DATED.replace("A teacher is held", "A canary is hidden")
    if kind == "draft":
        return text.replace("status: open", "status: draft")
    return text + "embargo: 2020-05-01T12:01Z\n"


def feed(site: Visitor, path: str = "/feed.atom") -> Any:
    answer = site.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    read = feedparser.parse(answer.data)
    assert not read.bozo and read.version == "atom10"
    return read


def events(site: Visitor, path: str = "/calendar.ics") -> list[Any]:
    answer = site.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert max(len(line) for line in answer.data.split(b"\r\n")) <= 75
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


@pytest.mark.parametrize("place", PLACES)
def test_all_and_a_country_and_a_topic_and_a_case_can_be_followed_in_three_ways(visit: Visit, place: str) -> None:
    other = APPEAL.replace("country: US", "country: FR").replace("A teacher is held", "Elsewhere")
    site = visit({YAML: DATED, "b/appeal.yaml": other}, **PUBLIC)
    read = feed(site, f"{place}/feed.atom")
    titles = ["Write by 1 June 2020: A teacher is held", *(["Elsewhere"] if not place else [])]
    assert sorted((entry.title for entry in read.entries), reverse=True) == titles
    (entry,) = (entry for entry in read.entries if entry.title == titles[0])
    assert entry.link == f"{ADDRESS}{JANE}" and entry.published == "2020-04-20T00:00:00+00:00"
    assert "Write by 1 June 2020." in entry.content[0].value and "held without charge" in entry.content[0].value
    assert [tag.term for tag in entry.tags] == ["Torture and ill-treatment", "Lawyers and the courts"]
    assert {link.rel: link.href for link in read.feed.links}["self"] == f"{ADDRESS}{place}/feed.atom"

    made = json.loads(site.get(f"{place}/feed.json").data)
    assert made["version"] == "https://jsonfeed.org/version/1.1" and made["feed_url"] == f"{ADDRESS}{place}/feed.json"
    (item,) = (item for item in made["items"] if item["title"] == titles[0])
    assert item["id"] == entry.id and item["url"] == entry.link and item["language"] == "en"
    assert item["_letters"] == {
        "kind": "appeal",
        "deadline": "2020-06-01",
        "status": "open",
        "document": None,
        "number": 1,
        "example": None,
    }

    (event,) = events(site, f"{place}/calendar.ics")
    assert event["dtstart"].to_ical() == b"20200601" and event["dtstart"].params["VALUE"] == "DATE"
    assert (event["summary"], event["url"]) == ("Write by 1 June 2020: A teacher is held", f"{ADDRESS}{JANE}")
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 1)


def test_a_follower_sees_an_appeal_then_its_extension_then_its_end(visit: Visit) -> None:
    seen: list[tuple[str, str]] = []
    uids, sequences = set(), []
    longer = DATED.replace("2020-06-01", "2020-07-01").replace("language: en", "language: en\ncase: UA 1/20") + (
        "document: Second UA\nearlier: [{document: First UA}]\n"
    )
    first = DATED.replace("language: en", "language: en\ncase: UA 1/20")
    ended = longer.replace("status: open", "status: stopped") + "outcome: She is free. Thank you.\n"
    for text in (first, longer, ended):
        site = visit({YAML: text}, **PUBLIC)
        (entry,) = feed(site, f"{JANE}/feed.atom").entries
        (event,) = events(site)
        seen.append((entry.id, entry.title))
        uids.add(str(event["uid"]))
        sequences.append((int(event["sequence"]), str(event["status"])))
    assert len({entry for entry, _ in seen}) == 3 and len(uids) == 1
    assert [title for _, title in seen] == [
        "Write by 1 June 2020: A teacher is held",
        "Write by 1 July 2020: A teacher is held",
        "Ended: A teacher is held",
    ]
    assert sequences == [(1, "CONFIRMED"), (2, "CONFIRMED"), (3, "CANCELLED")]
    assert "She is free. Thank you." in entry.content[0].value and "no more letters" in entry.content[0].value
    (item,) = json.loads(site.get("/feed.json").data)["items"]
    assert item["_letters"]["status"] == "stopped" and item["content_text"].startswith("This appeal is closed.")


def test_a_longer_deadline_alone_is_news_too_and_moves_the_same_day(visit: Visit) -> None:
    found = []
    for day in ("2020-06-01", "2020-06-08"):
        site = visit({YAML: DATED.replace("2020-06-01", day)}, **PUBLIC)
        (event,) = events(site)
        found.append((feed(site).entries[0].id, str(event["uid"])))
    assert found[0][0] != found[1][0] and found[0][1] == found[1][1]


def test_of_two_appeals_of_one_case_each_keeps_its_day(visit: Visit) -> None:
    one = DATED.replace("language: en", "language: en\ncase: UA 1/20")
    two = one.replace("2020-06-01", "2020-07-01")
    uids = {
        str(event["dtstart"].to_ical()): str(event["uid"]) for event in events(visit({YAML: one, "b/appeal.yaml": two}))
    }
    assert len(uids) == len(set(uids.values())) == 2


@pytest.mark.parametrize("kind", ["draft", "embargo"])
def test_what_isnt_public_is_in_nothing_that_can_be_followed(visit: Visit, kind: str) -> None:
    site = visit({"hidden/appeal.yaml": hidden(kind)}, **PUBLIC)
    for place in (*PLACES, "/topics/lawyers"):
        for form in FORMS:
            assert "canary" not in site.get(f"{place}/{form}").text
    for path in ("/appeals.json", "/openapi.json", "/", "/sitemap.xml", "/countries/us", "/topics/torture"):
        assert "canary" not in site.get(path).text and "hidden" not in site.get(path).text.replace("aria-hidden", "")
    for path in (*FORMS, "card.svg"):
        assert site.get(f"/appeals/hidden/{path}").status_code == 404
    assert site.get("/appeals/hidden.json").status_code == 404


def test_after_an_embargo_it_is_there_and_as_new_as_the_embargo(visit: Visit) -> None:
    files = {"hidden/appeal.yaml": hidden("embargo"), YAML: None}
    site = visit(files, **PUBLIC, now=NOON + dt.timedelta(minutes=5))
    os.utime(Path(site.app.extensions["letters"].settings.appeals) / "hidden" / "appeal.yaml", (1, 1))
    site.app.extensions["letters"].live.look()
    (entry,) = feed(site).entries
    assert entry.updated == "2020-05-01T12:01:00+00:00"


@pytest.mark.parametrize(
    "path",
    [
        "/feed.atom",
        "/countries/us/feed.json",
        "/topics/torture/calendar.ics",
        "/appeals.json",
        f"{JANE}.json",
        f"{JANE}/card.svg",
        "/openapi.json",
        "/events/evening/event.ics",
    ],
)
def test_who_has_it_already_is_told_that_nothing_has_changed(visit: Visit, path: str) -> None:
    event = "title: An evening\nlanguage: en\nbegins: 2020-05-10 18:30\nplace: Town Hall\n"
    site = visit({YAML: DATED, "evening/event.yaml": event}, **PUBLIC)
    first = site.get(path)
    assert first.status_code == 200 and first.headers["Cache-Control"] == "public, max-age=300"
    assert "Accept-Language" in first.headers["Vary"] and first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers.getlist("Cross-Origin-Resource-Policy") == ["cross-origin"]
    for name, value in (
        ("If-None-Match", first.headers["ETag"]),
        ("If-Modified-Since", first.headers["Last-Modified"]),
    ):
        again = site.get(path, headers={name: value})
        assert (again.status_code, again.data) == (304, b""), name
    tag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    # As RFC 9110 13.1.2 compares: weakly, and in a list; a tag that doesn't fit counts more than the time.
    for value in (f"W/{tag}", f'"another", W/{tag} , "more"', "*"):
        assert site.get(path, headers={"If-None-Match": value}).status_code == 304, value
    both = {"If-None-Match": '"another"', "If-Modified-Since": changed}
    assert site.get(path, headers=both).status_code == 200
    head = site.client.head(path)
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", tag)
    assert head.headers["Content-Length"] == str(len(first.data))
    assert site.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


def test_the_day_after_the_last_one_is_a_change(visit: Visit) -> None:
    site = visit({YAML: DATED}, **PUBLIC, now=dt.datetime(2020, 5, 31, 12, tzinfo=dt.UTC))
    before = site.get("/feed.json")
    site.app.config["NOW"] = lambda: dt.datetime(2020, 6, 2, 12, tzinfo=dt.UTC)
    # The folder that the test has made is newer than both days; for who asks, it can be no newer than now.
    for name, value in (
        ("If-None-Match", before.headers["ETag"]),
        ("If-Modified-Since", before.headers["Last-Modified"]),
    ):
        after = site.get("/feed.json", headers={name: value})
        assert after.status_code == 200 and json.loads(after.data)["items"][0]["_letters"]["status"] == "closed"


def test_links_are_built_from_the_settings_address_or_else_from_a_known_host(visit: Visit) -> None:
    paths = [f"{place}/{form}" for place in PLACES for form in FORMS] + [
        "/appeals.json",
        f"{JANE}.json",
        "/openapi.json",
        f"{JANE}/card.svg",
    ]
    own, bare = visit({YAML: DATED}, **PUBLIC), visit({YAML: DATED})
    for path in paths:
        found = set(re.findall(r"https?://[^/\"<\s]+", own.get(path, base_url="http://localhost").text))
        assert found <= {ADDRESS, "http://www.w3.org", "https://jsonfeed.org"} and ADDRESS in found
        assert "http://localhost" in bare.get(path).text
        assert bare.get(path, base_url="http://evil.example").status_code == 400


def test_the_numbers_of_what_is_followed_are_the_same_under_every_host_and_in_every_language(visit: Visit) -> None:
    site = visit({YAML: DATED}, allowed_hosts=("localhost", "other.example"))

    def ids(**options: Any) -> set[str]:
        return {
            feedparser.parse(site.get("/feed.atom", **options).data).entries[0].id,
            *re.findall("UID:(.*)", site.get("/calendar.ics", **options).text),
        }

    assert ids() == ids(base_url="http://other.example") and len(ids()) == 2


@pytest.mark.usefixtures("translated")
def test_a_feed_speaks_the_language_that_is_asked_for_and_says_which_each_entry_has(visit: Visit) -> None:
    files = {
        YAML: DATED,
        "jane-doe/fr.yaml": FRENCH,
        "site.yaml": SITE + "languages: [en, fr]\n",
        "b/appeal.yaml": APPEAL,
    }
    site = visit(files, **PUBLIC)
    root = ElementTree.fromstring(site.get("/fr/feed.atom").data)  # noqa: S314 it is ours
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    atom = "{http://www.w3.org/2005/Atom}"
    assert root.get(lang) == "fr"
    assert {(entry.get(lang), entry.findtext(f"{atom}title")) for entry in root.iter(f"{atom}entry")} == {
        ("fr", "Write by 1er juin 2020\N{NO-BREAK SPACE}: Une enseignante détenue"),
        ("en", "A teacher is held"),
    }
    assert f'href="{ADDRESS}/fr{JANE}"' in site.get("/fr/feed.atom").text
    assert "Torture et mauvais traitements" in site.get("/fr/feed.atom").text


def test_an_empty_feed_is_sound_and_always_the_same(visit: Visit) -> None:
    site = visit(**PUBLIC)
    first = site.get("/topics/war/feed.atom")
    assert feedparser.parse(first.data).entries == [] and first.data == site.get("/topics/war/feed.atom").data
    assert events(site, "/countries/fr/calendar.ics") == []


@pytest.mark.parametrize(
    "path",
    [
        "/countries/xx/feed.atom",
        "/topics/nothing/feed.json",
        "/appeals/nobody/calendar.ics",
        "/topics/nothing",
        "/countries/xx",
        "/appeals/nobody.json",
    ],
)
def test_what_there_is_not_cant_be_followed(visit: Visit, path: str) -> None:
    assert visit().get(path).status_code == 404


def test_an_example_says_everywhere_that_nothing_is_to_be_sent(visit: Visit) -> None:
    site = visit({YAML: DATED + "example: 2019\n"}, **PUBLIC)
    assert "please don’t send this letter" in feed(site).entries[0].content[0].value
    assert json.loads(site.get("/feed.json").data)["items"][0]["_letters"]["example"] == 2019
    assert events(site)[0]["summary"].startswith("Example, from 2019: ")
    card = site.get(f"{JANE}/card.svg").text
    assert "Example, from 2019" in card and "An example: please send nothing." in card and "Write by" not in card


def validator(description: dict[str, Any], model: str) -> Draft202012Validator:
    schemas = {"$ref": f"#/components/schemas/{model}", "components": description["components"]}
    return Draft202012Validator(schemas, format_checker=FormatChecker())


@pytest.mark.parametrize("text", [APPEAL, DATED, STOPPED], ids=["open", "dated", "stopped"])
def test_the_json_is_as_its_openapi_document_says(visit: Visit, text: str) -> None:
    news = "title: News\nlanguage: en\ndate: 2020-04\ncase: jane-doe\ntext: At last.\n"
    site = visit({YAML: text, "b/appeal.yaml": APPEAL, "news/news.yaml": news}, **PUBLIC)
    description = json.loads(site.get("/openapi.json").data)
    assert description["servers"] == [{"url": ADDRESS}]
    OpenAPIV31SpecValidator(description).validate()
    assert description["openapi"] == "3.1.0" and set(description["paths"]) == {"/appeals.json", "/appeals/{slug}.json"}
    for path, model in (("/appeals.json", "PublishedAppeals"), (f"{JANE}.json", "PublishedAppeal")):
        answer: TestResponse = site.get(path)
        assert answer.mimetype == "application/json" and answer.json is not None
        validator(description, model).validate(answer.json)
        assert answer.json["version"] == 1
        spoilt = {**answer.json, "version": 2}
        assert not validator(description, model).is_valid(spoilt)
    made: Any = site.get("/feed.json").json
    assert made["_letters"] == {"about": f"{ADDRESS}/openapi.json", "version": 1} and len(made["items"]) == 3
    for item in made["items"]:
        validator(description, "FollowedEntry").validate(item["_letters"])
    one = site.get(f"{JANE}.json").json
    assert one and (one["write_url"] is None) == (text == STOPPED)
    assert one["to"][0]["channels"] == ["post", "email", "fax"] and one["people"][0]["name"] == "Jane Doe"
    for name in ("url", "json_url", "card_url", "feed_url"):
        assert site.get(one[name].removeprefix(ADDRESS)).status_code == 200


def test_a_card_says_that_the_appeal_has_ended_once_it_has(visit: Visit) -> None:
    for text, said in ((DATED, "Write by 1 June 2020."), (STOPPED, "This appeal has ended. Thank you.")):
        answer = visit({YAML: text}, **PUBLIC).get(f"{JANE}/card.svg")
        assert answer.mimetype == "image/svg+xml" and said in answer.text
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_pages_name_what_can_be_followed_and_how_to_embed_the_card(visit: Visit) -> None:
    site = visit({YAML: DATED.replace("A teacher", 'A "teacher" <b>')}, **PUBLIC)
    for path, place in (
        ("/", ""),
        ("/countries/us", "/countries/us"),
        ("/topics/torture", "/topics/torture"),
        (JANE, JANE),
    ):
        page = site.get(path).text
        for form in FORMS:
            assert re.search(
                rf'<link rel="alternate" type="[\w+/]+" title="[^"]+" href="{ADDRESS}{place}/{form}">', page
            )
            assert f'<a href="{ADDRESS}{place}/{form}"' in page
    page = site.get(JANE).text
    assert f"&lt;a href=&#34;{ADDRESS}{JANE}&#34;&gt;&lt;img src=&#34;{ADDRESS}{JANE}/card.svg&#34;" in page
    assert "<b>" not in page


@pytest.mark.slow
@pytest.mark.usefixtures("translated")
def test_what_is_kept_in_memory_is_kept_for_each_language_and_day_and_way_of_asking(visit: Visit) -> None:
    site = visit({YAML: DATED, "jane-doe/fr.yaml": FRENCH, "site.yaml": SITE + "languages: [en, fr]\n"}, **PUBLIC)
    french, asked = site.get("/feed.atom", headers={"Accept-Language": "fr"}).text, site.get("/fr/feed.atom").text
    assert "détenue" in french and f'href="{ADDRESS}/feed.atom"' in french
    assert f'href="{ADDRESS}/fr{JANE}"' in french and f'href="{ADDRESS}/fr/feed.atom"' in asked
    assert (
        "A teacher" in site.get("/feed.atom").text
        and site.get("/feed.atom?x=1&x=2").data == site.get("/feed.atom").data
    )
    site.app.config["NOW"] = lambda: dt.datetime(2020, 6, 2, 12, tzinfo=dt.UTC)
    assert "The last day to write was 1 June 2020." in site.get("/feed.atom").text
