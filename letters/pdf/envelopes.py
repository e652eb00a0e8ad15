"""Envelopes, one for each letter in the letters' order: the address in the middle, the sender small at the top left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from letters.errors import Refused, mark
from letters.letter import Letter
from letters.pdf.apart import NEUTRAL, neutral_sender
from letters.pdf.batch import Batch, Setting, impose
from letters.pdf.engine import lay_out
from letters.pdf.geometry import Block, address_direction, address_within, sender_within
from letters.pdf.markup import envelope as markup
from letters.pdf.press import refuse_unprintable
from letters.pdf.sheet import page_css, placed
from letters.stationery import Envelope

TOO_LONG = mark("The address is too long for an envelope of the size {envelope}: shorten or join its lines.")


def envelopes(letters: Sequence[Letter], envelope: Envelope, *, numbers: Sequence[int] = ()) -> Batch:
    """A page of the envelope's size for each letter, in order; `numbers` stand small at the left edge.

    Raises Refused for characters that no font has, and for an address or a sender too long for the envelope.
    """
    setting = Setting(
        twin=lambda letter: _twin(letter, envelope),
        lay_out=lambda twin, shared: (_kept if shared else _laid_out)(twin, envelope),
        number=envelope.number,
        number_begins=True,
        mirrored=False,
    )
    return impose(letters, setting, numbers=numbers)


def outside(letter: Letter) -> Letter:
    """The letter without what is inside its envelope: the same for all letters from one sender to one addressee."""
    return replace(
        letter,
        appeal="", addressee="", addressee_name="", sender_country="", date=dt.date.min, notice="", subject="",
        salutation="", body=(), closing="", signature="", copies=(), names=(), emails=(), copy_emails=(), faxes=(),
        reply_to="",
    )  # fmt: skip


def _twin(letter: Letter, envelope: Envelope) -> Letter:
    bare = outside(letter)
    return replace(bare, sender=neutral_sender(bare, lambda each: sender_within(each, envelope.sender)))


def _laid_out(twin: Letter, envelope: Envelope) -> Any:
    refuse_unprintable(twin)
    sheet = "\n".join(
        (
            page_css(envelope.paper),
            # The post reads envelopes from the left, whichever way the letter runs.
            placed(".sender", sender_within(twin, envelope.sender), "ltr"),
            placed(".recipient", _place_address(twin, envelope), address_direction(twin)),
        )
    )
    return lay_out(markup(twin, sheet, own=NEUTRAL))


_kept = lru_cache(maxsize=32)(_laid_out)


def _place_address(letter: Letter, envelope: Envelope) -> Block:
    block = address_within(letter, envelope.address, down=envelope.middle)
    if block is None:
        raise Refused(TOO_LONG, envelope=envelope.title)
    return block
