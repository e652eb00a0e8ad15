"""What the cells of a list say: how to sign, formulas, and what no cell of a list of people can be."""

from __future__ import annotations

import re
from functools import cache

from letters.language import LANGUAGES
from letters.members.beside import looks_like_error
from letters.supporter import SignAs
from letters.typed import squeezed

# The wide ones count in spreadsheets set to Chinese or Japanese.
_FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"
_ESCAPED = re.compile(rf"'(?= *[{re.escape(_FORMULA_SIGNS)}])")
_YES_AND_NO = frozenset(
    """TRUE FALSE WAHR FALSCH VRAI FAUX VERDADERO FALSO VERO WAAR ONWAAR VERDADEIRO PRAWDA FAŁSZ ИСТИНА ЛОЖЬ DOĞRU
    YANLIŞ""".split()
)
"""What spreadsheets make of yes and no, always in capitals."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?|\d\d?([./-])\d\d?\3(19|20)\d\d", re.ASCII)

_A_DATE = "is a date, perhaps made by the spreadsheet of a number such as 3-5; set the column to Text and type it again"

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
        return f"begins with {text[0]}, like a formula; remove that character"
    if looks_like_error(text):
        return "shows an error of the spreadsheet"
    if text in _YES_AND_NO:
        return f"is {text}, which a spreadsheet makes of yes and no; write what is meant, and set the column to Text"
    if _DATE.fullmatch(text):
        return _A_DATE
    if text.count('"') % 2 and (text[0] == '"' or not is_prose):
        return "a quotation mark isn't closed"
    return ""


def wordless(text: str) -> str:
    """That there is no letter in it, where there is none."""
    return "" if any(sign.isalpha() for sign in text) else "has no letter in it"


def looks_like_month(text: str) -> str:
    """That a house number is a date, where the name of a month is in it: spreadsheets make 5-Mar of 3-5."""
    words = re.findall(r"[^\W\d_]{3,}", text)
    return _A_DATE if any(squeezed(word) in _months() for word in words) else ""


@cache
def _months() -> frozenset[str]:
    return frozenset(
        squeezed(name)
        for language in LANGUAGES.values()
        for width in ("abbreviated", "wide")
        for name in language.locale.months["format"][width].values()
    )


def sign_as_in(text: str) -> str:
    """`full` or `initials`, from a word in a language of the interface; else the text itself."""
    return _SIGNS.get(squeezed(text), text)
