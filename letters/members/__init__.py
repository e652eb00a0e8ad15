"""A group's list of members, from a file that a spreadsheet program has written.

`sheets` reads the rows of any kind of file, `columns` knows what each column means, `roster` makes members of rows.
"""

from letters.members.refused import refused_list
from letters.members.roster import Member, MemberList, RefusedRow, read_members
from letters.members.sample import sample

__all__ = ["Member", "MemberList", "RefusedRow", "read_members", "refused_list", "sample"]
