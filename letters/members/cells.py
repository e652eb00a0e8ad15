"""What the cells of a list say: how to sign, formulas, and what no cell of a list of people can be."""

from __future__ import annotations

import re
from functools import cache

from letters.language.language import LANGUAGES
from letters.members.beside import looks_like_error
from letters.supporter import SignAs
from letters.typed import folded, squeezed

_YES_AND_NO = frozenset(
    """TRUE FALSE WAHR FALSCH VRAI FAUX VERDADERO FALSO VERO WAAR ONWAAR VERDADEIRO PRAWDA FAŁSZ ИСТИНА ЛОЖЬ DOĞRU
    YANLIŞ""".split()
)
"""What spreadsheets make of yes and no, always in capitals."""

_SIGN_AS = {
    SignAs.FULL: """full, full name, name; voll, voller Name, vollständig, Name, ganzer Name; complet, nom complet, nom;
        completo, nombre completo, nombre; nome completo, nome; volledig, volledige naam, naam; por extenso; كامل,
        الاسم الكامل, الاسم; 全名, 姓名""",
    SignAs.INITIALS: """initials, initial, initials only; Initialen, Kürzel; initiales, initiale; iniciales; iniziali;
        voorletters; iniciais; الأحرف الأولى, أحرف أولى; 缩写, 首字母, 縮寫, 姓名缩写""",
}
_SIGNS = {squeezed(word): kind for kind, words in _SIGN_AS.items() for word in re.split("[,;]", words)}


def oddity(text: str, *, is_prose: bool) -> str:
    """What makes the text no name, no address and no words of a person; nothing, where it can be.

    `is_prose` allows what can begin a sentence or a list, and inches.
    """
    if text[:1] == "=" or (text[:1] in ("+", "-", "@") and not is_prose):
        return f"begins with {text[0]}, like a formula; remove that character"
    if looks_like_error(text):
        return "shows an error of the spreadsheet"
    if text in _YES_AND_NO:
        return f"is {text}, which a spreadsheet makes of yes and no; write what is meant, and set the column to Text"
    if _DAY_IN_FIGURES.fullmatch(text):
        return _A_DATE
    if text.count('"') % 2 and (text[0] == '"' or not is_prose):
        return "a quotation mark isn't closed"
    return ""


def wordless(text: str) -> str:
    """That there is no letter in it, where there is none."""
    return "" if any(sign.isalpha() for sign in text) else "has no letter in it"


_A_DATE = "the spreadsheet has made a date of it; format the column as text, and type it again"
_EXPONENT = re.compile(r"[0-9]+(?:[.,][0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
_TIME = "(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?"
_DAY_IN_FIGURES = re.compile(rf"(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}([./])[0-9]{{1,2}}\1[0-9]{{4}}){_TIME}")
_DAY_AND_MONTH = re.compile(r"[0-9]{1,2}(?:\. |[-.])(\w{3,9})\.?(?:[- .][0-9]{2,4})?|(\w{3,9})\.?-[0-9]{1,4}")


def spoiled(text: str) -> str:
    """What a spreadsheet has made of a house number or a postcode, and what to do; nothing, where it has made nothing.

    `3-5` becomes `03. Mai` or `5-Mar`, and a long number `1.067E+03`.
    """
    if _EXPONENT.fullmatch(text):
        return "the spreadsheet has made another number of it; format the column as text, and type it again"
    month = _DAY_AND_MONTH.fullmatch(text)
    if _DAY_IN_FIGURES.fullmatch(text) or (month and folded(month[1] or month[2]) in _months()):
        return _A_DATE
    return ""


@cache
def _months() -> frozenset[str]:
    """The names of months in the languages of letters, short and long, folded."""
    return frozenset(
        folded(name).rstrip(".")
        for language in LANGUAGES.values()
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for name in language.locale.months[context][width].values()
    ) | {"mrz"}


def sign_as_in(text: str) -> str:
    """`full` or `initials`, from a word in a language of the interface; else the text itself."""
    return _SIGNS.get(squeezed(text), text)


# Everything else in such a column means yes, the day of somebody's death too.
_NO = frozenset(
    squeezed(word)
    for word in "no n false 0 off none nein falsch non faux falso não nee nie нет ложь لا 否 いいえ unchecked".split()
)


def is_ticked(text: str) -> bool:
    """Whether a cell of a column such as `Do not mail` says that it is so."""
    plain = squeezed(text)
    return bool(plain) and plain not in _NO
