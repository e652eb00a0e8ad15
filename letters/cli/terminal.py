"""What the commands say: through one place, so that nothing of others' texts is obeyed by whoever shows it.

File names, columns, titles and records come from others. A terminal obeys control characters, and a CI service lines
that begin with two colons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from letters.errors import visible

# Source: the runner of GitHub Actions reads a command of the first kind at a line's beginning, the older kind anywhere.
_COMMAND = re.compile(r"(?m)^(\s*):(?=:)|#(?=#\[)")


def echo(text: str = "", *, err: bool = False) -> None:
    """Say the text, to whoever reads the answers or, with `err`, the remarks."""
    click.echo(shown(text), err=err)


def hand_over(text: str) -> None:
    """Give out what is for another program as it is: its format has been seen to."""
    click.echo(text, nl=not text.endswith("\n"))


def shown(text: str) -> str:
    """The text with its own line breaks, and with nothing else that anybody obeys."""
    for value in _with_line_breaks():
        text = text.replace(value, visible(value))
    return _COMMAND.sub(lambda found: f"{found[1] or ''}\\x{ord(found[0][-1]):02x}", visible(text, lines=True))


def _with_line_breaks() -> Iterator[str]:
    """What was given to the command and has more than one line: names of files can, and messages repeat them."""
    context = click.get_current_context(silent=True)
    for given in context.params.values() if context else ():
        for value in given if isinstance(given, tuple) else (given,):
            if isinstance(value, str) and "\n" in value:
                yield from (value, Path(value).name)


class Commands(click.Group):
    """Commands whose usage errors, too, are shown as all else."""

    def make_context(self, *words: Any, **named: Any) -> click.Context:
        """The context, from the words of the command line."""
        try:
            return super().make_context(*words, **named)
        except click.ClickException as error:
            raise _quiet(error) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            raise _quiet(error) from None


def _quiet(error: click.ClickException) -> click.ClickException:
    said = vars(error)  # which Click calls final
    for name in ("message", "option_name", "filename", "ui_filename"):
        if isinstance(said.get(name), str):
            said[name] = visible(said[name], lines=True)
    return error
