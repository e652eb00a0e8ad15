"""From letters to a PDF: refuse what can't be printed, set each letter as closely as needed, join the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from letters.errors import Refused, gettext_noop
from letters.language.repertoire import unprintable
from letters.layout import LAYOUTS, LayoutName, layout_for
from letters.letter import Letter
from letters.pdf.engine import TooManyPages, lay_out, write
from letters.pdf.estimate import least_pages, promising
from letters.pdf.fonts import length, not_installed, text_of
from letters.pdf.markup import html
from letters.pdf.page_css import NORMAL, Fit
from letters.pdf.parts import parted
from letters.stationery import Folds, folds_for

MANY_PAGES = gettext_noop("The letter has too many pages: at most {limit} can be printed.")
LONG_TEXT = gettext_noop("The letter is too long: at most {limit} characters can be printed.")
NO_GLYPHS = gettext_noop("No letter can be printed with these characters: {characters}. Write them differently.")
NOT_INSTALLED = gettext_noop(
    "The font for these characters isn't installed on this machine: {characters}. script/bootstrap installs it."
)

MAX_PAGES = 12
_NAMES_ON_A_PAGE = 30  # at least
# More than twelve pages can hold; refused before any time is spent on setting it.
_MAX_CHARACTERS = 60_000


def render(letters: Sequence[Letter], layout: LayoutName | None = None, *, fold_marks: bool = False) -> bytes:
    """One PDF/UA-1 file with all letters in order, each on pages of its own that count from 1.

    The layout is by default the one of the first sender's country. The title is the first letter's subject or
    addressee; nothing else about the letter or the time is in the metadata. Raises Refused for characters that no
    font has, for an address too long for the window and for letters over twelve pages.
    """
    if not letters:
        raise ValueError("no letters to render")
    chosen = layout or layout_for(letters[0].sender_country)
    folds = folds_for(LAYOUTS[chosen], None) if fold_marks else None
    parts = [parted(letter) for letter in letters]
    documents = [set_letter(letter, chosen, folds=folds) for letter in letters]
    if not any(part.lists for part in parts):
        return write(documents)
    from letters.pdf.name_lists import with_lists  # here, so that few wait for what joins files

    written = [(part, write([document])) for part, document in zip(parts, documents, strict=True)]
    return with_lists(written, LAYOUTS[chosen])


def pages_of(letter: Letter, layout: LayoutName | None = None) -> int:
    """How many pages the letter takes. Raises Refused as `render` does.

    Who asks for one layout after the other waits for one of each width: where a letter has room on one page under the
    longest head, it has under each.
    """
    chosen = layout or layout_for(letter.sender_country)
    html(letter, chosen)  # raises Refused where the address is too long for this window
    try:
        if _pages(letter, _longest_head(chosen)) == 1:
            return 1
    except Refused:  # on that one alone
        pass
    return _pages(letter, chosen)


@lru_cache(maxsize=len(LayoutName))
def _pages(letter: Letter, layout: LayoutName) -> int:
    parts, pages = parted(letter), len(set_letter(letter, layout).pages)
    if not parts.lists:
        return pages
    from letters.pdf.name_lists import pages_of_lists

    return pages + pages_of_lists(parts, LAYOUTS[layout])


def _longest_head(name: LayoutName) -> LayoutName:
    """Of the layouts whose text is as wide, on the same paper, the one where it begins furthest down."""

    def measure(other: LayoutName) -> tuple[object, ...]:
        layout = LAYOUTS[other]
        return layout.paper, layout.left, layout.right

    return max((other for other in LayoutName if measure(other) == measure(name)), key=lambda n: LAYOUTS[n].body_from)


def set_letter(letter: Letter, layout: LayoutName, *, folds: Folds | None = None, own: str = "") -> Any:
    """The letter laid out: on one page if setting it closer achieves that, else at ease on several.

    Long lists of names aren't in it: `render` puts them on pages after it. Lines that are `own` are drawn as form
    XObjects of their own. Raises Refused as `render` does.
    """
    refuse_unprintable(letter)
    letter = parted(letter).letter
    refuse_endless(letter, layout)

    def laid_out(fit: Fit) -> Any:
        return lay_out(html(letter, layout, fit=fit, folds=folds, own=own), most_pages=most_pages(letter))

    try:
        return _on_few_pages(letter, layout, laid_out)
    except TooManyPages:
        raise Refused(MANY_PAGES, limit=most_pages(letter)) from None


def _on_few_pages(letter: Letter, layout: LayoutName, laid_out: Callable[[Fit], Any]) -> Any:
    tried = {}
    for fit in promising(letter, LAYOUTS[layout]):
        tried[fit] = laid_out(fit)
        if len(tried[fit].pages) == 1:
            return tried[fit]
    return tried.get(NORMAL) or laid_out(NORMAL)


def refuse_endless(letter: Letter, layout: LayoutName) -> int:
    """How many pages the letter takes at the least, before any is set. Raises Refused where these are too many."""
    pages, most = least_pages(letter, LAYOUTS[layout]), most_pages(letter)
    if pages > most:
        raise Refused(MANY_PAGES, limit=most)
    return pages


def most_pages(letter: Letter) -> int:
    """How many pages the letter may take; an open letter has as many more as the names below it need."""
    return MAX_PAGES + sum(len(group.members) for group in letter.signed) // _NAMES_ON_A_PAGE


def refuse_unprintable(letter: Letter) -> None:
    """Raises Refused for a letter of more characters than pages can hold, or with some that can't be printed.

    Where a font is missing that belongs to the program, nobody gets a letter with empty boxes in it either.
    """
    if length(letter) > _MAX_CHARACTERS:
        raise Refused(LONG_TEXT, limit=_MAX_CHARACTERS)
    text = text_of(letter)  # once: making seventy thousand names takes seconds
    if missing := unprintable(text):
        raise Refused(NO_GLYPHS, characters=" ".join(missing))
    if missing := not_installed(text):
        raise Refused(NOT_INSTALLED, characters=" ".join(missing))
