"""The vocabulary of topics: each with a name in every language of the pages, and unknown ones refused with a hint."""

from __future__ import annotations

import re

import pytest
from conftest import APPEAL, Make
from places import CHECKOUT

from letters.appeal.topics import LANGUAGES, TOPICS, topic_named
from letters.library.library import Library, read


def test_each_topic_has_a_name_of_its_own_in_every_language() -> None:
    assert len(TOPICS) > 20 and list(TOPICS) == sorted(TOPICS)
    for language in LANGUAGES:
        names = [names[language] for names in TOPICS.values()]
        assert len(set(names)) == len(names) and all(names)
    assert all(
        re.search("[\u0600-\u06ff]", names["ar"]) and re.search("[\u4e00-\u9fff]", names["zh"])
        for names in TOPICS.values()
    )


def test_a_language_without_names_is_told_that_they_are_english() -> None:
    assert topic_named("torture", "fr") == ("Torture et mauvais traitements", "fr")
    assert topic_named("torture", "ko") == ("Torture and ill-treatment", "en")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[death-penalti]", "there is no topic 'death-penalti' (did you mean death-penalty?)"),
        ("[Todesstrafe]", "(did you mean death-penalty?)"),
        ("[Women's rights]", "(did you mean women?)"),
        ("[xyz]", "known: arbitrary-detention, business"),
        ("torture", "must be a list of topics: write [torture]"),
        ("[torture, police, torture]", "is in this list twice"),
    ],
)
def test_what_is_no_topic_is_an_error_with_what_was_meant(make_appeals: Make, written: str, said: str) -> None:
    text = APPEAL.replace("country: US\n", f"country: US\ntopics: {written}\n")
    library = read(make_appeals({"jane-doe/appeal.yaml": text}))
    (finding,) = library.findings
    assert said in finding.message and finding.line == 3 and not library.appeals


def test_the_documentation_lists_every_topic() -> None:
    page = (CHECKOUT / "docs" / "appeals.md").read_text("utf-8")
    listed = dict(
        re.findall(
            r"^\| `([a-z-]+)` \| ([A-Z].*) \|$", page.partition("### Topics")[2].partition("###")[0], re.MULTILINE
        )
    )
    assert listed == {key: names["en"] for key, names in TOPICS.items()}


def test_every_appeal_that_ships_names_its_topics(shipped: Library) -> None:
    assert [slug for slug, appeal in shipped.appeals.items() if not appeal.facts.topics] == []
