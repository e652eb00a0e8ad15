"""An appeal, an addressee and a supporter into a letter. Pure: no clock, no network, no files."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from letters import typed
from letters.addressee import Addressee, Post
from letters.appeal.appeal import Appeal
from letters.appeal.authortext import fill
from letters.appeal.body import Block, Demands, LetterText, OwnWords, Points
from letters.appeal.body import Paragraph as ParagraphBlock
from letters.appeal.file import Kind
from letters.appeal.signed import signed_groups, signed_in_all
from letters.edited import parse
from letters.errors import FieldProblem, InvalidFields, Refused, did_you_mean, gettext_noop
from letters.language.language import LANGUAGES, Language, country_name, is_latin, language_of_country
from letters.language.typography import apostrophes
from letters.letter import Copied, CountryLine, DemandList, Letter, Paragraph
from letters.library.site import Site
from letters.supporter import Supporter

MAX_OWN_WORDS = 1500
MAX_OWN_LINES = 60
MAX_TEXT = 6000
MAX_TEXT_LINES = 250

Read = Callable[[str, Language], tuple[Paragraph | DemandList, ...]]
"""Reads a text into the blocks of a letter, as `parse` does."""

NO_SUCH_POINT = gettext_noop("There is no such point in this appeal{hint}. Its points are: {known}.")
NO_SUCH_PLACE = gettext_noop("This letter has no place for these words.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a supporter adds to the letter: the ids of ticked points, own words in the order of their places, or
    a text in place of the whole body."""

    points: frozenset[str] = frozenset()
    own: tuple[str, ...] = ()
    text: str = ""


def words_from(letter: LetterText, *, points: Sequence[str], own: Sequence[str], text: str) -> Words:
    """The words as typed, cleaned and bounded. Raises InvalidFields with every problem at once."""
    words = Words(points=frozenset(points), own=tuple(typed.clean(part) for part in own), text=typed.clean(text))
    known = letter.choices
    places = sum(isinstance(block, OwnWords) for block in letter.body)
    # What was typed is not repeated in the message.
    problems = [
        FieldProblem("points", NO_SUCH_POINT, (("hint", did_you_mean(point[:60], known)), ("known", ", ".join(known))))
        for point in sorted(words.points.difference(known))
    ]
    for number, part in enumerate(words.own):
        if part and number >= places:
            problems.append(FieldProblem(f"own_words-{number}", NO_SUCH_PLACE))
        elif problem := typed.problem(
            f"own_words-{number}", part, limit=MAX_OWN_WORDS, lines=True, max_lines=MAX_OWN_LINES
        ):
            problems.append(problem)
    if problem := typed.problem("text", words.text, limit=MAX_TEXT, lines=True, max_lines=MAX_TEXT_LINES):
        problems.append(problem)
    if problems:
        raise InvalidFields(problems)
    return words


def compose(
    appeal: Appeal,
    key: str,
    supporter: Supporter,
    words: Words,
    *,
    language: str,
    date: dt.date,
    copies: Mapping[str, Addressee] | None = None,
    read: Read = parse,
) -> Letter:
    """The letter to the addressee `key` of the appeal, in one of the appeal's languages.

    `copies` are those who get a copy: the letter names at its foot whom one reaches by the channel that it goes. `read`
    is for those who compose the same for many, and needn't read each text anew. An open letter comes from its
    `organisation`, and ends with all who have signed it.
    """
    addressee, tongue = appeal.to[key], LANGUAGES[language]
    text = appeal.texts_in(language).letter
    values, is_open = _values(addressee, supporter, tongue), appeal.facts.kind is Kind.OPEN_LETTER
    body = read(words.text, tongue) if words.text else tuple(_body(text, key, words, values, tongue, read))
    return Letter(
        appeal=appeal.slug,
        addressee=key,
        addressee_name=apostrophes(addressee.name_in(language)),
        language_code=language,
        sender=sender_lines(addressee, supporter, language),
        sender_country=supporter.country,
        recipient=recipient_lines(addressee, language),
        country_lines=country_lines(addressee.post, supporter.country, language),
        date=date,
        notice="",
        subject=subject_line(text, values, tongue),
        salutation=apostrophes(addressee.salutation[language]),
        body=body,
        closing=apostrophes(addressee.closing.get(language, tongue.closing)),
        signature="" if is_open else apostrophes(supporter.signature),
        copies=tuple(Copied(apostrophes(copy.name_in(language)), copy.channels) for copy in (copies or {}).values()),
        names=_names(appeal, addressee, language),
        emails=addressee.email if "email" in addressee.channels else (),
        copy_emails=tuple(
            address for copy in (copies or {}).values() if "email" in copy.channels for address in copy.email
        ),
        faxes=addressee.fax if "fax" in addressee.channels else (),
        reply_to=supporter.email,
        signed=signed_groups(appeal.facts.signatories, tongue, supporter.country) if is_open else (),
        in_all=signed_in_all(appeal.facts.signatories, tongue) if is_open else "",
    )


def organisation(site: Site) -> Supporter:
    """Who an open letter is from: the organisation, in the place of a supporter. Its country may be unknown."""
    return Supporter(
        signature=apostrophes(site.organisation),
        street=site.address,
        country=site.country or "",
        email=site.replies_to or site.contact_email or "",
        whole_address=True,
    )


def write_letter(
    appeal: Appeal,
    to: str,
    supporter: Supporter,
    words: Words | None = None,
    *,
    date: dt.date,
    language: str | None = None,
    copies: Mapping[str, Addressee] | None = None,
) -> Letter:
    """The letter of this supporter to the addressee `to`, a key of `appeal.to`: ready for any channel.

    `words` is what the supporter adds: nothing by default. `date` is the day on the letter. `language` is one of
    `appeal.languages`, by default the appeal's own. `copies` are those who get a copy, by key, as `Library.copies`
    gives them: by each channel the letter names at its foot those whom a copy reaches by it. An e-mail has them in its
    Cc; for post and fax `with_copies` makes their letters. Raises Refused, which names the nearest, for an addressee
    or a language that the appeal doesn't have, and for ticked points that the letter doesn't have; InvalidFields for
    words for which it has no place or no room.
    """
    chosen = language or appeal.facts.language
    _refuse_unknown("addressee", to, appeal.to)
    _refuse_unknown("language", chosen, appeal.languages)
    added = words or Words()
    for point in sorted(added.points):
        _refuse_unknown("point", point, appeal.texts_in(chosen).letter.choices)
    read = words_from(appeal.texts_in(chosen).letter, points=tuple(added.points), own=added.own, text=added.text)
    return compose(appeal, to, supporter, read, language=chosen, date=date, copies=copies)


def _refuse_unknown(what: str, asked: str, known: Collection[str]) -> None:
    if asked not in known:
        there = ", ".join(known) or "none"
        raise Refused(f"this appeal has no {what} {asked!r}{did_you_mean(asked, known)}; there are: {there}")


def copy_of(letter: Letter, key: str, recipient: Addressee) -> Letter:
    """The same letter behind the lines of the recipient `key`, with a line that says that it is a copy.

    Its file name carries both keys; its channels are the recipient's.
    """
    post = recipient.post
    return replace(
        letter,
        copy_to=key,
        notice=letter.language.copy_notice.format(name=letter.addressee_name),
        recipient=recipient_lines(recipient, letter.language_code),
        country_lines=country_lines(post, letter.sender_country, letter.language_code),
        emails=recipient.email if "email" in recipient.channels else (),
        copy_emails=(),
        faxes=recipient.fax if "fax" in recipient.channels else (),
    )


def with_copies(letter: Letter, copies: Mapping[str, Addressee]) -> tuple[Letter, ...]:
    """The letter, and behind it its copy to each of `copies`, who are by key."""
    return (letter, *(copy_of(letter, key, recipient) for key, recipient in copies.items()))


def sender_lines(addressee: Addressee, supporter: Supporter, language: str) -> tuple[str, ...]:
    """Who writes, as the letter's head says it; with the country unless the letter stays within it."""
    stays = addressee.post is not None and addressee.post.country == supporter.country
    home = () if stays or not supporter.country else (LANGUAGES[language].country(supporter.country),)
    return (*map(apostrophes, supporter.lines), *home)


def recipient_lines(recipient: Addressee, language: str) -> tuple[str, ...]:
    """To whom it goes, line by line as its author wrote them, with apostrophes of one kind; without the country."""
    lines = recipient.post.lines if recipient.post else (recipient.name_in(language),)
    return tuple(map(apostrophes, lines))


def country_lines(post: Post | None, sender_country: str, language: str) -> tuple[CountryLine, ...]:
    """The country in a language of the sender's country, with English added where that isn't in Latin script.

    Nothing for mail within one country. Source: UPU Convention regulations on addressing, S42.
    """
    if post is None or post.country == sender_country:
        return ()
    locale = language_of_country(sender_country, language)
    english = CountryLine(LANGUAGES["en"].country(post.country), "en")
    if post.country not in locale.territories:
        return (english,)
    line = CountryLine(country_name(post.country, locale), locale.language)
    return (line,) if is_latin(line.text) else (line, english)


def default_text(appeal: Appeal, key: str, supporter: Supporter, words: Words, language: str) -> str:
    """The body as plain text, for a supporter who wants to rewrite it."""
    date = dt.date(2000, 1, 1)  # the body carries no date
    return compose(appeal, key, supporter, replace(words, text=""), language=language, date=date).plain_body()


def subject_line(text: LetterText, values: Mapping[str, Mapping[str, str]], tongue: Language) -> str:
    """The subject in print, on one line however its author has broken it; nothing where there is none."""
    return tongue.typographic(_on_one_line(fill(text.subject, values), tongue)) if text.subject else ""


def _on_one_line(text: str, tongue: Language) -> str:
    return re.sub(r"\s*\n\s*", tongue.space, text.strip())


def _values(addressee: Addressee, supporter: Supporter, tongue: Language) -> dict[str, dict[str, str]]:
    return {
        "addressee": {"name": addressee.name_in(tongue.code), "office": addressee.office or ""},
        "supporter": {
            "name": supporter.signature,
            "town": supporter.town,
            "country": tongue.country(supporter.country) if supporter.country else "",
        },
    }


def _body(
    text: LetterText,
    key: str,
    words: Words,
    values: Mapping[str, Mapping[str, str]],
    tongue: Language,
    read: Read,
) -> Iterator[Paragraph | DemandList]:
    own = iter(words.own)
    for block in text.body:
        # Own words are taken in the order of their places, whether this addressee's letter has the place or not.
        part = next(own, "") if isinstance(block, OwnWords) else ""
        if block.is_for(key):
            yield from _block(block, part, words, values, tongue, read)


def _block(
    block: Block,
    own: str,
    words: Words,
    values: Mapping[str, Mapping[str, str]],
    tongue: Language,
    read: Read,
) -> Iterator[Paragraph | DemandList]:
    match block:
        # Every text is read as an edited one is, so that a body that comes back unchanged is the same body.
        case ParagraphBlock():
            yield from read(fill(block.text, values), tongue)
        case Points():
            for choice, text in block.choices.items():
                if choice in words.points:
                    yield from read(fill(text, values), tongue)
        case OwnWords():
            yield from read(own, tongue)
        case Demands():
            yield demand_list(block, values, tongue)


def demand_list(block: Demands, values: Mapping[str, Mapping[str, str]], tongue: Language) -> DemandList:
    """The demands in print: typographic marks, and the colon that the language puts after the introduction."""

    def line(text: str) -> str:
        return tongue.typographic(_on_one_line(fill(text, values), tongue))

    introduction = line(block.demands)
    if introduction and (unicodedata.category(introduction[-1])[0] in "LMN" or introduction[-1] in ")]”’»"):
        introduction += tongue.colon
    return DemandList(introduction, tuple(line(item) for item in block.items))


def demands_of(appeal: Appeal, key: str, supporter: Supporter, language: str) -> tuple[str, ...]:
    """Every demand that the letter to this addressee must make, as it is printed."""
    tongue = LANGUAGES[language]
    values = _values(appeal.to[key], supporter, tongue)
    blocks = [b for b in appeal.texts_in(language).letter.body if isinstance(b, Demands) and b.is_for(key)]
    return tuple(item for block in blocks for item in demand_list(block, values, tongue).items)


def _names(appeal: Appeal, addressee: Addressee, language: str) -> tuple[str, ...]:
    # Nothing that the supporter typed: what is made from these is kept for the next letter.
    people = [name for person in appeal.facts.people for name in (person.name, person.native_name) if name]
    return tuple(map(apostrophes, (*people, addressee.name_in(language))))
