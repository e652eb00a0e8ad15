"""What a group wants printed, as one value, through whichever door it comes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind
from letters.channel import Channel
from letters.errors import Refused, did_you_mean
from letters.layout import LayoutName
from letters.library.library import Library
from letters.stationery import Envelope, LabelSheet, refuse_start

MAX_SHIFT = 10
"""Millimetres: what is further amiss isn't the printer's feed."""
ALL = "all"
"""Own words for every appeal."""


class Sort(StrEnum):
    """What stands together in the stack."""

    MEMBER = "member"
    ADDRESSEE = "addressee"
    TOWN = "town"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """What a group writes: to which appeals, on which day, by which channel, in which order, with copies or without.

    Letters are in `language` unless the member asks for another, or the appeal doesn't have it. `own_words_for` names
    the appeals for which own words are whose column names no appeal; `ALL` is each of them.

    Raises Refused for own words for an appeal that isn't among them.
    """

    library: Library
    appeals: tuple[Appeal, ...]
    date: dt.date
    channel: Channel = Channel.POST
    language: str = ""
    sort: Sort = Sort.MEMBER
    copies: bool = False
    own_words_for: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = [appeal.slug for appeal in self.to_write]
        for name in self.own_words_for:
            if name not in (*known, ALL):
                there = ", ".join((*known, ALL))
                raise Refused(f"own words can't be for {name!r}{did_you_mean(name, known)}; choose from: {there}")

    @property
    def to_write(self) -> tuple[Appeal, ...]:
        """The appeals to which each member writes a letter of her own."""
        return tuple(appeal for appeal in self.appeals if writes_letters(appeal))

    @property
    def to_sign(self) -> tuple[Appeal, ...]:
        """The open letters: one for all, to be signed by hand."""
        return tuple(appeal for appeal in self.appeals if not writes_letters(appeal))


def writes_letters(appeal: Appeal) -> bool:
    """Whether each member writes a letter of her own; an open letter is one for all."""
    return appeal.facts.kind is not Kind.OPEN_LETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """On what it is printed, and what is printed beside the letters.

    `layout`: None is that of the members' country, or of the organisation's if they live in several. `envelope` and
    `labels` are printed in the letters' order, labels from the `start_label`th of the first sheet, counted from 1.
    `numbers` are small running numbers on letters, envelopes and labels; `duplex` begins each letter on a front page.
    `sign_pages` are pages of lines for signatures, to each open letter; with a `group` they name it, and have numbers.
    `shift` moves what is printed on envelopes and labels by millimetres to the right and down, for a printer that feeds
    them askew.

    Raises Refused for a start that isn't on the sheet of labels, and for a shift that no printer needs.
    """

    layout: LayoutName | None = None
    envelope: Envelope | None = None
    labels: LabelSheet | None = None
    start_label: int = 1
    numbers: bool = False
    fold_marks: bool = False
    duplex: bool = False
    sign_pages: int = 1
    group: str = ""
    shift: tuple[float, float] = (0, 0)

    def __post_init__(self) -> None:
        if self.labels:
            refuse_start(self.labels, self.start_label)
        if any(abs(length) > MAX_SHIFT for length in self.shift):
            raise Refused(f"a shift is {MAX_SHIFT} mm at most")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """An evening, the file with the list of members who write, and the stationery.

    `members` may be None where there are only open letters. `encoding` is what a CSV list is written in, where
    that can't be told. `country` is for members whose rows name none; where it is
    empty, that of the organisation. `attach` puts the PDF into each draft of an e-mail.
    """

    evening: Evening
    members: Path | None = None
    country: str = ""
    encoding: str = ""
    stationery: Stationery = Stationery()
    attach: bool = False
