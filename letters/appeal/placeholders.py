"""Places in [brackets] that wait for their text, as `letters new` and `letters translate` write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letters.addressee import Addressee
from letters.errors import Finding
from letters.yamlfile.source import KeyPath, Source

# A name may be withheld: `[name withheld]` is no place to be filled. Who receives letters is named.
_NAMES = ("name", "native_name", "signatories")
_WHOLE = re.compile(r"\[[^\[\]]+\]")
_BEGINNING = re.compile(r"\[(?:\.\.\.|…|[^\[\]\s]+(?:\s+[^\[\]\s]+){2,})\]")


def placeholder_in(text: str) -> str:
    """The first place in the text that is still to be replaced, brackets included, or nothing.

    That is a paragraph which stands as a whole between square brackets, or begins with dots or at least three words
    that do. So `[sic]`, `he [the minister] said` and a remark in brackets at a quotation's end are texts.
    """
    for paragraph in re.split(r"\n\s*\n", text):
        if match := _WHOLE.fullmatch(paragraph.strip()) or _BEGINNING.match(paragraph.strip()):
            return match.group()
    return ""


def places_left(source: Source) -> Iterator[tuple[KeyPath, str, str]]:
    """Each text of a file that has such a place: where it stands, what to do, and the place itself."""
    for path, text in source.texts():
        if not _may_be_withheld(path) and (place := placeholder_in(text)):
            short = place if len(place) <= 40 else f"{place[:38].rstrip()}...]"
            yield path, f"{short} still waits for its text: replace it, brackets and quotation marks included", place


def left_over(source: Source, code: str) -> Iterator[Finding]:
    """The same, each as a finding with this code."""
    return (source.finding(path, code, message, word=place) for path, message, place in places_left(source))


def waits(addressee: Addressee) -> str:
    """What an entry of the address book still lacks although it would be printed, or nothing."""
    lines = addressee.post.lines if addressee.post else ()
    texts = (*addressee.salutation.values(), *addressee.closing.values(), *lines)
    place = next((place for text in texts if (place := placeholder_in(text))), "")
    where = "in the address book: replace it there, as it shall be printed"
    return f"{addressee.name} still has {place} {where}" if place else ""


def _may_be_withheld(path: KeyPath) -> bool:
    return path[:1] != ("to",) and any(name in path for name in _NAMES)
