"""A pack in shards of some hundred letters: each a piece of work, and a file named by what is in it.

A shard that is there already is whole, as it was renamed when it was finished, and is not made again: a run that was
interrupted, by whatever, goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import TypeVar

from letters import __version__, bounded
from letters.files import write_whole
from letters.layout import LayoutName
from letters.letter import Letter
from letters.resources import folder
from letters.stationery import Envelope

SHARD = 500
"""Letters in a shard: enough to share fonts, few enough to lose little when a run ends early."""
_SHAPING = ("weasyprint", "uharfbuzz", "pikepdf", "jinja2")

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Letters to be printed together: on letter sheets, or their addresses on envelopes."""

    letters: tuple[Letter, ...]
    numbers: tuple[int, ...]
    layout: LayoutName
    envelope: Envelope | None = None
    fold_marks: bool = False
    folded_for: Envelope | None = None
    duplex: bool = False
    shift: tuple[float, float] = (0, 0)

    @property
    def name(self) -> str:
        """The file's name: a digest of the letters, of how they are printed and of the program that does it."""
        digest = hashlib.sha256(_program().encode())
        for field in fields(self):
            if field.name != "letters":
                digest.update(repr(getattr(self, field.name)).encode())
        for letter in self.letters:
            digest.update(repr(letter).encode("utf-8", "surrogatepass"))
        return f"{digest.hexdigest()[:32]}.pdf"


def make(shard: Shard, folder: Path) -> Path:
    """The shard's file in that folder, made if it isn't there."""
    # Here, as it may be a process of a cluster that is at work, which is not ours in all else.
    bounded.leave_no_core_file()
    path = folder / shard.name
    if not path.exists():
        write_whole(path, _printed(shard), lasting=True, private=True)
    return path


def spread(
    shards: Iterable[Shard], folder: Path, executor: Executor, done: Callable[[int], None], *, at_once: int
) -> Iterator[Path]:
    """The shards' files in order, made by the executor; `done` hears how many letters each had.

    `at_once` shards are handed out before the first of them is taken back: more would only fill the memory.
    """
    waiting: deque[tuple[Future[Path], int]] = deque()
    for shard in shards:
        waiting.append((executor.submit(make, shard, folder), len(shard.letters)))
        if len(waiting) >= at_once:
            yield _finished(waiting, done)
    while waiting:
        yield _finished(waiting, done)


def chunks(items: Iterable[ItemT], size: int) -> Iterator[tuple[ItemT, ...]]:
    """The items in order, `size` at a time."""
    iterator = iter(items)
    while chunk := tuple(islice(iterator, size)):
        yield chunk


def _finished(waiting: deque[tuple[Future[Path], int]], done: Callable[[int], None]) -> Path:
    future, count = waiting.popleft()
    path = future.result()
    done(count)
    return path


def _printed(shard: Shard) -> bytes:
    # Here, so that who only divides the work doesn't load what does it.
    from letters.pdf.batch import batch
    from letters.pdf.envelopes import envelopes
    from letters.pdf.imposition import shifted

    if shard.envelope:
        return shifted(envelopes(shard.letters, shard.envelope, numbers=shard.numbers).data, *shard.shift)
    return batch(
        shard.letters,
        shard.layout,
        fold_marks=shard.fold_marks,
        folded_for=shard.folded_for,
        duplex=shard.duplex,
        numbers=shard.numbers,
    ).data


@cache
def _program() -> str:
    """What else decides how a page looks: templates, styles, and the versions of what sets them."""
    digest = hashlib.sha256()
    for part in ("templates/letter", "templates/print", "static"):
        base, _, rest = part.partition("/")
        for path in sorted((folder(base) / rest).glob("*.*")):
            digest.update(path.read_bytes())
    return " ".join([__version__, digest.hexdigest(), *(version(name) for name in _SHAPING)])
