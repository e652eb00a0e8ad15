"""A headline in capitals as a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from letters.importing.facts import Fact
from letters.importing.signs import is_capitals


def recased(title: str, texts: Iterable[str], language: str) -> Fact:
    """A headline in capitals as a sentence, each word as the sheet's texts write it; `words` are those of the sheet.

    Words that the texts don't have become small, in German large: an author has to look at them.
    """
    if not is_capitals(title):
        return Fact(value=title)
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        # The first word of a sentence has a capital whatever it is.
        for match in re.finditer(r"(?<![.!?:]\s)(?<!^)(?<=\s)[\w'’-]+|[\w'’-]+", text):
            inside = match.start() > 0 and not re.search(r"[.!?:]\s*$", text[: match.start()][-3:])
            if inside and not is_capitals(match[0]):
                forms.setdefault(match[0].upper(), Counter())[match[0]] += 1
    pieces = re.split(r"([\w'’-]+)", title)
    words = [_form(piece, forms, language) if index % 2 else piece for index, piece in enumerate(pieces)]
    sentence = "".join(words)
    return Fact(value=sentence[:1].upper() + sentence[1:], words=title)


def _form(word: str, forms: dict[str, Counter[str]], language: str) -> str:
    if found := forms.get(word.upper()):
        return found.most_common(1)[0][0]
    if any(sign.isdigit() for sign in word):
        return word
    if match := re.fullmatch(r"(.+)(['’])S", word):
        return f"{_form(match[1], forms, language)}{match[2]}s"
    return word.capitalize() if language == "de" and len(word) > 3 else word.lower()
