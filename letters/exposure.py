"""What could give away somebody who would rather not be known, or put her at risk: her own words, and where she lives.

Names are found as people write them: in any case, with or without accents, inflected, joined to little words as in
Arabic, in the middle of a line without spaces. Rather too much is marked than too little; nothing is ever refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import phonenumbers

from letters.appeal.appeal import Appeal
from letters.appeal.body import Block, Demands, OwnWords, Paragraph, Points
from letters.errors import gettext_noop
from letters.language.initials import initials_of
from letters.supporter import SignAs
from letters.typed import UNSPACED, clean


class Detail(StrEnum):
    """What of somebody a text can say."""

    NAME = "name"
    STREET = "street"
    POSTCODE = "postcode"
    TOWN = "town"
    EMAIL = "email"
    PHONE = "phone"


SAID = {
    Detail.NAME: gettext_noop("your name"),
    Detail.STREET: gettext_noop("your street"),
    Detail.POSTCODE: gettext_noop("your postcode"),
    Detail.TOWN: gettext_noop("your town, which stands at the head of the letter too"),
    Detail.EMAIL: gettext_noop("an e-mail address"),
    Detail.PHONE: gettext_noop("a telephone number"),
}
EXPOSED = gettext_noop("You sign with initials, but your own words say who you are:")
FROM_WITHIN = gettext_noop("Those whom this letter concerns can reach you where you are (%(country)s).")
INITIALS_HELP = gettext_noop(
    "With initials, your name, street and e-mail address are left out of everything that is made."
)
MAIL_ACCOUNT = gettext_noop(
    "You sign with initials, but an e-mail shows its reader the name and the address of the account that sends it. "
    "Post doesn't."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """A place in a typed text: the `field` it stands in, what it says, and the words around it."""

    field: str
    detail: Detail
    before: str
    words: str
    after: str


# ISO 3166-2 lists these as parts of the countries behind them, and they have their police or their courts.
_PART_OF = {
    country: whole
    for whole, parts in {
        "CN": "HK MO",
        "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
        "NL": "AW BQ CW SX",
        "US": "AS GU MP PR UM VI",
        "FI": "AX",
        "NO": "SJ",
    }.items()
    for country in parts.split()
}
_AROUND = 40
_UNSPACED = re.compile(f"[{UNSPACED}]")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# Letters that NFKD leaves whole, and how others write them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o", "ı": "i", "ة": "ه", "ى": "ي"}
)
_VOWELS = frozenset("aeiouyаеиоуыэюяйьαεηιουω")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    plain: str
    is_capital: bool


def writes_from_within(country: str, appeal: Appeal) -> bool:
    """Whether a supporter in this country lives under those whom the appeal is about."""
    return appeal.facts.country in (country, _PART_OF.get(country))


def exposed_in(fields: Mapping[str, str], texts: Mapping[str, str], *appeals: Appeal) -> tuple[Exposed, ...]:
    """The places in texts of her own where somebody who signs with initials says who she is; none for others.

    `fields` are those of a supporter, as typed; `texts` are own words or a rewritten letter, by their fields; what
    `appeals` say themselves, such as the first name of a prisoner, tells nothing.
    """
    if fields.get("sign_as") != SignAs.INITIALS:
        return ()
    said = tuple(text for appeal in appeals for text in _all_texts(appeal))
    given = {name: clean(value) for name, value in fields.items()}
    return tuple(
        Exposed(field=field, detail=detail, **_excerpt(text, span))
        for field, typed in texts.items()
        if (text := clean(typed))
        for detail, span in _found(given, text, said)
    )


def _found(given: Mapping[str, str], text: str, said: tuple[str, ...]) -> Iterator[tuple[Detail, Span]]:
    known = _words_of(said)
    words, plain = _words(text), _plain(text)
    lines = "\n".join(filter(None, (given.get("street", ""), given.get("address", "")))).split("\n")
    found = {
        Detail.NAME: [*_names(given.get("name", ""), words, plain, known), *_fitting(given, words, known)],
        Detail.STREET: [span for line in lines for span in _street(line, words, plain, known)],
        Detail.POSTCODE: _postcode(given.get("postcode", ""), plain),
        Detail.TOWN: _town(given.get("town", ""), words, plain, known),
        Detail.EMAIL: [match.span() for match in _EMAIL.finditer(text)],
        Detail.PHONE: _phones(text, given.get("country", "")),
    }
    # What the appeal itself says, a rewritten letter may repeat.
    repeated = "\n".join(said)
    for detail, spans in found.items():
        for start, end in _merged(spans):
            if detail not in (Detail.EMAIL, Detail.PHONE) or text[start:end] not in repeated:
                yield detail, (start, end)


def _excerpt(text: str, span: Span) -> dict[str, str]:
    start, end = span
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    # Whole words around it; in scripts without spaces, whatever there is.
    if start > _AROUND:
        before = "… " + (before.partition(" ")[2] or before)
    if end + _AROUND < len(text):
        after = (after.rpartition(" ")[0] or after) + " …"
    return {"before": before.replace("\n", " "), "words": text[start:end], "after": after.replace("\n", " ")}


def _names(name: str, words: Sequence[_Word], plain: str, known: frozenset[str]) -> Iterator[Span]:
    parts = _parts(name)
    yield from _unspaced(parts, plain, _shorter)
    spaced = [part for part in parts if not _UNSPACED.search(part)]
    for run in _runs(words, plain, lambda word: next((part for part in spaced if _says(word, part)), "")):
        whole = len({part for _, part in run}) > 1
        # A word that the appeal itself uses, such as "will" or the first name of a prisoner, says nothing alone.
        yield from ((word.start, word.end) for word, _ in run if whole or word.plain not in known)


def _shorter(name: str) -> tuple[str, ...]:
    """A name without spaces, whole and without the family's: that has one sign, or two where there are four."""
    if len(name) > 3:
        return name, name[1:], name[2:], name[:2]
    return (name, name[1:]) if len(name) > 2 else (name,)


def _parts(name: str) -> list[str]:
    """The parts of a name that say who somebody is: no titles, no particles, no single letters."""
    found = [word for word in _words(name) if name[word.end : word.end + 1] != "."]
    if any(word.is_capital for word in found):
        found = [word for word in found if word.is_capital or not _has_case(word.plain)]
    joined = [_joined(name), *map(_joined, name.split())]  # as in an address on the web, or without the apostrophe
    return [*(word.plain for word in found if len(word.plain) > 1), *filter(None, joined)]


def _joined(name: str) -> str:
    """The words of a name as one; nothing where it is one."""
    words = [word.plain for word in _words(name) if not _UNSPACED.search(word.plain)]
    return "".join(words) if len(words) > 1 and len("".join(words)) > 4 else ""


def _fitting(given: Mapping[str, str], words: Sequence[_Word], known: frozenset[str]) -> Iterator[Span]:
    """Names in full that fit the initials, where that is all that was given: Maya Lind for M. L."""
    signs = [word.plain[0] for word in _words(given.get("initials", "") or initials_of(given.get("name", "")))]
    if given.get("name") or len(signs) < 2:
        return
    for first in range(len(words) - len(signs) + 1):
        run = words[first : first + len(signs)]
        fits = all(w.is_capital and len(w.plain) > 1 and w.plain[0] == sign for w, sign in zip(run, signs, strict=True))
        if fits and not all(word.plain in known for word in run) and run[-1].end - run[0].start < 60:
            yield run[0].start, run[-1].end


def _street(line: str, words: Sequence[_Word], plain: str, known: frozenset[str]) -> Iterator[Span]:
    own = _words(line)
    parts = [word.plain for word in own if len(word.plain) > 1 and not word.plain[0].isdigit()]
    numbers = {word.plain for word in own if word.plain[0].isdigit()}
    yield from _unspaced(parts, plain, lambda part: re.findall(r"\D{3,}", part))
    spaced = [part for part in parts if not _UNSPACED.search(part)]
    for run in _runs(
        words, plain, lambda word: _street_word(word, spaced) or (word.plain if word.plain in numbers else "")
    ):
        said = {part for _, part in run if part not in numbers}
        alone = spaced == [*said] and len(spaced[0]) > 3 and run[0][0].plain not in known
        if len(said) > 1 or alone or (said and len(said) < len(run) and len("".join(said)) > 2):
            yield run[0][0].start, run[-1][0].end


def _street_word(word: _Word, parts: Sequence[str]) -> str:
    """The part of a street's name that the word is, whole or short: `rd` for `road`, `hauptstr` for `hauptstrasse`."""
    for part in parts:
        if _says(word, part) or _is_short_for(word.plain, part):
            return part
    return ""


def _is_short_for(short: str, word: str) -> bool:
    """Whether it begins as the word does and has some of its other letters, in their order."""
    rest = iter(word)
    return 1 < len(short) < len(word) and short[0] == word[0] and all(sign in rest for sign in short)


def _town(town: str, words: Sequence[_Word], plain: str, known: frozenset[str]) -> Iterator[Span]:
    parts = [word.plain for word in _words(town) if len(word.plain) > 1]
    yield from _unspaced(parts, plain, lambda part: (part, part[:-1]) if len(part) > 2 else (part,))
    spaced = {part for part in parts if not _UNSPACED.search(part)}
    for run in _runs(words, plain, lambda word: next((part for part in spaced if _says(word, part)), "")):
        if spaced == {part for _, part in run} and not all(word.plain in known for word, _ in run):
            yield run[0][0].start, run[-1][0].end


def _postcode(postcode: str, plain: str) -> list[Span]:
    signs = [sign for sign in _plain(postcode) if sign.isalnum()]
    if len(signs) < 4:  # a number of three digits may count anything
        return []
    apart = r"[\s-]?".join(map(re.escape, signs))
    return [match.span() for match in re.finditer(rf"(?<!\w){apart}(?!\w)", plain)]


def _phones(text: str, country: str) -> list[Span]:
    region = country if country in phonenumbers.SUPPORTED_REGIONS else None
    # Rows of digits that are no numbers would cost much time.
    found = phonenumbers.PhoneNumberMatcher(text, region, max_tries=50)
    return [(match.start, match.end) for match in found]


def _unspaced(parts: Iterable[str], plain: str, forms: Callable[[str], Iterable[str]]) -> Iterator[Span]:
    """Where parts in scripts that are written without spaces stand, in one of their forms."""
    for part in parts:
        if _UNSPACED.search(part):
            for form in forms(part):
                yield from (match.span() for match in re.finditer(re.escape(form), plain))


def _runs(words: Sequence[_Word], plain: str, part_of: Callable[[_Word], str]) -> Iterator[list[tuple[_Word, str]]]:
    """The words, one beside the other in a sentence, that are parts of something, each with its part."""
    run: list[tuple[_Word, str]] = []
    for word in words:
        part = part_of(word)
        if run and (not part or _are_apart(run[-1][0], word, plain)):
            yield run
            run = []
        if part:
            run.append((word, part))
    if run:
        yield run


def _are_apart(one: _Word, other: _Word, plain: str) -> bool:
    """Whether a sentence ends between two words; the dot before a number is one of an abbreviation."""
    return bool(re.search(r"[.!?;:]\s", plain[one.end : other.start])) and not other.plain[0].isdigit()


def _says(word: _Word, part: str) -> bool:
    """Whether a word is this part of a name, as it is or inflected."""
    said = word.plain
    if said == part:
        return True
    if len(part) < 3:
        return False
    if unicodedata.bidirectional(part[0]) in ("R", "AL"):
        # Articles and prepositions are joined to it, and endings.
        place = said.find(part)
        return 0 <= place <= 3 and len(said) - place - len(part) <= 3
    if _has_case(part) and not word.is_capital:
        return False
    if said.startswith(part):
        return len(said) - len(part) <= (2 if len(part) < 5 else 3)
    stem = part[:-1] if part[-1] in _VOWELS else part[:-2] if part[-1] in "sσς" else part
    return len(stem) > 2 and stem != part and said.startswith(stem) and 1 <= len(said) - len(stem) <= 4


def _has_case(text: str) -> bool:
    # Not by capitals alone: those of Georgian never begin a word.
    return text[:1].title() != text[:1].lower()


def _words(text: str) -> list[_Word]:
    """The words of a text with their places; marks belong to the letter that carries them."""
    found, start = [], None
    for place, sign in enumerate(f"{text} "):
        inside = unicodedata.category(sign)[0] in "LMN" or sign in "\u200c\u200d"
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            word = text[start:place]
            if plain := _folded(word):
                found.append(_Word(start, place, plain, word[:1] != word[:1].lower()))
            start = None
    return found


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """The word without case and accents, umlauts as plain vowels however they are written."""
    parts = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    letters = "".join(_digit(sign) for sign in parts if not unicodedata.combining(sign) and sign not in "\u200c\u200dـ")
    return unicodedata.normalize("NFC", re.sub("(?<=[aou])e", "", letters) or letters)


def _plain(text: str) -> str:
    """The text, as long as it was, in small letters and plain digits."""
    return "".join(low if len(low := _digit(sign).lower()) == 1 else sign for sign in text)


def _digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The places in their order; what touches, or is only a space apart, is one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _all_texts(appeal: Appeal) -> Iterator[str]:
    for texts in appeal.texts.values():
        yield from (texts.title, texts.summary, texts.background or "", texts.letter.subject or "")
        for block in texts.letter.body:
            yield from _said_by(block)
    for person in appeal.facts.people:
        yield from filter(None, (person.name, person.native_name))
    for addressee in (*appeal.to.values(), *appeal.copies.values()):
        yield from (addressee.name, addressee.office or "", *addressee.names.values(), *addressee.salutation.values())


def _said_by(block: Block) -> Iterable[str]:
    match block:
        case Paragraph():
            return (block.text,)
        case Points():
            return block.choices.values()
        case OwnWords():
            return ()
        case Demands():
            return (block.demands, *block.items)


@lru_cache(maxsize=64)
def _words_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.plain for text in texts for word in _words(text))
