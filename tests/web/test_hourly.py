"""Every hour the site lets go of what is past its time, without anybody who asks for it."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path

import pytest
from signed import KEY_OF_SITE, OPEN_LETTER, Petition

from letters.appeal.signatories import MemberType
from letters.authoring.collected import enter, groups_of
from letters.library.library import read
from letters.settings import Settings
from letters.store.additions import Addition, Additions
from letters.store.closing import Closing
from letters.store.records import Records
from letters.web import hourly
from letters.web.collection import Collection
from letters.web.hourly import Hourly

NOON = dt.datetime(2026, 5, 2, 12, tzinfo=dt.UTC)
ENDED = OPEN_LETTER.replace("deadline: none", "deadline: 2026-03-31")


def of_site(petition: Petition, store: str = "") -> Hourly:
    settings = Settings(secret_key=KEY_OF_SITE, appeals=petition.appeals, store=store or petition.url)
    return Hourly(settings, lambda: read(petition.appeals))


def test_a_letter_that_ended_a_month_ago_is_closed_and_its_total_stands_in_its_file(tmp_path: Path) -> None:
    petition = Petition(tmp_path, text=ENDED)
    petition.signs("Maya Lind")
    of_site(petition).tidy(NOON)
    (appeal,) = read(petition.appeals).appeals.values()
    assert [(group.size, group.collected) for group in appeal.facts.signatories] == [(1, True)]
    assert Closing(petition.store).left("jane-doe", ["Maya Lind"]).is_gone


@pytest.mark.slow
def test_the_thread_does_it_and_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hourly, "_SOON", 0)
    monkeypatch.setattr(hourly, "_APART", 1)
    petition = Petition(tmp_path, text=ENDED)
    petition.signs("Maya Lind")
    ours = of_site(petition)
    ours.start()
    while not Records(petition.store).standing("jane-doe").is_entered:
        pass
    ours.end()


def test_what_cannot_be_done_is_logged_without_a_name(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    brackets = "signatories: [{group: Initiators, type: organisations, members: [The Open Desk]}]\n"
    petition = Petition(tmp_path, text=ENDED + brackets)
    petition.signs("Maya Lind")
    with caplog.at_level(logging.ERROR):
        of_site(petition).tidy(NOON)
        of_site(petition, store=f"sqlite:///{tmp_path / 'none.db'}").tidy(NOON)
    first, second = (record.getMessage() for record in caplog.records)
    assert first.startswith("The file of jane-doe can't be changed") and "weren't tidied: LETTERS_STORE" in second
    assert "Open Desk" not in caplog.text and "Lind" not in caplog.text


def test_what_stands_below_the_letter_is_not_shown_a_second_time_beside_it(tmp_path: Path) -> None:
    petition = Petition(tmp_path)
    day = dt.date(2026, 3, 5)
    added = [Addition(type=MemberType.PEOPLE, count=count, date=day, source="Market square") for count in (27, 30)]
    Additions(petition.store).add("jane-doe", added[0])
    (appeal,) = read(petition.appeals).appeals.values()
    enter(appeal, groups_of([], added[:1], "en", day)).save()
    Additions(petition.store).add("jane-doe", added[1])
    (appeal,) = read(petition.appeals).appeals.values()
    settings = Settings(secret_key=KEY_OF_SITE, appeals=petition.appeals, store=petition.url)
    assert [each.count for each in Collection(settings).counted(appeal, NOON).elsewhere] == [30]
