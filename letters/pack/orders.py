"""Who of a group writes what to whom: members and appeals into letters, in the order in which they are printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from letters import cautions, mail
from letters.addressee import Addressee
from letters.appeal.appeal import Appeal
from letters.appeal.body import OwnWords
from letters.channel import Channel
from letters.compose import Words, compose, sender_lines, with_copies, words_from
from letters.errors import InvalidFields, Refused, did_you_mean
from letters.exposure import writes_from_within
from letters.handout.composing import example_warning
from letters.layout import LAYOUTS, Layout, LayoutName
from letters.letter import Letter
from letters.members import Member
from letters.members.columns import NAMES_WE_GIVE
from letters.members.roster import rows_named
from letters.pack.alphabet import alphabet
from letters.pack.job import ALL, Evening, Sort
from letters.supporter import SignAs, Supporter

# Two people who share nothing: a letter that is the same from both says nothing of its writer.
_SOMEBODY, _ELSE = "Aaaa Bbbb", "Cccc Dddd"

Target = tuple[Appeal, str]
"""To whom somebody writes: an appeal, and the key of one of its addressees."""


Recipient = tuple[str, str, str]
"""Who gets letters or copies: the appeal's slug, the key, and the country from which they come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One letter of a pack: its running number from 1, who writes it, and the letter."""

    number: int
    member: Member
    letter: Letter


class LetterMaker:
    """Composes a group's letters; what the letters of many members share is composed once."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        everybody = [(appeal, key) for appeal in evening.to_write for key in appeal.to]
        self._reached = [(appeal, key) for appeal, key in everybody if evening.channel in appeal.channels_for(key)]
        self._unreached = [target for target in everybody if target not in self._reached]
        self._shared: dict[tuple[str, str, str, str, Words], Letter | None] = {}
        self._copies: dict[tuple[str, str], dict[str, Addressee]] = {}
        self._appeals = {appeal.slug: appeal for appeal in evening.appeals}
        self._left_out: dict[Recipient, str] = {}

    @property
    def reaches_nobody(self) -> bool:
        """Whether there are letters to be written, and nobody of those who decide can be reached."""
        return bool(self._unreached) and not self._reached

    def unreached(self) -> Iterator[str]:
        """Sentences on those to whom nobody can write by the evening's channel, or whose letters can't be made."""
        channel = self.evening.channel
        for appeal, key in self._unreached:
            reason = appeal.to[key].unavailable.get(channel, "")
            yield f"no letters to {key} of {appeal.slug}: no {channel} now. {reason}".rstrip()
        for appeal in self.evening.to_write if self.evening.copies and channel is not Channel.EMAIL else ():
            for key, who in appeal.copies.items():
                if channel not in who.channels:
                    reason = who.unavailable.get(channel, "")
                    yield f"no copies to {key} of {appeal.slug}: no {channel} now. {reason}".rstrip()
        for (slug, key, country), reason in self._left_out.items():
            yield f"nothing to {key} of {slug} from {country}: {reason}"

    def leave_out(self, letter: Letter, reason: str) -> None:
        """From now on make nothing for the letter's recipient, from its sender's country: no member can mend it."""
        self._left_out[_recipient(letter)] = reason
        self._shared.clear()
        self._copies.clear()

    def orders(self, members: Sequence[Member]) -> Iterator[Order]:
        """Every member's letters in the order of the stack, copies behind the letters that they copy."""
        number = 0
        for member, appeal, key in self._sorted(members):
            for letter in self.letters(member, appeal, key):
                number += 1
                yield Order(number=number, member=member, letter=letter)

    def targets(self, member: Member) -> Iterator[Target]:
        """To whom the member writes."""
        return (target for target in self._reached if _writes_to(member, target))

    def may_mean(self, member: Member) -> list[Appeal]:
        """The appeals for which the member's own words may be that stand in a column for none of them."""
        theirs = {target[0].slug for target in self.targets(member)} - member.own_words_for.keys()
        return [appeal for appeal in self.evening.to_write if appeal.slug in theirs and places_in(appeal)]

    def own_words(self, member: Member, appeal: Appeal) -> tuple[str, ...]:
        """The member's own words for this appeal."""
        if appeal.slug in member.own_words_for:
            return member.own_words_for[appeal.slug]
        answer = self.evening.own_words_for
        meant = not answer or ALL in answer or appeal.slug in answer
        return member.own_words if meant else ()

    def letters(self, member: Member, appeal: Appeal, key: str) -> tuple[Letter, ...]:
        """The member's letter to one addressee, and its copies where they are wanted. Raises InvalidFields."""
        if (appeal.slug, key, member.supporter.country) in self._left_out:
            return ()
        language = self.language(member, appeal)
        words = self.words(member, appeal, language)
        letter = self._letter(appeal, key, member.supporter, words, language)
        return tuple(_warned(each, appeal, self.evening.channel) for each in self._with_copies(letter, appeal, member))

    def _with_copies(self, letter: Letter, appeal: Appeal, member: Member) -> tuple[Letter, ...]:
        channel = self.evening.channel
        # An e-mail names who gets a copy in its own head.
        if not self.evening.copies or channel is Channel.EMAIL:
            return (letter,)
        copies = self._copies_of(appeal, member.supporter.country)
        return with_copies(letter, {name: who for name, who in copies.items() if channel in who.channels})

    def recipient(self, order: Order) -> Addressee:
        """Who gets the letter, or the copy."""
        letter = order.letter
        appeal = self._appeals[letter.appeal]
        copies = self._copies_of(appeal, letter.sender_country) if letter.is_copy else {}
        return copies[letter.copy_to] if letter.is_copy else appeal.to[letter.addressee]

    def language(self, member: Member, appeal: Appeal) -> str:
        """The first of the member's, the evening's and the appeal's own language that the appeal has."""
        wanted = (member.language, self.evening.language, appeal.facts.language)
        return next(language for language in wanted if language in appeal.languages)

    def words(self, member: Member, appeal: Appeal, language: str) -> Words:
        """The member's own words and points, as far as this appeal has places for them. Raises InvalidFields."""
        text = appeal.texts_in(language).letter
        places = sum(isinstance(block, OwnWords) for block in text.body)
        points = [point for point in member.points if point in text.choices]
        return words_from(text, points=points, own=self.own_words(member, appeal)[:places], text="")

    def _sorted(self, members: Sequence[Member]) -> Iterator[tuple[Member, Appeal, str]]:
        match self.evening.sort:
            case Sort.MEMBER:
                yield from ((member, *target) for member in members for target in self.targets(member))
            case Sort.TOWN:
                order = alphabet(self.evening.library.site.languages[0])
                by_town = sorted(members, key=lambda member: order(town_of(member.supporter)))
                yield from ((member, *target) for member in by_town for target in self.targets(member))
            case Sort.ADDRESSEE:
                for target in self._reached:
                    yield from ((member, *target) for member in members if _writes_to(member, target))

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
        date = self.evening.date
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
            # A letter names nobody who gets none.
            copies = self.evening.library.copies(appeal, country) if self.evening.copies else {}
            left = {key: who for key, who in copies.items() if (appeal.slug, key, country) not in self._left_out}
            self._copies[place] = left
        return self._copies[place]


def _warned(letter: Letter, appeal: Appeal, channel: Channel) -> Letter:
    """The letter; one to an appeal that is an example says so: on each page, or in its text."""
    warning = example_warning(appeal, letter.language_code)
    if not warning:
        return letter
    notice = letter.notice if channel is Channel.POST else " ".join(filter(None, (warning, letter.notice)))
    return replace(letter, watermark=warning, notice=notice)


def _recipient(letter: Letter) -> Recipient:
    return letter.appeal, letter.copy_to or letter.addressee, letter.sender_country


def _writes_to(member: Member, target: Target) -> bool:
    appeal, key = target
    to_appeal = not member.appeals or appeal.slug in member.appeals
    return to_appeal and (not member.addressees or key in member.addressees)


def town_of(supporter: Supporter) -> str:
    """The town that the list names, or else the last line of the address that has more than a postcode, without it."""
    lines = (
        " ".join(word for word in line.split() if not any(sign.isdigit() for sign in word))
        for line in reversed(supporter.street)
    )
    return supporter.town or next(filter(None, lines), "")


def refuse_unclear(members: Sequence[Member], maker: LetterMaker) -> None:
    """Raises Refused with a question where own words may be for one appeal or another."""
    if maker.evening.own_words_for:
        return
    unclear = {member.row: meant for member in members if member.own_words and len(meant := maker.may_mean(member)) > 1}
    if unclear:
        slugs = list(dict.fromkeys(appeal.slug for appeals in unclear.values() for appeal in appeals))
        column = NAMES_WE_GIVE["own_words"].capitalize()
        raise Refused(
            f"for which appeal are the own words in {rows_named(unclear)}: {' or '.join(slugs)}? Call their column "
            f'after its appeal, such as "{column}: {slugs[0]}", and give each appeal a column of its own; or '
            f"answer for all rows: --own-words-for {slugs[0]}, or --own-words-for {ALL} for words that fit every letter"
        )


def put_aside(members: Sequence[Member], evening: Evening) -> Iterator[str]:
    """Sentences on what rows say of appeals that aren't printed now."""
    now = {appeal.slug for appeal in evening.appeals}
    named = Counter(name for member in members for name in member.appeals if name not in now)
    words = Counter(name for member in members for name in member.own_words_for if name not in now)
    for name, count in named.items():
        yield f"{name} isn't printed now, though {_rows(count)} to it: add it to the command, or print it another time"
    for name, count in words.items():
        yield f"own words for {name} aren't used ({count}): it isn't printed now"


def _rows(count: int) -> str:
    return "1 row writes" if count == 1 else f"{count} rows write"


def reasons_against(member: Member, maker: LetterMaker, layout: LayoutName) -> tuple[str, ...]:
    """Why nothing can be made for the member, each reason once; none where all of her letters can be made."""
    found = [*_unknown(member, maker.evening), *_misplaced(member, maker)]
    if not found:
        targets = tuple(maker.targets(member))
        found += _in_letters(member, maker, targets, layout) if targets else [_to_nobody(member, maker.evening)]
    return tuple(dict.fromkeys(found))


def _to_nobody(member: Member, evening: Evening) -> str:
    now = [appeal.slug for appeal in evening.to_write]
    if member.appeals and not set(now).intersection(member.appeals):
        return f"writes to none of the appeals that are printed now ({', '.join(now)})"
    return "there is nobody to write to"


def _unknown(member: Member, evening: Evening) -> Iterator[str]:
    """Appeals that aren't there, points and addressees that none of the evening's appeals has."""
    appeals = evening.to_write
    for name in member.appeals:
        if name not in evening.library.appeals:
            there = ", ".join(appeal.slug for appeal in appeals)
            hint = did_you_mean(name, evening.library.appeals)
            yield f"there is no appeal {name!r}{hint} (printed now: {there})"
    points = {choice for appeal in appeals for text in appeal.texts.values() for choice in text.letter.choices}
    keys = {key for appeal in appeals for key in appeal.to}
    for name, given, known in (("point", member.points, points), ("addressee", member.addressees, keys)):
        for word in given:
            if word not in known:
                there = ", ".join(sorted(known)) or "none"
                yield f"no appeal here has the {name} {word!r}{did_you_mean(word, known)} (there are: {there})"


def _misplaced(member: Member, maker: LetterMaker) -> Iterator[str]:
    """Own words that no letter would hold."""
    appeals = {appeal.slug: appeal for appeal in maker.evening.to_write}
    writes_to = {appeal.slug for appeal, _ in maker.targets(member)}
    for slug, words in member.own_words_for.items():
        if slug in appeals and slug not in writes_to:
            yield f"own words for {slug}, to which this member doesn't write"
        elif slug in appeals and len(words) > places_in(appeals[slug]):
            yield f"places for own words in the letters to {slug}: {places_in(appeals[slug]) or 'none'}"
    if member.own_words:
        meant = (appeals[slug] for slug in writes_to or appeals)
        theirs = [appeal for appeal in meant if maker.own_words(member, appeal) is member.own_words]
        places = max(map(places_in, theirs), default=0)
        if len(member.own_words) > places:
            yield f"places for own words in these letters: {places or 'none'}"


def places_in(appeal: Appeal) -> int:
    """How many places for own words the appeal's letters have."""
    return max(sum(isinstance(block, OwnWords) for block in text.letter.body) for text in appeal.texts.values())


def _in_letters(member: Member, maker: LetterMaker, targets: Iterable[Target], layout: LayoutName) -> Iterator[str]:
    # Here, so that who only divides the work doesn't load what does it.
    from letters.pdf.geometry import place_sender
    from letters.pdf.typesetting import refuse_unprintable

    sheet = LAYOUTS[layout]
    for appeal, key in targets:
        try:
            for letter in _made_for_recipients(member, maker, (appeal, key), sheet):
                # What all letters of an appeal say is looked at when it is laid out.
                refuse_unprintable(letter if maker.own_words(member, appeal) else replace(letter, body=()))
                place_sender(letter, sheet)
                if maker.evening.channel is Channel.EMAIL:
                    mail.draft(letter)
        except InvalidFields as error:
            yield from (str(problem) for problem in error.problems)
        except Refused as error:
            yield str(error)


def _made_for_recipients(member: Member, maker: LetterMaker, target: Target, sheet: Layout) -> tuple[Letter, ...]:
    """The letter and its copies, without those whose recipient stands in the way: they are left out for everybody."""
    letters = maker.letters(member, *target)
    for letter in letters:
        if reason := _against_recipient(letter, sheet, maker.evening.channel):
            maker.leave_out(letter, reason)
            return _made_for_recipients(member, maker, target, sheet)
    return letters


def _against_recipient(letter: Letter, sheet: Layout, channel: Channel) -> str:
    """Why nobody's letter to this recipient can be made, or nothing."""
    from letters.pdf.geometry import place_address
    from letters.pdf.typesetting import refuse_unprintable

    try:
        place_address(letter, sheet)
        refuse_unprintable(replace(letter, sender=(), signature="", body=()))
    except Refused as error:
        return str(error)
    return mail.refusal(replace(letter, reply_to="")) if channel is Channel.EMAIL else ""


def cautions_for(members: Sequence[Member], maker: LetterMaker) -> Iterator[str]:
    """What the site says as well before letters leave: of the appeals, of copies, and of what members say."""
    evening = maker.evening
    for appeal in evening.appeals:
        yield from cautions.on_appeal(appeal)
        yield from cautions.on_deadline(appeal) if appeal.is_late(evening.date) else ()
    countries = (member.supporter.country for member in members)
    yield from cautions.on_embassies(evening.to_write, evening.library, countries)
    yield from _risks(members, maker)
    yield from dict.fromkeys(sentence for member in members for sentence in _cautions_for(member, maker))


def _risks(members: Sequence[Member], maker: LetterMaker) -> Iterator[str]:
    """What could endanger or give away some of the members."""
    for appeal in maker.evening.to_write:
        within = defaultdict[str, list[int]](list)
        for member in members:
            country = member.supporter.country
            if writes_from_within(country, appeal) and any(target[0] is appeal for target in maker.targets(member)):
                within[country].append(member.row)
        for country, rows in within.items():
            yield from cautions.on_within(rows_named(rows), appeal, country)
    with_initials = [member.row for member in members if member.supporter.sign_as is SignAs.INITIALS]
    if with_initials and maker.evening.channel is Channel.EMAIL:
        yield from cautions.on_mail_accounts(rows_named(with_initials))


def _cautions_for(member: Member, maker: LetterMaker) -> Iterator[str]:
    row = f"row {member.row}: " if member.own_words else ""
    for appeal, key in maker.targets(member):
        words = "\n".join(maker.words(member, appeal, maker.language(member, appeal)).own)
        for letter in maker.letters(member, appeal, key)[:1]:
            found = (*cautions.on_words(words, appeal, maker.evening.library.site), *cautions.on_length(letter))
            yield from (f"{row}{sentence}" for sentence in found)
