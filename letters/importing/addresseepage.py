"""Who receives the letters of a draft, and an entry for the address book where the sheet names somebody new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letters.addressee import EMBASSY
from letters.authoring.draft_page import example, fact
from letters.authoring.edits import ON_SHEET
from letters.authoring.scalars import notes, scalar
from letters.importing.contacts import ContactBlock, country_of_number, value_in
from letters.importing.drafted import Imported, is_embassy, slugged
from letters.importing.matching import Match
from letters.importing.phrases import EMBASSY as EMBASSIES
from letters.importing.signs import words_of
from letters.typed import folded

_NOBODY = (
    "The sheet names nobody to write to. If it is somebody in the address book (`letters addressees`), write"
    " `to: [key]`, and delete the rest of this part."
)
_NEW = "Not in the address book; this is what the sheet says. Make sure that it is right."
_IN_COPY = (
    "The sheet names this addressee in copy. Make sure of it, then put it into addressees.yaml (beside site.yaml; make"
    " that file if there is none), without the # and the space at the beginning of each line, and its key into"
    " `copies`:"
)
_BESIDE = "The sheet names this addressee too, but you chose others. As an entry of addressees.yaml:"

_EMBASSY = (
    "The sheet names this embassy; make sure of it, then put it into embassies.yaml, below the country that sends it"
    " and the one that hosts it, and write `copies: [embassy]`. In addressees.yaml it would be used for all writers:"
)
_MARKS = {"es": ":", "zh": "：", "ar": "،"}
_COUNTRY = '"[country code]"'


def receivers(draft: Imported) -> str:
    """`to` and `copies`, with the sheet's lines beside those of the address book."""
    copies = [match.key for match in draft.copies if match.key and match.key not in draft.to]
    copies += [EMBASSY] if draft.sheet.embassy else []
    said = (
        notes(f"The sheet says on copies: {' / '.join(draft.sheet.embassy)}", further="  ")
        if draft.sheet.embassy
        else ""
    )
    return (
        f"{_to(draft)}{''.join(_compared(match) for match in draft.addressees if match.key)}"
        f"{fact('copies', f'[{_listed(copies)}]') if copies else example('copies')}{said}"
        f"{''.join(_compared(match) for match in draft.copies if match.key)}\n"
    )


def _to(draft: Imported) -> str:
    """Keys of the address book, and everybody who isn't there written out in full."""
    new = draft.written_out
    if draft.to and not new:
        return fact("to", f"[{_listed(draft.to)}]")
    keys = "".join(f"  - {key}\n" for key in draft.to)
    entries = [_written_out(match, draft) for match in new] if new or keys else [_somebody(draft)]
    return f"{fact('to', '', 'who decides')}{keys}{''.join(entries)}"


def _somebody(draft: Imported) -> str:
    return notes(_NOBODY, "  # ") + _item(
        _entry(ContactBlock(lines=(), salutation=draft.sheet.letter.salutation), draft)
    )


def _written_out(match: Match, draft: Imported) -> str:
    text = notes(_NEW, "  # ")
    if match.similar:
        keys = " or ".join(f"`- {key}`" for key in match.similar)
        text += notes(f"Or is it somebody who is there? Then write {keys} instead of these lines.", "  # ")
    if is_embassy(match.block):
        text += notes("An embassy for the writers of only one country belongs in embassies.yaml.", "  # ")
    return text + _item(_full_entry(match.block, draft))


def _item(lines: Iterable[str]) -> str:
    """The lines of an entry as an item of a list."""
    return "".join(f"  {'- ' if number == 0 else '  '}{line}\n" for number, line in enumerate(lines))


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(keys))


def _compared(match: Match) -> str:
    """What stands on the sheet, and where the address book says otherwise."""
    text = notes(f"{match.key} ({', '.join(match.reasons)}) is on the sheet as:")
    text += "".join(notes(line, "#   ") for line in match.block.lines)
    if match.differences:
        text += notes(f"The address book differs on {match.key}; find out which is right:")
        text += "".join(notes(difference, "#   ", "  ") for difference in match.differences)
    return text


def offered(draft: Imported) -> str:
    """Entries for the address book, as notes, for those on the sheet whom the draft doesn't write to."""
    beside = [match for match in draft.addressees if not match.key and match not in draft.written_out]
    new = [(match, _BESIDE) for match in beside] + [(match, _IN_COPY) for match in draft.copies if not match.key]
    return "".join(f"\n{_offer(match, text, draft)}" for match, text in new)


def _offer(match: Match, text: str, draft: Imported) -> str:
    text = notes(_EMBASSY if is_embassy(match.block) else text)
    if match.similar:
        text += notes(f"Or is it somebody who is there already: {', '.join(match.similar)}?")
    key = slugged(_name(match.block)) or "addressee"
    lines = [f"{key}:", *(f"  {line}" for line in _full_entry(match.block, draft))]
    return f"{text}#\n{''.join(f'# {line}{chr(10)}' for line in lines)}"


def _full_entry(block: ContactBlock, draft: Imported) -> list[str]:
    """The entry, and in notes what the sheet says that it holds in another form, or not at all."""
    entry = list(_entry(block, draft))
    said = set(words_of(" ".join(entry)))
    said |= set(words_of(block.country.words)) if block.country else set()
    others = [line for line in block.lines if not set(words_of(value_in(line))) <= said]
    return [*entry, *(f"# {ON_SHEET}{line}" for line in others)]


def _name(block: ContactBlock) -> str:
    return next(iter(block.address), "")


def _entry(block: ContactBlock, draft: Imported) -> Iterator[str]:
    """The lines of an entry, with a place in brackets for what only the author can know."""
    name = _name(block)
    source = "; the sheet's first line" if name else ""
    yield f"name: {scalar(name or '[Who decides]')}    # as pages call the addressee{source}"
    yield "# office: President of ..."
    if block.salutation:
        ends = block.salutation.endswith((",", ":", "!", "，", "：", "،"))
        mark = "" if ends else _MARKS.get(draft.sheet.language, ",")
        note = "" if ends else f"    # on the sheet without the mark at its end: {block.salutation}"
        yield f"salutation: {{{draft.sheet.language}: {scalar(block.salutation + mark, chr(34))}}}{note}"
    else:
        yield f'salutation: {{{draft.sheet.language}: "[Dear ...,]"}}'
    yield from _post(block, draft)
    yield from _channels(block)
    if draft.sheet.language_codes:
        said = f"{ON_SHEET}{draft.sheet.languages.names}"
        yield f"languages: [{', '.join(draft.sheet.language_codes)}]    # {said}"
    yield "# checked: the day on which you made sure, as year-month-day"


def _post(block: ContactBlock, draft: Imported) -> Iterator[str]:
    lines = block.address
    is_reached = bool(block.email or any(number.number for number in block.fax))
    if len(lines) < 2 and is_reached:
        if lines:
            yield f"# no certain postal address; on the sheet: {' / '.join(lines)}"
        return
    if len(lines) < 2:
        lines = (*(lines or ("[Name and office]",)), "[The rest of the address, line by line]")
    yield "post:"
    yield "  lines:"
    yield from (f"    - {scalar(line)}" for line in lines)
    country, source = _country(block, draft)
    yield f"  country: {country or _COUNTRY}    # {source}"


def _country(block: ContactBlock, draft: Imported) -> tuple[str, str]:
    """The country's code, proposed in place, and where it is from: the address, its fax number, the sheet."""
    if block.country:
        return block.country.value, f"{ON_SHEET}{block.country.words}; make sure"
    for number in block.fax:
        if code := country_of_number(number):
            return code, f"the country of {number.words}; make sure"
    if draft.country and block.lines and not any(EMBASSIES.search(folded(line)) for line in block.address):
        return draft.country, "where the case is; the address names no country, so make sure"
    return "", "two letters; which country is this?"


def _channels(block: ContactBlock) -> Iterator[str]:
    for number in block.fax:
        if not number.number:
            yield f"# fax on the sheet: {number.words}; write it with + and the country code"
    if numbers := [scalar(number.number, '"') for number in block.fax if number.number]:
        yield f"fax: [{', '.join(numbers)}]"
    if block.email:
        yield f"email: [{', '.join(block.email)}]"
