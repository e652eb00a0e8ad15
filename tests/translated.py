"""Catalogues of the pages' own words for tests: complete, and such that each message shows as what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from letters.resources import CATALOGUES
from letters.web import texts


def write_catalogue(folder: Path, language: str, known: dict[str, str], *, leave_out: int = 0) -> None:
    """A catalogue in which messages are translated as `known` says, and else stay; without the last `leave_out`."""
    with (CATALOGUES / "messages.pot").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    catalogue = Catalog(locale=language)
    for message in messages[: len(messages) - leave_out]:
        singular = message.id if isinstance(message.id, str) else message.id[0]
        text = known.get(singular, singular)
        catalogue.add(message.id, text if isinstance(message.id, str) else (text,) * catalogue.num_plurals)
    path = folder / language / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


@pytest.fixture(name="catalogues")
def own_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of catalogues of the test's own, in place of those that ship; nothing else has been read from them."""
    folder = tmp_path / "locale"
    monkeypatch.setattr(texts, "CATALOGUES", folder)
    texts._translations.cache_clear()
    yield folder
    texts._translations.cache_clear()


def compile_catalogue(folder: Path, language: str) -> Catalog:
    """The catalogue that ships, compiled into a folder from what translators have written.

    What it lacks, as the catalogues' own tests say, stays English.
    """
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in catalogue:
        if not message.string or not all(message.string):
            several = not isinstance(message.id, str)
            message.string = (message.id[-1],) * catalogue.num_plurals if several else message.id
    path = folder / language / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as compiled:
        write_mo(compiled, catalogue)
    return catalogue


@pytest.fixture
def translated(catalogues: Path) -> None:
    """The pages' own words are there in some languages, in which they say the same as in English."""
    for language in ("fr", "ar", "zh"):
        write_catalogue(catalogues, language, {"See all appeals": "Voir l'ensemble"})
