"""News and events: files like an appeal's, with errors that say what is wrong, where, and what to do."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import APPEAL, Make

from letters.appeal.notice import EventFile
from letters.check import findings
from letters.library.apart import parsed
from letters.library.library import read

NEWS = "title: She may see a lawyer\nlanguage: en\ndate: 2020-04-28\ncase: jane-doe\ntext: At last.\n"
EVENT = "title: An evening\nlanguage: en\nbegins: 2020-05-10 18:30\nplace: Town Hall\ncase: UA 1/20\n"
NUMBERED = APPEAL.replace("language: en", "language: en\ncase: UA 1/20\ntopics: [lawyers]")
FILES = {"jane-doe/appeal.yaml": NUMBERED, "lawyer/news.yaml": NEWS, "evening/event.yaml": EVENT}


def test_news_and_events_are_read_and_take_country_and_topics_from_their_case(make_appeals: Make) -> None:
    library = read(make_appeals(FILES))
    assert not library.findings and list(library.appeals) == ["jane-doe"]
    news, event = library.notices["lawyer"], library.notices["evening"]
    for notice in (news, event):
        assert (notice.appeals, notice.country, notice.topics) == (("jane-doe",), "US", ("lawyers",))
    assert news.day == dt.date(2020, 4, 28) and event.day == dt.date(2020, 5, 10)
    assert isinstance(event.facts, EventFile) and event.facts.begins == dt.datetime(2020, 5, 10, 18, 30)
    assert not [
        found for found in findings(library, dt.date(2020, 5, 1)) if found.file.name in ("news.yaml", "event.yaml")
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "said"),
    [
        ("news", "date: 2020-04-28\n", "", "A201", "is missing"),
        ("news", "2020-04-28", "28.4.2020", "A212", "write 2020-04-28"),
        ("news", "jane-doe", "jane-do", "A328", "there is no case 'jane-do' here (did you mean jane-doe?)"),
        ("news", "text:", "txt:", "A202", "did you mean text?"),
        ("news", "At last.", '"[what happened]"', "A320", "what happened"),
        ("event", "UA 1/20", "UA 1/21", "A328", "(did you mean UA 1/20?)"),
        ("event", "2020-05-10 18:30", "tonight", "A213", "write it as 2026-12-10 18:30"),
        ("event", "2020-05-10 18:30", "2020-05-10T18:30Z", "A213", "`time_zone` says where"),
        ("event", "place:", "ends: 2020-05-10 17:30\nplace:", "A302", "is earlier than `begins`"),
        ("event", "place:", "time_zone: Europe/Londn\nplace:", "A220", "did you mean Europe/London?"),
        ("event", "language: en\n", "language: en\ntopics: [lawyer]\n", "A225", "did you mean lawyers?"),
        ("event", "language: en\n", "language: en\nkind: news\n", "A208", "event"),
        ("event", "language: en\n", "language: en\nstatus: canceled\n", "A208", "cancelled"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_leaves_the_others_in_place(
    make_appeals: Make, name: str, old: str, new: str, code: str, said: str
) -> None:
    path = {"news": "lawyer/news.yaml", "event": "evening/event.yaml"}[name]
    assert old in FILES[path]
    library = read(make_appeals({**FILES, path: FILES[path].replace(old, new)}))
    found = [finding for finding in library.findings if finding.code == code]
    assert found and said in found[0].message and found[0].file.name == f"{name}.yaml", library.findings
    assert len(library.notices) == 1 and len(library.appeals) == 1


FRENCH_NEWS = "title: Elle peut voir un avocat\ntext: Enfin.\n"
FRENCH_EVENT = "title: Une soirée\nplace: Mairie\n"


def test_a_translation_gives_the_texts_and_takes_the_rest_from_the_file(make_appeals: Make) -> None:
    library = read(make_appeals({**FILES, "lawyer/fr.yaml": FRENCH_NEWS, "evening/fr.yaml": FRENCH_EVENT}))
    assert not library.findings
    news, event = library.notices["lawyer"], library.notices["evening"]
    assert (news.texts_in("fr").title, news.texts_in("fr").text) == ("Elle peut voir un avocat", "Enfin.")
    assert (news.texts_in("de").title, news.language_of("title", "de")) == ("She may see a lawyer", "en")
    assert (event.texts_in("fr").place, event.language_of("place", "fr")) == ("Mairie", "fr")


@pytest.mark.parametrize(
    ("path", "text", "code", "said"),
    [
        ("lawyer/fr.yaml", "title: Elle\n", "A201", "text is missing"),
        ("lawyer/fr.yaml", FRENCH_NEWS + "place: Ici\n", "A317", "news has no place"),
        ("lawyer/fr.yaml", FRENCH_NEWS + "date: 2020-04-28\n", "A202", "no such field"),
        ("lawyer/en.yaml", FRENCH_NEWS, "A316", "the file's own language"),
        ("lawyer/french.yaml", FRENCH_NEWS, "A316", "rename it to fr.yaml"),
        ("lawyer/fr.yaml", FRENCH_NEWS.replace("Enfin.", '"[...]"'), "A320", "waits"),
        ("evening/fr.yaml", FRENCH_EVENT + "text: Venez.\n", "A317", "the event has no text"),
        (
            "evening/fr.yaml",
            FRENCH_EVENT + "speakers: [Ada]\n",
            "A317",
            "must be as many as in event.yaml, which has 0",
        ),
    ],
)
def test_a_translation_that_says_something_else_is_left_out_alone(
    make_appeals: Make, path: str, text: str, code: str, said: str
) -> None:
    library = read(make_appeals({**FILES, path: text}))
    (finding,) = library.findings
    assert (finding.code, finding.file.name) == (code, path.partition("/")[2]) and said in finding.message
    assert len(library.notices) == 2 and all(len(notice.texts) == 1 for notice in library.notices.values())


@pytest.mark.parametrize(
    ("extra", "now", "is_over"),
    [
        ("ends: 2020-05-10 20:00\n", "2020-05-10T18:59+00:00", False),
        ("ends: 2020-05-10 20:00\n", "2020-05-10T19:00+00:00", True),
        ("", "2020-05-10T22:59+00:00", False),
        ("", "2020-05-10T23:00+00:00", True),
        ("time_zone: Asia/Tokyo\n", "2020-05-10T15:00+00:00", True),
    ],
)
def test_an_event_is_over_when_it_ends_or_its_day_does_where_it_takes_place(
    make_appeals: Make, extra: str, now: str, is_over: bool
) -> None:
    library = read(make_appeals({**FILES, "evening/event.yaml": EVENT + extra}))
    facts = library.notices["evening"].facts
    assert isinstance(facts, EventFile)
    assert facts.is_over(dt.datetime.fromisoformat(now), library.site.zone) is is_over


def test_an_appeals_folder_and_a_folder_for_two_are_refused(make_appeals: Make) -> None:
    library = read(make_appeals({**FILES, "jane-doe/news.yaml": NEWS, "lawyer/event.yaml": EVENT}))
    assert [finding.code for finding in library.findings] == ["A316", "A327"]
    assert set(library.notices) == {"lawyer", "evening"} and "jane-doe" in library.appeals


def test_a_folder_that_leads_elsewhere_is_left_out(make_appeals: Make) -> None:
    root = make_appeals(FILES)
    outside = root.parent / "outside"
    (root / "lawyer").rename(outside)
    (root / "lawyer").symlink_to(outside)
    library = read(root)
    assert [finding.code for finding in library.findings] == ["A309"] and set(library.notices) == {"evening"}


def test_they_are_read_in_the_bounded_process_too() -> None:
    assert b'"data"' in parsed("evening/event.yaml", EVENT) and b'"data"' in parsed("lawyer/news.yaml", NEWS)
    assert b'"data"' in parsed("fr.yaml", FRENCH_NEWS)
