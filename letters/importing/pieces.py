"""A piece of text on a page: what stands together on one line, and where."""

from __future__ import annotations

from dataclasses import dataclass

EM_PER_CHARACTER = 0.5
"""How wide a sign of a text file counts."""
LEADING = 1.2
"""How far apart the lines of a text file count."""
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text between two edges; `top` grows downwards, `size` is the height of its font, in the same unit."""

    text: str
    left: float
    right: float
    top: float
    size: float
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pieces of each page, and how far apart their lines usually are, in heights of their letters."""

    pieces: tuple[tuple[Piece, ...], ...]
    leading: float | None = None
    """None: it has to be found out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line in reading order. `gap`: it stands apart from the one above it; `strong`: its type sets it off.

    `column` is the number of the column that it stands in, 0 outside of columns.
    """

    text: str
    page: int = 1
    gap: bool = False
    strong: bool = False
    column: int = 0

    @property
    def is_broken(self) -> bool:
        """Whether a word goes on in the next line, parted by a hyphen that is none of its own."""
        return self.text.endswith(SOFT_HYPHEN)

    @property
    def plain(self) -> str:
        """The text without that hyphen."""
        return self.text.removesuffix(SOFT_HYPHEN)
