"""Who is written to: addressees and those who get a copy, with every way that is open, and why others aren't."""

from __future__ import annotations

from dataclasses import replace

from letters.addressee import Addressee, Post
from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind
from letters.channel import Channel
from letters.compose import country_lines
from letters.fields.text import international
from letters.handout.content import Recipient
from letters.handout.words import WORDS
from letters.language import LANGUAGES, is_latin
from letters.letter import CountryLine
from letters.library.library import Library
from letters.library.site import Site


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
        name=who.name_in(language),
        office=who.office if who.office and who.office not in (who.name, *lines) else "",
        salutation=who.salutation.get(language, ""),
        post=lines,
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
