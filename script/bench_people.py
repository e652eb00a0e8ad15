"""Invented people and their letters, as many as `script/bench` asks for."""

from __future__ import annotations

import datetime as dt

from letters.compose import compose, words_from
from letters.letter import Letter
from letters.library.library import read
from letters.resources import folder
from letters.supporter import supporter_from

SLUG, ADDRESSEE = "tashpolat-tiyip", "xi-jinping"
DATE = dt.date(2026, 1, 5)
FIRST = "Ada Bela Carla Dario Elif Finn Greta Hugo Ines Jonas Kaya Lena Milan Nora Omar Paula Quinn Rosa Tara".split()
LAST = "Abel Berg Costa Dahl Ekman Frost Grau Holm Iversen Jansen Klein Lang Moreau Novak Olsen Peters Roth".split()
STREETS = "Mill Lane, High Street, Station Road, Church Walk, Long Acre, Park View, Bridge End".split(", ")
TOWNS = "Leeds York Ripon Selby Whitby Hexham Durham Kendal Skipton Malton Otley".split()


def person(number: int) -> dict[str, str]:
    """Somebody invented, another one for each number: the cells of a list of members."""
    return {
        "name": f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}",
        "street": f"{number // 100 + 1} {STREETS[number % len(STREETS)]}",
        "postcode": f"LS{number % 28 + 1} {number % 9 + 1}AB",
        "town": TOWNS[number % len(TOWNS)],
        "country": "GB",
    }


def own_words(number: int) -> str:
    """Two sentences that nobody else writes."""
    one = person(number)
    return (
        f"I have taught in {one['town']} for {number % 40 + 2} years, and each spring we speak of this case. "
        f"My neighbours in {one['street']} signed with me, {number + 3} people in all."
    )


def letters_of(count: int, *, own: bool) -> list[Letter]:
    """Letters of one appeal to one addressee, from as many people."""
    library = read(folder("appeals"))
    appeal = library.appeals[SLUG]
    text, copies = appeal.texts_in("en").letter, library.copies(appeal, "GB")
    return [
        compose(
            appeal,
            ADDRESSEE,
            supporter_from({**person(number), "sign_as": "full"}),
            words_from(text, points=[], own=[own_words(number)] if own else [], text=""),
            language="en",
            date=DATE,
            copies=copies,
        )
        for number in range(count)
    ]
