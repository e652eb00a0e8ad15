"""Open letters to be signed by hand: the text, and pages of lines for signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from letters.appeal.appeal import Appeal
from letters.compose import Words, compose
from letters.layout import LayoutName, layout_for
from letters.letter import Letter
from letters.pack.orders import Evening, writes_letters
from letters.supporter import Supporter

_SOMEWHERE = "GB"  # for organisations that don't say where they are: it decides on paper and country lines only


def sign_files(
    evening: Evening, appeals: Sequence[Appeal], pages: int, layout: LayoutName | None
) -> Iterator[tuple[str, bytes]]:
    """`sign.pdf`, or a file of its own for each text and addressee where there are several."""
    from letters.pdf.signatures import sign_sheets

    letters = [letter for appeal in appeals if not writes_letters(appeal) for letter in _letters(evening, appeal)]
    for letter in letters:
        name = "sign.pdf" if len(letters) == 1 else f"sign-{letter.stem}.pdf"
        yield name, sign_sheets(letter, pages, layout or layout_for(letter.sender_country))


def _letters(evening: Evening, appeal: Appeal) -> Iterator[Letter]:
    """The open letter to each addressee, from nobody yet."""
    country = evening.library.site.country or _SOMEWHERE
    language = evening.language if evening.language in appeal.languages else appeal.facts.language
    nobody = Supporter(signature="", country=country)
    for key in appeal.to:
        letter = compose(appeal, key, nobody, Words(), language=language, date=evening.date)
        yield replace(letter, sender=(), signature="")
