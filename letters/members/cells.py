"""What the cells of a list say: how to sign, formulas, and what no cell of a list of people can be."""

from __future__ import annotations

import re

from letters.supporter import SignAs
from letters.typed import squeezed

# The wide ones count in spreadsheets set to Chinese or Japanese.
_FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"
_ESCAPED = re.compile(rf"'(?= *[{re.escape(_FORMULA_SIGNS)}])")
_ERRORS = frozenset("#REF! #NAME? #VALUE! #DIV/0! #N/A #NUM! #NULL!".split())

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
    if text in _ERRORS:
        return "shows an error of the spreadsheet"
    if text.count('"') % 2 and (text[0] == '"' or not is_prose):
        return "a quotation mark isn't closed"
    return ""


def sign_as_in(text: str) -> str:
    """`full` or `initials`, from a word in a language of the interface; else the text itself."""
    return _SIGNS.get(squeezed(text), text)
