"""Many letters as one PDF: what they share is laid out once, and each letter's own lines are put over it.

The pages look as if each letter had been made alone. They are for the printer and carry no tags.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pikepdf import Array, Pdf

from letters.layout import LAYOUTS, LayoutName
from letters.letter import Letter
from letters.pdf.engine import lay_out, write
from letters.pdf.imposition import bind, blank, bodies, page, save
from letters.pdf.ink import Ink
from letters.pdf.lines import shape
from letters.pdf.markup import specimen
from letters.pdf.typesetting import set_letter
from letters.pdf.variable import MASTER_TEXT, master_letter, variable_lines
from letters.stationery import Envelope, Folds, folds_for

# Documents that are written together: they share their fonts, and more would hold too much memory.
_TOGETHER = 50
_NUMBER_EDGE = 8.0  # millimetres from the sheet's right and bottom edge: printers reach that far
_ANY_SIZE = 10.0  # which glyphs a line takes doesn't depend on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A PDF, and how many pages each letter has in it, blank ones included."""

    data: bytes
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How letters become pages: the master that a letter shares with others, and the master laid out.

    `lay_out` says by its second argument whether several letters share the master: only what they share may be kept,
    the rest is somebody's own. `number` is where a running number ends, or begins if `number_begins`: millimetres from
    the left and the top. `mirrored` has own lines end at the right in letters written from right to left.
    """

    master: Callable[[Letter], Letter]
    lay_out: Callable[[Letter, bool], Any]
    number: tuple[float, float]
    number_begins: bool = False
    mirrored: bool = True


@dataclass(frozen=True, slots=True)
class _Run:
    """A master, laid out, and the letters that are printed from it by their index."""

    master: Letter
    document: Any
    letters: Sequence[int]


def batch(
    letters: Sequence[Letter],
    layout: LayoutName,
    *,
    fold_marks: bool = False,
    folded_for: Envelope | None = None,
    duplex: bool = False,
    numbers: Sequence[int] = (),
) -> Batch:
    """All letters in order. `duplex` begins each on a front page; `numbers` are printed small on their first pages.

    `fold_marks` show how to fold a letter for the envelope `folded_for`, or for the layout's own window envelope.
    Raises Refused as `render` does.
    """
    sheet = LAYOUTS[layout]
    folds = folds_for(sheet, folded_for) if fold_marks else None
    setting = Setting(
        master=lambda letter: master_letter(letter, sheet),
        lay_out=lambda master, shared: (_kept if shared else _laid_out)(master, layout, folds),
        number=(sheet.paper.width - _NUMBER_EDGE, sheet.paper.height - _NUMBER_EDGE),
    )
    return impose(letters, setting, duplex=duplex, numbers=numbers)


def impose(letters: Sequence[Letter], setting: Setting, *, duplex: bool = False, numbers: Sequence[int] = ()) -> Batch:
    """All letters in order, made as the setting says."""
    target = Pdf.new()
    pages: list[list[Any]] = [[] for _ in letters]
    runs = _runs(letters, setting)
    for start in range(0, len(runs), _TOGETHER):
        for index, made in _print(target, runs[start : start + _TOGETHER], letters, setting, numbers):
            blanks = [blank(target, made[0].MediaBox)] if duplex and len(made) % 2 else []
            pages[index] = [*made, *blanks]
    bind(target, [page for made in pages for page in made])
    # For who binds several batches: a private entry that readers pass over (ISO 32000-1, annex E).
    target.Root.LettersPages = Array([len(made) for made in pages])
    return Batch(data=save(target), pages=tuple(map(len, pages)))


def _runs(letters: Sequence[Letter], setting: Setting) -> list[_Run]:
    """The letters by the master that they share, in the order in which the masters come first."""
    masters: dict[Letter, list[int]] = {}
    for index, letter in enumerate(letters):
        masters.setdefault(setting.master(letter), []).append(index)
    return [_Run(master, setting.lay_out(master, len(indices) > 1), indices) for master, indices in masters.items()]


def _laid_out(master: Letter, layout: LayoutName, folds: Folds | None) -> Any:
    return set_letter(master, layout, folds=folds, own=MASTER_TEXT)


_kept = lru_cache(maxsize=32)(_laid_out)


def _print(
    target: Pdf, runs: Sequence[_Run], letters: Sequence[Letter], setting: Setting, numbers: Sequence[int]
) -> Iterator[tuple[int, list[Any]]]:
    """Each letter's index and its pages in `target`."""
    own = {index: variable_lines(letters[index], run.master) for run in runs for index in run.letters}
    sample = lay_out(specimen(sampled((letters[index].language_code, lines) for index, lines in own.items())))
    first, *rest = bodies(target, write([sample, *(run.document for run in runs)], variant=None))
    ink = Ink(first)
    for run in runs:
        shared, rest = rest[: len(run.document.pages)], rest[len(run.document.pages) :]
        for index in run.letters:
            language = letters[index].language
            to_right = setting.mirrored and language.direction == "rtl"
            shown = ink.own(own[index], language, shared, to_right=to_right)
            if numbers:
                shown[0].append(ink.number(numbers[index], setting.number, begins=setting.number_begins))
            yield index, [page(target, body, lines) for body, lines in zip(shared, shown, strict=True)]


def sampled(own: Iterable[tuple[str, Sequence[str]]]) -> list[tuple[str, str]]:
    """Lines, each after its language, with every glyph that is put in later: WeasyPrint embeds what it shows."""
    chosen, held = [("en", "0123456789")], set[int]()
    for language, line in dict.fromkeys((language, line) for language, lines in own for line in lines):
        glyphs = shape(line, _ANY_SIZE, language).numbers
        if not glyphs <= held:
            held |= glyphs
            chosen.append((language, line))
    return chosen
