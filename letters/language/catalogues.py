"""The pages' own words in the languages into which somebody has translated them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from letters.resources import CATALOGUES, PACKAGE

SOURCE = "en"
"""The language of the messages themselves, which needs no catalogue."""


def usable(languages: Iterable[str], folder: Path = CATALOGUES) -> tuple[str, ...]:
    """Those of the languages in which all of the pages' own words can be said; where there is none, English.

    A page whose words are half in another language claims to be what it isn't, to screen readers too.
    """
    return tuple(code for code in languages if not untranslated(code, folder)) or (SOURCE,)


def prefix_of(language: str, offered: Collection[str]) -> str:
    """What the paths of a site's pages in a language begin with: `/fr`; `offered` are those that are `usable` there.

    Nothing where there are none in it, so that the browser's language is taken; or where there is but one.
    """
    return f"/{language}" if len(offered) > 1 and language in offered else ""


def untranslated(language: str, folder: Path = CATALOGUES) -> int:
    """How many of the messages have no translation into a language."""
    return 0 if language == SOURCE else _missing(language, folder)


def translations(language: str, folder: Path = CATALOGUES) -> NullTranslations:
    """The catalogue of a language; where there is none, one that says everything as it stands in the program."""
    return Translations.load(folder, [language])


@cache
def _missing(language: str, folder: Path) -> int:
    file = folder / language / "LC_MESSAGES" / "messages.mo"
    messages = _messages()
    if not file.is_file():
        return len(messages)
    with file.open("rb") as stream:
        catalogue = read_mo(stream)
    return sum(not _is_said(catalogue.get(message.id)) for message in messages)


@cache
def _messages() -> tuple[Message, ...]:
    with (PACKAGE / "locale" / "messages.pot").open("rb") as file:
        return tuple(message for message in read_po(file) if message.id)


def _is_said(message: Message | None) -> bool:
    if message is None:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)
