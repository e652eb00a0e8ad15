"""Who receives the letters of a draft, and an entry for the address book where the sheet names somebody new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

from letters.addressbook import EMBASSY
from letters.authoring.pages import example, fact
from letters.authoring.scalars import notes, scalar
from letters.importing.contacts import ContactBlock, value_in
from letters.importing.drafted import Imported, slugged
from letters.importing.facts import country_in
from letters.importing.matching import Match
from letters.importing.phrases import EMBASSY as EMBASSY_WORDS
from letters.importing.signs import folded, words_of

_NOBODY = "nobody yet: see below; a key of addressees.yaml goes between the brackets"
_ADDRESSEE = (
    "The sheet names this addressee{how}; make sure of it, then put it into addressees.yaml, without the # and the"
    " space at the beginning of each line, and its key into `{field}`:"
)
_ALSO = "on the sheet: "
_EMBASSY = (
    "The sheet names this embassy; make sure of it, then put it into embassies.yaml, below the country that sends it"
    " and the one that hosts it, and write `copies: [embassy]`. In addressees.yaml it would go to all writers alike:"
)


def receivers(draft: Imported) -> str:
    """`to` and `copies`, with the sheet's lines beside those of the address book."""
    to = fact("to", f"[{', '.join(draft.to)}]", None if draft.to else _NOBODY) + _others(draft)
    copies = [match.key for match in draft.copies if match.key and match.key not in draft.to]
    copies += [EMBASSY] if draft.sheet.embassy else []
    said = (
        notes(f"The sheet says on copies: {' / '.join(draft.sheet.embassy)}", further="  ")
        if draft.sheet.embassy
        else ""
    )
    return (
        f"{to}{''.join(_compared(match) for match in draft.addressees if match.key)}"
        f"{fact('copies', f'[{_listed(copies)}]') if copies else example('copies')}{said}"
        f"{''.join(_compared(match) for match in draft.copies if match.key)}\n"
    )


def _others(draft: Imported) -> str:
    """Those on the sheet whom `to` can't name yet."""
    names = [match.block.lines[0] for match in draft.addressees if not match.key]
    return notes(f"On the sheet, and offered below: {'; '.join(names)}", further="  ") if names and draft.to else ""


def _listed(keys: list[str]) -> str:
    return ", ".join(dict.fromkeys(keys))


def _compared(match: Match) -> str:
    """What stands on the sheet, and where the address book says otherwise."""
    text = notes(f"{match.key} ({', '.join(match.reasons)}) stands on the sheet so:")
    text += "".join(notes(line, "#   ") for line in match.block.lines)
    if match.differences:
        text += notes(f"The address book says otherwise of {match.key}; find out who is right:")
        text += "".join(notes(difference, "#   ", "  ") for difference in match.differences)
    return text


def offered(draft: Imported) -> str:
    """Entries for the address book, as notes, for everybody on the sheet who isn't there."""
    new = [(match, "") for match in draft.addressees if not match.key]
    new += [(match, " in copy") for match in draft.copies if not match.key]
    return "".join(f"\n{_offer(match, how, draft)}" for match, how in new)


def _offer(match: Match, how: str, draft: Imported) -> str:
    is_embassy = EMBASSY_WORDS.search(folded(" ".join(match.block.address)))
    text = notes(_EMBASSY if is_embassy else _ADDRESSEE.format(how=how, field="copies" if how else "to"))
    if match.similar:
        text += notes(f"Or is it somebody who is there already: {', '.join(match.similar)}?")
    entry = list(_entry(match.block, draft))
    said = set(words_of(" ".join(entry)))
    # What the entry holds in another form, or not at all.
    others = [line for line in match.block.lines if not set(words_of(value_in(line))) <= said]
    return f"{text}#\n{''.join(f'# {line}{chr(10)}' for line in [*entry, *(f'  # {_ALSO}{line}' for line in others)])}"


def _entry(block: ContactBlock, draft: Imported) -> Iterator[str]:
    """The lines of an entry. What only the author can know is left out, and a note says so."""
    address = block.address
    name = next(iter(address), "[Name]")
    yield f"{slugged(name) or 'addressee'}:"
    yield f"  name: {scalar(name)}    # as pages call the addressee; the sheet's first line"
    yield "  # office: President of ..."
    if block.salutation:
        ends = block.salutation.endswith((",", ":", "!"))
        note = "" if ends else "    # printed exactly so; add the comma"
        yield f"  salutation: {{{draft.sheet.language}: {scalar(block.salutation, chr(34))}}}{note}"
    else:
        yield f'  salutation: {{{draft.sheet.language}: "[Dear ...,]"}}'
    yield from _post(address)
    yield from _channels(block)
    if codes := _codes(draft.sheet.languages, draft.sheet.language):
        yield f"  languages: [{', '.join(codes)}]"
    yield "  # checked: the day on which you made sure, as year-month-day"


def _post(address: tuple[str, ...]) -> Iterator[str]:
    country = country_in(address[-1]) if len(address) > 1 else None
    lines = address[:-1] if country else address
    if not address:
        return
    if len(lines) < 2:
        yield f"  # no postal address that is certain; on the sheet: {' / '.join(address)}"
        return
    yield "  post:"
    yield "    lines:"
    yield from (f"      - {scalar(line)}" for line in lines)
    hint = f"on the sheet: {country.words}; is that {country.value}?" if country else "which country is this?"
    yield f"    country:    # two letters; {hint}"


def _channels(block: ContactBlock) -> Iterator[str]:
    for number in block.fax:
        if not number.number:
            yield f"  # fax on the sheet: {number.words}; write it with + and the country's code"
    if numbers := [scalar(number.number, '"') for number in block.fax if number.number]:
        yield f"  fax: [{', '.join(numbers)}]"
    if block.email:
        yield f"  email: [{', '.join(block.email)}]"


def _codes(said: tuple[str, ...], language: str) -> list[str]:
    """The codes of the languages that the sheet names; nothing unless all of its words are such names."""
    names = [name for line in said[:1] for name in re.split(r",|\b(?:and|or|et|ou|y|o|und|oder)\b", folded(line))]
    codes = [_names(language).get(name.strip(" .")) for name in names]
    return [code for code in codes if code] if codes and all(codes) else []


@cache
def _names(language: str) -> Mapping[str, str]:
    return {folded(name): code for code, name in Locale(language).languages.items() if len(code) == 2}
