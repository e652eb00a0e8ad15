"""What all commands share: what a user can fix becomes a message, where the appeals are, what channels are called."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from letters.channel import Channel
from letters.cli.pasting import pasteable
from letters.cli.terminal import echo
from letters.errors import LettersError

Command = Callable[..., Any]
CHANNELS = {"pdf": Channel.POST, "email": Channel.EMAIL, "fax": Channel.FAX}
"""The channels by the names that `--channel` knows."""


def fixable(command: Command) -> Command:
    """Turn what the user can fix into a message and exit code 1; bugs keep their traceback."""

    @wraps(command)
    def guarded(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except LettersError as error:
            echo(pasteable(str(error), options.get("appeals") or ""), err=True)
            sys.exit(1)

    return guarded


appeals_option = click.option(
    "--appeals",
    metavar="DIR",
    envvar="LETTERS_APPEALS",
    default="",
    help="Your own folder of appeals, instead of the shipped examples (or LETTERS_APPEALS).",
)
