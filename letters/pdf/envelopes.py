"""Envelopes, one for each letter in the letters' order: the address in the middle, the sender small at the top left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from letters.errors import Refused, gettext_noop
from letters.letter import Letter
from letters.pdf.batch import Batch, Setting, impose
from letters.pdf.engine import lay_out
from letters.pdf.geometry import Block, address_direction, address_within, sender_within
from letters.pdf.markup import envelope as markup
from letters.pdf.page_css import page_css, placed
from letters.pdf.typesetting import refuse_unprintable
from letters.pdf.variable import MASTER_TEXT, master_sender
from letters.stationery import Envelope

TOO_LONG = gettext_noop(
    "The address is too long for an envelope of the size {envelope}: shorten its lines, or join some."
)


def envelopes(letters: Sequence[Letter], envelope: Envelope, *, numbers: Sequence[int] = ()) -> Batch:
    """A page of the envelope's size for each letter, in order; `numbers` stand small at the left edge.

    Raises Refused for characters that no font has, and for an address or a sender too long for the envelope.
    """
    setting = Setting(
        master=lambda letter: _master(letter, envelope),
        lay_out=lambda master, shared: (_kept if shared else _laid_out)(master, envelope),
        number=envelope.number,
        number_begins=True,
        mirrored=False,
    )
    return impose(letters, setting, numbers=numbers)


def pages(letters: Sequence[Letter], envelope: Envelope) -> bytes:
    """The PDF of `envelopes` alone. Raises Refused as it does."""
    return envelopes(letters, envelope).data


def fits(letter: Letter, envelope: Envelope) -> bool:
    """Whether the letter's address has room on the envelope."""
    return address_within(letter, envelope.address, down=envelope.middle) is not None


def outside(letter: Letter) -> Letter:
    """The letter without what is inside its envelope: the same for all letters from one sender to one addressee."""
    return replace(
        letter,
        appeal="", addressee="", addressee_name="", sender_country="", date=dt.date.min, notice="", subject="",
        salutation="", body=(), closing="", signature="", copies=(), names=(), emails=(), copy_emails=(), faxes=(),
        reply_to="", watermark="",
    )  # fmt: skip


def _master(letter: Letter, envelope: Envelope) -> Letter:
    bare = outside(letter)
    return replace(bare, sender=master_sender(bare, lambda each: sender_within(each, envelope.sender)))


def _laid_out(master: Letter, envelope: Envelope) -> Any:
    refuse_unprintable(master)
    sheet = "\n".join(
        (
            page_css(envelope.paper),
            # The post reads envelopes from the left, whichever way the letter runs.
            placed(".sender", sender_within(master, envelope.sender), "ltr"),
            placed(".recipient", _place_address(master, envelope), address_direction(master)),
        )
    )
    return lay_out(markup(master, sheet, own=MASTER_TEXT))


_kept = lru_cache(maxsize=32)(_laid_out)


def _place_address(letter: Letter, envelope: Envelope) -> Block:
    block = address_within(letter, envelope.address, down=envelope.middle)
    if block is None:
        raise Refused(TOO_LONG, envelope=envelope.title)
    return block
