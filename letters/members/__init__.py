"""A group's list of members, from a file that a spreadsheet program has written.

`roster` makes members of the rows of any kind of file, `columns` knows what each column means. This room may import
`supporter`, `fields` and what stands below them; it knows no appeal.
"""

from letters.members.roster import Member, MemberList, RefusedRow, read_members
from letters.members.written import refused_list, sample

__all__ = ["Member", "MemberList", "RefusedRow", "read_members", "refused_list", "sample"]
