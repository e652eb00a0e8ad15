"""News and events from the command line: begun, translated, checked and listed."""

from __future__ import annotations

import pytest
from conftest import APPEAL, Make
from doors import in_process

from letters.library.library import read

NUMBERED = APPEAL.replace("language: en", "language: en\ncase: UA 1/20")
NEWS = ("new-news", "lawyer", "--title", "A lawyer: at last", "--date", "2020-04", "--case", "UA 1/20")
EVENT = (
    *("new-event", "evening", "--title", "An evening", "--begins", "2030-12-10 18:30", "--ends", "2030-12-10 20:00"),
    *("--time-zone", "Europe/Paris", "--place", "Town Hall", "--online", "https://talks.example/"),
)
FILE = {"jane-doe/appeal.yaml": NUMBERED}


@pytest.mark.parametrize("words", [NEWS, EVENT], ids=["news", "event"])
def test_a_new_one_is_a_draft_that_says_what_to_write(make_appeals: Make, words: tuple[str, ...]) -> None:
    appeals = make_appeals(FILE)
    said = in_process(*words, "--appeals", appeals, cwd=appeals)
    assert said.returncode == 0 and f"letters preview {words[1]} --appeals" in said.stdout
    library = read(appeals)
    notice = library.notices[words[1]]
    assert not library.findings and notice.facts.status == "draft" and notice.facts.title == words[3]
    checked = in_process("check", "--appeals", appeals, cwd=appeals)
    assert (
        checked.returncode == 0 and "1 appeal and 1 news item or event checked: 0 errors, 2 warnings" in checked.stdout
    )
    assert "[A406]" in checked.stdout and "waits for its text" in checked.stdout
    again = in_process(*words, "--appeals", appeals, cwd=appeals)
    assert again.returncode == 1 and "already exists" in again.stderr


def test_what_is_missing_or_wrong_is_said_all_at_once_and_nothing_is_written(make_appeals: Make) -> None:
    appeals = make_appeals(FILE)
    words = ("--begins", "tonight", "--time-zone", "Londn", "--case", "jane-do", "--online", "here")
    said = in_process("new-event", "evening", *words, "--appeals", appeals, cwd=appeals)
    assert said.returncode == 1 and not (appeals / "evening").exists()
    for each in ("--title is missing", "write it as 2026-12-10 18:30", "isn't a time zone", "did you mean jane-doe?"):
        assert each in said.stderr, each
    assert "the name of its folder" in in_process("new-news", "A B", "--appeals", appeals, cwd=appeals).stderr


def test_a_translation_is_begun_finished_and_told_of_changes(make_appeals: Make) -> None:
    text = "title: An evening\nlanguage: en\nbegins: 2030-12-10 18:30\nplace: Town Hall\nspeakers: [Ada, Bo]\n"
    text += "text: Come.\n"
    appeals = make_appeals({**FILE, "evening/event.yaml": text})
    command = ("translate", "evening", "fr", "--appeals", appeals)
    assert "5 texts still to be translated" in in_process(*command, cwd=appeals).stdout
    waiting = appeals / "evening" / "unfinished" / "fr.yaml"
    begun = waiting.read_text(encoding="utf-8")
    # The note above the head says [...] too.
    head, _, places = begun.partition("\n\n#| ")
    for word in ("Une soirée", "Mairie", "Ada", "Bo", "Venez."):
        places = places.replace("[...]", word, 1)
    begun = f"{head}\n\n#| {places}"
    waiting.write_text(begun, encoding="utf-8")
    assert "A408" in in_process("check", "evening", "--appeals", appeals, cwd=appeals).stdout
    assert "The translation is complete" in in_process(*command, cwd=appeals).stdout
    event = read(appeals).notices["evening"]
    assert (event.texts["fr"].place, event.texts["fr"].speakers) == ("Mairie", ("Ada", "Bo"))
    (appeals / "evening" / "event.yaml").write_text(text.replace("Come.", "Do come."), encoding="utf-8")
    checked = in_process("check", "evening", "--appeals", appeals, cwd=appeals)
    assert "the text has changed since this was translated" in checked.stdout and "fr.yaml" in checked.stdout
    assert "1 text changed in the file it translates since" in in_process(*command, cwd=appeals).stdout


def test_the_list_names_news_and_events_below_the_appeals(make_appeals: Make) -> None:
    appeals = make_appeals(FILE)
    in_process(*NEWS, "--appeals", appeals, cwd=appeals)
    event = "title: Long ago\nlanguage: en\nbegins: 2019-12-10 18:30\nplace: Hall\n"
    (appeals / "long-ago").mkdir()
    (appeals / "long-ago" / "event.yaml").write_text(event, encoding="utf-8")
    lines = [line.split() for line in in_process("list", "--appeals", appeals, cwd=appeals).stdout.splitlines()]
    assert [line[0] for line in lines] == ["jane-doe", "lawyer", "long-ago"]
    assert lines[1][-4:] == ["US", "2020-04", "news,", "draft"] and lines[2][-3:] == ["2019-12-10", "event,", "over"]


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        ("2026-03-29 01:30", "no clock there shows"),
        ("2026-10-25 01:30", "comes twice that night"),
        ("2026-10-25 18:30", ""),
    ],
)
def test_an_hour_that_clocks_jump_over_or_show_twice_is_noticed(make_appeals: Make, begins: str, said: str) -> None:
    event = f"title: An evening\nlanguage: en\nbegins: {begins}\nplace: Hall\n"
    appeals = make_appeals({**FILE, "evening/event.yaml": event})
    found = [
        each for each in in_process("check", "--appeals", appeals, cwd=appeals).stdout.splitlines() if "A452" in each
    ]
    assert (len(found) == 1 and said in found[0]) if said else not found


def test_news_of_tomorrow_is_noticed_unless_it_waits_for_its_time(make_appeals: Make) -> None:
    news = "title: Soon\nlanguage: en\ndate: 2999-01-01\ntext: Soon.\n"
    appeals = make_appeals({**FILE, "soon/news.yaml": news})
    assert "A453" in in_process("check", "soon", "--appeals", appeals, cwd=appeals).stdout
    (appeals / "soon" / "news.yaml").write_text(news + "embargo: 2999-01-01T00:00Z\n", encoding="utf-8")
    assert "A453" not in in_process("check", "soon", "--appeals", appeals, cwd=appeals).stdout


def test_a_command_for_appeals_says_what_else_the_name_stands_for(make_appeals: Make) -> None:
    appeals = make_appeals(FILE)
    in_process(*NEWS, "--appeals", appeals, cwd=appeals)
    said = in_process("stop", "lawyer", "--outcome", "x", "--yes", "--appeals", appeals, cwd=appeals)
    assert said.returncode == 1 and "lawyer is news, not an appeal; this is for appeals: jane-doe" in said.stderr
