"""Signatures end: nobody signs any more, the total is kept, and nobody who signed can be found again."""

from __future__ import annotations

import datetime as dt

import pytest
from databases import KEYS, NOW, TODAY, a_store, an_empty_store, asks, rows, signs  # noqa: F401 two are fixtures

from letters.store.closing import Closed, Closing
from letters.store.database import Store
from letters.store.signatures import Asked, Ended, Result, Signatures

A_MONTH = dt.timedelta(days=30)


def sign(store: Store, asked: Asked) -> None:
    assert signs(Signatures(store, KEYS), asked).result is Result.SIGNED


def test_closing_keeps_the_total_and_nothing_by_which_anybody_is_found(store: Store) -> None:
    sign(store, asks(stays_in_touch=True))
    sign(store, asks("Jonas Beispiel", "jonas@example.org", organisation="Quadrant Chess Club"))
    Signatures(store, KEYS).ask(asks("Elodie Exemple", "elodie@example.com"), NOW)
    canaries = ["Maya Lind", "maya@example.org", "Leeds", "Quadrant Chess Club", "Elodie", "elodie@example.com"]
    before = Closing(store).left("liu-xia", canaries)
    assert {trace.index for trace in before.traces} == set(range(6))
    assert before.has_key and not before.is_gone

    closed = Closing(store).close("liu-xia", TODAY)
    assert closed == Closed(appeal="liu-xia", day=TODAY, people=1, organisations=1)
    left = Closing(store).left("liu-xia", canaries)
    assert left.is_gone and not left.has_key and left.traces == () and left.free_pages == 0
    assert {name for name, number in left.rows.items() if number} == {"documents"}


def test_closing_again_says_the_same_and_nobody_signs_afterwards(store: Store) -> None:
    sign(store, asks())
    first = Closing(store).close("liu-xia", TODAY)
    assert Closing(store).close("liu-xia", TODAY + A_MONTH) == first
    with pytest.raises(Ended):
        Signatures(store, KEYS).ask(asks("Somebody Else", "else@example.org"), NOW)


def test_closing_one_appeal_leaves_the_others_alone(store: Store) -> None:
    sign(store, asks())
    sign(store, asks(appeal="vancouver"))
    Closing(store).close("liu-xia", TODAY)
    assert Signatures(store, KEYS).counted("vancouver")[0].people == 1


def test_an_end_is_remembered_once(store: Store) -> None:
    sign(store, asks())
    assert Closing(store).end("liu-xia", TODAY) == TODAY
    assert Closing(store).end("liu-xia", TODAY + A_MONTH) == TODAY
    with pytest.raises(Ended):
        Signatures(store, KEYS).ask(asks("Somebody Else", "else@example.org"), NOW)


def test_an_appeal_is_closed_a_month_after_its_end(store: Store) -> None:
    sign(store, asks())
    closing, end = Closing(store), {"liu-xia": TODAY}
    assert closing.tidy(end, today=TODAY, now=NOW) == []
    # A stopped appeal says "today" each day: the first day counts.
    later = TODAY + A_MONTH - dt.timedelta(days=1)
    assert closing.tidy({"liu-xia": later}, today=later, now=NOW) == []
    last = TODAY + A_MONTH
    assert [each.people for each in closing.tidy({"liu-xia": last}, today=last, now=NOW)] == [1]
    assert closing.tidy({"liu-xia": last}, today=last, now=NOW) == []
    assert [each.day for each in closing.closed()] == [last]


def test_an_appeal_whose_deadline_is_moved_is_signed_again(store: Store) -> None:
    sign(store, asks())
    Closing(store).tidy({"liu-xia": TODAY}, today=TODAY, now=NOW)
    Closing(store).tidy({"liu-xia": None}, today=TODAY, now=NOW)
    sign(store, asks("Jonas Beispiel", "jonas@example.org"))


def test_an_appeal_whose_end_was_noted_before_anybody_signed_is_signed_once_it_is_moved(store: Store) -> None:
    Closing(store).end("liu-xia", TODAY)
    Closing(store).tidy({"liu-xia": None}, today=TODAY, now=NOW)
    sign(store, asks())


def test_an_appeal_that_is_missed_is_closed_after_a_month_unless_it_comes_back(store: Store) -> None:
    sign(store, asks())
    closing = Closing(store)
    assert closing.tidy({}, today=TODAY, now=NOW) == []
    sign(store, asks("Jonas Beispiel", "jonas@example.org"))
    assert closing.tidy({"liu-xia": None}, today=TODAY + A_MONTH, now=NOW) == []
    assert closing.tidy({}, today=TODAY + A_MONTH, now=NOW) == []
    assert [each.people for each in closing.tidy({}, today=TODAY + 2 * A_MONTH, now=NOW)] == [2]


def test_what_is_past_its_time_is_deleted(store: Store) -> None:
    Signatures(store, KEYS).ask(asks(), NOW)
    closing = Closing(store)
    for days, number in ((7, 1), (8, 0)):
        now = NOW + dt.timedelta(days=days)
        closing.tidy({"liu-xia": None}, today=now.date(), now=now)
        assert [rows(store, table) for table in ("pending", "outbox", "budgets")] == [number, number, 0]
    assert not Closing(store).left("liu-xia", ["maya@example.org"]).traces


def test_the_name_of_a_domain_goes_when_fewer_than_five_are_left(store: Store) -> None:
    outcomes = [
        signs(Signatures(store, KEYS), asks(f"Person {letter}", f"{letter}@rare.example")) for letter in "ABCDE"
    ]
    Closing(store).tidy({"liu-xia": None}, today=TODAY, now=NOW)
    assert rows(store, "domains") == 1
    Signatures(store, KEYS).withdraw(outcomes[0].token)
    Closing(store).tidy({"liu-xia": None}, today=TODAY, now=NOW)
    assert rows(store, "domains") == 0
