"""Shards of a pack bound into one PDF, with bookmarks."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from pikepdf import Name, Pdf, Stream, String

from letters.files import opened_whole
from letters.pdf.pdf_writer import GrowingPdf

Chapter = tuple[str, Sequence[str]]
"""A bookmark, and those of the letters below it."""

_Bookmark: TypeAlias = "tuple[str, int, Sequence[_Bookmark]]"  # a title, a page and the bookmarks below

# In what QPDF writes: a string, in which nothing is meant, or a reference.
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|\b(\d+) (\d+) R\b", re.DOTALL)


def bind_files(parts: Iterable[Path], chapters: Iterable[Chapter] = (), *, to: Path, title: str) -> int:
    """Write the parts as one file, its bookmarks leading to the letters in order, and return the number of pages.

    Each part becomes a branch of the page tree (ISO 32000-1, 7.7.3.2). Only one part is in memory at a time. The
    file appears whole or not at all, for its owner alone.
    """
    with opened_whole(to, private=True) as file:
        target = GrowingPdf(file)
        root, tree, metadata, info = (target.reserve() for _ in range(4))
        firsts, count = array("L"), 0
        branches = []
        for part in parts:
            branch, pages = _take_over(target, part, tree, firsts)
            branches.append(branch)
            count += pages
        target.write(tree, b"<< /Type /Pages /Kids [%b] /Count %d >>" % (_references(branches), count))
        outline = b" /Outlines %d 0 R" % _mark(target, chapters, iter(firsts)) if chapters else b""
        target.stream(metadata, *_titled(title))
        target.write(info, b"<< /Title %b >>" % String(title).unparse())
        target.write(root, b"<< /Type /Catalog /Pages %d 0 R /Metadata %d 0 R%b >>" % (tree, metadata, outline))
        target.close(root=root, info=info)
    return count


def _take_over(target: GrowingPdf, part: Path, tree: int, firsts: array[int]) -> tuple[int, int]:
    """The number of a branch with the part's pages, and how many; `firsts` gets the first page of each letter."""
    branch = target.reserve()
    with Pdf.open(part) as source:
        pages = [page.obj for page in source.pages]
        for page in pages:
            page.Parent = source.Root.Pages
        copied = Copied(target, source)
        copied.stands_for(source.Root.Pages, branch)
        numbers = [copied.number(page) for page in pages]
        copied.write()
        at = 0
        for length in source.Root.get(Name.LettersPages, []):
            firsts.append(numbers[at])
            at += int(length)
    kids = _references(numbers)
    target.write(branch, b"<< /Type /Pages /Parent %d 0 R /Kids [%b] /Count %d >>" % (tree, kids, len(numbers)))
    return branch, len(numbers)


class Copied:
    """Objects of another file, and all that they refer to, under numbers of their own."""

    def __init__(self, target: GrowingPdf, source: Pdf) -> None:
        self._target, self._source = target, source
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: list[tuple[int, int]] = []

    def stands_for(self, there: Any, number: int) -> None:
        """That object's place is taken by one of the target's own."""
        self._numbers[there.objgen] = number

    def number(self, there: Any) -> int:
        """The number in the target, where `write` will put the object."""
        return self._numbered(there.objgen)

    def write(self) -> None:
        """Write all that was numbered, and what is numbered on the way."""
        while self._waiting:
            place = self._waiting.pop()
            found, number = self._source.get_object(place), self._numbers[place]
            if isinstance(found, Stream):
                data = found.read_raw_bytes()
                found.stream_dict.Length = len(data)
                self._target.stream(number, self.renumbered(found.stream_dict), data)
            else:
                self._target.write(number, self.renumbered(found))

    def _numbered(self, place: tuple[int, int]) -> int:
        if place not in self._numbers:
            self._numbers[place] = self._target.reserve()
            self._waiting.append(place)
        return self._numbers[place]

    def renumbered(self, found: Any) -> bytes:
        """The object, with its references as numbers in the target."""
        return _REFERENCE.sub(self._reference, found.unparse(resolved=True))

    def _reference(self, match: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % self._numbered((int(match[1]), int(match[2]))) if match[1] else match[0]


def _mark(target: GrowingPdf, chapters: Iterable[Chapter], firsts: Iterator[int]) -> int:
    """The outline (ISO 32000-1, 12.3.3): chapters closed, a chapter of one letter without a level of its own."""
    outline = target.reserve()
    links, count = _chained(target, outline, (_bookmark(*chapter, firsts) for chapter in chapters))
    target.write(outline, b"<< /Type /Outlines%b /Count %d >>" % (links, count))
    return outline


def _bookmark(title: str, letters: Sequence[str], firsts: Iterator[int]) -> _Bookmark:
    pages = [next(firsts) for _ in letters]
    if len(letters) == 1:
        return f"{title} · {letters[0]}", pages[0], ()
    return title, pages[0], [(name, page, ()) for name, page in zip(letters, pages, strict=True)]


def _chained(target: GrowingPdf, parent: int, bookmarks: Iterable[_Bookmark]) -> tuple[bytes, int]:
    """Write the bookmarks of one level as they come; how their parent refers to them, and how many they are."""
    rest = iter(bookmarks)
    bookmark, count, last = next(rest, None), 0, 0
    first = number = target.reserve()
    while bookmark:
        title, page, below = bookmark
        bookmark = next(rest, None)
        after = target.reserve() if bookmark else 0
        links, inside = _chained(target, number, below) if below else (b"", 0)
        value = b"/Title %b /Parent %d 0 R /Dest [%d 0 R /Fit]%b" % (String(title).unparse(), parent, page, links)
        value += b" /Count %d" % -inside if inside else b""
        value += b" /Prev %d 0 R" % last if last else b""
        value += b" /Next %d 0 R" % after if after else b""
        target.write(number, b"<< %b >>" % value)
        count, last, number = count + 1, number, after
    return (b" /First %d 0 R /Last %d 0 R" % (first, last) if last else b""), count


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _titled(title: str) -> tuple[bytes, bytes]:
    """The metadata stream that gives the file its title (14.3.2)."""
    empty = Pdf.new()
    with empty.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
    data = empty.Root.Metadata.read_bytes()
    return b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(data), data
