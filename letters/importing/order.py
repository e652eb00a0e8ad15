"""Pieces of a page into lines in reading order: columns one after the other, paragraphs apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from letters.importing.pieces import SOFT_HYPHEN, Line, Pages, Piece
from letters.importing.signs import BULLET, SOFT_HYPHENS, spaced
from letters.importing.wording import is_label

Row = tuple[Piece, ...]
# Pieces of one line that are nearer to each other than this many times their height are one piece. A piece ends where
# the file goes on elsewhere, so two cells of a table stay two even where little space is between them.
_NEAR = 0.8
_FAR_LABEL = 8.0
# A line stands apart when it is so much further from the one above than lines usually are.
_APART = 1.15
# No sheet has more columns beside each other; what is a column of the last one stays one line.
_MOST_COLUMNS = 8
_LEAST_STEP, _MOST_STEP = 0.8, 3.0


def in_order(pages: Pages) -> tuple[Line, ...]:
    """Every line of the pages."""
    size = _usual_size(pages)
    rows = [_rows([_set_off(piece, size) for piece in page]) for page in pages.pieces]
    usual = pages.leading or _usual_step(rows)
    return tuple(replace(line, page=number) for number, page in enumerate(rows, 1) for line in _read(page, usual))


_LARGE = 1.25


def _usual_size(pages: Pages) -> float:
    """The height of the letters in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for page in pages.pieces:
        for piece in page:
            sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _set_off(piece: Piece, usual: float) -> Piece:
    return replace(piece, strong=True) if piece.size > usual * _LARGE else piece


def _rows(page: Sequence[Piece]) -> list[Row]:
    """The pieces of a page line by line, from top to bottom, each from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(page, key=lambda piece: (piece.top, piece.left)):
        if rows and abs(rows[-1][0].top - piece.top) <= min(rows[-1][0].size, piece.size) / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_merged(sorted(row, key=lambda piece: piece.left)) for row in rows]


def _merged(row: list[Piece]) -> Row:
    merged = row[:1]
    for piece in row[1:]:
        last = merged[-1]
        gap = (piece.left - last.right) / max(last.size, piece.size)
        is_bullet = BULLET.fullmatch(last.text + " ") is not None
        # `Fax:`, a tabulator, the number.
        is_label = last.text.endswith(":") and len(last.text) < 20 and gap < _FAR_LABEL
        if gap < _NEAR or is_bullet or is_label:
            both = last.strong and piece.strong
            merged[-1] = replace(last, text=f"{last.text} {piece.text}", right=piece.right, strong=both)
        else:
            merged.append(piece)
    return tuple(merged)


def _usual_step(pages: Sequence[Sequence[Row]]) -> float:
    """How far the lines within a paragraph usually are from each other, in heights of their letters."""
    steps = sorted(_step(one, other) for page in pages for one, other in pairwise(page))
    likely = [step for step in steps if _LEAST_STEP < step < _MOST_STEP]
    # Below the middle: between paragraphs lines are further apart, never nearer.
    return likely[len(likely) // 4] if likely else 1.0


def _step(one: Row, other: Row) -> float:
    return (other[0].top - one[0].top) / max(one[0].size, other[0].size)


def _read(rows: Sequence[Row], usual: float, columns: int = _MOST_COLUMNS) -> Iterator[Line]:
    """The lines of rows, where several columns stand beside each other one column after the other."""
    index = 0
    before: Row = ()
    while index < len(rows):
        end, gutter = _columns(rows, index, usual) if columns > 1 else (index, 0.0)
        if end == index:
            yield _line(rows[index], before, usual)
            end += 1
        else:
            block = rows[index:end]
            for is_right in (False, True):
                column = [part for row in block if (part := _side(row, gutter, is_right=is_right))]
                for number, line in enumerate(_read(column, usual, columns - 1)):
                    yield replace(line, gap=line.gap or number == 0, column=2 * line.column + 1 + is_right)
        before, index = rows[end - 1], end


def _line(row: Row, before: Row, usual: float) -> Line:
    text = spaced(" ".join(piece.text for piece in row))
    is_broken = len(text) > 1 and text[-1] in SOFT_HYPHENS
    text = text.removesuffix(SOFT_HYPHEN).removesuffix("\u2010") if is_broken else text
    text = text.replace(SOFT_HYPHEN, "").replace("\u2010", "-")
    if is_broken:
        # The address of a mail that a narrow column breaks has the hyphen in it.
        text += "-" if "@" in text.rpartition(" ")[2] else SOFT_HYPHEN
    is_strong = all(piece.strong for piece in row)
    return Line(text=text, gap=not before or _step(before, row) > usual * _APART, strong=is_strong)


def _side(row: Row, gutter: float, *, is_right: bool) -> Row:
    return tuple(piece for piece in row if (piece.left >= gutter) is is_right)


def _columns(rows: Sequence[Row], start: int, usual: float) -> tuple[int, float]:
    """Where a block of columns that begins with this row ends, and where its right part begins; else the row itself."""
    probe = _first_parted(rows, start, usual)
    if probe is None:
        return start, 0.0
    low, high = rows[probe][0].right, rows[probe][1].left
    if any(_crosses(row, low, high) for row in rows[start:probe]):
        return start, 0.0
    end = probe
    has_left = has_right = 0
    while end < len(rows):
        row, size = rows[end], rows[end][0].size
        left = [piece for piece in row if piece.left < high - size]
        right = [piece for piece in row if piece.left >= high - size]
        new_low = max([low, *(piece.right for piece in left)])
        new_high = min([high, *(piece.left for piece in right)])
        if new_high - new_low < size / 2 or _ends(rows, end, usual, has_right, is_left_alone=not right):
            break
        low, high = new_low, new_high
        has_left, has_right, end = has_left + bool(left), has_right + bool(right), end + 1
    return (end, high - 0.01) if end > start else (start, 0.0)


_MOST_ABOVE = 12


def _first_parted(rows: Sequence[Row], start: int, usual: float) -> int | None:
    """The next row in which two pieces stand beside each other, if it is in the paragraph that begins here."""
    for index in range(start, min(start + _MOST_ABOVE, len(rows))):
        if index > start and _step(rows[index - 1], rows[index]) > usual * _APART:
            return None
        if len(rows[index]) > 1:
            # A single row beside text of its own is a line with a wide gap in it.
            return index if index == start or len(rows[index - 1]) == 1 else None
    return None


def _crosses(row: Row, low: float, high: float) -> bool:
    """Whether a row above the columns reaches over what parts them, or stands on the right alone."""
    return any(piece.right > high - piece.size / 2 for piece in row)


def _ends(rows: Sequence[Row], index: int, usual: float, seen_right: int, *, is_left_alone: bool) -> bool:
    """Whether what stands on the left alone no longer belongs to the columns above it."""
    if not is_left_alone or not seen_right:
        return False
    if is_label(Line(text=rows[index][0].text)):
        return True
    # A column on the right may have a gap of a line or two, between a greeting and the text below it.
    goes_on = seen_right > 1 or _has_right(rows, index)
    stands_apart = _step(rows[index - 1], rows[index]) > usual * _APART
    return (stands_apart and not _has_right(rows, index)) or not goes_on


_SOON = 3


def _has_right(rows: Sequence[Row], index: int) -> bool:
    """Whether something stands beside the left column again soon."""
    return any(len(row) > 1 for row in rows[index : index + _SOON])
