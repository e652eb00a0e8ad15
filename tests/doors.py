"""The command line, through its door as somebody types it, or straight into the code behind it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from letters.cli import main

PROGRAM = (sys.executable, "-m", "letters")
Said = subprocess.CompletedProcess[str]


def as_process(
    *words: str | Path, cwd: Path, stdin: str = "", program: Sequence[str] = PROGRAM, **environment: str
) -> Said:
    """`letters` as a process of its own, in a folder. Its start takes a second or two."""
    return subprocess.run(
        [*program, *map(str, words)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def in_process(*words: str | Path, cwd: Path, stdin: str = "", **environment: str) -> Said:
    """The same command in this process, where all that it imports is there already. A bug's exception comes through."""
    command = [str(word) for word in words]
    with chdir(cwd):
        result = CliRunner().invoke(main, command, input=stdin, env=environment, catch_exceptions=False)
    return Said(["letters", *command], result.exit_code, result.stdout, result.stderr)


def at_terminal(words: list[str], typed: str) -> str:
    """What somebody sees who types this at a terminal."""
    master, end = pty.openpty()
    environment = {**os.environ, "COLUMNS": "200"}
    command = [sys.executable, "-m", "letters", *words]
    with subprocess.Popen(command, stdin=end, stdout=end, stderr=end, env=environment) as process:
        os.close(end)
        os.write(master, typed.encode())
        seen = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
        process.wait()
    os.close(master)
    return seen.decode().replace("\r\n", "\n")
