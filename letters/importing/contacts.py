"""The addressees that a sheet names, line by line as they stand there, with numbers and addresses told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import phonenumbers

from letters.fields.text import international
from letters.importing.facts import country_in
from letters.importing.phrases import DIPLOMATS
from letters.importing.pieces import Line
from letters.typed import folded, plain_signs

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_LABELS = {
    "fax": "fax|telefax|telecopie|fax number",
    "email": "e-?mails?|e-?mail address|courriel|adresse e-mail|correo(?: electronico)?|correo-e|c\\.e\\.|mail",
    "salutation": "salutation|formule d'appel|tratamiento|saludo|anrede|korrekte anrede|appel",
    "other": "tel|telephone|phone|mobile|telefono|telefon|tel\\.|twitter|x|facebook|instagram|web|website|site web|"
    "sitio web|internet|whatsapp|wechat|weibo|telegram",
    "address": "address|adresse|direccion|anschrift|postal address",
}
_LABEL = re.compile("|".join(rf"(?P<{name}>{words})" for name, words in _LABELS.items()))
# Nothing that is longer is a number or an address, and looking for one in it would take long.
_LONGEST = 1_000
_NUMBER = re.compile(r"(?:\+|\(?00|\(?011)?[\s(]*\d[\d\s().\u2010-\u2015-]{5,}\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxNumber:
    """A number as it stands on the sheet, and in the form of the address book where that is certain."""

    words: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactBlock:
    """One addressee: `lines` as they stand, and what of them is the postal address, a number, a salutation."""

    lines: tuple[str, ...]
    address: tuple[str, ...] = ()
    fax: tuple[FaxNumber, ...] = ()
    email: tuple[str, ...] = ()
    salutation: str = ""


def contact_blocks(lines: Iterable[Line]) -> tuple[ContactBlock, ...]:
    """One block for each addressee in the lines, which gaps and salutations part."""
    groups: list[list[str]] = []
    greeted = False
    for line in lines:
        kind, _ = _kind(line.plain)
        # A column may end before the country's line, which is nobody's name.
        belongs = bool(kind and kind != "address") or _is_remark(line.plain) or country_in(line.plain) is not None
        if not groups or (not belongs and (line.gap or greeted or DIPLOMATS.search(folded(line.plain)))):
            groups.append([])
            greeted = False
        groups[-1].append(line.plain)
        greeted = greeted or kind == "salutation"
    return tuple(_block(group) for group in groups)


def _is_remark(text: str) -> bool:
    return text.startswith("(")


def value_in(line: str) -> str:
    """What a line says behind its label."""
    return _kind(line)[1]


def _kind(line: str) -> tuple[str, str]:
    """What a line holds, and its value."""
    # `(Anrede: Sehr geehrte Frau Ministerin)`
    bare = line[1:-1] if line.startswith("(") and line.endswith(")") and ")" not in line[:-1] else line
    label, colon, value = bare.partition(":")
    found = _LABEL.fullmatch(folded(label).strip(" •-*")) if colon else None
    if found and found.lastgroup:
        return found.lastgroup, value.strip()
    # `Fax +86 10 ...` without the colon.
    if number := re.match(r"(fax|telefax)\.?\s+(?=[+(\d])", folded(line)):
        return "fax", line[number.end() :].strip()
    return ("email", line) if _EMAIL.fullmatch(line.strip(" <>;,")) else ("", line)


def _block(lines: list[str]) -> ContactBlock:
    by_kind: dict[str, list[str]] = {kind: [] for kind in ("fax", "email", "salutation", "other", "address", "")}
    last = ""
    for line in lines:
        kind, value = _kind(line)
        if not kind and last in ("fax", "email") and _goes_on(last, line):
            kind = last
        by_kind[kind].append(value)
        last = kind
    address = [line for line in (*by_kind["address"], *by_kind[""]) if line]
    return ContactBlock(
        lines=tuple(lines),
        address=tuple(line for line in address if not _is_remark(line)),
        fax=tuple(number for value in by_kind["fax"] for number in fax_numbers(value)),
        email=tuple(dict.fromkeys(found for value in by_kind["email"] for found in _EMAIL.findall(value[:_LONGEST]))),
        salutation=" ".join(by_kind["salutation"]),
    )


def _goes_on(last: str, line: str) -> bool:
    """A second number or address below the first."""
    line = line[:_LONGEST]
    return bool(_NUMBER.fullmatch(line.strip(" ;,"))) if last == "fax" else bool(_EMAIL.search(line))


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
