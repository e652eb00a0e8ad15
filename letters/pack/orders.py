"""Who of a group writes what to whom: members and appeals into letters, in the order in which they are printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.appeal.body import OwnWords
from letters.appeal.file import Kind
from letters.channel import Channel
from letters.compose import Words, compose, copy_of, sender_lines, words_from
from letters.letter import Letter
from letters.library.library import Library
from letters.members import Member
from letters.supporter import Supporter

# Two people who share nothing: a letter that is the same from both says nothing of its writer.
_SOMEBODY, _ELSE = "Aaaa Bbbb", "Cccc Dddd"


class Sort(StrEnum):
    """What stands together in the stack."""

    MEMBER = "member"
    ADDRESSEE = "addressee"
    TOWN = "town"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One letter of a pack: its running number from 1, who writes it, and the letter."""

    number: int
    member: Member
    letter: Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """What a group writes: the appeals to which letters are made, on which day, by which channel, in which order."""

    library: Library
    appeals: tuple[Appeal, ...]
    date: dt.date
    channel: Channel = Channel.POST
    language: str = ""
    sort: Sort = Sort.MEMBER
    copies: bool = False


class Desk:
    """Composes a group's letters; what the letters of many members share is composed once."""

    def __init__(self, evening: Evening) -> None:
        self._evening = evening
        self._shared: dict[tuple[str, str, str, str, Words], Letter | None] = {}
        self._copies: dict[tuple[str, str], dict[str, Addressee]] = {}

    @property
    def channel(self) -> Channel:
        """How the letters go."""
        return self._evening.channel

    def unreached(self) -> Iterator[str]:
        """Sentences on the addressees to whom nobody can write by the evening's channel."""
        for appeal in self._evening.appeals:
            for key, addressee in appeal.to.items():
                if self.channel not in appeal.channels_for(key):
                    reason = addressee.unavailable.get(self.channel, "")
                    yield f"no letters to {key} of {appeal.slug}: no {self.channel.value} now. {reason}".rstrip()

    def orders(self, members: Sequence[Member]) -> Iterator[Order]:
        """Every member's letters in the order of the stack, copies behind the letters that they copy."""
        number = 0
        for member, appeal, key in self._sorted(members):
            for letter in self.letters(member, appeal, key):
                number += 1
                yield Order(number=number, member=member, letter=letter)

    def targets(self, member: Member) -> Iterator[tuple[Appeal, str]]:
        """To whom the member writes: each appeal and the key of an addressee."""
        for appeal in self._evening.appeals:
            for key in appeal.to:
                if self.channel in appeal.channels_for(key) and (not member.addressees or key in member.addressees):
                    yield appeal, key

    def letters(self, member: Member, appeal: Appeal, key: str) -> Iterator[Letter]:
        """The member's letter to one addressee, and its copies where they are wanted."""
        language = self.language(member, appeal)
        words = self.words(member, appeal, language)
        letter = self._letter(appeal, key, member.supporter, words, language)
        yield letter
        if self._evening.copies:
            for name, recipient in self._copies_of(appeal, member.supporter.country).items():
                # An e-mail names who gets a copy in its own head.
                if self.channel is not Channel.EMAIL and self.channel in recipient.channels:
                    yield copy_of(letter, name, recipient)

    def language(self, member: Member, appeal: Appeal) -> str:
        """The first of the member's, the evening's and the appeal's own language that the appeal has."""
        wanted = (member.language, self._evening.language, appeal.facts.language)
        return next(language for language in wanted if language in appeal.languages)

    def words(self, member: Member, appeal: Appeal, language: str) -> Words:
        """The member's own words and points, as far as this appeal has places for them. Raises InvalidFields."""
        text = appeal.texts_in(language).letter
        places = sum(isinstance(block, OwnWords) for block in text.body)
        points = [point for point in member.points if point in text.choices]
        return words_from(text, points=points, own=member.own_words[:places], text="")

    def _sorted(self, members: Sequence[Member]) -> Iterator[tuple[Member, Appeal, str]]:
        match self._evening.sort:
            case Sort.MEMBER:
                yield from ((member, *target) for member in members for target in self.targets(member))
            case Sort.TOWN:
                by_town = sorted(members, key=lambda member: town_of(member.supporter).casefold())
                yield from ((member, *target) for member in by_town for target in self.targets(member))
            case Sort.ADDRESSEE:
                pairs = [(appeal, key) for appeal in self._evening.appeals for key in appeal.to]
                for pair in pairs:
                    yield from ((member, *pair) for member in members if pair in self.targets(member))

    def _letter(self, appeal: Appeal, key: str, supporter: Supporter, words: Words, language: str) -> Letter:
        place = (appeal.slug, key, language, supporter.country, words)
        if words.own or place not in self._shared:
            letter = self._composed(appeal, key, supporter, words, language)
            if words.own:
                return letter
            self._shared[place] = letter if self._is_shared(appeal, key, supporter, words, language) else None
        shared = self._shared[place]
        if shared is None:
            return self._composed(appeal, key, supporter, words, language)
        return replace(
            shared,
            sender=sender_lines(appeal.to[key], supporter, language),
            signature=supporter.signature,
            reply_to=supporter.email,
        )

    def _composed(self, appeal: Appeal, key: str, supporter: Supporter, words: Words, language: str) -> Letter:
        copies = self._copies_of(appeal, supporter.country)
        date = self._evening.date
        return compose(appeal, key, supporter, words, language=language, date=date, copies=copies)

    def _is_shared(self, appeal: Appeal, key: str, supporter: Supporter, words: Words, language: str) -> bool:
        """Whether the letter says the same whoever in this country writes it."""
        one, other = (
            self._composed(
                appeal, key, Supporter(signature=name, town=name, country=supporter.country), words, language
            )
            for name in (_SOMEBODY, _ELSE)
        )
        return replace(one, sender=(), signature="") == replace(other, sender=(), signature="")

    def _copies_of(self, appeal: Appeal, country: str) -> dict[str, Addressee]:
        place = (appeal.slug, country)
        if place not in self._copies:
            self._copies[place] = self._evening.library.copies(appeal, country)
        return self._copies[place]


def town_of(supporter: Supporter) -> str:
    """The town that the list names, or else the last line of the address without its postcode."""
    return supporter.town or " ".join(
        word for word in "".join(supporter.street[-1:]).split() if not any(sign.isdigit() for sign in word)
    )


def writes_letters(appeal: Appeal) -> bool:
    """Whether each member writes a letter of her own; an open letter is one for all."""
    return appeal.facts.kind is not Kind.OPEN_LETTER
