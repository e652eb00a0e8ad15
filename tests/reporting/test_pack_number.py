"""Numbers of packs: what they say, and that no slip goes unnoticed."""

from __future__ import annotations

import datetime as dt

import pytest

from letters.channel import Channel
from letters.errors import Refused
from letters.reporting.pack_number import MAX_LETTERS, PackNumber, pack_number, parse_pack_number
from letters.signing.checked import ALPHABET
from letters.signing.sheet_number import parse_sheet_number, sheet_number

NUMBER = pack_number("jane-doe", Channel.POST, 54, "a pack")


def test_a_number_says_which_appeal_which_channel_and_how_many() -> None:
    assert str(NUMBER) == "D3X0-68DC-DE93"
    assert parse_pack_number(str(NUMBER)) == NUMBER
    assert NUMBER.is_of("jane-doe") and not NUMBER.is_of("john-doe")
    assert (NUMBER.channel, NUMBER.letters) == (Channel.POST, 54)


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("letters", [1, 9928, MAX_LETTERS])
def test_numbers_are_read_as_they_were_made(channel: Channel, letters: int) -> None:
    number = pack_number("jane-doe", channel, letters, "a pack")
    assert parse_pack_number(str(number)) == number
    assert number.letters == letters


def test_a_pack_of_very_many_letters_does_not_say_how_many() -> None:
    assert MAX_LETTERS == 31**3 // 3 - 1 == 9929
    assert parse_pack_number(str(pack_number("jane-doe", Channel.FAX, 9930, "a pack"))).letters == 0


@pytest.mark.parametrize("typed", [str.lower, lambda text: text.replace("-", " "), lambda text: text.replace("-", "–")])
def test_it_may_be_typed_in_any_way(typed: object) -> None:
    assert callable(typed)
    assert parse_pack_number(typed(f" {NUMBER} ")) == NUMBER


def test_other_packs_appeals_and_counts_have_other_numbers() -> None:
    made = {
        str(pack_number(appeal, channel, letters, pack))
        for appeal in ("jane-doe", "john-doe")
        for channel in Channel
        for letters in (53, 54)
        for pack in ("a pack", "another")
    }
    assert len(made) == 2 * 3 * 2 * 2


def test_every_wrong_character_and_every_swap_of_neighbours_is_noticed() -> None:
    signs = str(NUMBER).replace("-", "")
    wrong = [signs[:at] + sign + signs[at + 1 :] for at in range(12) for sign in ALPHABET if sign != signs[at]]
    wrong += [
        signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :] for at in range(11) if signs[at] != signs[at + 1]
    ]
    assert len(wrong) > 360
    for text in wrong:
        with pytest.raises(Refused):
            parse_pack_number(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("P9EK", "has 12 characters, such as D3X0-68DC-DE93. This one has 4"),
        ("P9EK-7J2G-3MU1", "No pack has the character U"),
        ("", "This one has 0"),
    ],
)
def test_what_is_no_number_of_a_pack_says_why(text: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        parse_pack_number(text)


def test_numbers_of_packs_and_of_sheets_are_never_taken_for_each_other() -> None:
    sheet = sheet_number("jane-doe", "Quadrant Chess Club", dt.date(2026, 3, 5), 1)
    with pytest.raises(Refused, match="number of a sheet of signatures"):
        parse_pack_number(str(sheet))
    with pytest.raises(Refused, match="this is no sheet's number"):
        parse_sheet_number(str(NUMBER))


def test_numbers_that_stand_on_paper_stay_what_they_are() -> None:
    # Whatever changes in the program: they were printed.
    printed = PackNumber(appeal="D3X", channel=Channel.POST, letters=54, pack="DCDE9")
    assert parse_pack_number("D3X0-68DC-DE93") == printed
    assert str(sheet_number("jane-doe", "Quadrant Chess Club", dt.date(2026, 3, 5), 1)) == "D3X-TZ7-3BR-02K"
