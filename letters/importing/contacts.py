"""The addressees that a sheet names, line by line as they stand there, with numbers and addresses told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import phonenumbers

from letters.fields.text import international
from letters.importing import clues
from letters.importing.facts import Fact, country_in
from letters.importing.greetings import greets
from letters.importing.phrases import DIPLOMATS
from letters.importing.pieces import Line
from letters.importing.signs import BULLET
from letters.typed import folded, plain_signs

_LABELS = {
    "fax": "fax|telefax|telecopie|facsimile|facs|f|t/f|tel/fax|tel\\./fax|phone/fax|fax and tel",
    "email": "e-?mails?|e-?mail address(?:es)?|courriels?|adresse e-?mail|correo(?: electronico)?|correo-e"
    "|c\\.e\\.|mail|mel",
    "salutation": "salutation|formule d'appel|formule de politesse|tratamiento|saludo|anrede|korrekte anrede"
    "|appel|form of address",
    "other": "tel|t|telephone|phone|mobile|cell|telefono|telefon|tel\\.|twitter|twitter/x|x|x/twitter"
    "|facebook|instagram|web|website|site web|"
    "sitio web|internet|whatsapp|wechat|weibo|telegram|contact form|online form|web form|formulaire"
    "|formulario|linkedin|hashtag|url|skype|telex",
    "address": "address|adresse|direccion|anschrift|postal address|mailing address|post",
}
_AFTER_LABEL = r"(?: ?\([^()]{0,60}\)| (?:no|number|numero|nr|nummer)\.?)?"
_LABEL = re.compile("|".join(rf"(?P<{name}>(?:{words}){_AFTER_LABEL})" for name, words in _LABELS.items()))
_INLINE = re.compile(
    r"(?:[;,.|/–—-]\s*|\s{1,9})(?=(?:fax|telefax|tel(?:ephone|efono|efon)?|phone|mobile|e-?mail(?: address)?"
    r"|courriel|correo(?: electronico)?|salutation"
    r"|twitter|anrede|web ?site)\.?(?: ?\([^()]{0,60}\)| no\.?)?\s*:)"
)
_BARE_NUMBER = re.compile(r"(fax|telefax|facsimile|tel|phone|telephone)\.?\s*(?:no\.?|number|n°)?\s+(?=[+(\d])")
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s+", re.IGNORECASE)
# Nothing that is longer is a number or an address, and looking for one in it would take long.
_LONGEST = 1_000
_LONGEST_ENTRY = 400
_NUMBER = re.compile(r"(?:\+|\(?00|\(?011)?[\s(]*\d[\d\s().\u2010-\u2015-]{5,}\d")
_HOUSE = re.compile(r"(?:n[.º°ro]{0,2} ?)?\d{1,4} ?(?:[a-z]|bis|ter)?", re.IGNORECASE)
_ADDRESSES = 0.8
_MOSTLY = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxNumber:
    """A number as it stands on the sheet, and in the form of the address book where that is certain."""

    words: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactBlock:
    """One addressee: `lines` as they stand, and what of them is the postal address, a number, a salutation.

    `country` is what the last line of the address names, which then is none of `address`.
    """

    lines: tuple[str, ...]
    address: tuple[str, ...] = ()
    fax: tuple[FaxNumber, ...] = ()
    email: tuple[str, ...] = ()
    salutation: str = ""
    country: Fact | None = None
    certainty: float = 1.0


def contact_blocks(lines: Iterable[Line]) -> tuple[ContactBlock, ...]:
    """One block for each addressee in the lines, which gaps, numbers and salutations part."""
    every = list(lines)
    apart = len(every) > 3 and sum(line.gap for line in every) >= _MOSTLY * len(every)
    groups: list[list[str]] = []
    for line in every:
        if groups and _CUT.search(groups[-1][-1]):
            groups[-1][-1] += line.plain
            continue
        if not groups or _begins(line, groups[-1], each_apart=apart):
            groups.append([])
        groups[-1].append(line.plain)
    return tuple(_block(group) for group in groups if any(text.strip(" *_-–—") for text in group))


# The address of a mail that goes on in the next line of a narrow column.
_CUT = re.compile(r"@(?:[^\s@]{1,60}-)?$")


def _begins(line: Line, group: Sequence[str], *, each_apart: bool) -> bool:
    """Whether the line is the first of another addressee."""
    kind, _ = _kind(line.plain)
    # A column may end before the country's line, which is nobody's name.
    if (kind and kind != "address") or _is_remark(line.plain) or country_in(line.plain) is not None:
        return False
    if line.plain[:1].islower():
        return False
    kinds = {_kind(text)[0] for text in group}
    if "salutation" in kinds or DIPLOMATS.search(folded(line.plain)):
        return True
    is_bullet = BULLET.match(line.plain) is not None or _NUMBERED.match(line.plain) is not None
    is_full = bool(kinds & {"fax", "email"}) or any(country_in(text) for text in group)
    named = _names_somebody(line.plain)
    if is_bullet:
        return named or is_full or len(line.plain) > 60
    if _is_entry(line.plain) and named and is_full:
        return True
    if not each_apart:
        return line.gap or (named and any(country_in(text) for text in group) and bool(kinds & {"fax", "email"}))
    return line.gap and is_full and named


def _names_somebody(text: str) -> bool:
    plain = folded(_NUMBERED.sub("", BULLET.sub("", text)))
    return bool(clues.HONORIFIC.match(plain) or clues.OFFICE.search(plain))


def _is_entry(text: str) -> bool:
    """Whether all of an addressee stands on the line."""
    return len(text) > 60 and (text.count(",") >= 2 or clues.EMAIL.search(text) is not None)


def _is_remark(text: str) -> bool:
    return text.startswith("(")


def value_in(line: str) -> str:
    """What a line says behind its label."""
    return _kind(line)[1]


def _kind(line: str) -> tuple[str, str]:
    """What a line holds, and its value."""
    line = BULLET.sub("", line).strip() if BULLET.match(line) else line
    # `(Anrede: Sehr geehrte Frau Ministerin)`
    bare = line[1:-1] if line.startswith("(") and line.endswith(")") and ")" not in line[:-1] else line
    label, colon, value = bare.partition(":")
    found = _LABEL.fullmatch(folded(label).strip(" •-*_.")) if colon and len(label) < 90 else None
    if found and found.lastgroup:
        return found.lastgroup, value.strip(" *_")
    # `Fax +86 10 ...` without the colon.
    if number := _BARE_NUMBER.match(folded(line)):
        return "fax" if "fa" in number[1] else "other", line[number.end() :].strip()
    if clues.EMAIL.fullmatch(line.strip(" <>;,*_")):
        return "email", line
    is_link = clues.LINK.fullmatch(line.strip(" <>;,*_()")) or re.fullmatch(r"@\w{2,30}", line.strip())
    return ("other", line) if is_link else ("", line)


def _block(lines: Sequence[str]) -> ContactBlock:
    by_kind: dict[str, list[str]] = {kind: [] for kind in ("fax", "email", "salutation", "other", "address", "")}
    last = ""
    for line in _pieces(lines):
        kind, value = _kind(line)
        if not kind and last == "fax" and _BROKEN_OFF.match(line) and not any(_numbers(by_kind["fax"][-1:])):
            # A narrow column breaks a number, too.
            by_kind["fax"][-1] = f"{by_kind['fax'][-1]} {value}"
            continue
        if not kind and last in ("fax", "email") and _goes_on(last, line):
            kind = last
        by_kind[kind].append(value)
        last = kind
    address = [_bare(line) for line in (*by_kind["address"], *by_kind[""]) if _bare(line)]
    address = [line for line in address if not _is_remark(line) and not clues.EMAIL.search(line)]
    if (
        len(address) > 2
        and not by_kind["salutation"]
        and greets(address[0]) >= _ADDRESSES
        and len(address[0].split()) < 4
    ):
        by_kind["salutation"].append(address.pop(0))
    own, country = _with_country([line for line in address if len(line) < _LONGEST_ENTRY])
    emails = [value for kind in ("email", "", "other", "address") for value in by_kind[kind]]
    return ContactBlock(
        lines=tuple(lines),
        address=own,
        country=country,
        fax=tuple(number for value in by_kind["fax"] for number in fax_numbers(value)),
        email=tuple(
            dict.fromkeys(found.strip(".'") for value in emails for found in clues.EMAIL.findall(value[:_LONGEST]))
        ),
        salutation=" ".join(by_kind["salutation"]),
    )


_BROKEN_OFF = re.compile(r"^[\d(][\d\s().-]{1,20}")


def _numbers(values: Iterable[str]) -> Iterator[str]:
    return (number.number for value in values for number in fax_numbers(value) if number.number)


def _bare(line: str) -> str:
    """The line without the marks of a list, and what is said of it in brackets at the end of a mail's line."""
    text = _NUMBERED.sub("", line) if _NUMBERED.match(line) else line
    text = BULLET.sub("", text) if BULLET.match(text) else text
    return text.strip(" *_").rstrip(",;").strip()


def _pieces(lines: Sequence[str]) -> Iterator[str]:
    """The lines; one that holds a whole addressee is taken apart at its labels and commas."""
    for line in lines:
        if len(line) > _LONGEST_ENTRY:
            yield line
            continue
        parts = [part.strip() for part in _split_at_labels(line)]
        first, *rest = [part for part in parts if part] or [""]
        yield from _lines_of(first, alone=len(lines) == 1 or bool(rest))
        yield from rest


def _split_at_labels(line: str) -> Iterator[str]:
    places = [match.start() for match in _INLINE.finditer(folded(line))]
    ends = [match.end() for match in _INLINE.finditer(folded(line))]
    for start, end in zip([0, *ends], [*places, len(line)], strict=True):
        yield line[start:end]


def _lines_of(text: str, *, alone: bool) -> Iterator[str]:
    """The lines of an address that stands on one: broken at its commas, house numbers with their streets."""
    kind, value = _kind(text)
    if kind in ("", "address") and value.count(",") >= 2 and alone and not DIPLOMATS.search(folded(value)):
        yield from _at_commas(_bare(value))
    else:
        yield text


def _at_commas(text: str) -> Iterator[str]:
    """The parts between commas; a house number stays with its street: `12, rue Noire`, `Calle Mayor, 12`."""
    before = ""
    for part in re.split(r"\s*[,،，]\s*", text):
        is_number = _HOUSE.fullmatch(part) is not None and clues.STREET.search(folded(before)) is not None
        if before and (_HOUSE.fullmatch(before) or is_number):
            before = f"{before}, {part}"
            continue
        if before:
            yield before
        before = part
    if before:
        yield before


def _with_country(address: Sequence[str]) -> tuple[tuple[str, ...], Fact | None]:
    """The lines without the country's, and the country: the last line, or what stands behind its last comma."""
    lines = list(address)
    for index in reversed(range(max(1, len(lines) - 2), len(lines))):
        if found := country_in(lines[index]):
            return (*lines[:index], *lines[index + 1 :]), found
    if len(lines) > 1:
        place, comma, last = lines[-1].rpartition(",")
        if comma and len(last.strip()) > 2 and (found := country_in(last.strip())):
            return (*lines[:-1], place.strip()), found
    return tuple(lines), None


def _goes_on(last: str, line: str) -> bool:
    """A second number or address below the first."""
    line = line[:_LONGEST]
    return bool(_NUMBER.fullmatch(line.strip(" ;,"))) if last == "fax" else bool(clues.EMAIL.search(line))


def fax_numbers(value: str) -> Iterator[FaxNumber]:
    """The numbers in a text. Only one that begins with +, 00 or 011 and is valid gets the form of the address book."""
    # What stands between brackets in the middle is a remark; a country's code may stand in brackets at the beginning.
    for part in re.split(
        r"\s*(?:[;,/]|\bor\b|\bou\b|\bo\b|\boder\b|\band\b|\bet\b|\by\b|\bund\b)\s*", value[:_LONGEST]
    ):
        match = _NUMBER.search(part)
        if match:
            words = match[0].strip()
            yield FaxNumber(words=words, number=_international(words))


def _international(words: str) -> str:
    digits = re.sub(r"[^\d+]", "", plain_signs(words))
    digits = re.sub(r"^(?:00|011)", "+", digits)
    try:
        number = phonenumbers.parse(digits)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return international(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def country_of_number(number: FaxNumber) -> str:
    """The code of the country whose number it is; empty where that isn't certain."""
    if not number.number:
        return ""
    code = phonenumbers.region_code_for_number(phonenumbers.parse(number.number))
    return code if code and len(code) == 2 and code.isalpha() else ""
