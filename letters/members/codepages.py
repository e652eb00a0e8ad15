"""In which code page a text file was written that is no Unicode: where it is certain, and what to ask where it isn't.

A byte means another letter in each code page. Wrong ones show: as signs that stand in no name, such as £ and ¤; as
rows of accented letters, where a word was in Cyrillic; and as letters of which no one language has all.
"""

from __future__ import annotations

import re
from functools import cache

# What spreadsheets write where they don't write UTF-8, the likeliest first; and what each is called.
CODE_PAGES = {
    "cp1252": "Windows characters (cp1252)",
    "cp1250": "Windows characters of Central Europe (cp1250)",
    "iso8859-2": "characters of Central Europe (ISO 8859-2)",
    "cp1251": "Windows characters in Cyrillic (cp1251)",
    "mac-roman": "Mac characters (Mac Roman)",
    "cp1253": "Windows characters in Greek (cp1253)",
    "cp1254": "Windows characters in Turkish (cp1254)",
}
# Beside a to z; source: CLDR's exemplar characters.
_ALPHABETS = {
    "cp1252": (
        "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüºª", "àèéìíîòóùú", "àáâãçéêíóôõúüºª", "áéëïíóöúèêü", "æøåéäöü", "åäöéüæø",
        "áðéíóúýþæö", "àçéèíïóòúü",
    ),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ", "äöüß", "çë"),
    "iso8859-2": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ", "äöüß"),
    "cp1251": (
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдђежзијклљмнњопрстћуфхцчџш",
        "абвгдежзиіўйклмнопрстуфхцчшыьэюяё", "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    ),
    "mac-roman": ("äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüºª", "àèéìíîòóùú", "àáâãçéêíóôõúüºª", "æøåéäöü", "áéëïíóöúèêü"),
    "cp1253": ("αάβγδεέζηήθιίϊκλμνξοόπρσςτυύϋφχψωώ",),
    "cp1254": ("çğıiöşüâîû",),
}  # fmt: skip
_MARKS = frozenset("’ʼ´`'-.")
# Signs between the letters of Latin-1 that no name has; quotation marks may stand around one.
_NO_LETTER = re.compile("[^\\W\\d_][¡-©¬-¯±-´¶¸¹¼-¿×÷ˆ˜†‡‰™•…ƒ]|[¡-©¬-¯±-´¶¸¹¼-¿×÷ˆ˜†‡‰™•ƒ][^\\W\\d_]")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
# Whole words of accented letters, as Cyrillic ones look in the code page of Western Europe.
_ALL_ACCENTED = re.compile("(?<!\\w)[À-ÖØ-öø-ÿ]{3,}(?!\\w)")


def code_page_of(content: bytes) -> str:
    """The code page of a text in which every word could be one; nothing, where it can't be told.

    Where Western Europe's fits, it is that; of others, all that fit must make the same text of it.
    """
    words = set(_WORD.findall(content))
    found = [page for page in CODE_PAGES if all(_is_plausible(word, page) for word in words)]
    if found[:1] == ["cp1252"]:
        return "cp1252"
    return found[0] if found and len({content.decode(page) for page in found}) == 1 else ""


def is_garbled(text: str) -> bool:
    """Whether signs stand in the text that stand in no name: what another code page's letters look like."""
    return bool(_NO_LETTER.search(text) or _ALL_ACCENTED.search(text))


def _is_plausible(word: bytes, page: str) -> bool:
    try:
        text = word.decode(page)
    except UnicodeDecodeError:
        return False
    parts = text.replace("\u00a0", " ").strip("«»“”„‘’‚‹›–—…•·°¿¡ ").split()
    return all(_is_word(part, page) for part in parts)


def _is_word(word: str, page: str) -> bool:
    """Whether one language has all these letters, in one script, and no capital in its middle."""
    special = {sign for sign in word if not sign.isascii() and sign not in _MARKS}
    letters = {sign.lower() for sign in special}
    # A sign by itself: £ 20, 12 ½.
    if len(word) == 1 and not word.isalpha():
        return True
    is_own_script = page in ("cp1251", "cp1253")
    if page == "cp1253" and sum(map(str.islower, word)) > 2 and letters.isdisjoint("άέήίόύώ"):
        return False
    if is_own_script and special and any(sign.isascii() and sign.isalpha() for sign in word):
        return False
    # Jürgen or JÜRGEN; but McDonald is plain.
    if any(sign.isupper() for sign in word[1:] if sign in special) and word.upper() != word:
        return False
    return any(letters <= alphabet for alphabet in _alphabets(page))


@cache
def _alphabets(page: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(alphabet) for alphabet in _ALPHABETS[page])
