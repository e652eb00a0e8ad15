"""A group's list of members, from a file that a spreadsheet program has written.

`roster` makes members of the rows of any kind of file, `columns` knows what each column means. This room may import
`supporter`, `fields` and what stands below them; it knows no appeal.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letters.members.roster import Member, MemberList, RefusedRow, read_members
    from letters.members.written import refused_list, refused_workbook, sample, text_workbook

__all__ = [
    "Member",
    "MemberList",
    "RefusedRow",
    "read_members",
    "refused_list",
    "refused_workbook",
    "sample",
    "text_workbook",
]
_WRITTEN = ("refused_list", "refused_workbook", "sample", "text_workbook")


def __getattr__(name: str) -> object:
    # The process that reads a spreadsheet needs none of them, and they would take most of its time.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{'written' if name in _WRITTEN else 'roster'}"), name)
