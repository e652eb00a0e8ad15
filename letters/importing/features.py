"""What each block of a sheet shows: how it looks, what it holds, where it stands. Numbers from 0 to 1, by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from letters.fields.countries import country_called
from letters.fields.dates import FoundDate, first_date
from letters.importing import clues
from letters.importing.blocks import Block, Kind
from letters.importing.facts import country_in, facts_in
from letters.importing.greetings import closes, greets, greets_readers
from letters.importing.labels import Part
from letters.importing.languages import written_languages
from letters.importing.phrases import ANY_PARTICIPLE, EMBASSY
from letters.importing.signs import BULLET, is_capitals
from letters.typed import folded

Shown = Mapping[str, float]

_HEAD = 8
"""Blocks among which the case's country may stand alone."""
_PROSE = 0.95
_LONG = 420
_SHORT = 90
_MOST_OF_A_LETTER = 40
# What a label says weakens with each block below it, down to a half.
_FADES = 0.12
_ENDS_LETTER = frozenset(
    (Part.BACKGROUND, Part.MORE, Part.PEOPLE, Part.PREVIOUS, Part.SIGNATORIES, Part.COPIES, Part.OUTCOME)
)
_NAME = re.compile(r"^[^\W\d_][\w'’.-]*(?: (?:[A-Z]\.|[^\W\d_][\w'’.-]*)){1,4}$")
_RULE = re.compile(r"^[\W_]+$")
_PAGE = re.compile(r"^(?:page|pagina|seite|p\.)?\s*\d{1,2}(?:\s*(?:of|/|de|von|sur)\s*\d{1,2})?$")
_OTHER_LABEL = re.compile(r"^(?!.{0,20}(?:https?|E-?mail|Fax|Tel))[A-ZÀ-Þ][\w'’/-]*(?: [\w'’/-]+){0,2}\s?: \S")
_SMALL = frozenset("de le la les du a the of den dem am vom in el los y et and".split())
_SAYS_PAGE = re.compile(r"\b(?:page|pagina|seite) \d{1,2}\b")
_SUBJECT = re.compile(r"^\W*(?:re|subject|subject line|objet|asunto|betreff|betr\.?)\s*:", re.IGNORECASE)
_COPY = re.compile(r"\b(?:copies|copy|cc|copie|copia[s]?|kopien?)\b")
_COLON_COUNTRY = re.compile(r"^([^:–—|/-]{3,40})\s?[:–—|/]\s?\S")


def features_of(blocks: Sequence[Block]) -> tuple[Shown, ...]:
    """What each of the blocks shows."""
    found = [_seen(block) | _below(block) for block in blocks]
    _placed(blocks, found)
    _in_letters(blocks, found)
    _led(blocks, found)
    _shared(blocks, found)
    _owned(blocks, found)
    return tuple(found)


def _seen(block: Block) -> dict[str, float]:
    """What the block shows by itself."""
    text = block.text
    plain = folded(text)
    shown = _form(block, text, plain)
    shown |= _words(plain, text)
    shown |= _contact(block, text, plain)
    shown |= _facts(block, text, plain)
    return {name: value for name, value in shown.items() if value}


def _form(block: Block, text: str, plain: str) -> dict[str, float]:
    words = re.findall(r"\w+", plain)
    function = sum(word in clues.FUNCTION for word in words) / max(1, len(words))
    ends = text.rstrip(' "”’»)*_').endswith((".", "!", "?", "。"))
    is_text = function > 0.22 or (ends and function > 0.1) or (not plain.isascii() and len(words) > 12)
    prose = min(1.0, len(words) / 18) * (1.0 if is_text else 0.3) if len(words) >= 7 else 0.0
    return {
        "item": float(block.kind is Kind.ITEM),
        "address": float(block.kind is Kind.ADDRESS),
        "facts": float(block.kind is Kind.FACTS),
        "prose": prose if block.kind is not Kind.ADDRESS else 0.0,
        "sentence": float(ends and len(words) > 4),
        "long": min(1.0, max(0.0, (len(text) - _LONG) / _LONG)),
        "short": float(len(text) <= _SHORT),
        "one line": float(len(block.lines) == 1),
        "capitals": float(is_capitals(text) and len(words) > 1),
        "strong": float(all(line.strong for line in block.lines)),
        "colon end": float(text.rstrip().endswith(":") and len(text) < _SHORT),
        "other label": float(
            _OTHER_LABEL.match(text) is not None and len(text) < 2 * _SHORT and block.kind is not Kind.ADDRESS
        ),
        "semicolon": float(text.rstrip().endswith(";")),
        "rule": float(_RULE.match(text) is not None),
        "page": float(
            _PAGE.match(plain.strip()) is not None or (_SAYS_PAGE.search(plain) is not None and len(text) < 120)
        ),
        "blank": float(any(clues.BLANK.search(folded(line.plain)) for line in block.lines)),
        "column address": float(block.kind is Kind.ADDRESS and block.lines[0].column > 0),
        "names": float(_NAME.match(text) is not None and not is_capitals(text)),
    }


def _words(plain: str, text: str) -> dict[str, float]:
    bare = BULLET.sub("", plain)
    asks = clues.ASKS.search(plain)
    return {
        "instruction": min(1.0, 0.75 * len(clues.INSTRUCTION.findall(plain))),
        "voice": min(1.0, 0.7 * len(clues.WRITERS_VOICE.findall(plain))),
        "asks": float(asks is not None),
        "leads": float(asks is not None and text.rstrip(" *_").endswith((":", "：", "-", "–", ",")))
        if len(text) > 12
        else 0.0,
        "participle": float(ANY_PARTICIPLE.match(bare.lstrip()) is not None),
        "infinitive": float(clues.INFINITIVE.match(bare) is not None),
        "greets readers": float(greets_readers(text)),
        "salutation": greets(text),
        "closing": float(closes(text)),
        "stopped": float(clues.STOPPED.search(plain) is not None),
        "update of": float(clues.UPDATE_OF.search(plain) is not None and len(text) < 200),
        "subject": float(_SUBJECT.match(text) is not None),
        "languages": float(
            bool(written_languages(text)) and (clues.INSTRUCTION.search(plain) is not None or len(text) < 60)
        ),
        "own": min(1.0, 0.5 * len(clues.OWN.findall(plain))) if len(text) < 200 else 0.0,
        "credit": float(clues.CREDIT.search(plain) is not None and len(text) < 160),
        "pronoun": float(clues.PRONOUNS.search(text) is not None and len(text) < 200),
        "contact us": float(clues.CONTACT_US.search(plain) is not None and len(text) < 300),
        "kicker": float(clues.KICKER.search(plain) is not None and len(text) < 100),
        "copy words": float(_COPY.search(plain) is not None and len(text) < 160),
        "diplomats": float(clues.DIPLOMATIC.search(plain) is not None),
        "embassy": float(EMBASSY.search(plain) is not None and len(text) < 200),
    }


def _contact(block: Block, text: str, plain: str) -> dict[str, float]:
    links = clues.LINK.findall(text)
    rest = clues.LINK.sub("", text).strip(" -–—:•*()[]<>.,")
    emails = clues.EMAIL.findall(text)
    is_near = len(text) < 500
    last = block.lines[-1].plain.strip(" .,;")
    end = last.rpartition(",")[2].strip() if "," in last else last
    return {
        "email": float(bool(emails) and is_near),
        "fax": float(clues.PHONE.search(text) is not None and is_near),
        "contact line": float(any(clues.CONTACT_LABEL.match(folded(line.plain)) for line in block.lines)),
        "url": float(bool(links)),
        "only url": float(bool(links) and len(rest) < 20),
        "handle": float(clues.HANDLE.search(clues.EMAIL.sub("", text)) is not None and is_near),
        "office": float(clues.OFFICE.search(plain) is not None and len(text) < 220),
        "honorific": float(
            any(clues.HONORIFIC.match(folded(BULLET.sub("", line.plain))) for line in block.lines[:2])
            and len(text) < 220
        ),
        "street": float(
            is_near and clues.STREET.search(plain) is not None and any(map(str.isdigit, text)) and len(text) < 260
        ),
        "country end": float(
            len(text) < 300 and len(end) < 60 and country_called(end, formal=len(end) > 12) is not None and len(end) > 2
        ),
        "only country": float(len(text) < 60 and country_in(text) is not None),
    }


def _facts(block: Block, text: str, plain: str) -> dict[str, float]:
    is_short = len(text) < 300
    date = first_date(text) if is_short or block.part is Part.DEADLINE else None
    before = plain[max(0, date.start - 40) : date.start] if date else ""
    found = facts_in(text) if len(text) < 200 else None
    colon = _COLON_COUNTRY.match(text)
    return {
        "number": float(bool(found and (found.case or found.index))),
        "only date": float(date is not None and _is_day_alone(text, date) and not clues.DEADLINE.search(before)),
        "until": float(bool(date and clues.DEADLINE.search(before))) if is_short else 0.0,
        "only until": float(bool(date and clues.DEADLINE.search(before)) and len(text) < 140),
        "after": float(bool(date and clues.AFTER.search(before))),
        "colon country": float(bool(colon and country_called(colon[1].strip(), formal=False))),
    }


def _is_day_alone(text: str, date: FoundDate) -> bool:
    """Whether there is nothing but the date, and perhaps a place before it: `Geneva, 12 May 2020`."""
    rest = re.findall(r"\w+", f"{text[: date.start]} {text[date.end :]}")
    return len(rest) <= 4 and all(word[:1].isupper() or folded(word) in _SMALL for word in rest)


def _below(block: Block) -> dict[str, float]:
    """What the label above says, the less the further away it is."""
    if block.part is None:
        return {}
    # A greeting and a closing are what they are below any label.
    return {f"below:{block.part.value}": max(0.5, 1 - _FADES * block.distance)}


def _placed(blocks: Sequence[Block], found: Sequence[dict[str, float]]) -> None:
    """Where each block stands in the sheet."""
    size = len(blocks)
    first_letter = next((index for index, shown in enumerate(found) if shown.get("salutation", 0) >= 0.7), size)
    first_prose = next((index for index, shown in enumerate(found) if shown.get("prose", 0) > 0.8), size)
    for index, shown in enumerate(found):
        shown["top"] = float(index < 6 and index <= first_prose)
        shown["top country"] = shown.get("only country", 0) * (index < _HEAD)
        shown["early"] = float(index < max(8, size * 0.3))
        shown["late"] = float(index > size * 0.6)
        shown["before letter"] = float(index < first_letter < size)
        own = shown.get("own", 0) or blocks[index].part is Part.MORE
        contacts = shown.get("email", 0) or shown.get("fax", 0)
        at_end = index >= size - 4 and blocks[index].part not in (Part.CONTACT, Part.COPIES, Part.ACTION)
        shown["late own"] = float(bool(contacts) and at_end and not shown.get("office") and not shown.get("honorific"))
        shown["own contact"] = float(bool(own and contacts))
    for one, other in pairwise(range(size)):
        if found[other].get("salutation", 0) >= 0.7:
            found[one]["before greeting"] = 1.0


def _in_letters(blocks: Sequence[Block], found: Sequence[dict[str, float]]) -> None:
    """What stands between a greeting and the closing that follows, or the end of what a letter can be."""
    index = 0
    while index < len(blocks):
        sure = found[index].get("salutation", 0)
        if sure < 0.3 or (blocks[index].part is Part.CONTACT and found[index].get("contact line")):
            index += 1
            continue
        end, is_closed = _letter_end(blocks, found, index)
        below = found[index + 1] if index + 1 < len(found) else {}
        if sure < 0.7 and not (is_closed and (below.get("prose", 0) > 0.3 or below.get("voice"))):
            found[index]["salutation"] = 0.0
            index += 1
            continue
        found[index]["letter start"] = 1.0
        if index + 1 < end:
            behind = blocks[index + 1].text
            heads = (
                len(behind) < 140
                and not behind.rstrip().endswith((".", ",", ":", ";", "!", "?"))
                and behind[:1].isupper()
            )
            found[index + 1]["heads letter"] = float(heads and blocks[index + 1].kind is Kind.TEXT)
        for inside in range(index + 1, end):
            if blocks[inside].kind is not Kind.LABEL:
                found[inside]["letter"] = (1.0 if is_closed else 0.7) * (1.0 if sure >= 0.7 else 0.6)
        if is_closed:
            _behind(blocks, found, end + 1)
        index = max(end, index + 1)
    letters = [place for place, shown in enumerate(found) if shown.get("letter")]
    for place in range(letters[-1] + 1 if letters else len(blocks), len(blocks)):
        found[place]["after letter"] = 1.0


def _letter_end(blocks: Sequence[Block], found: Sequence[dict[str, float]], start: int) -> tuple[int, bool]:
    """Where the letter that begins there ends, and whether with a closing."""
    last = min(len(blocks), start + _MOST_OF_A_LETTER)
    for index in range(start + 1, last):
        if blocks[index].kind is Kind.CLOSING or found[index].get("closing"):
            return index, True
        if index > start + 1 and found[index].get("salutation", 0) >= 0.7:
            return index, False
        if blocks[index].part in _ENDS_LETTER and blocks[index].part is not blocks[start].part:
            return index, False
        if blocks[index].kind is Kind.LABEL and blocks[index].part in (Part.DEADLINE, Part.LANGUAGE):
            return index, False
    return last, False


def _behind(blocks: Sequence[Block], found: Sequence[dict[str, float]], start: int) -> None:
    """The lines below a closing: a name, a town, a country, no more than three."""
    for index in range(start, min(start + 3, len(blocks))):
        block = blocks[index]
        if block.kind is Kind.LABEL or len(block.text) > 120 or found[index].get("email") or found[index].get("fax"):
            return
        if index > start and block.part is not blocks[start - 1].part:
            return
        found[index]["after closing"] = 1.0 if index == start else 0.6


def _led(blocks: Sequence[Block], found: Sequence[dict[str, float]]) -> None:
    """The items that a sentence or a label leads to which asks for something."""
    led = False
    for index, (block, shown) in enumerate(zip(blocks, found, strict=True)):
        if block.kind is Kind.LABEL:
            led = block.part is Part.DEMANDS
        elif shown.get("leads"):
            led = True
        elif led and (
            block.kind is Kind.ITEM
            or shown.get("semicolon")
            or shown.get("infinitive")
            or shown.get("participle")
            or (index and found[index - 1].get("semicolon"))
        ):
            shown["led to"] = 1.0
        elif led and block.kind is not Kind.ITEM:
            led = False


def _shared(blocks: Sequence[Block], found: Sequence[dict[str, float]]) -> None:
    """What share of a short block's words the texts of the sheet have, too: a headline's do, a banner's don't."""
    texts = [set(re.findall(r"\w{4,}", folded(block.text))) for block in blocks]
    prose = [shown.get("prose", 0) > 0.6 for shown in found]
    known = Counter(word for words, is_prose in zip(texts, prose, strict=True) if is_prose for word in words)
    for block, shown, words in zip(blocks, found, texts, strict=True):
        told = {word for word in words if word not in clues.FUNCTION}
        if told and len(block.text) < 200 and shown.get("prose", 0) < _PROSE:
            shown["shared"] = sum(known[word] > 0 for word in told) / len(told)
            shown["not shared"] = 1 - shown["shared"]
    every = [folded(block.text) for block in blocks]
    for index, shown in enumerate(found):
        bare = re.sub(r"^(?:the|l'|la|le|die|der|das|el) ?", "", every[index].strip(" *_.:"))
        if shown.get("top") and 7 < len(bare) < 80 and " " in bare:
            others = sum(bare in text for place, text in enumerate(every) if place != index)
            shown["recurs"] = min(1.0, 0.4 + 0.3 * others) if others else 0.0


def _owned(blocks: Sequence[Block], found: Sequence[dict[str, float]]) -> None:
    """Late blocks that say the name which stands at the top: whoever has published the sheet."""
    names = {
        gram
        for block, shown in zip(blocks[:4], found[:4], strict=False)
        if shown.get("short") and (shown.get("recurs") or shown.get("kicker") or shown.get("shared", 0) <= 0.5)
        for gram in _grams(block.text)
    }
    for block, shown in zip(blocks, found, strict=True):
        if shown.get("late") and len(block.text) < 300 and names & set(_grams(block.text)):
            shown["own name"] = 1.0


def _grams(text: str) -> list[tuple[str, ...]]:
    """Each three words of a text that follow each other."""
    words = re.findall(r"\w{2,}", folded(text))
    return list(zip(words, words[1:], words[2:], strict=False)) or ([tuple(words)] if len(words) == 2 else [])
