"""Long lists of those who signed an open letter, on pages of their own after it.

WeasyPrint takes five milliseconds and 20 kB for each name, which will do for some hundred. Here names are set line by
line, in the type, the measure and the columns of letter.css, and written page by page: so 70,000 take half a minute,
and no more memory than their bare text. Each name is an item of its group's list in the tree of the document's
structure (ISO 14289-1, 7.6; ISO 32000-1, 14.8.4.3.3); head and number of a page are artifacts.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, count
from typing import Any

from pikepdf import Array, Pdf

from letters.appeal.signed import Signed
from letters.language.bidi import beside, plain
from letters.layout import Layout
from letters.letter import Letter
from letters.pdf.binding import Copied
from letters.pdf.engine import LOCK
from letters.pdf.ink import PIXELS_PER_MM
from letters.pdf.lines import PIXELS_PER_POINT
from letters.pdf.page_css import HEAD_ABOVE_TEXT, LATER_TOP, NORMAL, WATERMARK_FROM_EDGE, faces_of
from letters.pdf.pango import Faces, Pen, SetLine
from letters.pdf.parts import Parts
from letters.pdf.pdf_writer import GrowingPdf

# As letter.css has it: .signatories, .group, .members and .many.
_SIZE, _LEADING, _GAP, _BELOW_HEADING = (points * PIXELS_PER_POINT for points in (10, 13, 7.5, 2))
_HEAD_SIZE, _HEAD_LEADING = (points * PIXELS_PER_POINT for points in (9.5, 12))
_HANG = _SIZE
_POINTS_PER_MM = 72 / 25.4
_BETWEEN = 8 * PIXELS_PER_MM
_FEW = 6  # names that stand in one column
_TOGETHER = 3  # lines below a heading, at the least


def with_lists(parts: Sequence[tuple[Parts, bytes]], layout: Layout) -> bytes:
    """One PDF/UA-1 file: each letter as WeasyPrint wrote it, and behind it the pages with its lists."""
    file = io.BytesIO()
    _Assembly(GrowingPdf(file), layout).assemble(parts)
    return file.getvalue()


def pages_of_lists(parts: Parts, layout: Layout) -> int:
    """How many pages the lists take."""
    with LOCK:
        return sum(1 for _ in _pages(_Sheet(parts.letter, layout, Faces()), parts.lists))


class _Assembly:
    """A PDF in the making: its pages, and the tree of its structure."""

    def __init__(self, target: GrowingPdf, layout: Layout) -> None:
        self._target, self._layout, self._faces = target, layout, Faces()
        self._tree, self._structure, self._document, self._fonts = (target.reserve() for _ in range(4))
        self._pages: list[int] = []
        self._elements: list[int] = []  # right below the document's
        self._parents: list[tuple[int, int]] = []  # a page's key, and the elements of its marked content
        self._next_key = 0
        self._structure_has = self._document_has = b""

    def assemble(self, parts: Sequence[tuple[Parts, bytes]]) -> None:
        """Write the whole file."""
        root = info = 0
        for each, data in parts:
            with Pdf.open(io.BytesIO(data)) as source:
                copied = self._take_over(source)
                root, info = root or copied.number(source.Root), info or copied.number(source.trailer.Info)
                own_pages = len(source.pages)
                copied.write()
            if each.lists:
                self._write_lists(each, own_pages)
        self._write_fonts()
        self._write_trees()
        self._target.close(root=root, info=info)

    def _take_over(self, source: Any) -> Copied:
        """The letter's own pages, and its part of the structure."""
        structure = source.Root.StructTreeRoot
        whole = structure.K[0] if isinstance(structure.K, Array) else structure.K
        copied = Copied(self._target, source)
        copied.stands_for(source.Root.Pages, self._tree)
        copied.stands_for(structure, self._structure)
        copied.stands_for(whole, self._document)
        self._renumber(source, structure, copied)
        for page in source.pages:
            page.obj.Parent = source.Root.Pages
        self._pages += [copied.number(page.obj) for page in source.pages]
        self._elements += [copied.number(element) for element in whole.K]
        self._structure_has = self._structure_has or _others(structure, "K", "ParentTree", "ParentTreeNextKey")
        self._document_has = self._document_has or _others(whole, "K", "P")
        return copied

    def _renumber(self, source: Any, structure: Any, copied: Copied) -> None:
        """Keys of the parent tree (14.7.4.4) that no other letter of the file has."""
        numbers, base = list(structure.ParentTree.Nums), self._next_key
        for key, elements in zip(numbers[::2], numbers[1::2], strict=True):
            held = elements if elements.is_indirect else source.make_indirect(elements)
            self._parents.append((base + int(key), copied.number(held)))
            self._next_key = max(self._next_key, base + int(key) + 1)
        for page in source.pages:
            page.obj.StructParents = base + int(page.obj.StructParents)

    def _write_lists(self, parts: Parts, own_pages: int) -> None:
        """The pages with the letter's lists. A group's list is written when the last of its names is."""
        sheet = _Sheet(parts.letter, self._layout, self._faces)
        headings = [self._target.reserve() for _ in parts.lists]
        lists = [self._target.reserve() for _ in parts.lists]
        items: list[list[int]] = [[] for _ in parts.lists]
        self._elements += [number for pair in zip(headings, lists, strict=True) for number in pair]
        pages = _pages(sheet, parts.lists)
        for index in count(own_pages + 1):
            with LOCK:  # for a page at a time, so that other threads get letters in between
                placed = next(pages, None)
                furniture = sheet.furniture(index) if placed else ""
            if placed is None:
                break
            self._write_page(sheet, placed, furniture, headings, lists, items)
        for number, held in zip(lists, items, strict=True):
            self._target.write(number, _element("L", self._document, b"[%b]" % _references(held)))

    def _write_page(
        self,
        sheet: _Sheet,
        placed: Sequence[_Placed],
        furniture: str,
        headings: Sequence[int],
        lists: Sequence[int],
        items: Sequence[list[int]],
    ) -> None:
        target, page, key = self._target, self._target.reserve(), self._next_key
        elements, shown = list[int](), []
        for mark, each in enumerate(placed):
            kid = b"%d /Pg %d 0 R" % (mark, page)
            if each.heading:
                element = headings[each.group]
                target.write(element, _element("H2", self._document, kid))
            else:
                item, element = target.reserve(), target.reserve()
                target.write(item, _element("LI", lists[each.group], b"[%d 0 R]" % element))
                target.write(element, _element("LBody", item, kid))
                items[each.group].append(item)
            elements.append(element)
            shown.append(f"/{'H2' if each.heading else 'LBody'} << /MCID {mark} >> BDC BT {each.shown} ET EMC")
        self._put_page(page, sheet, "\n".join([*shown, furniture]))
        parents = target.reserve()
        target.write(parents, b"[%b]" % _references(elements))
        self._parents.append((key, parents))
        self._pages.append(page)
        self._next_key += 1

    def _put_page(self, page: int, sheet: _Sheet, shown: str) -> None:
        contents, paper = self._target.reserve(), self._layout.paper
        width, height = (side * _POINTS_PER_MM for side in (paper.width, paper.height))
        data = zlib.compress(f"0.75 0 0 -0.75 0 {height:.6f} cm {shown}".encode("ascii"))
        self._target.stream(contents, b"<< /Filter /FlateDecode /Length %d >>" % len(data), data)
        box = f"[0 0 {width:.6f} {height:.6f}]".encode()
        self._target.write(
            page,
            b"<< /Type /Page /Parent %d 0 R /MediaBox %b /Contents %d 0 R /StructParents %d /Tabs /S "
            b"/Resources << /Font %d 0 R >> >>" % (self._tree, box, contents, self._next_key, self._fonts),
        )

    def _write_fonts(self) -> None:
        with LOCK:
            data = self._faces.file()
        with Pdf.open(io.BytesIO(data)) as source:
            copied = Copied(self._target, source)
            copied.stands_for(source.Root.Fonts, self._fonts)
            self._target.write(self._fonts, copied.renumbered(source.Root.Fonts))
            copied.write()

    def _write_trees(self) -> None:
        target, parents = self._target, self._target.reserve()
        numbers = b" ".join(b"%d %d 0 R" % pair for pair in self._parents)
        target.write(parents, b"<< /Nums [%b] >>" % numbers)
        kids = _references(self._pages)
        target.write(self._tree, b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(self._pages)))
        tree = b"/K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d" % (self._document, parents, self._next_key)
        target.write(self._structure, b"<< %b %b >>" % (tree, self._structure_has))
        below = b"/P %d 0 R /K [%b]" % (self._structure, _references(self._elements))
        target.write(self._document, b"<< %b %b >>" % (below, self._document_has))


def _others(there: Any, *but: str) -> bytes:
    """All that a dictionary has beside these names."""
    return b" ".join(
        b"%b %b" % (name.encode(), value.unparse() if hasattr(value, "unparse") else str(value).encode())
        for name, value in there.items()
        if name[1:] not in but
    )


def _element(kind: str, parent: int, kids: bytes) -> bytes:
    return b"<< /Type /StructElem /S /%b /P %d 0 R /K %b >>" % (kind.encode(), parent, kids)


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A heading or a name in its place on a page: the number of its group, and its operators."""

    group: int
    heading: bool
    shown: str


class _Sheet:
    """A page for names, without them: its columns, what sets its lines, what stands on its edges. In pixels."""

    def __init__(self, letter: Letter, layout: Layout, faces: Faces) -> None:
        self._letter, self._tongue = letter, letter.language
        paper, self.rtl = layout.paper, letter.language.direction == "rtl"
        self.left, self.right = layout.left * PIXELS_PER_MM, (paper.width - layout.right) * PIXELS_PER_MM
        self.top, self.bottom = LATER_TOP * PIXELS_PER_MM, (paper.height - NORMAL.bottom) * PIXELS_PER_MM
        self._foot = paper.height * PIXELS_PER_MM
        self._names = Pen(
            faces=faces,
            families=faces_of(letter.language_code),
            language=letter.language_code,
            direction=letter.language.direction,
            size=_SIZE,
            leading=_LEADING,
        )
        if letter.language_code in ("zh", "ja"):
            # A square's width is too much for an apostrophe: see letter.css.
            self._names = replace(self._names, apostrophe=replace(self._names, families=faces_of("en")))
        self._headings = replace(self._names, bold=True)
        self._head = replace(self._names, size=_HEAD_SIZE, leading=_HEAD_LEADING)
        self._watermark = replace(self._head, bold=True)

    @property
    def room(self) -> int:
        """How many lines a page has."""
        return int((self.bottom - self.top) / _LEADING + 0.01)

    @cached_property
    def column(self) -> float:
        """How wide each of two columns is."""
        return (self.right - self.left - _BETWEEN) / 2

    def name(self, text: str, width: float) -> list[SetLine]:
        """The lines of a name in a column that wide."""
        said = plain(text, self._tongue.direction, self._letter.names)
        return self._names.lines(said, width, _HANG)

    def heading(self, text: str) -> list[SetLine]:
        """The lines of a group's heading."""
        return self._headings.lines(plain(text, self._tongue.direction, self._letter.names), self.right - self.left)

    def put(self, lines: Sequence[SetLine], column: int, width: float, top: float, *, hang: float = 0) -> str:
        """The operators for lines below one another, from the top of the first."""
        left = self.left + column * (width + _BETWEEN)
        right = self.right - column * (width + _BETWEEN)
        shown = []
        for index, line in enumerate(lines):
            inset = hang if index else 0
            x = right - inset - line.advance if self.rtl else left + inset
            shown.append(_shown(line, x, top + index * _LEADING + self._names.baseline))
        return " ".join(shown)

    def furniture(self, number: int) -> str:
        """What stands on the edges of a page: whose letter, of which day, the page's number, and the watermark."""
        letter, tongue, pen = self._letter, self._tongue, self._head
        words = pen.lines(
            beside((letter.addressee_name, letter.date_line), tongue.direction), 0.8 * (self.right - self.left)
        )
        count = pen.line(tongue.digits(str(number)))
        above = self.top - HEAD_ABOVE_TEXT * PIXELS_PER_MM
        shown = []
        for index, line in enumerate(words):
            top = above - (len(words) - index) * _HEAD_LEADING
            shown.append(_shown(line, self.right - line.advance if self.rtl else self.left, top + pen.baseline))
        x = self.left if self.rtl else self.right - count.advance
        shown.append(_shown(count, x, above - _HEAD_LEADING + pen.baseline))
        if letter.watermark:
            shown.append(self._marked(letter.watermark))
        return f"/Artifact << /Type /Pagination >> BDC BT {' '.join(shown)} ET EMC"

    def _marked(self, watermark: str) -> str:
        line = self._watermark.line(watermark)
        top = self._foot - WATERMARK_FROM_EDGE * PIXELS_PER_MM - _HEAD_LEADING
        return _shown(line, (self.left + self.right - line.advance) / 2, top + self._watermark.baseline)


def _shown(line: SetLine, left: float, baseline: float) -> str:
    return f"1 0 0 -1 {left:.2f} {baseline:.2f} Tm {line.shown}"


def _pages(sheet: _Sheet, groups: Sequence[Signed]) -> Iterator[list[_Placed]]:
    """What stands on each page, in the order in which it is read."""
    page, at = list[_Placed](), sheet.top
    for index, group in enumerate(groups):
        heading = sheet.heading(group.group)
        least = _GAP + (len(heading) + _TOGETHER) * _LEADING + _BELOW_HEADING
        if page and at + least > sheet.bottom:
            yield page
            page, at = [], sheet.top
        at += _GAP if page else 0
        page.append(_Placed(index, True, sheet.put(heading, 0, sheet.right - sheet.left, at)))
        at += len(heading) * _LEADING + _BELOW_HEADING
        columns = 1 if len(group.members) <= _FEW else 2
        width = sheet.right - sheet.left if columns == 1 else sheet.column
        waiting = _Waiting(_set(sheet, group, width))
        while True:
            filled = _filled(waiting, columns, int((sheet.bottom - at) / _LEADING + 0.01))
            page += _put(sheet, filled, index, width, at)
            if waiting.are_none:
                break
            yield page
            page, at = [], sheet.top
        at += max(sum(map(len, column)) for column in filled) * _LEADING
    if page:
        yield page


def _set(sheet: _Sheet, group: Signed, width: float) -> Iterator[list[SetLine]]:
    """Each name in its lines; what is longer than a column goes on as another one."""
    for member in group.members:
        lines = sheet.name(member, width)
        while lines:
            yield lines[: sheet.room]
            lines = lines[sheet.room :]


class _Waiting:
    """Names that are still to be placed, of which the next can be looked at."""

    def __init__(self, names: Iterator[list[SetLine]]) -> None:
        self._names = names
        self.next = next(names, None)

    @property
    def are_none(self) -> bool:
        """Whether all have been placed."""
        return self.next is None

    def take(self) -> list[SetLine]:
        """The next one, to be placed now."""
        taken, self.next = self.next or [], next(self._names, None)
        return taken


def _filled(waiting: _Waiting, columns: int, room: int) -> list[list[list[SetLine]]]:
    """The columns of names that go on this page; the last ones of a group are spread evenly."""
    taken = []
    for _ in range(columns):
        column, lines = [], 0
        while waiting.next is not None and lines + len(waiting.next) <= room:
            column.append(waiting.take())
            lines += len(column[-1])
        taken.append(column)
    return _balanced(taken) if waiting.are_none else taken


def _balanced(columns: Sequence[list[list[SetLine]]]) -> list[list[list[SetLine]]]:
    names = list(chain.from_iterable(columns))
    lines = [len(name) for name in names]
    if len(columns) == 1:
        return [names]
    first = 0
    # As early as the second column is no longer than the first.
    while first < len(names) and sum(lines[:first]) < sum(lines[first:]):
        first += 1
    return [names[:first], names[first:]]


def _put(
    sheet: _Sheet, columns: Sequence[list[list[SetLine]]], group: int, width: float, top: float
) -> Iterator[_Placed]:
    for number, column in enumerate(columns):
        at = top
        for lines in column:
            yield _Placed(group, False, sheet.put(lines, number, width, at, hang=_HANG))
            at += len(lines) * _LEADING
