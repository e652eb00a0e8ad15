"""One row's cells as the fields of a form, with what is wrong about the cells themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from letters import typed
from letters.compose import MAX_OWN_LINES, MAX_OWN_WORDS
from letters.errors import FieldProblem, gettext_noop
from letters.fields.addresses import read_address
from letters.fields.cells import unescaped
from letters.fields.countries import country_called
from letters.fields.formats import format_of
from letters.fields.languages import letter_language_called
from letters.fields.postcodes import TOO_SHORT
from letters.members.cells import is_ticked, oddity, sign_as_in, spoiled, wordless
from letters.members.codepages import is_garbled
from letters.members.columns import Appeals, Columns, appeal_called
from letters.members.housenumbers import joined
from letters.supporter import MISSING, SignAs
from letters.typed import squeezed

MAX_IDS = 500
# No field takes as much, and looking at each sign of it would take its time.
_LONGEST = 10_000
_TOO_LONG = f"has more than {_LONGEST:,} characters"
_WITH_LETTERS = frozenset(("name", "first_name", "last_name", "initials", "town"))

NO_LANGUAGE = gettext_noop("We don't know this language. Use its code, such as en, or its name.")
NO_SIGN_AS = gettext_noop("Please write full or initials.")
EMPTY = gettext_noop("This cell is empty.")
ZEROS_LOST = gettext_noop(
    "This postcode is too short: in the country you gave, one looks like {example}. Please add what is missing. "
    "Spreadsheets drop zeros at the beginning unless the column is formatted as text."
)
GARBLED = (
    "signs that stand in no name; where the list is garbled, save it as CSV UTF-8, or add --encoding with what it is in"
)
NOT_WANTED = gettext_noop("This is ticked, so nothing is printed for this person.")

# Where a problem of a form's field shows in a list, by the first of these columns that it has.
_SHOWN_IN = {
    "name": ("name", "last_name", "first_name", "initials"),
    "address": ("address", "address1", "street"),
    "street": ("street", "address", "address1"),
}
# What is said of a cell, where a form says something else of its field.
_IN_A_LIST = {**dict.fromkeys(MISSING.values(), EMPTY), TOO_SHORT: ZEROS_LOST}
# What spreadsheets take for numbers and days.
_TYPED_IN_FIGURES = ("street", "house_number", "postcode", "address", "address1", "town")
_HAN = re.compile("[\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`fields` for a supporter, and what else the row says. `problems` are sentences that name their columns;
    the columns in `odd` need no other reason. `person` is the same text for the same person."""

    fields: dict[str, str]
    columns: Columns
    problems: tuple[str, ...]
    odd: frozenset[str]
    person: str
    language: str
    own_words: tuple[str, ...]
    own_words_for: Mapping[str, tuple[str, ...]]
    appeals: tuple[str, ...]
    points: tuple[str, ...]
    addressees: tuple[str, ...]
    assumes_country: bool = False
    leaves_out_region: bool = False

    def explain(self, problem: FieldProblem) -> str:
        """The problem in words that name its column; nothing, where the column has been named already."""
        places = _SHOWN_IN.get(problem.field, (problem.field,))
        if self.odd.intersection(places):
            return ""
        column = next((name for name in places if name in self.columns.places), problem.field)
        message = NO_SIGN_AS if column == "sign_as" else _IN_A_LIST.get(problem.message, problem.message)
        return _sentence(self.columns, column, message, problem)


def entry_from(
    cells: tuple[str, ...],
    columns: Columns,
    country: str,
    appeals: Appeals | None = None,
    formulas: Collection[int] = (),
) -> Entry:
    """What the row says. `country` is taken where neither its own cell nor its address names one; `appeals` are those
    that it may name, and in the columns `formulas` stands what a formula has given."""
    columns = columns.of(cells)
    text = _texts(cells, columns)
    language = (letter_language_called(text["language"]) or "") if "language" in text else ""
    odd = {
        name: why
        for name, value in text.items()
        if (why := _oddity(name, value, by_formula=columns.places[name] in formulas))
    }
    odd |= {name: _TOO_LONG for name, place in columns.places.items() if len(_cell(cells, place)) > _LONGEST}
    odd |= {name: why for name in _TYPED_IN_FIGURES if (why := spoiled(text.get(name, "")))}
    fields = _fields(text, columns, country)
    words_for = {appeal: _own_words(text, names) for appeal, names in columns.own_words_for.items()}
    odd |= {name: GARBLED for name in ("name", "first_name", "last_name", "town") if is_garbled(text.get(name, ""))}
    return Entry(
        fields=fields,
        columns=columns,
        problems=(
            *(f"{columns.name_of(name)}: {why}" for name, why in odd.items()),
            *(_sentence(columns, problem.field, problem.message, problem) for problem in _problems(text, language)),
            *([f"{columns.name_of('do_not_mail')}: {NOT_WANTED}"] if is_ticked(text.get("do_not_mail", "")) else []),
        ),
        odd=frozenset(odd),
        person=_person(fields, text),
        language=language,
        own_words=_own_words(text, columns.own_words),
        own_words_for={appeal: words for appeal, words in words_for.items() if words},
        appeals=_appeals(text.get("appeals", ""), appeals),
        points=_ids(text.get("points", "")),
        addressees=_ids(text.get("addressees", "")),
        assumes_country=not _own_country(text, columns),
        leaves_out_region=bool("region" in text and not fields["region"]),
    )


def _oddity(name: str, value: str, *, by_formula: bool) -> str:
    """What makes the cell no name, no address and no words of a person; nothing, where it can be."""
    if name == "do_not_mail":  # what stands there, TRUE or a day, is meant
        return ""
    is_prose = name.startswith("own_words")
    if found := oddity(value, is_prose=is_prose):
        return found
    if is_prose and by_formula:
        return "is the result of a formula; write the words themselves"
    if is_prose and re.fullmatch(r"[\d.,]+", value):
        return "is a number and no words"
    if name in _WITH_LETTERS:
        return wordless(value)
    return ""


def _own_words(text: Mapping[str, str], names: Sequence[str]) -> tuple[str, ...]:
    """The words in these columns, in their order, as far as there are any."""
    words = [text.get(name, "") for name in names]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def _texts(cells: tuple[str, ...], columns: Columns) -> dict[str, str]:
    """The cells that aren't empty, by meaning, as they were before a spreadsheet had to be kept from reading them."""
    cleaned = (
        (name, typed.clean(unescaped(cell.strip())))
        for name, place in columns.places.items()
        if 0 < len(cell := _cell(cells, place)) <= _LONGEST
    )
    return {name: text for name, text in cleaned if text}


def _cell(cells: tuple[str, ...], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _fields(text: dict[str, str], columns: Columns, country: str) -> dict[str, str]:
    name = _name(text)
    initials = text.get("initials", "")
    by_itself = SignAs.INITIALS if initials and not name else SignAs.FULL
    home = _own_country(text, columns) or country
    return {
        **_place(text, columns, home),
        "region": _region(text, home),
        "name": name,
        "initials": initials,
        "country": home,
        "email": text.get("email", ""),
        "sign_as": sign_as_in(text["sign_as"]) if "sign_as" in text else by_itself,
    }


def _name(text: dict[str, str]) -> str:
    """The name as its bearer signs it: in full, or from its parts, or else as a program shows it."""
    parts = [text.get(name, "") for name in ("first_name", "last_name")]
    whole = _full_name(*parts)
    return whole if all(parts) else text.get("name") or whole or text.get("display_name", "")


def _own_country(text: dict[str, str], columns: Columns) -> str:
    """The code of the row's country, from its cell or from an address that ends with it. A text that names none
    stays, and is refused with the other fields."""
    if "country" in text:
        return country_called(text["country"], plates=True) or text["country"]
    last = re.split(r"[\n,،，、]", _whole(text, columns))[-1].strip()
    # A code of two letters there may be that of a state.
    return (country_called(last) or "") if len(squeezed(last)) > 2 else ""


def _region(text: dict[str, str], country: str) -> str:
    """The region, where addresses in the country have one: no letter to Germany needs its Land."""
    code = country_called(country)
    kind = format_of(code).region if code else "state"
    return (text.get("region") or (text.get("county", "") if kind == "county" else "")) if kind else ""


def _whole(text: dict[str, str], columns: Columns) -> str:
    return "\n".join(text[name] for name in columns.address_lines if name in text)


def _place(text: dict[str, str], columns: Columns, country: str) -> dict[str, str]:
    """The address: whole, where its column holds all of it, or in its parts."""
    place = {name: text.get(name, "") for name in ("street", "postcode", "town")}
    if suffix := text.get("postcode_suffix"):
        place["postcode"] += "" if place["postcode"].endswith(suffix) else f"-{suffix}"
    above, below = _lines_around(text, columns)
    number = text.get("house_number", "")
    street = joined(_stacked(above, place["street"]), number, number_first=columns.number_first)
    if "place" in text:
        return {"address": _stacked(street, below, text["place"])}
    whole = _stacked(above, below)
    # One line beside an empty cell for the town is an address whose town was forgotten.
    is_whole = "\n" in read_address(whole, country_called(country) or "") if "town" in columns.places else bool(whole)
    if is_whole and not (place["town"] or place["street"] or number):
        return {"address": whole, "postcode": place["postcode"]}
    return {**place, "street": _stacked(street, below)}


def _lines_around(text: dict[str, str], columns: Columns) -> tuple[str, str]:
    """The lines above the street and those below it. Numbered lines of an address follow the street: line 2."""
    first = [text[name] for name in columns.address_lines[:1] if name in text]
    numbered = [f"street{number}" for number in range(2, 7)]
    more = [text[name] for name in (*columns.address_lines[1:], *numbered) if name in text]
    if columns.address_lines[:1] not in (("address",), ("address1",)) and "street" in text:
        return "", _stacked(*first, *more)
    return _stacked(*first), _stacked(*more)


def _stacked(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _full_name(first: str, last: str) -> str:
    """Both together; in Chinese and Korean the family name comes first, without a space."""
    if first and last and _HAN.match(first) and _HAN.match(last):
        return last + first
    return " ".join(filter(None, (first, last)))


def _problems(text: dict[str, str], language: str) -> list[FieldProblem]:
    """What is wrong with the columns that a form has in another shape."""
    limits = {name: MAX_OWN_WORDS for name in text if name.startswith("own_words")}
    limits |= {name: MAX_IDS for name in ("appeals", "points", "addressees") if name in text}
    found = [
        typed.problem(name, text[name], limit=limit, lines=True, max_lines=MAX_OWN_LINES)
        for name, limit in limits.items()
    ]
    if "language" in text and not language:
        found.append(FieldProblem("language", NO_LANGUAGE))
    return [problem for problem in found if problem]


def _sentence(columns: Columns, column: str, message: str, problem: FieldProblem) -> str:
    return f"{columns.name_of(column)}: {message.format(**dict(problem.values))}"


def _person(fields: dict[str, str], text: dict[str, str]) -> str:
    """Name and address without what people write differently from one time to the next."""
    known = [fields.get(name, "") for name in ("name", "address", "street", "town", "country")]
    # Two people in one town can have the same initials, so only rows that are alike in all are the same person.
    if not fields["name"]:
        known += list(text.values())
    plain = unicodedata.normalize("NFKC", "|".join(known)).casefold()
    return re.sub(r"[^\w|]+|_", "", plain)


def _appeals(text: str, known: Appeals | None) -> tuple[str, ...]:
    """The appeals that a cell names, by whatever name; a word that names none stays as it is."""
    found: list[str] = []
    for part in re.split(r"[\n,;،；，、]+", text):
        whole = appeal_called(part, known) if known else ""
        found += [whole] if whole else [appeal_called(word, known) or word for word in _ids(part)]
    return tuple(dict.fromkeys(found))


def _ids(text: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split(r"[\s,;،；，、]+", text)))
