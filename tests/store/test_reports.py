"""Letters that were sent, as those say who sent them: counted, never kept one by one, and gone in the end."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
import sqlalchemy as sa
from databases import KEYS, NOW, TODAY, a_store, an_empty_store, rows  # noqa: F401 two are fixtures

from letters.channel import Channel
from letters.errors import Refused
from letters.reporting.report import Source
from letters.signing.keys import Keys
from letters.store.budgets import Full
from letters.store.closing import Closing
from letters.store.database import Store
from letters.store.reports import Reported, ReportLimits, Reports, Ticket, tidy
from letters.store.schema import metadata
from letters.store.signatures import Ended

MONDAY = dt.date(2026, 3, 2)
A_WEEK, A_MONTH = dt.timedelta(days=7), dt.timedelta(days=30)
POST, EMAIL = Channel.POST, Channel.EMAIL


def ticket(number: int, ends: dt.datetime = NOW + A_MONTH) -> Ticket:
    return Ticket(number=number.to_bytes(16, "big"), ends=ends)


def reports(
    store: Store, number: int, *sent: tuple[str, Channel], country: str = "", slug: str = "jane-doe",
    today: dt.date = TODAY, ended: dt.date | None = None, limits: ReportLimits | None = None,
) -> bool:  # fmt: skip
    letters = [Reported(addressee=key, channel=channel) for key, channel in sent or (("mayor", POST),)]
    ours = Reports(store, KEYS, limits=limits)
    return ours.report(slug, letters, country, ticket(number), now=NOW, today=today, ended=ended)


def posts(store: Store, letters: dict[str, int], number: str = "D3X0-68DC-DE93", today: dt.date = TODAY) -> object:
    return Reports(store, KEYS).report_pack("jane-doe", number, POST, letters, now=NOW, today=today)


def counts(store: Store) -> list[tuple[dt.date, str, str, str, int]]:
    tally = Reports(store, KEYS).tally("jane-doe")
    return [(each.week, each.source, each.channel, each.addressee, each.letters) for each in tally.counted]


def test_letters_are_summed_by_week_channel_and_addressee_and_people_by_week_and_country(store: Store) -> None:
    assert reports(store, 1, ("mayor", POST), ("judge", EMAIL), country="GB")
    assert reports(store, 2, ("mayor", POST), country="FR")
    assert reports(store, 3, ("mayor", EMAIL))
    assert reports(store, 4, country="GB", today=TODAY + A_WEEK)
    later = MONDAY + A_WEEK
    assert counts(store) == [
        (MONDAY, "supporters", "email", "judge", 1),
        (MONDAY, "supporters", "email", "mayor", 1),
        (MONDAY, "supporters", "post", "mayor", 2),
        (later, "supporters", "post", "mayor", 1),
    ]
    tally = Reports(store, KEYS).tally("jane-doe")
    people = sorted((each.week, each.country, each.people) for each in tally.people)
    assert people == [(MONDAY, "FR", 1), (MONDAY, "GB", 1), (later, "GB", 1)]
    assert tally.since == TODAY


def test_a_ticket_counts_once_and_nothing_links_it_to_what_was_reported(store: Store) -> None:
    assert reports(store, 1, country="GB")
    before = counts(store)
    assert not reports(store, 1, country="FR")
    assert counts(store) == before
    with store.reading() as connection:
        held = {name: connection.execute(sa.select(table)).all() for name, table in metadata.tables.items()}
    number = ticket(1).number
    assert not [name for name, found in held.items() for row in found for cell in row if cell in (number, number.hex())]
    # What knows the ticket again is a fingerprint, beside those of the budgets, with nothing but its end.
    assert [tuple(row)[1:] for row in held["budgets"] if tuple(row)[2] == NOW + A_MONTH] == [(2, NOW + A_MONTH)]


def test_a_fingerprint_of_a_ticket_goes_when_the_ticket_has_expired(store: Store) -> None:
    reports(store, 1)
    assert rows(store, "budgets") == 3
    Closing(store).tidy({}, today=TODAY, now=NOW + dt.timedelta(hours=2))
    assert rows(store, "budgets") == 1
    Closing(store).tidy({}, today=TODAY, now=NOW + A_MONTH)
    assert rows(store, "budgets") == 0


def test_too_many_reports_in_an_hour_are_refused_and_their_tickets_stay_good(store: Store) -> None:
    few = ReportLimits(appeal=2, site=3)
    assert reports(store, 1, limits=few) and reports(store, 2, limits=few)
    with pytest.raises(Full):
        reports(store, 3, limits=few)
    assert reports(store, 4, slug="other", limits=few)
    with pytest.raises(Full):
        reports(store, 5, slug="third", limits=few)
    assert sum(count for *_, count in counts(store)) == 2
    assert reports(store, 3) and reports(store, 5)


def test_of_threads_with_one_ticket_one_counts(store: Store) -> None:
    done: list[bool] = []
    threads = [threading.Thread(target=lambda: done.append(reports(store, 1))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False] * 5 + [True]
    assert [count for *_, count in counts(store)] == [1]


def test_a_pack_counts_once_however_often_it_is_reported(store: Store) -> None:
    assert posts(store, {"mayor": 27, "judge": 30}) is None
    assert posts(store, {"mayor": 27, "judge": 30}) == {"mayor": 27, "judge": 30}
    assert counts(store) == [
        (MONDAY, "groups", "post", "judge", 30),
        (MONDAY, "groups", "post", "mayor", 27),
    ]
    (pack,) = Reports(store, KEYS).tally("jane-doe").packs
    assert (pack.total, pack.channel, pack.day, pack.by_site) == (57, POST, TODAY, False)


def test_a_correction_counts_in_the_week_in_which_it_comes(store: Store) -> None:
    posts(store, {"mayor": 27})
    posts(store, {"mayor": 20, "judge": 3}, today=TODAY + A_WEEK)
    assert counts(store) == [
        (MONDAY, "groups", "post", "mayor", 27),
        (MONDAY + A_WEEK, "groups", "post", "judge", 3),
        (MONDAY + A_WEEK, "groups", "post", "mayor", -7),
    ]
    found = Reports(store, KEYS).pack("jane-doe", "D3X0-68DC-DE93")
    assert found is not None and found.letters == {"mayor": 20, "judge": 3}
    assert Reports(store, Keys("another key")).pack("jane-doe", "D3X0-68DC-DE93") is None


def test_a_pack_that_is_taken_out_counts_no_more(store: Store) -> None:
    posts(store, {"mayor": 27})
    posts(store, {"mayor": 5}, "another number")
    ours = Reports(store, KEYS)
    first, other = ours.tally("jane-doe").packs
    assert ours.remove_pack("jane-doe", first.id, today=TODAY) == first
    assert [count for *_, count in counts(store)] == [5]
    assert ours.tally("jane-doe").packs == (other,)
    with pytest.raises(Refused, match="`letters tally jane-doe` lists them"):
        ours.remove_pack("jane-doe", first.id, today=TODAY)


def test_packs_that_are_typed_on_the_site_have_a_budget_and_those_of_staff_have_none(store: Store) -> None:
    ours = Reports(store, KEYS, limits=ReportLimits(packs_appeal=1))
    for number in ("a", "b"):
        ours.report_pack("jane-doe", number, POST, {"mayor": 1}, now=NOW, today=TODAY)
    ours.report_pack("jane-doe", "c", POST, {"mayor": 1}, now=NOW, today=TODAY, by_site=True)
    with pytest.raises(Full):
        ours.report_pack("jane-doe", "d", POST, {"mayor": 1}, now=NOW, today=TODAY, by_site=True)
    assert [pack.by_site for pack in ours.tally("jane-doe").packs] == [False, False, True]


def test_a_month_after_the_end_only_the_sums_are_left(store: Store) -> None:
    reports(store, 1, ("mayor", POST), ("judge", EMAIL), country="TV")
    posts(store, {"mayor": 27})
    end = TODAY + A_WEEK
    assert tidy(store, {"jane-doe": end}, today=end + A_MONTH - dt.timedelta(days=1)) == []
    assert tidy(store, {"jane-doe": end}, today=end + A_MONTH) == ["jane-doe"]
    tally = Reports(store, KEYS).tally("jane-doe")
    assert (tally.totals.of(Source.SUPPORTERS), tally.totals.of(Source.GROUPS)) == (2, 27)
    assert (tally.counted, tally.people, tally.packs, tally.ended) == ((), (), (), end)
    assert rows(store, "reports") == rows(store, "reporters") == rows(store, "packs") == 0
    assert tidy(store, {"jane-doe": end}, today=end + A_MONTH) == []


def test_an_ended_appeal_is_reported_for_a_month_and_one_that_goes_on_is_again(store: Store) -> None:
    assert reports(store, 1, ended=TODAY)
    assert reports(store, 2, ended=TODAY, today=TODAY + A_MONTH - dt.timedelta(days=1))
    with pytest.raises(Ended):
        reports(store, 3, ended=TODAY, today=TODAY + A_MONTH)
    # A stopped appeal says "today" each day: the store knows the first.
    tidy(store, {"jane-doe": TODAY}, today=TODAY)
    with pytest.raises(Ended):
        reports(store, 3, ended=TODAY + A_MONTH, today=TODAY + A_MONTH)
    assert reports(store, 3, today=TODAY + A_MONTH)


def test_an_appeal_that_is_gone_ends_a_month_after_it_was_missed(store: Store) -> None:
    reports(store, 1)
    assert tidy(store, {}, today=TODAY) == []
    assert tidy(store, {"jane-doe": None}, today=TODAY + A_WEEK) == []
    assert tidy(store, {}, today=TODAY + 2 * A_WEEK) == []
    assert tidy(store, {}, today=TODAY + A_MONTH) == []
    assert tidy(store, {}, today=TODAY + 2 * A_WEEK + A_MONTH) == ["jane-doe"]


def test_who_has_signed_is_not_touched_by_reports(store: Store) -> None:
    reports(store, 1)
    assert Closing(store).closed() == []
    assert rows(store, "appeals") == 0
