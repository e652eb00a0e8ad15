"""A text into its sentences, in every language in which letters are written; and how long they are.

Small and honest: marks at which a sentence can end, and the cases in which it doesn't: initials, abbreviations,
ordinal numbers, an ellipsis in the middle, a question that somebody asks within a sentence. Where nothing tells
("in the U.N. The ..."), the sentence goes on.
"""

from __future__ import annotations

import re

# Without spaces between words: what counts there is signs.
_WITHOUT_SPACES = frozenset({"zh", "ja"})
_ORDINALS = frozenset({"de", "pl", "tr", "nl"})
"""Languages in which `3. Juni` is the third of June."""
_CLOSING = "\"'”’“»)\\]」』》）】"
# Marks in a row are looked at once, from the first: what follows them is read once, and not once for each.
_END = {
    "zh": re.compile(rf"[。！？!?]+[…]*[{_CLOSING}]*"),
    "el": re.compile(rf"(?<![.!;\u037e…])[.!;\u037e…]+[{_CLOSING}]*(?=\s|$)"),
    "": re.compile(rf"(?<![.!?؟۔…])(?:[.!?؟۔…]|\s[!?])+(?:\s»|[{_CLOSING}])*(?=\s|$)"),
}
_END["ja"] = _END["zh"]
_ABBREVIATIONS = {
    "en": "Mr Mrs Ms Dr Prof St Rev Hon Gen Col Capt Lt Sgt Gov Sen Rep Jr Sr vs Art para cf etc approx dept",
    "fr": "M MM Mme Mlle Dr Pr Me St Ste art al p cf av env etc chap n",
    "es": "Sr Sra Srta Dr Dra D Dña Lic Ing Prof art núm pág etc Excmo Excma Ud Uds Vd Vds Sto Sta Av",
    "de": "Dr Prof Hr Fr Nr Str Art Abs bzw ca usw etc vgl evtl ggf sog St Frhr geb gest inkl Jh Mio Mrd bspw",
    "it": "Sig Sigg Dott Prof Avv On Ing S art n pag ecc cfr sig dott",
    "pt": "Sr Sra Dr Dra Prof Exmo Exma V Ex art n pág etc Av",
    "nl": "Dhr Mevr Mw Dr Prof Mr Ir art nr blz bijv ca enz o.a St",
    "pl": "prof dr mgr inż ul art ust nr str ks gen płk im tzw itd itp np",
    "ru": "г гг ул им т д п ст руб др проф акад тов",
    "tr": "Dr Prof Av Doç Sn Hz St Cad Sok vb vs",
    "el": "κ κκ Δρ αρ σελ κλπ π.χ Αγ",
    "ar": "د أ م ص",
    "fa": "د ص",
}
_COUNTED = re.compile(r"[^\W_]\S*")
"""A word from its first letter or digit on."""
_BEFORE_NUMBERS = frozenset({"No", "Nos", "no"})
"""Words of their own, unless a number follows."""
_PLACE = re.compile(r"\{\{[^{}]*\}\}")
"""A name that is filled in counts as a word."""
_NEAR = 80
"""So many signs around a mark tell whether a sentence ends there; nothing grows with the text."""
_KNOWN = {language: frozenset(words.split()) for language, words in _ABBREVIATIONS.items()}


def sentences(text: str, language: str) -> list[str]:
    """The sentences in order, each with its end mark. An empty line ends one as well."""
    return [
        sentence for paragraph in re.split(r"\n[^\S\n]*\n", text) for sentence in _in_paragraph(paragraph, language)
    ]


def counts_signs(language: str) -> bool:
    """Whether the length of a text in this language is a number of signs, and not of words."""
    return language in _WITHOUT_SPACES


def length(text: str, language: str) -> int:
    """How many words the text has; in Chinese and Japanese, how many letters and digits. Marks don't count."""
    if counts_signs(language):
        return sum(sign.isalnum() for sign in text)
    return len(_COUNTED.findall(_PLACE.sub("x", text)))


def _in_paragraph(text: str, language: str) -> list[str]:
    found: list[str] = []
    start = 0
    for match in _END.get(language, _END[""]).finditer(text):
        if _ends(text, start, match, language):
            found.append(text[start : match.end()].strip())
            start = match.end()
    return [sentence for sentence in (*found, text[start:].strip()) if sentence]


def _ends(text: str, start: int, match: re.Match[str], language: str) -> bool:
    """Whether the sentence that begins at `start` ends with these marks."""
    if counts_signs(language):
        # Within quotation marks a sentence may end, and the one around it go on.
        return text[match.end() : match.end() + 1] not in tuple("，、；：,と")
    after = text[match.end() : match.end() + _NEAR].lstrip(" \n\t\u00a0\u202f\"'“”„«»‘’([¿¡")
    if after[:1].islower():
        return False
    before = text[max(start, match.start() - _NEAR) : match.start()].split()
    if match.group() != "." or not before:
        return True
    word = before[-1].lstrip("([\"'“„«‘")
    return not (after[:1].isdigit() if word in _BEFORE_NUMBERS else _is_short(word, language))


def _is_short(word: str, language: str) -> bool:
    """Whether the full stop belongs to the word: an initial, an abbreviation, an ordinal number."""
    if re.fullmatch(r"[^\W\d_]", word) or re.fullmatch(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}", word):
        # "I" is a word that a sentence may end with, if hardly ever.
        return True
    if language in _ORDINALS and re.fullmatch(r"\d{1,2}", word):
        return True
    # Behind an elided article stands a word of its own: l'art.
    return re.split("['’]", word)[-1] in _KNOWN.get(language, ())
