"""A file with a list of members: which kind it is, and its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from letters.errors import Refused
from letters.members.delimited import read_delimited
from letters.members.row import Sheet
from letters.members.workbook import read_workbook

MAX_FILE = 64 << 20
_SAVE = "open it, and save the list as CSV UTF-8, .xlsx or .ods"
_OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": f"an old Excel or Word file (.xls, .doc), or has a password; {_SAVE}, without a password",
    b"%PDF": "a PDF; give the file from which it was made, as CSV UTF-8, .xlsx or .ods",
    b"{\\rtf": f"a formatted text; {_SAVE}",
    b"<": "a web page or XML; open it in the spreadsheet program, and save it as CSV UTF-8, .xlsx or .ods",
}


def read_sheet(path: Path, known: Callable[[str], bool]) -> Sheet:
    """The file's rows: CSV, XLSX or ODS. `known` tells whether a text is the name of a column.

    Raises Refused, with what to do, for every other kind of file.
    """
    start = _start(path)
    for magic, kind in _OTHER_KINDS.items():
        if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(magic):
            raise Refused(f"{path.name} is {kind}")
    if start.startswith(b"PK"):
        return read_workbook(path)
    return read_delimited(path, known)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(100)
        size = path.stat().st_size
    except OSError as error:
        raise Refused(f"{path} can't be read: {error.strerror}") from None
    if not start.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise Refused(f"{path.name} is empty; its first row names the columns, each row below it is a member")
    if size > MAX_FILE:
        raise Refused(f"{path.name} has more than {MAX_FILE >> 20} MB; a list of members is smaller")
    return start
