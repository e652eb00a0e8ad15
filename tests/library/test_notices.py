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
