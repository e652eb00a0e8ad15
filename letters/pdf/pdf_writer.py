"""A PDF that is written as it grows: what has been handed over is on disk, and the memory stays flat.

pikepdf holds a whole file until it is saved, six kilobytes for each letter.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from array import array
from typing import BinaryIO

_TOGETHER = 200  # objects that are compressed together
_IN_FILE, _IN_STREAM = 1, 2  # kinds of cross-references (ISO 32000-1, table 18)


class GrowingPdf:
    """Objects by number, written in any order: `reserve` a number, refer to it, and `write` or `stream` it once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._at = 0
        # Number 0 is the head of the list of free objects.
        self._kinds, self._places, self._indices = bytearray(1), array("Q", [0]), array("H", [65535])
        self._waiting: list[tuple[int, bytes]] = []
        self._put(b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n")

    def reserve(self) -> int:
        """The number of an object that is still to be written."""
        self._kinds.append(0)
        self._places.append(0)
        self._indices.append(0)
        return len(self._kinds) - 1

    def write(self, number: int, value: bytes) -> None:
        """An object that is no stream."""
        self._waiting.append((number, value))
        if len(self._waiting) == _TOGETHER:
            self._write_waiting()

    def stream(self, number: int, dictionary: bytes, data: bytes) -> None:
        """A stream; its dictionary is whole, the data as it says."""
        self._kinds[number], self._places[number] = _IN_FILE, self._at
        self._put(b"%d 0 obj\n%b\nstream\n" % (number, dictionary))
        self._put(data)
        self._put(b"\nendstream\nendobj\n")

    def close(self, *, root: int, info: int) -> None:
        """Write what waits and the table of cross-references (7.5.8). The same objects give the same bytes."""
        self._write_waiting()
        number, at = self.reserve(), self._at
        self._kinds[number], self._places[number] = _IN_FILE, at
        rows = zip(self._kinds, self._places, self._indices, strict=True)
        pack = zlib.compressobj(9)
        table = b"".join([*(pack.compress(struct.pack(">BQH", *row)) for row in rows), pack.flush()])
        digest = self._digest.hexdigest()[:32].encode()
        head = b"<< /Type /XRef /Size %d /W [1 8 2] /Root %d 0 R /Info %d 0 R /ID [<%b> <%b>] /Filter /FlateDecode"
        filled = head % (number + 1, root, info, digest, digest)
        self.stream(number, filled + b" /Length %d >>" % len(table), table)
        self._put(b"startxref\n%d\n%%%%EOF\n" % at)

    def _write_waiting(self) -> None:
        """The objects that wait, as an object stream (7.5.7)."""
        if not self._waiting:
            return
        here, offset, numbers = self.reserve(), 0, []
        for index, (number, value) in enumerate(self._waiting):
            self._kinds[number], self._places[number], self._indices[number] = _IN_STREAM, here, index
            numbers.append(b"%d %d" % (number, offset))
            offset += len(value) + 1
        begin = b" ".join(numbers) + b"\n"
        data = zlib.compress(begin + b"\n".join(value for _, value in self._waiting))
        count = len(self._waiting)
        head = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>"
        self.stream(here, head % (count, len(begin), len(data)), data)
        self._waiting = []

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._at += len(data)
