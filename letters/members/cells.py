"""What the cells of a list say: countries and languages by name, and what no cell of a list of people can be."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from letters.fields.text import COUNTRIES
from letters.language import LANGUAGES as LANGUAGES_OF_LETTERS
from letters.members.columns import LANGUAGES
from letters.supporter import SignAs
from letters.typed import squeezed

# The wide ones count in spreadsheets set to Chinese or Japanese.
_FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"
_ESCAPED = re.compile(rf"'(?= *[{re.escape(_FORMULA_SIGNS)}])")
_ERRORS = frozenset("#REF! #NAME? #VALUE! #DIV/0! #N/A #NUM! #NULL!".split())

# What people write and CLDR doesn't have.
_OTHER_COUNTRIES = {
    "GB": "England, Scotland, Wales, Northern Ireland, Great Britain, Britain, UK, U.K., Großbritannien, "
    "Grande-Bretagne, Angleterre, Inghilterra, Gran Bretagna, Inglaterra, Gran Bretaña, Engeland",
    "US": "USA, U.S.A., U.S., America, United States of America, Vereinigte Staaten von Amerika, EE. UU.",
    "NL": "Holland, The Netherlands, Hollande, Olanda, Holanda",
    "CZ": "Czech Republic, Tschechische Republik, République tchèque",
    "TR": "Turkey",
    "DE": "D, BRD",
    "AT": "A",
    "FR": "F",
    "IT": "I",
    "BE": "B",
}
_SIGN_AS = {
    SignAs.FULL: """full, full name, name; voll, voller Name, vollständig, Name, ganzer Name; complet, nom complet, nom;
        completo, nombre completo, nombre; nome completo, nome; volledig, volledige naam, naam; por extenso; كامل,
        الاسم الكامل, الاسم; 全名, 姓名""",
    SignAs.INITIALS: """initials, initial, initials only; Initialen, Kürzel; initiales, initiale; iniciales; iniziali;
        voorletters; iniciais; الأحرف الأولى, أحرف أولى; 缩写, 首字母, 縮寫, 姓名缩写""",
}
_SIGNS = {squeezed(word): kind for kind, words in _SIGN_AS.items() for word in re.split("[,;]", words)}


def unescaped(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from reading a formula."""
    return _ESCAPED.sub("", cell, count=1)


def escaped(cell: str) -> str:
    """The cell such that no spreadsheet reads it as a formula."""
    return f"'{cell}" if cell.lstrip(" ")[:1] in tuple(_FORMULA_SIGNS) and cell.strip() else cell


def oddity(text: str, *, is_prose: bool) -> str:
    """What makes the text no name, no address and no words of a person; nothing, where it can be.

    `is_prose` allows what can begin a sentence or a list, and inches.
    """
    if text[:1] == "=" or (text[:1] in ("+", "-", "@") and not is_prose):
        return f"begins with {text[0]}, like a formula; remove the sign"
    if text in _ERRORS:
        return "shows an error of the spreadsheet"
    if text.count('"') % 2 and (text[0] == '"' or not is_prose):
        return "a quotation mark isn't closed"
    return ""


def country_in(text: str) -> str:
    """The country's code, from a code or a name in a language of the interface; else the text itself."""
    if text.isascii() and text.upper() in COUNTRIES:
        return text.upper()
    return _countries().get(squeezed(text), text)


def language_in(text: str) -> str:
    """The code of a language in which letters are written, from its code or name; None of them: nothing."""
    text = text.casefold()
    code = re.split("[-_]", text)[0]
    return code if code in LANGUAGES_OF_LETTERS else _languages().get(squeezed(text), "")


def sign_as_in(text: str) -> str:
    """`full` or `initials`, from a word in a language of the interface; else the text itself."""
    return _SIGNS.get(squeezed(text), text)


@cache
def _countries() -> dict[str, str]:
    codes = {
        squeezed(name): code
        for language in LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if code in COUNTRIES
    }
    # CLDR knows codes of three letters, and of states of which one is the heir.
    for alias, replacement in get_global("territory_aliases").items():
        if not alias.isdigit() and len(replacement) == 1 and replacement[0] in COUNTRIES:
            codes.setdefault(squeezed(alias), replacement[0])
    for code, names in _OTHER_COUNTRIES.items():
        codes |= {squeezed(name): code for name in names.split(",")}
    return codes


@cache
def _languages() -> dict[str, str]:
    names = {
        squeezed(name): code
        for language in LANGUAGES
        for code, name in Locale.parse(language).languages.items()
        if code in LANGUAGES_OF_LETTERS
    }
    return names | {squeezed(language.name): code for code, language in LANGUAGES_OF_LETTERS.items()}
