"""Languages in one table: their codes (ISO 639) and the names by which people call them, in the languages of letters.

Files hold codes; what people type, in an option or a list, may be a name. Source of the names: CLDR.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

from babel import Locale
from pydantic import AfterValidator

from letters.errors import Mistake
from letters.fields import shapes
from letters.language.language import LANGUAGES
from letters.typed import squeezed


def language_called(text: str) -> str | None:
    """The code of the language that is clearly meant: by `English`, `Deutsch`, `EN` and `en-GB`."""
    code = re.split("[-_]", text.casefold())[0]
    return code if code in _codes() else _names().get(squeezed(text))


def letter_language_called(text: str) -> str | None:
    """The same, where letters can be written in that language."""
    code = language_called(text)
    return code if code in LANGUAGES else None


def _language_code(value: str) -> str:
    if not re.fullmatch(shapes.LANGUAGE_PATTERN, value):
        code = language_called(value)
        write = f"write {code}" if code else "use one of ISO 639, such as en, fr or zh"
        raise Mistake("A215", f"{value!r} isn't a language code; {write}")
    return value


LanguageCode = Annotated[str, AfterValidator(_language_code), shapes.LANGUAGE_CODE]


@cache
def _codes() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").languages if len(str(code)) <= 3)


@cache
def _names() -> dict[str, str]:
    """Codes by squeezed names: those of the languages of letters in each other, and of every language in English."""
    names = {squeezed(language.name): code for code, language in LANGUAGES.items()}
    for other in LANGUAGES.values():
        called = other.locale.languages
        for code in LANGUAGES.keys() & called.keys():
            names.setdefault(squeezed(called[code]), code)
    for code, name in Locale("en").languages.items():
        if len(code) <= 3:
            names.setdefault(squeezed(name), code)
    return names
