"""Ends letters print at one step of its work with files: Python runs this first where its folder is in PYTHONPATH.

`END_BEFORE` names the step, such as `2 rename shard`: before the second time that a shard gets its name, all processes
of the command are killed. Each step is written down in the file `END_STEPS`, by every process of the run.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from typing import Any

NUMBER, _, STEP = os.environ["END_BEFORE"].partition(" ")
STEPS, OUT = os.environ["END_STEPS"], os.environ["END_OUT"]


def look(event: str, arguments: tuple[Any, ...]) -> None:
    """Source: Python's table of audit events; each is raised before what it tells of."""
    if event not in ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"):
        return
    path = arguments[0]
    reads = event == "open" and not str(arguments[1]).startswith(("w", "x"))
    # A file that is open already comes as its number.
    if isinstance(path, int) or reads:
        return
    if os.path.abspath(os.fsdecode(path)).startswith(OUT):
        done(f"{event.removeprefix('os.')} {kind_of(os.path.basename(os.fsdecode(path)))}")


def kind_of(name: str) -> str:
    """The file that it is or will be: those that are half written have a dot before their name."""
    name = re.sub(r"^\.(.*)\.[0-9a-z_]+$", r"\1", name)
    return re.sub(r"^[0-9a-f]{32}\.pdf$", "shard", name)


def done(step: str) -> None:
    with open(STEPS, "a+", encoding="utf-8") as steps:
        steps.write(f"{step}\n")
        steps.flush()
        steps.seek(0)
        count = steps.read().splitlines().count(STEP)
    if step == STEP and count == int(NUMBER):
        os.killpg(0, signal.SIGKILL)


sys.addaudithook(look)
