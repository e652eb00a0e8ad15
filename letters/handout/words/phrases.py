"""The phrases that a sheet needs in every language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a sheet says by itself. Names in braces are filled in; phrases keep clear of grammar around them.

    `post` and `email` name ways to send a letter; `your_...` and `their_...` stand between brackets where the writer
    has something to fill in.
    """

    appeal: str
    open_letter: str
    petition: str
    solidarity: str
    issued: str  # {day}
    write_by: str  # {day}
    write_freely: str
    sign_by: str  # {day}
    sign_freely: str
    was_last_day: str  # {day}, {organisation}
    draft: str
    embargo: str  # {instant}
    example: str  # {year}
    photo: str  # {credit}
    at_risk: str
    letter: str
    letter_note: str
    open_text: str
    open_note: str
    salutation: str
    closing: str
    only_to: str  # {names}
    choose: str
    own_words: str
    your_name: str
    your_town: str
    your_country: str
    their_name: str
    their_office: str
    your_address: str
    write_to: str
    goes_to: str
    post: str
    email: str
    no_address: str  # {organisation}
    best_in: str  # {languages}
    copies: str
    diplomats: str  # {country}
    notes: str
    mention_welcome: str  # {organisation}
    mention_avoid: str  # {organisation}
    mention_never: str  # {organisation}
    replies: str  # {email}
    sign_how: str
    web: str
    web_sign: str
    web_how: str
    code: str  # {address}
    signed: str
    background: str
    earlier: str
