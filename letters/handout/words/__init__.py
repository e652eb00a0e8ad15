"""What a sheet says by itself, in each language of letters. A language that lacks a phrase is a type error."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from letters.handout.words import ar, de, el, en, es, fa, fr, it, ja, nl, pl, pt, ru, tr, zh
from letters.handout.words.phrases import Words

WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "en": en.WORDS,
        "fr": fr.WORDS,
        "de": de.WORDS,
        "es": es.WORDS,
        "it": it.WORDS,
        "pt": pt.WORDS,
        "nl": nl.WORDS,
        "pl": pl.WORDS,
        "ru": ru.WORDS,
        "tr": tr.WORDS,
        "el": el.WORDS,
        "ar": ar.WORDS,
        "fa": fa.WORDS,
        "zh": zh.WORDS,
        "ja": ja.WORDS,
    }
)

__all__ = ["WORDS", "Words"]
