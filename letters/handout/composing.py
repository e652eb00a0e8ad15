"""An appeal into what its sheet says: facts, model letter, recipients. Pure: no clock, no network, no files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from letters.addressee import Addressee, Post
from letters.appeal.appeal import Appeal, Texts
from letters.appeal.authortext import fill
from letters.appeal.body import Block, Demands, OwnWords, Points
from letters.appeal.body import Paragraph as ParagraphBlock
from letters.appeal.file import Kind, Mention, Person, Status, says_what_it_is
from letters.appeal.signed import day_said, in_short, signed_groups, signed_in_all
from letters.channel import Channel
from letters.compose import country_lines, demand_list, subject_line
from letters.edited import parse
from letters.errors import Refused
from letters.fields.dates import PartialDate
from letters.fields.text import international
from letters.handout import content
from letters.handout.content import (
    Choices,
    Earlier,
    Handout,
    LetterPart,
    ModelLetter,
    OwnWordsPlace,
    Passage,
    Recipient,
)
from letters.handout.words import WORDS
from letters.language.catalogues import prefix_of, usable
from letters.language.language import LANGUAGES, Language, is_latin
from letters.language.typography import apostrophes
from letters.letter import CountryLine
from letters.library.library import Library
from letters.library.site import Site

_BLACK = "#000000"
_MOST_NAMED = 60
"""So many names at most have room on a sheet."""


def hand_out(
    appeal: Appeal,
    library: Library,
    language: str,
    now: dt.datetime,
    *,
    address: str = "",
    picture: bytes = b"",
    logo: bytes = b"",
) -> Handout:
    """The appeal's sheet in one of its languages, as it is at this instant.

    `address` is that of the site with the form; `picture` the appeal's photo, a JPEG or an SVG; `logo` the
    organisation's. Raises Refused for a stopped appeal: a sheet is a way to letters, and from such an appeal none are
    made.
    """
    facts, texts, site = appeal.facts, appeal.texts_in(language), library.site
    if facts.status is Status.STOPPED:
        raise Refused(f"{appeal.slug} has ended, so it has no sheet; its page says what happened. {facts.outcome}")
    said = LANGUAGES[language].typographic
    photo = facts.pictures[0] if picture and facts.pictures else None
    told = texts.photos[0] if photo else None
    return Handout(
        slug=appeal.slug,
        language_code=language,
        own_language=facts.language,
        country=site.country or "",
        kind=facts.kind,
        is_petition=facts.petition,
        organisation=site.organisation,
        contact=tuple(filter(None, (site.website, site.contact_email))),
        watermarks=tuple(map(said, _watermarks(appeal, site, language, now))),
        case=facts.case or facts.document or "",
        title=said(texts.title),
        facts=tuple(map(said, _facts(appeal, site, language))),
        deadline=said(_deadline(appeal, site, language, now)),
        summary=_paragraphs(texts.summary, language),
        picture=picture if photo else b"",
        picture_alt=told.alt if told else "",
        picture_language=appeal.language_of("photos[0]", language),
        picture_caption=said(told.caption or "") if told else "",
        caption_language=appeal.language_of("captions[0]", language),
        picture_credit=said(_credit(told.credit, language)) if told else "",
        logo=logo,
        colour=site.colour.light if site.colour and site.colour.light else _BLACK,
        people=tuple(
            _person(person, said(about or "")) for person, about in zip(facts.people, texts.about, strict=True)
        ),
        letter=model_letter(appeal, language),
        recipients=recipients(appeal, site, language),
        copies=copied(appeal, library, language),
        diplomats=diplomats(appeal, library, language),
        notes=tuple(map(said, _notes(appeal, texts, site, language))),
        signed=in_short(
            signed_groups(facts.signatories, LANGUAGES[language], site.country or ""), LANGUAGES[language], _MOST_NAMED
        ),
        totals=signed_in_all(facts.signatories, LANGUAGES[language]),
        background=_paragraphs(texts.background, language) if texts.background else (),
        earlier=tuple(_earlier(appeal, index, site, language) for index in range(len(facts.earlier))),
        web=_form_at(address, appeal, site, language) if address else "",
        names=_names(appeal, language),
    )


def _form_at(address: str, appeal: Appeal, site: Site, language: str) -> str:
    """Where the letter is written, on pages in the sheet's language if the site has them; else in the browser's."""
    return f"{address}{prefix_of(language, usable(site.languages))}/appeals/{appeal.slug}/write"


def _credit(credit: str, language: str) -> str:
    return credit if says_what_it_is(credit) else WORDS[language].photo.format(credit=credit)


def _watermarks(appeal: Appeal, site: Site, language: str, now: dt.datetime) -> list[str]:
    facts, words, tongue = appeal.facts, WORDS[language], LANGUAGES[language]
    watermarks = [words.draft] if facts.status is Status.DRAFT else []
    if facts.embargo and facts.embargo > now:
        local = facts.embargo.astimezone(site.zone)
        instant = f"{_day(local.date(), site, tongue)}, {local:%H:%M} ({site.time_zone})"
        watermarks.append(words.embargo.format(instant=instant))
    return [*watermarks, warning] if (warning := example_warning(appeal, language)) else watermarks


def example_warning(appeal: Appeal, language: str) -> str:
    """That the appeal is an example, and its letters aren't to be sent; nothing, where it is none."""
    return WORDS[language].example.format(year=appeal.facts.example) if appeal.facts.example else ""


def _facts(appeal: Appeal, site: Site, language: str) -> list[str]:
    facts, tongue = appeal.facts, LANGUAGES[language]
    issued = WORDS[language].issued.format(day=_day(facts.issued, site, tongue)) if facts.issued else ""
    return [part for part in (tongue.country(facts.country), facts.document, facts.case, facts.index, issued) if part]


def _deadline(appeal: Appeal, site: Site, language: str, now: dt.datetime) -> str:
    words, deadline = WORDS[language], appeal.facts.deadline
    is_signed = appeal.facts.kind is Kind.OPEN_LETTER
    if deadline is None and appeal.facts.example:
        return ""  # its mark says that none are sent
    if deadline is None:
        return words.sign_freely if is_signed else words.write_freely
    day = _day(deadline, site, LANGUAGES[language])
    if appeal.is_late(now.astimezone(site.zone).date()):
        return words.was_last_day.format(day=day, organisation=site.organisation)
    return (words.sign_by if is_signed else words.write_by).format(day=day)


def _person(person: Person, about: str) -> content.Person:
    return content.Person(
        name=apostrophes(person.name),
        native_name=apostrophes(person.native_name or ""),
        pronouns=person.pronouns or "",
        about=about,
    )


def _notes(appeal: Appeal, texts: Texts, site: Site, language: str) -> list[str]:
    words, notes = WORDS[language], list(texts.rules)
    if appeal.facts.kind is Kind.OPEN_LETTER:
        notes.append(words.sign_how)
    elif appeal.facts.mention_organisation:
        mention = {
            Mention.WELCOME: words.mention_welcome,
            Mention.AVOID: words.mention_avoid,
            Mention.NEVER: words.mention_never,
        }[appeal.facts.mention_organisation]
        notes.append(mention.format(organisation=site.organisation))
    if site.replies_to:
        notes.append(words.replies.format(email=site.replies_to))
    return notes


def _earlier(appeal: Appeal, index: int, site: Site, language: str) -> Earlier:
    entry, spoken = appeal.facts.earlier[index], appeal.language_of(f"earlier[{index}]", language)
    return Earlier(
        document=entry.document,
        index=entry.index or "",
        issued=_day(entry.issued, site, LANGUAGES[language]) if entry.issued else "",
        news=LANGUAGES[spoken].typographic(appeal.texts_in(language).news[index] or ""),
        language=spoken,
    )


def _day(value: dt.date | PartialDate, site: Site, tongue: Language) -> str:
    """A day as the organisation's country writes it."""
    return day_said(value, tongue, site.country or "")


def _paragraphs(text: str, language: str) -> tuple[str, ...]:
    """The paragraphs, each in one line: how an author breaks lines says nothing."""
    tongue = LANGUAGES[language]
    parts = (part.split("\n") for part in re.split(r"\n\s*\n", text.strip()))
    return tuple(tongue.typographic(tongue.space.join(map(str.strip, lines))) for lines in parts)


def _names(appeal: Appeal, language: str) -> tuple[str, ...]:
    people = [name for person in appeal.facts.people for name in (person.name, person.native_name) if name]
    return tuple(map(apostrophes, (*people, *(who.name_in(language) for who in appeal.to.values()))))


Values = Mapping[str, Mapping[str, str]]


def model_letter(appeal: Appeal, language: str) -> ModelLetter:
    """The appeal's letter to all of its addressees, with every choice."""
    tongue, text = LANGUAGES[language], appeal.texts_in(language).letter
    readers = tuple(appeal.to.values())
    return ModelLetter(
        subject=subject_line(text, _values(readers, language), tongue),
        salutations=_each(readers, [apostrophes(who.salutation[language]) for who in readers], language),
        parts=tuple(_part(appeal, block, language) for block in text.body),
        closings=_each(readers, [apostrophes(who.closing.get(language, tongue.closing)) for who in readers], language),
    )


def _each(readers: Sequence[Addressee], said: Sequence[str], language: str) -> tuple[tuple[str, str], ...]:
    """What is said to whom; once, and to nobody by name, where it is the same for all."""
    if len(set(said)) == 1:
        return (("", said[0]),)
    return tuple((who.name_in(language), words) for who, words in zip(readers, said, strict=True))


def _part(appeal: Appeal, block: Block, language: str) -> LetterPart:
    tongue, words = LANGUAGES[language], WORDS[language]
    readers = [who for key, who in appeal.to.items() if block.is_for(key)]
    values = _values(readers, language)
    names = tongue.separator.join(who.name_in(language) for who in readers)
    only_to = words.only_to.format(names=names) if len(readers) < len(appeal.to) else ""
    match block:
        case ParagraphBlock():
            return Passage(text=parse(fill(block.text, values), tongue), only_to=only_to)
        case Demands():
            return Passage(text=(demand_list(block, values, tongue),), only_to=only_to)
        case Points():
            choices = tuple(parse(fill(choice, values), tongue) for choice in block.choices.values())
            return Choices(ask=tongue.typographic(block.points), choices=choices, only_to=only_to)
        case OwnWords():
            ask, hint = tongue.typographic(block.own_words), tongue.typographic(block.hint or "")
            return OwnWordsPlace(ask=ask, hint=hint, only_to=only_to)


def _values(readers: Sequence[Addressee], language: str) -> Values:
    """What stands at the names' places: the reader where there is only one, else what is to be filled in."""
    words = WORDS[language]
    name, office = f"[{words.their_name}]", f"[{words.their_office}]"
    if len(readers) == 1:
        name, office = readers[0].name_in(language), readers[0].office or ""
    return {
        "addressee": {"name": name, "office": office},
        "supporter": {
            "name": f"[{words.your_name}]",
            "town": f"[{words.your_town}]",
            "country": f"[{words.your_country}]",
        },
    }


def recipients(appeal: Appeal, site: Site, language: str) -> tuple[Recipient, ...]:
    """Who decides, or who is at risk where the letters go to them."""
    made = (_recipient(who, site, language) for who in appeal.to.values())
    match appeal.facts.kind:
        case Kind.APPEAL:
            return tuple(made)
        case Kind.OPEN_LETTER:
            # Its text is fixed, and so is its language.
            return tuple(replace(who, languages="") for who in made)
        case Kind.SOLIDARITY:
            nowhere = WORDS[language].no_address.format(organisation=site.organisation)
            homeless = [not who.known_channels for who in appeal.to.values()]
            return tuple(replace(who, nowhere=nowhere if h else "") for who, h in zip(made, homeless, strict=True))


def copied(appeal: Appeal, library: Library, language: str) -> tuple[Recipient, ...]:
    """Who gets a copy, with the embassy in the organisation's country if it is known."""
    copies = library.copies(appeal, library.site.country or "")
    # A copy is the letter itself, with the addressee's salutation and language.
    made = (_recipient(who, library.site, language) for who in copies.values())
    return tuple(replace(who, salutation="", languages="") for who in made)


def diplomats(appeal: Appeal, library: Library, language: str) -> str:
    """The words that stand for an embassy that isn't known, or nothing."""
    if not appeal.copies_to_embassy or library.embassy(appeal.facts.country, library.site.country or ""):
        return ""
    return WORDS[language].diplomats.format(country=LANGUAGES[language].country(appeal.facts.country))


def _recipient(who: Addressee, site: Site, language: str) -> Recipient:
    words, tongue = WORDS[language], LANGUAGES[language]
    labels = {Channel.POST: words.post, Channel.EMAIL: words.email, Channel.FAX: tongue.fax.fax}
    post = who.post if Channel.POST in who.channels else None
    lines = post.lines if post else ()
    return Recipient(
        name=apostrophes(who.name_in(language)),
        office=apostrophes(who.office) if who.office and who.office not in (who.name, *lines) else "",
        salutation=apostrophes(who.salutation.get(language, "")),
        post=tuple(map(apostrophes, lines)),
        country_lines=_country(post, site, language) if post else (),
        faxes=tuple(map(international, who.fax)) if Channel.FAX in who.channels else (),
        emails=who.email if Channel.EMAIL in who.channels else (),
        unavailable=tuple((labels[channel], reason) for channel, reason in who.unavailable.items()),
        languages=tongue.separator.join(map(tongue.language_called, who.languages)),
        nowhere="",
    )


def _country(post: Post, site: Site, language: str) -> tuple[CountryLine, ...]:
    """The country's line as the organisation's post reads it; in the sheet's language where its home isn't known."""
    if site.country:
        return country_lines(post, site.country, language)
    ours = CountryLine(LANGUAGES[language].country(post.country), language)
    english = CountryLine(LANGUAGES["en"].country(post.country), "en")
    return (ours,) if is_latin(ours.text) else (ours, english)
