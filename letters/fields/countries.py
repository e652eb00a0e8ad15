"""Countries in one table: their codes (ISO 3166-1) and every name by which people call them, in many languages.

Files hold codes; what people type, in a form, an option or a list, may be a name. Sources: CLDR for the names in the
languages of letters and for codes of three letters or of states that are no more; Debian's iso-codes (the package
pycountry) for formal names in those languages, and for each country's name in its own; what both lack stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from gettext import GNUTranslations
from itertools import dropwhile
from pathlib import Path
from typing import Annotated

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from pydantic import AfterValidator

from letters.errors import Mistake, nearest_word
from letters.fields import shapes
from letters.language.language import LANGUAGES, country_name
from letters.typed import folded, squeezed, squeezed_lines

# Codes that CLDR names but ISO 3166-1 doesn't assign to a country: reserved ones, groupings and test codes.
_NOT_ASSIGNED = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
# Kosovo stays: XK is what the EU, CLDR and banks use, and people there sign letters too.
_NAMES = {
    code: name
    for code, name in Locale("en").territories.items()
    if re.fullmatch("[A-Z]{2}", code) and code not in _NOT_ASSIGNED
}
COUNTRIES = frozenset(_NAMES)
_BY_NAME = {name: code for code, name in _NAMES.items()}

# What people write and CLDR doesn't have, a semicolon between names.
_EVERYDAY = {
    "AE": "UAE",
    "BA": "Bosnia; Bosnien; Bosnie",
    "CD": "Democratic Republic of the Congo; DRC; République démocratique du Congo; RDC",
    "CI": "Ivory Coast; Elfenbeinküste; Costa de Marfil; Costa d'Avorio; Ivoorkust; Costa do Marfim",
    "CN": "PR China; P.R. China; República Popular de China; 中国大陆",
    "CZ": "Czech Republic; Tschechische Republik; République tchèque; República Checa; Repubblica Ceca",
    "GB": "England; Scotland; Wales; Northern Ireland; Great Britain; Britain; U.K.; Großbritannien; Schottland;"
    " Nordirland; Grande-Bretagne; Angleterre; Écosse; Pays de Galles; Inghilterra; Gran Bretagna; Scozia; Galles;"
    " Inglaterra; Gran Bretaña; Escocia; Gales; Engeland; Schotland; Groot-Brittannië; Grã-Bretanha; Escócia;"
    " Wielka Brytania; Anglia; Szkocja; Великобритания; Англия; İngiltere; Αγγλία; إنجلترا; بريطانيا; انگلستان;"
    " 英格兰; 苏格兰; イングランド",
    "KP": "Democratic People's Republic of Korea; DPRK",
    "KR": "Republic of Korea; 한국; 대한민국",
    "MK": "Macedonia",
    "MO": "Macau",
    "MM": "Burma",
    "NL": "Holland; Hollande; Olanda; Holanda; Holandia; Голландия; Hollanda; Ολλανδία; هولندا; 荷兰; オランダ",
    "PS": "Occupied Palestinian Territory; Occupied Palestinian Territories;"
    " Palestine; Palästina; Palestina; Палестина; فلسطين; 巴勒斯坦; Filistin; Παλαιστίνη; Palestyna; パレスチナ",
    "RU": "Russian Federation; Fédération de Russie; Federación Rusa; Russische Föderation",
    "SA": "KSA",
    "SZ": "Swaziland",
    "SY": "Syrian Arab Republic",
    "TL": "East Timor; Osttimor; Timor oriental",
    "TR": "Turkey; Turquie; Turquía; Turchia",
    "US": "U.S.A.; U.S.; America; United States of America; Vereinigte Staaten von Amerika; EE. UU.; EEUU;"
    " États-Unis d'Amérique; Estados Unidos de América; Stati Uniti d'America; Estados Unidos da América; Америка; США",
    "VA": "Vatican; Vatikan; Vaticano; Holy See; Heiliger Stuhl; Saint-Siège; Santa Sede; Ватикан",
    "VN": "Viet Nam",
}
_PLATES = {"D": "DE", "BRD": "DE", "A": "AT", "F": "FR", "I": "IT", "B": "BE"}
"""What cars bear and lists of addresses too, though a letter alone says nothing in other texts."""

# What states put before their name. Not `State`, which parts of countries are called too.
_STYLES = frozenset(
    "the of and de del d du des la el los las der die das"
    " republic kingdom federation union sultanate commonwealth principality emirate federal islamic arab people's"
    " democratic socialist bolivarian plurinational united cooperative"
    " republique royaume federale islamique arabe populaire democratique socialiste unie"
    " republica reino islamica popular democratica socialista unida bolivariana plurinacional"
    " republik konigreich bundesrepublik volksrepublik islamische arabische demokratische sozialistische"
    " vereinigtes".split()
)


def country_called(text: str, *, plates: bool = False, formal: bool = True) -> str | None:
    """The code of the country that the text names, and nothing else: by its code, or a name in a language of letters.

    `plates`: also by the letters that its cars bear, as addresses in lists have them. Without `formal` not by names
    such as Bolivarian Republic of Venezuela, which take a while to be read.
    """
    # Only ASCII: the capitals of a German ß would be South Sudan.
    if text.isascii() and text.upper() in COUNTRIES:
        return text.upper()
    names = _names()
    name = squeezed(text)
    found = names.get(name) or names.get(squeezed(_without_style(text)))
    found = found or (_formal_names().get(name) if formal else None)
    return found or (_PLATES.get(name.upper()) if plates else None)


def name_of(code: str, locale: Locale) -> str:
    """The country's short name in CLDR's data for a language; in English where that has none."""
    return country_name(code, locale if code in locale.territories else Locale("en"))


def country_code(value: str) -> str:
    """The code itself, as files hold it. Raises Mistake, with the code that was meant, where it isn't a country's."""
    if value in COUNTRIES:
        return value
    if re.fullmatch(shapes.PLACE_PATTERN, value):
        raise Mistake("A211", f"replace {value} by two letters, such as EG")
    if value.upper() in COUNTRIES:
        raise Mistake("A211", f"must be in capitals: {value.upper()}")
    # A code with a comma or an invisible character behind it is told about that.
    if squeezed(value).upper() not in COUNTRIES and (code := country_called(value)):
        raise Mistake("A211", f"{value!r} isn't a country code; write {code} for {_NAMES[code]}")
    near = nearest_word(value, _BY_NAME)
    hint = f" (did you mean {_BY_NAME[near]} for {near}?)" if near else ""
    raise Mistake("A211", f"{value!r} isn't a country code; use two letters of ISO 3166-1, such as CN{hint}")


CountryCode = Annotated[str, AfterValidator(country_code), shapes.one_of("CountryCode", sorted(COUNTRIES))]


@cache
def _names() -> dict[str, str]:
    """Codes by squeezed names. Where two languages call two countries alike, the language that stands first decides."""
    return _first((*_everyday(), *_in_languages(), *_aliases()))


def _first(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Codes by squeezed names, of each name the first code."""
    names, codes = zip(*named, strict=True)
    found: dict[str, str] = {}
    for name, code in zip(squeezed_lines(names), codes, strict=True):
        found.setdefault(name, code)
    return found


def _everyday() -> Iterator[tuple[str, str]]:
    for code, listed in _EVERYDAY.items():
        yield from ((name, code) for name in listed.split(";"))


def _in_languages() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES.values():
        territories = language.locale.territories
        known = sorted(COUNTRIES & territories.keys())
        yield from ((territories[code], code) for code in known)
        yield from ((language.country(code), code) for code in known)


def _aliases() -> Iterator[tuple[str, str]]:
    """Codes of three letters, and of states of which one is the heir, as CLDR knows them."""
    for alias, heirs in get_global("territory_aliases").items():
        if not alias.isdigit() and len(heirs) == 1 and heirs[0] in COUNTRIES:
            yield alias, heirs[0]


@cache
def _formal_names() -> dict[str, str]:
    """Codes by squeezed names that iso-codes has, and CLDR may not. Read when a name isn't known otherwise."""
    found = _first((*_in_iso_codes(), *_own_names()))
    return {name: code for name, code in found.items() if name and code in COUNTRIES}


def _in_iso_codes() -> Iterator[tuple[str, str]]:
    import pycountry  # only names that aren't known otherwise wait for it

    listed = [(name, country.alpha_2) for country in pycountry.countries for name in _names_of(country)]
    for translated in map(_translation, ("en", *map(_locale_of, LANGUAGES))):
        for name, code in listed:
            yield translated(name), code
            yield _turned(translated(name)), code


def _names_of(country: object) -> tuple[str, ...]:
    """What iso-codes calls it in English."""
    named = (getattr(country, field, "") for field in ("official_name", "common_name", "name"))
    return tuple(filter(None, named))


def _own_names() -> Iterator[tuple[str, str]]:
    """Each country's name in its official languages: Suomi, Ελλάδα."""
    import pycountry

    spoken: dict[str, list[str]] = {}
    for code in sorted(COUNTRIES):
        for language in get_official_languages(code, de_facto=True):
            spoken.setdefault(language, []).append(code)
    for language, codes in spoken.items():
        translated = _translation(_locale_of(language))
        for country in filter(None, (pycountry.countries.get(alpha_2=code) for code in codes)):
            yield from ((translated(name), country.alpha_2) for name in _names_of(country))


def _locale_of(language: str) -> str:
    return {"zh": "zh_CN", "no": "nb_NO", "nb": "nb_NO"}.get(language, language)


def _translation(locale: str) -> Callable[[str], str]:
    """What translates iso-codes' names; nothing is kept of it."""
    import pycountry

    catalogue = Path(pycountry.LOCALES_DIR) / locale / "LC_MESSAGES" / "iso3166-1.mo"
    if not catalogue.is_file():
        return str
    with catalogue.open("rb") as file:
        return GNUTranslations(file).gettext


def _turned(name: str) -> str:
    """`Republic of Korea` for `Korea, Republic of`."""
    before, _, after = name.partition(", ")
    return f"{after} {before}" if after else name


def _without_style(text: str) -> str:
    """`egypt` for `Arab Republic of Egypt`; nothing where two states say so."""
    words = re.sub(r"\bd'", "d ", folded(text)).split()
    # The Republic of China is not the People's.
    return "" if words[:3] == ["republic", "of", "china"] else " ".join(dropwhile(_STYLES.__contains__, words))
