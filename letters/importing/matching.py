"""The sheet's addressees and the address book: who is the same, and what the two say differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from letters.addressee import Addressee
from letters.authoring.uses import are_alike, name_words
from letters.fields.text import international
from letters.importing.contacts import ContactBlock
from letters.importing.facts import country_in
from letters.importing.signs import words_of
from letters.typed import folded

_MOST_SIMILAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An addressee on the sheet with its key, and why; `similar` are keys that may be meant where none is certain."""

    block: ContactBlock
    key: str = ""
    reasons: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()


def match(block: ContactBlock, book: Mapping[str, Addressee], country: str, language: str) -> Match:
    """The one entry of the address book that this is, if that is certain; else those that come near."""
    reasons = {key: tuple(_reasons(block, entry, country)) for key, entry in book.items()}
    found = [key for key, why in reasons.items() if any(reason in _CERTAIN for reason in why)]
    best = [key for key in found if "the same name" in reasons[key]] or found
    if len(best) == 1:
        key = best[0]
        differences = tuple(_differences(block, book[key], country, language))
        return Match(block=block, key=key, reasons=reasons[key], differences=differences)
    similar = [key for key, why in reasons.items() if why]
    similar += [key for key, entry in book.items() if key not in similar and _shares_words(block, entry)]
    return Match(block=block, similar=tuple(similar[:_MOST_SIMILAR]))


_CERTAIN = ("the same name", "the same e-mail", "the same fax")


def _reasons(block: ContactBlock, entry: Addressee, country: str) -> Iterator[str]:
    if not _is_elsewhere(entry, country) and _has_name(block, entry, country):
        yield "the same name"
    if {email.casefold() for email in block.email} & {email.casefold() for email in entry.email}:
        yield "the same e-mail"
    if {fax.number for fax in block.fax} & set(map(international, entry.fax)):
        yield "the same fax"
    if entry.office and any(folded(entry.office) == folded(line).strip(" ,") for line in block.address):
        yield "the same office"


def _is_elsewhere(entry: Addressee, country: str) -> bool:
    """Whether the entry is known to be in another country: ministers of justice are called alike everywhere."""
    return bool(entry.post and country and entry.post.country != country)


def _has_name(block: ContactBlock, entry: Addressee, country: str) -> bool:
    names = [entry.name, *entry.names.values()]
    lines = [part for line in block.address[:4] for part in (line, line.partition(",")[0])]
    if entry.post and entry.post.country == country and set(map(folded, names)) & set(map(folded, lines)):
        return True
    # One word, such as `Governor` or `Justice`, names nobody.
    words = [name for name in map(name_words, names) if len(name) > 1]
    return any(are_alike(name, name_words(line)) for name in words for line in lines)


def _shares_words(block: ContactBlock, entry: Addressee) -> bool:
    """Whether half of the entry's name stands in the first lines."""
    words = {word for line in block.address[:4] for word in name_words(line)}
    name = name_words(entry.name)
    return 2 * len(words & set(name)) >= len(name)


def _differences(block: ContactBlock, entry: Addressee, country: str, language: str) -> Iterator[str]:
    """What the sheet has and the address book has not, and the other way round."""
    if not _has_name(block, entry, country):
        yield f"name: the address book has {entry.name}; the sheet doesn't name them"
    known = [international(fax) for fax in entry.fax]
    theirs = [fax.number or fax.words for fax in block.fax]
    yield from _compared("fax", theirs, known)
    yield from _compared(
        "e-mail", [email.casefold() for email in block.email], [email.casefold() for email in entry.email]
    )
    yield from _lines(block, entry)
    greeting = entry.salutation.get(language)
    if block.salutation and greeting is None:
        yield f"salutation in {language!r}: the sheet has {block.salutation!r}, the address book has none"
    elif block.salutation and greeting and words_of(greeting) != words_of(block.salutation):
        yield f"salutation: the sheet has {block.salutation!r}, the address book {greeting!r}"


def _compared(what: str, theirs: list[str], known: list[str]) -> Iterator[str]:
    for value in theirs:
        if value not in known:
            has = f"the address book {', '.join(known)}" if known else "the address book has none"
            yield f"{what}: the sheet has {value}, {has}"
    if not theirs and known:
        yield f"{what}: the sheet has none, the address book {', '.join(known)}"


def _lines(block: ContactBlock, entry: Addressee) -> Iterator[str]:
    """Lines with words that the other side lacks. A country's line is none of the address book's."""
    said = [entry.name, *entry.names.values(), entry.office or "", *(entry.post.lines if entry.post else ())]
    known = {word for text in said for word in words_of(text)}
    for line in block.address:
        if not set(words_of(line)) <= known and not country_in(line):
            yield f"address: only the sheet has the line {line!r}"
    seen = {word for line in block.address for word in words_of(line)}
    for line in entry.post.lines if entry.post and block.address else ():
        if not set(words_of(line)) <= seen:
            yield f"address: only the address book has the line {line!r}"
