"""Catalogues of the pages' own words for tests: complete, and such that each message shows as what it is."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from letters.resources import CATALOGUES


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
