"""The order in which letters are made, without making any."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from letters.web.turns import Full, Turns

MINUTE = 60.0
Ask = Callable[..., None]


class Office:
    """Turns, a clock that is set by hand, and clients who each wait in a thread of their own."""

    def __init__(self, places: int) -> None:
        self.now = 0.0
        self.turns = Turns(places, MINUTE, lambda: self.now)
        self.served: list[str] = []
        self.sent_away: list[str] = []
        self._threads: list[threading.Thread] = []
        self._left = threading.Semaphore(0)

    def ask(self, what: str, cost: float = 0.05, takes: float = 0.05, **options: bool) -> None:
        """Somebody asks: `anna 2` is the second letter of the client anna. Comes back once it waits, or had to go."""
        before = self.turns.waiting, len(self.sent_away)
        thread = threading.Thread(target=self._ask, args=(what, cost, takes), kwargs=options)
        thread.start()
        self._threads.append(thread)
        while (self.turns.waiting, len(self.sent_away)) == before and thread.is_alive():
            pass

    def _ask(self, what: str, cost: float, takes: float, **options: bool) -> None:
        try:
            with self.turns.turn(what.split()[0], cost, **options):
                self.served.append(what)
                self.now += takes
        except Full:
            self.sent_away.append(what)

    def close(self) -> list[str]:
        for thread in self._threads:
            thread.join(MINUTE)
        return self.served


@pytest.fixture
def office() -> Office:
    return Office(places=4)


def test_a_new_supporter_comes_before_who_waits_for_several(office: Office) -> None:
    with office.turns.turn("greta", 0.05):
        for number in range(3):
            office.ask(f"greta {number}")
        office.now = 2.0
        office.ask("nora 0")
    assert office.close() == ["nora 0", "greta 0", "greta 1", "greta 2"]


def test_who_asks_for_the_first_time_alike_comes_in_the_order_of_arrival(office: Office) -> None:
    with office.turns.turn("zoe", 0.05):
        for name in ("anna", "bert", "carl"):
            office.now += 0.5
            office.ask(f"{name} 0")
    assert office.close() == ["anna 0", "bert 0", "carl 0"]


def test_it_is_time_that_counts_and_not_the_number(office: Office) -> None:
    with office.turns.turn("greta", 0.05):
        office.now = 3.0  # a guess that was wrong: it took three seconds
        office.ask("greta 0")
        office.ask("nora 0")
        office.ask("nora 1")
    assert office.close() == ["nora 0", "nora 1", "greta 0"]


def test_a_short_letter_comes_before_a_long_one(office: Office) -> None:
    with office.turns.turn("zoe", 0.05):
        office.ask("greta 0", cost=1.0)
        office.now += 1
        office.ask("nora 0")
    assert office.close() == ["nora 0", "greta 0"]


def test_nobody_waits_for_ever_behind_those_who_come_later(office: Office) -> None:
    with office.turns.turn("zoe", 0.05):
        office.ask("greta 0", cost=0.5)
        office.now += 31  # half a second of work: others go first for half a minute
        office.ask("nora 0")
    assert office.close() == ["greta 0", "nora 0"]


def test_what_somebody_has_cost_fades_and_is_forgotten(office: Office) -> None:
    with office.turns.turn("greta", 0.05):
        office.now += 1
    assert office.turns._spent_by("greta") == pytest.approx(1)
    office.now += 5
    assert office.turns._spent_by("greta") == pytest.approx(0.5)
    office.now += 6
    with office.turns.turn("nora", 0.05):
        pass
    assert set(office.turns._spent) == {"nora"}


def test_where_no_place_is_left_the_greediest_loses_its_last(office: Office) -> None:
    with office.turns.turn("zoe", 0.05):
        for number in range(4):
            office.ask(f"greta {number}")
        office.ask("nora 0")
        office.ask("omar 0")
    assert office.close() == ["greta 0", "nora 0", "omar 0", "greta 1"]
    assert office.sent_away == ["greta 3", "greta 2"]


def test_who_asks_for_one_long_letter_loses_its_place_to_who_asks_for_a_short_one(office: Office) -> None:
    with office.turns.turn("zoe", 0.05):
        office.ask("greta 0", cost=5.0)
        for name in ("anna", "bert", "carl", "nora"):
            office.ask(f"{name} 0")
    assert office.close() == ["anna 0", "bert 0", "carl 0", "nora 0"] and office.sent_away == ["greta 0"]


def test_where_all_ask_alike_the_last_is_asked_to_come_back(office: Office) -> None:
    with office.turns.turn("zoe", 0.05):
        for name in ("anna", "bert", "carl", "dora", "emil"):
            office.ask(f"{name} 0")
    assert office.sent_away == ["emil 0"] and len(office.close()) == 4


def test_the_greediest_takes_no_place_of_others(office: Office) -> None:
    with office.turns.turn("zoe", 0.05):
        for what in ("greta 0", "anna 0", "bert 0", "carl 0", "greta 1"):
            office.ask(what)
    assert office.sent_away == ["greta 1"] and len(office.close()) == 4


def test_who_waits_too_long_is_asked_to_come_back(office: Office) -> None:
    with office.turns.turn("zoe"):
        with pytest.raises(Full), office.turns.turn("nora", patience=0.001):
            raise AssertionError("its turn never came")
        assert office.turns.waiting == 0


def test_what_gives_way_comes_only_where_nothing_else_is_made(office: Office) -> None:
    with office.turns.turn("zoe"), pytest.raises(Full), office.turns.turn("nora", gives_way=True):
        raise AssertionError("something is being made")
    with office.turns.turn("zoe", gives_way=True):
        office.ask("nora 0", gives_way=True)
        office.ask("anna 0", cost=2.0)
    assert office.close() == ["anna 0", "nora 0"]


def test_a_mistake_in_a_turn_ends_it(office: Office) -> None:
    with pytest.raises(ZeroDivisionError), office.turns.turn("zoe"):
        raise ZeroDivisionError
    assert not office.turns.is_taken


def test_when_it_closes_all_who_wait_are_sent_away_and_nobody_is_let_in(office: Office) -> None:
    with office.turns.turn("zoe"):
        office.ask("nora 0")
        office.turns.close()
        office.close()
    assert office.sent_away == ["nora 0"] and not office.served
    with pytest.raises(Full), office.turns.turn("nora"):
        raise AssertionError("it is closed")
