"""Where the files that ship with the program stand: inside the installed package, else beside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
CATALOGUES = _PACKAGE / "locale"
"""Where gettext finds the pages' own words by language."""


def folder(name: str) -> Path:
    """The shipped folder `name` (`templates`, `static` or `appeals`).

    A wheel carries the folders inside the package; a checkout has them beside it.
    """
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def catalogue(language: str) -> Path:
    """The file with the pages' words in a language, as compiled by gettext; English needs none."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.mo"
