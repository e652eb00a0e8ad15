"""What a form that isn't finished can already show of its letter. Refuses nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from letters import typed
from letters.appeal.appeal import Appeal
from letters.appeal.authortext import fill
from letters.appeal.body import OwnWords, Points
from letters.compose import MAX_OWN_WORDS, Words, compose, default_text
from letters.fields.text import COUNTRIES
from letters.language import LANGUAGES
from letters.letter import Letter
from letters.supporter import SignAs, Supporter
from letters.web.forms import Draft


def text(draft: Draft, appeal: Appeal) -> str:
    """The letter's text as prepared, with whatever has been filled in so far."""
    own = tuple(typed.clean(part)[:MAX_OWN_WORDS] for part in draft.own)
    words = Words(points=frozenset(draft.many["points"]), own=own)
    return default_text(appeal, _first(draft, appeal), supporter(draft, appeal), words, language(draft, appeal))


def open_letter(draft: Draft, appeal: Appeal, date: dt.date) -> Letter:
    """The letter that waits for a signature, without the lines that depend on where it comes from."""
    key, signs = _first(draft, appeal), supporter(draft, appeal)
    letter = compose(appeal, key, signs, Words(), language=language(draft, appeal), date=date)
    return replace(letter, sender=(), country_lines=())


def language(draft: Draft, appeal: Appeal) -> str:
    """The language that was chosen for the letter, or else the appeal's own."""
    return draft.one["language"] if draft.one["language"] in appeal.texts else appeal.facts.language


def supporter(draft: Draft, appeal: Appeal) -> Supporter:
    """Who signs, as far as it is known; dots stand where nothing is written yet."""
    country = draft.one["country"] if draft.one["country"] in COUNTRIES else appeal.facts.country
    name = "initials" if draft.one["sign_as"] == SignAs.INITIALS else "name"
    return Supporter(
        signature=typed.clean(draft.one[name])[:80] or "…",
        town=typed.clean(draft.one["town"])[:60] or "…",
        country=country,
    )


def filled(draft: Draft, appeal: Appeal, shown: str, block: str) -> str:
    """One of the author's texts as it is set in the language shown, with what the form says so far in its places."""
    # Set first: what somebody has typed stays as it is.
    block = LANGUAGES[shown].typographic(block)
    who, signs = appeal.to[_first(draft, appeal)], supporter(draft, appeal)
    values = {
        "name": signs.signature,
        "town": signs.town,
        "country": LANGUAGES[shown].country(signs.country),
    }
    return fill(block, {"addressee": {"name": who.name_in(shown), "office": who.office or ""}, "supporter": values})


def places(appeal: Appeal, shown: str) -> list[Points | OwnWords]:
    """The blocks of the letter that ask the supporter for something. An open letter's text is fixed."""
    return [block for block in appeal.texts_in(shown).letter.body if isinstance(block, (Points, OwnWords))]


def _first(draft: Draft, appeal: Appeal) -> str:
    return next((key for key in appeal.to if key in draft.many["to"]), next(iter(appeal.to)))
