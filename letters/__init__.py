"""Letters for those at risk: an appeal in YAML becomes letters to post, to mail and to fax.

This is the public face for programs of others; docs/api.md shows it at work. Each name is imported when it is first
asked for, so that `import letters` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from letters.authoring.change import Change, save
    from letters.authoring.documents import NextDocument, extend, stop, update
    from letters.channel import Channel
    from letters.check import findings
    from letters.compose import Words, with_copies, write_letter
    from letters.errors import Finding, InvalidFields, InvalidFiles, LettersError, Refused, Severity
    from letters.layout import LayoutName
    from letters.letter import Letter
    from letters.library.library import Library, read
    from letters.members import read_members
    from letters.pack.job import Evening, PrintJob, Sort, Stationery
    from letters.pack.printing import Printed, print_pack
    from letters.rendering import File, render
    from letters.supporter import SignAs, Supporter, supporter_from

__version__ = "0.2.0"

_HOMES = {
    "letters.authoring.change": ("Change", "save"),
    "letters.authoring.documents": ("NextDocument", "extend", "stop", "update"),
    "letters.channel": ("Channel",),
    "letters.check": ("findings",),
    "letters.compose": ("Words", "with_copies", "write_letter"),
    "letters.errors": ("Finding", "InvalidFields", "InvalidFiles", "LettersError", "Refused", "Severity"),
    "letters.layout": ("LayoutName",),
    "letters.letter": ("Letter",),
    "letters.library.library": ("Library", "read"),
    "letters.members": ("read_members",),
    "letters.pack.job": ("Evening", "PrintJob", "Sort", "Stationery"),
    "letters.pack.printing": ("Printed", "print_pack"),
    "letters.rendering": ("File", "render"),
    "letters.supporter": ("SignAs", "Supporter", "supporter_from"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Change",
    "Channel",
    "Evening",
    "File",
    "Finding",
    "InvalidFields",
    "InvalidFiles",
    "LayoutName",
    "Letter",
    "LettersError",
    "Library",
    "NextDocument",
    "PrintJob",
    "Printed",
    "Refused",
    "Severity",
    "SignAs",
    "Sort",
    "Stationery",
    "Supporter",
    "Words",
    "extend",
    "findings",
    "print_pack",
    "read",
    "read_members",
    "render",
    "save",
    "stop",
    "supporter_from",
    "update",
    "with_copies",
    "write_letter",
]


def __getattr__(name: str) -> Any:
    """The public thing of this name, from where it lives (PEP 562)."""
    if home := _HOME_OF.get(name):
        return getattr(import_module(home), name)
    raise AttributeError(f"module 'letters' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
