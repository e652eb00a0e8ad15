"""The commands that messages propose, so that they can be pasted: with the folder that they are about."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from letters.resources import folder

_COMMAND = re.compile(r"`(letters (?!COMMAND)[a-z-]+(?: [^`]*)?)`")


def pasteable(text: str, appeals: str | Path) -> str:
    """The text with `--appeals` in each command between backticks, unless the command would find the folder anyway."""
    if not str(appeals) or _is_found_anyway(Path(appeals)):
        return text
    option = f" --appeals {shlex.quote(str(appeals))}"
    return _COMMAND.sub(lambda match: f"`{match[1]}{'' if '--appeals' in match[1] else option}`", text)


def command(appeals: str | Path, *words: str) -> str:
    """A command that is about the folder."""
    return pasteable(f"`{shlex.join(['letters', *words])}`", appeals).strip("`")


def _is_found_anyway(path: Path) -> bool:
    known = os.environ.get("LETTERS_APPEALS") or folder("appeals")
    return path.resolve() == Path(known).resolve()
