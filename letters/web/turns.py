"""Whose turn it is where letters are made one at a time: who is new comes before who has others waiting, or cost much.

It knows nothing of letters, and of clients only a name that means nothing: see `clients`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

# Who comes this many seconds later goes first all the same, for each second of work that the other has cost lately.
_GIVES_WAY = 60.0
# What a client has cost counts half as much after so many seconds, and is forgotten after some more.
_HALVED_IN, _FORGOTTEN_AFTER = 5.0, 10.0
# How many times as much somebody must ask for as a newcomer to lose a place to it.
_GREEDY = 2


class Full(Exception):
    """There is no place, or no turn in time: come back a little later."""


@dataclass(eq=False, slots=True, kw_only=True)
class _Place:
    """One job of a client, from when it came until it is done. `cost` is what it will take, in seconds, by a guess."""

    client: str
    cost: float
    gives_way: bool
    came: float
    called: threading.Event = field(default_factory=threading.Event)
    is_out: bool = False


class Turns:
    """Hands out one turn at a time, while at most `places` wait, and none of them for more than `patience` seconds.

    The order is that of arrival, but each waits longer the more its client has cost lately and asks for before it. So
    the first letter of somebody new comes before the second of who is here already, and a short one before a long one;
    yet nobody waits for ever. Where all places are taken, the last job of who asks for most makes room for who asks
    for much less.
    """

    def __init__(self, places: int, patience: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._places, self._patience, self._clock = places, patience, clock
        self._lock = threading.Lock()
        self._waiting: list[_Place] = []
        self._served: _Place | None = None
        self._began = 0.0
        self._spent: dict[str, tuple[float, float]] = {}
        self._is_closed = False

    @contextmanager
    def turn(
        self, client: str = "", cost: float = 0.0, *, patience: float | None = None, gives_way: bool = False
    ) -> Iterator[None]:
        """Waits for its turn, and has it as long as the block runs. Raises Full.

        What `gives_way` comes only where nothing else is being made or waits.
        """
        place = _Place(client=client, cost=cost, gives_way=gives_way, came=self._clock())
        with self._lock:
            self._take(place)
        self._wait(place, self._patience if patience is None else patience)
        try:
            yield
        finally:
            with self._lock:
                self._give_back(place)

    def close(self) -> None:
        """Send away all who wait and who come from now on."""
        with self._lock:
            self._is_closed = True
            for place in list(self._waiting):
                self._send_away(place)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @property
    def is_taken(self) -> bool:
        """Whether it is somebody's turn."""
        return self._served is not None

    def _take(self, place: _Place) -> None:
        self._forget()
        if self._is_closed or (place.gives_way and self._is_needed()):
            raise Full
        if self._served is None:
            self._call(place)
            return
        self._waiting.append(place)
        if len(self._waiting) > self._places:
            self._make_room(place)

    def _is_needed(self) -> bool:
        there = [*self._waiting, self._served] if self._served else self._waiting
        return any(not place.gives_way for place in there)

    def _wait(self, place: _Place, patience: float) -> None:
        called = place.called.wait(patience)
        with self._lock:
            # It may have been called just when it was no longer waited for.
            if not called and place in self._waiting:
                self._send_away(place)
        if place.is_out:
            raise Full

    def _call(self, place: _Place) -> None:
        self._served, self._began = place, self._clock()
        place.called.set()

    def _give_back(self, place: _Place) -> None:
        now = self._clock()
        self._spent[place.client] = (self._spent_by(place.client) + now - self._began, now)
        self._served = None
        self._forget()
        if self._waiting:
            owed = self._owed()
            following = min(self._waiting, key=lambda each: (each.gives_way, each.came + _GIVES_WAY * owed[each]))
            self._waiting.remove(following)
            self._call(following)

    def _make_room(self, newcomer: _Place) -> None:
        """Sends away the last job of who asks for most. Raises Full where that is the newcomer, or hardly more."""
        owed = self._owed()
        greediest = max(self._waiting, key=lambda each: (each.gives_way, owed[each]))
        is_greedy = owed[greediest] >= _GREEDY * owed[newcomer] or greediest.gives_way
        if greediest is newcomer or not is_greedy:
            self._waiting.remove(newcomer)
            raise Full
        self._send_away(greediest)

    def _send_away(self, place: _Place) -> None:
        self._waiting.remove(place)
        place.is_out = True
        place.called.set()

    def _owed(self) -> dict[_Place, float]:
        """What each that waits comes to: what its client has cost lately, and will have once that is made, too."""
        so_far: dict[str, float] = {}
        owed = {}
        for place in self._waiting:
            so_far[place.client] = so_far.get(place.client, self._spent_by(place.client)) + place.cost
            owed[place] = so_far[place.client]
        return owed

    def _spent_by(self, client: str) -> float:
        spent, at = self._spent.get(client, (0.0, 0.0))
        return float(spent * 0.5 ** ((self._clock() - at) / _HALVED_IN))

    def _forget(self) -> None:
        """Nobody is remembered for longer than something of theirs waits, and a few seconds."""
        here, until = {place.client for place in self._waiting}, self._clock() - _FORGOTTEN_AFTER
        self._spent = {client: spent for client, spent in self._spent.items() if client in here or spent[1] > until}
