"""An address as its country writes it: the parts into lines, and one line into its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from letters.fields.countries import country_called
from letters.fields.formats import Region, format_of
from letters.fields.postcodes import is_postcode, postcode_in_form
from letters.language.language import is_latin
from letters.typed import folded, squeezed

# Nothing longer is an address; it is refused as it stands, and not read, which would take long.
_LONGEST = 1_000
_FIELD = re.compile("%[A-Z]|[^%]+")
_COMMA = re.compile(r"\s*[,،，、]\s*")
# A house number alone: 12, 12 bis, 3a, 3-5, nº 7.
_NUMBER = re.compile(r"(?:[Nn][.º°ro]{0,2}\s*)?\d{1,5}(?:[-/]\d{1,5})?\s?(?:[A-Za-z]|bis|ter|quater)?")


def address_lines(
    name: str, street: Sequence[str], *, postcode: str, town: str, region: str, country: str
) -> tuple[str, ...]:
    """Name and address on the lines, and in the order, that the country's format has. What is empty leaves no trace.

    A part for which the format has no place isn't lost: it stands beside the town, or on a line of its own.
    """
    known = format_of(country)
    latin = all(map(is_latin, (*street, town, region)))
    zip_code = postcode_in_form(postcode, country) if postcode else ""
    values = {
        "N": name,
        "A": "\n".join(street),
        "C": town,
        "S": region_in_form(region, country, latin=latin),
        "Z": known.prefix + zip_code if is_postcode(zip_code, country) else zip_code,
    }
    lines = known.latin if latin else known.lines
    if zip_code and "〒%Z" in lines:
        values["Z"] = f"〒{zip_code}"
    lines = lines.replace("〒%Z", "%Z")
    if _is_said(town, lines):
        values["C"] = ""
    if squeezed(values["S"]) == squeezed(values["C"]) and known.region:
        values["S"] = ""
    filled = (_filled(line, values) for line in _with_place_for(values, lines).split("%n"))
    return tuple(line for text in filled for line in text.split("\n") if line)


def region_in_form(text: str, country: str, *, latin: bool = True) -> str:
    """The region as addresses of its country have it: as the abbreviation or the name. As typed, where it's unknown."""
    found = _region_called(text, country)
    return (found.latin if latin else found.local) if found else text


def _region_called(text: str, country: str) -> Region | None:
    regions, called = format_of(country).regions, squeezed(text)
    # Cork and County Cork are Co. Cork.
    ways = (called, f"co{called}", re.sub("^county", "co", called), re.sub("^co(unty)?", "", called))
    return next((regions[way] for way in ways if called and way in regions), None)


def _is_said(town: str, lines: str) -> bool:
    """Whether the format says the town by itself, as that of Singapore."""
    return bool(town) and squeezed(town) in map(squeezed, re.split("%[A-Z]|%n", lines))


def _with_place_for(values: Mapping[str, str], lines: str) -> str:
    """The format with places for what it lacks: a town, a postcode, a region."""
    name_last = lines.index("%A") < lines.index("%N")
    if "%C" not in lines and values["C"]:
        lines = _with_town(lines, name_last=name_last)
    if "%Z" not in lines and values["Z"]:
        lines = lines.replace("%C", "%C %Z") if "%C" in lines else f"{lines}%n%Z"
    if "%S" not in lines and values["S"]:
        below = "%C" if "%C" in lines else "%A"
        lines = re.sub(f"({below}[^%]*(?:%(?!n)[A-Z][^%]*)*)", r"\1%n%S", lines, count=1)
    return lines


def _with_town(lines: str, *, name_last: bool) -> str:
    if "%S" in lines:
        place = "%S%C" if name_last else "%C, %S" if "%A, %S" in lines else "%C%n%S"
        return lines.replace("%S", place)
    return lines.replace("%A", "%C%n%A" if name_last else "%A%n%C")


def _filled(line: str, values: Mapping[str, str]) -> str:
    """The line with its values. What stands between two of them goes where one is missing; words stay."""
    text = between = ""
    for part in _FIELD.findall(line):
        value = values.get(part[1:], "") if part[0] == "%" else ""
        if part[0] != "%":
            is_word = any(map(str.isalpha, part))
            text, between = (f"{text}{part}", "") if is_word else (text, part)
        elif value:
            text += (between if text else "") or _gap(text, value)
            text, between = text + value, ""
    return text.strip()


def _gap(text: str, value: str) -> str:
    """A space between words in Latin letters where the format has none, as it is made for a script without spaces."""
    return " " if text and is_latin(text[-1]) and is_latin(value[0]) and text[-1].isalnum() else ""


def read_address(text: str, country: str) -> str:
    """The lines of an address. Where it has line breaks they alone count; one line is broken at its commas.

    A house number stays with its street; town, region and postcode at the end are put together as the country has it;
    the country itself isn't repeated.
    """
    if len(text) > _LONGEST:
        return text
    if "\n" in text:
        return "\n".join(_without_country(text.split("\n"), country))
    parts = _without_country(list(_with_numbers(_COMMA.split(text.strip(" ,،，、")), country)), country)
    return "\n".join(_with_place_together(parts, country))


def completed(fields: Mapping[str, str], country: str) -> dict[str, str]:
    """The fields of a form whose `address` of whole lines has a town, region or postcode beside it that it lacks.

    They go into its last line, or below it; the lines become the street then, and `address` is empty.
    """
    place = {name: fields[name] for name in ("postcode", "town", "region")}
    missing = {name: text for name, text in place.items() if text and not _says(fields["address"], text, country)}
    if not fields["address"] or not missing or len(fields["address"]) > _LONGEST:
        return dict(fields)
    *street, last = fields["address"].split("\n")
    if "town" in missing:
        return {**fields, "street": fields["address"], "address": "", **dict.fromkeys(place, ""), **missing}
    if not street:
        below = {"postcode": "", "region": "", **missing}
        return {**fields, "address": "\n".join((last, *address_lines("", (), town="", country=country, **below)))}
    town, zip_code = _town_and_postcode(last, country)
    found = {"town": town, "postcode": missing.get("postcode", zip_code), "region": place["region"]}
    return {**fields, "street": "\n".join(street), "address": "", **found}


def _says(address: str, part: str, country: str) -> bool:
    """Whether these words, or the abbreviation for them, stand in the address."""
    called = {folded(part), folded(region_in_form(part, country))}
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded(address)) for word in called)


def _town_and_postcode(line: str, country: str) -> tuple[str, str]:
    """A line without its postcode, which may be its first or last words; and the postcode."""
    words = line.split()
    for count in (1, 2):
        first, rest = " ".join(words[:count]), " ".join(words[count:])
        if rest and is_postcode(first, country):
            return rest, first
        start, last = " ".join(words[:-count]), " ".join(words[-count:])
        if start and is_postcode(last, country):
            return start.rstrip(" ,"), last
    return line, ""


def _without_country(lines: list[str], country: str) -> list[str]:
    is_named = len(lines) > 2 and country_called(lines[-1]) == country and len(lines[-1].strip()) > 1
    return lines[:-1] if is_named else lines


def _with_numbers(parts: Sequence[str], country: str) -> Iterator[str]:
    """The parts, house numbers with their street: 12, rue Noire; Via Roma, 12."""
    before = ""
    for place, part in enumerate(parts):
        after = parts[place + 1] if place + 1 < len(parts) else ""
        if before and not (before[-1:].isdigit() and _NUMBER.fullmatch(before)):
            is_number = _NUMBER.fullmatch(part) and after and not after[0].islower()
            if is_number and not is_postcode(part, country):
                part, before = f"{before}, {part}", ""
        if before:
            is_number = _NUMBER.fullmatch(before) and not is_postcode(before, country)
            part = f"{before}, {part}" if is_number else part
            if not is_number:
                yield before
        before = part
    yield before


def _with_place_together(parts: list[str], country: str) -> list[str]:
    """Town, region and postcode from the end of the parts as the country's format has them."""
    town, region, zip_code, rest = "", "", "", list(parts)
    while len(rest) > 1 and (loose := _region_and_postcode(rest[-1], country)) and not (loose[0] and region):
        region, zip_code = loose[0] or region, loose[1] or zip_code
        rest.pop()
    if len(rest) > 1 and (zip_code or region):
        town = rest.pop()
        if not zip_code:
            town, zip_code = _town_and_postcode(town, country)
    elif len(rest) > 2 and is_postcode(rest[-2], country):
        town, zip_code = rest.pop(), rest.pop()
    if not town:
        return parts
    return list(address_lines("", rest, postcode=zip_code, town=town, region=region, country=country))


def _region_and_postcode(text: str, country: str) -> tuple[str, str] | None:
    """The region and the postcode that the text is made of, one of which may be missing; nothing for other texts."""
    if is_postcode(text, country):
        return "", text
    words = text.split()
    for place in range(len(words), 0, -1):
        region, zip_code = " ".join(words[:place]), " ".join(words[place:])
        if _region_called(region, country) and (not zip_code or is_postcode(zip_code, country)):
            return region, zip_code
    return None
