"""The files that ship with the program: where they stand, inside the installed package or beside it, and templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE = Path(__file__).resolve().parent
"""The installed package."""
CATALOGUES = PACKAGE / "locale"
"""Where gettext finds the pages' own words by language."""


def folder(name: str) -> Path:
    """The shipped folder `name` (`templates`, `static` or `appeals`).

    A wheel carries the folders inside the package; a checkout has them beside it.
    """
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


@cache
def templates(*documents: str, keeps_last_line_end: bool = False) -> Environment:
    """The templates in these folders of templates/: strict about names, and escaped but for those that end in .txt.

    What authors write is no template of these: `authortext` has a sandbox for it.
    """
    # Here, as most commands make no document.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader([folder("templates") / name for name in documents]),
        # A template must not change under code that is running: an upgrade restarts the site.
        auto_reload=False,
        autoescape=select_autoescape(disabled_extensions=("txt",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keeps_last_line_end,
    )
