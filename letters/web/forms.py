"""What somebody typed, kept as it is, and what it says once it has been read: a supporter, words, letters."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from letters import typed
from letters.addressee import EMBASSY, Addressee
from letters.appeal.appeal import Appeal
from letters.appeal.authortext import fill
from letters.appeal.body import OwnWords, Points
from letters.appeal.file import Kind
from letters.compose import Words, compose, default_text, organisation, with_copies, words_from
from letters.edited import language_of, parse
from letters.errors import FieldProblem, InvalidFields, gettext_noop
from letters.fields.countries import COUNTRIES
from letters.language.language import LANGUAGES
from letters.layout import LayoutName
from letters.letter import Letter
from letters.library.library import Library
from letters.library.site import Site
from letters.supporter import SignAs, Supporter, supporter_from

ONE = (
    *("language", "shown", "mode", "text", "sign_as", "name", "initials"),
    *("street", "postcode", "town", "region", "country", "email", "layout"),
    *("signs_as", "organisation", "role", "shown_name", "stays_in_touch", "within"),
)
MANY = ("to", "points", "copies")
MAX_PLACES = 100
MOST_ABOVE_THE_FORM = 20
"""So many names stand above the fields of whoever signs, who has to find these."""
MOST_PRINTED = 1000
"""So many names at most stand below an open letter that is made here: a second's work. All stand below the one that
the organisation makes by `letters write`, and hands over."""

NO_ADDRESSEE = gettext_noop("Please choose at least one person to write to.")
NO_LANGUAGE = gettext_noop("Please choose the language of your letter.")
NO_LAYOUT = gettext_noop("Please choose one of the kinds of paper and envelope.")
NO_TEXT = gettext_noop("Please write your letter here, or go back to the prepared one.")

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form as it was typed, nothing checked and nothing lost.

    `own` are the own words by their place; `shown` is the language in which the form asks for them.
    """

    one: Mapping[str, str]
    many: Mapping[str, tuple[str, ...]]
    own: tuple[str, ...]

    @property
    def is_rewritten(self) -> bool:
        """Whether the supporter writes the whole letter herself."""
        return self.one["mode"] == "whole"

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every field with its value, as a form keeps them."""
        yield from self.one.items()
        # All in one field: a hundred of their own would be a third of the page.
        yield from ((field, " ".join(values)) for field, values in self.many.items() if values)
        yield from ((f"own_words-{place}", text) for place, text in enumerate(self.own))

    def having(self, **values: str) -> Draft:
        """The same draft with these fields changed."""
        return replace(self, one={**self.one, **values})

    def addressed_to(self, keys: Iterable[str]) -> Draft:
        """The same draft with these addressees ticked."""
        return replace(self, many={**self.many, "to": tuple(keys)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A draft that can be sent: its letters, each with its copies behind it, and who gets a copy, by key."""

    supporter: Supporter
    letters: tuple[Letter, ...]
    copied: Mapping[str, Addressee]
    layout: LayoutName | None


def blank(appeal: Appeal, language: str) -> Draft:
    """The form as it is first shown: everybody ticked, nothing written."""
    one = dict.fromkeys(ONE, "")
    one["language"] = language if language in appeal.texts else appeal.facts.language
    one["sign_as"] = SignAs.FULL
    copies = (*appeal.copies, EMBASSY) if appeal.copies_to_embassy else tuple(appeal.copies)
    return Draft(one=one, many={"to": tuple(appeal.to), "points": (), "copies": copies}, own=())


def draft_from(form: MultiDict[str, str]) -> Draft:
    """The form as somebody sent it."""
    places = [int(match[1]) for key in form if (match := re.fullmatch(r"own_words-(\d{1,2})", key))]
    count = min(max(places, default=-1) + 1, MAX_PLACES)
    return Draft(
        one={field: form.get(field, "") for field in ONE},
        many={field: tuple(dict.fromkeys(" ".join(form.getlist(field)).split())) for field in MANY},
        own=tuple(form.get(f"own_words-{place}", "") for place in range(count)),
    )


def write(draft: Draft, appeal: Appeal, library: Library, date: dt.date) -> Written:
    """The letters that a draft asks for. Raises InvalidFields with every problem at once, in the form's order."""
    problems: list[FieldProblem] = []
    # An open letter goes to all of them, whatever whoever signs it has seen.
    is_open = appeal.facts.kind is Kind.OPEN_LETTER
    to = [key for key in appeal.to if is_open or key in draft.many["to"]]
    language = draft.one["language"]
    if not to:
        problems.append(FieldProblem("to", NO_ADDRESSEE))
    if language not in appeal.texts:
        problems.append(FieldProblem("language", NO_LANGUAGE))
    words = tried(lambda: _words(draft, appeal), problems)
    supporter = tried(lambda: _writer(draft, appeal, library.site), problems)
    if draft.one["layout"] not in ("", *LayoutName):
        problems.append(FieldProblem("layout", NO_LAYOUT))
    if problems or words is None or supporter is None:
        raise InvalidFields(problems)
    copied = _copied(draft, appeal, library, supporter)
    # Each text is read once for all: what many are told alike costs as if one were. It goes with this answer.
    read = cache(parse)
    letters = [
        compose(appeal, key, supporter, words, language=language, date=date, copies=copied, read=read).in_short(
            MOST_PRINTED
        )
        for key in to
    ]
    return Written(
        supporter=supporter,
        letters=tuple(each for letter in letters for each in with_copies(letter, copied)),
        copied=copied,
        layout=LayoutName(draft.one["layout"]) if draft.one["layout"] else None,
    )


def _writer(draft: Draft, appeal: Appeal, site: Site) -> Supporter:
    """Who writes: an open letter comes from the organisation, whoever has asked for it."""
    return organisation(site) if appeal.facts.kind is Kind.OPEN_LETTER else supporter_from(draft.one)


def _words(draft: Draft, appeal: Appeal) -> Words:
    letter = appeal.texts_in(draft.one["language"]).letter
    whole = draft.is_rewritten and appeal.facts.kind is not Kind.OPEN_LETTER
    if whole and not draft.one["text"].strip():
        raise InvalidFields([FieldProblem("text", NO_TEXT)])
    text = draft.one["text"] if whole else ""
    own = () if whole else draft.own
    return words_from(letter, points=draft.many["points"], own=own, text=text)


def own_texts(draft: Draft, appeal: Appeal) -> dict[str, str]:
    """What the supporter has written herself, as typed, by its field. An open letter's text is fixed."""
    if appeal.facts.kind is Kind.OPEN_LETTER:
        return {}
    if draft.is_rewritten:
        return {"text": draft.one["text"]}
    return {f"own_words-{place}": text for place, text in enumerate(draft.own)}


def other_language(draft: Draft, appeal: Appeal) -> str:
    """The language that what the supporter has written is in, where the letter is in another one; else nothing."""
    text = typed.clean("\n\n".join(own_texts(draft, appeal).values()))
    if not text or len(appeal.languages) < 2:
        return ""
    key, signs = _first(draft, appeal), supporter_so_far(draft, appeal)
    prepared = {
        code: default_text(appeal, key, signs, Words(points=frozenset(appeal.texts_in(code).letter.choices)), code)
        for code in appeal.languages
    }
    found = language_of(text, prepared)
    return found if found != letter_language(draft, appeal) else ""


def unused_place(draft: Draft, appeal: Appeal) -> str:
    """The field in which somebody who has added nothing yet could say something of her own; nothing for others."""
    asked = places(appeal, letter_language(draft, appeal))
    if draft.is_rewritten or draft.many["points"] or any(map(typed.clean, draft.own)) or not asked:
        return ""
    return "own_words-0" if any(isinstance(block, OwnWords) for block in asked) else "points"


def place_for_words(draft: Draft, appeal: Appeal) -> str:
    """The field in which somebody can say more of her own; nothing where the letter has none as it is."""
    if draft.is_rewritten:
        return "text"
    asked = places(appeal, letter_language(draft, appeal))
    return "own_words-0" if any(isinstance(block, OwnWords) for block in asked) else ""


def offered_languages(appeal: Appeal) -> tuple[str, ...]:
    """The languages of the letter, those first that its addressees read, best first."""
    read = [code for who in appeal.to.values() for code in who.languages if code in appeal.languages]
    return tuple(dict.fromkeys((*read, *appeal.languages)))


def readers(appeal: Appeal) -> dict[tuple[str, ...], list[Addressee]]:
    """Who reads which languages, as far as it is known and not just the only one that there is."""
    found: dict[tuple[str, ...], list[Addressee]] = {}
    for who in appeal.to.values():
        if who.languages and appeal.languages != who.languages[:1]:
            found.setdefault(who.languages, []).append(who)
    return found


def _copied(draft: Draft, appeal: Appeal, library: Library, supporter: Supporter) -> dict[str, Addressee]:
    copied = {key: who for key, who in appeal.copies.items() if key in draft.many["copies"]}
    if appeal.copies_to_embassy and EMBASSY in draft.many["copies"]:
        embassy = library.embassy(appeal.facts.country, supporter.country)
        if embassy:
            copied[EMBASSY] = embassy
    return copied


def tried(read: Callable[[], ResultT], problems: list[FieldProblem]) -> ResultT | None:
    """What was read; nothing where it has problems, which join the others."""
    try:
        return read()
    except InvalidFields as error:
        problems.extend(error.problems)
        return None


def prepared_text(draft: Draft, appeal: Appeal) -> str:
    """The letter's text as prepared, with whatever has been filled in so far."""
    own = tuple(typed.clean(part) for part in draft.own)
    words = Words(points=frozenset(draft.many["points"]), own=own)
    return default_text(
        appeal, _first(draft, appeal), supporter_so_far(draft, appeal), words, letter_language(draft, appeal)
    )


def letter_to_sign(draft: Draft, appeal: Appeal, site: Site, date: dt.date) -> Letter:
    """The open letter as it stands, to the first of those to whom it goes."""
    language = letter_language(draft, appeal)
    letter = compose(appeal, _first(draft, appeal), organisation(site), Words(), language=language, date=date)
    return letter.in_short(MOST_ABOVE_THE_FORM)


def letter_language(draft: Draft, appeal: Appeal) -> str:
    """The language that was chosen for the letter, or else the appeal's own."""
    return draft.one["language"] if draft.one["language"] in appeal.texts else appeal.facts.language


def supporter_so_far(draft: Draft, appeal: Appeal) -> Supporter:
    """Who signs, as far as it is known; dots stand where nothing is written yet."""
    country = draft.one["country"] if draft.one["country"] in COUNTRIES else appeal.facts.country
    name = "initials" if draft.one["sign_as"] == SignAs.INITIALS else "name"
    return Supporter(
        signature=typed.clean(draft.one[name]) or "…",
        town=typed.clean(draft.one["town"]) or "…",
        country=country,
    )


def filled(draft: Draft, appeal: Appeal, shown: str, block: str) -> str:
    """One of the author's texts as it is set in the language shown, with what the form says so far in its places."""
    # Set first: what somebody has typed stays as it is.
    block = LANGUAGES[shown].typographic(block)
    who, signs = appeal.to[_first(draft, appeal)], supporter_so_far(draft, appeal)
    values = {
        "name": signs.signature,
        "town": signs.town,
        "country": LANGUAGES[shown].country(signs.country),
    }
    return fill(block, {"addressee": {"name": who.name_in(shown), "office": who.office or ""}, "supporter": values})


def questions(appeal: Appeal, shown: str) -> dict[str, str]:
    """What each place for own words asks, by its field."""
    blocks = [block for block in places(appeal, shown) if isinstance(block, OwnWords)]
    return {f"own_words-{number}": block.own_words for number, block in enumerate(blocks)}


def places(appeal: Appeal, shown: str) -> list[Points | OwnWords]:
    """The blocks of the letter that ask the supporter for something. An open letter's text is fixed."""
    return [block for block in appeal.texts_in(shown).letter.body if isinstance(block, (Points, OwnWords))]


def _first(draft: Draft, appeal: Appeal) -> str:
    return next((key for key in appeal.to if key in draft.many["to"]), next(iter(appeal.to)))
