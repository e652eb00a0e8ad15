"""How far a long piece of work has come; quiet where no terminal listens."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal: letters done, letters a second, time left. What it gives hears how many are done."""
    began, made = time.monotonic(), 0

    def rate(_: object) -> str:
        return f"{made / max(time.monotonic() - began, 0.001):.0f} letters/s"

    hidden = not sys.stderr.isatty()
    with click.progressbar(
        length=length, label=label, file=sys.stderr, hidden=hidden, show_pos=True, item_show_func=rate
    ) as bar:

        def done(count: int) -> None:
            nonlocal made
            made += count
            bar.update(count)

        yield done
